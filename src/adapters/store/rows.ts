import { z } from 'zod';
import { ActionKindName, type ActionRow, actionStates, dropReasons, SopActionKind } from '../../domain/action.ts';
import type { Answer, Approval, StoredAnswer } from '../../domain/approval.ts';
import { Incident, type TimelineEvent, timelineKinds } from '../../domain/incident.ts';
import type { Plan } from '../../domain/plan.ts';
import type { JobMemory } from '../../domain/snapshot.ts';
import { SopReview } from '../../domain/sop-review.ts';
import type { ClusterMemory, Report } from '../../ports/store.ts';
import type { ActionTable, AnswerTable, ApprovalTable, IncidentTable, SopReviewTable } from './schema.ts';
import { CorruptRow } from './store-error.ts';

const Texts = z.record(z.string(), z.string());
const Unknowns = z.record(z.string(), z.unknown());

const PlanDoc = z.object({
  id: z.string(),
  incidentId: z.string(),
  cluster: z.string(),
  jobName: z.string(),
  action: SopActionKind,
  steps: z.array(
    z.object({
      name: z.string(),
      kind: ActionKindName,
      risk: z.enum(['safe', 'disruptive', 'destructive']),
      args: Unknowns,
      declared: z.string().optional(),
    }),
  ),
  digest: z.string(),
  sopId: z.string(),
  sopDigest: z.string(),
  jobId: z.string(),
  jobStartTime: z.number(),
  createdAt: z.number(),
});

const ActionColumns = z.object({
  id: z.string(),
  planId: z.string(),
  incidentId: z.string(),
  step: z.int().nonnegative(),
  stepName: z.string(),
  kind: ActionKindName,
  cluster: z.string(),
  jobName: z.string(),
  lane: z.string(),
  args: z.string(),
  argsDigest: z.string(),
  key: z.string(),
  generation: z.int(),
  state: z.enum(actionStates),
  dropReason: z.enum(dropReasons).nullable(),
  epoch: z.int(),
  attempts: z.int(),
  takeovers: z.int().nonnegative(),
  onDoubt: z.enum(['retrySameKey', 'queryFirst', 'askHuman']),
  incarnation: z.string().nullable(),
  checkpointBefore: z.number().nullable(),
  firstSentAt: z.number().nullable(),
  sendDeadlineAt: z.number().nullable(),
  settleAttempts: z.int(),
  nextSettleAt: z.number().nullable(),
  result: Texts.nullable(),
  note: z.string(),
  createdAt: z.number(),
  updatedAt: z.number(),
});

const Via = z.enum(['slack', 'terminal']);

/** By name, so that a newer program may add one while an older one still runs. */
export const actionColumns = Object.keys(ActionColumns.shape) as (keyof ActionTable)[];

const ApprovalColumns = z.object({
  id: z.string(),
  incidentId: z.string(),
  planId: z.string(),
  planDigest: z.string(),
  jobStartTime: z.number(),
  askedAt: z.number(),
  expiresAt: z.number(),
  state: z.enum(['open', 'approved', 'denied', 'expired', 'used', 'void']),
  answeredBy: z.string().nullable(),
  answeredAt: z.number().nullable(),
  votes: z.array(z.object({ person: z.string(), by: z.string(), at: z.number(), via: Via })),
  needed: z.int().positive(),
});

const AnswerDoc = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['approve', 'deny']), incidentId: z.string(), planDigest: z.string() }),
  z.object({ kind: z.literal('snooze'), incidentId: z.string(), until: z.number(), reason: z.string() }),
  z.object({ kind: z.enum(['ack', 'resolve']), incidentId: z.string(), reason: z.string() }),
  z.object({
    kind: z.literal('settle'),
    actionId: z.string(),
    finding: z.enum(['executed', 'not-executed', 'abandon']),
    reason: z.string(),
    result: Texts,
  }),
]);

const EventColumns = z.object({
  incidentId: z.string(),
  at: z.number(),
  kind: z.enum(timelineKinds),
  text: z.string(),
  data: Unknowns,
});

const ReportColumns = z.object({
  actionId: z.string(),
  at: z.number(),
  epoch: z.int(),
  source: z.enum(['send', 'hook', 'poll', 'human']),
  text: z.string(),
});

const JobMemoryDoc = z.object({
  exceptionCursor: z.object({ timestamp: z.number(), fingerprints: z.array(z.string()) }).optional(),
  jobId: z.string().optional(),
  lastState: z.string().optional(),
  lastCompletedCheckpointId: z.number().optional(),
  failedCommits: z.number().optional(),
  failedCommitsAt: z.number().optional(),
  resolvedJobId: z.string().optional(),
  missingSince: z.number().optional(),
});

const ClusterMemoryDoc = z.object({
  incarnation: z.string().optional(),
  newSince: z.number().optional(),
  firstSeenAt: z.number().optional(),
  lastPollAt: z.number(),
  unreadable: z.string().optional(),
});

/** What each row has to fit, but for those that hold no words of their own. */
export const rowSchemas = [
  Incident,
  PlanDoc,
  ActionColumns,
  ApprovalColumns,
  AnswerDoc,
  Via,
  EventColumns,
  ReportColumns,
];

/** @throws {CorruptRow} as do all readers below. */
export function incidentOf(row: Pick<IncidentTable, 'id' | 'version' | 'doc'>): Incident {
  const incident = parsed(Incident, json('incident', row.id, row.doc), 'incident', row.id);
  return { ...incident, verdict: verdictOf(incident), version: row.version };
}

/** An older program told lost state by the name of the check alone. */
function verdictOf({ verdict }: Pick<Incident, 'verdict'>): Incident['verdict'] {
  const isLost = verdict?.checks.some(
    ({ name, result }) => name === 'it was restored from the right snapshot' && result === 'no',
  );
  return verdict !== null && isLost === true ? { ...verdict, lostState: true } : verdict;
}

