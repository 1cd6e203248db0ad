import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { ActionRow } from '../../domain/action.ts';
import { StaleWrite } from '../../domain/errors.ts';
import { Severity } from '../../domain/signal.ts';
import { type Notification, notificationKinds, type NotificationStore } from '../../ports/notifications.ts';
import { forgetTold } from './forget-told.ts';
import { requireLease } from './lease-store.ts';
import { prepared, preparedPerShape } from './prepared-query.ts';
import { readable } from './readable.ts';
import { eventOf, rowOfAction } from './rows.ts';
import type { NotificationTable, Tables } from './schema.ts';
import { CorruptRow } from './store-error.ts';
import { isUniqueViolation } from './unique-violation.ts';

const what = z.enum(['post', 'update', 'reply', 'call', 'page']);

// Null by default: an older program did not store it.
const told = z.object({ severity: Severity, question: z.string().nullable() }).nullable().default(null);

const Doc = z.object({
  id: z.string(),
  kind: z.enum(notificationKinds),
  cluster: z.string(),
  incidentId: z.string(),
  channel: z.string(),
  message: z.string().nullable(),
  digest: z.string().nullable(),
  shown: told,
  called: told,
  toldSeq: z.int(),
  toldParts: z.int().nonnegative().default(0),
  listId: z.string().nullable(),
  pending: z
    .object({
      planId: z.string(),
      what,
      digest: z.string(),
      plain: z.boolean().default(false),
      seq: z.int(),
      parts: z.int().default(0),
      asOf: z.number(),
      told,
    })
    .nullable(),
  refused: z.array(z.string()).default([]),
  plainNext: what.nullable().default(null),
  last: what.nullable(),
  sequence: z.int().nonnegative(),
  failures: z.int().nonnegative(),
  nextTryAt: z.number(),
  saidAt: z.number(),
  saidAsOf: z.number(),
  postedAt: z.number().nullable(),
  dueAt: z.number().nullable(),
  done: z.boolean(),
  createdAt: z.number(),
  version: z.int().nonnegative(),
});

/** What a notification is read from; the other columns are there to search by. */
const columns = ['id', 'version', 'doc'] as const;
type StoredNotification = Pick<NotificationTable, (typeof columns)[number]>;

export function makeNotificationStore(parts: {
  readonly db: Kysely<Tables>;
  readonly onCorrupt: (error: CorruptRow) => void;
}): NotificationStore {
  const { db, onCorrupt } = parts;
  const byId = prepared<string, StoredNotification>((slot) => {
    const of = slot((id) => id);
    return db.selectFrom('notification').select(columns).where('id', '=', of);
  });
  const listed = preparedPerShape<string | undefined, StoredNotification>(
    (cluster) => (cluster === undefined ? 'all' : 'of a cluster'),
    (shape, slot) => {
      const open = db
        .selectFrom('notification')
        .select(columns)
        .where('done', '=', 0)
        .orderBy('createdAt')
        .orderBy('id');
      if (shape === undefined) return open;
      const of = slot((cluster) => cluster ?? '');
      return open.where('cluster', '=', of);
    },
  );
  return {
    async get(id) {
      const { rows } = await db.executeQuery(byId(id));
      return rows[0] && notificationOf(rows[0]);
    },

    async open(cluster) {
      const { rows } = await db.executeQuery(listed(cluster));
      return readable(rows, notificationOf, onCorrupt);
    },

    async posted(channel, since, until) {
      const rows = await db
        .selectFrom('notification')
        .select((eb) => ['cluster', eb.fn.countAll<number>().as('posted')])
        .where('channel', '=', channel)
        .where('postedAt', '>=', since)
        .where('postedAt', '<=', until)
        .groupBy('cluster')
        .execute();
      return new Map(rows.map(({ cluster, posted }) => [cluster, Number(posted)]));
    },

    save: (notification, epoch, action) =>
      db.transaction().execute(async (trx) => {
        const { id, cluster } = notification;
        await requireLease(trx, { cluster, epoch }, `Notification ${id}`);
        const stored = await store(trx, notification);
        if (action !== undefined) await insertMessage(trx, action);
        return stored;
      }),

    forget: (what) => forgetTold(db, what, (row) => readable([row], notificationOf, onCorrupt)[0]),

    async eventsAfter(incidentId, seq) {
      const rows = await db
        .selectFrom('timelineEvent')
        .selectAll()
        .where('incidentId', '=', incidentId)
        .where('seq', '>', seq)
        .orderBy('seq')
        .execute();
      return readable(rows, (row) => ({ seq: row.seq, event: eventOf(row) }), onCorrupt);
    },
  };
}

/** @throws {CorruptRow} */
function notificationOf(row: StoredNotification): Notification {
  let doc: unknown;
  try {
    doc = JSON.parse(row.doc);
  } catch {
    throw new CorruptRow('notification', row.id, 'its JSON is broken');
  }
  const parsed = Doc.safeParse(doc);
  if (parsed.success) return { ...parsed.data, version: row.version };
  throw new CorruptRow(
    'notification',
    row.id,
    parsed.error.issues[0]?.message ?? 'it does not have the expected shape',
  );
}

async function store(trx: Kysely<Tables>, notification: Notification): Promise<Notification> {
  // What could not be read back is refused, so that no writer leaves a corrupt row.
  const next = Doc.parse({ ...notification, version: notification.version + 1 });
  const { id, cluster, channel, done, postedAt, createdAt, version } = next;
  const row = { id, cluster, channel, done: done ? 1 : 0, postedAt, createdAt, version, doc: JSON.stringify(next) };
  if (notification.version === 0) {
    try {
      await trx.insertInto('notification').values(row).execute();
      return next;
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw new StaleWrite(`Notification ${id} is there already. Read again and decide again.`, { cause: error });
    }
  }
  const { numUpdatedRows } = await trx
    .updateTable('notification')
    .set(row)
    .where('id', '=', id)
    .where('version', '=', notification.version)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 1n) return next;
  throw new StaleWrite(`Notification ${id} was not stored: somebody else changed it. Read again and decide again.`);
}

/** A message is a plan of one step; what it says stands in the action alone. */
async function insertMessage(trx: Kysely<Tables>, action: ActionRow): Promise<void> {
  if (action.state !== 'proposed') throw new Error(`Action ${action.id} must start as proposed.`);
  const { planId: id, incidentId, createdAt } = action;
  await trx
    .insertInto('plan')
    .values({ id, incidentId, createdAt, doc: JSON.stringify({ id, message: action.kind }) })
    .execute();
  await trx.insertInto('action').values(rowOfAction(action)).execute();
}
