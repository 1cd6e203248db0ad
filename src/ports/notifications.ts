import type { ActionRow } from '../domain/action.ts';
import type { TimelineEvent } from '../domain/incident.ts';

/**
 * incident: one incident's own message and thread. list: several incidents in one message, because they were too many at once.
 * baseline: what was wrong when the cluster was first seen, in one message. digest: the quiet ones, at set times.
 * page: calls to a person about one incident that waits. outage: calls because nothing gets through to the chat.
 */
export const notificationKinds = ['incident', 'list', 'baseline', 'digest', 'page', 'outage'] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** Stands for all clusters together; no cluster can be named so. */
export const allClusters = ':all';

/** What is being said now, through the ledger. At most one per notification. */
export interface PendingMessage {
  readonly planId: string;
  readonly what: 'post' | 'update' | 'reply' | 'page';
  /** Of the body that it says. */
  readonly digest: string;
  /** The thread tells the timeline up to this event once it is said. */
  readonly seq: number;
  /** When that body was true, epoch ms. */
  readonly asOf: number;
}

/**
 * One thing that people are told in one place, and how far they were told: what is wanted is computed anew from the incidents,
 * so a notification holds no queue, and an outage of the chat costs one row per incident.
 */
export interface Notification {
  /** `incident:<id>`, `list:<cluster>:<channel>:<ms>`, `baseline:<cluster>`, `digest:<channel>`, `page:<incident>:<ms>`, `outage:<cluster>`. */
  readonly id: string;
  readonly kind: NotificationKind;
  /** `:all`: about all clusters. */
  readonly cluster: string;
  /** The incident it is about, or the first of them. */
  readonly incidentId: string;
  /** Empty for pages. */
  readonly channel: string;
  /** Id of its message; null: there is none yet. */
  readonly message: string | null;
  /** SHA-256 of what the message says; null: nothing yet. */
  readonly digest: string | null;
  /** Timeline events up to this one stand in the thread. */
  readonly toldSeq: number;
  /** The list in which the incident stands instead of having a message of its own. */
  readonly listId: string | null;
  readonly pending: PendingMessage | null;
  readonly last: PendingMessage['what'] | null;
  /** Messages proposed so far: tells each from the one before. */
  readonly sequence: number;
  /** Ends in a row without success, and not before when it is tried again. */
  readonly failures: number;
  readonly nextTryAt: number;
  /** When something was last said, and as of when it was true; 0: never. */
  readonly saidAt: number;
  readonly saidAsOf: number;
  /** When its message was last proposed; counts towards the channel's rate. */
  readonly postedAt: number | null;
  /** For a digest: the due time handled last. For an outage: since when. */
  readonly dueAt: number | null;
  /** Nothing more is to be said. */
  readonly done: boolean;
  readonly createdAt: number;
  /** Optimistic lock. */
  readonly version: number;
}

export interface NumberedEvent {
  readonly seq: number;
  readonly event: TimelineEvent;
}

/** What people were told. Writes are one transaction each. */
export interface NotificationStore {
  get(id: string): Promise<Notification | undefined>;
  /** Those that are not done, oldest first; of one cluster, or of all. */
  open(cluster?: string): Promise<Notification[]>;
  /** Messages of a channel that were proposed since then, answers in threads left out. */
  posted(channel: string, since: number): Promise<number>;
  /**
   * Stores the notification, and with it the one action that says it, which starts as `proposed`.
   * @returns the notification as stored, its version raised by one.
   * @throws {StaleWrite} when its version is not the stored one, or the epoch's lease of the cluster is over.
   */
  save(notification: Notification, epoch: number, action?: ActionRow): Promise<Notification>;
  /** Timeline of an incident after an event, oldest first. */
  eventsAfter(incidentId: string, seq: number): Promise<NumberedEvent[]>;
}
