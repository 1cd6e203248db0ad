import type { JobId } from '../domain/flink.ts';
import { FlinkUnreadable } from '../domain/errors.ts';
import { budgetObjections } from '../domain/budget.ts';
import type { Incident } from '../domain/incident.ts';
import { type Plan, type PlanStep, riskOf } from '../domain/plan.ts';
import { decide, type Decision, type Objection, refusalText } from '../domain/policy.ts';
import {
  type ActionFacts,
  type ActionToCheck,
  permissionObjections,
  stateObjections,
} from '../domain/preconditions.ts';
import type { Sop, SopStep } from '../domain/sop.ts';
import { planDigest, proposeActions } from '../ledger/propose.ts';
import { onlyMild } from './absorb.ts';
import type { StageDeps } from './deps.ts';
import { escalate } from './escalate.ts';
import { chooseStep, expandPlan } from './expand-plan.ts';
import { platformFacts } from './platform-facts.ts';
import { readFacts } from './read-facts.ts';
import { rescaledSince } from './rescaled-since.ts';
import { openedLast, waitingSince } from './since.ts';
import { event, updateIncident } from './update-incident.ts';

/** From a diagnosed incident to a plan that runs, waits for a person, or is refused with its reasons. */
export async function planIncident(deps: StageDeps, incident: Incident, signal: AbortSignal): Promise<boolean> {
  if (await healsByItself(deps, incident)) return false;
  const people = whyForPeople(deps, incident);
  if (people !== undefined) return change(deps, incident, (one, now) => escalate(one, now, people));
  const { job } = incident;
  const sop = sopOf(deps, incident);
  const detection = deps.world.detection(incident.cluster, job);
  if (job === null || sop === undefined) return false;
  if (detection === undefined) return waitFor(deps, incident, [unseen]);

  const step = chooseStep(
    sop,
    detection.signals.map((one) => one.kind),
  );
  if (step === undefined) {
    const was = chooseStep(
      sop,
      incident.signals.map((one) => one.kind),
    );
    if (was !== undefined) return waitFor(deps, incident, [gone(was)]);
    const why = sop.actions.length === 0 ? 'is for people' : 'has no plan for these signals';
    return change(deps, incident, (one, now) => escalate(one, now, `SOP ${sop.id} ${why}: ${sop.title}`));
  }
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
    return waitFor(deps, incident, [unreadable(error)]);
  }
  const directory = deps.clusters.find((one) => one.name === incident.cluster)?.savepointDirectory;
  // The run as the facts show it: the poll may be older than they are.
  const run = facts.overview.jobs.find((one) => one.id === line.id);
  const expanded = expandPlan(step, facts, directory);
  const steps = expanded.kind === 'steps' ? expanded.steps : [];
  const objections = [
    ...permissionObjections(facts),
    ...(expanded.kind === 'steps' ? [] : expanded.objections),
    ...(step.action === 'rescale-job' ? rescaledSince(deps.world.window(incident.cluster, job), facts.job) : []),
    ...steps.flatMap((one) => stateObjections(toCheck(one), facts)),
    ...budgetObjections(await platformFacts(deps, { cluster: incident.cluster, job }), deps.limits),
    ...(await laneObjections(deps, incident)),
    ...causeObjections(incident, sop),
    ...(await tooManyPlans(deps, incident)),
    ...(await repeatObjections(deps, incident, steps)),
  ];
  const decision = decide({
    mode: facts.record.mode,
    risk: riskOf(steps),
    restarts: isRestart(steps),
    restart: facts.record.restart,
    environment: facts.record.environment,
    objections,
  });
  const proposal = { sop, action: step.action, steps, facts, jobStartTime: run?.startTime ?? line.startTime };
  return follow(deps, incident, decision, proposal);
}

/** What would be done, and for which run. */
interface Proposal {
  readonly sop: Sop;
  readonly action: Plan['action'];
  readonly steps: readonly PlanStep[];
  readonly facts: ActionFacts;
  readonly jobStartTime: number;
}

/** Flink's own recovery is at work, and not for too long yet. */
async function healsByItself(deps: StageDeps, incident: Incident): Promise<boolean> {
  if (!onlyMild(incident.signals)) return false;
  const openedAt = openedLast(await deps.incidents.timeline({ incidentId: incident.id })) ?? incident.openedAt;
  return deps.clock.now() - openedAt < deps.limits.patienceMs;
}

/** Undefined: a plan may be made. */
function whyForPeople(deps: StageDeps, incident: Incident): string | undefined {
  if (incident.baseline && incident.acknowledgedBy === null) {
    return `It was so before this program first looked; to have it planned for: flink-medic incidents ack ${incident.id}`;
  }
  if (onlyMild(incident.signals)) {
    return `Flink has not recovered by itself within ${Math.round(deps.limits.patienceMs / 60_000)} min`;
  }
  if (incident.job === null) return 'A cluster is healed by people';
  if (incident.failedPlans >= deps.limits.failedPlans) return `${incident.failedPlans} plans did not help`;
  const { retrieval } = incident;
  if (retrieval?.kind !== 'fits') return 'No SOP fits this trouble';
  return sopOf(deps, incident) === undefined ? `SOP ${retrieval.sopId} is not there any more` : undefined;
}

