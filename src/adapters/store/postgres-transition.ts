import { type Kysely, type RawBuilder, sql } from 'kysely';
import { finalStates } from '../../domain/action.ts';
import type { LedgerStore } from '../../ports/store.ts';
import { changesOf, mayMove, type Move, moveOf } from './action-move.ts';
import { prepared, type SlotFor } from './prepared-query.ts';
import type { Tables } from './schema.ts';
import { requireAttemptOf, requireHonestMove } from './transition-rules.ts';
import { isUniqueViolation } from './unique-violation.ts';

/**
 * One statement, and so one round trip and one commit: the guards stand in its condition, and what goes with the move is
 * inserted only if the row moved. A second look, which changes nothing, is taken only when it did not.
 *
 * Why READ COMMITTED is enough: an UPDATE that had to wait for another writer compares its condition with the row as that
 * writer left it; lane and key are unique indexes; and the newest epochs are read with a lock that `nextEpoch` and `hold` wait for, so
 * that no move of an older epoch is stored once a newer epoch was given out.
 */
export function makePostgresTransition(db: Kysely<Tables>): LedgerStore['transition'] {
  const moveIfAllowed = { counting: moveStatement(db, true), free: moveStatement(db, false) };

  return async (change) => {
    if (finalStates.includes(change.from)) return false;
    requireAttemptOf(change.id, change.attempt);
    const statement = change.attempts === undefined ? moveIfAllowed.free : moveIfAllowed.counting;
    try {
      const { rows } = await db.executeQuery(statement(moveOf(change)));
      if (rows.length === 1) return true;
    } catch (error) {
      // The lane holds another undetermined action, or another row has spent the key.
      if (isUniqueViolation(error)) return false;
      throw error;
    }
    await requireHonestMove(db, change);
    return false;
  };
}

function moveStatement(db: Kysely<Tables>, countsAttempts: boolean) {
  return prepared<Move, { id: string }>((slot) =>
    db
      .with('newest', (qb) => qb.selectFrom('meta').select('value').where('name', '=', 'epoch').forShare())
      .with('leased', (qb) =>
        qb
          .selectFrom('lease')
          .select('epoch')
          .where(
            'cluster',
            '=',
            slot(({ row }) => row.cluster),
          )
          .forShare(),
      )
      .with('moved', (qb) =>
        qb
          .updateTable('action')
          .set(changesOf(slot))
          .where((eb) => mayMove(eb, slot, countsAttempts))
          .where((eb) =>
            eb(
              eb.fn.coalesce(eb.selectFrom('newest').select('newest.value'), sql.lit(0)),
              '<=',
              slot(({ row }) => row.epoch),
            ),
          )
          .where((eb) =>
            eb(
              eb.fn.coalesce(eb.selectFrom('leased').select('leased.epoch'), sql.lit(0)),
              '<=',
              slot(({ row }) => row.epoch),
            ),
          )
          .returning('action.id'),
      )
      .with('attempted', (qb) =>
        qb
          .insertInto('attempt')
          .columns(namesOf(attemptColumns))
          .expression(ifMoved(slot, attemptColumns, ({ attempt }) => (attempt === undefined ? [] : [attempt])))
          // The request itself is written once; only what came of it is filled in later, and never emptied again.
          .onConflict((conflict) =>
            conflict.columns(['actionId', 'n']).doUpdateSet((eb) => ({
              outcome: eb.fn.coalesce('excluded.outcome', 'attempt.outcome'),
              evidence: eb.fn.coalesce('excluded.evidence', 'attempt.evidence'),
            })),
          ),
      )
      .with('reported', (qb) =>
        qb
          .insertInto('report')
          .columns(namesOf(reportColumns))
          .expression(ifMoved(slot, reportColumns, ({ report }) => (report === undefined ? [] : [report]))),
      )
      .with('told', (qb) =>
        qb
          .insertInto('timelineEvent')
          .columns(namesOf(eventColumns))
          .expression(
            ifMoved(slot, eventColumns, ({ events }) =>
              (events ?? []).map((event) => ({ ...event, data: JSON.stringify(event.data) })),
            ),
          ),
      )
      .selectFrom('moved')
      .select('moved.id'),
  );
}

type Columns = Readonly<Record<string, 'text' | 'bigint' | 'integer'>>;

const attemptColumns = {
  actionId: 'text',
  n: 'integer',
  key: 'text',
  epoch: 'bigint',
  armedAt: 'bigint',
  deadlineAt: 'bigint',
  outcome: 'text',
  evidence: 'text',
} as const satisfies Columns;

const reportColumns = {
  actionId: 'text',
  at: 'bigint',
  epoch: 'bigint',
  source: 'text',
  text: 'text',
} as const satisfies Columns;

const eventColumns = {
  incidentId: 'text',
  at: 'bigint',
  kind: 'text',
  text: 'text',
  data: 'text',
} as const satisfies Columns;

function namesOf<C extends Columns>(columns: C): (keyof C & string)[] {
  return Object.keys(columns);
}

/** The rows, in their order, if the action moved; else none. One array parameter per column, so the statement never varies. */
function ifMoved<C extends Columns>(
  slot: SlotFor<Move>,
  columns: C,
  rowsOf: (move: Move) => readonly Readonly<Record<keyof C, unknown>>[],
): RawBuilder<unknown> {
  const names = sql.join(namesOf(columns).map((name) => sql.ref(name)));
  const arrays = sql.join(
    Object.entries(columns).map(
      ([name, type]) => sql`${slot((move) => rowsOf(move).map((row) => row[name]))}::${sql.raw(type)}[]`,
    ),
  );
  return sql`select ${names} from moved, unnest(${arrays}) with ordinality as given (${names}, place) order by place`;
}
