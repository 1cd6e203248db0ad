import { MessengerUnreadable } from '../domain/errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { SendOutcome } from '../ports/flink.ts';
import type { Messenger, Refusal } from '../ports/messenger.ts';
import { isToCome } from '../domain/elapsed.ts';

/** Whether the chat can be reached, as far as our own requests show. One per process. */
export interface MessengerHealth {
  /**
   * After a failure nothing is tried for a while, so that an outage costs one request a minute and not one per incident. A channel that
   * refuses rests alone. Nothing is tried either before the time that the chat itself asked for, at most ten minutes.
   * @param channel undefined: whether the chat as a whole rests.
   */
  isResting(channel: string | undefined): boolean;
  /** Since when nothing gets through to the chat, epoch ms. Undefined: it does, or nothing was tried yet. */
  downSince(): number | undefined;
  /** The channels that refuse while the chat is there, and since when: what another one takes does not tell that they are well. */
  refusing(): ReadonlyMap<string, number>;
  /** True once something got through to the chat, or into this channel, and nothing failed there since. */
  isUp(channel?: string): boolean;
}

const firstRestMs = 2_000;
export const longestRestMs = 60_000;
/** A chat that asks for longer is asked again all the same. */
const longestAskedMs = 600_000;

/** Of one message, while others get through. */
export const harmless: readonly Refusal[] = ['message-gone', 'message-fixed', 'content'];

const noAnswer: Pick<MessengerUnreadable, 'hidden' | 'retryAfterMs'> = { hidden: 'chat', retryAfterMs: undefined };

interface Rest {
  readonly until: number;
  readonly ms: number;
}
const noRest: Rest = { until: 0, ms: firstRestMs / 2 };

/** `read`: what it holds cannot be read, and nothing that was written shows whether it takes messages. */
interface Refusing {
  readonly since: number;
  readonly rest: Rest;
  readonly what: 'read' | 'write';
}

/**
 * The messenger, watched. A refusal of the one message shows that the chat and the channel are there, one of the channel that the chat
 * is; any other, and silence, let all of it rest.
 */
export function watchMessenger(messenger: Messenger, clock: Clock): { messenger: Messenger; health: MessengerHealth } {
  let downSince: number | undefined;
  let rest = noRest;
  let isUp = false;
  /** Asked for by the chat, so that nothing else that works ends it. */
  let leftAloneUntil = 0;
  const refusing = new Map<string, Refusing>();
  /** Channels in which something worked last. */
  const working = new Set<string>();

  function failed(retryAfterMs = 0): void {
    const now = clock.now();
    if (retryAfterMs > 0) {
      const before = isToCome(leftAloneUntil, longestAskedMs, now) ? leftAloneUntil : 0;
      leftAloneUntil = Math.max(before, now + Math.min(longestAskedMs, retryAfterMs));
    }
    downSince ??= now;
    isUp = false;
    rest = longer(rest, now);
  }

  function chatIsThere(): void {
    downSince = undefined;
    rest = noRest;
    isUp = true;
  }

  function worked(channel: string): void {
    chatIsThere();
    refusing.delete(channel);
    working.add(channel);
  }

  function refused(channel: string, what: Refusing['what']): void {
    chatIsThere();
    const now = clock.now();
    const before = refusing.get(channel);
    working.delete(channel);
    refusing.set(channel, {
      since: before?.since ?? now,
      rest: longer(restOf(channel), now),
      what: before?.what === 'write' ? 'write' : what,
    });
  }

  function restOf(channel: string | undefined): Rest {
    return (channel === undefined ? undefined : refusing.get(channel)?.rest) ?? noRest;
  }

  async function watched(channel: string, send: () => Promise<SendOutcome>): Promise<SendOutcome> {
    const outcome = await send();
    if (getsThrough(outcome)) worked(channel);
    else if (isRefused(outcome, ['channel'])) refused(channel, 'write');
    else failed(Number(outcome.result?.['retryAfterMs'] ?? 0));
    return outcome;
  }

  return {
    messenger: {
      post: (request, signal) => watched(request.channel, () => messenger.post(request, signal)),
      update: (request, signal) => watched(request.channel, () => messenger.update(request, signal)),
      async find(request, signal) {
        const { channel } = request;
        try {
          const found = await messenger.find(request, signal);
          // An archived channel is read as ever: that it takes messages is not shown by it.
          if (refusing.get(channel)?.what === 'read') worked(channel);
          else chatIsThere();
          return found;
        } catch (error) {
          const { hidden, retryAfterMs } = error instanceof MessengerUnreadable ? error : noAnswer;
          if (hidden === 'chat') failed(retryAfterMs);
          else if (hidden === 'channel') refused(channel, 'read');
          else chatIsThere();
          throw error;
        }
      },
    },
    health: {
      isResting: (channel) => {
        const now = clock.now();
        const isLeftAlone = isToCome(leftAloneUntil, longestAskedMs, now);
        return isLeftAlone || isOngoing(rest, now) || isOngoing(restOf(channel), now);
      },
      downSince: () => downSince,
      refusing: () => new Map([...refusing].map(([channel, { since }]) => [channel, since])),
      isUp: (channel) => isUp && (channel === undefined || working.has(channel)),
    },
  };
}

function isOngoing({ until, ms }: Rest, now: number): boolean {
  return isToCome(until, ms, now);
}

function longer(rest: Rest, now: number): Rest {
  // What was on its way when the rest began tells nothing new.
  if (isOngoing(rest, now)) return rest;
  const ms = Math.min(longestRestMs, rest.ms * 2);
  return { until: now + ms, ms };
}

function getsThrough(outcome: SendOutcome): boolean {
  return outcome.kind === 'executed' || outcome.kind === 'already' || isRefused(outcome, harmless);
}

function isRefused({ kind, result }: SendOutcome, because: readonly Refusal[]): boolean {
  return kind === 'refused' && because.some((one) => one === result?.['refusal']);
}
