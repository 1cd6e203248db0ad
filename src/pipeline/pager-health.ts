import type { Clock } from '../ports/clock.ts';
import type { Pager } from '../ports/pager.ts';
import { isOngoing, longer, noRest } from './rest.ts';

/** Whether calls to people get through, as far as the last one shows. One per process. */
export interface PagerHealth {
  /** One try a minute shows whether the receiver is back; until then no other call is made. */
  isResting(): boolean;
  /** The last one got through; false before the first one. */
  isUp(): boolean;
}

/** The pager, watched. A receiver that refuses a call, or does not answer it, rests. */
export function watchPager(pager: Pager, clock: Clock): { pager: Pager; health: PagerHealth } {
  let isUp = false;
  let rest = noRest;
  return {
    pager: {
      ...pager,
      page: async (request, signal) => {
        const outcome = await pager.page(request, signal);
        isUp = outcome.kind === 'executed' || outcome.kind === 'already';
        rest = isUp ? noRest : longer(rest, clock.now());
        return outcome;
      },
    },
    health: { isUp: () => isUp, isResting: () => isOngoing(rest, clock.now()) },
  };
}
