import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Store } from '../adapters/store/open-store.ts';
import { actionStates } from '../domain/action.ts';
import { inParallel } from '../domain/in-parallel.ts';
import type { Attempt, Report } from '../ports/store.ts';
import type { Evidence, Move } from './evidence.ts';
import { readTargetLog } from './target-log.ts';

const MoveData = z.object({ action: z.string(), state: z.enum(actionStates) });
/** Reads of the store at the same time. */
const readers = 8;

/** Reads all that a run has left. Nothing may be writing any more. */
export async function readEvidence(
  store: Store,
  files: { readonly log: string; readonly journal: string },
): Promise<Omit<Evidence, 'kills' | 'zombies'>> {
  const actions = await store.ledger.actions({});
  const attempts: Attempt[] = [];
  const reports: Report[] = [];
  const sent = actions.filter((row) => row.attempts > 0);
  await inParallel(sent, readers, async ({ id }) => {
    attempts.push(...(await store.ledger.attempts(id)));
    reports.push(...(await store.ledger.reports(id)));
  });
  const moves = (await store.incidents.timeline({})).map((event): Move => {
    const { action, state } = MoveData.parse(event.data);
    return { actionId: action, state, at: event.at };
  });
  const journal = existsSync(files.journal) ? readFileSync(files.journal, 'utf8') : '';
  const released = journal.split('\n').filter((line) => line !== '');
  return { actions, attempts, reports, moves, target: readTargetLog(files.log), released };
}
