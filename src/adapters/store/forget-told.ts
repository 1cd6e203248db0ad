import type { Kysely } from 'kysely';
import { finalStates, messageKindNames } from '../../domain/action.ts';
import type { Notification, NotificationKind } from '../../ports/notifications.ts';
import type { NotificationTable, Tables } from './schema.ts';

/** Of a single incident. The others go on, and count their messages on: they are kept. */
const ofOneIncident: readonly NotificationKind[] = ['incident', 'moved', 'list', 'page', 'pages'];

/** Old notifications of which so many may have to stay, as their incidents went on for long. */
const mostKept = 500;

interface Forgetting {
  readonly cluster: string;
  readonly before: number;
  readonly most: number;
}

type ReadNotification = (row: NotificationTable) => Notification | undefined;

/** @see NotificationStore.forget */
export async function forgetTold(db: Kysely<Tables>, what: Forgetting, read: ReadNotification): Promise<number> {
  return await db.transaction().execute(async (trx) => {
    // First what said it: while a message is there, so is what it was said about.
    const messages = await forgetMessages(trx, what, read);
    return messages + (await forgetNotifications(trx, what, read));
  });
}

async function forgetMessages(trx: Kysely<Tables>, what: Forgetting, read: ReadNotification): Promise<number> {
  const { cluster, before, most } = what;
  const open = await trx
    .selectFrom('notification')
    .selectAll()
    .where('cluster', '=', cluster)
    .where('done', '=', 0)
    .execute();
  // A message that has ended may still have to be taken note of.
  const awaited = open.flatMap((row) => read(row)?.pending?.planId ?? []);
  let query = trx
    .selectFrom('action')
    .innerJoin('incident', 'incident.id', 'action.incidentId')
    .select(['action.id', 'action.planId'])
    .where('action.cluster', '=', cluster)
    .where('action.kind', 'in', messageKindNames)
    .where('action.state', 'in', finalStates)
    .where('action.updatedAt', '<', before)
    .where('incident.state', '=', 'closed')
    .where('incident.updatedAt', '<', before);
  if (awaited.length > 0) query = query.where('action.planId', 'not in', awaited);
  const rows = await query.orderBy('action.updatedAt').orderBy('action.id').limit(most).execute();
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return 0;
  await trx.deleteFrom('attempt').where('actionId', 'in', ids).execute();
  await trx.deleteFrom('report').where('actionId', 'in', ids).execute();
  await trx.deleteFrom('action').where('id', 'in', ids).where('state', 'in', finalStates).execute();
  const plans = rows.map((row) => row.planId);
  await trx.deleteFrom('plan').where('id', 'in', plans).execute();
  return ids.length;
}

async function forgetNotifications(trx: Kysely<Tables>, what: Forgetting, read: ReadNotification): Promise<number> {
  const { cluster, before, most } = what;
  const done = await trx
    .selectFrom('notification')
    .selectAll()
    .where('cluster', '=', cluster)
    .where('done', '=', 1)
    .where('createdAt', '<', before)
    .orderBy('createdAt')
    .orderBy('id')
    .limit(most + mostKept)
    .execute();
  let removed = 0;
  for (const row of done) {
    if (removed >= most) return removed;
    const one = read(row);
    if (one === undefined || one.pending !== null || !ofOneIncident.includes(one.kind)) continue;
    const incident = await trx
      .selectFrom('incident')
      .select(['state', 'updatedAt'])
      .where('id', '=', one.incidentId)
      .executeTakeFirst();
    if (incident !== undefined && (incident.state !== 'closed' || incident.updatedAt >= before)) continue;
    const said = await trx
      .selectFrom('action')
      .select('id')
      .where('incidentId', '=', one.incidentId)
      .where('lane', '=', `message:${one.id}`)
      .limit(1)
      .executeTakeFirst();
    if (said !== undefined) continue;
    await trx
      .deleteFrom('notification')
      .where('id', '=', one.id)
      .where('done', '=', 1)
      .where('version', '=', one.version)
      .execute();
    removed += 1;
  }
  return removed;
}
