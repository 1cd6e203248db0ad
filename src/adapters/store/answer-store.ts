import { type Kysely, sql } from 'kysely';
import type { Hold } from '../../domain/approval.ts';
import type { Clock } from '../../ports/clock.ts';
import type { AnswerStore } from '../../ports/store.ts';
import { requireLease } from './lease-store.ts';
import { readable } from './readable.ts';
import { answerOf, docOfAnswer } from './rows.ts';
import type { Tables } from './schema.ts';
import type { CorruptRow } from './store-error.ts';

export interface AnswerStoreParts {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
  readonly onCorrupt: (error: CorruptRow) => void;
}

/** `holds` returns those in force now; one whose `until` is over is gone. */
export function makeAnswerStore({ db, clock, onCorrupt }: AnswerStoreParts): AnswerStore {
  return {
    async insert(by, at, answer, chat) {
      const dedupe = chat === undefined ? null : `${by} ${chat.pressId}`;
      const via = chat?.via ?? 'terminal';
      const inserted = await db
        .insertInto('answer')
        .values({ by, at, via, dedupe, doc: docOfAnswer(answer), outcome: null, appliedAt: null })
        .onConflict((conflict) => conflict.column('dedupe').doNothing())
        .returning('seq')
        .executeTakeFirst();
      if (inserted !== undefined) return inserted.seq;
      const first = await db.selectFrom('answer').select('seq').where('dedupe', '=', dedupe).executeTakeFirstOrThrow();
      return first.seq;
    },

    async open() {
      const rows = await db
        .selectFrom('answer')
        .select(['seq', 'at', 'by', 'via', 'doc'])
        .where('outcome', 'is', null)
        .orderBy('seq')
        .execute();
      return readable(rows, answerOf, onCorrupt);
    },

    async markApplied(seq, outcome, by) {
      await db.transaction().execute(async (trx) => {
        if (by !== undefined) await requireLease(trx, by, `What came of answer ${seq}`);
        await trx
          .updateTable('answer')
          .set({ outcome, appliedAt: clock.now() })
          .where('seq', '=', seq)
          .where('outcome', 'is', null)
          .execute();
      });
    },

    async outcome(seq) {
      const row = await db.selectFrom('answer').select('outcome').where('seq', '=', seq).executeTakeFirst();
      return row?.outcome ?? undefined;
    },

    async holds() {
      return await db
        .selectFrom('hold')
        .selectAll()
        .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', clock.now())]))
        .orderBy('at')
        .execute();
    },

    async setHold(cluster, job, hold) {
      await db.transaction().execute(async (trx) => {
        await trx
          .deleteFrom('hold')
          .where('cluster', cluster === null ? 'is' : '=', cluster)
          .where('job', job === null ? 'is' : '=', job)
          .execute();
        if (hold === null) return;
        const row = rowOfHold(cluster, job, hold);
        const { until, reason, by, at } = row;
        // Another process may have stored its own in between: the later one stands.
        await trx
          .insertInto('hold')
          .values(row)
          .onConflict((conflict) =>
            conflict.expression(sql`coalesce(cluster, ''), coalesce(job, '')`).doUpdateSet({ until, reason, by, at }),
          )
          .execute();
      });
    },
  };
}

function rowOfHold(cluster: string | null, job: string | null, hold: Hold): Hold {
  return { cluster, job, until: hold.until, reason: hold.reason, by: hold.by, at: hold.at };
}
