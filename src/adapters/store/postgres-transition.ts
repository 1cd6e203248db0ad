import { type Kysely, type QueryCreator, type RawBuilder, sql } from 'kysely';
import { finalStates } from '../../domain/action.ts';
import type { LedgerStore } from '../../ports/store.ts';
import { changesOf, mayMove, type Move, moveOf, shapeOfMove } from './action-move.ts';
import { timelineLock } from './events.ts';
import { preparedPerShape, type SlotFor } from './prepared-query.ts';
import type { Tables } from './schema.ts';
import { requireHonestMove, requireOwnParts, whatCame } from './transition-rules.ts';
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
  const statement = preparedPerShape(shapeOf, (move: Move, slot) => moveStatement(db, move, slot));

  return async (change) => {
    if (finalStates.includes(change.from)) return false;
    requireOwnParts(change);
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

/** What the text hangs on besides the values: each part costs time also where nothing is put into it. */
function shapeOf(move: Move): string {
  const { attempt, report, event } = move;
  return [shapeOfMove(move), ...[attempt, report, event].map((part) => part !== undefined)].join();
}

type Moving = QueryCreator<Tables & { moved: { id: string } }>;

/** Of the move only which parts it has is looked at; every value is a slot. */
function moveStatement(db: Kysely<Tables>, shape: Move, slot: SlotFor<Move>) {
  let moving: Moving = db
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
        .set(changesOf(shape, slot))
        .where((eb) => mayMove(eb, shape, slot))
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
    );
  if (shape.attempt !== undefined) {
    moving = moving.with('attempted', (qb) =>
      qb
        .insertInto('attempt')
        .columns(namesOf(attemptColumns))
        .expression(ifMoved(slot, attemptColumns, ({ attempt }) => attempt))
        // The request itself is written once; only what came of it is filled in later.
        .onConflict((conflict) =>
          conflict.columns(['actionId', 'n']).doUpdateSet({
            outcome: whatCame('outcome'),
            evidence: whatCame('evidence'),
          }),
        ),
    );
  }
  if (shape.report !== undefined) {
    moving = moving.with('reported', (qb) =>
      qb
        .insertInto('report')
        .columns(namesOf(reportColumns))
        .expression(ifMoved(slot, reportColumns, ({ report }) => report)),
    );
  }
  if (shape.event !== undefined) {
    moving = moving
      .with('turn', (qb) =>
        qb.selectFrom('moved').select(timelineLock(slot(({ event }) => event?.incidentId ?? '')).as('taken')),
      )
      .with('told', (qb) =>
        qb
          .insertInto('timelineEvent')
          .columns(namesOf(eventColumns))
          .expression(
            ifMoved(slot, eventColumns, ({ event }) => event && { ...event, data: JSON.stringify(event.data) }, 'turn'),
          ),
      );
  }
  return moving.selectFrom('moved').select('moved.id');
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

/** The row, if the action moved; an event has to wait for its turn besides. */
function ifMoved<C extends Columns>(
  slot: SlotFor<Move>,
  columns: C,
  rowOf: (move: Move) => Readonly<Record<keyof C, unknown>> | undefined,
  from: 'moved' | 'turn' = 'moved',
): RawBuilder<unknown> {
  const values = Object.entries(columns).map(
    ([name, type]) => sql`${slot((move) => rowOf(move)?.[name])}::${sql.raw(type)}`,
  );
  return sql`select ${sql.join(values)} from ${sql.table(from)}`;
}
