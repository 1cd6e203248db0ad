import type { ActionRow, OnDoubt } from '../domain/action.ts';
import type { ActionKind } from '../ports/action-kind.ts';

const mildestFirst: readonly OnDoubt[] = ['retrySameKey', 'queryFirst', 'askHuman'];

/**
 * What an action was planned with, or what its kind says now if that is stricter: a team may have found out since that a target keeps no
 * keys, or does not tell the truth.
 */
export function doubtPolicyOf(row: ActionRow, kind: ActionKind | undefined): OnDoubt {
  if (kind === undefined) return row.onDoubt;
  return mildestFirst.indexOf(kind.onDoubt) > mildestFirst.indexOf(row.onDoubt) ? kind.onDoubt : row.onDoubt;
}
