import { type ActionRow, openStates } from '../domain/action.ts';
import type { RunningLedger } from './deps.ts';
import { whyHeldBack } from './held-back.ts';
import { isUnderWay } from './plan-progress.ts';

/**
 * The action of another plan that holds the lane: undetermined itself, or the next step of a plan that is under way; or held back, so that a
 * person is about to be asked. The store refuses the first case by itself; the second exists only between two steps.
 */
export async function laneHolder(deps: RunningLedger, row: ActionRow): Promise<ActionRow | undefined> {
  const { store } = deps;
  const open = await store.actions({ states: openStates, lane: row.lane });
  const others = open.filter((other) => other.planId !== row.planId);
  for (const planId of new Set(others.map((other) => other.planId))) {
    const rows = (await store.actions({ planId })).toSorted((a, b) => a.step - b.step);
    if (isUnderWay(rows)) return others.find((other) => other.planId === planId);
  }
  for (const other of others) {
    if (other.state === 'ready' && (await whyHeldBack(deps, other)) !== undefined) return other;
  }
  return undefined;
}
