import type { Kysely } from 'kysely';
import type { SopReviewStore } from '../../ports/sop-reviews.ts';
import { readable } from './readable.ts';
import { rowOfSopReview, sopReviewOf } from './rows.ts';
import type { Tables } from './schema.ts';
import type { CorruptRow } from './store-error.ts';

export function makeSopReviewStore({
  db,
  onCorrupt,
}: {
  readonly db: Kysely<Tables>;
  readonly onCorrupt: (error: CorruptRow) => void;
}): SopReviewStore {
  return {
    async list() {
      const rows = await db.selectFrom('sopReview').selectAll().orderBy('sopId').execute();
      return readable(rows, sopReviewOf, onCorrupt);
    },

    async of(sopId) {
      const rows = await db.selectFrom('sopReview').selectAll().where('sopId', '=', sopId).execute();
      return readable(rows, sopReviewOf, onCorrupt)[0];
    },

    async record(reviews) {
      if (reviews.length === 0) return;
      await db
        .insertInto('sopReview')
        .values(reviews.map(rowOfSopReview))
        .onConflict((conflict) =>
          conflict.column('sopId').doUpdateSet((eb) => ({
            digest: eb.ref('excluded.digest'),
            by: eb.ref('excluded.by'),
            at: eb.ref('excluded.at'),
          })),
        )
        .execute();
    },

    async revoke(sopIds) {
      if (sopIds.length === 0) return [];
      const gone = await db.deleteFrom('sopReview').where('sopId', 'in', sopIds).returning('sopId').execute();
      return gone.map((row) => row.sopId).toSorted();
    },
  };
}
