import { type Incident, isUnseenBaseline } from '../domain/incident.ts';
import type { Notification } from '../ports/notifications.ts';
import type { Page } from '../ports/pager.ts';
import { isoTime } from '../diagnosis/plain-text.ts';
import { hasPassed } from '../domain/elapsed.ts';
import { isTooEarlyToCall } from './notify-retry.ts';
import type { MessengerHealth } from './messenger-health.ts';
import type { EscalationSettings, NotifyDeps } from './notify-deps.ts';
import { newNotification } from './notify-new.ts';
import { byUrgency, routeOf } from './notify-next.ts';
import { incidentLine } from './notify-list.ts';
import { carry, propose } from './notify-say.ts';

const mostLines = 20;

/**
 * Calls a person when nothing gets through to the chat, or into a channel of it, for some time while there is something to say of this
 * cluster. Since when stands in the row, so that a restart of this program neither forgets an outage nor calls twice for one. Belongs
 * into the process that tells of the cluster: another one does not know whether the chat takes its messages.
 */
export async function tellOutage(
  deps: NotifyDeps,
  cluster: string,
  escalation: EscalationSettings,
  signal: AbortSignal,
): Promise<void> {
  const { health, notifications } = deps;
  if (health === undefined) return;
  const known = (await notifications.open(cluster)).filter((row) => row.kind === 'outage');
  // Each of its own: a channel that stays dead neither hides that the chat is down nor that another one died.
  const channels = new Set(['', ...health.refusing().keys(), ...known.map((row) => row.channel)]);
  for (const channel of channels) {
    const id = channel === '' ? `outage:${cluster}` : `outage:${cluster}:${channel}`;
    const of = { id, kind: 'outage', cluster, channel } as const;
    await tellOne(deps, { of, health, escalation }, signal);
  }
}

/** The chat, or one channel of it. */
interface Outage {
  readonly of: Pick<Notification, 'id' | 'kind' | 'cluster' | 'channel'>;
  readonly health: MessengerHealth;
  readonly escalation: EscalationSettings;
}

async function tellOne(deps: NotifyDeps, { of, health, escalation }: Outage, signal: AbortSignal): Promise<void> {
  const { notifications } = deps;
  const isWhole = of.channel === '';
  const stored = await notifications.get(of.id);
  const downSince = isWhole ? health.downSince() : health.refusing().get(of.channel);
  if (stored !== undefined && !stored.done && health.isUp(isWhole ? undefined : of.channel)) {
    await end(deps, await carry(deps, stored, signal));
    return;
  }
  const isKnown = stored !== undefined && !stored.done;
  if (downSince === undefined && !isKnown) return;
  const unsaid = await whatIsUnsaid(deps, of);
  const first = unsaid[0];
  const now = deps.clock.now();
  if (!isKnown) {
    if (first === undefined) return;
    const fresh = newNotification({ ...of, incidentId: first.id }, now);
    await notifications.save({ ...(stored ?? fresh), done: false, dueAt: downSince ?? now, saidAt: 0 }, deps.epoch);
    return;
  }
  const row = await carry(deps, stored, signal);
  const since = row.dueAt ?? now;
  // A process that has not tried the chat yet does not know whether the outage goes on, and into a channel with nothing to say it never will.
  if (downSince === undefined) {
    if (!isWhole && first === undefined) await end(deps, row);
    return;
  }
  // That the whole chat is down says it, too.
  if (!isWhole && health.downSince() !== undefined) return;
  if (row.pending !== null || first === undefined || isTooEarlyToCall(row, deps) || signal.aborted) return;
  if (!hasPassed(escalation.chatDownForMs, since, now)) return;
  if (row.saidAt > 0 && !hasPassed(escalation.remindEveryMs, row.saidAt, now)) return;
  await call(deps, { ...row, incidentId: first.id }, unsaid, since);
}

/** Its call is awaited to the end; a new outage is another one. */
async function end({ notifications, epoch }: NotifyDeps, row: Notification): Promise<void> {
  if (row.pending === null) await notifications.save({ ...row, done: true, dueAt: null, saidAt: 0 }, epoch);
}

async function call(deps: NotifyDeps, row: Notification, unsaid: readonly Incident[], since: number): Promise<void> {
  const { cluster, channel } = row;
  const where = channel === '' ? 'through to the chat' : `into channel ${channel} of the chat`;
  const page: Page = {
    about: `chat-outage-${cluster}-${channel === '' ? '' : `${channel}-`}${since}`,
    title: `Nothing gets ${where} since ${isoTime(since)}; ${unsaid.length} incidents of ${cluster} could not be told`,
    lines: [...unsaid.slice(0, mostLines).map(incidentLine), 'All of them: flink-medic incidents list'],
    severity: unsaid[0]?.severity ?? 'high',
    cluster,
    job: null,
  };
  await propose(deps, row, { what: 'page', content: page, asOf: deps.clock.now() });
}

/** Open incidents of the cluster of which the chat, or the channel, does not show how they stand, the most urgent first. */
async function whatIsUnsaid(
  deps: NotifyDeps,
  { cluster, channel: only }: Pick<Notification, 'cluster' | 'channel'>,
): Promise<Incident[]> {
  const rows = new Map((await deps.notifications.open(cluster)).map((row) => [row.id, row]));
  const open = await deps.incidents.list({ open: true, cluster });
  const unsaid = open.filter((one) => {
    const row = rows.get(`incident:${one.id}`);
    const channel = row?.channel ?? routeOf(deps.settings.routes, one);
    if (channel === undefined || isUnseenBaseline(one) || (only !== '' && channel !== only)) return false;
    return row === undefined || row.saidAsOf < one.updatedAt;
  });
  return unsaid.toSorted(byUrgency);
}
