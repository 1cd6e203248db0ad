import { type Kysely, sql } from 'kysely';
import { type ActionRow, finalStates, undeterminedStates } from '../../domain/action.ts';
import type { Attempt, LedgerStore, Report } from '../../ports/store.ts';
import { appendEvents } from './events.ts';
import { actionOf, reportOf, rowOfAction } from './rows.ts';
import type { Tables } from './schema.ts';
import { isUniqueViolation } from './sqlite-error.ts';
import { KeyConflict } from './store-error.ts';

type Transition = Parameters<LedgerStore['transition']>[0];

/**
 * Listings throw on a row that cannot be read: the ledger must not decide on part of what it knows.
 * `since` in a filter means: changed at or after this moment. Actions come oldest plan first, in the order of steps.
 */
export function makeLedgerStore(db: Kysely<Tables>): LedgerStore {
  return {
    async nextEpoch() {
      const { value } = await db
        .insertInto('meta')
        .values({ name: 'epoch', value: 1 })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: sql<number>`meta.value + 1` }))
        .returning('value')
        .executeTakeFirstOrThrow();
      return value;
    },

    async actions(filter) {
      let query = db.selectFrom('action').selectAll();
      if (filter.planId !== undefined) query = query.where('planId', '=', filter.planId);
      if (filter.incidentId !== undefined) query = query.where('incidentId', '=', filter.incidentId);
      if (filter.states !== undefined) query = query.where('state', 'in', filter.states);
      if (filter.since !== undefined) query = query.where('updatedAt', '>=', filter.since);
      const rows = await query.orderBy('createdAt').orderBy('planId').orderBy('step').execute();
      return rows.map(actionOf);
    },

    transition: (change) => transition(db, change),

    async addReport(report) {
      await appendReport(db, report);
    },

    async attempts(actionId) {
      return await db.selectFrom('attempt').selectAll().where('actionId', '=', actionId).orderBy('n').execute();
    },

    async reports(actionId) {
      const rows = await db.selectFrom('report').selectAll().where('actionId', '=', actionId).orderBy('seq').execute();
      return rows.map(reportOf);
    },
  };
}

async function transition(db: Kysely<Tables>, change: Transition): Promise<boolean> {
  const { id, from, next } = change;
  if (finalStates.includes(from)) return false;
  try {
    return await db.transaction().execute(async (trx) => {
      const row = await trx.selectFrom('action').selectAll().where('id', '=', id).executeTakeFirst();
      if (row === undefined || row.state !== from || row.epoch > next.epoch) return false;
      if (await epochIsOver(trx, next.epoch)) return false;
      requireSameAction(actionOf(row), next);
      await requireKeyOfSameArguments(trx, next);
      await trx.updateTable('action').set(rowOfAction(next)).where('id', '=', id).execute();
      if (change.attempt !== undefined) await storeAttempt(trx, id, change.attempt);
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

/** A later `serve` took over: what this one decided rests on what it no longer owns. */
async function epochIsOver(trx: Kysely<Tables>, epoch: number): Promise<boolean> {
  const newest = await trx.selectFrom('meta').select('value').where('name', '=', 'epoch').executeTakeFirst();
  return newest !== undefined && newest.value > epoch;
}

/** What an action is never changes; its bytes and its key are fixed as soon as it has a key. */
function requireSameAction(stored: ActionRow, next: ActionRow): void {
  const identity = ['id', 'planId', 'incidentId', 'step', 'kind', 'cluster', 'jobName', 'lane', 'createdAt'] as const;
  const bytes = ['args', 'argsDigest', 'key'] as const;
  const fixed = stored.key !== '' || undeterminedStates.includes(stored.state);
  for (const field of fixed ? [...identity, ...bytes] : identity) {
    if (stored[field] !== next[field]) {
      throw new Error(`Action ${stored.id} is ${stored.state}: its ${field} cannot change any more.`);
    }
  }
}

async function requireKeyOfSameArguments(trx: Kysely<Tables>, next: ActionRow): Promise<void> {
  if (next.key === '') return;
  const other = await trx
    .selectFrom('action')
    .select('id')
    .where('cluster', '=', next.cluster)
    .where('kind', '=', next.kind)
    .where('key', '=', next.key)
    .where('argsDigest', '!=', next.argsDigest)
    .where('id', '!=', next.id)
    .executeTakeFirst();
  if (other !== undefined) {
    throw new KeyConflict(
      `Actions ${other.id} and ${next.id} have the same key ${next.key} for different arguments. Nothing was stored; ` +
        'the second one must not be sent.',
    );
  }
}

/** The request itself is written once; only what came of it is filled in later, and never emptied again. */
async function storeAttempt(trx: Kysely<Tables>, actionId: string, attempt: Attempt): Promise<void> {
  if (attempt.actionId !== actionId) throw new Error(`Attempt of ${attempt.actionId} given with action ${actionId}.`);
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

async function appendReport(db: Kysely<Tables>, report: Report): Promise<void> {
  const { actionId, at, epoch, source, text } = report;
  await db.insertInto('report').values({ actionId, at, epoch, source, text }).execute();
}
