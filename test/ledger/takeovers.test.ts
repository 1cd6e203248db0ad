import { describe, expect, test } from 'vitest';
import type { LedgerDeps } from '../../src/ledger/deps.ts';
import { Crash, makeRig, restart, steps } from './harness.ts';

const calm = new AbortController().signal;
type Rig = ReturnType<typeof makeRig>;

/** A process that dies in the recheck of what fits. @returns whether it did. */
async function dies(rig: Rig, planId: string, change: Partial<LedgerDeps> = {}): Promise<boolean> {
  const ledger = await rig.process({
    recheck: () => Promise.resolve({ kind: 'go', incarnation: 'jm-1', checkpointBefore: 7 }),
    crashPoint: (name) => {
      if (name === 'after-recheck') throw new Crash(name);
    },
    ...change,
  });
  await ledger.recover();
  try {
    await ledger.release(planId);
    await ledger.advance(planId, calm);
    return false;
  } catch (error) {
    if (error instanceof Crash) return true;
    throw error;
  }
}

describe('an action that processes die of before it leaves', () => {
  test('is quarantined after the third of them, and never sent', async () => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.stop]);
    const deaths: boolean[] = [];
    for (let n = 0; n < 5; n += 1) deaths.push(await dies(rig, 'p'));

    expect(deaths).toEqual([true, true, true, false, false]);
    expect(rig.store.row(row?.id ?? '')).toMatchObject({ state: 'dropped', dropReason: 'quarantined', takeovers: 3 });
    expect(rig.store.row(row?.id ?? '').note).toContain('3 processes in a row ended before they could send it');
    expect(rig.world.arrived).toEqual([]);
  });

  test('asks a person when its plan has stopped the job', async () => {
    const rig = makeRig();
    rig.add('p', restart);
    const first = await rig.process();
    await first.release('p');
    const begun = { kind: 'go', incarnation: 'jm-1', checkpointBefore: 7 } as const;
    const untilStart = await rig.process({
      recheck: async (_action, _row, isFirst) => {
        if (!isFirst) throw new Error('not yet');
        return begun;
      },
    });
    for (let n = 0; n < 3; n += 1) {
      await untilStart.advance('p', calm);
      rig.tick(5_000);
    }
    for (let n = 0; n < 4; n += 1) {
      rig.tick(60_000);
      await dies(rig, 'p');
    }

    const progress = await (await rig.process()).progress('p');

    expect(progress).toMatchObject({ kind: 'needs-human', step: 'start', jobIsDown: true });
    expect(progress.note).toContain('The job is down');
    expect(rig.world.arrived.map((one) => one.call)).not.toContain('runJar');
  });

  test('is not taken for the cause when a process got as far as waiting in between', async () => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.stop]);
    for (let n = 0; n < 3; n += 1) await dies(rig, 'p');
    expect(rig.store.row(row?.id ?? '').takeovers).toBe(2);
    rig.store.tamper(row?.id ?? '', { takeovers: 1 });

    await dies(rig, 'p', { recheck: () => Promise.reject(new Error('unreachable')), crashPoint: () => {} });

    expect(rig.store.row(row?.id ?? '')).toMatchObject({ state: 'ready', takeovers: 0 });
  });

  test('is not counted by those who never began with it', async () => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.stop]);
    await dies(rig, 'p');
    for (let n = 0; n < 5; n += 1) await (await rig.process()).recover();

    const progress = await rig.drive(await rig.process(), 'p');

    expect(progress.kind).toBe('succeeded');
    expect(rig.store.row(row?.id ?? '').takeovers).toBe(0);
  });
});
