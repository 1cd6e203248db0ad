import type { Incident, TimelineEvent } from '../domain/incident.ts';
import { isWorse, worstFirst } from '../domain/signal.ts';
import type { Notification, Told } from '../ports/notifications.ts';
import { hasPassed } from '../domain/elapsed.ts';
import { isUncalled, sameTold } from './notify-called.ts';
import type { Route } from './notify-deps.ts';
import { changesRefused } from './notify-retry.ts';
import { isSnoozed } from './snooze.ts';

export type NextMessage = 'nothing' | 'post' | 'list' | 'update' | 'reply' | 'call' | 'move' | 'done';

/** While a question is open its message is said again after so long: whether somebody deleted it shows in nothing else. */
const askAgainMs = 300_000;

export interface NoticeFacts {
  readonly now: number;
  readonly incident: Incident;
  /** Nobody is told of it by a message of its own, as things stand. */
  readonly isQuiet: boolean;
  /** Where it would be told if it were new; undefined: nowhere. */
  readonly route: string | undefined;
  /** Of what its message should say, and what somebody is called for in it. */
  readonly digest: string;
  readonly told: Told;
  /** There are events that the thread can be told now; there are some at all. */
  readonly hasNews: boolean;
  readonly hasMore: boolean;
  /** New messages that the channel may still get in this minute. */
  readonly slots: number;
  readonly updateEveryMs: number;
  /** The chat takes no change of a message now. */
  readonly changesRest: boolean;
}

/** What is to be said about an incident next, if anything. Decides from what is wanted and what was said; nothing is queued. */
export function nextMessage(row: Notification, facts: NoticeFacts): NextMessage {
  const { incident } = facts;
  const isClosed = incident.state === 'closed';
  if (row.message === null) {
    if (isClosed && row.listId !== null) return 'nothing';
    // Its cluster's incident tells of it, and nobody was told of it before.
    if (isClosed && incident.closing === 'adopted') return 'done';
    if (isClosed && facts.isQuiet) return 'done';
    // Its message is lost, as somebody deleted it: it was told alone, and so is its end.
    if (isClosed && row.called !== null) return facts.slots > 0 ? 'post' : 'nothing';
    if (isClosed) return 'list';
    if (facts.isQuiet || isSnoozed(incident, facts.now)) return 'nothing';
    // A question needs its buttons, and what got worse or does not go on a call: none of them is left in a list.
    const isLoud = incident.state === 'awaiting_approval' || isUncalled(facts.told, row.called);
    if (row.listId !== null && !isLoud) return 'nothing';
    if (isElsewhere(row, facts)) return 'move';
    if (facts.slots > 0) return 'post';
    return row.listId === null ? 'list' : 'nothing';
  }
  const isChanged = facts.digest !== row.digest;
  if (!isClosed && !isSnoozed(incident, facts.now) && isUncalled(facts.told, row.called)) {
    if (gotWorse(row, facts.told) && isElsewhere(row, facts)) return 'move';
    // At once, and before anybody is called to it: the buttons stand there. Where that may take minutes, the terminal does for now.
    if (!sameTold(facts.told, row.shown) && !facts.changesRest) return 'update';
    if (facts.slots > 0) return 'call';
  }
  // What is over is told to its end; a person who wanted quiet is not disturbed before.
  const hasNews = facts.hasNews && (isClosed || !isSnoozed(incident, facts.now));
  const isOwed = isChanged || isAskedAgain(row, facts);
  if (!isOwed && !facts.hasMore) return isClosed ? 'done' : 'nothing';
  if (!hasPassed(facts.updateEveryMs, row.saidAt, facts.now)) return 'nothing';
  // In turn, so that a message that changes all the time does not keep its thread silent.
  const isThreadsTurn = !isChanged || row.last === 'update';
  if (hasNews && (facts.changesRest || isThreadsTurn !== (isOwed && hasPassedOn(row)))) return 'reply';
  return isOwed ? 'update' : 'nothing';
}

/** What is refused again and again gives every second turn away: neither the message nor its thread holds up the other. */
function hasPassedOn({ failures }: Notification): boolean {
  return failures >= changesRefused && failures % 2 === 1;
}

function isAskedAgain({ saidAt }: Notification, { incident, now }: NoticeFacts): boolean {
  return incident.state === 'awaiting_approval' && hasPassed(askAgainMs, saidAt, now);
}

function gotWorse({ called }: Notification, told: Told): boolean {
  return called !== null && isWorse(told.severity, called.severity);
}

/** The people of another channel have to hear of it. */
function isElsewhere({ channel }: Notification, { route }: NoticeFacts): boolean {
  return route !== undefined && route !== channel;
}

/** The other channel in which an open incident is told from now on, once nothing is being said; undefined: it stays where it is. */
export function movesTo(
  row: Pick<Notification, 'message' | 'called' | 'channel'>,
  incident: Pick<Incident, 'state' | 'cluster' | 'severity'>,
  routes: readonly Route[],
): string | undefined {
  if (incident.state === 'closed') return undefined;
  const left = leavesFor(row, incident, routes);
  if (left !== undefined) return left;
  const route = routeOf(routes, incident);
  const isBegun = row.message !== null && (row.called === null || !isWorse(incident.severity, row.called.severity));
  return isBegun || route === row.channel ? undefined : route;
}

/**
 * The channel that takes the place of one that no route names any more, as people correct a wrong, an archived or a foreign one;
 * undefined: its channel is named, or nobody is to be told.
 */
export function leavesFor(
  { channel }: Pick<Notification, 'channel'>,
  incident: Pick<Incident, 'cluster' | 'severity'>,
  routes: readonly Route[],
): string | undefined {
  return routes.some((one) => one.channel === channel) ? undefined : routeOf(routes, incident);
}

/** The channel in which an incident is told; undefined: none. */
export function routeOf(
  routes: readonly Route[],
  incident: Pick<Incident, 'cluster' | 'severity'>,
): string | undefined {
  const fits = routes.find(
    (one) => (one.clusters?.includes(incident.cluster) ?? true) && !isWorse(one.from, incident.severity),
  );
  return fits?.channel;
}

/** What a thread tells: the way of the incident, without the steps in between of each action. */
export function isStory({ kind, data }: TimelineEvent): boolean {
  if (kind !== 'action') return true;
  return !['proposed', 'awaiting_approval', 'ready', 'running'].includes(String(data['state']));
}

/** An incident in which somebody has to do something comes first, then the worse one, then the older one. */
export function byUrgency(a: Incident, b: Incident): number {
  const asks = (one: Incident) => (one.state === 'awaiting_approval' ? 0 : 1);
  return asks(a) - asks(b) || worstFirst(a.severity, b.severity) || a.openedAt - b.openedAt || (a.id < b.id ? -1 : 1);
}
