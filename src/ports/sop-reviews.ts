import type { SopReview } from '../domain/sop-review.ts';

/** What people said of procedures they have read: the command line writes it, `serve` reads it each time it decides. */
export interface SopReviewStore {
  /** One per SOP at most, by id. */
  list(): Promise<SopReview[]>;
  /** Undefined: nobody has reviewed it, it was taken back, or what is stored of it cannot be read. */
  of(sopId: string): Promise<SopReview | undefined>;
  /** All of them or none. Each takes the place of what was recorded of its SOP before. */
  record(reviews: readonly SopReview[]): Promise<void>;
  /** Takes back what is recorded of these. Returns the ids of which something was. */
  revoke(sopIds: readonly string[]): Promise<string[]>;
}
