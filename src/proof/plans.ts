import type { PlanStep } from '../domain/plan.ts';
import type { Incident } from '../domain/incident.ts';
import type { Plan } from '../domain/plan.ts';
import { planDigest } from '../ledger/propose.ts';
import type { ProofKind } from './kinds.ts';
import type { Random } from './random.ts';

export const proofCluster = 'proof';

/** Makes the plans of all lanes; ids name lane and epoch, so that no two processes make the same. */
export interface Planner {
  next(lane: string, incidentId: string, now: number): Plan;
}

/** Of one or two steps. Now and then it wants what was wanted before: the ledger has to notice that. */
export function makePlanner(random: Random, epoch: number, kinds: readonly ProofKind[]): Planner {
  const lastSteps = new Map<string, PlanStep>();
  let made = 0;

  function fresh(lane: string, of: ProofKind, name: string, after?: string): PlanStep {
    made += 1;
    const args = { lane, n: `${epoch}-${made}`, ...(after === undefined ? {} : { after: { from: after } }) };
    return { name, kind: of.kind, risk: 'disruptive', args };
  }

  function steps(lane: string): readonly PlanStep[] {
    const before = lastSteps.get(lane);
    if (before !== undefined && random.chance(0.05)) return [{ ...before, name: 'only' }];
    const [first, ...others] = kinds;
    if (first === undefined) throw new Error('There are no kinds to prove.');
    const one = random.pick([first, ...others]);
    if (!random.chance(0.3)) return [fresh(lane, one, 'only')];
    // Only long work tells what it left behind.
    const after = one.target === 'long' ? 'first.trace' : undefined;
    return [fresh(lane, one, 'first'), fresh(lane, random.pick([first, ...others]), 'second', after)];
  }

  return {
    next(lane, incidentId, now) {
      const planned = steps(lane);
      const last = planned.at(-1);
      if (last !== undefined && last.args['after'] === undefined) lastSteps.set(lane, last);
      made += 1;
      const run = { cluster: proofCluster, jobId: lane, jobStartTime: 1, sopDigest: 'proof' };
      return {
        ...run,
        id: `plan-${lane}-${epoch}-${made}`,
        incidentId,
        jobName: lane,
        action: 'restart-job',
        steps: planned,
        digest: planDigest({ steps: planned, ...run }),
        sopId: 'proof',
        createdAt: now,
      };
    },
  };
}

/** Every plan belongs to an incident; here a lane has one for the whole run. */
export function incidentOf(lane: string, now: number): Incident {
  return {
    id: `incident-${lane}`,
    cluster: proofCluster,
    job: lane,
    state: 'acting',
    closing: null,
    severity: 'low',
    fingerprint: lane,
    signals: [],
    baseline: false,
    acknowledgedBy: null,
    diagnosis: null,
    retrieval: null,
    planId: null,
    failedPlans: 0,
    verdict: null,
    escalation: null,
    refusals: [],
    openedAt: now,
    lastSeenAt: now,
    updatedAt: now,
    closedAt: null,
    version: 0,
  };
}
