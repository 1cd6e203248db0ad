import type { ActionRow } from '../domain/action.ts';
import { apply } from './apply.ts';
import type { RunningLedger } from './deps.ts';

/**
 * To be called before anything of the action's kind is run. The process that had it before may have died of it, so this one
 * is counted first, durably; whatever it then stores ends the count.
 * @returns the row to go on with; else there is nothing to go on with, and whether the action changed its state.
 */
export async function takeOver(deps: RunningLedger, row: ActionRow): Promise<ActionRow | boolean> {
  if (row.epoch >= deps.epoch) return row;
  const taken = await apply(deps, row, { kind: 'take-over' });
  if (taken.kind !== 'stored') return false;
  return taken.row.state === row.state ? taken.row : true;
}
