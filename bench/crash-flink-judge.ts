import { type ActionRow, finalStates } from '../src/domain/action.ts';
import { samePath } from '../src/domain/snapshot-path.ts';
import { quantilesOf } from '../src/proof/judge.ts';
import type { FlinkEvidence, FlinkFault } from './crash-flink-evidence.ts';
import { countFault } from './crash-flink-counts.ts';
import { type Prey, preys, type Victim, victims } from './crash-flink-schedule.ts';
import { type FlinkEffect, flinkEffects } from './crash-flink-effects.ts';

/** Below this share of kills between intent and outcome a run has not tried what it is about. */
const leastLanded = 0.3;

/** What came of the actions of one kind that were on their way when one kind of victim died. */
export interface FlinkVerdictRow {
  readonly victim: Victim | 'nobody';
  readonly kind: Prey;
  /** Kills aimed at this kind, and how many of them hit one between intent and outcome. */
  readonly kills: number;
  readonly landed: number;
  readonly actions: number;
  readonly effects: number;
  readonly duplicates: number;
  readonly lost: number;
  readonly toldWrong: number;
  readonly inDoubt: number;
  readonly needsPerson: number;
  readonly states: Readonly<Record<string, number>>;
  /** From the kill until it has ended or a person is asked, machine ms. */
  readonly settleMs: NonNullable<ReturnType<typeof quantilesOf>> | null;
}

export interface FlinkVerdict {
  readonly kills: number;
  readonly landed: number;
  readonly actions: number;
  readonly effects: number;
  /** Actions whose count of records in the state could be compared. */
  readonly countsCompared: number;
  readonly rows: readonly FlinkVerdictRow[];
  readonly faults: readonly FlinkFault[];
  /** Why a person was asked, and how often. */
  readonly asked: Readonly<Record<string, number>>;
  readonly void: string | null;
  readonly ok: boolean;
}

/** Decides by what Flink did: its log, its folders and its jobs. The ledger is only what is judged. */
export function judgeFlink(evidence: FlinkEvidence): FlinkVerdict {
  const effects = flinkEffects(evidence);
  const counts = evidence.actions.map((row) => countFault(evidence, row));
  const faults = [
    ...evidence.actions.flatMap((row) => faultsOf(evidence, row, effects.get(row.id))),
    ...counts.flatMap((one) => (one?.fault === undefined ? [] : [one.fault])),
    ...forgotten(evidence),
    ...twoAtOnce(evidence),
  ];
  const landed = evidence.kills.filter((kill) => kill.inFlight.length > 0).length;
  const why = whyVoid(evidence.kills.length, landed);
  const sum = [...effects.values()].reduce((total, one) => total + one.count, 0);
  return {
    kills: evidence.kills.length,
    landed,
    actions: evidence.actions.length,
    effects: sum,
    countsCompared: counts.filter((one) => one !== undefined).length,
    rows: rowsOf(evidence, effects, faults),
    faults,
    asked: askedFor(evidence),
    void: why,
    ok: why === null && faults.length === 0,
  };
}

function whyVoid(kills: number, landed: number): string | null {
  if (kills === 0) return 'nothing was killed';
  if (landed / kills >= leastLanded) return null;
  return `only ${landed} of ${kills} kills hit an action between intent and outcome`;
}

/** Ids and paths are left out, so that equal reasons are counted together. */
function askedFor({ moves }: FlinkEvidence): Record<string, number> {
  const reasons = moves.filter((move) => move.state === 'needs_human').map((move) => move.text);
  const plain = reasons.map((text) => text.replaceAll(/(file:)?\/\S+|[0-9a-f]{32}|\d+/g, '…'));
  return Object.fromEntries([...Map.groupBy(plain, (text) => text)].map(([text, all]) => [text, all.length]));
}

function faultsOf(evidence: FlinkEvidence, row: ActionRow, effect: FlinkEffect | undefined): FlinkFault[] {
  const fault = (rule: FlinkFault['rule'], why: string): FlinkFault => ({
    rule,
    actionId: row.id,
    why: `${row.kind} (${row.state}): ${why}`,
  });
  const faults: FlinkFault[] = [];
  const count = effect?.count ?? 0;
  if (count > 1) faults.push(fault('twice', `${count} effects: ${effect?.seen.join(', ') ?? ''}`));
  if (!finalStates.includes(row.state) && row.state !== 'needs_human' && evidence.released.includes(row.id)) {
    faults.push(fault('lost', `it neither ended nor asked a person: ${row.note}`));
  }
  const wrong = toldWrong(row, effect);
  if (wrong !== undefined) faults.push(fault('told-wrong', wrong));
  return faults;
}

