import type { ActionRow, DropReason } from '../domain/action.ts';
import { type Applied, apply } from './apply.ts';
import type { RunningLedger } from './deps.ts';
import type { ActionEvent } from './events.ts';
import { holdBack } from './held-back.ts';

/**
 * It cannot be sent. Of a plan that has changed something, or of what may have happened, nothing ends without a person.
 * @returns whether the action changed.
 */
export async function endOrAsk(deps: RunningLedger, row: ActionRow, reason: DropReason, why: string): Promise<boolean> {
  const isHarmless = row.step === 0 && row.firstSentAt === null;
  const event: ActionEvent = isHarmless ? { kind: 'drop', reason, note: why } : { kind: 'escalate', why };
  return (await endUnlessHeld(deps, row, event)).kind === 'stored';
}

/** Ends what is not sent, unless it is held back: that end would free what it is about for another key. */
export async function endUnlessHeld(deps: RunningLedger, row: ActionRow, event: ActionEvent): Promise<Applied> {
  return (await holdBack(deps, row)) ?? apply(deps, row, event);
}
