import { expect, test } from 'vitest';
import { actionKinds } from '../../src/actions/index.ts';
import { startJob } from '../../src/actions/start-job.ts';
import type { LedgerDeps } from '../../src/ledger/deps.ts';
import type { ActionKind } from '../../src/ports/action-kind.ts';
import type { SendOutcome } from '../../src/ports/flink.ts';
import { makeRig, steps } from './harness.ts';

const calm = new AbortController().signal;
const hangs: SendOutcome = { kind: 'maybe', status: undefined, detail: 'no answer within the time limit' };
const refused: SendOutcome = { kind: 'refused', status: 400, detail: 'ProgramInvocationException' };
const notSent: SendOutcome = { kind: 'not-sent', status: undefined, detail: 'no connection' };
const go = { kind: 'go', incarnation: undefined, checkpointBefore: 7 } as const;
const held = { reason: 'held', field: 'hold', value: 'ada', todo: 'lift it' };

/** A start whose runs end as given, the program of the first one hanging for ever, and the same start planned again once a person is asked. */
async function start(outcomes: readonly SendOutcome[], recheck: LedgerDeps['recheck']) {
  const rig = makeRig();
  const [row] = rig.add('first', [steps.startFrom('/sp/1')]);
  rig.add('second', [steps.startFrom('/sp/1')]);
  const jobIds: string[] = [];
  const kind: ActionKind = {
    ...(startJob as ActionKind),
    prepare: async () => ({ kind: 'prepared', value: 'jar' }),
    async send(_context, _args, key) {
      jobIds.push(key);
      return outcomes[jobIds.length - 1] ?? hangs;
    },
  };
  const kinds = new Map([...actionKinds, [kind.kind, kind]]);
  const ledger = await rig.process({ kinds, recheck });
  await ledger.release('first');
  const progress = await rig.drive(ledger, 'first');
  await ledger.release('second');
  await ledger.advance('second', calm);
  return { progress, row: rig.store.row(row?.id ?? ''), jobIds: [...new Set(jobIds)] };
}

test.each<[name: string, outcomes: readonly SendOutcome[]]>([
  ['is refused', [hangs, refused, refused]],
  ['does not reach Flink any more', [hangs, notSent, notSent]],
])('a start that %s after a run whose program hangs gets no other job id', async (_name, outcomes) => {
  const { progress, row, jobIds } = await start(outcomes, async () => go);

  expect(progress.kind).toBe('needs-human');
  expect(row.state).toBe('needs_human');
  expect(jobIds).toEqual([row.key]);
});

test('nor does one that its checks refuse then', async () => {
  let looks = 0;
  const { row, jobIds } = await start([hangs], async () => {
    looks += 1;
    return looks === 1 ? go : { kind: 'refuse', refusals: [held] };
  });

  expect(row).toMatchObject({ state: 'needs_human', note: 'gave up waiting: refused: held, hold = ada, lift it' });
  expect(jobIds).toEqual([row.key]);
});

test('one that was never run is dropped when its checks refuse', async () => {
  const { row, jobIds } = await start([], async () => ({ kind: 'refuse', refusals: [held] }));

  expect(row.state).toBe('dropped');
  expect(jobIds).toEqual([]);
});
