import { describe, expect, test } from 'vitest';
import { actionKinds, registerKinds } from '../../src/actions/index.ts';
import { startJob } from '../../src/actions/start-job.ts';
import { triggerSavepoint } from '../../src/actions/trigger-savepoint.ts';
import { FlinkUnreadable } from '../../src/domain/errors.ts';
import type { PlanStep } from '../../src/domain/plan.ts';
import type { CrashPoint, LedgerDeps } from '../../src/ledger/deps.ts';
import type { ActionKind } from '../../src/ports/action-kind.ts';
import { atWork, Crash, makeRig, restart, steps } from './harness.ts';

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

describe('an action that processes die of before it is ready', () => {
  /** A process in which the file of a kind ends it. @returns whether it died. */
  async function diesOf(rig: Rig, method: 'parse' | 'identity', of: ActionKind): Promise<boolean> {
    const killing: ActionKind = {
      ...of,
      [method]: () => {
        throw new Crash(method);
      },
    };
    const kinds = registerKinds([...[...actionKinds.values()].filter(({ kind }) => kind !== of.kind), killing]);
    return dies(rig, 'p', { kinds, crashPoint: () => {} });
  }

  /** Planned by the first process there is. */
  function plan(rig: Rig, planned: readonly PlanStep[]): string {
    const rows = rig.add('p', planned);
    for (const { id } of rows) rig.store.tamper(id, { epoch: 1 });
    return rows[0]?.id ?? '';
  }

  const methods = ['parse', 'identity'] as const;

  test.each(methods)('of its %s: is quarantined after the third of them, and never sent', async (method) => {
    const rig = makeRig();
    const id = plan(rig, [steps.savepoint]);
    const deaths: boolean[] = [];
    for (let n = 0; n < 5; n += 1) deaths.push(await diesOf(rig, method, triggerSavepoint as ActionKind));

    expect(deaths).toEqual([true, true, true, false, false]);
    expect(rig.store.row(id)).toMatchObject({ state: 'dropped', dropReason: 'quarantined', takeovers: 3 });
    expect(rig.store.row(id).note).toContain('3 processes in a row ended before they could send it');
    expect(rig.world.arrived).toEqual([]);
  });

  test.each(methods)('of its %s: is quarantined also where a person has allowed it', async (method) => {
    const rig = makeRig();
    const id = plan(rig, [steps.savepoint]);
    const first = await rig.process();
    await first.ask('p');
    for (let n = 0; n < 3; n += 1) await diesOf(rig, method, triggerSavepoint as ActionKind);

    expect(rig.store.row(id)).toMatchObject({ state: 'dropped', dropReason: 'quarantined' });
  });

  test.each(methods)('of its %s: asks a person when its plan has stopped the job', async (method) => {
    const rig = makeRig();
    plan(rig, restart);
    const deaths: boolean[] = [];
    for (let n = 0; n < 12; n += 1) {
      deaths.push(await diesOf(rig, method, startJob as ActionKind));
      rig.tick(60_000);
    }

    const progress = await (await rig.process()).progress('p');

    expect(progress).toMatchObject({ kind: 'needs-human', step: 'start', jobIsDown: true });
    expect(deaths.filter((died) => died)).toHaveLength(3);
    expect(rig.world.effects.map((effect) => effect.split(' ')[0])).toEqual(['stop']);
  });

  test('is not taken for the cause by processes that came through it', async () => {
    const rig = makeRig();
    const id = plan(rig, [steps.savepoint]);
    await diesOf(rig, 'parse', triggerSavepoint as ActionKind);
    await diesOf(rig, 'parse', triggerSavepoint as ActionKind);
    expect(rig.store.row(id)).toMatchObject({ state: 'proposed', takeovers: 1 });

    await (await rig.process()).release('p');

    expect(rig.store.row(id)).toMatchObject({ state: 'ready', takeovers: 0 });
  });
});

