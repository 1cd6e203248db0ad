import type { ActionRow } from '../domain/action.ts';
import type { ActionKind } from '../ports/action-kind.ts';
import { isClockBehind } from './change.ts';
import { clockSlackMs } from './limits.ts';

// May a key that may have arrived go out again? A look asks it (`settle.ts`), and `arm` once more, since time goes by between them.

/** Part of Flink's trigger memory that is relied on: it counts from completion, we from the first send. */
const trustedPart = 0.8;

/**
 * Ms since the first send for which the key may be sent again; null: at any time, as no key is needed. It ends before the target forgets the key, as
 * a request that is late is acted on as long as `finalityMs` after its send limit.
 */
export function repeatWithinOf(kind: ActionKind, triggerMemoryMs: number): number | null {
  if (kind.keyWindowMs === 'declarative') return kind.repeatWithinMs ?? null;
  const rememberedMs = kind.keyWindowMs === 'trigger-memory' ? triggerMemoryMs * trustedPart : kind.keyWindowMs;
  return rememberedMs - kind.sendLimitMs - kind.finalityMs;
}

/**
 * Only the process that was asked first refuses a second effect, and only while it remembers the key; undefined: it does.
 * @param incarnation who would be asked now; null: it cannot be told.
 * @param withinMs of `repeatWithinOf`.
 * @param isKeyless declarative: nobody has to remember it, but what was declared since by others is not overruled later.
 */
export function whyNotRepeat(
  row: ActionRow,
  incarnation: string | null,
  withinMs: number | null,
  now: number,
  isKeyless: boolean,
): string | undefined {
  if (withinMs === null) return undefined;
  if (isKeyless) return isInTime(row, withinMs, now) ? undefined : 'others may have declared something else since';
  if (incarnation === null || incarnation !== row.incarnation) return 'the JobManager that knew the key is gone';
  return isInTime(row, withinMs, now) ? undefined : 'the key may be forgotten before the request arrives';
}

function isInTime(row: ActionRow, withinMs: number, now: number): boolean {
  const agoMs = now - (row.firstSentAt ?? 0);
  // A clock that went back, or less than no time: it did so before. Nobody knows for how long the key has been remembered.
  return !isClockBehind(row, now) && agoMs >= -clockSlackMs && agoMs < withinMs;
}