/** The file as it is now: what is planned and approved is bound to its digest. */
function sopOf(deps: StageDeps, incident: Incident): Sop | undefined {
  const { retrieval } = incident;
  if (retrieval?.kind !== 'fits') return undefined;
  return deps.sops.find(retrieval.sopId);
}

function toCheck(step: PlanStep): ActionToCheck {
  return { kind: step.kind, args: step.args } as unknown as ActionToCheck;
}

export function isRestart(steps: readonly { readonly kind: PlanStep['kind'] }[]): boolean {
  return steps.some((step) => step.kind === 'stop-with-savepoint' || step.kind === 'start-job');
}

/** Alone the program acts only on a cause that its rules are sure of; a model's word never is enough. */
function causeObjections({ diagnosis }: Incident, sop: Sop): Objection[] {
  const cause = diagnosis?.cause ?? 'unknown';
  if (cause === sop.id && diagnosis?.confidence === 'high') return [];
  const value = `${cause}, confidence ${diagnosis?.confidence ?? 'none'}`;
  const todo = 'judge by the evidence whether the SOP fits';
  return [{ weight: 'ask', reason: 'the cause is not certain', field: 'diagnosis', value, todo }];
}

async function laneObjections(deps: StageDeps, incident: Incident): Promise<Objection[]> {
  const busy = await deps.actions.actions({ states: ['ready', 'sent', 'running', 'in_doubt', 'needs_human'] });
  const mine = busy.find((row) => row.lane === `${incident.cluster}/${incident.job}`);
  const wait = { weight: 'wait', todo: 'wait until it has ended, or settle it' } as const;
  if (mine !== undefined) {
    return [
      {
        ...wait,
        reason: 'another action on the job has not ended',
        field: 'action',
        value: `${mine.id} ${mine.state}`,
      },
    ];
  }
  // After a failover all jobs come back at once: one at a time.
  const restarted = deps.world
    .detection(incident.cluster, null)
    ?.signals.some((one) => one.kind === 'jobmanager-restarted');
  const other = busy.find((row) => row.cluster === incident.cluster);
  if (restarted !== true || other === undefined) return [];
  const reason = 'the JobManager is new, so one action at a time on the cluster';
  return [{ ...wait, reason, field: 'action', value: `${other.id} ${other.state}` }];
}

/** A restart was sent for the same trouble already, whatever came of it: a person decides whether once more. */
async function repeatObjections(deps: StageDeps, incident: Incident, steps: readonly PlanStep[]): Promise<Objection[]> {
  if (!isRestart(steps)) return [];
  const { cluster, job, fingerprint } = incident;
  const rows = await deps.actions.actions({ since: deps.clock.now() - 86_400_000 });
  const sent = rows.filter((row) => row.lane === `${cluster}/${job}` && row.firstSentAt !== null && isRestart([row]));
  for (const id of new Set(sent.map((row) => row.incidentId))) {
    const earlier = await deps.incidents.get(id);
    if (earlier?.fingerprint !== fingerprint) continue;
    const reason = 'the same trouble was answered by a restart within a day';
    return [{ weight: 'ask', reason, field: 'incident', value: id, todo: 'find out why it is there again' }];
  }
  return [];
}

/** Plans of one incident, carried out or not. Trouble that comes and goes must not have questions asked for ever. */
const mostPlans = 10;

async function tooManyPlans(deps: StageDeps, incident: Incident): Promise<Objection[]> {
  const rows = await deps.actions.actions({ incidentId: incident.id });
  const plans = new Set(rows.map((row) => row.planId)).size;
  if (plans < mostPlans) return [];
  const reason = 'so many plans were made for it that another one does not help';
  return [{ weight: 'refuse', reason, field: 'plans', value: String(plans), todo: 'look at it yourself' }];
}

/** No complete poll of this program holds the job now. */
const unseen: Objection = {
  weight: 'wait',
  reason: 'the last poll says nothing about the job',
  field: 'last poll',
  value: 'incomplete',
  todo: 'make the cluster readable',
};

/** The trouble is not to be seen just now: it comes back, or the incident closes. */
function gone(step: SopStep): Objection {
  const reason = 'what the SOP acts on is not to be seen just now';
  const todo = 'it comes back, or the incident closes';
  return { weight: 'wait', reason, field: 'signals', value: step.when.join(', '), todo };
}

