import { type Kysely, sql } from 'kysely';
import { type ActionState, finalStates } from '../../domain/action.ts';
import type { TimelineEvent } from '../../domain/incident.ts';
import type { Attempt, LedgerStore } from '../../ports/store.ts';
import { changesOf, mayMove, type Move, moveOf, shapeOfMove } from './action-move.ts';
import { appendReport } from './events.ts';
import { prepared, preparedPerShape, type SlotFor } from './prepared-query.ts';
import type { Tables } from './schema.ts';
import type { SqliteSync } from './sqlite-sync.ts';
import { requireHonestMove, requireOwnParts, type Transition, whatCame } from './transition-rules.ts';
import { isUniqueViolation } from './unique-violation.ts';

/**
 * Compares and writes under the file's one write lock. The guards stand in the condition of the write, as on PostgreSQL; a
 * second look, which changes nothing, is taken only when it did not move the row.
 */
export function makeSqliteTransition(db: Kysely<Tables>, sync: SqliteSync): LedgerStore['transition'] {
  const moveIfAllowed = preparedPerShape(shapeOfMove, (move: Move, slot) => moveStatement(db, move, slot));
  const storeAttempt = attemptStatement(db);
  const storeEvent = eventStatement(db);

  return async (change) => {
    const { from, attempt, report, event } = change;
    if (finalStates.includes(from)) return false;
    requireOwnParts(change);
    const move = moveOf(change);
    try {
      const store = async (trx: Kysely<Tables>): Promise<boolean> => {
        const { numAffectedRows } = await trx.executeQuery(moveIfAllowed(move));
        if (numAffectedRows !== 1n) {
          await requireHonestMove(trx, change);
          return false;
        }
        if (attempt !== undefined) await trx.executeQuery(storeAttempt(attempt));
        if (report !== undefined) await appendReport(trx, report);
        if (event !== undefined) await trx.executeQuery(storeEvent(event));
        return true;
      };
      if (!restsOnIntent(change)) return await db.transaction().execute(store);
      // Nobody else has the connection meanwhile, so no other write goes without its sync.
      return await db
        .connection()
        .execute((connection) => sync.leaveToNext(() => connection.transaction().execute(store)));
    } catch (error) {
      // The lane holds another undetermined action, or another row has spent the key.
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  };
}

const settling: readonly ActionState[] = ['running', 'succeeded', 'failed', 'ready'];

/**
 * An answer that settles a request is synced to disk by the next write, not by its own. The file is on the machine's own disk, so a
 * machine that dies in between takes the process with it, and leaves the action as `sent`: as if the process had died before the answer
 * came, and the hook finds out. Whatever follows from the answer, be it a request to Flink, a message or the next stage of the
 * incident, begins with a write of its own, and that one is synced with everything before it. Only what just shows the ledger (a status, a
 * list, a log line) may have shown an answer that such a machine then has to find out again.
 *
 * Not so on PostgreSQL: there a server can die and come back under a process that goes on with what it was told.
 */
export function restsOnIntent({ from, next }: Transition): boolean {
  return from === 'sent' && settling.includes(next.state);
}

function moveStatement(db: Kysely<Tables>, shape: Move, slot: SlotFor<Move>) {
  return db
    .updateTable('action')
    .set(changesOf(shape, slot))
    .where((eb) => mayMove(eb, shape, slot))
    .where((eb) => {
      const newest = eb.selectFrom('meta').select('meta.value').where('meta.name', '=', 'epoch');
      return eb(
        eb.fn.coalesce(newest, sql.lit(0)),
        '<=',
        slot(({ row }) => row.epoch),
      );
    })
    .where((eb) => {
      const leased = eb
        .selectFrom('lease')
        .select('lease.epoch')
        .where(
          'lease.cluster',
          '=',
          slot(({ row }) => row.cluster),
        );
      return eb(
        eb.fn.coalesce(leased, sql.lit(0)),
        '<=',
        slot(({ row }) => row.epoch),
      );
    });
}

/** The request itself is written once; only what came of it is filled in later. */
function attemptStatement(db: Kysely<Tables>) {
  return prepared<Attempt, unknown>((slot) =>
    db
      .insertInto('attempt')
      .values({
        actionId: slot((one) => one.actionId),
        n: slot((one) => one.n),
        key: slot((one) => one.key),
        epoch: slot((one) => one.epoch),
        armedAt: slot((one) => one.armedAt),
        deadlineAt: slot((one) => one.deadlineAt),
        outcome: slot((one) => one.outcome),
        evidence: slot((one) => one.evidence),
      })
      .onConflict((conflict) =>
        conflict.columns(['actionId', 'n']).doUpdateSet({
          outcome: whatCame('outcome'),
          evidence: whatCame('evidence'),
        }),
      ),
  );
}

function eventStatement(db: Kysely<Tables>) {
  return prepared<TimelineEvent, unknown>((slot) =>
    db.insertInto('timelineEvent').values({
      incidentId: slot((one) => one.incidentId),
      at: slot((one) => one.at),
      kind: slot((one) => one.kind),
      text: slot((one) => one.text),
      data: slot((one) => JSON.stringify(one.data)),
    }),
  );
}
