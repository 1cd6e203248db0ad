import type { Incident } from '../domain/incident.ts';
import type { MessageBody } from '../ports/messenger.ts';
import type { Notification } from '../ports/notifications.ts';
import { quoted } from '../diagnosis/plain-text.ts';
import { loud } from './absorb.ts';
import type { NotifyDeps } from './notify-deps.ts';
import type { Room } from './notify-incident.ts';
import { byUrgency } from './notify-next.ts';
import { carry, digestOfBody, propose } from './notify-say.ts';

const mostLines = 30;

/** One line of a list or digest. */
export function incidentLine(incident: Incident): string {
  const { id, cluster, job, severity, state, closing, signals } = incident;
  const what = (loud(signals)[0] ?? signals[0])?.summary ?? 'something looks wrong';
  const how = state === 'closed' ? `closed (${closing ?? 'unknown how'})` : state.replaceAll('_', ' ');
  return `[${severity}] ${cluster}/${job === null ? '(cluster)' : quoted(job, 80)} ${how}: ${quoted(what, 160)} (${id})`;
}

/** A message about several incidents, the more urgent ones first; what does not fit is counted. */
export function listBody(title: string, incidents: readonly Incident[]): MessageBody {
  const lines = incidents.toSorted(byUrgency).map(incidentLine);
  const more = lines.length - mostLines;
  const rest = more > 0 ? [`and ${more} more: flink-medic incidents list`] : [];
  return { kind: 'text', lines: [title, ...lines.slice(0, mostLines), ...rest] };
}

export function listTitle(cluster: string, incidents: readonly Incident[]): string {
  const open = incidents.filter((one) => one.state !== 'closed').length;
  const count = incidents.length === 1 ? '1 more incident' : `${incidents.length} more incidents`;
  return `${count} on ${cluster}, ${open === 0 ? 'all closed' : `${open} open`}: too many at once for a message each`;
}

export function baselineTitle(cluster: string, incidents: readonly Incident[]): string {
  if (incidents.length === 0)
    return `What was wrong on ${cluster} at the first look is gone, or somebody has taken note`;
  return (
    `Wrong on ${cluster} already at the first look: ${incidents.length}. ` +
    'Nothing is done about it until somebody takes note: flink-medic incidents ack <id>'
  );
}

/** Tells several incidents in one message that is kept true. `isOver`: nothing of it will change any more. */
export async function tellList(
  deps: NotifyDeps,
  stored: Notification,
  of: { readonly title: string; readonly incidents: readonly Incident[]; readonly isOver: boolean },
  room: Room,
  signal: AbortSignal,
): Promise<Notification> {
  const content = listBody(of.title, of.incidents);
  const digest = digestOfBody(content);
  const row = await carry(deps, stored, signal, digest);
  const now = deps.clock.now();
  if (row.pending !== null || now < row.nextTryAt || deps.health?.isResting() === true || signal.aborted) return row;
  const asOf = Math.max(0, ...of.incidents.map((one) => one.updatedAt));
  const saying = { content, digest, seq: 0, asOf, job: null };
  if (row.message === null) {
    if (of.incidents.length === 0) return of.isOver ? await done(deps, row) : row;
    if ((await room.left(row.channel)) <= 0 || !room.take(row.channel)) return row;
    return await carry(deps, await propose(deps, row, { ...saying, what: 'post' }), signal, digest);
  }
  if (digest === row.digest) return of.isOver ? await done(deps, row) : row;
  if (now - row.saidAt < deps.settings.updateEveryMs) return row;
  return await carry(deps, await propose(deps, row, { ...saying, what: 'update' }), signal, digest);
}

async function done(deps: NotifyDeps, row: Notification): Promise<Notification> {
  return await deps.notifications.save({ ...row, done: true }, deps.epoch);
}
