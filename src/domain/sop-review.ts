import { z } from 'zod';
import type { Sop } from './sop.ts';

/** A person has read a procedure and lets what it plans run alone: the file with exactly this digest, and no other text. */
export const SopReview = z.object({
  sopId: z.string().min(1),
  /** SHA-256 of the file that was read. */
  digest: z.string().min(1),
  /** User of the operating system. */
  by: z.string().min(1),
  /** Epoch ms. */
  at: z.int(),
});
export type SopReview = z.infer<typeof SopReview>;

/** `changed`: another text than that of the file now was reviewed. */
export type ReviewState = 'reviewed' | 'changed' | 'unreviewed';

export function reviewState({ digest }: Pick<Sop, 'digest'>, review: SopReview | undefined): ReviewState {
  if (review === undefined) return 'unreviewed';
  return review.digest === digest ? 'reviewed' : 'changed';
}
