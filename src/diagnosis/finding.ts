import type { Diagnosis } from '../domain/incident.ts';
import type { Rank, RuleCause } from './causes.ts';
import type { Failure } from './failures.ts';

/** One possible reason for the trouble, and what speaks for it. */
export interface Finding {
  readonly cause: RuleCause | 'unknown';
  readonly rank: Rank;
  /** Epoch ms of the first sign of it. */
  readonly at: number;
  /**
   * high: measured, or an exception that names it, seen as often as the cause demands. medium: one kind of sign, or a sign that
   * other troubles show too. low: a guess that the next polls may overturn.
   */
  readonly confidence: Diagnosis['confidence'];
  readonly facts: readonly string[];
  /** The exception that it rests on. */
  readonly failure: Failure | undefined;
  /** What is wrong, as the rest of a sentence, where the text of the cause would be too general. */
  readonly says: string | undefined;
  /** What it means for the job, likewise, as a sentence without its full stop. */
  readonly means?: string;
}