export function planOf(row: { readonly id: string; readonly doc: string }): Plan {
  return parsed(PlanDoc, json('plan', row.id, row.doc), 'plan', row.id);
}

export function actionOf(row: ActionTable): ActionRow {
  const result = row.result === null ? null : json('action', row.id, row.result);
  return parsed(ActionColumns, { ...row, result }, 'action', row.id);
}

export function approvalOf(row: ApprovalTable): Approval {
  const votes = json('approval', row.id, row.votes);
  return parsed(ApprovalColumns, { ...row, votes }, 'approval', row.id);
}

export function rowOfApproval(approval: Approval): ApprovalTable {
  const checked = checkedBeforeWrite(ApprovalColumns, approval, `approval ${approval.id}`);
  return { ...checked, votes: JSON.stringify(checked.votes) };
}

export function answerOf(row: Pick<AnswerTable, 'at' | 'by' | 'via' | 'doc'> & { seq: number }): StoredAnswer {
  const id = String(row.seq);
  const answer: Answer = parsed(AnswerDoc, json('answer', id, row.doc), 'answer', id);
  const via = parsed(Via, row.via, 'answer', id);
  return { seq: row.seq, at: row.at, by: row.by, via, answer };
}

export function eventOf(row: { seq: number; data: string } & Record<string, unknown>): TimelineEvent {
  const id = String(row.seq);
  const data = json('timeline_event', id, row.data);
  return parsed(EventColumns, { ...row, data }, 'timeline_event', id);
}

export function reportOf(row: { seq: number } & Record<string, unknown>): Report {
  return parsed(ReportColumns, row, 'report', String(row.seq));
}

export function sopReviewOf(row: SopReviewTable): SopReview {
  return parsed(SopReview, row, 'sop_review', row.sopId);
}

export function jobMemoryOf(cluster: string, job: string, doc: string): JobMemory {
  const id = `${cluster}/${job}`;
  const memory = remembered(JobMemoryDoc, 'job_memory', id, doc, 'The job');
  return {
    exceptionCursor: memory.exceptionCursor,
    jobId: memory.jobId,
    resolvedJobId: memory.resolvedJobId,
    lastState: memory.lastState,
    lastCompletedCheckpointId: memory.lastCompletedCheckpointId,
    failedCommits: memory.failedCommits,
    failedCommitsAt: memory.failedCommitsAt,
    missingSince: memory.missingSince,
  };
}

export function clusterMemoryOf(cluster: string, doc: string): ClusterMemory {
  const memory = remembered(ClusterMemoryDoc, 'cluster_memory', cluster, doc, 'The cluster');
  const { incarnation, newSince, firstSeenAt, lastPollAt, unreadable } = memory;
  return { incarnation, ...(newSince !== undefined && { newSince }), firstSeenAt, lastPollAt, unreadable };
}

/** The row to store. Refuses what could not be read back, so that no writer can leave a corrupt row. */
export function rowOfIncident(incident: Incident, version: number): IncidentTable {
  const checked = checkedBeforeWrite(Incident, { ...incident, version }, `incident ${incident.id}`);
  const { id, cluster, job, state, openedAt, lastSeenAt, updatedAt } = checked;
  return { id, cluster, job, state, version, openedAt, lastSeenAt, updatedAt, doc: JSON.stringify(checked) };
}

export function rowOfAction(action: ActionRow): ActionTable {
  const checked = checkedBeforeWrite(ActionColumns, action, `action ${action.id}`);
  return { ...checked, result: checked.result === null ? null : JSON.stringify(checked.result) };
}

export function rowOfSopReview(review: SopReview): SopReviewTable {
  return checkedBeforeWrite(SopReview, review, `review of SOP ${review.sopId}`);
}

export function docOfPlan(plan: Plan): string {
  return JSON.stringify(checkedBeforeWrite(PlanDoc, plan, `plan ${plan.id}`));
}

export function docOfAnswer(answer: Answer): string {
  return JSON.stringify(checkedBeforeWrite(AnswerDoc, answer, `answer ${answer.kind}`));
}

export function docOfJobMemory(memory: JobMemory, job: string): string {
  return JSON.stringify(checkedBeforeWrite(JobMemoryDoc, memory, `memory of job ${job}`));
}

export function docOfClusterMemory(memory: ClusterMemory, cluster: string): string {
  return JSON.stringify(checkedBeforeWrite(ClusterMemoryDoc, memory, `memory of cluster ${cluster}`));
}

/** What is remembered is there to be seen again. */
function remembered<T>(schema: z.ZodType<T>, table: string, id: string, doc: string, whose: string): T {
  try {
    return parsed(schema, json(table, id, doc), table, id);
  } catch (error) {
    if (!(error instanceof CorruptRow)) throw error;
    throw new CorruptRow(
      table,
      id,
      error.why,
      `${whose} is watched as one that was never seen: look whether it is as it should be. The row is written anew when it is seen.`,
    );
  }
}

function parsed<T>(schema: z.ZodType<T>, value: unknown, table: string, id: string): T {
  const outcome = schema.safeParse(value);
  if (outcome.success) return outcome.data;
  throw new CorruptRow(table, id, firstIssue(outcome.error));
}

function checkedBeforeWrite<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const outcome = schema.safeParse(value);
  if (outcome.success) return outcome.data;
  throw new Error(`The ${what} cannot be stored: ${firstIssue(outcome.error)}`);
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return 'it does not have the expected shape';
  return `${issue.path.length > 0 ? issue.path.join('.') : 'value'}: ${issue.message}`;
}

function json(table: string, id: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CorruptRow(table, id, 'its JSON is broken');
  }
}
