import type { ActionState } from '../domain/action.ts';
import type { Evidence, Kill } from './evidence.ts';
import type { ProofKind } from './kinds.ts';
import { crowdedLanes, type Fault, faultsOf, faultsOfRun, repeatedDeeds, type Rule, rules } from './rules.ts';
import { type Settlement, type SettledBy, settlements, settlementsOf } from './settlement.ts';
import { storiesOf, type Story } from './story.ts';

interface Quantiles {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** What came of one policy against one class of target. Times in ms; undefined: nothing to measure. */
export interface KindVerdict extends ProofKind {
  readonly actions: number;
  readonly sent: number;
  readonly requests: number;
  readonly effects: number;
  readonly states: Readonly<Partial<Record<ActionState, number>>>;
  readonly faults: Readonly<Record<Rule, number>>;
  /** Effects beyond the one that was wanted. */
  readonly duplicates: number;
  readonly lost: number;
  readonly falseSuccess: number;
  readonly falseFailure: number;
  readonly inDoubtAtKill: { readonly all: number; readonly withEffect: number };
  readonly settledBy: Readonly<Record<SettledBy, number>>;
  readonly settleMs: Quantiles | undefined;
  /** The first part of `settleMs`: until the action was known to be in doubt. */
  readonly noticeMs: Quantiles | undefined;
}

export interface Verdict {
  readonly kinds: readonly KindVerdict[];
  /** Of the guaranteed kinds. */
  readonly faults: readonly Fault[];
  readonly kills: number;
  /** Kills at which the dead process had an action between intent and outcome. */
  readonly landed: number;
  readonly zombies: number;
  /** Why the run proves nothing, whatever it shows. Undefined: it does. */
  readonly void: string | undefined;
  readonly ok: boolean;
}

/** Below this share of kills between intent and outcome a run has not tried what it is about. */
const leastLanded = 0.3;
/** And so many of its second half, where that has enough to tell: a ledger that stands still after a good beginning is not tried any more. */
const leastLandedLater = 0.15;
const enoughLater = 20;
/** So many unsafe actions with their effect done at the kill must show a duplicate, or the run could not see one. */
const controlSize = 10;

/** Decides from what is left, without trusting the ledger: the target's log says what happened. */
export function judge(evidence: Evidence, kinds: readonly ProofKind[]): Verdict {
  const { stories, strays } = storiesOf(evidence);
  const guaranteed = new Set(kinds.filter((one) => one.guaranteed).map((one) => one.kind));
  const released = new Set(evidence.released);
  const all: Fault[] = [
    ...stories.flatMap((story) => faultsOf(story, released)),
    ...crowdedLanes(stories),
    ...repeatedDeeds(stories),
    ...strays.map((entry): Fault => {
      const why = `the target has a ${entry.what} of the key ${entry.key}, and no intent speaks of it`;
      return { rule: 'intent-first', actionId: '', why };
    }),
    ...faultsOfRun(evidence, new Set(stories.map((story) => story.row.id))),
  ];
  const kindOf = new Map(stories.map(({ row }) => [row.id, row.kind]));
  const isUnsafe = ({ actionId }: Fault): boolean => {
    const kind = kindOf.get(actionId);
    return kind !== undefined && !guaranteed.has(kind);
  };
  const settled = settlementsOf(evidence, stories);
  const verdicts = kinds.map((one) =>
    verdictOn(
      one,
      stories.filter((story) => story.row.kind === one.kind),
      all.filter((fault) => kindOf.get(fault.actionId) === one.kind),
      settled.filter((settlement) => kindOf.get(settlement.actionId) === one.kind),
    ),
  );
  const faults = all.filter((fault) => !isUnsafe(fault));
  const landed = landedOf(evidence.kills);
  const why = whyVoid(evidence.kills, verdicts);
  return {
    kinds: verdicts,
    faults,
    kills: evidence.kills.length,
    landed,
    zombies: evidence.zombies.length,
    void: why,
    ok: why === undefined && faults.length === 0,
  };
}

const landedOf = (kills: readonly Kill[]): number => kills.filter((kill) => kill.inFlight.length > 0).length;

function whyVoid(kills: readonly Kill[], verdicts: readonly KindVerdict[]): string | undefined {
  if (kills.length === 0) return 'nothing was killed';
  const missed = (some: readonly Kill[]) =>
    `${landedOf(some)} of ${some.length} kills hit an action between intent and outcome`;
  if (landedOf(kills) < leastLanded * kills.length) return `only ${missed(kills)}`;
  const later = kills.slice(Math.floor(kills.length / 2));
  if (later.length >= enoughLater && landedOf(later) < leastLandedLater * later.length)
    return `it came to a stop: of its second half only ${missed(later)}`;
  const unsafe = verdicts.filter((one) => !one.guaranteed);
  const exposed = unsafe.reduce((sum, one) => sum + one.inDoubtAtKill.withEffect, 0);
  if (exposed >= controlSize && unsafe.every((one) => one.duplicates === 0)) {
    return `${exposed} unsafe actions were repeated in doubt and no duplicate was seen: this run cannot see any`;
  }
  return undefined;
}

function verdictOn(
  kind: ProofKind,
  stories: readonly Story[],
  faults: readonly Fault[],
  settled: readonly Settlement[],
): KindVerdict {
  const effects = stories.reduce((sum, story) => sum + story.effects.length, 0);
  const count = (rule: Rule): number => faults.filter((fault) => fault.rule === rule).length;
  return {
    ...kind,
    actions: stories.length,
    sent: stories.filter((story) => story.attempts.length > 0).length,
    requests: stories.reduce((sum, story) => sum + story.requests.length, 0),
    effects,
    states: Object.fromEntries(
      [...Map.groupBy(stories, (story) => story.row.state)].map(([state, those]) => [state, those.length]),
    ),
    faults: tally(rules, count),
    duplicates:
      stories.reduce((sum, story) => sum + Math.max(0, story.effects.length - 1), 0) + repeatedDeeds(stories).length,
    lost: count('none-lost') + count('doubt-settled'),
    falseSuccess: count('true-success'),
    falseFailure: count('true-failure'),
    inDoubtAtKill: { all: settled.length, withEffect: settled.filter((one) => one.effectAtKill).length },
    settledBy: tally(settlements, (by) => settled.filter((one) => one.by === by).length),
    settleMs: quantilesOf(settled.map((one) => one.settleMs)),
    noticeMs: quantilesOf(settled.map((one) => one.noticeMs)),
  };
}

function tally<K extends string>(names: readonly K[], count: (name: K) => number): Record<K, number> {
  return Object.fromEntries(names.map((name) => [name, count(name)])) as Record<K, number>;
}

export function quantilesOf(values: readonly (number | undefined)[]): Quantiles | undefined {
  const sorted = values.filter((value) => value !== undefined).toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return sorted.length === 0 ? undefined : { p50: at(0.5), p99: at(0.99), max: at(1) };
}
