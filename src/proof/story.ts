import { type ActionRow, undeterminedStates } from '../domain/action.ts';
import type { Attempt, Report } from '../ports/store.ts';
import type { Evidence, Move } from './evidence.ts';
import type { TargetEntry } from './target-log.ts';

/** Everything that is known of one action, from all sources, each in the order of time. */
export interface Story {
  readonly row: ActionRow;
  readonly attempts: readonly Attempt[];
  readonly reports: readonly Report[];
  readonly moves: readonly Move[];
  readonly requests: readonly TargetEntry[];
  readonly effects: readonly TargetEntry[];
}

/** Entries of the target that belong to no action are `strays`: nothing in the ledger says that they would come. */
export function storiesOf(evidence: Evidence): {
  readonly stories: readonly Story[];
  readonly strays: readonly TargetEntry[];
} {
  const attempts = Map.groupBy(evidence.attempts, (one) => one.actionId);
  const reports = Map.groupBy(evidence.reports, (one) => one.actionId);
  const moves = Map.groupBy(evidence.moves, (one) => one.actionId);
  const sends = Map.groupBy(evidence.attempts, (one) => one.key);
  const entries = Map.groupBy(evidence.target, (entry) => ownerOf(entry, sends.get(entry.key) ?? []));
  const stories = evidence.actions.map((row): Story => {
    const own = entries.get(row.id) ?? [];
    return {
      row,
      attempts: (attempts.get(row.id) ?? []).toSorted((a, b) => a.n - b.n),
      reports: reports.get(row.id) ?? [],
      moves: moves.get(row.id) ?? [],
      requests: own.filter((entry) => entry.what === 'request'),
      effects: own.filter((entry) => entry.what === 'effect'),
    };
  });
  return { stories, strays: entries.get(undefined) ?? [] };
}

/** Several actions may send one key, each after the one before it has proven to have done nothing: the latest one it is. */
function ownerOf(entry: TargetEntry, sends: readonly Attempt[]): string | undefined {
  const before = sends.filter((one) => one.armedAt <= entry.at).toSorted((a, b) => b.armedAt - a.armedAt);
  return (before.find((one) => one.outcome !== 'not-sent') ?? before[0])?.actionId;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** From each moment at which it may have left until it was known what came of it. The last one has no end if it is not known. */
export function undeterminedSpans({ moves }: Story): Span[] {
  const spans: Span[] = [];
  let from: number | undefined;
  for (const move of moves) {
    const undetermined = undeterminedStates.includes(move.state);
    if (undetermined) from ??= move.at;
    else if (from !== undefined) {
      spans.push({ from, to: move.at });
      from = undefined;
    }
  }
  if (from !== undefined) spans.push({ from, to: Number.POSITIVE_INFINITY });
  return spans;
}
