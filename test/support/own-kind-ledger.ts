import { registerKinds } from '../../src/actions/index.ts';
import type { OwnKindName } from '../../src/domain/action.ts';
import type { LedgerDeps } from '../../src/ledger/deps.ts';
import { planDigest, proposeActions } from '../../src/ledger/propose.ts';
import type { Plan, PlanStep } from '../../src/domain/plan.ts';
import type { ActionKind } from '../../src/ports/action-kind.ts';
import type { Log } from '../../src/ports/log.ts';

const nothing = () => {};
const quiet: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing, child: () => quiet };

/** What a ledger needs that carries kinds whose target is no Flink. */
export function ledgerParts(own: readonly ActionKind[]): Omit<LedgerDeps, 'store' | 'clock' | 'epoch'> {
  return {
    kinds: registerKinds(own),
    flinkOf: (cluster) => {
      throw new Error(`a kind of the team's own asked for the Flink of ${cluster}`);
    },
    storageOf: () => undefined,
    recheck: async () => ({ kind: 'go', incarnation: undefined, checkpointBefore: undefined }),
    log: quiet,
  };
}

/** A plan of one such action, with its row. */
export function ownPlan(id: string, kind: ActionKind, args: PlanStep['args'], at: { now: number; epoch: number }) {
  const steps: readonly PlanStep[] = [{ name: 'own', kind: kind.kind, risk: kind.risk, args }];
  const run = { cluster: 'main', jobId: 'a'.repeat(32), jobStartTime: 1, sopDigest: 'd' };
  const plan: Plan = {
    ...run,
    id,
    incidentId: 'inc-1',
    jobName: 'orders',
    action: kind.kind as OwnKindName,
    steps,
    digest: planDigest({ steps, ...run }),
    sopId: 'sop',
    createdAt: at.now,
  };
  return { plan, actions: proposeActions(plan, registerKinds([kind]), at) };
}
