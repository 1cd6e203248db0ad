import { type Hold, holdCovers } from '../domain/approval.ts';
import { UserMistake } from '../domain/errors.ts';
import { heldByConfiguration } from '../serving/held-by-configuration.ts';
import type { CliContext } from './context.ts';
import { clean } from './output.ts';

type Target = Pick<Hold, 'cluster' | 'job'>;

/**
 * Ends the hold of exactly this target, and says what keeps hands off it all the same.
 * @throws {UserMistake} no such hold is in force: a typo would look as if it had lifted one.
 */
export async function liftHold(context: CliContext, target: Target): Promise<void> {
  await context.withStore(async (store) => {
    const { output, clock } = context;
    const name = nameOf(target);
    const before = await store.answers.holds();
    if (!before.some((one) => isOf(one, target))) {
      const others = before.length === 0 ? 'none' : before.map(nameOf).join(', ');
      throw new UserMistake(`There is no hold on ${name} (holds: ${others})`);
    }
    await store.answers.setHold(target.cluster, target.job, null);
    const now = await heldByConfiguration(store.answers, context.config().clusters, clock).holds();
    const left = now.filter((one) => holdCovers(one, target.cluster, target.job));
    output.result({ lifted: name, stillHeldBy: left }, () =>
      [`Hold on ${name} lifted.`, ...left.map((one) => `Still nothing is sent there: ${reasonOf(one)}`)].join('\n'),
    );
  });
}

/** Ends the pause. */
export async function resume(context: CliContext): Promise<void> {
  await context.withStore(async (store) => {
    const wasPaused = (await store.answers.holds()).some(({ cluster }) => cluster === null);
    await store.answers.setHold(null, null, null);
    context.output.result({ paused: false, wasPaused }, () => (wasPaused ? 'Resumed.' : 'Nothing was paused.'));
  });
}

function isOf(hold: Target, { cluster, job }: Target): boolean {
  return hold.cluster === cluster && hold.job === job;
}

/** What is held: a job, a cluster, or everything. */
export function nameOf({ cluster, job }: Target): string {
  if (cluster === null) return '(pause)';
  return job === null ? cluster : `${cluster}/${job}`;
}

function reasonOf(hold: Hold): string {
  const what = hold.cluster === null ? 'everything is paused' : `${nameOf(hold)} is on hold`;
  return clean(`${what} by ${hold.by}: ${hold.reason}`).replace(/\s+/g, ' ');
}
