import { expect, test } from 'vitest';
import type { Answer, Hold } from '../../../src/domain/approval.ts';
import type { OpenEmptyStore } from './contract.ts';

const approve: Answer = { kind: 'approve', incidentId: 'i-1', planDigest: 'd' };
const settle: Answer = {
  kind: 'settle',
  actionId: 'a-1',
  finding: 'executed',
  reason: 'saw it in the UI',
  result: { savepoint: '/sp/1' },
};

export function answerContract(open: OpenEmptyStore): void {
  test('shows open answers oldest first, as they were given', async () => {
    const { store } = await open();

    const first = await store.answers.insert('ana', 10, approve);
    const second = await store.answers.insert('ben', 5, settle);

    expect(await store.answers.open()).toEqual([
      { seq: first, at: 10, by: 'ana', answer: approve },
      { seq: second, at: 5, by: 'ben', answer: settle },
    ]);
  });

  test('an applied answer is no longer open and keeps its first outcome', async () => {
    const { store } = await open();
    const seq = await store.answers.insert('ana', 10, approve);
    expect(await store.answers.outcome(seq)).toBeUndefined();

    await store.answers.markApplied(seq, 'approved');
    await store.answers.markApplied(seq, 'approved again');

    expect(await store.answers.open()).toEqual([]);
    expect(await store.answers.outcome(seq)).toBe('approved');
  });

  test('knows no outcome of an answer that was never given', async () => {
    const { store } = await open();

    expect(await store.answers.outcome(99)).toBeUndefined();
  });

  test('refuses an answer that could not be read back', async () => {
    const { store } = await open();
    const broken = { kind: 'approve', incidentId: 'i-1' } as unknown as Answer;

    await expect(store.answers.insert('ana', 10, broken)).rejects.toThrow(/planDigest/);

    expect(await store.answers.open()).toEqual([]);
  });

  test('keeps one hold per target and tells cluster, job and everything apart', async () => {
    const { store } = await open();
    await store.answers.setHold(null, null, holdOf(null, null, 'pause'));
    await store.answers.setHold('prod', null, holdOf('prod', null, 'upgrade'));
    await store.answers.setHold('prod', 'orders', holdOf('prod', 'orders', 'old'));

    await store.answers.setHold('prod', 'orders', holdOf('prod', 'orders', 'new'));

    expect((await store.answers.holds()).map((hold) => hold.reason).sort()).toEqual(['new', 'pause', 'upgrade']);
  });

  test('lifting a hold leaves the wider and the narrower ones', async () => {
    const { store } = await open();
    await store.answers.setHold(null, null, holdOf(null, null, 'pause'));
    await store.answers.setHold('prod', null, holdOf('prod', null, 'upgrade'));
    await store.answers.setHold('prod', 'orders', holdOf('prod', 'orders', 'deploy'));

    await store.answers.setHold('prod', null, null);

    expect((await store.answers.holds()).map((hold) => hold.reason).sort()).toEqual(['deploy', 'pause']);
  });

  test('a hold is over from the moment it names', async () => {
    const { store, clock } = await open();
    const hold = { ...holdOf('prod', null, 'deploy'), until: 5000 };
    await store.answers.setHold('prod', null, hold);
    clock.time = 4999;
    expect(await store.answers.holds()).toEqual([hold]);

    clock.time = 5000;

    expect(await store.answers.holds()).toEqual([]);
  });
}

function holdOf(cluster: string | null, job: string | null, reason: string): Hold {
  return { cluster, job, until: null, reason, by: 'ana', at: 1 };
}
