import type { Incident } from '../domain/incident.ts';
import type { MessageBody } from '../ports/messenger.ts';
import type { Notification } from '../ports/notifications.ts';
import type { NotifyDeps } from './notify-deps.ts';
import { isUnseenBaseline, type NextMessage, nextMessage, routeOf } from './notify-next.ts';
import { carry, digestOfBody, propose } from './notify-say.ts';
import { alertFor } from './read-alert.ts';
import { hasStory, threadPart } from './thread-lines.ts';

/** What a pass shares among its incidents. */
export interface Room {
  /** New messages that a channel may still get now; asking for one takes it. */
  take(channel: string): boolean;
  left(channel: string): Promise<number>;
  /** The list that takes incidents for which there is no room. */
  listFor(channel: string, incident: Incident): Promise<string>;
}

/** A notification of which nothing was said yet. */
export function newNotification(
  of: Pick<Notification, 'id' | 'kind' | 'cluster' | 'incidentId' | 'channel'>,
  now: number,
): Notification {
  return {
    ...of,
    message: null,
    digest: null,
    toldSeq: 0,
    listId: null,
    pending: null,
    last: null,
    sequence: 0,
    failures: 0,
    nextTryAt: 0,
    saidAt: 0,
    saidAsOf: 0,
    postedAt: null,
    dueAt: null,
    done: false,
    createdAt: now,
    version: 0,
  };
}

/** Tells one incident: its message, kept true, and its thread. One step per call. @returns the notification as stored. */
export async function tellIncident(
  deps: NotifyDeps,
  stored: Notification,
  incident: Incident,
  room: Room,
  signal: AbortSignal,
): Promise<Notification> {
  const asOf = incident.updatedAt;
  const body: MessageBody = { kind: 'alert', alert: await alertFor(deps, incident) };
  const digest = digestOfBody(body);
  const row = await carry(deps, stored, signal, digest);
  const now = deps.clock.now();
  if (row.pending !== null || now < row.nextTryAt || deps.health?.isResting() === true || signal.aborted) return row;

  const events = await deps.notifications.eventsAfter(incident.id, row.toldSeq);
  const part = threadPart(incident.id, events, now);
  const next = nextMessage(row, {
    now,
    incident,
    isQuiet: isUnseenBaseline(incident) || routeOf(deps.settings.routes, incident) === undefined,
    digest,
    hasNews: part !== undefined,
    hasMore: hasStory(events),
    slots: row.message === null ? await room.left(row.channel) : 0,
    updateEveryMs: deps.settings.updateEveryMs,
  });
  const about = { digest, seq: row.toldSeq, asOf, job: incident.job };
  const proposed = await follow(deps, row, incident, next, room, {
    post: () => propose(deps, row, { ...about, what: 'post', content: body }),
    update: () => propose(deps, row, { ...about, what: 'update', content: body }),
    reply: () => {
      const { lines = [], seq = row.toldSeq } = part ?? {};
      return propose(deps, row, { ...about, what: 'reply', content: { kind: 'text', lines }, seq });
    },
  });
  // At once: the first that fails in an outage keeps the others from trying.
  return await carry(deps, proposed, signal, digest);
}

async function follow(
  deps: NotifyDeps,
  row: Notification,
  incident: Incident,
  next: NextMessage,
  room: Room,
  say: Readonly<Record<'post' | 'update' | 'reply', () => Promise<Notification>>>,
): Promise<Notification> {
  switch (next) {
    case 'nothing':
      return row;
    case 'done':
      return await deps.notifications.save({ ...row, done: true }, deps.epoch);
    case 'list': {
      const listId = await room.listFor(row.channel, incident);
      return await deps.notifications.save({ ...row, listId }, deps.epoch);
    }
    case 'post':
      return room.take(row.channel) ? await say.post() : row;
    case 'update':
      return await say.update();
    case 'reply':
      return await say.reply();
  }
}
