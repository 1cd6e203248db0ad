import { type Incident, isStuck, isUnseenBaseline, type TimelineEvent, type TimelineKind } from '../domain/incident.ts';
import { messageOf } from '../domain/errors.ts';
import { isWorse } from '../domain/signal.ts';
import type { Notification } from '../ports/notifications.ts';
import type { Page } from '../ports/pager.ts';
import { isoTime } from '../diagnosis/plain-text.ts';
import { hasPassed } from '../domain/elapsed.ts';
import { isTooEarlyToCall } from './notify-retry.ts';
import { alertText } from './alert-text.ts';
import type { EscalationSettings, NotifyDeps } from './notify-deps.ts';
import { newNotification } from './notify-new.ts';
import { alertFor } from './read-alert.ts';
import { byUrgency } from './notify-next.ts';
import { carryUnless, type DueCall, makePageGroups, type OpenCalls } from './notify-page-group.ts';
import { propose } from './notify-say.ts';
import { isSnoozed } from './snooze.ts';

const asks: readonly TimelineKind[] = ['asked', 'escalated'];
const ends: readonly TimelineKind[] = ['acknowledged', 'approved', 'denied', 'acting', 'opened', 'closed'];
const mostLines = 20;
const hourMs = 3_600_000;

/** Since when the incident waits for a person who has not answered, epoch ms; undefined: it does not. */
export function unansweredSince(incident: Incident, timeline: readonly TimelineEvent[]): number | undefined {
  const { state } = incident;
  if (state !== 'escalated' && state !== 'awaiting_approval' && !isStuck(incident)) return undefined;
  let since: number | undefined;
  for (const one of timeline.toReversed()) {
    if (ends.includes(one.kind)) return since;
    if (asks.includes(one.kind)) since = one.at;
  }
  return since;
}

/**
 * Calls a person when nobody answers: once after a while, then at intervals, until somebody does. So many incidents an hour are called
 * about one by one; those beyond them in one call that counts them.
 */
