/** What calls of the model cost. Money in millionths of the configured currency, so that sums are exact. */
export interface Spend {
  readonly calls: number;
  readonly tokens: number;
  readonly microMoney: number;
}

/** Those of an owner count the incidents of one owner's jobs alone. */
export const spendScopes = ['incident', 'ownerHour', 'ownerDay', 'hour', 'day'] as const;
export type SpendScope = (typeof spendScopes)[number];

/** Undefined: not limited. */
export type SpendLimit = { readonly [K in keyof Spend]?: number | undefined };
export type SpendLimits = Readonly<Record<'incident' | 'hour' | 'day', SpendLimit>> & {
  /** Left out: one owner may spend all. */
  readonly ownerHour?: SpendLimit;
  readonly ownerDay?: SpendLimit;
};

export type Reservation =
  | { readonly kind: 'reserved' }
  /** Nothing was booked: with this call, this limit would be passed. */
  | { readonly kind: 'over'; readonly scope: SpendScope; readonly of: keyof Spend; readonly limit: number };

/** What the model may cost, kept for all replicas. A call is booked at its worst before it is sent, so that no crash can spend more. */
export interface LlmSpendStore {
  /**
   * Books one call unless a limit would be passed: one decision at a time over all processes.
   * @param request.at our clock, epoch ms; the hour and the day are those before it.
   * @param request.isOwn whether a job (null: the cluster itself) has the same owner as the incident; asked for the owner's limits.
   */
  reserve(request: {
    readonly id: string;
    readonly incidentId: string;
    readonly at: number;
    readonly worst: Spend;
    readonly limits: SpendLimits;
    readonly isOwn?: (cluster: string, job: string | null) => boolean;
  }): Promise<Reservation>;
  /** Puts what the call did cost in the place of its worst. Never called for a call whose end is not known. */
  settle(id: string, actual: Spend): Promise<void>;
}
