/** Time, so that tests can move it. */
export interface Clock {
  /** Wall clock, epoch ms. */
  now(): number;
  /** Ms of which only differences tell anything: nobody sets this clock, and it stands while the machine sleeps. Left out: `now`. */
  steadyMs?(): number;
  /** Resolves after `ms`, or at once (without error) when the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}
