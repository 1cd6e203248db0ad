import type { Incident } from '../domain/incident.ts';
import type { Notification } from '../ports/notifications.ts';
import type { Page } from '../ports/pager.ts';
import { isoTime } from '../diagnosis/plain-text.ts';
import { digestOf } from '../ledger/keys.ts';
import type { EscalationSettings, NotifyDeps } from './notify-deps.ts';
import { newNotification } from './notify-new.ts';
import { byUrgency, isUnseenBaseline, routeOf } from './notify-next.ts';
import { incidentLine } from './notify-list.ts';
import { carry, plainJson, propose } from './notify-say.ts';

const mostLines = 20;

/**
 * Calls a person when nothing gets through to the chat for some time while there is something to say of this cluster. Since when stands
 * in the row, so that a restart of this program neither forgets an outage nor calls twice for one. Belongs into the process that
 * tells of the cluster: another one does not know whether the chat takes its messages.
 */
export async function tellOutage(
  deps: NotifyDeps,
  cluster: string,
  escalation: EscalationSettings,
  signal: AbortSignal,
): Promise<void> {
  const { health, notifications } = deps;
  if (health === undefined) return;
  const id = `outage:${cluster}`;
  const stored = await notifications.get(id);
  const downSince = health.downSince();
  if (stored !== undefined && !stored.done && health.isUp()) {
    const row = await carry(deps, stored, signal);
    // Its call is awaited to the end; a new outage is another one.
    if (row.pending === null) await notifications.save({ ...row, done: true, dueAt: null, saidAt: 0 }, deps.epoch);
    return;
  }
  const isKnown = stored !== undefined && !stored.done;
  if (downSince === undefined && !isKnown) return;
  const unsaid = await whatIsUnsaid(deps, cluster);
  const first = unsaid[0];
  const now = deps.clock.now();
  if (!isKnown) {
    if (first === undefined) return;
    const of = { id, kind: 'outage', cluster, incidentId: first.id, channel: '' } as const;
    const row = { ...(stored ?? newNotification(of, now)), done: false, dueAt: downSince ?? now, saidAt: 0 };
    await notifications.save(row, deps.epoch);
    return;
  }
  const row = await carry(deps, stored, signal);
  const since = row.dueAt ?? now;
  // A process that has not tried the chat yet does not know whether the outage goes on.
  if (downSince === undefined) return;
  if (row.pending !== null || first === undefined || now < row.nextTryAt || signal.aborted) return;
  if (now - since < escalation.chatDownForMs) return;
  if (row.saidAt > 0 && now - row.saidAt < escalation.remindEveryMs) return;
  await call(deps, { ...row, incidentId: first.id }, unsaid, since);
}

async function call(deps: NotifyDeps, row: Notification, unsaid: readonly Incident[], since: number): Promise<void> {
  const page: Page = {
    about: `chat-outage-${row.cluster}-${since}`,
    title: `Nothing gets through to the chat since ${isoTime(since)}; ${unsaid.length} incidents of ${row.cluster} could not be told`,
    lines: [...unsaid.slice(0, mostLines).map(incidentLine), 'All of them: flink-medic incidents list'],
    severity: unsaid[0]?.severity ?? 'high',
    cluster: row.cluster,
    job: null,
  };
  const about = { digest: digestOf(plainJson(page)), seq: 0, asOf: deps.clock.now(), job: null };
  await propose(deps, row, { ...about, what: 'page', content: page });
}

/** Open incidents of the cluster of which the chat does not show how they stand, the most urgent first. */
async function whatIsUnsaid(deps: NotifyDeps, cluster: string): Promise<Incident[]> {
  const rows = new Map((await deps.notifications.open(cluster)).map((row) => [row.id, row]));
  const open = await deps.incidents.list({ open: true, cluster });
  const unsaid = open.filter((one) => {
    const row = rows.get(`incident:${one.id}`);
    const channel = row?.channel ?? routeOf(deps.settings.routes, one);
    if (channel === undefined || isUnseenBaseline(one) || deps.health?.downSince(channel) === undefined) return false;
    return row === undefined || row.saidAsOf < one.updatedAt;
  });
  return unsaid.toSorted(byUrgency);
}
