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
  /** Of requests, delivered once more by the network. */
  readonly copies: readonly TargetEntry[];
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
  /** Sends that a request has been seen of: one that was held back may arrive after the key was sent for another action. */
  const seen = new Set<Attempt>();
  const entries = Map.groupBy(evidence.target, (entry) => {
    const send = sendOf(entry, sends.get(entry.key) ?? [], seen);
    if (send !== undefined && entry.what === 'request') seen.add(send);
    return send?.actionId;
  });
  const stories = evidence.actions.map((row): Story => {
    const own = entries.get(row.id) ?? [];
    return {
      row,
      attempts: (attempts.get(row.id) ?? []).toSorted((a, b) => a.n - b.n),
      reports: reports.get(row.id) ?? [],
      moves: moves.get(row.id) ?? [],
      requests: own.filter((entry) => entry.what === 'request'),
      copies: own.filter((entry) => entry.what === 'copy'),
      effects: own.filter((entry) => entry.what === 'effect'),
    };
  });
  return { stories, strays: entries.get(undefined) ?? [] };
}

/**
 * Several actions may send one key, each after the one before it has proven to have done nothing: an effect is the latest
 * one's, and a request that of the latest send of which none has been seen.
 */
function sendOf(entry: TargetEntry, sends: readonly Attempt[], seen: ReadonlySet<Attempt>): Attempt | undefined {
  const before = sends.filter((one) => one.armedAt <= entry.at).toSorted((a, b) => b.armedAt - a.armedAt);
  const left = before.filter((one) => one.outcome !== 'not-sent');
  const unseen = entry.what === 'request' ? left.find((one) => !seen.has(one)) : undefined;
  return unseen ?? left[0] ?? before[0];
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
