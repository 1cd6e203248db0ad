/** Time, so that tests can move it. */
export interface Clock {
  /** Wall clock, epoch ms. */
  now(): number;
  /** Resolves after `ms`, or at once (without error) when the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}
