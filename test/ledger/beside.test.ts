import { describe, expect, test } from 'vitest';
import { registerKinds } from '../../src/actions/index.ts';
import { triggerSavepoint } from '../../src/actions/trigger-savepoint.ts';
import { StaleWrite } from '../../src/domain/errors.ts';
import { planDigest } from '../../src/ledger/propose.ts';
import type { ActionKind, Finding, Progress } from '../../src/ports/action-kind.ts';
import type { SendOutcome } from '../../src/ports/flink.ts';
import { makeRig, steps } from './harness.ts';

// What lies beside an action, and must not be taken for it: other lanes, other actions, other processes, what is said of it by others.

const calm = new AbortController().signal;

/** A person is asked about it, and it may have left. */
const asked = { state: 'needs_human', key: 'e'.repeat(32), attempts: 1, firstSentAt: 1, sendDeadlineAt: 2 } as const;

test('an action that a person is asked about holds no other lane', async () => {
  const rig = makeRig();
  const [other] = rig.add('other', [steps.savepoint]);
  rig.store.tamper(other?.id ?? '', { ...asked, lane: 'main/payments', jobName: 'payments' });
  rig.add('p', [steps.checkpoint]);
  const ledger = await rig.process();
  await ledger.release('p');

  expect((await rig.drive(ledger, 'p')).kind).toBe('succeeded');
});

test.each(['one', 'two'])('a person who speaks of %s says nothing of the other', async (named) => {
  const rig = makeRig();
  const ids = ['one', 'two'].map((plan) => {
    const [row] = rig.add(plan, [steps.savepoint]);
    rig.store.tamper(row?.id ?? '', { ...asked, lane: `main/${plan}`, key: (plan === 'one' ? '1' : '2').repeat(32) });
    return [plan, row?.id ?? ''] as const;
  });
  const ledger = await rig.process();

  await ledger.settleByHuman(Object.fromEntries(ids)[named] ?? '', 'abandon', 'ada', 'gone', {});

  for (const [plan, id] of ids) expect(rig.store.row(id).state).toBe(plan === named ? 'dropped' : 'needs_human');
});

test('a process that is over drops no plan of a later one, and does not say so', async () => {
  const rig = makeRig();
  const [row] = rig.add('p', [steps.savepoint]);
  const over = await rig.process();
  const later = await rig.process();
  await later.release('p');

  await expect(over.drop('p', 'denied', 'denied by ada')).rejects.toBeInstanceOf(StaleWrite);
  expect(rig.store.row(row?.id ?? '').state).toBe('ready');
});

test('what a process has sent itself is not left by another', async () => {
  const rig = makeRig();
  const [row] = rig.add('p', [steps.savepoint]);
  let isAway = false;
  const store: typeof rig.store = {
    ...rig.store,
    transition: (change) => (isAway ? Promise.reject(new Error('away')) : rig.store.transition(change)),
  };
  rig.world.onArrival(() => {
    isAway = true;
  });
  const ledger = await rig.process({ store });
  await ledger.release('p');
  await expect(ledger.advance('p', calm)).rejects.toThrow('away');
  isAway = false;
  rig.tick(120_000);

  expect(await ledger.recover()).toBe(0);
  expect(rig.store.row(row?.id ?? '').state).toBe('sent');
  await rig.drive(ledger, 'p');
  expect(rig.store.changes.map(({ to }) => to.state)).not.toContain('in_doubt');
});

describe('a look', () => {
  const lost: SendOutcome = { kind: 'maybe', status: undefined, detail: 'connection reset' };

  async function answering(outcome: SendOutcome, query: () => Finding, poll?: () => Progress) {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.savepoint]);
    let sends = 0;
    const kind: ActionKind = {
      ...(triggerSavepoint as ActionKind),
      send: async () => {
        sends += 1;
        return outcome;
      },
      query: async () => query(),
      ...(poll !== undefined && { poll: async () => poll() }),
    };
    const ledger = await rig.process({ kinds: registerKinds([kind]) });
    await ledger.release('p');
    await ledger.advance('p', calm);
    return { rig, ledger, id: row?.id ?? '', sends: () => sends };
  }

  test('that finds a failure ends the action', async () => {
    const { rig, ledger } = await answering(lost, () => ({ kind: 'failed', reason: 'the disk is full' }));

    expect(await rig.drive(ledger, 'p')).toMatchObject({ kind: 'failed', note: 'the disk is full' });
  });

  test('of a kind that does not look who answers sends nothing to another JobManager', async () => {
    const { rig, ledger, sends } = await answering(lost, () => ({
      kind: 'not-executed',
      proof: 'nothing is there',
      repeat: 'same-key',
    }));
    rig.world.failOver();

    const progress = await rig.drive(ledger, 'p');

    expect(progress).toMatchObject({ kind: 'needs-human', note: expect.stringContaining('not remembered') });
    expect(sends()).toBe(1);
    const states = rig.store.changes.map(({ to }) => to.state);
    expect(states.slice(states.indexOf('in_doubt'))).not.toContain('ready');
  });

  test('that sees work under another key, and then loses it, does not make it ours', async () => {
    const findings: Finding[] = [{ kind: 'in-progress', note: 'it is at work' }];
    const { rig, ledger } = await answering(
      { kind: 'other-key', status: 202, detail: 'accepted as f' },
      () => findings.shift() ?? { kind: 'not-executed', proof: 'nothing is there', repeat: 'never' },
      () => ({ kind: 'lost', why: 'it is not shown any more' }),
    );

    const progress = await rig.drive(ledger, 'p');

    expect(progress).toMatchObject({ kind: 'needs-human', note: expect.stringContaining('an id of its own') });
  });
});

test('a yes to a plan is one to everything it was shown with', () => {
  const of = {
    steps: [steps.savepoint],
    sopDigest: 's',
    cluster: 'main',
    jobId: 'a',
    jobStartTime: 1,
    question: { at: 1, conditions: ['production'] },
  };
  const { question, ...unasked } = of;
  const others: (typeof of | typeof unasked)[] = [
    { ...of, steps: [steps.checkpoint] as never },
    { ...of, sopDigest: 't' },
    { ...of, cluster: 'other' },
    { ...of, jobId: 'b' },
    { ...of, jobStartTime: 2 },
    { ...of, question: { ...question, at: 2 } },
    { ...of, question: { ...question, conditions: [] } },
    unasked,
  ];

  expect(new Set([of, ...others].map(planDigest)).size).toBe(others.length + 1);
});
