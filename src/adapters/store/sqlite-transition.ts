import type { Kysely } from 'kysely';
import { finalStates } from '../../domain/action.ts';
import type { Attempt } from '../../ports/store.ts';
import { appendEvents, appendReport } from './events.ts';
import { actionOf, rowOfAction } from './rows.ts';
import type { Tables } from './schema.ts';
import {
  epochIsOver,
  isAnother,
  requireAttemptOf,
  requireKeyOfSameArguments,
  requireSameAction,
  type Transition,
} from './transition-rules.ts';
import { isUniqueViolation } from './unique-violation.ts';

/** Reads, compares and writes under the file's one write lock. */
export async function sqliteTransition(db: Kysely<Tables>, change: Transition): Promise<boolean> {
  const { id, from, next } = change;
  if (finalStates.includes(from)) return false;
  requireAttemptOf(id, change.attempt);
  try {
    return await db.transaction().execute(async (trx) => {
      const row = await trx.selectFrom('action').selectAll().where('id', '=', id).executeTakeFirst();
      if (row === undefined || isAnother(row, change)) return false;
      if (await epochIsOver(trx, next.cluster, next.epoch)) return false;
      requireSameAction(actionOf(row), next);
      await requireKeyOfSameArguments(trx, next);
      await trx.updateTable('action').set(rowOfAction(next)).where('id', '=', id).execute();
      if (change.attempt !== undefined) await storeAttempt(trx, change.attempt);
      if (change.report !== undefined) await appendReport(trx, change.report);
      await appendEvents(trx, change.events ?? []);
      return true;
    });
  } catch (error) {
    // The lane holds another undetermined action, or another row has spent the key.
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}

/** The request itself is written once; only what came of it is filled in later, and never emptied again. */
async function storeAttempt(trx: Kysely<Tables>, attempt: Attempt): Promise<void> {
  await trx
    .insertInto('attempt')
    .values({ ...attempt })
    .onConflict((conflict) =>
      conflict.columns(['actionId', 'n']).doUpdateSet((eb) => ({
        outcome: eb.fn.coalesce('excluded.outcome', 'attempt.outcome'),
        evidence: eb.fn.coalesce('excluded.evidence', 'attempt.evidence'),
      })),
    )
    .execute();
}
