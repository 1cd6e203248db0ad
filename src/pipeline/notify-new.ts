import type { Notification } from '../ports/notifications.ts';

/** A notification of which nothing was said yet. */
export function newNotification(
  of: Pick<Notification, 'id' | 'kind' | 'cluster' | 'incidentId' | 'channel'>,
  now: number,
): Notification {
  return {
    ...of,
    message: null,
    digest: null,
    shown: null,
    called: null,
    toldSeq: 0,
    toldParts: 0,
    listId: null,
    pending: null,
    refused: [],
    plainNext: null,
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
