import type { Generated } from 'kysely';
import type { ActionRow } from '../../domain/action.ts';
import type { Approval, Hold } from '../../domain/approval.ts';
import type { TimelineEvent } from '../../domain/incident.ts';
import type { SopReview } from '../../domain/sop-review.ts';
import type { Attempt, Report } from '../../ports/store.ts';

/**
 * The tables. Columns are snake_case in the database and camelCase here (Kysely's CamelCasePlugin).
 * Times are epoch ms by our clock. A column named `doc`, `data`, `args` or `result` holds JSON text.
 */
export interface Tables {
  incident: IncidentTable;
  timelineEvent: TimelineEventTable;
  plan: PlanTable;
  action: ActionTable;
  attempt: AttemptTable;
  report: ReportTable;
  approval: ApprovalTable;
  answer: AnswerTable;
  hold: HoldTable;
  jobMemory: JobMemoryTable;
  clusterMemory: ClusterMemoryTable;
  meta: MetaTable;
  lease: LeaseTable;
  replica: ReplicaTable;
  notification: NotificationTable;
  llmSpend: LlmSpendTable;
  sopReview: SopReviewTable;
}

/** `doc` is the whole incident; the other columns repeat what is searched and locked by. */
export interface IncidentTable {
  id: string;
  cluster: string;
  job: string | null;
  state: string;
  version: number;
  openedAt: number;
  lastSeenAt: number;
  updatedAt: number;
  doc: string;
}

export interface TimelineEventTable extends Pick<TimelineEvent, 'incidentId' | 'at' | 'text'> {
  seq: Generated<number>;
  kind: string;
  data: string;
}

/** Never updated. */
export interface PlanTable {
  id: string;
  incidentId: string;
  createdAt: number;
  doc: string;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** One row per side effect; every field of ActionRow is a column. */
export interface ActionTable extends Mutable<Omit<ActionRow, 'result' | 'kind' | 'state' | 'dropReason' | 'onDoubt'>> {
  kind: string;
  state: string;
  dropReason: string | null;
  onDoubt: string;
  result: string | null;
}

export interface AttemptTable extends Mutable<Attempt> {}

export interface ReportTable extends Mutable<Omit<Report, 'source'>> {
  seq: Generated<number>;
  source: string;
}

/** `votes` holds JSON text. */
export interface ApprovalTable extends Mutable<Omit<Approval, 'state' | 'votes'>> {
  state: string;
  votes: string;
}

/** `outcome` null: not yet applied. `dedupe`: unique, so that what a chat repeats is one answer; null: nothing repeats it. */
export interface AnswerTable {
  seq: Generated<number>;
  at: number;
  by: string;
  via: string;
  dedupe: string | null;
  doc: string;
  outcome: string | null;
  appliedAt: number | null;
}

export interface HoldTable extends Mutable<Hold> {}

export interface JobMemoryTable {
  cluster: string;
  job: string;
  doc: string;
}

export interface ClusterMemoryTable {
  cluster: string;
  doc: string;
}

/** Counters of the store itself: `epoch`. */
export interface MetaTable {
  name: string;
  value: number;
}

/** `expiresAt` and `seenAt` are by the database's clock. */
export interface LeaseTable {
  cluster: string;
  holder: string;
  epoch: number;
  expiresAt: number;
}

export interface ReplicaTable {
  id: string;
  seenAt: number;
}

/** One row per call of the model; `at` is when it was booked. */
export interface LlmSpendTable {
  id: string;
  incidentId: string;
  at: number;
  tokens: number;
  microMoney: number;
}

export interface SopReviewTable extends Mutable<SopReview> {}

/** `doc` is the whole notification; the other columns repeat what is searched by. `done`: 0 or 1. */
export interface NotificationTable {
  id: string;
  cluster: string;
  channel: string;
  done: number;
  postedAt: number | null;
  createdAt: number;
  version: number;
  doc: string;
}
