import type { Incident, TimelineEvent, TimelineKind } from '../domain/incident.ts';
import { messageOf } from '../domain/errors.ts';
import { isWorse } from '../domain/signal.ts';
import type { Notification } from '../ports/notifications.ts';
import type { Page } from '../ports/pager.ts';
import { isoTime } from '../diagnosis/plain-text.ts';
import { digestOf } from '../ledger/keys.ts';
import { alertText } from './alert-text.ts';
import type { EscalationSettings, NotifyDeps } from './notify-deps.ts';
import { newNotification } from './notify-new.ts';
import { alertFor } from './read-alert.ts';
import { isUnseenBaseline } from './notify-next.ts';
import { carry, plainJson, propose } from './notify-say.ts';
import { isSnoozed } from './snooze.ts';

const asks: readonly TimelineKind[] = ['asked', 'escalated'];
const ends: readonly TimelineKind[] = ['acknowledged', 'approved', 'denied', 'acting', 'opened', 'closed'];
const mostLines = 20;

/** Since when the incident waits for a person who has not answered, epoch ms; undefined: it does not. */
export function unansweredSince(incident: Incident, timeline: readonly TimelineEvent[]): number | undefined {
  const { state, escalation } = incident;
  const waits = state === 'escalated' || state === 'awaiting_approval' || (state === 'acting' && escalation !== null);
  if (!waits) return undefined;
  let since: number | undefined;
  for (const one of timeline.toReversed()) {
    if (ends.includes(one.kind)) return since;
    if (asks.includes(one.kind)) since = one.at;
  }
  return since;
}

/** Calls a person when nobody answers: once after a while, then at intervals, until somebody does. */
export function makeIncidentPager(
  deps: NotifyDeps & { readonly cluster: string; readonly escalation: EscalationSettings },
): { pass(signal: AbortSignal): Promise<void> } {
  const { cluster, escalation, notifications, clock } = deps;
  /** Saves reading the timeline of what has not changed. */
  const known = new Map<string, { readonly version: number; readonly since: number | undefined }>();

  async function pass(signal: AbortSignal): Promise<void> {
    const rows = (await notifications.open(cluster)).filter((one) => one.kind === 'page');
    const open = new Map((await deps.incidents.list({ open: true, cluster })).map((one) => [one.id, one]));
    for (const id of known.keys()) if (!open.has(id)) known.delete(id);
    const due = new Map<string, Incident>();
    for (const incident of open.values()) {
      const since = await waits(incident);
      if (since !== undefined) due.set(`page:${incident.id}:${since}`, incident);
    }
    for (const row of rows) {
      if (signal.aborted) return;
      await alone(row.id, () => carryOn(row, due.get(row.id), signal));
    }
    for (const [id, incident] of due) {
      if (signal.aborted) return;
      if (!rows.some((row) => row.id === id)) await alone(id, () => begin(id, incident));
    }
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

  async function begin(id: string, incident: Incident): Promise<void> {
    const since = Number(id.slice(id.lastIndexOf(':') + 1));
    if (clock.now() - since < escalation.afterMs) return;
    const before = await notifications.get(id);
    const fresh = newNotification({ id, kind: 'page', cluster, incidentId: incident.id, channel: '' }, clock.now());
    const row = before === undefined ? { ...fresh, dueAt: since } : { ...before, done: false };
    await call(await notifications.save(row, deps.epoch), incident);
  }

  async function carryOn(stored: Notification, incident: Incident | undefined, signal: AbortSignal): Promise<void> {
    // Nobody needs to be called any more: what has not left is dropped.
    const row = await carryUnless(stored, incident === undefined, signal);
    if (row.pending !== null) return;
    if (incident === undefined) {
      await notifications.save({ ...row, done: true }, deps.epoch);
      return;
    }
    await call(row, incident);
  }

  async function carryUnless(row: Notification, isMoot: boolean, signal: AbortSignal): Promise<Notification> {
    if (!isMoot || row.pending === null) return await carry(deps, row, signal);
    const left = await deps.ledger.drop(row.pending.planId, 'stale', 'nobody needs to be called any more');
    return left === undefined
      ? await notifications.save({ ...row, pending: null }, deps.epoch)
      : await carry(deps, row, signal);
  }

  async function call(row: Notification, incident: Incident): Promise<void> {
    const now = clock.now();
    if (now < row.nextTryAt) return;
    if (row.saidAt > 0 && now - row.saidAt < escalation.remindEveryMs) return;
    const page = await pageOf(incident, row);
    const about = { digest: digestOf(plainJson(page)), seq: 0, asOf: incident.updatedAt, job: incident.job };
    await propose(deps, row, { ...about, what: 'page', content: page });
  }

  async function pageOf(incident: Incident, { dueAt, saidAt }: Notification): Promise<Page> {
    const alert = await alertFor(deps, incident);
    const since = `nobody has answered since ${isoTime(dueAt ?? incident.updatedAt)}`;
    return {
      about: incident.id,
      title: `${saidAt > 0 ? 'Reminder: ' : ''}${alert.cluster}/${alert.job ?? '(cluster)'}: ${alert.headline}`,
      lines: [since, ...firstLines(alertText(alert).split('\n'), incident.id)],
      severity: incident.severity,
      cluster: incident.cluster,
      job: alert.job,
    };
  }

  return { pass };
}

/** Each whole; what is left out is said to be. */
function firstLines(lines: readonly string[], incidentId: string): string[] {
  const left = lines.length - mostLines;
  if (left <= 0) return [...lines];
  return [...lines.slice(0, mostLines), `and ${left} more lines: flink-medic incidents show ${incidentId}`];
}