function unreadable(error: FlinkUnreadable): Objection {
  return { weight: 'wait', reason: 'the cluster cannot be read', field: 'Flink', value: error.message, todo: 'wait' };
}

async function follow(deps: StageDeps, incident: Incident, decision: Decision, proposal: Proposal): Promise<boolean> {
  const { sop, steps } = proposal;
  switch (decision.kind) {
    case 'refuse':
      return change(deps, incident, (one, now) =>
        escalate(one, now, `SOP ${sop.id} proposes something that was refused`, decision.refusals),
      );
    case 'wait':
      return waitFor(deps, incident, decision.refusals);
    case 'would-do': {
      const text = `Mode is observe; would do: ${steps.map(stepText).join(', then ')}`;
      return change(deps, incident, (one, now) =>
        escalate(one, now, text, [], [event(one.id, now, 'would-do', text, { steps, sop: sop.id })]),
      );
    }
    case 'ask':
    case 'run':
      return storePlan(deps, incident, decision, proposal);
  }
}

async function storePlan(
  deps: StageDeps,
  incident: Incident,
  decision: Extract<Decision, { kind: 'ask' | 'run' }>,
  { sop, action, steps, facts, jobStartTime }: Proposal,
): Promise<boolean> {
  const { clock, epoch, limits } = deps;
  const createdAt = clock.now();
  const jobId = String(facts.job?.id);
  const of = { steps, sopDigest: sop.digest, cluster: incident.cluster, jobId, jobStartTime };
  const plan: Plan = {
    ...of,
    id: `plan-${deps.newId()}`,
    incidentId: incident.id,
    jobName: facts.jobName,
    action,
    digest: planDigest(of),
    sopId: sop.id,
    createdAt,
  };
  const actions = proposeActions(plan, deps.kinds, { now: createdAt, epoch });
  const text = steps.map(stepText).join(', then ');
  return change(deps, incident, (one, now) => {
    const planned = { ...one, planId: plan.id, refusals: [], escalation: null, verdict: null, updatedAt: now };
    const about = { plan: plan.id, digest: plan.digest, steps };
    if (decision.kind === 'run') {
      return {
        incident: { ...planned, state: 'acting' },
        events: [event(one.id, now, 'planned', `By SOP ${sop.id}, alone: ${text}`, about)],
        plan: { plan, actions },
      };
    }
    const ms = riskOf(steps) === 'destructive' ? limits.destructiveApprovalExpiresMs : limits.approvalExpiresMs;
    const reasons = decision.reasons.join('; ');
    return {
      incident: { ...planned, state: 'awaiting_approval' },
      events: [
        event(one.id, now, 'planned', `By SOP ${sop.id}: ${text}`, about),
        event(one.id, now, 'asked', `Waits for a person, because ${reasons}`, { reasons: decision.reasons, ...about }),
      ],
      plan: { plan, actions },
      approval: {
        id: `approval-${deps.newId()}`,
        incidentId: one.id,
        planId: plan.id,
        planDigest: plan.digest,
        jobStartTime,
        askedAt: now,
        expiresAt: now + ms,
        state: 'open',
        answeredBy: null,
        answeredAt: null,
      },
    };
  });
}

function stepText(step: PlanStep): string {
  return `${step.kind} ${JSON.stringify(step.args)}`;
}

/** Not now. Told once per set of reasons; a person is told when it lasts. */
async function waitFor(
  deps: StageDeps,
  incident: Incident,
  refusals: readonly { reason: string; field: string; value: string; todo: string }[],
): Promise<boolean> {
  const since = waitingSince(await deps.incidents.timeline({ incidentId: incident.id }));
  if (since !== undefined && deps.clock.now() - since >= deps.limits.planWithinMs) {
    return change(deps, incident, (one, now) =>
      escalate(one, now, 'What has to be waited for does not come', refusals),
    );
  }
  const told = (list: typeof refusals) => list.map((one) => `${one.reason} ${one.field}`).join('\n');
  if (since !== undefined && told(refusals) === told(incident.refusals)) return false;
  return change(deps, incident, (one, now) => ({
    incident: {
      ...one,
      refusals: refusals.map(({ reason, field, value, todo }) => ({ reason, field, value, todo })),
      updatedAt: now,
    },
    events: refusals.map((refusal) => event(one.id, now, 'note', `Waits: ${refusalText(refusal)}`, { refusal })),
  }));
}

/** Saves only if the incident is still where this stage took it up. */
async function change(
  deps: StageDeps,
  incident: Incident,
  decideChange: (incident: Incident, now: number) => Parameters<StageDeps['incidents']['save']>[0],
): Promise<boolean> {
  const saved = await updateIncident(deps.incidents, incident.id, (current) =>
    current.state === 'diagnosed' && current.planId === incident.planId
      ? decideChange(current, deps.clock.now())
      : undefined,
  );
  return saved !== undefined;
}
