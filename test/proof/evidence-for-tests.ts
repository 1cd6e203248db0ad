import type { ActionRow, ActionState } from '../../src/domain/action.ts';
import type { Attempt } from '../../src/ports/store.ts';
import type { Evidence, Move } from '../../src/proof/evidence.ts';
import type { ProofKind } from '../../src/proof/kinds.ts';
import type { TargetEntry } from '../../src/proof/target-log.ts';

export const keyed: ProofKind = {
  kind: 'proof/keyed-query',
  onDoubt: 'queryFirst',
  target: 'keyed',
  guaranteed: true,
};
export const unsafe: ProofKind = {
  kind: 'proof/unsafe-repeat',
  onDoubt: 'retrySameKey',
  target: 'blind',
  guaranteed: false,
};

export function rowOf(id: string, change: Partial<ActionRow> = {}): ActionRow {
  return {
    id,
    planId: `plan-${id}`,
    incidentId: 'i',
    step: 0,
    stepName: 'only',
    kind: keyed.kind,
    cluster: 'proof',
    jobName: 'lane-1',
    lane: 'proof/lane-1',
    args: '{}',
    argsDigest: `digest-${id}`,
    key: `key-${id}`,
    generation: 0,
    state: 'succeeded',
    dropReason: null,
    epoch: 1,
    attempts: 1,
    onDoubt: 'queryFirst',
    incarnation: 'one',
    checkpointBefore: null,
    firstSentAt: 100,
    sendDeadlineAt: 400,
    takeovers: 0,
    settleAttempts: 0,
    nextSettleAt: null,
    result: null,
    note: 'n',
    createdAt: 0,
    updatedAt: 130,
    ...change,
  };
}

export function attemptOf(id: string, n: number, armedAt: number, change: Partial<Attempt> = {}): Attempt {
  const deadlineAt = armedAt + 300;
  return {
    actionId: id,
    n,
    key: `key-${id}`,
    epoch: 1,
    armedAt,
    deadlineAt,
    outcome: 'executed',
    evidence: '',
    ...change,
  };
}

export function entryOf(what: TargetEntry['what'], id: string, at: number): TargetEntry {
  return { n: at, what, class: 'keyed', key: `key-${id}`, lane: 'lane-1', at, incarnation: 'one' };
}

export function movesOf(id: string, ...moves: readonly (readonly [ActionState, number])[]): Move[] {
  return moves.map(([state, at]) => ({ actionId: id, state, at }));
}

/** One action that was sent, had its effect and succeeded; then one kill that landed on it, so that the run counts. */
export function goodEvidence(): Evidence {
  return {
    actions: [rowOf('a')],
    attempts: [attemptOf('a', 1, 100)],
    reports: [],
    moves: movesOf('a', ['ready', 90], ['sent', 100], ['succeeded', 130]),
    target: [entryOf('request', 'a', 105), entryOf('effect', 'a', 120)],
    kills: [{ at: 110, epoch: 1, inFlight: [{ actionId: 'a', attempt: 1 }], undetermined: 1, newIncarnation: false }],
    zombies: [],
    released: ['a'],
  };
}
