import type { Approval } from '../domain/approval.ts';
import { neededApprovals } from '../domain/approvers.ts';
import { FlinkUnreadable } from '../domain/errors.ts';
import type { JobId } from '../domain/flink.ts';
import type { Incident } from '../domain/incident.ts';
import { type Plan, riskOf } from '../domain/plan.ts';
import { type Objection, refusalText, unreviewed } from '../domain/policy.ts';
import { toCheck } from '../domain/action-facts.ts';
import { permissionObjections, stateObjections } from '../domain/preconditions.ts';
import { loud } from './absorb.ts';
import { appliedWithinMs } from './answer-plan.ts';
import type { StageDeps } from './deps.ts';
import { hasPassed } from '../domain/elapsed.ts';
import { type Asked, endQuestion } from './end-question.ts';
import { waitFor } from './escalate.ts';
import { ageObjections, approverObjections, begunWithinMs, unreadable, unseen as unpolled } from './plan-objections.ts';
import { readFacts } from './read-facts.ts';
import { plannedSop, whyNotAsked } from './reviewed-sop.ts';
import { clearKinds } from './since.ts';
import { unseenConditions } from './unseen-conditions.ts';
import { event, updateIncident } from './update-incident.ts';

/** Looks whether a person has answered, whether there is still time, and whether the question still makes sense. */
export async function awaitApproval(deps: StageDeps, incident: Incident, signal: AbortSignal): Promise<boolean> {
  const plan = incident.planId === null ? undefined : await deps.incidents.plan(incident.planId);
  const approval = plan === undefined ? undefined : await deps.incidents.approvalOf(plan.id);
  if (plan === undefined || approval === undefined) throw new Error(`Incident ${incident.id} waits for no approval`);
  const asked = { incident, plan, approval };
  await deps.ledger.ask(plan.id);

  const isOver = approval.state === 'open' && !(deps.clock.now() < approval.expiresAt);
  const dropped = await whyDropped(deps, plan);
  // A no drops its plan before it is stored.
  const notAsked = await whyNotAsked(deps, plan, approval);
  const isLeft = isOver || notAsked !== undefined || (approval.state === 'open' && dropped !== undefined);
  if (isLeft && (await isAnsweredInTime(deps, approval))) return false;
  if (isOver) return endQuestion(deps, asked, 'expired', whyExpired(deps, plan, approval));
  const moot = dropped ?? whyMoot(deps, incident, plan) ?? notAsked;
  if (moot !== undefined) return endQuestion(deps, asked, 'void', moot);
  return approval.state === 'approved' ? begin(deps, asked, signal) : false;
}

/** What was said in time and is not applied yet is left to the next pass; for so long as it would still count. */
async function isAnsweredInTime(deps: StageDeps, approval: Approval): Promise<boolean> {
  if (!(deps.clock.now() < approval.expiresAt + appliedWithinMs)) return false;
  return (await deps.answers.open()).some(({ answer, at }) => {
    if (answer.kind !== 'approve' && answer.kind !== 'deny') return false;
    return (
      answer.incidentId === approval.incidentId && answer.planDigest === approval.planDigest && at < approval.expiresAt
    );
  });
}

/** Some may have said yes, only not enough. */
function whyExpired(deps: StageDeps, plan: Plan, approval: Approval): string {
  const said = approval.votes.length;
  if (said === 0) return 'Nobody answered in time';
  // Who had the plan made may have been all that were needed, and was not enough.
  const needed = Math.max(approval.needed, neededApprovals(deps.approvers, riskOf(plan.steps)), said + 1);
  return `${said} of ${needed} answered in time`;
}

/** The process ended between dropping the plan and storing why. */
async function whyDropped(deps: StageDeps, plan: Plan): Promise<string | undefined> {
  const progress = await deps.ledger.progress(plan.id);
  return progress.kind === 'dropped' ? progress.note : undefined;
}

/** The world the question was asked about is gone. */
function whyMoot(deps: StageDeps, incident: Incident, plan: Plan): string | undefined {
  const line = deps.world.window(plan.cluster, plan.jobName)?.snapshots.at(-1)?.line;
  if (line !== undefined && (line.id !== plan.jobId || line.startTime !== plan.jobStartTime)) {
    return 'The job was started anew meanwhile';
  }
  // Flink fails jobs; these two are how people end them.
  if (line?.state === 'CANCELED' || line?.state === 'FINISHED') return `The job has ended (${line.state})`;
  // A yes would be taken and nothing sent.
  if (deps.recordOf(plan.cluster, plan.jobName).mode === 'observe') return 'Mode is observe now';
  const clear = clearKinds(deps.world, plan) ?? [];
  const gone = loud(incident.signals).every((one) => clear.includes(one.kind));
  return gone ? 'What was wrong is gone' : undefined;
}

