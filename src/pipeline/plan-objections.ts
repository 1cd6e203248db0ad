import { type ActionRow, undeterminedStates } from '../domain/action.ts';
import { toCheck } from '../domain/action-facts.ts';
import type { Approval } from '../domain/approval.ts';
import { missingNow } from '../domain/approvers.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { FlinkUnreadable } from '../domain/errors.ts';
import type { Incident } from '../domain/incident.ts';
import { type Plan, type PlanStep, riskOf } from '../domain/plan.ts';
import { ask, refuse, wait } from '../domain/objections.ts';
import type { Objection } from '../domain/policy.ts';
import type { Sop, SopStep } from '../domain/sop.ts';
import type { IncidentStore } from '../ports/store.ts';
import { isUnrecoverable } from '../diagnosis/failures.ts';
import { sameTrouble } from './absorb.ts';
import type { StageDeps } from './deps.ts';
import { initiatorsOf } from './initiators.ts';

export function isRestart(steps: readonly { readonly kind: PlanStep['kind'] }[]): boolean {
  return steps.some((step) => step.kind === 'stop-with-savepoint' || step.kind === 'start-job');
}

function isRescale({ kind }: { readonly kind: PlanStep['kind'] }): boolean {
  return kind === 'rescale-in-place';
}

/** Alone the program acts only on a cause that its rules are sure of; a model's word never is enough. */
export function causeObjections({ diagnosis }: Incident, sop: Sop): Objection[] {
  const cause = diagnosis?.cause ?? 'unknown';
  if (cause === sop.id && diagnosis?.confidence === 'high') return [];
  const value = `${cause}, confidence ${diagnosis?.confidence ?? 'none'}`;
  const isOther = cause !== sop.id && cause !== 'unknown';
  const reason = isOther ? "the SOP's id is not the cause" : 'the cause is not certain';
  return [ask(reason, 'diagnosis', value, 'judge by the evidence whether the SOP fits')];
}

export async function laneObjections(deps: StageDeps, incident: Incident): Promise<Objection[]> {
  const lane = `${incident.cluster}/${incident.job}`;
  const [mine] = await deps.actions.actions({ lane, states: ['ready', ...undeterminedStates] });
  if (mine !== undefined) {
    return [inTheWay('another action on the job has not ended', mine)];
  }
  return failoverObjections(deps, incident.cluster);
}

/**
 * After a failover all jobs come back at once: while the JobManager is new, one action at a time on the cluster. Planning asks it, and the last look
 * before a byte leaves once more, as plans that wait for people are ready together: of these the oldest goes first.
 * @param own the action that is about to be sent, and who answers now: polls may not have seen a new JobManager yet. Undefined: it is only planned.
 */
export async function failoverObjections(
  deps: Pick<StageDeps, 'actions' | 'world'>,
  cluster: string,
  own?: { readonly row: ActionRow; readonly incarnation: string | undefined },
): Promise<Objection[]> {
  const signals = deps.world.detection(cluster, null)?.signals ?? [];
  const isUnseen = own !== undefined && own.incarnation !== deps.world.latest(cluster)?.identity.incarnation;
  // The signal is for people: a poll that failed, and a process that did not see the one before, have none.
  if (!isUnseen && !deps.world.isNew(cluster) && !signals.some((one) => one.kind === 'jobmanager-restarted')) return [];
  const open = await deps.actions.actions({
    states: ['proposed', 'ready', ...undeterminedStates],
    onUnreadable(action) {
      if (action.cluster === cluster || action.lane.startsWith(`${cluster}/`)) throw action.error;
    },
  });
  const others = open.filter((row) => row.lane.startsWith(`${cluster}/`) && row.planId !== own?.row.planId);
  for (const other of others) {
    // Between two steps of a plan nothing of it is on its way, and all of it is: a later one that is ready asks nobody.
    if (other.state === 'ready' && other.step === 0 && own !== undefined && isOlder(own.row, other)) continue;
    if (other.state === 'proposed' && !(await isBegun(deps, other))) continue;
    return [inTheWay('the JobManager is new, so one action at a time on the cluster', other)];
  }
  return [];
}

function inTheWay(reason: string, { id, state }: ActionRow): Objection {
  return wait(reason, 'action', `${id} ${state}`, 'wait until it has ended, or settle it');
}

function isOlder(a: ActionRow, b: ActionRow): boolean {
  return a.createdAt < b.createdAt || (a.createdAt === b.createdAt && a.id < b.id);
}

async function isBegun(deps: Pick<StageDeps, 'actions'>, { planId }: ActionRow): Promise<boolean> {
  return (await deps.actions.actions({ planId })).some((row) => row.firstSentAt !== null);
}

/**
 * A restart was sent for the same trouble already, whatever came of it: a person decides whether once more. A rescale may be
 * followed by a wider one of the same incident; when the trouble comes back after it was cleared, more width is not the answer.
 */
export async function repeatObjections(
  deps: StageDeps,
  incident: Incident,
  steps: readonly PlanStep[],
): Promise<Objection[]> {
  if (!isRestart(steps) && !steps.some(isRescale)) return doneObjections(deps, incident, steps);
  const { cluster, job, signals } = incident;
  const rows = await deps.actions.actions({ since: deps.clock.now() - 86_400_000, lane: `${cluster}/${job}` });
  const sent = rows.filter(
    (row) => row.firstSentAt !== null && (isRestart([row]) || (isRescale(row) && row.incidentId !== incident.id)),
  );
  for (const id of new Set(sent.map((row) => row.incidentId))) {
    const earlier = await deps.incidents.get(id);
    if (earlier === undefined || sameTrouble(earlier.signals, signals).length === 0) continue;
    const how = sent.some((row) => row.incidentId === id && isRestart([row])) ? 'restart' : 'rescale';
    const reason = `the same trouble was answered by a ${how} within a day`;
    return [ask(reason, 'incident', id, 'find out why it is there again')];
  }
  return [];
}

