import { matchesPattern } from './name-pattern.ts';

/** A person's yes or no to exactly one plan, used once. `expired` is not `denied`. */
export interface Approval {
  readonly id: string;
  readonly incidentId: string;
  readonly planId: string;
  /** Digest of the plan that the person saw. */
  readonly planDigest: string;
  readonly jobStartTime: number;
  readonly askedAt: number;
  readonly expiresAt: number;
  readonly state: 'open' | 'approved' | 'denied' | 'expired' | 'used' | 'void';
  readonly answeredBy: string | null;
  readonly answeredAt: number | null;
  /** Every yes that counted so far, each of another person, oldest first. */
  readonly votes: readonly Vote[];
  /** How many different people had to say yes when the question was asked. */
  readonly needed: number;
}

/** Where a person answered: as Slack or the operating system vouches for. */
export type Via = 'slack' | 'terminal';

/** One person's yes. */
export interface Vote {
  /** Who it is by the configuration; several accounts may be one person. */
  readonly person: string;
  /** The account that said it. */
  readonly by: string;
  readonly at: number;
  readonly via: Via;
}

/** What a person may tell the running agent, from the command line or a chat; kept in the store until `serve` applies it. */
export type Answer =
  | { readonly kind: 'approve' | 'deny'; readonly incidentId: string; readonly planDigest: string }
  /** `until`: epoch ms. */
  | { readonly kind: 'snooze'; readonly incidentId: string; readonly until: number; readonly reason: string }
  | { readonly kind: 'ack' | 'resolve'; readonly incidentId: string; readonly reason: string }
  | {
      readonly kind: 'settle';
      readonly actionId: string;
      readonly finding: 'executed' | 'not-executed' | 'abandon';
      readonly reason: string;
      readonly result: Readonly<Record<string, string>>;
    };

export interface StoredAnswer {
  readonly seq: number;
  readonly at: number;
  readonly by: string;
  readonly via: Via;
  readonly answer: Answer;
}

/** Who holds what the configuration says is under maintenance. */
export const configured = 'configuration';

/**
 * A person or a pipeline owns the job for a while: watch, send nothing. `job` null = whole cluster, `*` in it stands for any
 * text; cluster null = everything (pause).
 */
export interface Hold {
  readonly cluster: string | null;
  readonly job: string | null;
  /** Epoch ms; null = until lifted. */
  readonly until: number | null;
  readonly reason: string;
  readonly by: string;
  readonly at: number;
}

/** Whether a hold, as long as it lasts, keeps hands off this job; `job` null: off the whole cluster. */
export function holdCovers(hold: Pick<Hold, 'cluster' | 'job'>, cluster: string | null, job: string | null): boolean {
  if ((hold.cluster ?? cluster) !== cluster) return false;
  return hold.job === null || (job !== null && matchesPattern(hold.job, job));
}
