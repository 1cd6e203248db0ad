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
}

/** What a person may tell the running agent from the command line; kept in the store until `serve` applies it. */
export type Answer =
  | { readonly kind: 'approve' | 'deny'; readonly incidentId: string; readonly planDigest: string }
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
  readonly answer: Answer;
}

/** A person or a pipeline owns the job for a while: watch, send nothing. `job` null = whole cluster; cluster null = everything (pause). */
export interface Hold {
  readonly cluster: string | null;
  readonly job: string | null;
  /** Epoch ms; null = until lifted. */
  readonly until: number | null;
  readonly reason: string;
  readonly by: string;
  readonly at: number;
}
