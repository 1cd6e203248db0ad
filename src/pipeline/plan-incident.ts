import type { JobId } from '../domain/flink.ts';
import { FlinkUnreadable, isCorruptRow } from '../domain/errors.ts';
import { type ActionFacts, toCheck } from '../domain/action-facts.ts';
import { budgetObjections } from '../domain/budget.ts';
import { type Incident, isUnseenBaseline, type Refusal, type TimelineEvent } from '../domain/incident.ts';
import { riskOf } from '../domain/plan.ts';
import { decide, type Decision, refusalText } from '../domain/policy.ts';
import { checksOf, judged, objectionsOf } from '../domain/objections.ts';
import { permissionChecks, stateChecks } from '../domain/preconditions.ts';
import { isOwnStep, type Sop } from '../domain/sop.ts';
import { hasNews, identityOf, onlyMild, signalsNow, troubleText } from './absorb.ts';
import type { IncidentChange } from '../ports/store.ts';
import type { StageDeps } from './deps.ts';
import { hasPassed } from '../domain/elapsed.ts';
import { escalate, escalateUntilNoted, waitFor } from './escalate.ts';
import { expandCounted } from './expand-counted.ts';
import { expandOwn } from './expand-own.ts';
import { chooseStep, expandPlan } from './expand-plan.ts';
import {
  causeObjections,
  gone,
  hopelessObjections,
  isRestart,
  laneObjections,
  missing,
  repeatObjections,
  settleObjections,
  tooManyPlans,
  unreadable,
  unseen,
} from './plan-objections.ts';
import { observed } from './plan-again.ts';
import { platformFacts } from './platform-facts.ts';
import { type Proposal, kindsText, proposePlan } from './propose-plan.ts';
import { readFacts } from './read-facts.ts';
import { plannedSop } from './reviewed-sop.ts';
import { rescaledSince } from './rescaled-since.ts';
import { joinedSinceDiagnosis, openedLast, waitingSince } from './since.ts';
import { event, updateIncident } from './update-incident.ts';

/** From a diagnosed incident to a plan that runs, waits for a person, or is refused with its reasons. */
export async function planIncident(deps: StageDeps, incident: Incident, signal: AbortSignal): Promise<boolean> {
  try {
    return await planWhatIsKnown(deps, incident, signal);
  } catch (error) {
    if (!isCorruptRow(error)) throw error;
    // Nobody but a person mends it.
    const reason = 'What was done before cannot be read';
    return change(deps, incident, (one, now) => escalateUntilNoted(one, now, reason, error.message));
  }
}

async function planWhatIsKnown(deps: StageDeps, incident: Incident, signal: AbortSignal): Promise<boolean> {
  const timeline = await deps.incidents.timeline({ incidentId: incident.id });
  if (hasJoinedNews(incident, timeline)) {
    return change(deps, incident, (one, now) => ({ incident: { ...one, state: 'open', updatedAt: now }, events: [] }));
  }
  if (healsByItself(deps, incident, timeline)) return false;
  const people = whyForPeople(deps, incident);
  if (people !== undefined) return change(deps, incident, (one, now) => escalate(one, now, people));
  const { job, retrieval } = incident;
  const sop = sopOf(deps, incident);
  const detection = deps.world.detection(incident.cluster, job);
  if (job === null || retrieval?.kind !== 'fits') return false;
  // Whoever saves it may be in the middle of that.
  if (sop === undefined) return notYet(deps, incident, [missing(retrieval.sopId)]);
  if (detection === undefined) return notYet(deps, incident, [unseen]);

  const step = chooseStep(
    sop,
    detection.signals.map((one) => one.kind),
  );
  if (step === undefined) {
    const was = chooseStep(
      sop,
      incident.signals.map((one) => one.kind),
    );
    if (was !== undefined) return notYet(deps, incident, [gone(was)]);
    const why = sop.actions.length === 0 ? 'is for people' : 'has no plan for these signals';
    return change(deps, incident, (one, now) => escalate(one, now, `SOP ${sop.id} ${why}: ${sop.title}`));
  }
  const measuredAt = Math.max(...detection.signals.map((one) => one.at));
  const line = deps.world.window(incident.cluster, job)?.snapshots.at(-1)?.line;
  if (line === undefined) {
    const why = 'Flink does not list the job any more, so nothing can be planned for it';
    return change(deps, incident, (one, now) => escalate(one, now, why));
  }

  let facts: ActionFacts;
  try {
    facts = await readFacts(deps, { cluster: incident.cluster, jobName: job, job: line.id as JobId }, signal);
  } catch (error) {
    if (!(error instanceof FlinkUnreadable)) throw error;
    return notYet(deps, incident, [unreadable(error)]);
  }
  const directory = deps.clusters.find((one) => one.name === incident.cluster)?.savepointDirectory;
  // The run as the facts show it: the poll may be older than they are.
  const run = facts.overview.jobs.find((one) => one.id === line.id);
  const expanded = isOwnStep(step)
    ? await expandCounted(
        deps,
        incident,
        step,
        (decideChange) => change(deps, incident, decideChange),
        () => expandOwn(step, facts, { incident, sop, kinds: deps.kinds }),
      )
    : expandPlan(step, facts, directory);
  if (typeof expanded === 'boolean') return expanded;
  const steps = expanded.kind === 'steps' ? expanded.steps : [];
  const toSend = steps.map(toCheck);
  const permission = permissionChecks(facts, toSend);
  const state = toSend.flatMap((one) => stateChecks(one, facts));
  const budget = budgetObjections(await platformFacts(deps, { cluster: incident.cluster, job }), deps.limits);
  const lane = await laneObjections(deps, incident);
  const objections = [
    ...objectionsOf(permission),
    ...(expanded.kind === 'steps' ? [] : expanded.objections),
    ...(step.action === 'rescale-job'
      ? rescaledSince(deps.world.window(incident.cluster, job), facts.job, measuredAt)
      : []),
    ...objectionsOf(state),
    ...budget,
    ...lane,
    ...causeObjections(incident, sop),
    ...hopelessObjections(incident, steps),
    ...(await tooManyPlans(deps, incident)),
    ...(await repeatObjections(deps, incident, steps)),
    ...(facts.record.mode === 'auto'
      ? settleObjections(incident, steps, facts.now, deps.limits.settleBeforeStartMs)
      : []),
  ];
  const decision = decide({
    mode: facts.record.mode,
    risk: riskOf(steps),
    restarts: isRestart(steps),
    restart: facts.record.restart,
    environment: facts.record.environment,
    sop: await plannedSop(deps, sop),
    objections,
  });
  const checks = checksOf([
    ...permission,
    ...state,
    judged('rates, cool-down, blast radius', 'within the limits', budget),
    judged('other actions under way', 'none', lane),
  ]);
  const proposal = { sop, action: step.action, steps, facts, checks, jobStartTime: run?.startTime ?? line.startTime };
  return follow(deps, incident, decision, proposal);
}