/** Flink itself gave up on the first try, so that a start is more likely to fail once more than to help. */
export function hopelessObjections(
  { diagnosis }: Pick<Incident, 'diagnosis'>,
  steps: readonly PlanStep[],
): Objection[] {
  if (!steps.some((step) => step.kind === 'start-job') || !isUnrecoverable(diagnosis?.exceptions ?? [])) return [];
  const thrown = diagnosis?.exceptions[0]?.class ?? 'unknown';
  const todo = 'mend what the exception names, then start the job yourself';
  return [refuse('Flink itself does not try again after such a failure', 'exception', thrown, todo)];
}

/** What brought the job down is often still there, and a start that fails of it too is not repeated without a person. */
export function settleObjections(
  { signals }: Pick<Incident, 'signals'>,
  steps: readonly PlanStep[],
  now: number,
  settleMs: number,
): Objection[] {
  const failed = signals.find((one) => one.kind === 'job-failed');
  if (failed === undefined || !steps.some((step) => step.kind === 'start-job')) return [];
  const agoMs = now - failed.since;
  // A cluster whose clock is ahead is not waited for.
  if (agoMs < 0 || agoMs >= settleMs) return [];
  const seconds = (ms: number) => `${Math.round(ms / 1000)} s`;
  const todo = `it is started when it has been down for ${seconds(settleMs)}`;
  return [wait('the job failed only just', 'down', seconds(agoMs), todo)];
}

/** The same arguments make the same key: a kind of the team's own is done once for an incident, whether it helped or not. */
async function doneObjections(deps: StageDeps, incident: Incident, steps: readonly PlanStep[]): Promise<Objection[]> {
  const own = steps.filter((step) => toCheck(step).kind === 'own');
  const rows = await deps.actions.actions({ incidentId: incident.id, states: ['succeeded'] });
  const done = rows.find((row) => own.some(({ kind, args }) => row.kind === kind && row.args === canonicalJson(args)));
  if (done === undefined) return [];
  return [refuse('it was done for this incident already', 'action', done.id, 'look at it yourself: it did not help')];
}

/** Plans of one incident, carried out or not. Trouble that comes and goes must not have questions asked for ever. */
const mostPlans = 10;

export async function tooManyPlans(deps: StageDeps, incident: Incident): Promise<Objection[]> {
  const rows = await deps.actions.actions({ incidentId: incident.id });
  const plans = new Set(rows.map((row) => row.planId)).size;
  if (plans < mostPlans) return [];
  const reason = 'so many plans were made for it that another one does not help';
  return [refuse(reason, 'plans', plans, 'look at it yourself')];
}

/** No plan waits longer to begin, at whatever pace: nobody was there. */
export const begunWithinMs = 900_000;

/** What was decided is good for how things stood then. */
export function ageObjections({
  decidedAt,
  now,
  withinMs,
}: Readonly<Record<'decidedAt' | 'now' | 'withinMs', number>>): Objection[] {
  const agoMs = now - decidedAt;
  // Clocks of two replicas are less apart; one that was set back by more does not tell how long ago it was.
  if (Math.abs(agoMs) < withinMs) return [];
  const reason = agoMs < 0 ? 'it was decided by a clock that is ahead' : 'it was decided too long ago';
  return [refuse(reason, 'age', `${Math.round(agoMs / 60_000)} min`, 'it is planned again')];
}

/** People and rules may have changed after the last yes: whoever was taken out of them meanwhile has not allowed it. */
export async function approverObjections(
  { approvers, incidents }: Pick<StageDeps, 'approvers'> & { readonly incidents: Pick<IncidentStore, 'timeline'> },
  plan: Plan,
  approval: Approval,
): Promise<Objection[]> {
  const timeline = await incidents.timeline({ incidentId: plan.incidentId });
  // Who takes note after it is answered had nothing of it made.
  const answered = timeline.findLastIndex(({ kind }) => kind === 'approved');
  const initiators = initiatorsOf(approvers, answered < 0 ? timeline : timeline.slice(0, answered));
  const missing = missingNow(approvers, approval, { cluster: plan.cluster, risk: riskOf(plan.steps), initiators });
  if (missing === 0) return [];
  const reason = 'by the rules of now, too few have said yes';
  return [refuse(reason, 'approvals.rules', `${missing} more needed`, 'it is planned again')];
}

/** No complete poll of this program holds the job now. */
export const unseen = wait(
  'the last poll says nothing about the job',
  'last poll',
  'incomplete',
  'make the cluster readable',
);

/** The file is away, or says something else, or cannot be read. */
export function missing(sopId: string): Objection {
  const todo = 'put it back, or see what is wrong with it: flink-medic sop lint';
  return wait('the SOP is not there any more', 'SOP', sopId, todo);
}

/** The trouble is not to be seen just now: it comes back, or the incident closes. */
export function gone(step: SopStep): Objection {
  const reason = 'what the SOP acts on is not to be seen just now';
  const todo = 'it comes back, or the incident closes';
  return wait(reason, 'signals', step.when.join(', '), todo);
}

export function unreadable(error: FlinkUnreadable): Objection {
  return wait('the cluster cannot be read', 'Flink', error.message, 'wait');
}
