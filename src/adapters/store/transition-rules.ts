import { type Kysely, type RawBuilder, sql } from 'kysely';
import { acceptedOutcomes, type ActionRow } from '../../domain/action.ts';
import type { LedgerStore } from '../../ports/store.ts';
import { leasedEpoch } from './lease-store.ts';
import { actionColumns, actionOf } from './rows.ts';
import type { Tables } from './schema.ts';
import { KeyConflict } from './store-error.ts';

export type Transition = Parameters<LedgerStore['transition']>[0];

/** What an action is never changes … */
export const identityFields = [
  'id',
  'planId',
  'incidentId',
  'step',
  'kind',
  'cluster',
  'jobName',
  'lane',
  'createdAt',
] as const;
/** … and its bytes and its key are fixed as soon as it has a key. */
export const byteFields = ['args', 'argsDigest', 'key'] as const;

function requireSameAction(stored: ActionRow, next: ActionRow): void {
  for (const field of stored.key !== '' ? [...identityFields, ...byteFields] : identityFields) {
    if (stored[field] !== next[field]) {
      throw new Error(`Action ${stored.id} is ${stored.state}: its ${field} cannot change any more.`);
    }
  }
}

/** The row is not the one any more that the change was decided on. */
function isAnother(
  row: { readonly state: string; readonly epoch: number; readonly attempts: number },
  change: Transition,
): boolean {
  return row.state !== change.from || row.epoch > change.next.epoch || row.attempts !== change.attempts;
}

/** Tells a refused move, which is an answer, from a wrong one, which is a mistake of the caller. */
export async function requireHonestMove(db: Kysely<Tables>, change: Transition): Promise<void> {
  const { id, next } = change;
  const row = await db.selectFrom('action').select(actionColumns).where('id', '=', id).executeTakeFirst();
  if (row === undefined || isAnother(row, change)) return;
  if (await epochIsOver(db, next.cluster, next.epoch)) return;
  requireSameAction(actionOf(row), next);
  await requireKeyOfSameArguments(db, next);
}

/**
 * What came of a request, when more is told of it: never emptied again, and that it was accepted is never taken back. Who says that it
 * was lost, or gives up waiting, may say so after its late answer was kept.
 */
export function whatCame(column: 'outcome' | 'evidence'): RawBuilder<string | null> {
  const accepted = sql.join(acceptedOutcomes.map((one) => sql.lit(one)));
  const [told, known] = [sql.ref(`excluded.${column}`), sql.ref(`attempt.${column}`)];
  return sql`case when attempt.outcome in (${accepted}) and excluded.outcome not in (${accepted})
    then ${known} else coalesce(${told}, ${known}) end`;
}

/** What is stored with a move is about the action that moves, and its incident. */
export function requireOwnParts({ id, next, attempt, report, event }: Transition): void {
  for (const part of [attempt, report]) {
    if (part !== undefined && part.actionId !== id)
      throw new Error(`A part of ${part.actionId} given with action ${id}.`);
  }
  if (event !== undefined && event.incidentId !== next.incidentId) {
    throw new Error(`An event of ${event.incidentId} given with action ${id} of ${next.incidentId}.`);
  }
}

/** A later process took over the store, or the cluster: what this one decided rests on what it no longer owns. */
async function epochIsOver(db: Kysely<Tables>, cluster: string, epoch: number): Promise<boolean> {
  const newest = await db.selectFrom('meta').select('value').where('name', '=', 'epoch').executeTakeFirst();
  if (newest !== undefined && newest.value > epoch) return true;
  return (await leasedEpoch(db, cluster)) > epoch;
}

/** @throws {KeyConflict} */
async function requireKeyOfSameArguments(db: Kysely<Tables>, next: ActionRow): Promise<void> {
  if (next.key === '') return;
  const other = await db
    .selectFrom('action')
    .select('id')
    .where('cluster', '=', next.cluster)
    .where('kind', '=', next.kind)
    .where('key', '=', next.key)
    .where('argsDigest', '!=', next.argsDigest)
    .executeTakeFirst();
  if (other !== undefined) {
    throw new KeyConflict(
      `Actions ${other.id} and ${next.id} have the same key ${next.key} for different arguments. Nothing was stored; ` +
        'the second one must not be sent.',
    );
  }
}
