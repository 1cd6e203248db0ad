import { MessengerUnreadable } from '../domain/errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { SendOutcome } from '../ports/flink.ts';
import type { Messenger, Refusal } from '../ports/messenger.ts';
import { isToCome } from '../domain/elapsed.ts';
import { isOngoing, longer, noRest, type Rest } from './rest.ts';

/** Whether the chat can be reached, as far as our own requests show. One per process. */
export interface MessengerHealth {
  /**
   * After a failure nothing is tried for a while, so that an outage costs one request a minute and not one per incident. A channel that
   * refuses rests alone. What the chat wants fewer of rests until the time that it asked for, at most ten minutes, and nothing else:
   * chats count changes, searches, and the new messages of each channel by themselves.
   * @param channel undefined: whether the chat as a whole rests.
   * @param way left out: whether everything there does.
   */
  isResting(channel: string | undefined, way?: Way): boolean;
  /** Since when nothing new gets through to the chat, epoch ms. Undefined: it does, or nothing was tried yet. */
  downSince(): number | undefined;
  /**
   * The channels that refuse, or take no new message, while the chat is there, and since when: what another one takes does not tell
   * that they are well.
   */
  refusing(): ReadonlyMap<string, number>;
  /** True once something got through to the chat, or into this channel, and nothing failed there since. */
  isUp(channel?: string): boolean;
}

/** What is asked of a chat: something new in a channel, a change of what stands there, or to look for it. */
export type Way = keyof Messenger;

/** A chat that asks for longer is asked again all the same. */
const longestAskedMs = 600_000;

/** Of one message, while others get through. */
export const harmless: readonly Refusal[] = ['message-gone', 'message-fixed', 'content'];

const noAnswer: Pick<MessengerUnreadable, 'hidden' | 'retryAfterMs'> = { hidden: 'chat', retryAfterMs: undefined };

/** `read`: what it holds cannot be read, and nothing that was written shows whether it takes messages. */
interface Refusing {
  readonly since: number;
  readonly rest: Rest;
  readonly what: 'read' | 'write';
}

/**
 * The messenger, watched. A refusal of the one message shows that the chat and the channel are there, one of the channel that the chat
 * is; that it wants fewer lets the same rest, and any other refusal, and silence, all of it.
 */
export function watchMessenger(messenger: Messenger, clock: Clock): { messenger: Messenger; health: MessengerHealth } {
  let downSince: number | undefined;
  let rest = noRest;
  let isUp = false;
  /** What the chat wants fewer of. Nothing that was on its way, and works, ends it before its time. */
  const limits = new Map<string, Rest>();
  const refusing = new Map<string, Refusing>();
  /** Channels that want fewer new messages, and since when they took none. A change that works there tells nothing of them. */
  const postsLimited = new Map<string, number>();
  /** Channels in which something worked last. */
  const working = new Set<string>();

  function failed(): void {
    const now = clock.now();
    downSince ??= now;
    isUp = false;
    rest = longer(rest, now);
  }

  function limited(channel: string, way: Way, askedMs: number): void {
    const now = clock.now();
    if (way === 'post') {
      // What is new, and whom it calls, is told by new messages alone.
      downSince ??= now;
      isUp = false;
      postsLimited.set(channel, postsLimitedSince(channel) ?? now);
    }
    const limit = limitName(channel, way);
    const before = limits.get(limit) ?? noRest;
    const isOn = isLimit(before, now);
    const { ms } = isOn ? before : longer(before, now);
    const until = isOn ? before.until : 0;
    limits.set(limit, { ms, until: Math.max(until, now + Math.min(longestAskedMs, Math.max(ms, askedMs || 0))) });
  }

  /** Not for ever: where nobody has tried since a limit was over, as there was nothing new to say, nobody knows. */
  function postsLimitedSince(channel: string): number | undefined {
    const { until } = limits.get(limitName(channel, 'post')) ?? noRest;
    return isToCome(until + longestAskedMs, 2 * longestAskedMs, clock.now()) ? postsLimited.get(channel) : undefined;
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

  function forgetLimit(channel: string, way: Way): void {
    const limit = limitName(channel, way);
    if (!isLimit(limits.get(limit) ?? noRest, clock.now())) limits.delete(limit);
  }

  async function watched(channel: string, way: Way, send: () => Promise<SendOutcome>): Promise<SendOutcome> {
    const outcome = await send();
    if (getsThrough(outcome)) {
      if (way === 'post') postsLimited.delete(channel);
      worked(channel);
      forgetLimit(channel, way);
    } else if (isRefused(outcome, ['channel'])) refused(channel, 'write');
    else if (isRefused(outcome, ['rate'])) limited(channel, way, Number(outcome.result?.['retryAfterMs']));
    else failed();
    return outcome;
  }

  return {
    messenger: {
      post: (request, signal) => watched(request.channel, 'post', () => messenger.post(request, signal)),
      update: (request, signal) => watched(request.channel, 'update', () => messenger.update(request, signal)),
      async find(request, signal) {
        const { channel } = request;
        try {
          const found = await messenger.find(request, signal);
          // An archived channel is read as ever: that it takes messages is not shown by it.
          if (refusing.get(channel)?.what === 'read') worked(channel);
          else chatIsThere();
          forgetLimit(channel, 'find');
          return found;
        } catch (error) {
          const { hidden, retryAfterMs } = error instanceof MessengerUnreadable ? error : noAnswer;
          if (retryAfterMs !== undefined) limited(channel, 'find', retryAfterMs);
          else if (hidden === 'chat') failed();
          else if (hidden === 'channel') refused(channel, 'read');
          else chatIsThere();
          throw error;
        }
      },
    },
    health: {
      isResting: (channel, way) => {
        const now = clock.now();
        const limit = way === undefined ? undefined : limits.get(limitName(channel, way));
        return isOngoing(rest, now) || isOngoing(restOf(channel), now) || isLimit(limit ?? noRest, now);
      },
      downSince: () => downSince,
      refusing: () => {
        const since = new Map([...refusing].map(([channel, one]) => [channel, one.since]));
        for (const channel of postsLimited.keys()) {
          const limitedSince = postsLimitedSince(channel);
          if (limitedSince !== undefined && !since.has(channel)) since.set(channel, limitedSince);
        }
        return since;
      },
      isUp: (channel) =>
        isUp && (channel === undefined || (working.has(channel) && postsLimitedSince(channel) === undefined)),
    },
  };
}

/** Changes and searches are counted over all channels. */
function limitName(channel: string | undefined, way: Way): string {
  return way === 'post' ? `${way} ${channel}` : way;
}

function isLimit({ until }: Rest, now: number): boolean {
  return isToCome(until, longestAskedMs, now);
}

function getsThrough(outcome: SendOutcome): boolean {
  return outcome.kind === 'executed' || outcome.kind === 'already' || isRefused(outcome, harmless);
}

function isRefused({ kind, result }: SendOutcome, because: readonly Refusal[]): boolean {
  return kind === 'refused' && because.some((one) => one === result?.['refusal']);
}
