import type { Incident, TimelineEvent } from '../domain/incident.ts';
import { severities } from '../domain/signal.ts';
import type { Notification } from '../ports/notifications.ts';
import type { Route } from './notify-deps.ts';
import { isSnoozed } from './snooze.ts';

export type NextMessage = 'nothing' | 'post' | 'list' | 'update' | 'reply' | 'done';

export interface NoticeFacts {
  readonly now: number;
  readonly incident: Incident;
  /** Nobody is told of it by a message of its own, as things stand. */
  readonly isQuiet: boolean;
  /** Of what its message should say. */
  readonly digest: string;
  /** There are events that the thread can be told now; there are some at all. */
  readonly hasNews: boolean;
  readonly hasMore: boolean;
  /** New messages that the channel may still get in this minute. */
  readonly slots: number;
  readonly updateEveryMs: number;
}

/** What is to be said about an incident next, if anything. Decides from what is wanted and what was said; nothing is queued. */
export function nextMessage(row: Notification, facts: NoticeFacts): NextMessage {
  const { incident } = facts;
  const isClosed = incident.state === 'closed';
  if (row.message === null) {
    if (isClosed && row.listId !== null) return 'nothing';
    // Its cluster's incident tells of it, and nobody was told of it before.
    if (isClosed && incident.closing === 'adopted') return 'done';
    if (isClosed) return facts.isQuiet ? 'done' : 'list';
    if (facts.isQuiet || isSnoozed(incident, facts.now)) return 'nothing';
    // A question needs its buttons: it is not left in a list.
    if (row.listId !== null && incident.state !== 'awaiting_approval') return 'nothing';
    if (facts.slots > 0) return 'post';
    return row.listId === null ? 'list' : 'nothing';
  }
  const isChanged = facts.digest !== row.digest;
  // What is over is told to its end; a person who wanted quiet is not disturbed before.
  const hasNews = facts.hasNews && (isClosed || !isSnoozed(incident, facts.now));
  if (!isChanged && !facts.hasMore) return isClosed ? 'done' : 'nothing';
  if (facts.now - row.saidAt < facts.updateEveryMs) return 'nothing';
  // In turn, so that a message that changes all the time does not keep its thread silent.
  if (hasNews && (!isChanged || row.last === 'update')) return 'reply';
  return isChanged ? 'update' : 'nothing';
}

/** The channel in which an incident is told; undefined: none. */
export function routeOf(
  routes: readonly Route[],
  incident: Pick<Incident, 'cluster' | 'severity'>,
): string | undefined {
  const rank = severities.indexOf(incident.severity);
  const fits = routes.find(
    (one) => (one.clusters?.includes(incident.cluster) ?? true) && rank >= severities.indexOf(one.from),
  );
  return fits?.channel;
}

/** It was so at the first look, and nobody has taken note: told in one message with the others. */
export function isUnseenBaseline(incident: Incident): boolean {
  return incident.baseline && incident.acknowledgedBy === null;
}

/** What a thread tells: the way of the incident, without the steps in between of each action. */
export function isStory({ kind, data }: TimelineEvent): boolean {
  if (kind !== 'action') return true;
  return !['proposed', 'awaiting_approval', 'ready', 'running'].includes(String(data['state']));
}

/** An incident in which somebody has to do something comes first, then the worse one, then the older one. */
export function byUrgency(a: Incident, b: Incident): number {
  const asks = (one: Incident) => (one.state === 'awaiting_approval' ? 0 : 1);
  const rank = (one: Incident) => severities.indexOf(one.severity);
  return asks(a) - asks(b) || rank(b) - rank(a) || a.openedAt - b.openedAt || (a.id < b.id ? -1 : 1);
}
