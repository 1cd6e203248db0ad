import type { ActionRow, ActionState, DropReason } from '../domain/action.ts';
import type { ActionEvent, At } from './events.ts';
import { backOffMs, clockSlackMs } from './limits.ts';

export type Of<K extends ActionEvent['kind']> = Extract<ActionEvent, { kind: K }>;
/** What becomes different in a row. */
export type Change = Partial<ActionRow> & { readonly state: ActionState };

export function isClockBehind(row: ActionRow, now: number): boolean {
  return now < row.updatedAt - clockSlackMs;
}

/** A clock that went back is no reason to wait, and has to be seen: a look is stored, and the key is not trusted after it. */
export function isTooEarly(row: ActionRow, now: number): boolean {
  return row.nextSettleAt !== null && now < row.nextSettleAt && !isClockBehind(row, now);
}

/** The limit was set by the clock of another process: by ours there is as much left of it as there was at the last write. */
export function limitByOurClock({ sendDeadlineAt, updatedAt }: ActionRow, now: number): number | null {
  return sendDeadlineAt === null ? null : now + sendDeadlineAt - updatedAt;
}

/** For how long the latest request may still be on its way; after a clock was set back, as long as it could be at the last write. */
export function onTheWayMs(row: ActionRow, now: number): number {
  if (row.sendDeadlineAt === null) return 0;
  return Math.max(0, row.sendDeadlineAt - (isClockBehind(row, now) ? row.updatedAt : now));
}

/**
 * Why it cannot end without a finding: it is repeated without proof, so nobody knows what came of the requests before; or it runs a
 * program that may hang for longer than anybody waits and submit its job then. Its end frees what it is about for another key, which does not
 * refuse that job. Whatever else is ready has been sent by nobody, or each request of it is proven to have had no effect.
 */
export function whyNotEnd({ firstSentAt, onDoubt }: ActionRow, { run }: At): string | undefined {
  if (firstSentAt === null) return undefined;
  if (run === 'starts') return 'the program of an earlier run may still submit its job';
  return onDoubt === 'retrySameKey' ? 'an earlier request may have had its effect' : undefined;
}

export function doubt(note: string, nextSettleAt: number): Change {
  return { state: 'in_doubt', settleAttempts: 0, nextSettleAt, note };
}

export function dropped(dropReason: DropReason, note: string): Change {
  return { state: 'dropped', dropReason, note };
}

export function backOff(row: ActionRow, now: number): Pick<ActionRow, 'settleAttempts' | 'nextSettleAt'> {
  return {
    settleAttempts: row.settleAttempts + 1,
    nextSettleAt: now + backOffMs(row.settleAttempts),
  };
}