/** What joined while a plan was under way may be another cause by now, or what that plan has done: it is diagnosed before the next one. */
function hasJoinedNews(incident: Incident, timeline: readonly TimelineEvent[]): boolean {
  const joined = joinedSinceDiagnosis(timeline);
  const since = new Set(joined.map(identityOf));
  const known = incident.signals.filter((one) => !since.has(identityOf(one)));
  return hasNews({ signals: known, cause: incident.diagnosis?.cause }, joined);
}

/** Flink's own recovery is at work, and not for too long yet. */
function healsByItself(deps: StageDeps, incident: Incident, timeline: readonly TimelineEvent[]): boolean {
  if (!onlyMild(signalsNow(incident))) return false;
  // Whether it has recovered tells the next complete poll, however long nobody looked.
  if (deps.world.detection(incident.cluster, incident.job) === undefined) return true;
  const openedAt = openedLast(timeline) ?? incident.openedAt;
  return !hasPassed(deps.limits.patienceMs, openedAt, deps.clock.now());
}

/** Undefined: a plan may be made. */
function whyForPeople(deps: StageDeps, incident: Incident): string | undefined {
  if (isUnseenBaseline(incident)) {
    return `It was so before this program first looked; to have it planned for: flink-medic incidents ack ${incident.id}`;
  }
  if (onlyMild(signalsNow(incident))) {
    return `Flink has not recovered by itself within ${Math.round(deps.limits.patienceMs / 60_000)} min`;
  }
  if (incident.job === null) {
    return `A cluster is healed by people: ${troubleText(incident) ?? 'something looks wrong'}`;
  }
  if (incident.verdict?.lostState === true) return 'A plan brought the job back with another state than it had';
  if (incident.failedPlans >= deps.limits.failedPlans) return `${incident.failedPlans} plans did not help`;
  return incident.retrieval?.kind === 'fits' ? undefined : 'No SOP fits this trouble';
}

/** The file as it is now: what is planned and approved is bound to its digest. */
function sopOf(deps: StageDeps, incident: Incident): Sop | undefined {
  const { retrieval } = incident;
  if (retrieval?.kind !== 'fits') return undefined;
  return deps.sops.find(retrieval.sopId);
}

async function follow(deps: StageDeps, incident: Incident, decision: Decision, proposal: Proposal): Promise<boolean> {
  const { sop, steps } = proposal;
  switch (decision.kind) {
    case 'refuse':
      return change(deps, incident, (one, now) =>
        escalate(
          one,
          now,
          `SOP ${sop.id} may not: ${decision.refusals.slice(0, 1).map(refusalText).join('')}`,
          decision.refusals,
        ),
      );
    case 'wait':
      return notYet(deps, incident, decision.refusals);
    case 'would-do': {
      const text = `Mode is observe; would do: ${kindsText(steps)}`;
      return change(deps, incident, (one, now) => {
        const said = escalate(one, now, text, [], [event(one.id, now, 'would-do', text, { steps, sop: sop.id })]);
        return { ...said, incident: { ...said.incident, refusals: [observed] } };
      });
    }
    case 'ask':
    case 'run':
      return change(deps, incident, proposePlan(deps, incident.id, decision, proposal));
  }
}

/** Not now; a person is told when it lasts. */
async function notYet(deps: StageDeps, incident: Incident, refusals: readonly Refusal[]): Promise<boolean> {
  const since = waitingSince(await deps.incidents.timeline({ incidentId: incident.id }));
  if (since !== undefined && hasPassed(deps.limits.planWithinMs, since, deps.clock.now())) {
    return change(deps, incident, (one, now) =>
      escalate(
        one,
        now,
        `What has to be waited for does not come; once it has: flink-medic incidents ack ${one.id}`,
        refusals,
      ),
    );
  }
  // It is counted from what is told of it.
  const told = since === undefined ? [] : incident.refusals;
  return change(deps, incident, (one, now) => waitFor({ ...one, refusals: told }, now, refusals));
}

/** Saves only if the incident is still where this stage took it up. */
async function change(
  deps: StageDeps,
  incident: Incident,
  decideChange: (incident: Incident, now: number) => IncidentChange | undefined,
): Promise<boolean> {
  const saved = await updateIncident(deps.incidents, incident.id, (current) =>
    current.state === 'diagnosed' && current.planId === incident.planId
      ? decideChange(current, deps.clock.now())
      : undefined,
  );
  return saved !== undefined;
}
