import { messageOf } from '../../domain/errors.ts';
import type { ChatDesk, ChatPerson, ChatPress } from '../../ports/chat.ts';
import type { Log } from '../../ports/log.ts';
import type { Answer } from './answer.ts';
import type { PersonChecker } from './check-person.ts';
import { type Asker, type InboundPress, type Read, readCommand, readPress } from './read-inbound.ts';
import type { Receipt } from './receipt.ts';

/** What was taken from Slack is handled to its end, also while the program stops: this long at most. */
const handleWithinMs = 20_000;
/** Of that, so that time is left to say that it failed. */
const checkWithinMs = 15_000;
const mostFailed = 1_000;

/** What people do in Slack, checked and handed on; everything that is refused is logged. Neither method throws. */
export interface Inbound {
  /** The receipt is kept once the press is stored or refused for good; what failed is left for Slack to deliver again. */
  press(payload: unknown, receipt: Receipt): Promise<void>;
  command(payload: unknown, receipt: Receipt): Promise<void>;
}

export function makeInbound(deps: {
  readonly desk: ChatDesk;
  readonly check: PersonChecker;
  readonly answer: Answer;
  readonly log: Log;
}): Inbound {
  const { desk, check, answer, log } = deps;
  /** Presses whose failure is told: their next deliveries may fail in silence. To abort: one of those was taken, and it is not true any more. */
  const failed = new Map<string, AbortController>();

  /** Slack may deliver a press again unless it was told that it came, and does not promise to: the person hears of the failure once. */
  async function sayFailed(asker: Asker, receipt: Receipt, why: string, signal: AbortSignal): Promise<void> {
    if (receipt.isTold() || asker.pressId === undefined) {
      await answer(asker, `${why} Try again, or answer in the terminal.`, signal);
      return;
    }
    // From here on it is not told either, however long the answer takes.
    receipt.fail();
    if (failed.has(asker.pressId)) return;
    if (failed.size >= mostFailed) failed.clear();
    const isTaken = new AbortController();
    failed.set(asker.pressId, isTaken);
    const next = 'Press again, or answer in the terminal. Slack may send this one again, too: it counts once.';
    const isRead = await answer(asker, `${why} ${next}`, AbortSignal.any([signal, isTaken.signal]));
    if (!isRead) failed.delete(asker.pressId);
  }

  async function handle<T extends Asker>(
    what: string,
    read: Read<T>,
    receipt: Receipt,
    ask: (value: T, person: ChatPerson, signal: AbortSignal) => Promise<string>,
    onRefused?: (value: T, why: string) => Promise<void>,
  ): Promise<void> {
    if (read.kind === 'malformed') {
      log.warn({ what, why: read.why }, 'refused a malformed message from Slack');
      receipt.keep();
      return;
    }
    const asker = read.value;
    const signal = AbortSignal.timeout(handleWithinMs);
    const about = { what, user: asker.user, channel: asker.channel };
    try {
      const patience = AbortSignal.any([receipt.signal, AbortSignal.timeout(checkWithinMs)]);
      const checked = await check(asker, patience, receipt.fail);
      switch (checked.kind) {
        case 'refused': {
          const { reason, field, value } = checked;
          log.warn({ ...about, reason, field, value }, 'refused a person in Slack');
          receipt.keep();
          await onRefused?.(asker, reason);
          await answer(asker, `Refused: ${reason} (${field} = ${value}).`, signal);
          return;
        }
        case 'unknown': {
          const { why } = checked;
          log.warn({ ...about, why, acknowledged: receipt.isTold() }, 'Slack does not say who a person is');
          const text = `Slack does not say who you are, so nothing was done (users.info = ${why}).`;
          await sayFailed(asker, receipt, text, signal);
          return;
        }
        case 'person': {
          receipt.recover();
          const said = await ask(asker, checked.person, signal);
          receipt.keep();
          if (asker.pressId !== undefined) failed.get(asker.pressId)?.abort();
          await answer(asker, said, signal);
        }
      }
    } catch (error) {
      log.error(
        { ...about, err: messageOf(error), acknowledged: receipt.isTold() },
        'an answer from Slack could not be handled',
      );
      await sayFailed(asker, receipt, 'This could not be recorded.', signal);
    }
  }

  return {
    press: (payload, receipt) =>
      handle(
        'press',
        readPress(payload),
        receipt,
        async (press, person, signal) => {
          const { button } = press;
          if (button !== 'why') return desk.press({ ...pressOf(press, button), person }, signal, receipt.keep);
          receipt.keep();
          return desk.why(press.incidentId, person, signal);
        },
        async (press, why) => {
          const account = `slack:${press.home ?? press.team ?? '?'}/${press.user}`;
          if (press.button !== 'why') await desk.refused(pressOf(press, press.button), account, why);
        },
      ),
    command: (payload, receipt) =>
      handle('command', readCommand(payload), receipt, async ({ text }, person, signal) =>
        desk.command(text.trim(), person, signal),
      ),
  };
}

function pressOf(press: InboundPress, kind: ChatPress['kind']): Omit<ChatPress, 'person'> {
  const { incidentId, planDigest, channel, pressId, at } = press;
  return { kind, incidentId, planDigest, channel, pressId, at };
}
