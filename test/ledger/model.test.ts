import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ActionRow, type ActionState, finalStates, undeterminedStates } from '../../src/domain/action.ts';
import type { ActionEvent } from '../../src/ledger/events.ts';
import { brokenBy, crowdedLanes } from '../../src/ledger/invariants.ts';
import { reduce } from '../../src/ledger/reducer.ts';
import { makeMemoryLedgerStore } from '../support/memory-ledger-store.ts';
import { rowIn } from './rows.ts';

const result = fc.constantFrom({}, { savepoint: '/s' });
// Mostly what lets a request leave a second time: that is what must not go wrong.
const incarnation = fc.constantFrom('jm-1', 'jm-1', 'jm-1', 'jm-2', null);
const repeatWithinMs = fc.constantFrom(null, 5_000, 240_000);
const accepted = fc.constantFrom(
  'no' as const,
  'no' as const,
  'no' as const,
  'by-our-key' as const,
  'by-another-key' as const,
);
const mayRepeat = fc.constantFrom(true, true, true, false);
const checkpointBefore = fc.constantFrom(null, 7, 8);
const finding = fc.oneof(
  fc.record({ kind: fc.constant('executed' as const), result, note: fc.constant('n') }),
  fc.record({ kind: fc.constant('failed' as const), reason: fc.constant('r') }),
  fc.record({ kind: fc.constant('in-progress' as const), note: fc.constant('n') }),
  ...[1, 2, 3].map(() =>
    fc.record({
      kind: fc.constant('not-executed' as const),
      proof: fc.constant('p'),
      repeat: fc.constantFrom('same-key' as const, 'same-key' as const, 'never' as const),
    }),
  ),
  fc.record({ kind: fc.constant('unknown' as const), why: fc.constant('w') }),
);
const progress = fc.oneof(
  fc.record({ kind: fc.constant('in-progress' as const), note: fc.constant('n') }),
  fc.record({ kind: fc.constant('done' as const), result, note: fc.constant('n') }),
  fc.record({ kind: fc.constant('failed' as const), reason: fc.constant('r') }),
  fc.record({ kind: fc.constant('lost' as const), why: fc.constant('w') }),
);

type Shape = (row: ActionRow, now: number) => ActionEvent;
/** An event may need the row it is for: what was before it was armed, when its limit ends. */
const shape: fc.Arbitrary<Shape> = fc.oneof(
  fc.constantFrom<Shape>(
    () => ({ kind: 'ask' }),
    (row) => ({ kind: 'ready', args: '{}', argsDigest: 'd', key: row.id.padEnd(32, '0'), generation: 0 }),
    () => ({ kind: 'wait', why: 'w' }),
    () => ({ kind: 'lost', why: 'w', sendLimitMs: 10_000 }),
    () => ({ kind: 'doubt-again', why: 'w' }),
    () => ({ kind: 'unseen', why: 'w' }),
  ),
  fc.constantFrom<Shape>(
    () => ({ kind: 'drop', reason: 'stale', note: 'n' }),
    () => ({ kind: 'escalate', why: 'w' }),
    () => ({ kind: 'give-up', why: 'w' }),
  ),
  fc.constant<Shape>(() => ({ kind: 'take-over' })),
  // Twice, because most of what can go wrong goes wrong around a send.
  ...[1, 2].map(() =>
    fc.tuple(incarnation, repeatWithinMs, checkpointBefore, fc.integer({ min: -1, max: 20_000 }), fc.boolean()).map(
      ([name, windowMs, newest, limitMs, isKeyless]): Shape =>
        (_row, now) => ({
          kind: 'arm',
          incarnation: name,
          checkpointBefore: newest,
          deadlineAt: now + limitMs,
          repeatWithinMs: windowMs,
          isKeyless,
        }),
    ),
  ),
  fc
    .tuple(
      fc.constantFrom(
        'not-sent' as const,
        'refused' as const,
        'maybe' as const,
        'executed' as const,
        'already' as const,
        'other-key' as const,
      ),
      fc.constantFrom(undefined, 400, 503),
      fc.constantFrom('running' as const, 'succeeded' as const),
      accepted,
    )
    .map(
      ([kind, status, afterExecuted, known]): Shape =>
        (row) => ({
          kind: 'answered',
          outcome: { kind, status, detail: 'd' },
          afterExecuted,
          beforeArm: row.attempts > 1 ? row : { firstSentAt: null },
          accepted: row.attempts > 1 ? known : 'no',
        }),
    ),
  progress.map(
    (one): Shape =>
      () => ({ kind: 'polled', progress: one }),
  ),
  ...[1, 2].map(() =>
    fc.tuple(finding, mayRepeat, accepted, fc.constantFrom(0, 0, 20_000), fc.constantFrom(0, 0, 5_000)).map(
      ([one, may, known, agoMs, steadyWaitMs]): Shape =>
        (_row, now) => ({
          kind: 'found',
          finding: one,
          lookedAt: now - agoMs,
          finalityMs: 10_000,
          steadyWaitMs,
          mayRepeat: may,
          accepted: known,
        }),
    ),
  ),
  fc.tuple(mayRepeat, accepted, fc.constantFrom(0, 0, 5_000)).map(
    ([may, known, steadyWaitMs]): Shape =>
      () => ({ kind: 'retry', mayRepeat: may, accepted: known, finalityMs: 0, steadyWaitMs }),
  ),
  fc
    .tuple(
      fc.constantFrom('executed' as const, 'not-executed' as const, 'abandon' as const),
      result,
      fc.constantFrom(0, 0, 5_000),
      fc.constantFrom(0, 0, 20_000),
    )
    .map(
      ([said, given, steadyWaitMs, saidMs]): Shape =>
        (_row, now) => ({
          kind: 'human',
          finding: said,
          by: 'ada',
          reason: 'r',
          result: given,
          resultNames: ['savepoint'],
          finalityMs: 10_000,
          steadyWaitMs,
          saidAt: now - saidMs,
        }),
    ),
);
const step = fc.record({
  action: fc.nat(3),
  shape,
  passMs: fc.constantFrom(0, 1, 1_000, 15_000, 15_000, 60_000, 60_000, 3_600_000),
  /** Writes of the process before the last one, too. */
  epochsBack: fc.constantFrom(0, 0, 0, 0, 1),
  newProcess: fc.constantFrom(false, false, false, false, true),
});

