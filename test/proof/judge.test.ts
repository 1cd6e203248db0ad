import { describe, expect, test } from 'vitest';
import type { Evidence, Kill } from '../../src/proof/evidence.ts';
import { judge } from '../../src/proof/judge.ts';
import type { Rule } from '../../src/proof/rules.ts';
import { attemptOf, entryOf, goodEvidence, keyed, movesOf, rowOf, unsafe } from './evidence-for-tests.ts';

const good = goodEvidence();
const rulesBroken = (change: Partial<Evidence>): Rule[] => [
  ...new Set(judge({ ...good, ...change }, [keyed, unsafe]).faults.map((fault) => fault.rule)),
];

test('an intent, a request, an effect and an outcome are beyond reproach', () => {
  const verdict = judge(good, [keyed]);

  expect(verdict).toMatchObject({ faults: [], void: undefined, ok: true, kills: 1, landed: 1 });
  expect(verdict.kinds[0]).toMatchObject({ actions: 1, sent: 1, requests: 1, effects: 1, duplicates: 0, lost: 0 });
});

test('what the network delivers once more needs no intent of its own, and may have no effect of its own', () => {
  const copied = [...good.target, entryOf('copy', 'a', 122)];

  expect(rulesBroken({ target: copied })).toEqual([]);
  expect(rulesBroken({ target: [...copied, entryOf('effect', 'a', 123)] })).toEqual(['never-twice']);
  expect(rulesBroken({ target: [...good.target, entryOf('request', 'a', 122)] })).toEqual(['intent-first']);
});

test('an effect may be that of a copy whose request was lost, if nobody claims to have been answered', () => {
  const copied = [entryOf('copy', 'a', 105), entryOf('effect', 'a', 120)];
  const attempts = [attemptOf('a', 1, 100, { outcome: 'lost' })];

  expect(rulesBroken({ target: copied, attempts })).toEqual([]);
  expect(rulesBroken({ target: copied.slice(1), attempts })).toEqual(['explainable']);
  expect(rulesBroken({ target: copied })).toEqual(['explainable']);
});

test('a request that was held back belongs to the action that sent it, though its key was sent for another one since', () => {
  const earlier = rowOf('t', { key: 'key-a', state: 'dropped', dropReason: 'stale' });
  const late = {
    actions: [...good.actions, earlier],
    attempts: [...good.attempts, attemptOf('t', 1, 50, { key: 'key-a', outcome: 'lost' })],
    moves: [...good.moves, ...movesOf('t', ['sent', 50], ['in_doubt', 60], ['ready', 70], ['dropped', 150])],
  };
  const request = entryOf('request', 'a', 140);

  expect(rulesBroken({ ...late, target: [...good.target, request] })).not.toContain('intent-first');
  expect(rulesBroken({ ...late, target: [...good.target, request, { ...request, at: 141 }] })).toContain(
    'intent-first',
  );
});

describe('a bad history is caught', () => {
  test.each<[history: string, change: Partial<Evidence>, want: Rule[]]>([
    ['two effects of one key', { target: [...good.target, entryOf('effect', 'a', 125)] }, ['never-twice']],
    [
      'a request that was sent before its intent was stored',
      { target: [entryOf('request', 'a', 99), entryOf('effect', 'a', 120)] },
      ['explainable', 'intent-first'],
    ],
    ['a second request under one intent', { target: [...good.target, entryOf('request', 'a', 106)] }, ['intent-first']],
    [
      'an effect of which the ledger knows nothing',
      { actions: [], attempts: [], moves: [], released: [] },
      ['intent-first'],
    ],
    ['a success without an effect', { target: [entryOf('request', 'a', 105)] }, ['true-success']],
    ['an answer of a target that was never asked', { target: [] }, ['true-success', 'explainable']],
    [
      'a failure that happened',
      {
        actions: [rowOf('a', { state: 'failed' })],
        attempts: [attemptOf('a', 1, 100, { outcome: 'lost' })],
        moves: movesOf('a', ['sent', 100], ['in_doubt', 110], ['failed', 130]),
      },
      ['true-failure'],
    ],
    [
      'something dropped that happened',
      { actions: [rowOf('a', { state: 'dropped', dropReason: 'stale' })] },
      ['true-failure'],
    ],
    ['a released action that the store has forgotten', { released: ['a', 'b'] }, ['none-lost']],
    [
      'a released action that nobody carried on',
      { actions: [...good.actions, rowOf('b', { state: 'ready', attempts: 0 })], released: ['a', 'b'] },
      ['none-lost'],
    ],
    [
      'doubt that stays',
      {
        actions: [rowOf('a', { state: 'in_doubt' })],
        moves: movesOf('a', ['sent', 100], ['in_doubt', 130]),
      },
      ['doubt-settled'],
    ],
    [
      'two actions of one lane on the way at once',
      {
        actions: [...good.actions, rowOf('b')],
        attempts: [...good.attempts, attemptOf('b', 1, 110)],
        moves: [...good.moves, ...movesOf('b', ['sent', 110], ['succeeded', 140])],
        target: [...good.target, entryOf('request', 'b', 112), entryOf('effect', 'b', 113)],
      },
      ['one-at-a-time'],
    ],
    [
      'one deed under two keys',
      {
        actions: [...good.actions, rowOf('b', { argsDigest: 'digest-a', generation: 1 })],
        attempts: [...good.attempts, attemptOf('b', 1, 140)],
        moves: [...good.moves, ...movesOf('b', ['sent', 140], ['succeeded', 150])],
        target: [...good.target, entryOf('request', 'b', 142), entryOf('effect', 'b', 143)],
      },
      ['never-twice'],
    ],
    ['a final state that was left', { moves: [...good.moves, ...movesOf('a', ['in_doubt', 140])] }, ['explainable']],
    ['an attempt that is missing', { actions: [rowOf('a', { attempts: 2 })] }, ['explainable']],
    [
      'another key on the wire',
      { attempts: [attemptOf('a', 1, 100, { key: 'other' })] },
      ['true-success', 'explainable', 'intent-first'],
    ],
    [
      'an effect of a request that is said not to have left',
      { attempts: [attemptOf('a', 1, 100, { outcome: 'not-sent' })] },
      ['explainable'],
    ],
    [
      'an attempt of an epoch that was over',
      {
        actions: [rowOf('a', { attempts: 2 })],
        attempts: [attemptOf('a', 1, 100, { epoch: 2 }), attemptOf('a', 2, 101, { epoch: 1 })],
      },
      ['explainable'],
    ],
    [
      'a woken process that wrote',
      { zombies: [{ epoch: 1, overAt: 100, wokeAt: 110, stored: ['a'] }] },
      ['stale-powerless'],
    ],
  ])('%s', (_history, change, want) => {
    expect(rulesBroken(change).toSorted()).toEqual(want.toSorted());
  });
});

