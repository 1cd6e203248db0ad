import {
  type ExpressionBuilder,
  type ExpressionWrapper,
  type Kysely,
  type RawBuilder,
  type SqlBool,
  sql,
} from 'kysely';
import { type ActionRow, finalStates, undeterminedStates } from '../../domain/action.ts';
import { actionOf, rowOfAction } from './rows.ts';
import type { Tables } from './schema.ts';
import {
  byteFields,
  epochIsOver,
  identityFields,
  isAnother,
  requireAttemptOf,
  requireKeyOfSameArguments,
  requireSameAction,
  type Transition,
} from './transition-rules.ts';
import { isUniqueViolation } from './unique-violation.ts';

/**
 * One statement, and so one round trip and one commit: the guards stand in its condition, and what goes with the move is
 * inserted only if the row moved. A second look, which changes nothing, is taken only when it did not.
 *
 * Why READ COMMITTED is enough: an UPDATE that had to wait for another writer compares its condition with the row as that
 * writer left it; lane and key are unique indexes; and the newest epochs are read with a lock that `nextEpoch` and `hold` wait for, so
 * that no move of an older epoch is stored once a newer epoch was given out.
 */
export async function postgresTransition(db: Kysely<Tables>, change: Transition): Promise<boolean> {
  if (finalStates.includes(change.from)) return false;
  requireAttemptOf(change.id, change.attempt);
  try {
    const moved = await moveIfAllowed(db, change).executeTakeFirst();
    if (moved !== undefined) return true;
  } catch (error) {
    // The lane holds another undetermined action, or another row has spent the key.
    if (isUniqueViolation(error)) return false;
    throw error;
  }
  await requireHonestMove(db, change);
  return false;
}

function moveIfAllowed(db: Kysely<Tables>, { id, from, attempts, next, attempt, report, events }: Transition) {
  return db
    .with('newest', (qb) => qb.selectFrom('meta').select('value').where('name', '=', 'epoch').forShare())
    .with('leased', (qb) => qb.selectFrom('lease').select('epoch').where('cluster', '=', next.cluster).forShare())
    .with('moved', (qb) =>
      qb
        .updateTable('action')
        .set(rowOfAction(next))
        .where('action.id', '=', id)
        .where('action.state', '=', from)
        .where('action.epoch', '<=', next.epoch)
        .$if(attempts !== undefined, (qb) => qb.where('action.attempts', '=', attempts ?? 0))
        .where((eb) => eb(eb.fn.coalesce(eb.selectFrom('newest').select('newest.value'), sql.lit(0)), '<=', next.epoch))
        .where((eb) => eb(eb.fn.coalesce(eb.selectFrom('leased').select('leased.epoch'), sql.lit(0)), '<=', next.epoch))
        .where((eb) => isSameAction(eb, next))
        .where((eb) => eb.not(eb.exists(sameKeyForOtherArguments(eb, next))))
        .returning('action.id'),
    )
    .with('attempted', (qb) =>
      qb
        .insertInto('attempt')
        .columns(namesOf(attemptColumns))
        .expression(ifMoved(attemptColumns, attempt === undefined ? [] : [attempt]))
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
        .expression(ifMoved(reportColumns, report === undefined ? [] : [report])),
    )
    .with('told', (qb) =>
      qb
        .insertInto('timelineEvent')
        .columns(namesOf(eventColumns))
        .expression(
          ifMoved(
            eventColumns,
            (events ?? []).map((event) => ({ ...event, data: JSON.stringify(event.data) })),
          ),
        ),
    )
    .selectFrom('moved')
    .select('moved.id');
}

type ActionExpressions = ExpressionBuilder<Tables, 'action'>;

function isSameAction(eb: ActionExpressions, next: ActionRow): ExpressionWrapper<Tables, 'action', SqlBool> {
  const open = eb.and([eb('action.key', '=', ''), eb('action.state', 'not in', undeterminedStates)]);
  const sameBytes = eb.and(byteFields.map((field) => eb(`action.${field}`, '=', next[field])));
  return eb.and([...identityFields.map((field) => eb(`action.${field}`, '=', next[field])), eb.or([open, sameBytes])]);
}

function sameKeyForOtherArguments(eb: ActionExpressions, next: ActionRow) {
  return eb
    .selectFrom('action as other')
    .select('other.id')
    .where('other.key', '!=', '')
    .where('other.cluster', '=', next.cluster)
    .where('other.kind', '=', next.kind)
    .where('other.key', '=', next.key)
    .where('other.argsDigest', '!=', next.argsDigest)
    .where('other.id', '!=', next.id);
}

/** Tells a refused move, which is an answer, from a wrong one, which is a mistake of the caller. */
async function requireHonestMove(db: Kysely<Tables>, change: Transition): Promise<void> {
  const { id, next } = change;
  const row = await db.selectFrom('action').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined || isAnother(row, change)) return;
  if (await epochIsOver(db, next.cluster, next.epoch)) return;
  requireSameAction(actionOf(row), next);
  await requireKeyOfSameArguments(db, next);
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
  columns: C,
  rows: readonly Readonly<Record<keyof C, unknown>>[],
): RawBuilder<unknown> {
  const names = sql.join(namesOf(columns).map((name) => sql.ref(name)));
  const arrays = sql.join(
    Object.entries(columns).map(([name, type]) => sql`${rows.map((row) => row[name])}::${sql.raw(type)}[]`),
  );
  return sql`select ${names} from moved, unnest(${arrays}) with ordinality as given (${names}, place) order by place`;
}