/** As they are when the course begins: some are on the way, and some one death or one look short of the end. */
const start = fc.record({
  dyingAt: fc.boolean(),
  settleAttempts: fc.constantFrom(0, 0, 14),
  a1: fc.constantFrom('proposed' as const, 'ready' as const, 'ready again' as const),
  a2: fc.constantFrom('proposed' as const, 'in_doubt' as const),
  b1: fc.constantFrom('proposed' as const, 'in_doubt' as const, 'running' as const, 'ready again' as const),
  b2: fc.constantFrom('proposed' as const, 'ready again' as const),
});

/** Again: a request of it has left, and nothing came of that. */
function startOf(state: ActionState | 'ready again'): ActionRow {
  if (state !== 'ready again') return rowIn(state);
  return { ...rowIn('in_doubt'), state: 'ready' };
}

test('no course of events breaks an invariant, in four actions of two lanes', async () => {
  const seed = Number(process.env['LEDGER_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
  const visited = new Set<string>();
  const outcome = await fc.check(
    fc.asyncProperty(start, fc.array(step, { minLength: 20, maxLength: 60 }), async (from, steps) => {
      const store = makeMemoryLedgerStore();
      let epoch = await store.nextEpoch();
      let now = 1_000;
      const ids = ['a1', 'a2', 'b1', 'b2'] as const;
      store.insert(
        ids.map((id, index) => {
          const row = startOf(from[id]);
          return {
            ...row,
            id,
            lane: id.slice(0, 1),
            step: index,
            key: row.key === '' ? '' : id.padEnd(32, '0'),
            takeovers: row.key === '' || !from.dyingAt ? 0 : row.state === 'ready' ? 2 : 4,
            settleAttempts: row.key === '' ? 0 : from.settleAttempts,
            onDoubt: index % 2 === 0 ? 'queryFirst' : 'retrySameKey',
          };
        }),
      );
      for (const one of steps) {
        now += one.passMs;
        if (one.newProcess) epoch = await store.nextEpoch();
        const before = store.row(ids[one.action] ?? 'a1');
        // One whose program may hang for longer than anybody waits.
        const run = before.id === 'b1' ? ('starts' as const) : undefined;
        const at = { now, epoch: epoch - one.epochsBack, run };
        const event = one.shape(before, now);
        const reduced = reduce(before, event, at);
        if (!reduced.ok) continue;
        const after = reduced.next;
        expect(brokenBy({ before, event, at, after })).toEqual([]);
        const { id, state: from, attempts } = before;
        const stored = await store.transition({ id, from, attempts, next: after });
        expect(stored && at.epoch < epoch, 'a process that is over has written').toBe(false);
        if (stored) visited.add(after.dropReason === 'quarantined' ? 'quarantined' : after.state);
        if (stored && after.state === 'needs_human') visited.add(`needs_human by ${event.kind}`);
        if (stored && after.state === 'ready') visited.add(`ready by ${event.kind}`);
        if (stored && after.state === 'sent' && before.firstSentAt !== null)
          visited.add(`sent again: ${before.onDoubt}`);
        expect(crowdedLanes(await store.actions({}))).toEqual([]);
      }
    }),
    { numRuns: 2_000, seed },
  );

  expect(outcome.failed, `seed ${seed}: ${fc.defaultReportMessage(outcome) ?? ''}`).toBe(false);
  // The oracle has seen something only if the courses get everywhere.
  const asked = ['take-over', 'unseen', 'found', 'polled'].map((kind) => `needs_human by ${kind}`);
  const repeated = ['ready by found', 'ready by retry', 'sent again: queryFirst', 'sent again: retrySameKey'];
  for (const place of [...undeterminedStates, ...finalStates, 'ready', 'quarantined', ...asked, ...repeated]) {
    expect(visited).toContain(place);
  }
}, 60_000);
