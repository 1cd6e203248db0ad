import type { Clock } from '../ports/clock.ts';
import type { SendOutcome } from '../ports/flink.ts';
import type { Messenger } from '../ports/messenger.ts';

/** Whether the chat can be reached, as far as our own requests show. One per process. */
export interface MessengerHealth {
  /** After a failure nothing is tried for a while, so that an outage costs one request a minute and not one per incident. */
  isResting(): boolean;
  /** Since when nothing gets through, epoch ms; undefined: something did, or nothing was tried yet. */
  downSince(): number | undefined;
  /** True once something got through and nothing failed since. */
  isUp(): boolean;
}

const firstRestMs = 2_000;
const longestRestMs = 60_000;

/** The messenger, watched. What it refuses shows that it is there; only "not now" and silence let it rest. */
export function watchMessenger(messenger: Messenger, clock: Clock): { messenger: Messenger; health: MessengerHealth } {
  let downSince: number | undefined;
  let restsUntil = 0;
  let restMs = firstRestMs / 2;
  let isUp = false;

  function failed(): void {
    const now = clock.now();
    downSince ??= now;
    isUp = false;
    // What was on its way when the rest began tells nothing new.
    if (now < restsUntil) return;
    restMs = Math.min(longestRestMs, restMs * 2);
    restsUntil = now + restMs;
  }

  function worked(): void {
    downSince = undefined;
    restsUntil = 0;
    restMs = firstRestMs / 2;
    isUp = true;
  }

  async function watched(send: () => Promise<SendOutcome>): Promise<SendOutcome> {
    const outcome = await send();
    const isBusy = outcome.kind === 'refused' && (outcome.status === 429 || outcome.status === 503);
    if (outcome.kind === 'not-sent' || outcome.kind === 'maybe' || isBusy) failed();
    else worked();
    return outcome;
  }

  return {
    messenger: {
      post: (request, signal) => watched(() => messenger.post(request, signal)),
      update: (request, signal) => watched(() => messenger.update(request, signal)),
      async find(request, signal) {
        try {
          const found = await messenger.find(request, signal);
          worked();
          return found;
        } catch (error) {
          failed();
          throw error;
        }
      },
    },
    health: { isResting: () => clock.now() < restsUntil, downSince: () => downSince, isUp: () => isUp },
  };
}