function toldWrong(row: ActionRow, effect: FlinkEffect | undefined): string | undefined {
  const isDone = effect?.done ?? false;
  const { savepoint, jobId } = row.result ?? {};
  if (row.state === 'succeeded') {
    if (!isDone) return `there is no such effect (${row.note})`;
    if (savepoint !== undefined && !(effect?.paths ?? []).some((path) => samePath(path, savepoint)))
      return `${savepoint} is not what Flink wrote: ${effect?.paths.join(', ') ?? 'nothing'}`;
    const startedFrom = effect?.startedFrom;
    const { snapshot } = JSON.parse(row.args) as { readonly snapshot?: string };
    if (row.kind === 'start-job' && !samePath(startedFrom ?? '', snapshot ?? '')) {
      return `it began with ${startedFrom ?? 'no state'} instead of ${snapshot ?? '?'}`;
    }
    return undefined;
  }
  const isGivenUp = row.state === 'failed' || (row.state === 'dropped' && row.dropReason !== 'abandoned');
  // A failure that names what is there anyway has told it.
  if (!isGivenUp || !isDone || savepoint !== undefined || jobId !== undefined) return undefined;
  return `the effect is there: ${effect?.seen.join(', ') ?? ''} (${row.note})`;
}

/** Released, and not in the store any more. */
function forgotten({ released, actions }: FlinkEvidence): FlinkFault[] {
  const known = new Set(actions.map((row) => row.id));
  return [...new Set(released)].flatMap((actionId) =>
    known.has(actionId) ? [] : [{ rule: 'lost', actionId, why: 'released, and the store does not know it' }],
  );
}

function twoAtOnce({ samples }: FlinkEvidence): FlinkFault[] {
  const pairs = new Map(
    samples.filter((one) => one.alive.length > 1).map((one) => [[...one.alive].toSorted().join(' and '), one.name]),
  );
  return [...pairs].map(([runs, name]) => ({ rule: 'two-at-once', actionId: '', why: `${name}: ${runs}` }));
}

function rowsOf(
  evidence: FlinkEvidence,
  effects: ReadonlyMap<string, FlinkEffect>,
  faults: readonly FlinkFault[],
): FlinkVerdictRow[] {
  const hitBy = (victim: Victim): ReadonlySet<string> =>
    new Set(
      evidence.kills
        .filter((kill) => kill.victim === victim)
        .flatMap((kill) => kill.inFlight.map((one) => one.actionId)),
    );
  const hits = new Map(victims.map((victim) => [victim, hitBy(victim)]));
  const isHit = (id: string): boolean => [...hits.values()].some((ids) => ids.has(id));
  return [...victims, 'nobody' as const].flatMap((victim) =>
    preys.map((kind) => {
      const those = evidence.actions.filter(
        (row) => row.kind === kind && (victim === 'nobody' ? !isHit(row.id) : (hits.get(victim)?.has(row.id) ?? false)),
      );
      return rowOf(evidence, victim, kind, those, effects, faults);
    }),
  );
}

function rowOf(
  evidence: FlinkEvidence,
  victim: FlinkVerdictRow['victim'],
  kind: Prey,
  those: readonly ActionRow[],
  effects: ReadonlyMap<string, FlinkEffect>,
  faults: readonly FlinkFault[],
): FlinkVerdictRow {
  const ids = new Set(those.map((row) => row.id));
  const aimed = evidence.kills.filter((kill) => kill.victim === victim && kill.prey === kind);
  const broken = (rule: FlinkFault['rule']): number =>
    faults.filter((fault) => fault.rule === rule && ids.has(fault.actionId)).length;
  const movedTo = (id: string, state: string, since = 0): boolean =>
    evidence.moves.some((move) => move.actionId === id && move.state === state && move.at >= since);
  const hitAt = (id: string): number | undefined =>
    evidence.kills.find((kill) => kill.victim === victim && kill.inFlight.some((one) => one.actionId === id))?.at;
  return {
    victim,
    kind,
    kills: aimed.length,
    landed: aimed.filter((kill) => kill.inFlight.some((one) => ids.has(one.actionId))).length,
    actions: those.length,
    effects: those.reduce((sum, row) => sum + (effects.get(row.id)?.count ?? 0), 0),
    duplicates: those.reduce((sum, row) => sum + Math.max(0, (effects.get(row.id)?.count ?? 0) - 1), 0),
    lost: broken('lost'),
    toldWrong: broken('told-wrong'),
    inDoubt: those.filter((row) => movedTo(row.id, 'in_doubt', hitAt(row.id))).length,
    needsPerson: those.filter((row) => movedTo(row.id, 'needs_human')).length,
    states: Object.fromEntries(
      [...Map.groupBy(those, (row) => row.state)].map(([state, some]) => [state, some.length]),
    ),
    settleMs: quantilesOf(those.map((row) => settleMs(evidence, row.id, hitAt(row.id)))) ?? null,
  };
}

function settleMs(evidence: FlinkEvidence, id: string, hitAt: number | undefined): number | undefined {
  if (hitAt === undefined) return undefined;
  const over: readonly string[] = [...finalStates, 'needs_human'];
  const settled = evidence.moves
    .filter((move) => move.actionId === id && move.at >= hitAt && over.includes(move.state))
    .map((move) => move.at - hitAt);
  return settled.length === 0 ? undefined : Math.round(Math.min(...settled));
}
