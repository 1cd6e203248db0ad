import { expect, test } from 'vitest';
import type { Answer, Hold } from '../../../src/domain/approval.ts';
import type { OpenEmptyStore } from './contract.ts';

const approve: Extract<Answer, { kind: 'approve' | 'deny' }> = { kind: 'approve', incidentId: 'i-1', planDigest: 'd' };
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
      { seq: first, at: 10, by: 'ana', via: 'terminal', answer: approve },
      { seq: second, at: 5, by: 'ben', via: 'terminal', answer: settle },
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

  test('what is pressed once is one answer, however often the chat repeats it', async () => {
    const { store } = await open();
    const press = (by: string, answer: Answer) =>
      store.answers.insert(by, 10, answer, { via: 'slack', pressId: 'p-1' });

    const first = await press('slack:T/U1', approve);
    await store.answers.markApplied(first, 'approved');
    const again = await press('slack:T/U1', { ...approve, kind: 'deny' });
    const other = await press('slack:T/U2', approve);

    expect(again).toBe(first);
    expect(await store.answers.outcome(again)).toBe('approved');
    expect(await store.answers.open()).toEqual([
      { seq: other, at: 10, by: 'slack:T/U2', via: 'slack', answer: approve },
    ]);
  });

  test('of several answers each has its own outcome, and a press that is repeated is its own again', async () => {
    const { store } = await open();
    const press = (pressId: string) => store.answers.insert('slack:T/U1', 10, approve, { via: 'slack', pressId });
    await store.answers.insert('ana', 10, settle);
    const first = await press('p-1');
    const second = await press('p-2');

    await store.answers.markApplied(second, 'approved');

    expect([await press('p-1'), await press('p-2')]).toEqual([first, second]);
    expect(await store.answers.outcome(first)).toBeUndefined();
    expect(await store.answers.outcome(second)).toBe('approved');
    expect(await store.answers.open()).toMatchObject([{ by: 'ana' }, { seq: first }]);
  });

  test('a press that two processes store at once is one answer', async () => {
    const { store } = await open();

    const seqs = await Promise.all(
      [1, 2, 3, 4].map((at) => store.answers.insert('slack:T/U1', at, approve, { via: 'slack', pressId: 'p' })),
    );

    expect(new Set(seqs).size).toBe(1);
    expect(await store.answers.open()).toHaveLength(1);
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

  test.each([
    ['pause', null, null],
    ['upgrade', 'prod', null],
    ['deploy', 'prod', 'orders'],
  ])('lifting a hold (%s) leaves the wider and the narrower ones', async (lifted, cluster, job) => {
    const { store } = await open();
    await store.answers.setHold(null, null, holdOf(null, null, 'pause'));
    await store.answers.setHold('prod', null, holdOf('prod', null, 'upgrade'));
    await store.answers.setHold('prod', 'orders', holdOf('prod', 'orders', 'deploy'));

    await store.answers.setHold(cluster, job, null);

    const left = ['deploy', 'pause', 'upgrade'].filter((one) => one !== lifted);
    expect((await store.answers.holds()).map((hold) => hold.reason).sort()).toEqual(left);
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
