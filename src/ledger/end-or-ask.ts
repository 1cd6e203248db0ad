import type { ActionRow, DropReason } from '../domain/action.ts';
import { apply } from './apply.ts';
import type { RunningLedger } from './deps.ts';

/**
 * It cannot be sent. Of a plan that has changed something, or of what may have happened, nothing ends without a person.
 * @returns whether the action changed.
 */
export async function endOrAsk(deps: RunningLedger, row: ActionRow, reason: DropReason, why: string): Promise<boolean> {
  const isHarmless = row.step === 0 && row.firstSentAt === null;
  const event = isHarmless ? ({ kind: 'drop', reason, note: why } as const) : ({ kind: 'escalate', why } as const);
  return (await apply(deps, row, event)).kind === 'stored';
}
