import type { ActionRow } from '../domain/action.ts';
import type { Approval } from '../domain/approval.ts';
import { type JobId, type JobLine, terminalStates } from '../domain/flink.ts';
import { budgetObjections } from '../domain/budget.ts';
import { decide, type Objection, unreviewed } from '../domain/policy.ts';
import { type ActionFacts, type ActionToCheck, toCheck } from '../domain/action-facts.ts';
import { permissionObjections, stateObjections } from '../domain/preconditions.ts';
import { laterRun } from '../domain/start-preconditions.ts';
import type { Refusal } from '../domain/incident.ts';
import { refuse } from '../domain/objections.ts';
import { type Plan, type PlanStep, riskOf } from '../domain/plan.ts';
import type { LedgerDeps, Recheck } from '../ledger/deps.ts';
import { longestReadyMs } from '../ledger/limits.ts';
import type { ActionKinds } from '../ports/action-kind.ts';
import type { StageDeps } from './deps.ts';
import { ageObjections, approverObjections, begunWithinMs, failoverObjections, isRestart } from './plan-objections.ts';
import { platformFacts } from './platform-facts.ts';
import { readFacts } from './read-facts.ts';
import { plannedSop } from './reviewed-sop.ts';
import { unseenConditions } from './unseen-conditions.ts';

type Deps = Parameters<typeof readFacts>[0] &
  Parameters<typeof platformFacts>[0] &
  Pick<StageDeps, 'incidents' | 'sops' | 'reviews' | 'approvers'>;

/**
 * The last look before a byte leaves. The first step of a plan needs everything that planning needed, of all its steps, and
 * the person's yes where one was asked for; once a step was sent only what protects the job's state may stop the rest.
 * Rates and blast radius bind what runs alone: a person who said yes has judged them.
 */
export function makeRecheck(deps: Deps): LedgerDeps['recheck'] {
  return async (action, row, isFirstStep, signal): Promise<Recheck> => {
    const plan = await deps.incidents.plan(row.planId);
    if (plan === undefined) throw new Error(`Plan ${row.planId} of action ${row.id} is not in the store`);
    const checked = toCheck(action);
    const later = isFirstStep ? plan.steps.slice(1).map(toCheck) : [];
    const look = async (): Promise<Recheck> => {
      const facts = await factsOf(deps, row, plan, signal);
      const stops = isFirstStep
        ? await whyNotBegun(deps, { row, plan, facts, steps: [checked, ...later] })
        : overtaken(checked, facts, outcomeOf(stateObjections(checked, facts)));
      if (stops !== undefined) return stops;
      const { incarnation } = facts.identity;
      return {
        kind: 'go',
        // A target that is no Flink is named by its kind alone.
        incarnation: checked.kind === 'own' ? undefined : incarnation,
        checkpointBefore: facts.checkpoints?.latestCompleted?.id,
        ...(isFirstStep && { whyNotBeside: () => whyNotBeside(deps, row, incarnation) }),
      };
    };
    const seen = await look();
    const start = later.find((step) => step.kind === 'start-job');
    if (seen.kind !== 'go' || start === undefined) return seen;
    // No job is stopped for a start whose jar the cluster does not get, such as through a proxy that lets no such upload pass.
    await deps.flinkOf(row.cluster).provideJar(start.args.jar, signal);
    // An upload takes its time.
    return look();
  };
}

async function factsOf(deps: Deps, row: ActionRow, plan: Plan, signal: AbortSignal): Promise<ActionFacts> {
  const done = await deps.actions.actions({ planId: plan.id });
  const stop = done.find((one) => one.kind === 'stop-with-savepoint' && one.state === 'succeeded');
  const path = stop?.result?.['savepoint'];
  const of = { cluster: row.cluster, jobName: row.jobName, job: plan.jobId as JobId };
  const own = stop === undefined || path === undefined ? {} : { ownSavepoint: { path, knownAt: stop.updatedAt } };
  return readFacts(deps, { ...of, ...own }, signal);
}

/** Undefined: the plan may begin. */
async function whyNotBegun(
  deps: Deps,
  of: {
    readonly row: ActionRow;
    readonly plan: Plan;
    readonly facts: ActionFacts;
    readonly steps: readonly ActionToCheck[];
  },
): Promise<Recheck | undefined> {
  const { row, plan, facts, steps } = of;
  const sop = deps.sops.find(plan.sopId);
  if (sop?.digest !== plan.sopDigest) {
    const digest = sop?.digest.slice(0, 12) ?? 'none';
    return refused(`SOP ${plan.sopId} was changed since the plan was made`, 'sha256', digest, 'it is planned again');
  }
  const planned = await plannedSop(deps, sop);
  const approval = await deps.incidents.approvalOf(plan.id);
  const against = [
    ...permissionObjections(facts, steps),
    ...steps.flatMap((step) => stateObjections(step, facts)),
    ...staleRun(plan, facts.overview.jobs),
    ...otherKind(plan.steps, deps.kinds),
    // What has left is carried through, however long it took to find out what became of it.
    ...(row.firstSentAt === null
      ? ageObjections({
          decidedAt: await decidedAt(deps, plan, row, approval),
          now: facts.now,
          withinMs: begunWithinMs + longestReadyMs,
        })
      : []),
    ...(await failoverObjections(deps, row.cluster, { row, incarnation: facts.identity.incarnation })),
  ];
  const decision = decide({
    mode: facts.record.mode,
    risk: riskOf(plan.steps),
    restarts: isRestart(plan.steps),
    restart: facts.record.restart,
    environment: facts.record.environment,
    sop: planned,
    objections: against,
  });
  switch (decision.kind) {
    case 'run': {
      // Charged once: what was sent before may be sent again.
      if (row.firstSentAt !== null) return undefined;
      const budget = await platformFacts(deps, { cluster: row.cluster, job: row.jobName, plan });
      return outcomeOf(budgetObjections(budget, deps.limits));
    }
    case 'ask': {
      if (approval?.state === 'used' && approval.planDigest === plan.digest) {
        const now = [...against, ...unreviewed(facts.record.mode, planned)];
        const unseen = await unseenConditions(deps.incidents, plan, now);
        // What has left is not asked for again.
        const left = row.firstSentAt === null ? await approverObjections(deps, plan, approval) : [];
        const refusals = [...unseen, ...left];
        return refusals.length === 0 ? undefined : { kind: 'refuse', refusals };
      }
      const why = `because ${decision.reasons.join('; ')}`;
      return refused('a person has to allow it', 'approval', approval?.state ?? 'none', why);
    }
    case 'would-do':
      return refused('mode is observe', 'mode', 'observe', 'set mode: ask or auto');
    case 'refuse':
      return { kind: 'refuse', refusals: decision.refusals };
    case 'wait':
      return { kind: 'cannot-tell', why: decision.refusals.map(reasonOf).join('; ') };
  }
}

