import { type CrashPoint, crashPoints } from '../../src/ledger/deps.ts';
import type { ProofKind } from '../../src/proof/kinds.ts';

/** The points that an action of this kind passes, sooner or later. */
export function pointsOf({ target, onDoubt }: ProofKind): readonly CrashPoint[] {
  return crashPoints.filter((point) => {
    if (point.startsWith('after-poll')) return target === 'long';
    if (point.endsWith('-query') || point === 'after-finding') return onDoubt !== 'askHuman';
    return true;
  });
}