/** The yes counts once, and only if what it was given for still holds. */
async function begin(deps: StageDeps, asked: Asked, signal: AbortSignal): Promise<boolean> {
  const { incident, plan, approval } = asked;
  const sop = deps.sops.find(plan.sopId);
  if (sop?.digest !== plan.sopDigest) {
    return endQuestion(deps, asked, 'void', `SOP ${plan.sopId} was changed after the question`);
  }
  let objections: Objection[];
  try {
    const of = { cluster: plan.cluster, jobName: plan.jobName, job: plan.jobId as JobId };
    const facts = await readFacts(deps, of, signal);
    const steps = plan.steps.map(toCheck);
    objections = [
      ...permissionObjections(facts, steps),
      ...steps.flatMap((step) => stateObjections(step, facts)),
      ...unreviewed(facts.record.mode, await plannedSop(deps, sop)),
      ...(await approverObjections(deps, plan, approval)),
    ];
  } catch (error) {
    if (!(error instanceof FlinkUnreadable)) throw error;
    return notYet(deps, asked, [unreadable(error)]);
  }
  const against = objections.filter((one) => one.weight === 'refuse');
  if (against.length > 0) {
    const why = `Approved, but the conditions have changed: ${against.map(refusalText).join('; ')}`;
    return endQuestion(deps, asked, 'void', why);
  }
  const unseen = await unseenConditions(deps.incidents, plan, objections);
  if (unseen.length > 0) {
    const why = `Approved, but the question did not show this: ${unseen.map(refusalText).join('; ')}`;
    return endQuestion(deps, asked, 'void', why);
  }
  const waiting = objections.filter((one) => one.weight === 'wait');
  if (waiting.length > 0) return notYet(deps, asked, waiting);
  // Nothing was in the way: nobody was there to begin.
  const old = whyTooOld(deps, approval);
  if (old !== undefined) return endQuestion(deps, asked, 'void', old);
  // Nobody knows yet whether what was wrong is gone.
  if (deps.world.detection(plan.cluster, plan.jobName) === undefined) return notYet(deps, asked, [unpolled]);
  const saved = await updateIncident(deps.incidents, incident.id, (current) => {
    if (current.state !== 'awaiting_approval' || current.planId !== plan.id) return undefined;
    const now = deps.clock.now();
    return {
      incident: { ...current, state: 'acting', escalation: null, refusals: [], updatedAt: now },
      events: [event(current.id, now, 'acting', `Begins, approved by ${approval.answeredBy ?? '?'}`)],
      approval: { ...approval, state: 'used' },
    };
  });
  return saved !== undefined;
}

/** What passes by itself does not cost the yes, but a yes is not good for ever: it was given for how things stood. */
async function notYet(deps: StageDeps, asked: Asked, waiting: readonly Objection[]): Promise<boolean> {
  const { incident, approval } = asked;
  // No wait was ever told: it is not the wait that took so long, nobody was there to begin.
  const old = incident.refusals.length === 0 ? whyTooOld(deps, approval) : undefined;
  if (old !== undefined) return endQuestion(deps, asked, 'void', old);
  const { planWithinMs } = deps.limits;
  if (hasPassed(planWithinMs, decidedAtOf(approval), deps.clock.now())) {
    const why = waiting.map(refusalText).join('; ');
    const text = `Approved, but it could not begin within ${Math.round(planWithinMs / 60_000)} min: ${why}`;
    return endQuestion(deps, asked, 'expired', text);
  }
  const told = await updateIncident(deps.incidents, incident.id, (current) =>
    current.state === 'awaiting_approval' && current.planId === asked.plan.id
      ? // An older program said it here.
        waitFor({ ...current, escalation: null }, deps.clock.now(), waiting)
      : undefined,
  );
  return told !== undefined;
}

function whyTooOld(deps: StageDeps, approval: Approval): string | undefined {
  const [old] = ageObjections({ decidedAt: decidedAtOf(approval), now: deps.clock.now(), withinMs: begunWithinMs });
  return old === undefined ? undefined : `Approved, but ${refusalText(old)}`;
}

function decidedAtOf({ answeredAt, askedAt }: Approval): number {
  return answeredAt ?? askedAt;
}