describe('what is no fault', () => {
  test('doubt that waits for a person', () => {
    const actions = [rowOf('a', { state: 'needs_human' })];
    const moves = movesOf('a', ['sent', 100], ['in_doubt', 110], ['needs_human', 120]);

    expect(judge({ ...good, actions, moves }, [keyed])).toMatchObject({ faults: [], ok: true });
  });

  test('an effect of what a person gave up', () => {
    const actions = [rowOf('a', { state: 'dropped', dropReason: 'abandoned' })];

    expect(judge({ ...good, actions }, [keyed]).faults).toEqual([]);
  });

  test('a duplicate of the unsafe kind: it is counted and shown, and promised by nobody', () => {
    const actions = [rowOf('a', { kind: unsafe.kind })];
    const target = [...good.target, entryOf('effect', 'a', 125)];

    const verdict = judge({ ...good, actions, target }, [keyed, unsafe]);

    expect(verdict).toMatchObject({ faults: [], ok: true });
    expect(verdict.kinds[1]).toMatchObject({ duplicates: 1, guaranteed: false });
  });
});

describe('a run proves nothing', () => {
  const missed: Kill = { at: 1, epoch: 1, inFlight: [], undetermined: 0, newIncarnation: false };

  test.each<[why: string, change: Partial<Evidence>, want: string]>([
    ['without a kill', { kills: [] }, 'nothing was killed'],
    [
      'when too few kills land between intent and outcome',
      { kills: [...good.kills, missed, missed, missed] },
      'only 1 of 4 kills hit an action between intent and outcome',
    ],
    [
      'when none of its later kills land, however good it began',
      { kills: Array.from({ length: 40 }, (_, n) => (n < 22 ? (good.kills[0] ?? missed) : missed)) },
      'it came to a stop: of its second half only 2 of 20 kills hit an action between intent and outcome',
    ],
    [
      'when the unsafe kind shows no duplicate although it had to',
      {
        actions: [rowOf('a', { kind: unsafe.kind })],
        kills: Array.from({ length: 10 }, () => ({ ...missed, at: 122, inFlight: [{ actionId: 'a', attempt: 1 }] })),
      },
      '10 unsafe actions were repeated in doubt and no duplicate was seen: this run cannot see any',
    ],
  ])('%s', (_why, change, want) => {
    expect(judge({ ...good, ...change }, [keyed, unsafe])).toMatchObject({ void: want, ok: false });
  });
});

describe('an action that was in flight when its process died', () => {
  const settledBy = (change: Partial<Evidence>) => judge({ ...good, ...change }, [keyed, unsafe]).kinds;
  const twice = {
    attempts: [attemptOf('a', 1, 100, { outcome: 'lost' }), attemptOf('a', 2, 600)],
    target: [entryOf('request', 'a', 605), entryOf('effect', 'a', 610)],
    moves: movesOf('a', ['sent', 100], ['in_doubt', 420], ['ready', 590], ['sent', 600], ['succeeded', 620]),
  };

  test('is settled by the hook when nothing was sent again, counted from the kill', () => {
    const moves = movesOf('a', ['sent', 100], ['in_doubt', 410], ['succeeded', 510]);
    const actions = [rowOf('a', { updatedAt: 510 })];
    const kills = good.kills.map((kill) => ({ ...kill, at: 122 }));

    const [kind] = settledBy({ moves, actions, kills });

    expect(kind?.settledBy).toMatchObject({ hook: 1 });
    expect(kind?.inDoubtAtKill).toEqual({ all: 1, withEffect: 1 });
    expect(kind?.noticeMs).toMatchObject({ p50: 288 });
    expect(kind?.settleMs).toMatchObject({ p50: 388 });
  });

  test('is settled by an answer when it was sent again after a proof', () => {
    const [kind] = settledBy({ ...twice, actions: [rowOf('a', { attempts: 2, updatedAt: 620 })] });

    expect(kind?.settledBy).toMatchObject({ answer: 1, hook: 0 });
  });

  test('is settled by the same key where the policy says so', () => {
    const repeated = rowOf('a', { attempts: 2, kind: unsafe.kind, onDoubt: 'retrySameKey' });

    const [, kind] = settledBy({ ...twice, actions: [repeated] });

    expect(kind?.settledBy).toMatchObject({ 'same-key': 1 });
  });

  test('is settled by a person who said so', () => {
    const reports = [{ actionId: 'a', at: 500, epoch: 2, source: 'human' as const, text: 'executed' }];

    const [kind] = settledBy({ reports });

    expect(kind?.settledBy).toMatchObject({ human: 1, hook: 0 });
  });
});
