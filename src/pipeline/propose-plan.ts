import type { ActionFacts } from '../domain/action-facts.ts';
import { neededApprovals } from '../domain/approvers.ts';
import type { Check, Incident } from '../domain/incident.ts';
import { type Plan, type PlanStep, riskOf } from '../domain/plan.ts';
import type { Decision } from '../domain/policy.ts';
import type { Sop } from '../domain/sop.ts';
import { planDigest, proposeActions } from '../ledger/propose.ts';
import type { IncidentChange } from '../ports/store.ts';
import type { StageDeps } from './deps.ts';
import { event } from './update-incident.ts';

/** What would be done, and for which run. */
export interface Proposal {
  readonly sop: Sop;
  readonly action: Plan['action'];
  readonly steps: readonly PlanStep[];
  readonly facts: ActionFacts;
  /** The preconditions as they were judged, for the people who are asked. */
  readonly checks: readonly Check[];
  readonly jobStartTime: number;
}

/**
 * The plan with its actions, and the question to a person where one is needed: how the incident changes by them.
 * Made once, so that a save that is tried again stores the same plan.
 */
export function proposePlan(
  deps: StageDeps,
  incidentId: string,
  decision: Extract<Decision, { kind: 'ask' | 'run' }>,
  { sop, action, steps, facts, checks, jobStartTime }: Proposal,
): (incident: Incident, now: number) => IncidentChange {
  const { clock, epoch, limits, approvers } = deps;
  const createdAt = clock.now();
  const jobId = String(facts.job?.id);
  const asked = decision.kind === 'ask' ? { question: { at: createdAt, conditions: decision.reasons } } : {};
  const bound = { steps, sopDigest: sop.digest, cluster: facts.cluster, jobId, jobStartTime };
  const plan: Plan = {
    ...bound,
    id: `plan-${deps.newId()}`,
    incidentId,
    jobName: facts.jobName,
    action,
    digest: planDigest({ ...bound, ...asked }),
    sopId: sop.id,
    createdAt,
  };
  const actions = proposeActions(plan, deps.kinds, { now: createdAt, epoch });
  const text = kindsText(steps);
  return (one, now) => {
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
        event(one.id, now, 'asked', `Waits for a person, because ${reasons}`, {
          reasons: decision.reasons,
          conditions: decision.conditions,
          checks,
          ...about,
        }),
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
        votes: [],
        needed: neededApprovals(approvers, riskOf(steps)),
      },
    };
  };
}

/** Arguments stand beside it, whole: a sentence may be cut where it is shown. */
export function kindsText(steps: readonly PlanStep[]): string {
  return steps.map((step) => step.kind).join(', then ');
}
