import { z } from 'zod';
import { Severity, Signal } from './signal.ts';

export const incidentStates = [
  'open',
  'diagnosed',
  'awaiting_approval',
  'acting',
  'verifying',
  'escalated',
  'closed',
] as const;
export type IncidentState = (typeof incidentStates)[number];

/**
 * cleared: an action cured it. recovered: it went away by itself or with Flink's help. resolved: a person said so.
 * adopted: it goes on as part of the incident of its cluster.
 */
export const closings = ['cleared', 'recovered', 'resolved', 'adopted'] as const;

/** One exception of a cause chain. */
export const CauseLink = z.object({ class: z.string(), message: z.string() });
export type CauseLink = z.infer<typeof CauseLink>;

export const Diagnosis = z.object({
  /** A SOP id of the catalogue, or `unknown`. */
  cause: z.string(),
  confidence: z.enum(['high', 'medium', 'low']),
  /** Two sentences for a person. */
  summary: z.string(),
  /** What it rests on; each names evidence. */
  evidence: z.array(z.string()),
  by: z.enum(['rules', 'llm', 'rules, no AI']),
  /** What the rules alone said, where a model's words stand above; left out: they do not, or an older program stored it. */
  rules: z.object({ cause: z.string(), confidence: z.enum(['high', 'medium', 'low']), summary: z.string() }).optional(),
  /** Root cause first. */
  exceptions: z.array(CauseLink),
  tokens: z.object({ prompt: z.number(), completion: z.number() }).nullable(),
  /** What the model did, also when nothing came of it. Left out: none was asked, or an older program stored it. */
  llm: z
    .object({
      model: z.string(),
      calls: z.int(),
      /** In the currency of the configured prices; null: none are configured. */
      money: z.number().nullable(),
      /** Names of the tools that were read with, in order of asking. */
      tools: z.array(z.string()),
      /** Those of the calls whose end is not known, at the worst that stays booked for them. Left out: there are none. */
      booked: z.object({ calls: z.int(), tokens: z.number(), money: z.number().nullable() }).optional(),
      /** Equal while there is nothing new to ask about. */
      question: z.string(),
    })
    .optional(),
  /** When the model is asked once more, epoch ms, as its server failed. Left out: only new trouble asks it again. */
  askAgainAt: z.number().optional(),
  at: z.number(),
});
export type Diagnosis = z.infer<typeof Diagnosis>;

export const Retrieval = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('fits'),
    sopId: z.string(),
    sopDigest: z.string(),
    title: z.string(),
    by: z.string(),
    score: z.number(),
  }),
  z.object({ kind: z.literal('none-fits'), best: z.string().nullable() }),
]);
export type Retrieval = z.infer<typeof Retrieval>;

/** Undefined: none was looked for yet, or none fits. */
export function sopIdOf(retrieval: Retrieval | null): string | undefined {
  return retrieval?.kind === 'fits' ? retrieval.sopId : undefined;
}

/** A refusal, always with the field, its value and what to do. */
export const Refusal = z.object({
  reason: z.string(),
  field: z.string(),
  value: z.string(),
  todo: z.string(),
});
export type Refusal = z.infer<typeof Refusal>;

export const Check = z.object({
  name: z.string(),
  result: z.enum(['yes', 'no', 'cannot-tell', 'not-applicable']),
  detail: z.string(),
});
export type Check = z.infer<typeof Check>;

export const Verdict = z.object({
  kind: z.enum(['cleared', 'not-cleared', 'cannot-tell']),
  checks: z.array(Check),
  /** The job came back with another state than it had: that its trouble is gone makes nothing good; absent: it did not. */
  lostState: z.literal(true).optional(),
  at: z.number(),
});
export type Verdict = z.infer<typeof Verdict>;

/** The unit of work. At most one that is not closed per job (job null: the cluster itself). */
export const Incident = z.object({
  id: z.string(),
  cluster: z.string(),
  job: z.string().nullable(),
  state: z.enum(incidentStates),
  closing: z.enum(closings).nullable(),
  severity: Severity,
  /** Fingerprint of the signal that opened it. */
  fingerprint: z.string(),
  /** Latest of each kind and fingerprint that joined. */
  signals: z.array(Signal),
  /** Identities of those that joined and have no room there any more, oldest first; absent: there was room for all. */
  crowdedOut: z.array(z.string()).optional(),
  /** Trouble that was there before this program first looked: shown, never acted on until acknowledged. */
  baseline: z.boolean(),
  acknowledgedBy: z.string().nullable(),
  diagnosis: Diagnosis.nullable(),
  retrieval: Retrieval.nullable(),
  planId: z.string().nullable(),
  /** Plans that were carried out and did not clear it. */
  failedPlans: z.int(),
  verdict: Verdict.nullable(),
  /** Who last planned with a kind of the team's own, and how many processes in a row have begun with that and not come through; absent: nobody has. */
  planning: z.object({ kind: z.string(), epoch: z.int(), begun: z.int() }).optional(),
  /** Why a person must look; while it is `acting`, see `isStuck`. */
  escalation: z.string().nullable(),
  /** What keeps its plan from being made or, once people said yes, from beginning; see `goesOnByItself`. */
  refusals: z.array(Refusal),
  /** Nobody wants to hear of it until then, unless it gets worse than it was; absent: nobody said so. */
  snoozed: z.object({ until: z.number(), severity: Severity, by: z.string() }).optional(),
  openedAt: z.number(),
  /** When its trouble last came back after it had recovered; absent: it never did. */
  reopenedAt: z.number().optional(),
  /** A signal was last seen. */
  lastSeenAt: z.number(),
  updatedAt: z.number(),
  closedAt: z.number().nullable(),
  /** Optimistic lock: the store refuses a save of an older version. */
  version: z.int(),
});
export type Incident = z.infer<typeof Incident>;

/** It was so at the first look, and nobody has taken note. */
export function isUnseenBaseline(incident: Pick<Incident, 'baseline' | 'acknowledgedBy'>): boolean {
  return incident.baseline && incident.acknowledgedBy === null;
}

/** Its plan does not go on before a person has looked. No state of its own: it is tried further all the same, and goes on where it is. */
export function isStuck({ state, escalation }: Pick<Incident, 'state' | 'escalation'>): boolean {
  return state === 'acting' && escalation !== null;
}

/** What keeps it may pass, and then it goes on: it is planned as soon as it may be, or sent once what was approved fits again. */
export function goesOnByItself({ state }: Pick<Incident, 'state'>): boolean {
  return state === 'diagnosed' || state === 'awaiting_approval';
}

export const timelineKinds = [
  'opened',
  'joined',
  'diagnosed',
  'retrieved',
  'planned',
  'would-do',
  'refused',
  'asked',
  'approved',
  'denied',
  'expired',
  'acting',
  'action',
  'verifying',
  'verdict',
  'escalated',
  'acknowledged',
  'closed',
  'note',
] as const;
export type TimelineKind = (typeof timelineKinds)[number];

export interface TimelineEvent {
  readonly incidentId: string;
  readonly at: number;
  readonly kind: TimelineKind;
  /** One sentence for a person. */
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>>;
}
