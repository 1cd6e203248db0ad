/** Slack waits three seconds for word that a press came, and then delivers it again. */
const slowAfterMs = 1_500;
const givenUpAfterMs = 2_500;

/**
 * Whether Slack is told that something came: once it is stored or refused for good, or when that merely takes long. What
 * failed is not told, so that Slack delivers it again.
 */
export interface Receipt {
  /** Tells Slack; from then on it does not deliver again. Further calls do nothing. */
  readonly keep: () => void;
  /** Something that is needed has failed: until `recover`, no lapse of time tells Slack. */
  readonly fail: () => void;
  /** What had failed went well on another try. */
  readonly recover: () => void;
  readonly isTold: () => boolean;
  /** Aborts while Slack is not told and something keeps failing, shortly before Slack delivers again. */
  readonly signal: AbortSignal;
}

/** `close` ends the waiting and resolves when Slack is told, if it is; `tell` must not throw. */
export function openReceipt(tell: () => Promise<void>): Receipt & { close(): Promise<void> } {
  const givenUp = new AbortController();
  let told: Promise<void> | undefined;
  let isFailing = false;
  const keep = () => {
    told ??= tell();
  };
  const slow = setTimeout(() => {
    if (!isFailing) keep();
  }, slowAfterMs);
  const last = setTimeout(() => {
    if (!isFailing) keep();
    else if (told === undefined) givenUp.abort();
  }, givenUpAfterMs);
  return {
    keep,
    fail: () => {
      isFailing = true;
    },
    recover: () => {
      isFailing = false;
    },
    isTold: () => told !== undefined,
    signal: givenUp.signal,
    async close() {
      clearTimeout(slow);
      clearTimeout(last);
      await told;
    },
  };
}
