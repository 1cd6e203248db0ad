import { type Kysely, sql } from 'kysely';
import type { LedgerStore } from '../../ports/store.ts';
import { appendReport } from './events.ts';
import { actionOf, reportOf } from './rows.ts';
import type { Tables } from './schema.ts';

/**
 * Listings throw on a row that cannot be read: the ledger must not decide on part of what it knows.
 * `since` in a filter means: changed at or after this moment. Actions come oldest plan first, in the order of steps.
 * `transition` is the engine's own.
 */
export function makeLedgerStore(db: Kysely<Tables>, transition: LedgerStore['transition']): LedgerStore {
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
      // PostgreSQL knows no empty list.
      if (filter.states?.length === 0) return [];
      let query = db.selectFrom('action').selectAll();
      if (filter.planId !== undefined) query = query.where('planId', '=', filter.planId);
      if (filter.incidentId !== undefined) query = query.where('incidentId', '=', filter.incidentId);
      if (filter.states !== undefined) query = query.where('state', 'in', filter.states);
      if (filter.since !== undefined) query = query.where('updatedAt', '>=', filter.since);
      if (filter.key !== undefined) {
        const { cluster, kind, key } = filter.key;
        query = query.where('cluster', '=', cluster).where('kind', '=', kind).where('key', '=', key);
      }
      const rows = await query.orderBy('createdAt').orderBy('planId').orderBy('step').execute();
      return rows.map(actionOf);
    },

    transition,

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
