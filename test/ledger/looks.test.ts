import { describe, expect, test } from 'vitest';
import { registerKinds } from '../../src/actions/index.ts';
import { triggerSavepoint } from '../../src/actions/trigger-savepoint.ts';
import { UserMistake } from '../../src/domain/errors.ts';
import type { SendOutcome } from '../../src/ports/flink.ts';
import { atWork, makeRig, steps } from './harness.ts';

const calm = new AbortController().signal;

/** One that is in doubt, and whose hook says that asking again is of no use. */
async function doubtful() {
  const rig = makeRig();
  const [row] = rig.add('p', [steps.savepoint]);
  let looks = 0;
  const kind = {
    ...triggerSavepoint,
    send: async (): Promise<SendOutcome> => ({ kind: 'maybe', status: undefined, detail: 'connection reset' }),
    query: () => {
      looks += 1;
      return Promise.reject(new UserMistake('the folder of savepoints is not readable'));
    },
  };
  const ledger = await rig.process({ kinds: registerKinds([kind]) });
  await ledger.release('p');
  await ledger.advance('p', calm);
  rig.tick(5_000);
  return { rig, ledger, row: () => rig.store.row(row?.id ?? ''), looks: () => looks };
}

test('a hook that says that asking again is of no use has been asked: so many looks, then a person', async () => {
  const { rig, ledger, row, looks } = await doubtful();

  await ledger.advance('p', calm);
  expect(row()).toMatchObject({ state: 'in_doubt', settleAttempts: 1 });
  await rig.drive(ledger, 'p');

  expect(row().state).toBe('needs_human');
  expect(looks()).toBe(15);
});

test('nothing in doubt is looked into by a process that was told to end', async () => {
  const { ledger, row, looks } = await doubtful();
  const before = row();

  await ledger.advance('p', AbortSignal.abort());

  expect(looks()).toBe(0);
  expect(row()).toEqual(before);
});

test('a kind that does not take its arguments any more is asked about them at no target: a person is asked', async () => {
  const { rig, row, looks } = await doubtful();
  let asked = 0;
  const narrower = {
    ...triggerSavepoint,
    parse: () => ({ ok: false, why: 'it takes no folder now' }) as const,
    incarnationJob: () => undefined,
    query: async () => {
      asked += 1;
      return { kind: 'executed', result: { savepoint: 'file:/sp/other' }, note: 'found' } as const;
    },
  };
  const later = await rig.process({ kinds: registerKinds([narrower]) });

  const progress = await rig.drive(later, 'p');

  const note = expect.stringContaining('its arguments do not fit trigger-savepoint: it takes no folder now') as string;
  expect(progress).toMatchObject({ kind: 'needs-human', note });
  expect(row().state).toBe('needs_human');
  expect([looks(), asked]).toEqual([0, 0]);
});

describe.each([
  ['are of another job', JSON.stringify({ ...steps.savepoint.args, job: 'b'.repeat(32) })],
  ['cannot be read', '{'],
])('stored bytes that were changed and %s', (_how, args) => {
  const note = 'not the ones their digest was made of';

  test('are asked about at no target: of what is in doubt a person is asked', async () => {
    const { rig, ledger, row, looks } = await doubtful();
    rig.store.tamper(row().id, { args });

    expect(await rig.drive(ledger, 'p')).toMatchObject({ kind: 'needs-human', note: expect.stringContaining(note) });
    expect(looks()).toBe(0);
  });

  test('nor of what is at work', async () => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.savepoint]);
    let polls = 0;
    const poll: typeof atWork.poll = () => {
      polls += 1;
      return atWork.poll();
    };
    const ledger = await rig.process({ kinds: registerKinds([{ ...atWork, poll }]) });
    await ledger.release('p');
    await ledger.advance('p', calm);
    expect(rig.store.row(row?.id ?? '').state).toBe('running');
    const before = polls;
    rig.store.tamper(row?.id ?? '', { args });

    expect(await rig.drive(ledger, 'p')).toMatchObject({ kind: 'needs-human', note: expect.stringContaining(note) });
    expect(polls).toBe(before);
  });
});