describe('an action whose look processes die of', () => {
  /** A process that dies when it gets to the point, and is given two passes. @returns whether it died. */
  async function diesAt(rig: Rig, point: CrashPoint): Promise<boolean> {
    const ledger = await rig.process({
      crashPoint: (name) => {
        if (name === point) throw new Crash(name);
      },
    });
    await ledger.recover();
    await ledger.release('p');
    try {
      for (let pass = 0; pass < 2; pass += 1) {
        await ledger.advance('p', calm);
        rig.tick(60_000);
      }
      return false;
    } catch (error) {
      if (error instanceof Crash) return true;
      throw error;
    }
  }

  test.each<[state: string, point: CrashPoint, lost: 'reply' | undefined]>([
    ['in_doubt', 'before-query', 'reply'],
    ['in_doubt', 'after-query', 'reply'],
    ['running', 'after-poll', undefined],
  ])('asks a person after the fifth of them, and has had one effect: %s, %s', async (state, point, lost) => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.savepoint]);
    const id = row?.id ?? '';
    rig.world.lose(lost);
    // The process that has sent it is the first that dies of a look.
    const deaths = [await diesAt(rig, point)];
    expect(rig.store.row(id)).toMatchObject({ state, takeovers: 0 });
    for (let n = 0; n < 6; n += 1) deaths.push(await diesAt(rig, point));

    expect(deaths).toEqual([true, true, true, true, true, false, false]);
    expect(rig.store.row(id)).toMatchObject({ state: 'needs_human', takeovers: 5 });
    expect(rig.store.row(id).note).toContain('5 processes in a row ended while they looked what became of it');
    expect(rig.world.effects).toHaveLength(1);
    expect(await (await rig.process()).settleByHuman(id, 'executed', 'ada', 'seen', { savepoint: '/s' })).toBe(
      `action ${id} is succeeded`,
    );
  });

  test.each<[state: string, lost: 'reply' | undefined]>([
    ['running', undefined],
    ['in_doubt', 'reply'],
  ])('is not taken for the cause by restarts, each of which got through one look: %s', async (state, lost) => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.savepoint]);
    const id = row?.id ?? '';
    rig.world.lose(lost);
    const kinds = registerKinds([
      {
        ...triggerSavepoint,
        poll: async () => ({ kind: 'in-progress', note: 'at work' }) as const,
        query: () => Promise.reject(new FlinkUnreadable('no-connection', 'away')),
      },
    ]);
    const first = await rig.process({ kinds });
    await first.release('p');
    await first.advance('p', calm);

    for (let n = 0; n < 8; n += 1) {
      rig.tick(60_000);
      await (await rig.process({ kinds })).advance('p', calm);

      expect(rig.store.row(id)).toMatchObject({ state, takeovers: 0 });
    }
  });

  test('is not counted by those who never looked', async () => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.savepoint]);
    rig.world.lose('reply');
    const first = await rig.process();
    await first.release('p');
    await first.advance('p', calm);
    for (let n = 0; n < 5; n += 1) {
      const idle = await rig.process();
      await idle.recover();
      await idle.advance('p', AbortSignal.abort());
    }
    expect(rig.store.row(row?.id ?? '')).toMatchObject({ state: 'in_doubt', takeovers: 0 });

    expect((await rig.drive(await rig.process(), 'p')).kind).toBe('succeeded');
  });

  test.each([
    ['ready', undefined],
    ['in_doubt', 'reply'],
    ['running', undefined],
  ] as const)('is left alone by a process that could not be counted: %s', async (state, lost) => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.savepoint]);
    rig.world.lose(lost);
    const first = await rig.process();
    await first.release('p');
    const sending = await rig.process({ kinds: registerKinds([atWork]) });
    if (state !== 'ready') await sending.advance('p', calm);
    rig.tick(60_000);
    const writes = rig.store.changes.length;
    const second = await rig.process({
      store: {
        ...rig.store,
        transition: async (change) => change.next.takeovers === 0 && rig.store.transition(change),
      },
      flinkOf: () => {
        throw new Error('it asks Flink');
      },
      recheck: () => {
        throw new Error('it checks');
      },
    });

    await second.advance('p', calm);

    expect(rig.store.row(row?.id ?? '').state).toBe(state);
    expect(rig.store.changes).toHaveLength(writes);
  });

  test('costs no write while one process goes on with it', async () => {
    const rig = makeRig();
    rig.add('p', [steps.savepoint]);
    const kinds = registerKinds([atWork]);
    const first = await rig.process({ kinds });
    await first.release('p');
    await first.advance('p', calm);
    const second = await rig.process({ kinds });
    await second.advance('p', calm);
    const writes = rig.store.changes.length;

    for (let n = 0; n < 5; n += 1) await second.advance('p', calm);

    expect(rig.store.changes).toHaveLength(writes);
  });
});

describe('a look that comes too early after a takeover is repeated at once when it is not too early any more', () => {
  test.each<[onDoubt: 'retrySameKey' | 'queryFirst', sentAgain: 'its limit' | 'its finality']>([
    ['retrySameKey', 'its limit'],
    ['queryFirst', 'its finality'],
  ])('%s: however many looks there were, after %s', async (onDoubt, sentAgain) => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.savepoint]);
    const id = row?.id ?? '';
    rig.store.tamper(id, { onDoubt });
    let sends = 0;
    const kind: ActionKind = {
      ...(triggerSavepoint as ActionKind),
      onDoubt,
      keyWindowMs: 86_400_000,
      finalityMs: 40_000,
      query: async () => ({ kind: 'not-executed', proof: 'nothing is there', repeat: 'same-key' }),
      async send() {
        sends += 1;
        return { kind: 'maybe', status: undefined, detail: 'connection reset' };
      },
    };
    const kinds = registerKinds([kind]);
    const first = await rig.process({ kinds });
    await first.release('p');
    await first.advance('p', calm);
    rig.store.tamper(id, { settleAttempts: 10 });
    rig.tick(1_000);
    const second = await rig.process({ kinds });
    await second.recover();
    await second.advance('p', calm);
    const waits = sentAgain === 'its limit' ? [kind.sendLimitMs] : [kind.sendLimitMs, kind.finalityMs];
    for (const wait of waits) {
      expect(sends).toBe(1);
      rig.tick(wait);
      await second.advance('p', calm);
    }

    expect(sends).toBe(2);
  });
});
