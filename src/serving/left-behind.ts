import type { Hold } from '../domain/approval.ts';
import type { Incident } from '../domain/incident.ts';
import { messageOf } from '../domain/errors.ts';
import { applyAnswers } from '../pipeline/apply-answers.ts';
import { warnedSeldom } from '../pipeline/warned-seldom.ts';
import type { SharedParts } from './shared-parts.ts';
import { holdingOf } from './tenure.ts';

/** Between two looks at answers. */
const passEveryMs = 1_000;

/** Clusters that left the configuration and have incidents that are not closed. */
export function leftBehind(clusters: readonly string[], open: readonly Pick<Incident, 'cluster'>[]): string[] {
  return [...new Set(open.map(({ cluster }) => cluster))].filter((cluster) => !clusters.includes(cluster));
}

/** Holds that keep nothing from anything: their cluster left the configuration, or has another name there. */
export function heldNowhere<T extends Pick<Hold, 'cluster'>>(clusters: readonly string[], holds: readonly T[]): T[] {
  return holds.filter(({ cluster }) => cluster !== null && !clusters.includes(cluster));
}

/**
 * Applies what people resolve of such a cluster, and tells of it where it was told: nobody polls it or carries a plan through. The epoch is of a lease of
 * that cluster's own, as its incidents and actions bear those of its former holders, and one of them may still work for it.
 */
export async function resolveLeft(
  shared: SharedParts,
  cluster: string,
  epoch: number,
  signal: AbortSignal,
): Promise<void> {
  const holding = holdingOf(shared, cluster, epoch);
  const { clock, log } = holding;
  const answers = {
    ...holding.answers,
    open: async () => (await holding.answers.open()).filter(({ answer }) => answer.kind === 'resolve'),
  };
  const deps = { ...holding, answers, cluster, forget: () => Promise.resolve() };
  await Promise.all([shared.people?.tell(cluster, epoch, signal), apply()]);

  async function apply(): Promise<void> {
    const seldom = warnedSeldom(log, clock);
    while (!signal.aborted) {
      try {
        await applyAnswers(deps);
      } catch (error) {
        seldom.error({ err: messageOf(error) }, 'a pass failed; it is made again');
      }
      await clock.sleep(passEveryMs, signal);
    }
  }
}
