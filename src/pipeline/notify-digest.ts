import { type Incident, isUnseenBaseline } from '../domain/incident.ts';
import { allClusters, type Notification } from '../ports/notifications.ts';
import type { Schedule } from '../ports/schedule.ts';
import { isoTime } from '../diagnosis/plain-text.ts';
import { isToCome } from '../domain/elapsed.ts';
import { isTooEarly } from './notify-retry.ts';
import type { NotifyDeps } from './notify-deps.ts';
import { newNotification } from './notify-new.ts';
import { listBody } from './notify-list.ts';
import { routeOf } from './notify-next.ts';
import { carry, propose } from './notify-say.ts';
import { isSnoozed } from './snooze.ts';

const minuteMs = 60_000;
/** Clocks of two replicas are less apart: what one of them has told the other does not tell again. */
const clocksApartMs = 900_000;

/**
 * Tells at set times of the incidents that are quiet otherwise, once per due time: the due time that was handled last stands in the
 * row, and is the name of the message. What was missed while the program was down is told late, in one digest.
 */
export async function tellDigest(
  deps: NotifyDeps,
  digest: { readonly schedule: Schedule; readonly channel: string; readonly clusters: readonly string[] },
  signal: AbortSignal,
): Promise<void> {
  const { channel, schedule, clusters } = digest;
  const stored = await deps.notifications.get(`digest:${channel}`);
  const now = deps.clock.now();
  const handled = handledUpTo(stored, now);
  const due = schedule.lastDue(handled, now);
  // Of a cluster that is configured no more nobody can tell how it is, and no incident of it ever ends.
  const open = (await deps.incidents.list({ open: true })).filter((one) => clusters.includes(one.cluster));
  const quiet = open.filter((one) => isTold(deps, one, now));
  if (stored === undefined) {
    const first = quiet[0];
    if (first === undefined) return;
    const of = {
      id: `digest:${channel}`,
      kind: 'digest',
      cluster: allClusters,
      incidentId: first.id,
      channel,
    } as const;
    await deps.notifications.save({ ...newNotification(of, now), dueAt: now }, deps.epoch);
    return;
  }
  if (handled !== stored.dueAt) {
    await deps.notifications.save({ ...stored, dueAt: handled }, deps.epoch);
    return;
  }
  const row = await carry(deps, stored, signal);
  if (row.pending !== null || deps.health?.isResting(channel) === true || signal.aborted) return;
  if (due !== undefined) return await tell(deps, { ...row, dueAt: due, message: null, nextTryAt: 0 }, quiet, now);
  // The last one has failed, and is still owed.
  const isOwed = row.message === null && row.last === null && row.sequence > 0;
  if (isOwed && !isTooEarly(row, now)) await tell(deps, row, quiet, now);
}

/**
 * Counted from the first start on: a due time from before it was nobody's. One that lies ahead was handled by a clock that is put right
 * since, and keeps nobody waiting until ours is there.
 */
function handledUpTo(stored: Notification | undefined, now: number): number {
  const dueAt = stored?.dueAt ?? now;
  return dueAt <= now || isToCome(dueAt, clocksApartMs, now) ? dueAt : now;
}

async function tell(deps: NotifyDeps, row: Notification, quiet: readonly Incident[], now: number): Promise<void> {
  const dueAt = row.dueAt ?? now;
  const first = quiet[0];
  // Nothing to tell is not told; `last` says that nothing is owed.
  if (first === undefined) {
    await deps.notifications.save({ ...row, dueAt, last: 'post' }, deps.epoch);
    return;
  }
  const content = listBody(digestTitle(quiet, dueAt), quiet);
  const said = { ...row, dueAt, last: null, incidentId: first.id };
  await propose(deps, said, { what: 'post', content, asOf: now, sequence: Math.floor(dueAt / minuteMs) });
}

function digestTitle(quiet: readonly Incident[], dueAt: number): string {
  const waiting = quiet.filter((one) => one.state === 'escalated' || one.state === 'awaiting_approval').length;
  return `Digest of ${isoTime(dueAt)}: ${quiet.length} quiet or waiting, ${waiting} of them for a person`;
}

/** Low, snoozed, there from the beginning, or waiting for somebody for so long that it is forgotten. */
function isTold(deps: NotifyDeps, incident: Incident, now: number): boolean {
  if (routeOf(deps.settings.routes, incident) === undefined) return true;
  if (isSnoozed(incident, now) || isUnseenBaseline(incident)) return true;
  return incident.state === 'escalated' || incident.state === 'awaiting_approval';
}
