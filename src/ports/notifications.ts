import type { ActionRow } from '../domain/action.ts';
import type { TimelineEvent } from '../domain/incident.ts';
import type { Severity } from '../domain/signal.ts';

/**
 * incident: one incident's own message and thread. moved: a message that its incident left for another channel, as it got worse. list: several incidents in one message, because they were too many at once.
 * baseline: what was wrong when the cluster was first seen, in one message. digest: the quiet ones, at set times.
 * page: calls to a person about one incident that waits. pages: a call about several, because they were too many at once. outage: calls because nothing gets through to the chat, or into one of its channels.
 */
export const notificationKinds = [
  'incident',
  'moved',
  'list',
  'baseline',
  'digest',
  'page',
  'pages',
  'outage',
] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** Stands for all clusters together; no cluster can be named so. */
export const allClusters = ':all';

/** What people are called for when it gets worse or new: a changed message alone wakes nobody. */
export interface Told {
  readonly severity: Severity;
  /** Names what waits for a person, and each anew: a question, or what was begun and does not go on. Null: nothing does. */
  readonly question: string | null;
}

/** What is being said now, through the ledger. At most one per notification. */
export interface PendingMessage {
  readonly planId: string;
  readonly what: 'post' | 'update' | 'reply' | 'call' | 'page';
  /** Of the body that it says. */
  readonly digest: string;
  /** That body is the plain form of one that the chat refused. */
  readonly plain: boolean;
  /** The thread tells the timeline up to this event once it is said, and so many parts of the next one. */
  readonly seq: number;
  readonly parts: number;
  /** When that body was true, epoch ms. */
  readonly asOf: number;
  /** What the message shows once it is said, or what people are called for by it; null: neither. */
  readonly told: Told | null;
}

/**
 * One thing that people are told in one place, and how far they were told: what is wanted is computed anew from the incidents,
 * so a notification holds no queue, and an outage of the chat costs one row per incident.
 */
export interface Notification {
  /** `incident:<id>`, `moved:<incident>:<message>`, `list:<cluster>:<channel>:<ms>`, `baseline:<cluster>`, `digest:<channel>`, `page:<incident>:<ms>`, `pages:<cluster>:<ms>`, `outage:<cluster>`, `outage:<cluster>:<channel>`. */
  readonly id: string;
  readonly kind: NotificationKind;
  /** `:all`: about all clusters. */
  readonly cluster: string;
  /** The incident it is about, or the first of them. */
  readonly incidentId: string;
  /** Empty for pages about one incident, `:grouped` for those about several; for an outage the channel that alone refuses, empty: the whole chat. */
  readonly channel: string;
  /** Id of its message; null: there is none yet. */
  readonly message: string | null;
  /** SHA-256 of what the message says; null: nothing yet. */
  readonly digest: string | null;
  /** What its message shows; null: nothing that anybody is called for. */
  readonly shown: Told | null;
  /** What people were called for, by a new message or by an answer to it; null: nothing yet, or by an older program. */
  readonly called: Told | null;
  /** Timeline events up to this one stand in the thread, and so many parts of the next one. */
  readonly toldSeq: number;
  readonly toldParts: number;
  /** The list, or the call about several, in which the incident stands instead of having one of its own. */
  readonly listId: string | null;
  readonly pending: PendingMessage | null;
  /** SHA-256 of each of the last few bodies that the chat refused for what they hold: they are said in their plain form. */
  readonly refused: readonly string[];
  /** What it has just refused so. By its next try it may hold other things, and is said plainly all the same; null: nothing. */
  readonly plainNext: PendingMessage['what'] | null;
  readonly last: PendingMessage['what'] | null;
  /** Messages proposed so far: tells each from the one before. */
  readonly sequence: number;
  /** Ends in a row without success, and not before when it is tried again. */
  readonly failures: number;
  readonly nextTryAt: number;
  /** When something was last said, and as of when it was true; 0: never. */
  readonly saidAt: number;
  readonly saidAsOf: number;
  /** When its message, a call in its thread, or a call about its incidents was last proposed; counts towards the rate. */
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
  /**
   * Messages of a channel that were proposed in that time, answers in threads left out: how many about each cluster. What lies after
   * `until` was proposed by a clock that is ahead of ours.
   */
  posted(channel: string, since: number, until: number): Promise<ReadonlyMap<string, number>>;
  /**
   * Stores the notification, and with it the one action that says it, which starts as `proposed`.
   * @returns the notification as stored, its version raised by one.
   * @throws {StaleWrite} when its version is not the stored one, or the epoch's lease of the cluster is over.
   */
  save(notification: Notification, epoch: number, action?: ActionRow): Promise<Notification>;
  /**
   * Removes what people were told of incidents of the cluster that are closed and were last changed before then: messages that came
   * to their end, and notifications of single incidents of which nothing more is to be said. At most so many of each, oldest first.
   * Nothing undetermined, nothing that was done to a job, and no notification that goes on with other incidents.
   * @returns how many were removed.
   */
  forget(what: { readonly cluster: string; readonly before: number; readonly most: number }): Promise<number>;
  /** Timeline of an incident after an event, oldest first. */
  eventsAfter(incidentId: string, seq: number): Promise<NumberedEvent[]>;
}
