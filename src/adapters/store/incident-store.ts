import type { Kysely, Selectable } from 'kysely';
import type { ActionRow } from '../../domain/action.ts';
import type { Approval } from '../../domain/approval.ts';
import { StaleWrite } from '../../domain/errors.ts';
import type { Incident } from '../../domain/incident.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Clock } from '../../ports/clock.ts';
import type { IncidentChange, IncidentStore } from '../../ports/store.ts';
import { appendEvents } from './events.ts';
import { requireLease } from './lease-store.ts';
import { prepared, preparedPerShape } from './prepared-query.ts';
import { readable } from './readable.ts';
import {
  approvalOf,
  docOfPlan,
  eventOf,
  incidentOf,
  planOf,
  rowOfAction,
  rowOfApproval,
  rowOfIncident,
} from './rows.ts';
import type { IncidentTable, Tables, TimelineEventTable } from './schema.ts';
import type { CorruptRow } from './store-error.ts';
import { isUniqueViolation } from './unique-violation.ts';

export interface IncidentStoreParts {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
  readonly onCorrupt: (error: CorruptRow) => void;
}

/** `since` in a filter means: changed (an event: happened) at or after this moment. Timelines are oldest first. */
export function makeIncidentStore(parts: IncidentStoreParts): IncidentStore {
  const { db, onCorrupt } = parts;
  const { byId, listed, told } = makeReads(db);
  return {
    save: (change) => save(parts, change),

    async get(id) {
      const { rows } = await db.executeQuery(byId(id));
      return rows[0] && incidentOf(rows[0]);
    },

    async list(filter) {
      const { rows } = await db.executeQuery(listed(filter));
      return readable(rows, incidentOf, onCorrupt);
    },

    async timeline(filter) {
      const { rows } = await db.executeQuery(told(filter));
      return readable(rows, eventOf, onCorrupt);
    },

    async plan(id) {
      const row = await db.selectFrom('plan').select(['id', 'doc']).where('id', '=', id).executeTakeFirst();
      return row && planOf(row);
    },

    async approvalOf(planId) {
      const row = await db
        .selectFrom('approval')
        .selectAll()
        .where('planId', '=', planId)
        .orderBy('askedAt', 'desc')
        .orderBy('id', 'desc')
        .executeTakeFirst();
      return row && approvalOf(row);
    },
  };
}

const columns = ['id', 'version', 'doc'] as const;
type IncidentFilter = Parameters<IncidentStore['list']>[0];
type TimelineFilter = Parameters<IncidentStore['timeline']>[0];

/** What every poll and every pass of the notifier reads. */
function makeReads(db: Kysely<Tables>) {
  return {
    byId: prepared<string, Pick<IncidentTable, (typeof columns)[number]>>((slot) => {
      const of = slot((id) => id);
      return db.selectFrom('incident').select(columns).where('id', '=', of);
    }),
    listed: preparedPerShape<IncidentFilter, Pick<IncidentTable, (typeof columns)[number]>>(
      ({ open, cluster, since }) => [open, cluster !== undefined, since !== undefined].join('|'),
      (shape, slot) => {
        let query = db.selectFrom('incident').select(columns);
        const cluster = slot((filter) => filter.cluster ?? '');
        const since = slot((filter) => filter.since ?? 0);
        if (shape.open !== undefined) query = query.where('state', shape.open ? '!=' : '=', 'closed');
        if (shape.cluster !== undefined) query = query.where('cluster', '=', cluster);
        if (shape.since !== undefined) query = query.where('updatedAt', '>=', since);
        return query.orderBy('openedAt', 'desc').orderBy('id');
      },
    ),
    told: preparedPerShape<TimelineFilter, Selectable<TimelineEventTable>>(
      ({ incidentId, since }) => [incidentId !== undefined, since !== undefined].join('|'),
      (shape, slot) => {
        let query = db.selectFrom('timelineEvent').selectAll();
        const incidentId = slot((filter) => filter.incidentId ?? '');
        const since = slot((filter) => filter.since ?? 0);
        if (shape.incidentId !== undefined) query = query.where('incidentId', '=', incidentId);
        if (shape.since !== undefined) query = query.where('at', '>=', since);
        return query.orderBy('seq');
      },
    ),
  };
}

