import type { Incident } from '../domain/incident.ts';
import type { Notification } from '../ports/notifications.ts';
import type { Page } from '../ports/pager.ts';
import { isTooEarlyToCall } from './notify-retry.ts';
import { worstOpen } from './notify-called.ts';
import type { NotifyDeps } from './notify-deps.ts';
import { incidentLine } from './notify-list.ts';
import { newNotification } from './notify-new.ts';
import { byUrgency } from './notify-next.ts';
import { carry, propose } from './notify-say.ts';

/** Between two calls about several incidents of a cluster. */
const groupEveryMs = 300_000;
const mostLines = 20;
/** Where such calls are counted; no channel can be named so. */
const groupChannel = ':grouped';

/** A call that is due, and the notification that it is made by. */
export interface DueCall {
  readonly row: Notification;
  readonly incident: Incident;
}

/** What is open, by id. Both are kept as stored. */
export interface OpenCalls {
  readonly calls: Map<string, Notification>;
  readonly groups: Map<string, Notification>;
  /** Of the calls for which somebody is still waited for. */
  readonly due: ReadonlyMap<string, Incident>;
}

/** Carries a call on, and drops one that has not left when it is moot. */
export async function carryUnless(
  deps: NotifyDeps,
  row: Notification,
  isMoot: boolean,
  signal: AbortSignal,
): Promise<Notification> {
  if (!isMoot || row.pending === null) return await carry(deps, row, signal);
  const left = await deps.ledger.drop(row.pending.planId, 'stale', 'nobody needs to be called any more');
  return left === undefined
    ? await deps.notifications.save({ ...row, pending: null, postedAt: null }, deps.epoch)
    : await carry(deps, row, signal);
}

/**
 * Calls beyond those that are made one by one: one call about all of them, at most every five minutes. Its members are the calls that
 * point to it, so that a crash in between leaves none of them out, and each counts as made when the group's was.
 */
export function makePageGroups(deps: NotifyDeps & { readonly cluster: string }) {
  const { cluster, notifications, clock, epoch } = deps;

  /** Carries on what is being said; the members of what was said are called, and join no other before their reminder. */
  async function carryOn(open: OpenCalls, signal: AbortSignal): Promise<void> {
    for (const stored of open.groups.values()) {
      const members = membersOf(stored, open);
      // One that was answered since: it is made anew without it, if it has not left.
      const isMoot = members.some((one) => !open.due.has(one.id));
      const group = await carryUnless(deps, stored, isMoot, signal);
      open.groups.set(group.id, group);
      if (group.pending !== null || group.saidAt === 0) continue;
      const { saidAt } = group;
      for (const one of members) {
        const called = { ...one, listId: null, saidAt, last: 'page', failures: 0, nextTryAt: 0 } as const;
        open.calls.set(one.id, await notifications.save(called, epoch));
      }
      await notifications.save({ ...group, done: true }, epoch);
      open.groups.delete(group.id);
    }
  }

  /** Calls about those beyond the room, and about those of before that could not be called about yet. */
  async function call(open: OpenCalls, beyond: readonly DueCall[]): Promise<void> {
    const now = clock.now();
    const group = [...open.groups.values()][0] ?? (await begin(beyond[0]));
    // While one is being made it is not joined: it does not tell of who comes now.
    if (group === undefined || group.pending !== null || group.saidAt > 0 || isTooEarlyToCall(group, deps)) return;
    for (const { row } of beyond) {
      open.calls.set(row.id, await notifications.save({ ...row, listId: group.id }, epoch));
    }
    const incidents = membersOf(group, open).flatMap((one) => open.due.get(one.id) ?? []);
    const first = incidents.toSorted(byUrgency)[0];
    if (first === undefined) {
      await notifications.save({ ...group, done: true }, epoch);
      return;
    }
    const content = groupPage(cluster, group.id, incidents);
    await propose(deps, { ...group, incidentId: first.id, postedAt: now }, { what: 'page', content, asOf: now });
  }

  /** Undefined: there is nothing to say, or the last one is too fresh. */
  async function begin(first: DueCall | undefined): Promise<Notification | undefined> {
    const now = clock.now();
    if (first === undefined) return undefined;
    if (((await notifications.posted(groupChannel, now - groupEveryMs, now)).get(cluster) ?? 0) > 0) return undefined;
    const of = { kind: 'pages', cluster, incidentId: first.incident.id, channel: groupChannel } as const;
    return await notifications.save(newNotification({ ...of, id: `pages:${cluster}:${now}` }, now), epoch);
  }

  return { carryOn, call };
}

function membersOf(group: Notification, { calls }: OpenCalls): Notification[] {
  return [...calls.values()].filter((one) => one.listId === group.id);
}

function groupPage(cluster: string, about: string, incidents: readonly Incident[]): Page {
  const count = incidents.length === 1 ? '1 more incident' : `${incidents.length} more incidents`;
  const lines = incidents.toSorted(byUrgency).map(incidentLine);
  const left = lines.length - mostLines;
  return {
    about,
    title: `${count} on ${cluster} that nobody has answered: too many at once for a call each`,
    lines: [
      ...lines.slice(0, mostLines),
      left > 0 ? `and ${left} more: flink-medic incidents list` : 'All of them: flink-medic incidents list',
    ],
    severity: worstOpen(incidents) ?? 'high',
    cluster,
    job: null,
  };
}
