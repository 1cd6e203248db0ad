import { messageOf } from '../../domain/errors.ts';
import type { ChatDesk, ChatPerson } from '../../ports/chat.ts';
import type { Log } from '../../ports/log.ts';
import type { PersonCheck } from './check-person.ts';
import { type Asker, type InboundPress, type Read, readCommand, readPress } from './read-inbound.ts';

/** What was taken from Slack is handled to its end, also while the program stops: this long at most. */
const handleWithinMs = 20_000;

/** What people do in Slack, checked and handed on; everything that is refused is logged. Neither method throws. */
export interface Inbound {
  /** `onKept`: the press is stored or refused, so that the end of this process does not lose it. */
  press(payload: unknown, onKept: () => void): Promise<void>;
  command(payload: unknown): Promise<void>;
}

export function makeInbound(deps: {
  readonly desk: ChatDesk;
  readonly check: (asker: Asker, signal: AbortSignal) => Promise<PersonCheck>;
  readonly answer: (asker: Asker, text: string, signal: AbortSignal) => Promise<void>;
  readonly log: Log;
}): Inbound {
  const { desk, check, answer, log } = deps;

  async function handle<T extends Asker>(
    what: string,
    read: Read<T>,
    ask: (value: T, person: ChatPerson, signal: AbortSignal) => Promise<string>,
    onRefused: () => void = () => {},
  ): Promise<void> {
    if (read.kind === 'malformed') {
      log.warn({ what, why: read.why }, 'refused a malformed message from Slack');
      return;
    }
    const asker = read.value;
    const signal = AbortSignal.timeout(handleWithinMs);
    const about = { what, user: asker.user, channel: asker.channel };
    try {
      const checked = await check(asker, signal);
      if (checked.kind === 'refused') {
        const { reason, field, value } = checked;
        log.warn({ ...about, reason, field, value }, 'refused a person in Slack');
        onRefused();
        await answer(asker, `Refused: ${reason} (${field} = ${value}).`, signal);
        return;
      }
      await answer(asker, await ask(asker, checked.person, signal), signal);
    } catch (error) {
      log.error({ ...about, err: messageOf(error) }, 'an answer from Slack could not be handled');
      await answer(asker, 'This could not be recorded. Try again, or answer in the terminal.', signal);
    }
  }

  return {
    press: (payload, onKept) =>
      handle(
        'press',
        readPress(payload),
        async (press, person, signal) => {
          if (press.button !== 'why') return desk.press(pressOf(press, press.button, person), signal, onKept);
          onKept();
          return desk.why(press.incidentId, person, signal);
        },
        onKept,
      ),
    command: (payload) =>
      handle('command', readCommand(payload), async ({ text }, person, signal) =>
        desk.command(text.trim(), person, signal),
      ),
  };
}

function pressOf(
  press: InboundPress,
  kind: Exclude<InboundPress['button'], 'why'>,
  person: ChatPerson,
): Parameters<ChatDesk['press']>[0] {
  const { incidentId, planDigest, channel, pressId, at } = press;
  return { kind, incidentId, planDigest, person, channel, pressId, at };
}
