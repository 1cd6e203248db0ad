import { messageOf } from '../domain/errors.ts';
import { type Incident, isUnseenBaseline } from '../domain/incident.ts';
import type { Notification } from '../ports/notifications.ts';
import { hasPassed } from '../domain/elapsed.ts';
import { isShared, roomLeft } from './channel-room.ts';
import type { NotifyDeps } from './notify-deps.ts';
import { type Room, tellIncident } from './notify-incident.ts';
import { baselineTitle, listTitle, tellList } from './notify-list.ts';
import { anewIn, tellMoved } from './notify-moved.ts';
import { newNotification } from './notify-new.ts';
import { byUrgency, leavesFor, routeOf } from './notify-next.ts';

/** A list takes incidents this long, and this many. */
const listOpenMs = 600_000;
const mostMembers = 60;
/** An incident that has not changed is looked at again this often. */
const lookEveryMs = 5_000;

/** Tells people of the incidents of one cluster. What is wanted is compared with what was said; nothing is held in memory that counts. */
export function makeClusterNotifier(
  deps: NotifyDeps & {
    readonly cluster: string;
    /** The other clusters that people are told of, here or by another replica. */
    readonly others: readonly string[];
  },
): { pass(signal: AbortSignal): Promise<void> } {
  const { cluster, others, notifications, clock, settings } = deps;
  /** Saves looking again at what has not changed. */
  const looked = new Map<string, { readonly version: number; readonly at: number; readonly row: number }>();

  async function pass(signal: AbortSignal): Promise<void> {
    const open = await deps.incidents.list({ open: true, cluster });
    const rows = new Map((await notifications.open(cluster)).map((row) => [row.id, row]));
    const incidents = new Map(open.map((one) => [one.id, one]));
    for (const { kind, incidentId } of rows.values()) {
      if (kind !== 'incident' || incidents.has(incidentId)) continue;
      const closed = await deps.incidents.get(incidentId);
      if (closed !== undefined) incidents.set(incidentId, closed);
    }
    const room = makeRoom(rows, incidents);
    for (const incident of [...incidents.values()].toSorted(byUrgency)) {
      if (signal.aborted) return;
      await alone(incident.id, async () => {
        const row = rows.get(`incident:${incident.id}`) ?? (await begin(incident));
        if (row === undefined || !isDue(row, incident)) return;
        const told = await tellIncident(deps, row, incident, room, signal);
        rows.set(told.id, told);
        looked.set(told.id, { version: incident.version, at: clock.now(), row: told.version });
      });
    }
    for (const row of rows.values()) {
      if (row.kind === 'moved' && !row.done) await alone(row.id, () => tellMoved(deps, row, signal));
    }
    await leaveEndedLists(rows, incidents);
    await tellLists([...rows.values()], incidents, room, signal);
    await alone(`baseline of ${cluster}`, () => tellBaseline(rows, open, room, signal));
    for (const id of looked.keys()) if (rows.get(id)?.done !== false) looked.delete(id);
  }

  /** One that fails holds up no other, and is tried again in the next pass. */
  async function alone(subject: string, tell: () => Promise<void>): Promise<void> {
    try {
      await tell();
    } catch (error) {
      deps.log.error({ subject, err: messageOf(error) }, 'people were not told; it is tried again');
    }
  }

  function isDue(row: Notification, incident: Incident): boolean {
    const last = looked.get(row.id);
    if (last === undefined || row.pending !== null || last.version !== incident.version) return true;
    return last.row !== row.version || hasPassed(Math.min(lookEveryMs, settings.updateEveryMs), last.at, clock.now());
  }

  /** The row of an incident that is told by itself; undefined: it is not, as things stand. */
  async function begin(incident: Incident): Promise<Notification | undefined> {
    if (incident.state === 'closed') return undefined;
    const before = await notifications.get(`incident:${incident.id}`);
    // It came back: its message and thread go on.
    if (before !== undefined) return await notifications.save({ ...before, done: false }, deps.epoch);
    const channel = routeOf(settings.routes, incident);
    if (channel === undefined || isUnseenBaseline(incident)) return undefined;
    const of = { id: `incident:${incident.id}`, kind: 'incident', cluster, incidentId: incident.id, channel } as const;
    return await notifications.save(newNotification(of, clock.now()), deps.epoch);
  }

  function makeRoom(rows: Map<string, Notification>, incidents: ReadonlyMap<string, Incident>): Room {
    const slots = new Map<string, number>();
    const left = async (channel: string): Promise<number> => {
      const known = slots.get(channel);
      if (known !== undefined) return known;
      const { routes, newPerMinute } = settings;
      const posted = await notifications.posted(channel, clock.now() - 60_000, clock.now());
      const count = roomLeft(posted, { cluster, isShared: isShared(routes, channel, others), newPerMinute });
      slots.set(channel, count);
      return count;
    };
    return {
      left,
      take(channel) {
        const count = slots.get(channel) ?? 0;
        slots.set(channel, count - 1);
        return count > 0;
      },
      async listFor(channel, { id: incidentId }) {
        const now = clock.now();
        const all = [...rows.values()];
        const membersOf = (list: Notification) => all.filter((one) => one.listId === list.id);
        const known = all.find(
          (one) =>
            one.kind === 'list' &&
            one.channel === channel &&
            !one.done &&
            !hasPassed(listOpenMs, one.createdAt, now) &&
            membersOf(one).length < mostMembers,
        );
        if (known !== undefined) {
          return { list: known, members: membersOf(known).flatMap((one) => incidents.get(one.incidentId) ?? []) };
        }
        const id = `list:${cluster}:${channel}:${now}:${incidentId}`;
        const list = newNotification({ id, kind: 'list', cluster, incidentId, channel }, now);
        const saved = await notifications.save(list, deps.epoch);
        rows.set(id, saved);
        return { list: saved, members: [] };
      },
    };
  }

  /** The process ended between ending a list and its members; and what comes back after its list has ended is told anew. */
  async function leaveEndedLists(
    rows: Map<string, Notification>,
    incidents: ReadonlyMap<string, Incident>,
  ): Promise<void> {
    for (const row of rows.values()) {
      if (row.listId === null || row.done || row.message !== null || rows.has(row.listId)) continue;
      await alone(row.id, async () => {
        const isOver = incidents.get(row.incidentId)?.state === 'closed';
        const next = isOver ? { ...row, done: true } : { ...row, listId: null };
        rows.set(row.id, await notifications.save(next, deps.epoch));
      });
    }
  }

  /** Its members are the incidents that point to it, so that a crash between the two leaves none of them out. */
  async function tellLists(
    rows: readonly Notification[],
    incidents: ReadonlyMap<string, Incident>,
    room: Room,
    signal: AbortSignal,
  ): Promise<void> {
    for (const list of rows.filter((one) => one.kind === 'list' && !one.done)) {
      if (signal.aborted) return;
      await alone(list.id, async () => {
        const members = rows.filter((one) => one.listId === list.id);
        const own = members.filter((one) => one.message === null);
        const told = members.flatMap((one) => incidents.get(one.incidentId) ?? []);
        // A list that nobody was told of leaves out who has a message by now.
        const shown = list.message === null ? own.flatMap((one) => incidents.get(one.incidentId) ?? []) : told;
        const isOver =
          own.every((one) => incidents.get(one.incidentId)?.state === 'closed') &&
          (own.length > 0 || hasPassed(listOpenMs, list.createdAt, clock.now()));
        const of = { title: listTitle(cluster, shown), incidents: shown, isOver };
        if (!(await tellToItsEnd(list, of, room, signal))) return;
        for (const one of own) await notifications.save({ ...one, done: true }, deps.epoch);
      });
    }
  }

  async function tellBaseline(
    rows: ReadonlyMap<string, Notification>,
    open: readonly Incident[],
    room: Room,
    signal: AbortSignal,
  ): Promise<void> {
    const id = `baseline:${cluster}`;
    const unseen = open.filter(isUnseenBaseline);
    const worst = unseen.toSorted(byUrgency)[0];
    let row = rows.get(id);
    if (row === undefined) {
      if (worst === undefined) return;
      const channel = routeOf(settings.routes, worst);
      if (channel === undefined) return;
      const before = await notifications.get(id);
      const fresh = newNotification({ id, kind: 'baseline', cluster, incidentId: worst.id, channel }, clock.now());
      row = before === undefined ? fresh : { ...before, done: false };
      row = await notifications.save(row, deps.epoch);
    }
    const left = worst === undefined ? undefined : leavesFor(row, worst, settings.routes);
    if (left !== undefined && row.pending === null) {
      row = await notifications.save(anewIn(row, left), deps.epoch);
    }
    const isOver = unseen.length === 0;
    const of = { title: baselineTitle(cluster, unseen), incidents: unseen, isOver };
    await tellToItsEnd(row, of, room, signal);
  }

  /** Whether nothing is left to tell of a list; of one that is over and given up, nothing is. */
  async function tellToItsEnd(
    row: Notification,
    of: Parameters<typeof tellList>[2],
    room: Room,
    signal: AbortSignal,
  ): Promise<boolean> {
    const after = await tellList(deps, row, of, room, signal);
    if (after.done || !of.isOver || !isGivenUp(after)) return after.done;
    await notifications.save({ ...after, done: true }, deps.epoch);
    return true;
  }

  /** What its end would be told in is named no more, and takes nothing. */
  function isGivenUp({ channel, pending, failures }: Notification): boolean {
    return pending === null && failures > 0 && !settings.routes.some((one) => one.channel === channel);
  }

  return { pass };
}
