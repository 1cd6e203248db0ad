import type { Clock } from '../ports/clock.ts';
import type { SendOutcome } from '../ports/flink.ts';
import type { Messenger, Refusal } from '../ports/messenger.ts';

/** Whether the chat can be reached, as far as our own requests show. One per process. */
export interface MessengerHealth {
  /** After a failure nothing is tried for a while, so that an outage costs one request a minute and not one per incident. */
  isResting(): boolean;
  /**
   * Since when nothing gets through to the chat or into this channel (left out: into any one), epoch ms.
   * Undefined: it does, or nothing was tried yet.
   */
  downSince(channel?: string): number | undefined;
  /** True once something got through, nothing failed since, and no channel refuses. */
  isUp(): boolean;
}

const firstRestMs = 2_000;
const longestRestMs = 60_000;

/** Of one message, while others get through. */
const harmless: readonly Refusal[] = ['message-gone', 'content'];

/** The messenger, watched. A refusal of the one message shows that it is there; any other, and silence, let it rest. */
export function watchMessenger(messenger: Messenger, clock: Clock): { messenger: Messenger; health: MessengerHealth } {
  let downSince: number | undefined;
  let restsUntil = 0;
  let restMs = firstRestMs / 2;
  let isUp = false;
  /** Since when each channel refuses: what another one takes does not tell that this one is well. */
  const refusing = new Map<string, number>();

  function failed(): void {
    const now = clock.now();
    downSince ??= now;
    isUp = false;
    // What was on its way when the rest began tells nothing new.
    if (now < restsUntil) return;
    restMs = Math.min(longestRestMs, restMs * 2);
    restsUntil = now + restMs;
  }

  function worked(channel: string): void {
    refusing.delete(channel);
    downSince = undefined;
    restsUntil = 0;
    restMs = firstRestMs / 2;
    isUp = true;
  }

  async function watched(channel: string, send: () => Promise<SendOutcome>): Promise<SendOutcome> {
    const outcome = await send();
    if (getsThrough(outcome)) {
      worked(channel);
      return outcome;
    }
    failed();
    if (isRefused(outcome, ['channel']) && !refusing.has(channel)) refusing.set(channel, clock.now());
    return outcome;
  }

  return {
    messenger: {
      post: (request, signal) => watched(request.channel, () => messenger.post(request, signal)),
      update: (request, signal) => watched(request.channel, () => messenger.update(request, signal)),
      async find(request, signal) {
        try {
          const found = await messenger.find(request, signal);
          worked(request.channel);
          return found;
        } catch (error) {
          failed();
          throw error;
        }
      },
    },
    health: {
      isResting: () => clock.now() < restsUntil,
      downSince: (channel) => downSince ?? (channel === undefined ? earliest(refusing) : refusing.get(channel)),
      isUp: () => isUp && refusing.size === 0,
    },
  };
}

function getsThrough(outcome: SendOutcome): boolean {
  return outcome.kind === 'executed' || outcome.kind === 'already' || isRefused(outcome, harmless);
}

function isRefused({ kind, result }: SendOutcome, because: readonly Refusal[]): boolean {
  return kind === 'refused' && because.some((one) => one === result?.['refusal']);
}

function earliest(times: ReadonlyMap<string, number>): number | undefined {
  return times.size === 0 ? undefined : Math.min(...times.values());
}
