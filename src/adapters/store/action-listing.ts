import type { CompiledQuery, Kysely } from 'kysely';
import { finalStates, openStates } from '../../domain/action.ts';
import type { LedgerStore } from '../../ports/store.ts';
import { literals, preparedPerShape, type SlotFor } from './prepared-query.ts';
import { actionColumns } from './rows.ts';
import type { ActionTable, Tables } from './schema.ts';

export type ActionFilter = Parameters<LedgerStore['actions']>[0];

/** The statement that lists what a filter lets through, in no order, compiled once for each shape of filter. */
export function makeActionListing(db: Kysely<Tables>): (filter: ActionFilter) => CompiledQuery<ActionTable> {
  return preparedPerShape(shapeOf, (filter, slot) => listingOf(db, filter, slot));
}

/** What the text hangs on: which conditions there are, the states, and how many kinds. The program has a few dozen. */
function shapeOf(filter: ActionFilter): string {
  const given = Object.entries(filter).filter(([, value]) => value !== undefined);
  const lengths = [filter.states?.join(), filter.kinds?.length, filter.exceptKinds?.length];
  return [...given.map(([name]) => name), ...lengths].join('|');
}

/** Of the filter only the shape is looked at; every value is a slot. */
function listingOf(db: Kysely<Tables>, shape: ActionFilter, slot: SlotFor<ActionFilter>) {
  if (shape.since === undefined || shape.states !== undefined) return selectionOf(db, shape, slot);
  // Each has an index of its own.
  const ended = selectionOf(db, { ...shape, states: finalStates }, slot);
  return ended.unionAll(selectionOf(db, { ...shape, states: openStates }, slot));
}

function selectionOf(db: Kysely<Tables>, shape: ActionFilter, slot: SlotFor<ActionFilter>) {
  let query = db.selectFrom('action').select(actionColumns);
  const { states, kinds, exceptKinds } = shape;
  if (shape.id !== undefined) query = query.where('id', '=', slotOf(slot, 'id'));
  if (shape.planId !== undefined) query = query.where('planId', '=', slotOf(slot, 'planId'));
  if (shape.incidentId !== undefined) query = query.where('incidentId', '=', slotOf(slot, 'incidentId'));
  // In words of the text, so that the indexes that hold only some states can be used.
  if (states !== undefined) query = query.where('state', 'in', literals(states));
  if (shape.lane !== undefined) query = query.where('lane', '=', slotOf(slot, 'lane'));
  if (shape.since !== undefined) query = query.where('updatedAt', '>=', slotOf(slot, 'since'));
  if (kinds !== undefined)
    query = query.where(
      'kind',
      'in',
      kinds.map((_, n) => slot((filter) => filter.kinds?.[n] ?? '')),
    );
  if (exceptKinds !== undefined && exceptKinds.length > 0) {
    query = query.where(
      'kind',
      'not in',
      exceptKinds.map((_, n) => slot((filter) => filter.exceptKinds?.[n] ?? '')),
    );
  }
  if (shape.key !== undefined) {
    query = query
      .where(
        'cluster',
        '=',
        slot(({ key }) => key?.cluster ?? ''),
      )
      .where(
        'kind',
        '=',
        slot(({ key }) => key?.kind ?? ''),
      )
      .where(
        'key',
        '=',
        slot(({ key }) => key?.key ?? ''),
      );
  }
  return query;
}

function slotOf<Field extends 'id' | 'planId' | 'incidentId' | 'lane' | 'since'>(
  slot: SlotFor<ActionFilter>,
  field: Field,
) {
  return slot((filter) => filter[field]) as NonNullable<ActionFilter[Field]>;
}
