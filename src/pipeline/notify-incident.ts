import { type Incident, isUnseenBaseline } from '../domain/incident.ts';
import type { MessageBody } from '../ports/messenger.ts';
import type { Notification, PendingMessage } from '../ports/notifications.ts';
import { digestOfBody, sayable } from './notify-body.ts';
import { calledInList, calledToAnswer, callLines, isUncalled, sameTold, toldBy } from './notify-called.ts';
import type { NotifyDeps } from './notify-deps.ts';
import { moveTo } from './notify-moved.ts';
import { leavesFor, type NextMessage, nextMessage, routeOf } from './notify-next.ts';
import { carry, hasToWait, propose } from './notify-say.ts';
import { alertFor } from './read-alert.ts';
import { hasStory, threadPart } from './thread-lines.ts';

/** What a pass shares among its incidents. */
export interface Room {
  /** New messages that a channel may still get now; asking for one takes it. */
  take(channel: string): boolean;
  left(channel: string): Promise<number>;
  /** The list that takes incidents for which there is no room, and those that stand in it. */
  listFor(
    channel: string,
    incident: Incident,
  ): Promise<{ readonly list: Notification; readonly members: readonly Incident[] }>;
}

/** Tells one incident: its message, kept true, its thread, and calls for what got worse. One step per call. @returns the notification as stored. */
export async function tellIncident(
  deps: NotifyDeps,
  stored: Notification,
  incident: Incident,
  room: Room,
  signal: AbortSignal,
): Promise<Notification> {
  const alert = await alertFor(deps, incident);
  const body: MessageBody = { kind: 'alert', alert };
  const digest = digestOfBody(sayable(stored, stored.message === null ? 'post' : 'update', body));
  const told = toldBy(alert, incident);
  const isOld = ({ what, ...said }: PendingMessage) => {
    if (what === 'call') return !sameTold(said.told, told);
    return what !== 'reply' && said.digest !== digest;
  };
  let row = await carry(deps, stored, signal, isOld);
  const now = deps.clock.now();
  const left = incident.state === 'closed' ? undefined : leavesFor(row, incident, deps.settings.routes);
  // Whether the old one rests is nothing to the new one; its lists stay there.
  if (left !== undefined && row.pending === null) return await moveTo(deps, { ...row, listId: null }, left);
  if (hasToWait(deps, row, signal)) return row;
  if (row.called === null && (row.message !== null || row.listId !== null)) {
    // An older program said it, and did not store for what: what is there now is nothing new, but a question may be.
    row = await deps.notifications.save({ ...row, called: { ...told, question: null } }, deps.epoch);
  }

  const events = await deps.notifications.eventsAfter(incident.id, row.toldSeq);
  const part = threadPart(incident.id, events, row.toldParts, now);
  const route = routeOf(deps.settings.routes, incident);
  const next = nextMessage(row, {
    now,
    incident,
    isQuiet: isUnseenBaseline(incident) || route === undefined,
    route,
    digest,
    told,
    hasNews: part !== undefined,
    hasMore: hasStory(events),
    slots: row.message === null || isUncalled(told, row.called) ? await room.left(row.channel) : 0,
    updateEveryMs: deps.settings.updateEveryMs,
    changesRest: deps.health?.isResting(row.channel, 'update') === true,
  });
  const about = { asOf: incident.updatedAt, job: incident.job };
  const proposed = await follow(
    deps,
    row,
    { incident, next, room, route },
    {
      post: () => propose(deps, row, { ...about, what: 'post', content: body, told }),
      update: () => propose(deps, row, { ...about, what: 'update', content: body, told }),
      reply: () => {
        const { lines = [], exact, seq = row.toldSeq, parts = 0 } = part ?? {};
        return propose(deps, row, { ...about, what: 'reply', content: { kind: 'text', lines, exact }, seq, parts });
      },
      call: () => {
        const { called } = row;
        const lines = called === null ? [] : callLines(alert, incident, called);
        const answerers = called === null ? undefined : calledToAnswer(alert, incident, called);
        const content: MessageBody = { kind: 'text', lines, call: incident.severity, answerers };
        return propose(deps, row, { ...about, what: 'call', content, told });
      },
    },
  );
  // At once: the first that fails in an outage keeps the others from trying.
  return await carry(deps, proposed, signal, isOld);
}

async function follow(
  deps: NotifyDeps,
  row: Notification,
  of: {
    readonly incident: Incident;
    readonly next: NextMessage;
    readonly room: Room;
    readonly route: string | undefined;
  },
  say: Readonly<Record<'post' | 'update' | 'reply' | 'call', () => Promise<Notification>>>,
): Promise<Notification> {
  const { incident, next, room, route } = of;
  switch (next) {
    case 'nothing':
      return row;
    case 'done':
      return await deps.notifications.save({ ...row, done: true }, deps.epoch);
    case 'list': {
      const { list, members } = await room.listFor(row.channel, incident);
      const called = calledInList(incident, list.pending?.told ?? list.called ?? undefined, members);
      return await deps.notifications.save({ ...row, listId: list.id, called }, deps.epoch);
    }
    case 'move':
      return route === undefined ? row : await moveTo(deps, row, route);
    case 'post':
      return room.take(row.channel) ? await say.post() : row;
    case 'call':
      return room.take(row.channel) ? await say.call() : row;
    case 'update':
      return await say.update();
    case 'reply':
      return await say.reply();
  }
}
