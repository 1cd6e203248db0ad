import { type ActionRow, openStates } from '../domain/action.ts';
import type { LedgerStore } from '../ports/store.ts';
import { isUnderWay } from './plan-progress.ts';

/**
 * The action of another plan that holds the lane: undetermined itself, or the next step of a plan that is under way.
 * The store refuses the first case by itself; the second exists only between two steps.
 */
export async function laneHolder(store: LedgerStore, row: ActionRow): Promise<ActionRow | undefined> {
  const open = await store.actions({ states: openStates, lane: row.lane });
  const others = open.filter((other) => other.planId !== row.planId);
  for (const planId of new Set(others.map((other) => other.planId))) {
    const rows = (await store.actions({ planId })).toSorted((a, b) => a.step - b.step);
    if (isUnderWay(rows)) return others.find((other) => other.planId === planId);
  }
  return undefined;
}