async function save(parts: IncidentStoreParts, change: IncidentChange): Promise<Incident> {
  return await parts.db.transaction().execute(async (trx) => {
    const { id, cluster } = change.incident;
    await requireLease(trx, { cluster, epoch: change.epoch }, `Incident ${id}`);
    const version = await storeIncident(trx, change.incident);
    if (change.plan !== undefined) await insertPlan(trx, change.plan.plan, change.plan.actions);
    if (change.approval !== undefined) await storeApproval(trx, change.approval);
    await appendEvents(trx, change.events);
    if (change.answerSeq !== undefined) {
      const outcome = change.answerOutcome ?? change.events.at(-1)?.text ?? 'applied';
      await applyAnswer(trx, change.answerSeq, outcome, parts.clock.now());
    }
    return { ...change.incident, version };
  });
}

async function storeIncident(trx: Kysely<Tables>, incident: Incident): Promise<number> {
  const version = incident.version + 1;
  const row = rowOfIncident(incident, version);
  const where = `${incident.cluster}${incident.job === null ? '' : `/${incident.job}`}`;
  try {
    if (incident.version === 0) {
      await trx.insertInto('incident').values(row).execute();
      return version;
    }
    // Not the id: plans and actions refer to it, and SQLite would search them for it.
    const { id, ...changed } = row;
    const { numUpdatedRows } = await trx
      .updateTable('incident')
      .set(changed)
      .where('id', '=', id)
      .where('version', '=', incident.version)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 1n) return version;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new StaleWrite(
      `Incident ${incident.id} was not stored: it exists already, or ${where} has another one that is not closed. ` +
        'Read again and decide again.',
      { cause: error },
    );
  }
  throw new StaleWrite(
    `Incident ${incident.id} of ${where} was not stored: version ${incident.version} is not the stored one. ` +
      'Read again and decide again.',
  );
}

async function insertPlan(trx: Kysely<Tables>, plan: Plan, actions: readonly ActionRow[]): Promise<void> {
  for (const action of actions) {
    if (action.state === 'proposed' && action.planId === plan.id) continue;
    throw new Error(`Action ${action.id} must start as proposed and belong to plan ${plan.id}.`);
  }
  const { id, incidentId, createdAt } = plan;
  try {
    await trx
      .insertInto('plan')
      .values({ id, incidentId, createdAt, doc: docOfPlan(plan) })
      .execute();
    for (const action of actions) await trx.insertInto('action').values(rowOfAction(action)).execute();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new Error(`Plan ${id} or one of its actions is stored already; a plan never changes.`, { cause: error });
  }
}

/** Only the answers of an approval change, and what is denied, expired, used or void stays so. */
async function storeApproval(trx: Kysely<Tables>, approval: Approval): Promise<void> {
  const row = rowOfApproval(approval);
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('approval')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet({
          state: approval.state,
          answeredBy: approval.answeredBy,
          answeredAt: approval.answeredAt,
          votes: row.votes,
        })
        .where((eb) =>
          eb.or([eb('approval.state', 'in', ['open', 'approved']), eb('approval.state', '=', approval.state)]),
        ),
    )
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows !== 1n) {
    throw new StaleWrite(`Approval ${approval.id} has ended already and cannot become ${approval.state}.`);
  }
}

/** An answer is applied once: a second stage that read the same open answer stores nothing at all. */
async function applyAnswer(trx: Kysely<Tables>, seq: number, outcome: string, at: number): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('answer')
    .set({ outcome, appliedAt: at })
    .where('seq', '=', seq)
    .where('outcome', 'is', null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows !== 1n) throw new StaleWrite(`Answer ${seq} was applied already, or does not exist.`);
}
