import { z } from 'zod';
import { ActionKindName } from '../domain/action.ts';
import { Answerers } from '../domain/answerers.ts';
import type { AlertQuestion } from '../domain/alert.ts';
import { Severity } from '../domain/signal.ts';
import type { MessageBody } from '../ports/messenger.ts';

const text = z.string();
const texts = z.array(text);

const Step = z.strictObject({ name: text, kind: ActionKindName, args: text });

const Question = z.strictObject({
  planDigest: text,
  sopDigest: text,
  steps: z.array(Step),
  destructive: z.boolean(),
  preflight: texts,
  expiresAt: z.number(),
  approvedBy: texts,
  neededApprovals: z.int(),
  answerers: Answerers.optional(),
  named: texts.optional(),
});

const StoredAlert = z.strictObject({
  incidentId: text,
  cluster: text,
  job: text.nullable(),
  severity: Severity,
  state: text,
  closed: z.boolean(),
  headline: text,
  diagnosis: text,
  model: text.optional(),
  evidence: texts,
  sop: z.strictObject({ id: text, title: text }).optional(),
  question: Question.optional(),
  /** Left out by an older program. */
  wouldDo: z.array(Step).optional(),
  refusals: texts,
  waits: z.boolean().optional(),
  cost: text.optional(),
  buttons: z.array(z.enum(['approve', 'deny', 'why', 'snooze'])),
});

/** A body as it stands in the arguments of an action; what JSON leaves out is undefined again. */
export const StoredBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('alert'), alert: StoredAlert }),
  z.strictObject({
    kind: z.literal('text'),
    lines: texts,
    exact: z.array(z.strictObject({ title: text, text })).optional(),
    call: Severity.optional(),
    answerers: Answerers.optional(),
    goesOn: text.optional(),
    plain: z.literal(true).optional(),
  }),
]);

export function bodyOf(stored: z.infer<typeof StoredBody>): MessageBody {
  if (stored.kind === 'text') return stored;
  const { sop, question, wouldDo = [], cost, model, waits, ...rest } = stored.alert;
  const asked = question === undefined ? undefined : questionOf(question);
  const alert = { ...rest, sop, question: asked, wouldDo, cost, model, ...(waits !== undefined && { waits }) };
  return { kind: 'alert', alert };
}

function questionOf({ named, ...rest }: z.infer<typeof Question>): AlertQuestion {
  return { ...rest, answerers: rest.answerers, ...(named !== undefined && { named }) };
}

/** What names a message: what it is about, where it stands, and the how-manieth about that it is. */
export const messageNames = {
  channel: z.string().min(1),
  /** Such as `incident:inc-1`. */
  subject: z.string().min(1),
  sequence: z.int().nonnegative(),
} as const;
