import type { BudgetFacts } from '../domain/budget.ts';
import { terminalStates } from '../domain/flink.ts';
import type { UnreadableAction } from '../ports/store.ts';
import type { StageDeps } from './deps.ts';

const dayMs = 86_400_000;

/**
 * What budgets count: per platform, because clusters of one platform fail together.
 * @throws {OpsError} an action of the job itself cannot be read, or whose it is, see `isCorruptRow`.
 */
export async function platformFacts(
  deps: Pick<StageDeps, 'actions' | 'incidents' | 'clusters' | 'world' | 'watch' | 'limits' | 'clock' | 'kinds'>,
  of: { readonly cluster: string; readonly job: string; readonly plan?: BudgetFacts['plan'] },
): Promise<BudgetFacts> {
  const { cluster, job, plan } = of;
  const now = deps.clock.now();
  const platform = deps.clusters.find((one) => one.name === cluster)?.platform;
  const clusters = deps.clusters.filter((one) => one.platform === platform).map((one) => one.name);
  const { coolDownMs, coolDownAfterRestartMs, blastRadius } = deps.limits;
  const { withinMs } = blastRadius;
  const lane = `${cluster}/${job}`;
  const unreadable: UnreadableAction[] = [];
  const recent = await deps.actions.actions({
    since: now - Math.max(dayMs, coolDownMs, coolDownAfterRestartMs),
    onUnreadable(action) {
      // Nothing is done to a job of which nobody knows what was done to it; nor to any where nobody knows to which.
      if (action.lane === lane || !action.lane.startsWith(`${action.cluster}/`)) throw action.error;
      unreadable.push(action);
    },
  });
  const incidents = await deps.incidents.list({ since: now - withinMs });
  // One that comes back falls ill anew.
  const newly = incidents.filter(
    ({ cluster: where, job: whose, baseline, openedAt, reopenedAt = openedAt }) =>
      clusters.includes(where) && whose !== null && !baseline && now - reopenedAt <= withinMs,
  );
  const sick = new Set(newly.map((one) => `${one.cluster}/${one.job}`));
  const names = await Promise.all(
    clusters.map(async (name) => (await livingIn(deps, name)).map((one) => `${name}/${one}`)),
  );
  const jobs = new Set([...names.flat(), ...sick]);
  const safeKinds = [...deps.kinds.values()].filter(({ risk }) => risk === 'safe').map(({ kind }) => kind);
  return { safeKinds, now, lane, plan, clusters, recent, unreadable, newlySick: sick.size, jobs: jobs.size };
}

/** Of a cluster that another replica polls, or that this process has not polled yet, the store knows. */
async function livingIn({ world, watch }: Pick<StageDeps, 'world' | 'watch'>, cluster: string): Promise<string[]> {
  const seen = world.latest(cluster);
  if (seen === undefined) return watch.livingJobs(cluster);
  return seen.jobs.filter(({ line }) => !terminalStates.includes(line.state)).map(({ line }) => line.name);
}
