import { checkpointConfig } from '../detectors/job-view.ts';
import { checkpointsPeriodically } from '../detectors/recovery-point.ts';
import type { ActionRow } from '../domain/action.ts';
import type { JobId } from '../domain/flink.ts';
import type { Incident } from '../domain/incident.ts';
import { judgeRecovery, type RecoveryFacts } from '../domain/verification.ts';
import type { JobSnapshot } from '../domain/snapshot.ts';
import type { Signal } from '../domain/signal.ts';
import { clockSlackMs } from '../ledger/limits.ts';
import { loud } from './absorb.ts';
import { attempt } from './attempt.ts';
import type { StageDeps } from './deps.ts';
import { escalate, planFailed } from './escalate.ts';
import { clearKinds } from './since.ts';
import { event, updateIncident } from './update-incident.ts';

/** Without a SOP to say otherwise. */
const usualRule = { checkpoints: 2, withinMs: 600_000 };

/** Whether the plan helped, from what was read after it. The incident stays open until that is known, or time is up. */
export async function verify(deps: StageDeps, incident: Incident, signal: AbortSignal): Promise<boolean> {
  const plan = incident.planId === null ? undefined : await deps.incidents.plan(incident.planId);
  if (plan === undefined) throw new Error(`Incident ${incident.id} has no plan to verify`);
  const rule = deps.sops.find(plan.sopId)?.verify ?? usualRule;
  const actions = await deps.actions.actions({ planId: plan.id });
  const verdict = judgeRecovery(await readRecovery(deps, incident, plan, actions, signal), rule);
  if (verdict.kind === 'undecided') return false;

  const open = verdict.checks.filter((one) => one.result === 'no' || one.result === 'cannot-tell');
  const why = open.map((one) => `${one.name}: ${one.result}, ${one.detail}`).join('; ');
  const saved = await updateIncident(deps.incidents, incident.id, (current) => {
    if (current.state !== 'verifying' || current.planId !== plan.id) return undefined;
    const now = deps.clock.now();
    const judged = { ...current, verdict };
    const said = event(current.id, now, 'verdict', verdict.kind === 'cleared' ? 'Cleared' : `${verdict.kind}: ${why}`, {
      verdict,
    });
    if (verdict.kind === 'cleared') {
      return {
        incident: { ...judged, state: 'closed', closing: 'cleared', updatedAt: now, closedAt: now },
        events: [said, event(current.id, now, 'closed', `Cleared by ${plan.action}`)],
      };
    }
    if (verdict.lostState === true) {
      const failedPlans = judged.failedPlans + 1;
      const told = `${plan.action} brought the job back with another state than it had (${why}); set that right yourself, then: flink-medic incidents resolve ${current.id}`;
      return escalate({ ...judged, failedPlans, planId: null, severity: 'critical' }, now, told, [], [said]);
    }
    // Cannot tell counts as a failure: acting again on what is not known would be worse.
    const failed = planFailed(judged, now, `${plan.action} did not help (${verdict.kind})`, deps.limits.failedPlans);
    return { ...failed, events: [said, ...failed.events] };
  });
  if (saved !== undefined) deps.log.info({ incidentId: incident.id, verdict: verdict.kind }, 'verdict');
  return saved !== undefined;
}

/**
 * Restarts less rescales. Where some polls show the rescales, those that do not show them cannot be compared; before Flink 2.0
 * none does, and a rescale counts as a restart. Flink answers with counters of ten seconds ago: those that do not know yet of the
 * restore that the plan brought are from before it.
 */
function restartsOf(snapshots: readonly JobSnapshot[], endedAt: number, skewMs: number): number[] {
  const read = snapshots.flatMap(({ metrics }) => (metrics?.restarts === undefined ? [] : [metrics]));
  const split = read.some((one) => one.rescales !== undefined);
  const restoredAt = read.at(-1)?.lastRestoreAt;
  const isOfPlan = restoredAt !== undefined && restoredAt - skewMs <= endedAt;
  return read
    .filter((one) => !split || one.rescales !== undefined)
    .filter((one) => !isOfPlan || one.lastRestoreAt === restoredAt)
    .map((one) => (one.restarts ?? Number.NaN) - (one.rescales ?? 0));
}

/**
 * Seen after the plan had ended, and thrown after it too: what stopping or rescaling threw is often read only afterwards.
 * @param skewMs by how much Flink's clock, which dates exceptions, is ahead of ours.
 */
function isNewException(signal: Signal, endedAt: number, skewMs: number): boolean {
  if (signal.kind !== 'new-exception' || !(signal.at > endedAt)) return false;
  const thrownAt = signal.evidence['latestAt'];
  return typeof thrownAt !== 'number' || !(thrownAt - skewMs <= endedAt);
}

async function readRecovery(
  deps: StageDeps,
  incident: Incident,
  plan: { readonly cluster: string; readonly jobName: string; readonly jobId: string },
  actions: readonly ActionRow[],
  signal: AbortSignal,
): Promise<RecoveryFacts> {
  const flink = deps.flinkOf(plan.cluster);
  const started = actions.find((row) => row.kind === 'start-job')?.result?.['jobId'];
  const jobId = (started ?? plan.jobId) as JobId;
  const unread: string[] = [];
  const [job, checkpoints] = await Promise.all([
    attempt('job', unread, () => flink.inspect.job(jobId, signal)),
    attempt('checkpoints', unread, () => flink.watch.checkpoints(jobId, signal)),
  ]);
  const now = deps.clock.now();
  const watchedFrom = deps.world.watchedFrom(plan.cluster) ?? now;
  // What a clock has dated that was put back since, or that of another replica, ended before this look began.
  const isAhead = (at: number) => at - now > clockSlackMs;
  const stored = actions.map((row) => row.updatedAt);
  const endedAt = Math.max(...stored.map((at) => (isAhead(at) ? watchedFrom : at)));
  // What that clock has seen is compared with what it has said.
  const endFor = ({ at }: Signal) => (isAhead(at) ? Math.max(...stored) : endedAt);
  const window = deps.world.window(plan.cluster, plan.jobName);
  const since = (window?.snapshots ?? []).filter((one) => one.at > endedAt && one.line.id === jobId);
  const lags = since.flatMap((one) => one.pendingRecords ?? []);
  const config = checkpointConfig(window?.snapshots ?? []);
  const skewMs = job === undefined ? 0 : job.now - now;
  const polledAt = deps.world.latest(plan.cluster)?.at ?? 0;
  return {
    now,
    actions,
    endedAt,
    watchedFrom,
    job: unread.includes('job') ? undefined : (job ?? null),
    checkpoints: unread.includes('checkpoints') ? undefined : (checkpoints ?? null),
    restarts: restartsOf(since, endedAt, skewMs),
    trouble: [...new Set(loud(incident.signals).map((one) => one.kind))],
    clear: polledAt > endedAt ? clearKinds(deps.world, plan) : undefined,
    newExceptions: incident.signals.some((one) => isNewException(one, endFor(one), skewMs)),
    checkpointEveryMs: checkpointsPeriodically(config) === true ? config?.intervalMs : undefined,
    lag: lags.length < 2 ? undefined : { first: lags[0] ?? 0, last: lags.at(-1) ?? 0 },
  };
}
