import type { Incident } from '../domain/incident.ts';
import type { TextBody } from '../ports/messenger.ts';
import type { Notification, PendingMessage } from '../ports/notifications.ts';
import { quoted } from '../diagnosis/plain-text.ts';
import { hasPassed } from '../domain/elapsed.ts';
import { troubleText } from './absorb.ts';
import { digestOfBody, sayable } from './notify-body.ts';
import { isUncalled, sameTold, worstOpen } from './notify-called.ts';
import type { NotifyDeps } from './notify-deps.ts';
import type { Room } from './notify-incident.ts';
import { byUrgency } from './notify-next.ts';
import { carry, hasToWait, propose } from './notify-say.ts';

const mostLines = 30;

/** One line of a list or digest. */
export function incidentLine(incident: Incident): string {
  const { id, cluster, job, severity, state, closing } = incident;
  const what = troubleText(incident) ?? 'something looks wrong';
  const how = state === 'closed' ? `closed (${closing ?? 'unknown how'})` : state.replaceAll('_', ' ');
  return `[${severity}] ${cluster}/${job === null ? '(cluster)' : quoted(job, 80)} ${how}: ${quoted(what, 160)} (${id})`;
}

/** A message about several incidents, the more urgent ones first; what does not fit is counted. */
export function listBody(title: string, incidents: readonly Incident[]): TextBody {
  const lines = incidents.toSorted(byUrgency).map(incidentLine);
  const more = lines.length - mostLines;
  const rest = more > 0 ? [`and ${more} more: flink-medic incidents list`] : [];
  return { kind: 'text', lines: [title, ...lines.slice(0, mostLines), ...rest] };
}

export function listTitle(cluster: string, incidents: readonly Incident[]): string {
  // No route names its channel any more: who was open has left it.
  if (incidents.length === 0) return `What stood here of ${cluster} goes on in another channel`;
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
  const worst = worstOpen(of.incidents);
  // What was there at the first look is no news; what were too many at once is.
  const call = stored.kind === 'list' ? worst : undefined;
  const content: TextBody = { ...listBody(of.title, of.incidents), call };
  const digest = digestOfBody(sayable(stored, stored.message === null ? 'post' : 'update', content));
  const told = { severity: worst ?? 'low', question: null };
  const isOld = ({ what, ...said }: PendingMessage) =>
    what === 'call' ? !sameTold(said.told, told) : said.digest !== digest;
  const carried = await carry(deps, stored, signal, isOld);
  // An older program did not store for what its message called.
  const row = carried.message === null ? carried : { ...carried, called: carried.called ?? told };
  const now = deps.clock.now();
  if (hasToWait(deps, row, signal)) return row;
  const asOf = Math.max(0, ...of.incidents.map((one) => one.updatedAt));
  const about = { asOf, told };
  if (row.message === null) {
    if (of.incidents.length === 0) return of.isOver ? await done(deps, row) : row;
    if ((await room.left(row.channel)) <= 0 || !room.take(row.channel)) return row;
    return await carry(deps, await propose(deps, row, { ...about, what: 'post', content }), signal, isOld);
  }
  // What gets worse leaves a list for a message of its own; what was there at the first look has no other place.
  const isUrgent = row.kind === 'baseline' && worst !== undefined && isUncalled(told, row.called);
  if (isUrgent && sameTold(told, row.shown)) {
    if ((await room.left(row.channel)) <= 0 || !room.take(row.channel)) return row;
    const said: TextBody = { kind: 'text', lines: [`It got worse: ${of.title}`], call: worst };
    return await carry(deps, await propose(deps, row, { ...about, what: 'call', content: said }), signal, isOld);
  }
  if (digest === row.digest && !isUrgent) return of.isOver ? await done(deps, row) : row;
  if (!hasPassed(deps.settings.updateEveryMs, row.saidAt, now) && !isUrgent) return row;
  return await carry(deps, await propose(deps, row, { ...about, what: 'update', content }), signal, isOld);
}

async function done(deps: NotifyDeps, row: Notification): Promise<Notification> {
  return await deps.notifications.save({ ...row, done: true }, deps.epoch);
}