export function makeIncidentPager(
  deps: NotifyDeps & { readonly cluster: string; readonly escalation: EscalationSettings },
): { pass(signal: AbortSignal): Promise<void> } {
  const { cluster, escalation, notifications, clock } = deps;
  const groups = makePageGroups(deps);
  /** Saves reading the timeline of what has not changed. */
  const known = new Map<string, { readonly version: number; readonly since: number | undefined }>();

  async function pass(signal: AbortSignal): Promise<void> {
    const incidents = new Map((await deps.incidents.list({ open: true, cluster })).map((one) => [one.id, one]));
    for (const id of known.keys()) if (!incidents.has(id)) known.delete(id);
    const due = new Map<string, Incident>();
    for (const incident of incidents.values()) {
      const since = await waits(incident);
      if (since !== undefined) due.set(`page:${incident.id}:${since}`, incident);
    }
    const rows = await notifications.open(cluster);
    const ofKind = (kind: Notification['kind']) =>
      new Map(rows.filter((one) => one.kind === kind).map((one) => [one.id, one]));
    const open: OpenCalls = { calls: ofKind('page'), groups: ofKind('pages'), due };
    for (const row of open.calls.values()) {
      if (signal.aborted) return;
      await alone(row.id, async () => {
        open.calls.set(row.id, await carryOn(row, due.has(row.id), signal));
      });
    }
    for (const [id, incident] of due) {
      if (signal.aborted) return;
      if (open.calls.has(id)) continue;
      await alone(id, async () => {
        const row = await begin(id, incident);
        if (row !== undefined) open.calls.set(id, row);
      });
    }
    // After the single ones: it holds up none of them.
    await alone(`calls of ${cluster}`, () => groups.carryOn(open, signal));
    await callAll(open, signal);
  }

  async function callAll(open: OpenCalls, signal: AbortSignal): Promise<void> {
    const wanted: DueCall[] = [...open.calls.values()].flatMap((row) => {
      const incident = open.due.get(row.id);
      return incident !== undefined && isWanted(row, open) ? [{ row, incident }] : [];
    });
    if (wanted.length === 0 && open.groups.size === 0) return;
    const since = clock.now() - hourMs;
    let room = escalation.perHour - ((await notifications.posted('', since, clock.now())).get(cluster) ?? 0);
    const beyond: DueCall[] = [];
    for (const one of wanted.toSorted(byTurn)) {
      if (signal.aborted) return;
      // It is counted already: a reminder, or another try.
      const isCounted = one.row.postedAt !== null && one.row.postedAt >= since;
      if (!isCounted && room <= 0) {
        beyond.push(one);
        continue;
      }
      if (!isCounted) room -= 1;
      await alone(one.row.id, () => call(one));
    }
    await alone(`calls of ${cluster}`, () => groups.call(open, beyond));
  }

  async function alone(subject: string, call: () => Promise<void>): Promise<void> {
    try {
      await call();
    } catch (error) {
      deps.log.error({ subject, err: messageOf(error) }, 'nobody was called; it is tried again');
    }
  }

  async function waits(incident: Incident): Promise<number | undefined> {
    if (isWorse(escalation.from, incident.severity)) return undefined;
    if (isUnseenBaseline(incident) || isSnoozed(incident, clock.now())) return undefined;
    const before = known.get(incident.id);
    if (before?.version === incident.version) return before.since;
    const since = unansweredSince(incident, await deps.incidents.timeline({ incidentId: incident.id }));
    known.set(incident.id, { version: incident.version, since });
    return since;
  }

  async function begin(id: string, incident: Incident): Promise<Notification | undefined> {
    const since = Number(id.slice(id.lastIndexOf(':') + 1));
    if (!hasPassed(escalation.afterMs, since, clock.now())) return undefined;
    const before = await notifications.get(id);
    const fresh = newNotification({ id, kind: 'page', cluster, incidentId: incident.id, channel: '' }, clock.now());
    const row = before === undefined ? { ...fresh, dueAt: since } : { ...before, listId: null, done: false };
    return await notifications.save(row, deps.epoch);
  }

  /** Nobody needs to be called any more: what has not left is dropped. */
  async function carryOn(stored: Notification, isDue: boolean, signal: AbortSignal): Promise<Notification> {
    const row = await carryUnless(deps, stored, !isDue, signal);
    if (row.pending !== null || isDue) return row;
    return await notifications.save({ ...row, done: true }, deps.epoch);
  }

  function isWanted(row: Notification, { groups: open }: OpenCalls): boolean {
    const { pending, listId, saidAt } = row;
    if (pending !== null || (listId !== null && open.has(listId)) || isTooEarlyToCall(row, deps)) return false;
    return saidAt === 0 || hasPassed(escalation.remindEveryMs, saidAt, clock.now());
  }

  async function call({ row, incident }: DueCall): Promise<void> {
    const content = await pageOf(incident, row);
    const counted = { ...row, listId: null, postedAt: clock.now() };
    await propose(deps, counted, { what: 'page', content, asOf: incident.updatedAt, job: incident.job });
  }

  async function pageOf(incident: Incident, { dueAt, saidAt }: Notification): Promise<Page> {
    const alert = await alertFor(deps, incident);
    const since = `nobody has answered since ${isoTime(dueAt ?? incident.updatedAt)}`;
    return {
      about: incident.id,
      title: `${saidAt > 0 ? 'Reminder: ' : ''}${alert.cluster}/${alert.job ?? '(cluster)'}: ${alert.headline}`,
      lines: [since, ...firstLines(alertText(alert, clock.now()).split('\n'), incident.id)],
      severity: incident.severity,
      cluster: incident.cluster,
      job: alert.job,
    };
  }

  return { pass };
}

/** Who was not called about yet comes first, then the more urgent one. */
function byTurn(a: DueCall, b: DueCall): number {
  return Number(a.row.saidAt > 0) - Number(b.row.saidAt > 0) || byUrgency(a.incident, b.incident);
}

/** Each whole; what is left out is said to be. Last the command that shows the rest, and how to answer. */
function firstLines(lines: readonly string[], incidentId: string): string[] {
  const show = `flink-medic incidents show ${incidentId}`;
  const left = lines.length - mostLines;
  if (left <= 0) return [...lines, show];
  return [...lines.slice(0, mostLines), `and ${left} more lines: ${show}`];
}
