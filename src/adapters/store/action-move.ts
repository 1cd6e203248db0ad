import { type ExpressionBuilder, type ExpressionWrapper, type SqlBool, sql } from 'kysely';
import type { SlotFor } from './prepared-query.ts';
import { actionColumns, rowOfAction } from './rows.ts';
import type { ActionTable, Tables } from './schema.ts';
import { byteFields, identityFields, type Transition } from './transition-rules.ts';

/** A transition, and the row as it is to be stored. */
export interface Move extends Transition {
  readonly row: ActionTable;
}

/** @throws {Error} when the row could not be read back. */
export function moveOf(change: Transition): Move {
  return { ...change, row: rowOfAction(change.next) };
}

const identity: ReadonlySet<string> = new Set(identityFields);
const changing = actionColumns.filter((column) => !identity.has(column));
const bytes: ReadonlySet<string> = new Set(byteFields);
const changingLater = changing.filter((column) => !bytes.has(column));

/** From the moment that it is ready an action has its key. */
function bytesAreFixed({ from }: Move): boolean {
  return from !== 'proposed' && from !== 'awaiting_approval';
}

/** What the texts of `changesOf` and `mayMove` hang on besides the values. */
export function shapeOfMove(move: Move): string {
  return `${bytesAreFixed(move)}`;
}

/** What a move writes. What an action is, and later its bytes, stand in the condition instead: they never change, and their indexes are left alone. */
export function changesOf(shape: Move, slot: SlotFor<Move>): Partial<ActionTable> {
  const columns = bytesAreFixed(shape) ? changingLater : changing;
  return Object.fromEntries(columns.map((column) => [column, slot(({ row }) => row[column])]));
}

type ActionExpressions = ExpressionBuilder<Tables, 'action'>;
type ActionCondition = ExpressionWrapper<Tables, 'action', SqlBool>;

/** The row is the one that the move was decided on, it stays the same action, and no other has spent its key on other arguments. */
export function mayMove(eb: ActionExpressions, shape: Move, slot: SlotFor<Move>): ActionCondition {
  return eb.and([
    eb(
      'action.id',
      '=',
      slot(({ id }) => id),
    ),
    eb(
      'action.state',
      '=',
      slot(({ from }) => from),
    ),
    eb(
      'action.epoch',
      '<=',
      slot(({ row }) => row.epoch),
    ),
    eb(
      'action.attempts',
      '=',
      slot(({ attempts }) => attempts),
    ),
    isSameAction(eb, slot, bytesAreFixed(shape)),
    eb.not(eb.exists(sameKeyForOtherArguments(eb, slot))),
  ]);
}

// What the conditions of indexes name stands in the text: SQLite would read and plan the statement anew for each given value.
// And `is not distinct from` uses no index: PostgreSQL, which plans while the table is empty, would later read every action of a kind.
function isSameAction(eb: ActionExpressions, slot: SlotFor<Move>, fixed: boolean): ActionCondition {
  const open = eb('action.key', '=', sql.lit(''));
  const same = (field: (typeof identityFields)[number] | (typeof byteFields)[number]) =>
    eb(
      `action.${field}`,
      'is not distinct from',
      slot(({ row }) => row[field]),
    );
  const sameBytes = eb.and(byteFields.map(same));
  return eb.and([...identityFields.map(same), fixed ? sameBytes : eb.or([open, sameBytes])]);
}

function sameKeyForOtherArguments(eb: ActionExpressions, slot: SlotFor<Move>) {
  return eb
    .selectFrom('action as other')
    .select('other.id')
    .where('other.key', '!=', sql.lit(''))
    .where(
      'other.cluster',
      '=',
      slot(({ row }) => row.cluster),
    )
    .where(
      'other.kind',
      '=',
      slot(({ row }) => row.kind),
    )
    .where(
      'other.key',
      '=',
      slot(({ row }) => row.key),
    )
    .where(
      'other.argsDigest',
      '!=',
      slot(({ row }) => row.argsDigest),
    );
}