/**
 * Of two that were checked while the other one was not ready yet each sees the other once both intents are stored. Neither is sent then, and of
 * both that are ready the older one goes first.
 */
async function whyNotBeside(deps: Deps, row: ActionRow, incarnation: string | undefined): Promise<string | undefined> {
  // As if it were made before all others: one that is only ready sees this one, and is neither waited for nor counted.
  const createdAt = Number.NEGATIVE_INFINITY;
  const others = await failoverObjections(deps, row.cluster, { row: { ...row, createdAt }, incarnation });
  const isAllowed = (await deps.incidents.approvalOf(row.planId))?.state === 'used';
  if (isAllowed || row.firstSentAt !== null) return others.map(reasonOf)[0];
  const plan = { id: row.planId, createdAt };
  const budget = await platformFacts(deps, { cluster: row.cluster, job: row.jobName, plan });
  return [...others, ...budgetObjections(budget, deps.limits)].map(reasonOf)[0];
}

/** When it was last said that this may leave: by policy alone, by a yes, or by who found out that it had not. */
async function decidedAt(
  { incidents }: Deps,
  plan: Plan,
  { id, attempts }: ActionRow,
  approval: Approval | undefined,
): Promise<number> {
  const planned = approval?.answeredAt ?? plan.createdAt;
  if (attempts === 0) return planned;
  const timeline = await incidents.timeline({ incidentId: plan.incidentId });
  const settled = timeline.findLast(({ data }) => data['action'] === id && data['settled'] !== undefined);
  return Math.max(planned, settled?.at ?? 0);
}

function outcomeOf(objections: readonly Objection[]): Recheck | undefined {
  const refusals = objections.filter((one) => one.weight === 'refuse');
  if (refusals.length > 0) return { kind: 'refuse', refusals };
  const waiting = objections.filter((one) => one.weight === 'wait');
  return waiting.length > 0 ? { kind: 'cannot-tell', why: waiting.map(reasonOf).join('; ') } : undefined;
}

/** A run that somebody has started since the stop may have ended, and be forgotten, by the next look. */
function overtaken(action: ActionToCheck, facts: ActionFacts, stops: Recheck | undefined): Recheck | undefined {
  if (stops?.kind !== 'refuse' || action.kind !== 'start-job') return stops;
  return laterRun(action.args.previousJob, facts) === undefined ? stops : { ...stops, isForGood: true };
}

function reasonOf({ reason, field, value }: Refusal): string {
  return `${reason}, ${field} = ${value}`;
}

function refused(reason: string, field: string, value: string, todo: string): Recheck {
  return { kind: 'refuse', refusals: [{ reason, field, value, todo }] };
}

/** What was allowed was allowed as what it was: a kind of the team's own may have been declared anew since. */
function otherKind(steps: readonly PlanStep[], kinds: ActionKinds): Objection[] {
  const todo = 'it is planned again';
  return steps.flatMap(({ kind, risk, declared }) => {
    const now = kinds.get(kind);
    if (now?.risk !== risk)
      return [refuse(`${kind} was ${risk} when it was planned`, 'risk', now?.risk ?? 'none', todo)];
    if (now.declared === declared) return [];
    return [refuse(`${kind} was declared otherwise when it was planned`, 'action', now.declared ?? 'none', todo)];
  });
}

/** The run that the plan was made for, and no other. */
function staleRun(plan: Pick<Plan, 'jobId' | 'jobName' | 'jobStartTime'>, lines: readonly JobLine[]): Objection[] {
  const todo = 'it is planned again';
  const line = lines.find((one) => one.id === plan.jobId);
  if (line !== undefined && line.startTime !== plan.jobStartTime) {
    return [refuse('the job was started anew', 'start-time', line.startTime, todo)];
  }
  const other = lines.find(
    (one) => one.name === plan.jobName && one.id !== plan.jobId && !terminalStates.includes(one.state),
  );
  if (other === undefined) return [];
  return [refuse('another run of the job lives', 'job', other.id, todo)];
}
