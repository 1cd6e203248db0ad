import { isToCome } from '../domain/elapsed.ts';
import type { LlmSilence } from '../domain/errors.ts';
import type { Diagnosis, Incident } from '../domain/incident.ts';

/** What a server may be over in a while; an answer of no use would be of no use again, and a limit is what people decided. */
const passing: readonly LlmSilence[] = ['timeout', 'network', 'server', 'rate-limit'];
const againAfterMs = 300_000;

/**
 * When the model is asked once more after its server failed; undefined: only new trouble asks it again.
 * @param before what stood on the incident when it was asked: of failures in a row, only the first has another try.
 */
export function nextTryAt(before: Diagnosis | null, reason: LlmSilence, now: number): number | undefined {
  if (!passing.includes(reason)) return undefined;
  if (before?.by !== 'rules, no AI') return now + againAfterMs;
  // New trouble asked before the time of the other try, which is still to come.
  return isStillToCome(before.askAgainAt, now) ? before.askAgainAt : undefined;
}

/** Whether it is time for that try: it helps the people who have to look, and never changes what a plan was made for. */
export function isAskedAgain(
  { state, planId, failedPlans, diagnosis }: Pick<Incident, 'state' | 'planId' | 'failedPlans' | 'diagnosis'>,
  now: number,
): boolean {
  if (state !== 'escalated' || planId !== null || failedPlans > 0) return false;
  return diagnosis?.askAgainAt !== undefined && !isStillToCome(diagnosis.askAgainAt, now);
}

/** Further ahead than that it was noted by a clock that was put back since. */
function isStillToCome(askAgainAt: number | undefined, now: number): boolean {
  return askAgainAt !== undefined && isToCome(askAgainAt, againAfterMs, now);
}
