import { type Kysely, sql } from 'kysely';
import type { ActionRow } from '../../domain/action.ts';
import type { LedgerStore } from '../../ports/store.ts';
import { makeActionListing } from './action-listing.ts';
import { appendReport } from './events.ts';
import { readable } from './readable.ts';
import { actionOf, reportOf } from './rows.ts';
import type { ActionTable, Tables } from './schema.ts';
import type { CorruptRow } from './store-error.ts';

const attemptColumns = ['actionId', 'n', 'key', 'epoch', 'armedAt', 'deadlineAt', 'outcome', 'evidence'] as const;
const reportColumns = ['seq', 'actionId', 'at', 'epoch', 'source', 'text'] as const;

/**
 * Listings throw on a row that cannot be read, unless told otherwise: the ledger must not decide on part of what it knows.
 * `since` in a filter means: changed at or after this moment. Actions come oldest plan first, in the order of steps.
 * `transition` is the engine's own.
 */
export function makeLedgerStore(deps: {
  readonly db: Kysely<Tables>;
  readonly transition: LedgerStore['transition'];
  readonly onCorrupt: (error: CorruptRow) => void;
}): LedgerStore {
  const { db, transition } = deps;
  const listing = makeActionListing(db);
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

    async actions({ onUnreadable, ...filter }) {
      // PostgreSQL knows no empty list.
      if (filter.states?.length === 0 || filter.kinds?.length === 0) return [];
      const { rows } = await db.executeQuery(listing(filter));
      if (onUnreadable === undefined) return rows.map(actionOf).sort(byPlanAndStep);
      const tell = (error: CorruptRow, { planId, cluster, lane }: ActionTable): void => {
        deps.onCorrupt(error);
        // Bytes may stand in the place of a text, and would be equal to none.
        onUnreadable({ planId: String(planId), cluster: String(cluster), lane: String(lane), error });
      };
      return readable(rows, actionOf, tell).sort(byPlanAndStep);
    },

    transition,

    async addReport(report, answered) {
      if (answered === undefined) return appendReport(db, report);
      const { actionId, n, outcome, evidence } = answered;
      await db.transaction().execute(async (trx) => {
        await trx
          .updateTable('attempt')
          .set({ outcome, evidence })
          .where('actionId', '=', actionId)
          .where('n', '=', n)
          .execute();
        await appendReport(trx, report);
      });
    },

    async attempts(actionId) {
      return await db
        .selectFrom('attempt')
        .select(attemptColumns)
        .where('actionId', '=', actionId)
        .orderBy('n')
        .execute();
    },

    async reports(actionId) {
      const rows = await db
        .selectFrom('report')
        .select(reportColumns)
        .where('actionId', '=', actionId)
        .orderBy('seq')
        .execute();
      return rows.map(reportOf);
    },
  };
}

/** Here and not in the database: SQLite sets up a table of its own to sort even one row. */
function byPlanAndStep(a: ActionRow, b: ActionRow): number {
  if (a.createdAt !== b.createdAt) return a.createdAt - b.createdAt;
  if (a.planId !== b.planId) return a.planId < b.planId ? -1 : 1;
  return a.step - b.step;
}
