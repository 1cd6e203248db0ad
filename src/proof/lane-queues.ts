import { openStates } from '../domain/action.ts';
import type { Incident } from '../domain/incident.ts';
import { StaleWrite } from '../domain/errors.ts';
import { proposeActions } from '../ledger/propose.ts';
import type { ActionKinds } from '../ports/action-kind.ts';
import type { IncidentStore, LedgerStore } from '../ports/store.ts';
import { incidentOf, type Planner } from './plans.ts';

/** A plan that has not ended. */
export interface OpenPlan {
  readonly id: string;
  readonly lane: string;
  /** Not to be carried on before this moment. */
  notBefore: number;
  /** Until the next look at it, ms: longer each time, as nothing moves. */
  pauseMs: number;
  busy: boolean;
}

/** The plans of all lanes, as this process knows them. */
export interface LaneQueues {
  /** One that may be carried on now and that nobody else in this process has; makes new ones for empty lanes. */
  take(now: number, mayPlan: boolean): Promise<OpenPlan | undefined>;
  ended(plan: OpenPlan): void;
  readonly size: number;
}

const firstPauseMs = 20;

interface Parts {
  readonly incidents: IncidentStore;
  readonly ledger: LedgerStore;
  readonly kinds: ActionKinds;
  readonly planner: Planner;
  /** Their names; no other ledger of the same run has one of them. */
  readonly lanes: readonly string[];
  readonly epoch: number;
}

/** Goes on with what earlier processes have left in the store. */
export async function openLaneQueues(parts: Parts): Promise<LaneQueues> {
  const { incidents, ledger, kinds, planner, lanes, epoch } = parts;
  const known = new Map((await incidents.list({ open: true })).map((one) => [one.job ?? '', one]));
  const plans = new Map<string, OpenPlan>();
  for (const row of await ledger.actions({ states: openStates })) {
    plans.set(row.planId, { id: row.planId, lane: row.jobName, notBefore: 0, pauseMs: firstPauseMs, busy: false });
  }
  /** Lanes for which a plan is being stored at this moment. */
  const planning = new Set<string>();
  let turn = epoch % lanes.length;

  async function plan(lane: string, now: number, count: number): Promise<void> {
    planning.add(lane);
    try {
      for (let n = 0; n < count; n += 1) await planOne(lane, now);
    } catch (error) {
      if (!(error instanceof StaleWrite)) throw error;
      // A process that is frozen, or was a moment ago, has written too.
      const stored = await incidents.get(`incident-${lane}`);
      if (stored !== undefined) known.set(lane, stored);
    } finally {
      planning.delete(lane);
    }
  }

  async function planOne(lane: string, now: number): Promise<void> {
    const incident: Incident = known.get(lane) ?? incidentOf(lane, now);
    const made = planner.next(lane, incident.id, now);
    const actions = proposeActions(made, kinds, { now, epoch });
    known.set(lane, await incidents.save({ incident, events: [], epoch, plan: { plan: made, actions } }));
    plans.set(made.id, { id: made.id, lane, notBefore: 0, pauseMs: firstPauseMs, busy: false });
  }

  return {
    async take(now, mayPlan) {
      if (mayPlan) {
        const empty = lanes.find(
          (lane) => !planning.has(lane) && ![...plans.values()].some((one) => one.lane === lane),
        );
        // Two at once in every fourth: they meet in the lane, and one has to wait.
        if (empty !== undefined) await plan(empty, now, lanes.indexOf(empty) % 4 === 0 ? 2 : 1);
      }
      const free = [...plans.values()].filter((one) => !one.busy && one.notBefore <= now);
      turn += 1;
      const taken = free[turn % free.length];
      if (taken !== undefined) taken.busy = true;
      return taken;
    },
    ended: (ended) => void plans.delete(ended.id),
    get size() {
      return plans.size + planning.size;
    },
  };
}
