import { describe, expect, test } from 'vitest';
import { actionKinds, registerKinds } from '../../src/actions/index.ts';
import { cancelJob } from '../../src/actions/cancel-job.ts';
import { stopWithSavepoint } from '../../src/actions/stop-with-savepoint.ts';
import { triggerSavepoint } from '../../src/actions/trigger-savepoint.ts';
import type { OnDoubt } from '../../src/domain/action.ts';
import type { ClusterIdentity, JobId } from '../../src/domain/flink.ts';
import type { PlanStep } from '../../src/domain/plan.ts';
import type { LedgerDeps, Recheck } from '../../src/ledger/deps.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { longestReadyMs } from '../../src/ledger/limits.ts';
import type { ActionKind } from '../../src/ports/action-kind.ts';
import type { Flink, SendOutcome } from '../../src/ports/flink.ts';
import { atWork, Crash, crashAt, job, makeRig, overAtOnce, restart, steps } from './harness.ts';
import { keptLog } from '../support/logs.ts';

const calm = new AbortController().signal;
const refusal: Recheck = {
  kind: 'refuse',
  refusals: [{ reason: 'no free slots', field: 'slotsAvailable', value: '0', todo: 'add a TaskManager' }],
};

/** The next request arrives and has its effect, and is answered when the test says so. */
function heldArrival(rig: ReturnType<typeof makeRig>): { readonly arrived: Promise<void>; answer(): void } {
  let go = () => {};
  const arrived = new Promise<void>((resolve) => {
    rig.world.onArrival(() => {
      rig.world.onArrival(undefined);
      resolve();
      return new Promise<void>((answered) => {
        go = answered;
      });
    });
  });
  return { arrived, answer: () => go() };
}

describe('intent first', () => {
  test('no byte leaves before the row is sent in the store', async () => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.stop]);
    let stored = '';
    rig.world.onArrival(() => {
      stored = rig.store.row(row?.id ?? '').state;
    });
    const ledger = await rig.process();
    await ledger.release('p');

    await ledger.advance('p', calm);

    expect(stored).toBe('sent');
  });

  test('nothing is sent when the store does not take the row', async () => {
    const rig = makeRig();
    rig.add('p', [steps.stop]);
    const ledger = await rig.process({
      store: {
        ...rig.store,
        transition: async (change) => change.next.state !== 'sent' && rig.store.transition(change),
      },
    });
    await ledger.release('p');

    await ledger.advance('p', calm);

    expect(rig.world.arrived).toEqual([]);
  });

  test('a plan that was not released does not move', async () => {
    const rig = makeRig();
    rig.add('p', [steps.stop]);
    const ledger = await rig.process();
    await ledger.ask('p');

    const progress = await ledger.advance('p', calm);

    expect(progress).toMatchObject({ kind: 'in-progress', note: 'waits for a person' });
    expect(rig.world.arrived).toEqual([]);
  });

  test('nothing new is begun once the program is asked to end', async () => {
    const rig = makeRig();
    rig.add('p', [steps.stop]);
    const ledger = await rig.process({ recheck: () => Promise.reject(new Error('it checks')) });
    await ledger.release('p');
    const writes = rig.store.changes.length;

    await ledger.advance('p', AbortSignal.abort());

    expect(rig.store.changes).toHaveLength(writes);
  });

  test('nothing is sent when the program is asked to end while it checks', async () => {
    const rig = makeRig();
    rig.add('p', [steps.stop]);
    const ending = new AbortController();
    const ledger = await rig.process({
      recheck: async () => {
        ending.abort();
        return { kind: 'go', incarnation: 'jm-1', checkpointBefore: 7 };
      },
    });
    await ledger.release('p');

    await ledger.advance('p', ending.signal);

    expect(rig.world.arrived).toEqual([]);
  });

  test('nothing is sent while the kind says that something is in the way, and then it is', async () => {
    const rig = makeRig();
    rig.add('p', [steps.stop]);
    let history = [aSavepoint('IN_PROGRESS')];
    const watch = {
      ...rig.world.flink.watch,
      async checkpoints(id: JobId, signal: AbortSignal) {
        const stats = await rig.world.flink.watch.checkpoints(id, signal);
        return stats === undefined ? undefined : { ...stats, history };
      },
    };
    const ledger = await rig.process({ flinkOf: () => ({ ...rig.world.flink, watch }) });
    await ledger.release('p');

    const waiting = await ledger.advance('p', calm);

    expect(waiting).toMatchObject({ kind: 'in-progress' });
    expect(waiting.note).toContain('savepoint 9 of the job is in progress');
    expect(rig.world.arrived).toEqual([]);
    history = [aSavepoint('COMPLETED')];
    expect((await rig.drive(ledger, 'p')).kind).toBe('succeeded');
  });

  test('a request that is on its way is awaited when the program is asked to end', async () => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.savepoint]);
    const ending = new AbortController();
    rig.world.onArrival(() => ending.abort());
    const ledger = await rig.process();
    await ledger.release('p');

    await ledger.advance('p', ending.signal);

    expect(rig.store.row(row?.id ?? '').state).toBe('running');
  });
});

function aSavepoint(status: 'IN_PROGRESS' | 'COMPLETED') {
  return { id: 9, status, isSavepoint: true, triggeredAt: 1, durationMs: 1, failureMessage: undefined };
}

describe('two ledgers with stores of their own', () => {
  test.each([
    ['savepoint', steps.savepoint],
    ['stop', steps.stop],
    ['checkpoint', steps.checkpoint],
    ['start', steps.startFrom('/sp/s')],
  ] as const)('send the same key: %s', async (_name, step) => {
    const one = makeRig();
    const two = makeRig();
    const plans = [
      [one, 'mine'],
      [two, 'yours'],
    ] as const;
    for (const [rig, id] of plans) {
      rig.add(id, [step]);
      const ledger = await rig.process({ flinkOf: () => one.world.flink, storageOf: () => one.world.storage });
      await ledger.release(id);
      await rig.drive(ledger, id);
    }

    const keys = one.world.arrived.map((request) => request.key);

    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
    expect(one.world.effects).toHaveLength(1);
  });

  test('never share a key between a savepoint and a stop', async () => {
    const rig = makeRig();
    const rows = [...rig.add('a', [steps.savepoint]), ...rig.add('b', [steps.stop])];
    const ledger = await rig.process();
    await ledger.release('a');
    await ledger.release('b');

    expect(new Set(rows.map((row) => rig.store.row(row.id).key)).size).toBe(2);
  });
});

describe('a JobManager that is another one', () => {
  test.each([
    ['savepoint', steps.savepoint, 'failed'],
    ['stop', steps.stop, 'failed'],
    ['checkpoint', steps.checkpoint, 'failed'],
    ['start', steps.startFrom('/sp/s'), 'needs-human'],
  ] as const)('is not sent the key of a request that never arrived: %s', async (_name, step, want) => {
    const rig = makeRig();
    rig.add('p', [step]);
    rig.world.lose('request');
    const ledger = await rig.process();
    await ledger.release('p');
    await ledger.advance('p', calm);
    rig.world.failOver();

    const progress = await rig.drive(ledger, 'p');

    expect(progress.kind).toBe(want);
    expect(rig.world.arrived).toEqual([]);
  });

  test('is none that is known where no JobManager says who it is', async () => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.stop]);
    const told: unknown[] = [];
    const looking: typeof stopWithSavepoint = {
      ...stopWithSavepoint,
      async query(_context, { sameIncarnation, keyAlive }) {
        told.push({ sameIncarnation, keyAlive });
        return { kind: 'unknown', why: 'nothing can be seen' };
      },
    };
    const { watch } = rig.world.flink;
    const nameless = { ...watch, identity: async () => ({ triggerMemoryMs: 300_000 }) as ClusterIdentity };
    const ledger = await rig.process({
      kinds: registerKinds([looking]),
      flinkOf: () => ({ ...rig.world.flink, watch: nameless }),
      recheck: async () => ({ kind: 'go', incarnation: undefined, checkpointBefore: 7 }),
    });
    rig.world.lose('reply');
    await ledger.release('p');
    await ledger.advance('p', calm);
    expect(rig.store.row(row?.id ?? '').incarnation).toBeNull();
    rig.tick(5_000);

    await ledger.advance('p', calm);

    expect(told).toEqual([{ sameIncarnation: false, keyAlive: false }]);
  });

  test('is not the one that was checked because its name begins like the name of that', async () => {
    const rig = makeRig();
    rig.add('p', [steps.savepoint]);
    const ledger = await rig.process({
      recheck: async () => ({ kind: 'go', incarnation: 'jm-', checkpointBefore: 7 }),
    });
    await ledger.release('p');

    const progress = await ledger.advance('p', calm);

    expect(progress.note).toBe('the JobManager changed while the preconditions were read');
    expect(rig.world.arrived).toEqual([]);
  });

  test('is not sent a savepoint again when the storage cannot be read: a person is asked', async () => {
    const rig = makeRig();
    rig.add('p', [steps.savepoint]);
    rig.world.lose('request');
    const ledger = await rig.process({ storageOf: () => undefined });
    await ledger.release('p');
    await ledger.advance('p', calm);
    rig.world.failOver();

    const progress = await rig.drive(ledger, 'p');

    expect(progress.kind).toBe('needs-human');
    expect(progress.note).toContain('cannot be read');
    expect(rig.world.arrived).toEqual([]);
  });

  test.each([
    ['savepoint', steps.savepoint],
    ['stop', steps.stop],
  ] as const)('has the effect counted by its own folder: %s', async (_name, step) => {
    const rig = makeRig();
    rig.add('p', [step]);
    rig.world.lose('reply');
    const ledger = await rig.process();
    await ledger.release('p');
    await ledger.advance('p', calm);
    rig.world.failOver();

    const progress = await rig.drive(ledger, 'p');

    expect(progress.kind).toBe('succeeded');
    expect(rig.world.arrived).toHaveLength(1);
  });

  test('only for the job, with the same JobManager answering, is not sent the key again either', async () => {
    const rig = makeRig();
    rig.add('p', [steps.savepoint]);
    const { inspect } = rig.world.flink;
    let takenOver = 0;
    const flink: Flink = {
      ...rig.world.flink,
      inspect: {
        ...inspect,
        async job(id, signal) {
          const detail = await inspect.job(id, signal);
          return detail && { ...detail, initializedAt: (detail.initializedAt ?? 0) + takenOver };
        },
      },
    };
    rig.world.lose('request');
    const ledger = await rig.process({ flinkOf: () => flink });
    await ledger.release('p');
    await ledger.advance('p', calm);
    takenOver = 1;

    const progress = await rig.drive(ledger, 'p');

    expect(progress.kind).toBe('failed');
    expect(rig.world.arrived).toEqual([]);
  });

  describe.each([true, undefined])('may have led in between, with high availability = %s', (highAvailability) => {
    /** `says`: whether HA is told yet. Without it the same JobManager would be the one that remembers. */
    async function begun(step: PlanStep) {
      const rig = makeRig();
      const [row] = rig.add('p', [step]);
      const ha = { says: true, reads: 0 };
      const { watch } = rig.world.flink;
      const flink: Flink = {
        ...rig.world.flink,
        watch: {
          ...watch,
          async identity(signal) {
            ha.reads += 1;
            const identity = await watch.identity(signal);
            return ha.says ? { ...identity, highAvailability } : identity;
          },
        },
      };
      const ledger = await rig.process({ flinkOf: () => flink });
      rig.world.lose('request');
      await ledger.release('p');
      return { rig, ledger, ha, row: () => rig.store.row(row?.id ?? '') };
    }

    test('a start is sent, and not again, though the same one answers; a look reads once who it is', async () => {
      const { rig, ledger, ha, row } = await begun(steps.startFrom('/sp/s'));
      await ledger.advance('p', calm);
      expect(row()).toMatchObject({ state: 'in_doubt', attempts: 1, incarnation: null });
      rig.tick(1_000);
      ha.reads = 0;
      await ledger.advance('p', calm);
      expect(ha.reads).toBe(1);

      expect((await rig.drive(ledger, 'p')).kind).toBe('needs-human');
      expect(row().attempts).toBe(1);
    });

    test('a start is not armed again either', async () => {
      const { rig, ledger, ha, row } = await begun(steps.startFrom('/sp/s'));
      ha.says = false;
      await ledger.advance('p', calm);
      rig.store.tamper(row().id, { state: 'ready', nextSettleAt: null });
      ha.says = true;

      await ledger.advance('p', calm);

      expect(row()).toMatchObject({ state: 'in_doubt', attempts: 1 });
      expect(rig.world.arrived).toEqual([]);
    });

    test('a stop is sent again, as its JobMaster is the one that was asked', async () => {
      const { rig, ledger, row } = await begun(steps.stop);

      expect((await rig.drive(ledger, 'p')).kind).toBe('succeeded');
      expect(row().attempts).toBe(2);
    });
  });

  test('between proof and second send sends the action back into doubt', async () => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.savepoint]);
    const id = row?.id ?? '';
    rig.world.lose('request');
    const crash = crashAt('after-finding');
    const first = await rig.process({
      crashPoint: (name) => {
        if (rig.store.row(id).state === 'ready') crash.hook(name);
      },
    });
    await first.release('p');
    await expect(rig.drive(first, 'p')).rejects.toBeInstanceOf(Crash);
    expect(rig.store.row(id)).toMatchObject({ state: 'ready', attempts: 1 });
    rig.world.failOver();

    const progress = await rig.drive(await rig.process(), 'p');

    expect(progress.kind).toBe('failed');
    expect(rig.world.arrived).toEqual([]);
  });
});

describe('answers', () => {
  test('that come after another process took over are kept and move nothing', async () => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.savepoint]);
    const id = row?.id ?? '';
    const held = heldArrival(rig);
    const first = await rig.process();
    await first.release('p');
    const old = first.advance('p', calm);
    await held.arrived;
    rig.tick(16_000);
    const second = await rig.process();
    expect(await second.recover()).toBe(1);
    const doubt = rig.store.row(id);

    held.answer();
    await old;

    expect(rig.store.row(id)).toEqual(doubt);
    expect((await rig.store.reports(id)).map((report) => report.text).join()).toContain(
      'late answer to attempt 1: executed',
    );
    expect((await rig.store.attempts(id)).map((attempt) => attempt.outcome)).toEqual(['executed']);
  });

  test('that are awaited from another cluster are left to the process that holds it', async () => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.savepoint]);
    const held = heldArrival(rig);
    const first = await rig.process();
    await first.release('p');
    const sending = first.advance('p', calm);
    await held.arrived;
    const second = await rig.process();

    expect(await second.recover('elsewhere')).toBe(0);
    expect(rig.store.row(row?.id ?? '')).toMatchObject({ state: 'sent', epoch: 1 });
    expect(await second.recover('main')).toBe(1);
    held.answer();
    await sending;
  });

  test('of "not now" bring the action back to ready with the same key', async () => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.stop]);
    rig.world.lose('refuse');
    const ledger = await rig.process();
    await ledger.release('p');
    const key = rig.store.row(row?.id ?? '').key;
    await ledger.advance('p', calm);

    expect(rig.store.row(row?.id ?? '')).toMatchObject({ state: 'ready', key, firstSentAt: null });
    expect((await rig.drive(ledger, 'p')).kind).toBe('succeeded');
  });

  test('that are an error of this program leave the action in doubt', async () => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.cancel]);
    const broken = { ...cancelJob, send: () => Promise.reject(new TypeError('x is not a function')) };
    const ledger = await rig.process({ kinds: registerKinds([broken]) });
    await ledger.release('p');

    await ledger.advance('p', calm);

    expect(rig.store.row(row?.id ?? '').state).toBe('in_doubt');
    expect(rig.store.row(row?.id ?? '').note).toContain('the send ended in an error: x is not a function');
  });

  test('that do not come by the limit are given up by a send that is told of it', async () => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.cancel]);
    const waiting: typeof cancelJob = {
      ...cancelJob,
      sendLimitMs: 20,
      send: (_context, _args, _key, limit) =>
        new Promise((done) => {
          limit.addEventListener('abort', () =>
            done({ kind: 'maybe', status: undefined, detail: 'its limit is over' }),
          );
        }),
    };
    const ledger = await rig.process({ kinds: registerKinds([waiting]) });
    await ledger.release('p');

    await ledger.advance('p', calm);

    expect(rig.store.row(row?.id ?? '')).toMatchObject({
      state: 'in_doubt',
      note: 'no usable answer: its limit is over',
    });
  });

  test('that a send does not bring by its limit are not waited for, and are kept when they come', async () => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.savepoint]);
    const id = row?.id ?? '';
    const held = heldArrival(rig);
    const ledger = await rig.process();
    await ledger.release('p');
    const limits = overAtOnce();
    try {
      await ledger.advance('p', calm);
    } finally {
      limits.mockRestore();
    }
    expect(rig.store.row(id)).toMatchObject({
      state: 'in_doubt',
      note: 'no usable answer: no answer within the time limit',
    });

    held.answer();

    await expect
      .poll(async () => (await rig.store.reports(id)).map((report) => report.text))
      .toContain('late answer to attempt 1: executed, 202, accepted');
    expect(rig.store.row(id).state).toBe('in_doubt');
  }, 5_000);

  test('that a send does not bring at all let nothing be sent again while it may still act', async () => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.savepoint]);
    let act = (): void => {};
    let sends = 0;
    const held = new Promise<void>((resolve) => {
      act = resolve;
    });
    const stubborn: ActionKind = {
      ...(triggerSavepoint as ActionKind),
      async send() {
        sends += 1;
        await held;
        return { kind: 'not-sent', status: undefined, detail: 'nothing came of it' };
      },
    };
    const ledger = await rig.process({ kinds: registerKinds([stubborn]) });
    await ledger.release('p');
    const looks = async (count: number): Promise<void> => {
      for (let look = 0; look < count; look += 1) {
        await ledger.advance('p', calm);
        rig.tick(20_000);
      }
    };
    const limits = overAtOnce();
    try {
      await looks(5);
      expect(sends, 'it has not ended').toBe(1);
      act();
      await expect
        .poll(async () => (await rig.store.reports(row?.id ?? '')).map((report) => report.text))
        .toContain('late answer to attempt 1: not-sent, no status, nothing came of it');
      const [first] = await rig.store.attempts(row?.id ?? '');
      expect(first?.outcome, 'only what was accepted changes what is known of it').toBe('maybe');
      rig.tick(46_000);
      await looks(1);
    } finally {
      limits.mockRestore();
    }

    expect(sends, 'it ended long enough ago').toBe(2);
  }, 5_000);

  test('of a pass that was overtaken by another one do not count for what has been sent since', async () => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.savepoint]);
    let goOn = (): void => {};
    const stalled = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let checks = 0;
    const ledger = await rig.process({
      recheck: async () => {
        checks += 1;
        if (checks === 1) await stalled;
        return { kind: 'go', incarnation: 'jm-1', checkpointBefore: 7 };
      },
    });
    await ledger.release('p');
    const overtaken = ledger.advance('p', calm);
    rig.world.lose('refuse');
    await ledger.advance('p', calm);
    goOn();

    await overtaken;

    expect(rig.world.arrived).toEqual([]);
    expect(rig.store.row(row?.id ?? '')).toMatchObject({ state: 'ready', attempts: 1 });
  });

  test.each([
    ['done', { kind: 'executed', status: 200, detail: 'ok' }, 'succeeded'],
    ['refused', { kind: 'refused', status: 400, detail: 'no' }, 'failed'],
  ] as const)('that no store could take are no doubt: %s', async (_what, answer, want) => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.savepoint]);
    rig.store.tamper(row?.id ?? '', { onDoubt: 'askHuman' });
    let isAway = true;
    let sends = 0;
    const log = keptLog();
    const plain: ActionKind = {
      ...(triggerSavepoint as ActionKind),
      onDoubt: 'askHuman',
      afterExecuted: 'succeeded',
      async send() {
        sends += 1;
        return answer;
      },
    };
    const ledger = await rig.process({
      log,
      kinds: registerKinds([plain]),
      store: {
        ...rig.store,
        async transition(change) {
          if (isAway && change.from === 'sent') throw new Error('the database is away');
          return rig.store.transition(change);
        },
      },
    });
    await ledger.release('p');
    await expect(ledger.advance('p', calm)).rejects.toThrow('away');
    rig.tick(3_600_000);
    await expect(ledger.advance('p', calm)).rejects.toThrow('away');
    isAway = false;

    const progress = await ledger.advance('p', calm);

    expect(progress.kind).toBe(want);
    expect(log.errors).toEqual([]);
    expect((await rig.store.attempts(row?.id ?? '')).map((one) => one.outcome)).toEqual([answer.kind]);
    expect(sends).toBe(1);
  });

  test.each<[end: string, query: 'its own' | 'blind', want: string]>([
    ['is found out', 'its own', 'succeeded'],
    ['asks a person where nobody can tell', 'blind', 'needs-human'],
  ])('that the store takes at no time: the action is in doubt after ten minutes, and %s', async (_end, query, want) => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.savepoint]);
    const id = row?.id ?? '';
    const log = keptLog();
    const blind: ActionKind = {
      ...(triggerSavepoint as ActionKind),
      query: async () => ({ kind: 'unknown', why: 'nothing can be seen' }),
    };
    const ledger = await rig.process({
      log,
      ...(query === 'blind' && { kinds: registerKinds([blind]) }),
      store: {
        ...rig.store,
        async transition(change) {
          if (change.from === 'sent' && change.next.state !== 'in_doubt') throw new Error('it holds what is no text');
          return rig.store.transition(change);
        },
      },
    });
    await ledger.release('p');
    for (let minutes = 0; minutes < 10; minutes += 1) {
      await expect(ledger.advance('p', calm)).rejects.toThrow('no text');
      rig.tick(60_000);
    }
    rig.tick(15_000);
    expect([rig.store.row(id).state, log.errors.length]).toEqual(['sent', 0]);

    const progress = await rig.drive(ledger, 'p');

    expect(progress.kind).toBe(want);
    expect(log.errors[0]).toMatchObject({ fields: { action: id, err: 'it holds what is no text' } });
    // That it was accepted is not forgotten: nothing is sent again.
    expect((await rig.store.attempts(id)).map((one) => one.outcome)).toEqual(['executed']);
    expect(rig.world.arrived).toHaveLength(1);
  });

  describe('that name another id than ours', () => {
    const other = { kind: 'other-key', status: 202, detail: 'accepted as f, not as ours' } as const;

    /** A Flink that forgets our key, takes the request, and finishes what it began when the test says so. */
    async function ignoring(step: PlanStep, change: Partial<LedgerDeps> = {}) {
      const rig = makeRig();
      const [row] = rig.add('p', [step]);
      let sends = 0;
      let isDone = false;
      const ignore = async (): Promise<SendOutcome> => {
        sends += 1;
        return other;
      };
      const write = { ...rig.world.flink.write, triggerSavepoint: ignore, stopWithSavepoint: ignore };
      const ledger = await rig.process({
        flinkOf: () => ({ ...rig.world.flink, write }),
        storageOf: () => ({
          completeBelow: async (directory) => ({ kind: 'found', paths: isDone ? [`${directory}/s`] : [] }),
        }),
        ...change,
      });
      await ledger.release('p');
      await ledger.advance('p', calm);
      const finish = () => (isDone = true);
      return { rig, ledger, id: row?.id ?? '', finish, sends: () => sends };
    }

    test('leave it in doubt, and no key protects it', async () => {
      const told: boolean[] = [];
      const looking: ActionKind = {
        ...(triggerSavepoint as ActionKind),
        async query(_context, { keyAlive, sameIncarnation }) {
          told.push(keyAlive, sameIncarnation);
          return { kind: 'unknown', why: 'nothing can be seen' };
        },
      };
      const { rig, ledger, id } = await ignoring(steps.savepoint, { kinds: registerKinds([looking]) });
      rig.tick(2_000);
      await ledger.advance('p', calm);

      expect(rig.store.row(id)).toMatchObject({ state: 'in_doubt', incarnation: null });
      expect(told).toEqual([false, false]);
    });

    test('are found by what they have left', async () => {
      const { rig, ledger, finish, sends } = await ignoring(steps.savepoint);
      for (let n = 0; n < 3; n += 1) {
        await ledger.advance('p', calm);
        rig.tick(60_000);
      }
      finish();

      expect((await rig.drive(ledger, 'p')).kind).toBe('succeeded');
      expect(sends()).toBe(1);
    });

    test.each([
      ['a savepoint', steps.savepoint],
      ['a stop', steps.stop],
    ])('are never sent again nor failed because nothing is to be seen: %s', async (_what, step) => {
      const { rig, ledger, id, sends } = await ignoring(step);

      const progress = await rig.drive(ledger, 'p');

      expect(progress.kind).toBe('needs-human');
      expect(rig.store.row(id).note).toContain('may be at work on it under an id of its own');
      expect(sends()).toBe(1);
    });
  });

  test('that say "not now" three times end in a failure', async () => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.savepoint]);
    const ledger = await rig.process();
    await ledger.release('p');
    for (let n = 0; n < 3; n += 1) {
      rig.world.lose('refuse');
      await ledger.advance('p', calm);
      rig.tick(61_000);
    }

    await ledger.advance('p', calm);

    expect(rig.store.row(row?.id ?? '')).toMatchObject({ state: 'failed', attempts: 3 });
    expect(rig.world.arrived).toEqual([]);
  });

  test('that never come three times end in a failure, not in a fourth attempt', async () => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.cancel]);
    const lost = { kind: 'maybe', status: undefined, detail: 'reset' } as const;
    let sends = 0;
    const kinds = registerKinds([
      {
        ...cancelJob,
        send: async () => {
          sends += 1;
          return lost;
        },
      },
    ]);
    const ledger = await rig.process({ kinds });
    await ledger.release('p');

    const progress = await rig.drive(ledger, 'p');

    expect(progress.kind).toBe('failed');
    expect(sends).toBe(3);
    expect(rig.store.row(row?.id ?? '').attempts).toBe(3);
  });
});

test('what is ready and cannot be checked is looked at for as long as is said, looks included', async () => {
  const rig = makeRig();
  const [row] = rig.add('p', [steps.savepoint]);
  const ledger = await rig.process({ recheck: async () => ({ kind: 'cannot-tell', why: 'not yet' }) });
  await ledger.release('p');
  const from = rig.clock.at;

  await rig.drive(ledger, 'p');

  const tookMs = rig.clock.at - from;
  expect(rig.store.row(row?.id ?? '')).toMatchObject({ state: 'dropped', dropReason: 'stale' });
  expect(tookMs).toBeLessThanOrEqual(longestReadyMs);
  expect(tookMs).toBeGreaterThan(longestReadyMs - 60_000);
});

describe('doubt', () => {
  test.each<[what: string, change: (rig: ReturnType<typeof makeRig>) => void, fromMinutes: number, toMinutes: number]>([
    ['while the hook breaks, and becomes a person after ten minutes', () => {}, 9, 12],
    [
      'while nobody can be asked, and becomes a person after an hour',
      (rig) => {
        rig.world.readable = false;
      },
      60,
      62,
    ],
  ])('stays doubt %s', async (_what, change, fromMinutes, toMinutes) => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.savepoint]);
    rig.world.lose('reply');
    const broken = { ...triggerSavepoint, query: () => Promise.reject(new TypeError('x is not a function')) };
    const ledger = await rig.process({ kinds: registerKinds([broken]) });
    await ledger.release('p');
    await ledger.advance('p', calm);
    change(rig);
    const from = rig.clock.at;

    const progress = await rig.drive(ledger, 'p', 1_000);

    expect(progress.kind).toBe('needs-human');
    expect(rig.clock.at - from).toBeGreaterThan(fromMinutes * 60_000);
    expect(rig.clock.at - from).toBeLessThan(toMinutes * 60_000);
    const states = rig.store.changes.filter((change) => change.to.id === row?.id).map((change) => change.to.state);
    expect(states).not.toContain('failed');
  });

  test('is settled by one look when the JobManager is back after fifty minutes', async () => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.savepoint]);
    rig.world.lose('reply');
    const ledger = await rig.process();
    await ledger.release('p');
    await ledger.advance('p', calm);
    rig.world.readable = false;
    for (let n = 0; n < 300; n += 1) {
      rig.tick(10_000);
      await ledger.advance('p', calm);
    }
    expect(rig.store.row(row?.id ?? '')).toMatchObject({ state: 'in_doubt', settleAttempts: 0 });
    rig.world.readable = true;
    rig.tick(60_000);

    const progress = await ledger.advance('p', calm);

    expect(progress.kind).toBe('succeeded');
    expect(rig.world.arrived).toHaveLength(1);
  });

  test('of work that was accepted and never ends is one after its run limit, and a person is asked', async () => {
    const rig = makeRig();
    rig.add('p', [steps.savepoint]);
    const ledger = await rig.process({ kinds: registerKinds([atWork]) });
    await ledger.release('p');
    await ledger.advance('p', calm);
    rig.tick(triggerSavepoint.runLimitMs);
    expect((await ledger.advance('p', calm)).kind).toBe('in-progress');
    rig.tick(1);

    expect(await ledger.advance('p', calm)).toMatchObject({
      kind: 'needs-human',
      note: 'not finished 60 minutes after it was sent: at work',
    });
  });

  test('of work that will hardly end by itself is one at once', async () => {
    const rig = makeRig();
    rig.add('p', [steps.savepoint]);
    const why = 'the job fails again and again';
    const hopeless = { ...atWork, poll: async () => ({ kind: 'in-progress', note: 'at work', stuck: why }) as const };
    const ledger = await rig.process({ kinds: registerKinds([hopeless]) });
    await ledger.release('p');

    expect(await rig.drive(ledger, 'p')).toMatchObject({ kind: 'needs-human', note: why });
  });

  test('that comes and goes for ever ends with a person', async () => {
    const rig = makeRig();
    rig.add('p', [steps.savepoint]);
    const fickle = {
      ...triggerSavepoint,
      poll: async () => ({ kind: 'lost', why: 'gone' }) as const,
      query: async () => ({ kind: 'in-progress', note: 'at work' }) as const,
    };
    const ledger = await rig.process({ kinds: registerKinds([fickle]) });
    await ledger.release('p');

    expect((await rig.drive(ledger, 'p')).kind).toBe('needs-human');
  });

  test.each<[OnDoubt, string, number]>([
    ['retrySameKey', 'succeeded', 2],
    ['queryFirst', 'succeeded', 1],
    ['askHuman', 'needs-human', 1],
  ])('is settled as the kind says: %s', async (onDoubt, want, requests) => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.savepoint]);
    rig.store.tamper(row?.id ?? '', { onDoubt });
    rig.world.lose('reply');
    const ledger = await rig.process({ kinds: registerKinds([{ ...triggerSavepoint, onDoubt }]) });
    await ledger.release('p');

    const progress = await rig.drive(ledger, 'p');

    expect(progress.kind).toBe(want);
    expect(rig.world.arrived).toHaveLength(requests);
    expect(rig.world.effects).toHaveLength(1);
  });

  test('of a kind that repeats ends in no failure because its answers are lost again and again', async () => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.savepoint]);
    rig.store.tamper(row?.id ?? '', { onDoubt: 'retrySameKey' });
    const kind = { ...triggerSavepoint, onDoubt: 'retrySameKey', keyWindowMs: 86_400_000 } as const;
    const ledger = await rig.process({ kinds: registerKinds([kind]) });
    await ledger.release('p');
    for (let n = 0; n < 3; n += 1) {
      rig.world.lose('reply');
      await ledger.advance('p', calm);
      rig.tick(16_000);
    }

    const progress = await rig.drive(ledger, 'p');

    expect(rig.world.effects).toHaveLength(1);
    expect(progress.kind).toBe('succeeded');
  });

  test('of a kind that repeats sends nothing again that was accepted, though it is not to be seen later', async () => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.savepoint]);
    rig.store.tamper(row?.id ?? '', { onDoubt: 'retrySameKey' });
    const unseen: ActionKind = {
      ...triggerSavepoint,
      onDoubt: 'retrySameKey',
      keyWindowMs: 86_400_000,
      poll: async () => ({ kind: 'lost', why: 'gone' }),
      query: async () => ({ kind: 'not-executed', proof: 'nothing there', repeat: 'same-key' }),
    };
    const ledger = await rig.process({ kinds: registerKinds([unseen]) });
    await ledger.release('p');

    const progress = await rig.drive(ledger, 'p');

    expect(progress.kind).toBe('needs-human');
    expect(rig.world.arrived).toHaveLength(1);
  });

  test('of a kind that repeats and was put off at the last send is found out', async () => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.savepoint]);
    rig.store.tamper(row?.id ?? '', { onDoubt: 'retrySameKey' });
    const ledger = await rig.process({ kinds: registerKinds([{ ...triggerSavepoint, onDoubt: 'retrySameKey' }]) });
    await ledger.release('p');
    for (const lost of ['reply', 'request', 'refuse'] as const) {
      rig.world.lose(lost);
      await ledger.advance('p', calm);
      rig.tick(16_000);
    }
    expect(rig.store.row(row?.id ?? '')).toMatchObject({ state: 'ready', attempts: 3 });

    const progress = await rig.drive(ledger, 'p');

    expect(progress.kind).toBe('succeeded');
    expect(rig.world.arrived).toHaveLength(1);
  });

  test('of a kind that repeats is shown to a person when it may not be repeated any more', async () => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.savepoint]);
    rig.store.tamper(row?.id ?? '', { onDoubt: 'retrySameKey' });
    const kinds = registerKinds([{ ...triggerSavepoint, onDoubt: 'retrySameKey' }]);
    const first = await rig.process({ kinds });
    await first.release('p');
    rig.world.lose('reply');
    await first.advance('p', calm);
    const held = { reason: 'held', field: 'hold', value: 'ada', todo: 'lift it' };
    const second = await rig.process({ kinds, recheck: async () => ({ kind: 'refuse', refusals: [held] }) });

    const progress = await rig.drive(second, 'p');

    expect(rig.world.effects).toHaveLength(1);
    expect(progress.kind).toBe('needs-human');
  });

  test('of a kind that repeats ends in failure once nothing is found after the last send', async () => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.savepoint]);
    rig.store.tamper(row?.id ?? '', { onDoubt: 'retrySameKey' });
    const ledger = await rig.process({ kinds: registerKinds([{ ...triggerSavepoint, onDoubt: 'retrySameKey' }]) });
    await ledger.release('p');
    for (let n = 0; n < 3; n += 1) {
      rig.world.lose('request');
      await ledger.advance('p', calm);
      rig.tick(16_000);
    }

    const progress = await rig.drive(ledger, 'p');

    expect(rig.world.effects).toEqual([]);
    expect(progress.kind).toBe('failed');
  });

  test('is not settled by an absence that was seen before the finality wait and told after it', async () => {
    const rig = makeRig();
    rig.add('p', [steps.savepoint]);
    rig.world.lose('request');
    const absent = { kind: 'not-executed', proof: 'no such id', repeat: 'same-key' } as const;
    const slow = { ...triggerSavepoint, query: async () => (rig.tick(60_000), absent) };
    const ledger = await rig.process({ kinds: registerKinds([slow]) });
    await ledger.release('p');
    await ledger.advance('p', calm);
    rig.tick(5_000);

    const progress = await ledger.advance('p', calm);

    expect(progress.note).toContain('a late request may still take effect');
  });

  test('of a kind that repeats is repeated while its first request is remembered, not its latest', async () => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.savepoint]);
    rig.store.tamper(row?.id ?? '', { onDoubt: 'retrySameKey' });
    const sends: number[] = [];
    const effects: number[] = [];
    // It remembers a key for five minutes, and no answer of it arrives.
    async function send() {
      sends.push(rig.clock.at);
      if (effects.every((at) => rig.clock.at - at > 300_000)) effects.push(rig.clock.at);
      return { kind: 'maybe', status: undefined, detail: 'reset' } as const;
    }
    const kinds = registerKinds([{ ...triggerSavepoint, onDoubt: 'retrySameKey', send }]);
    const ledger = await rig.process({ kinds, storageOf: () => undefined });
    await ledger.release('p');

    await ledger.advance('p', calm);
    rig.tick(165_000);
    await ledger.advance('p', calm);
    expect(sends).toHaveLength(2);
    rig.tick(140_000);
    await ledger.advance('p', calm);

    expect(effects).toHaveLength(1);
    expect(sends).toHaveLength(2);
  });

  test('of a checkpoint is settled by one that came before its second request, too', async () => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.checkpoint]);
    const before = [7, 8];
    const ledger = await rig.process({
      recheck: async () => {
        const checkpointBefore = before.shift();
        // By its schedule, after it was proven that the first request had no effect.
        if (checkpointBefore === 8) await rig.world.flink.write.triggerCheckpoint(job as JobId, 'not ours', calm);
        rig.world.lose('request');
        return { kind: 'go', incarnation: 'jm-1', checkpointBefore };
      },
    });
    await ledger.release('p');

    const progress = await rig.drive(ledger, 'p');

    expect(progress).toMatchObject({ kind: 'succeeded', results: { checkpoint: { checkpoint: '8' } } });
    expect(rig.store.row(row?.id ?? '')).toMatchObject({ attempts: 2, checkpointBefore: 7 });
    expect(rig.world.arrived.map((one) => one.key)).toEqual(['not ours']);
  });

  test('of a kind that repeats is asked about when the JobManager changed', async () => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.savepoint]);
    rig.store.tamper(row?.id ?? '', { onDoubt: 'retrySameKey' });
    rig.world.lose('reply');
    const ledger = await rig.process({ kinds: registerKinds([{ ...triggerSavepoint, onDoubt: 'retrySameKey' }]) });
    await ledger.release('p');
    await ledger.advance('p', calm);
    rig.world.failOver();

    const progress = await rig.drive(ledger, 'p');

    expect(progress.kind).toBe('succeeded');
    expect(rig.world.arrived).toHaveLength(1);
  });
});

describe('a person', () => {
  /** A start that nobody can tell about: the request was lost and the JobManager is another one. */
  async function stuck() {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.startFrom('/sp/s')]);
    rig.world.lose('request');
    const ledger = await rig.process();
    await ledger.release('p');
    await ledger.advance('p', calm);
    rig.world.failOver();
    await rig.drive(ledger, 'p');
    return { rig, ledger, id: row?.id ?? '' };
  }

  test('is waited for, and the lane with him', async () => {
    const { rig, ledger, id } = await stuck();
    rig.add('other', [steps.savepoint]);
    await ledger.release('other');

    const other = await ledger.advance('other', calm);

    expect(rig.store.row(id).state).toBe('needs_human');
    expect(other).toMatchObject({ kind: 'in-progress' });
    expect(other.note).toContain('holds lane main/orders');
    expect(rig.world.arrived).toEqual([]);
  });

  test('who says executed has to name what it produced', async () => {
    const { ledger, id } = await stuck();

    expect(await ledger.settleByHuman(id, 'executed', 'ada', 'seen', {})).toBe(
      'refused: say what it produced: --result jobId=…',
    );
    expect(await ledger.settleByHuman(id, 'executed', 'ada', 'seen', { jobId: 'j' })).toBe(`action ${id} is succeeded`);
    expect(await ledger.progress('p')).toMatchObject({ kind: 'succeeded', results: { start: { jobId: 'j' } } });
  });

  test('who says not executed lets the same key go to the JobManager that is there now', async () => {
    const { rig, ledger, id } = await stuck();
    const key = rig.store.row(id).key;

    await ledger.settleByHuman(id, 'not-executed', 'ada', 'no such job', {});
    const progress = await rig.drive(ledger, 'p');

    expect(progress.kind).toBe('succeeded');
    expect(rig.world.arrived).toEqual([{ call: 'runJar', key }]);
  });

  test('who gives no reason is named alone', async () => {
    const { rig, ledger, id } = await stuck();

    await ledger.settleByHuman(id, 'executed', 'ada', '', { jobId: 'j' });

    expect(rig.store.row(id).note).toBe('executed, says ada');
  });

  test('who gives up ends the plan, and is heard only once', async () => {
    const { ledger, id } = await stuck();

    expect(await ledger.settleByHuman(id, 'abandon', 'ada', 'moved away', {})).toBe(`action ${id} is dropped`);
    expect(await ledger.settleByHuman(id, 'executed', 'ada', 'x', { jobId: 'j' })).toContain('refused');
    expect((await ledger.advance('p', calm)).kind).toBe('failed');
  });
});

describe('a plan', () => {
  test('whose stop is done and whose start fails says that the job is down', async () => {
    const rig = makeRig();
    rig.add('p', restart);
    const ledger = await rig.process();
    rig.world.jarSha256 = 'another file';
    await ledger.release('p');

    const progress = await rig.drive(ledger, 'p');

    expect(progress).toMatchObject({ kind: 'needs-human', step: 'start', jobIsDown: true });
    expect(progress.note).toContain('The job is down');
    expect(progress.results['stop']?.['savepoint']).toContain('/sp/');
    expect(rig.world.effects).toHaveLength(1);
  });

  test('whose start ends as a failed job says that the job is down', async () => {
    const rig = makeRig();
    rig.add('p', restart);
    const ledger = await rig.process();
    await ledger.release('p');
    rig.world.onArrival(() => {
      const { call, key } = rig.world.arrived.at(-1) ?? {};
      if (call === 'runJar') rig.world.setJob(key ?? '', 'FAILED');
    });

    const progress = await rig.drive(ledger, 'p');

    expect(progress).toMatchObject({ kind: 'needs-human', step: 'start', jobIsDown: true });
    expect(progress.note).toContain('The job is down and was not started again');
  });

  test('whose start is refused after the stop waits, and goes on when it may', async () => {
    const rig = makeRig();
    rig.add('p', restart);
    let refuse = true;
    const ledger = await rig.process({
      recheck: async (_action, _row, isFirstStep) =>
        refuse && !isFirstStep ? refusal : { kind: 'go', incarnation: 'jm-1', checkpointBefore: 7 },
    });
    await ledger.release('p');
    const waiting = await ledger.advance('p', calm);
    expect(waiting).toMatchObject({ kind: 'in-progress', step: 'start', jobIsDown: true });

    refuse = false;
    const progress = await rig.drive(ledger, 'p');

    expect(progress).toMatchObject({ kind: 'succeeded', jobIsDown: false });
  });

  test('whose start is refused for good after the stop asks a person at once', async () => {
    const rig = makeRig();
    rig.add('p', restart);
    const ledger = await rig.process({
      recheck: async (_action, _row, isFirstStep) =>
        isFirstStep ? { kind: 'go', incarnation: 'jm-1', checkpointBefore: 7 } : { ...refusal, isForGood: true },
    });
    await ledger.release('p');

    const progress = await ledger.advance('p', calm);

    expect(progress).toMatchObject({ kind: 'needs-human', step: 'start' });
  });

  test('whose start stays refused ends with a person, and a person can let it go on', async () => {
    const rig = makeRig();
    rig.add('p', restart);
    let refuse = true;
    const ledger = await rig.process({
      recheck: async (_action, _row, isFirstStep) =>
        refuse && !isFirstStep ? refusal : { kind: 'go', incarnation: 'jm-1', checkpointBefore: 7 },
    });
    await ledger.release('p');
    const stopped = await rig.drive(ledger, 'p');
    expect(stopped).toMatchObject({ kind: 'needs-human', jobIsDown: true });
    expect(stopped.note).toContain('slotsAvailable = 0');

    refuse = false;
    await ledger.settleByHuman(stopped.actionId, 'not-executed', 'ada', 'slots are back', {});

    expect((await rig.drive(ledger, 'p')).kind).toBe('succeeded');
  });

  test('whose first step is refused is dropped with the refusal', async () => {
    const rig = makeRig();
    const planned = rig.add('p', restart);
    const ledger = await rig.process({ recheck: async () => refusal });
    await ledger.release('p');

    const progress = await ledger.advance('p', calm);

    expect(progress).toMatchObject({ kind: 'dropped', jobIsDown: false });
    expect(progress.note).toContain('slotsAvailable = 0, add a TaskManager');
    expect(planned.map(({ id }) => rig.store.row(id).dropReason)).toEqual(['refused', 'stale']);
  });

  test('whose preconditions cannot be read is not sent, and is stale after ten minutes', async () => {
    const rig = makeRig();
    rig.add('p', [steps.stop]);
    const ledger = await rig.process({ recheck: () => Promise.reject(new Error('connection refused')) });
    await ledger.release('p');

    const progress = await rig.drive(ledger, 'p');

    expect(progress.kind).toBe('dropped');
    expect(rig.world.arrived).toEqual([]);
  });

  test('between its two steps keeps other plans off the lane', async () => {
    const rig = makeRig();
    rig.add('p', restart);
    rig.add('other', [steps.cancel]);
    const ledger = await rig.process({
      recheck: async (_action, _row, isFirstStep) =>
        isFirstStep ? { kind: 'go', incarnation: 'jm-1', checkpointBefore: 7 } : refusal,
    });
    await ledger.release('p');
    await ledger.release('other');
    await ledger.advance('p', calm);

    const other = await ledger.advance('other', calm);

    expect(other.note).toContain('holds lane');
    expect((await rig.store.actions({ planId: 'other' })).map((row) => row.attempts)).toEqual([0]);
    expect(await ledger.undetermined('p')).toBeDefined();
    expect(rig.world.arrived).toHaveLength(1);
  });

  test('does not come between two steps of a plan that began while it was being checked', async () => {
    const rig = makeRig();
    const [stop] = rig.add('p', restart);
    rig.add('other', [steps.checkpoint]);
    const go = { kind: 'go', incarnation: 'jm-1', checkpointBefore: 7 } as const;
    const ledger: Ledger = await rig.process({
      recheck: async (_action, row, isFirstStep) => {
        if (row.planId === 'p') return isFirstStep ? go : { kind: 'cannot-tell', why: 'not yet' };
        await ledger.advance('p', calm);
        rig.tick(5_000);
        await ledger.advance('p', calm);
        return go;
      },
    });
    await ledger.release('p');
    await ledger.release('other');

    const other = await ledger.advance('other', calm);

    expect(rig.store.row(stop?.id ?? '').state).toBe('succeeded');
    expect(other.note).toContain('holds lane');
    expect(rig.world.arrived.map((one) => one.call)).not.toContain('checkpoint');
    expect(rig.world.arrived).toHaveLength(1);
  });

  test('is not sent beside what others have sent while it was checked, and is ready again', async () => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.checkpoint]);
    const askedWhen: string[] = [];
    const whyNot: (string | undefined)[] = ['another one has just begun', undefined];
    const ledger = await rig.process({
      recheck: async () => ({
        kind: 'go',
        incarnation: undefined,
        checkpointBefore: 7,
        whyNotBeside: async () => {
          askedWhen.push(rig.store.row(row?.id ?? '').state);
          return whyNot.shift();
        },
      }),
    });
    await ledger.release('p');

    const held = await ledger.advance('p', calm);
    const arrivedThen = rig.world.arrived.length;
    rig.tick(1_000);
    await ledger.advance('p', calm);

    expect(held).toMatchObject({ kind: 'in-progress', note: 'not sent: another one has just begun' });
    expect(arrivedThen).toBe(0);
    expect(askedWhen).toEqual(['sent', 'sent']);
    expect(rig.world.arrived).toHaveLength(1);
  });

  test('is ready again, and in no doubt, where nobody can tell what others have sent', async () => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.checkpoint]);
    const answers = [Promise.reject(new TypeError('a row cannot be read')), Promise.resolve(undefined)];
    answers[0]?.catch(() => {});
    const ledger = await rig.process({
      recheck: async () => ({
        kind: 'go',
        incarnation: undefined,
        checkpointBefore: 7,
        whyNotBeside: async () => answers.shift(),
      }),
    });
    await ledger.release('p');

    const held = await ledger.advance('p', calm);
    const { state, firstSentAt } = rig.store.row(row?.id ?? '');
    rig.tick(1_000);
    await ledger.advance('p', calm);

    expect(held.note).toBe('not sent: cannot tell whether it may be sent: a row cannot be read');
    expect([state, firstSentAt]).toEqual(['ready', null]);
    expect(rig.world.arrived).toHaveLength(1);
  });

  test('whose later step cannot be made ready waits for a person, and keeps other plans off the lane', async () => {
    const rig = makeRig();
    rig.add('p', [steps.stop, steps.startFrom({ from: 'stop.nothing' })]);
    rig.add('other', [steps.cancel]);
    const ledger = await rig.process();
    await ledger.release('p');
    await ledger.release('other');

    const stopped = await rig.drive(ledger, 'p');
    const other = await ledger.advance('other', calm);

    expect(stopped).toMatchObject({ kind: 'needs-human', step: 'start', jobIsDown: true });
    expect(stopped.note).toContain('snapshot refers to stop.nothing, which no earlier step has produced');
    expect(other.note).toContain(`action ${stopped.actionId} of another plan holds lane`);
    expect(await ledger.settleByHuman(stopped.actionId, 'executed', 'ada', 'started it', { jobId: 'j' })).toBe(
      `action ${stopped.actionId} is succeeded`,
    );
  });

  test('that is sent in the moment in which it is dropped loses none of its steps', async () => {
    const rig = makeRig();
    const planned = rig.add('p', restart);
    const held = heldArrival(rig);
    let sending: Promise<unknown> | undefined;
    const ledger: Ledger = await rig.process({
      store: {
        ...rig.store,
        async transition(change) {
          if (change.next.state === 'dropped' && sending === undefined) {
            sending = ledger.advance('p', calm);
            await held.arrived;
          }
          return rig.store.transition(change);
        },
      },
    });
    await ledger.release('p');

    expect(await ledger.drop('p', 'cancelled', 'resolved')).toBe('step stop moved in this moment');

    expect(planned.map(({ id }) => rig.store.row(id).state)).toEqual(['sent', 'proposed']);
    held.answer();
    await sending;
    expect((await rig.drive(ledger, 'p')).kind).toBe('succeeded');
  });

  test('that has failed, or was given up, holds nothing back any more', async () => {
    const rig = makeRig();
    rig.world.setJob(job, 'RESTARTING');
    rig.add('failed', [steps.savepoint]);
    const [given] = rig.add('given-up', [steps.startFrom('/sp/s')]);
    const ledger = await rig.process();
    for (const id of ['failed', 'given-up']) await ledger.release(id);
    expect((await rig.drive(ledger, 'failed')).kind).toBe('failed');
    expect(await ledger.undetermined('failed')).toBeUndefined();

    rig.world.lose('request');
    await ledger.advance('given-up', calm);
    expect(await ledger.undetermined('given-up')).toBe(given?.id);
    rig.world.failOver();
    await rig.drive(ledger, 'given-up');
    await ledger.settleByHuman(given?.id ?? '', 'abandon', 'ada', 'moved away', {});

    expect(await ledger.undetermined('given-up')).toBeUndefined();
  });

  test('is dropped as long as nothing was sent, and not afterwards', async () => {
    const rig = makeRig();
    rig.add('early', [steps.stop]);
    rig.add('late', [steps.stop]);
    const ledger = await rig.process();
    await ledger.release('early');
    await ledger.release('late');

    expect(await ledger.drop('early', 'denied', 'denied by ada')).toBeUndefined();
    rig.world.lose('reply');
    await ledger.advance('late', calm);
    expect(await ledger.drop('late', 'cancelled', 'resolved')).toContain('was sent');
    expect(await ledger.progress('early')).toMatchObject({ kind: 'dropped' });
    expect(rig.world.effects).toHaveLength(1);
  });

  test.each([
    ['before it was released', (release: () => Promise<void>, change: () => void) => (change(), release())],
    ['after it was released', (release: () => Promise<void>, change: () => void) => release().then(change)],
  ])('whose stored bytes were changed %s is not sent', async (_when, inOrder) => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.cancel]);
    const ledger = await rig.process();
    await inOrder(
      () => ledger.release('p'),
      () => rig.store.tamper(row?.id ?? '', { args: JSON.stringify({ job: 'b'.repeat(32) }) }),
    );

    const progress = await ledger.advance('p', calm);

    expect(progress.kind).toBe('dropped');
    expect(progress.note).toContain('not the ones their digest was made of');
    expect(rig.world.arrived).toEqual([]);
  });

  test('whose stored bytes were changed after a request of them left is shown to a person', async () => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.savepoint]);
    const id = row?.id ?? '';
    rig.store.tamper(id, { onDoubt: 'retrySameKey' });
    rig.world.lose('reply');
    const ledger = await rig.process({
      kinds: registerKinds([{ ...triggerSavepoint, onDoubt: 'retrySameKey' }]),
      crashPoint: (name) => {
        if (name === 'after-finding' && rig.store.row(id).state === 'ready') rig.store.tamper(id, { args: '{}' });
      },
    });
    await ledger.release('p');

    const progress = await rig.drive(ledger, 'p');

    expect(progress.kind).toBe('needs-human');
    expect(progress.note).toContain('not the ones their digest was made of');
    expect(rig.world.arrived).toHaveLength(1);
  });

  test('whose arguments do not fit its kind is refused', async () => {
    const rig = makeRig();
    rig.add('p', [{ ...steps.savepoint, args: { job } }]);
    const ledger = await rig.process();

    await ledger.release('p');

    expect(await ledger.progress('p')).toMatchObject({
      kind: 'dropped',
      note: expect.stringContaining('its arguments do not fit trigger-savepoint') as string,
    });
  });

  test('whose later step has other bytes than were fixed waits for a person', async () => {
    const rig = makeRig();
    const [, start] = rig.add('p', restart);
    const id = start?.id ?? '';
    const ledger = await rig.process({
      crashPoint: (name) => {
        if (name === 'after-ready' && rig.store.row(id).state === 'ready') rig.store.tamper(id, { args: '{}' });
      },
    });
    await ledger.release('p');

    const progress = await rig.drive(ledger, 'p');

    expect(progress).toMatchObject({ kind: 'needs-human', jobIsDown: true });
    expect(rig.store.row(id)).toMatchObject({ state: 'needs_human', attempts: 0 });
  });

  test('with a key that another action has for other arguments is refused', async () => {
    const rig = makeRig();
    rig.add('one', [steps.startFrom('/sp/s')]);
    const start = steps.startFrom('/sp/s');
    rig.add('two', [{ ...start, args: { ...start.args, parallelism: 4 } }]);
    const ledger = await rig.process();
    await ledger.release('one');
    await rig.drive(ledger, 'one');

    await ledger.release('two');

    expect(await ledger.progress('two')).toMatchObject({ kind: 'dropped' });
    expect((await ledger.progress('two')).note).toContain('has its key with other arguments');
  });

  test('that was ready before the same action was done elsewhere is stale at once', async () => {
    const rig = makeRig();
    rig.add('one', [steps.savepoint]);
    rig.add('two', [steps.savepoint]);
    const ledger = await rig.process();
    await ledger.release('one');
    await ledger.release('two');
    await rig.drive(ledger, 'one');

    const two = await ledger.advance('two', calm);

    expect(two).toMatchObject({ kind: 'dropped' });
    expect(two.note).toContain('is the same action');
    expect(rig.world.effects).toHaveLength(1);
  });

  test('that loses its lane in the last moment waits for it, whoever else had the same key and was not sent, or was done', async () => {
    const rig = makeRig();
    rig.add('done', [{ ...steps.savepoint, args: { ...steps.savepoint.args, directory: '/elsewhere' } }]);
    rig.add('other', [steps.checkpoint]);
    rig.add('gone', [steps.savepoint]);
    rig.add('one', [steps.savepoint]);
    let begun = false;
    const ledger = await rig.process({
      recheck: async (_action, { planId }) => {
        if (planId === 'one' && !begun) {
          begun = true;
          rig.world.lose('reply');
          await ledger.advance('other', calm);
        }
        return { kind: 'go', incarnation: undefined, checkpointBefore: 7 };
      },
    });
    for (const plan of ['done', 'other', 'gone', 'one']) await ledger.release(plan);
    await rig.drive(ledger, 'done');
    await ledger.drop('gone', 'cancelled', 'resolved');

    const progress = await ledger.advance('one', calm);

    expect(progress).toMatchObject({ kind: 'in-progress', note: 'another action holds lane main/orders, or its key' });
    expect(rig.world.arrived).toHaveLength(2);
    await rig.drive(ledger, 'other');
    expect((await rig.drive(ledger, 'one')).kind).toBe('succeeded');
  });

  test('that repeats an action which is done already is stale', async () => {
    const rig = makeRig();
    rig.add('one', [steps.savepoint]);
    rig.add('two', [steps.savepoint]);
    const ledger = await rig.process();
    await ledger.release('one');
    await rig.drive(ledger, 'one');

    await ledger.release('two');

    expect((await ledger.progress('two')).note).toContain('is the same action');
    expect(rig.world.effects).toHaveLength(1);
  });

  test.each([
    ['stopped', steps.stop, ['stop', 'stop']],
    ['cancelled', steps.cancel, ['cancel', 'cancel']],
  ] as const)(
    'on a job id that was %s before and runs again has a key and a folder of its own',
    async (_what, step, done) => {
      const rig = makeRig();
      rig.add('one', [step]);
      rig.add('two', [step]);
      const ledger = await rig.process();
      await ledger.release('one');
      await rig.drive(ledger, 'one');
      rig.world.setJob(job, 'RUNNING');

      await ledger.release('two');
      const second = await rig.drive(ledger, 'two');

      const keys = (await rig.store.actions({})).map(({ key }) => key);
      expect(second.kind).toBe('succeeded');
      expect(new Set(keys).size).toBe(2);
      expect(rig.world.effects.map((effect) => effect.split(' ')[0])).toEqual(done);
      expect(new Set(rig.world.effects).size).toBe(step === steps.stop ? 2 : 1);
    },
  );

  test('that repeats an action which was sent, and is ready to be sent again, is stale', async () => {
    const rig = makeRig();
    const [one] = rig.add('one', [steps.savepoint]);
    rig.add('two', [steps.savepoint]);
    rig.world.lose('request');
    const crash = crashAt('after-finding');
    const first = await rig.process({
      crashPoint: (name) => {
        if (rig.store.row(one?.id ?? '').state === 'ready') crash.hook(name);
      },
    });
    await first.release('one');
    await expect(rig.drive(first, 'one')).rejects.toBeInstanceOf(Crash);
    expect(rig.store.row(one?.id ?? '')).toMatchObject({ state: 'ready', attempts: 1 });
    const second = await rig.process();

    await second.release('two');

    expect((await second.progress('two')).note).toContain('(ready) is the same action');
  });

  test('after a proven failure gets the next generation and another key', async () => {
    const rig = makeRig();
    rig.world.setJob(job, 'RESTARTING');
    const [one] = rig.add('one', [steps.savepoint]);
    const [two] = rig.add('two', [steps.savepoint]);
    const ledger = await rig.process();
    await ledger.release('one');
    expect((await rig.drive(ledger, 'one')).kind).toBe('failed');
    rig.world.setJob(job, 'RUNNING');

    await ledger.release('two');

    expect((await rig.drive(ledger, 'two')).kind).toBe('succeeded');
    expect(rig.store.row(two?.id ?? '').generation).toBe(1);
    expect(rig.store.row(two?.id ?? '').key).not.toBe(rig.store.row(one?.id ?? '').key);
  });

  test('after an action that was sent and given up gets another key, too', async () => {
    const rig = makeRig();
    const [one] = rig.add('one', [steps.savepoint]);
    const [two] = rig.add('two', [steps.savepoint]);
    rig.world.lose('request');
    const ledger = await rig.process({ storageOf: () => undefined });
    await ledger.release('one');
    await ledger.advance('one', calm);
    rig.world.failOver();
    expect((await rig.drive(ledger, 'one')).kind).toBe('needs-human');
    await ledger.settleByHuman(one?.id ?? '', 'abandon', 'ada', 'not wanted any more', {});

    await ledger.release('two');

    expect((await rig.drive(ledger, 'two')).kind).toBe('succeeded');
    expect(rig.store.row(two?.id ?? '').key).not.toBe(rig.store.row(one?.id ?? '').key);
  });

  test('with a rescale may be done again after somebody scaled back', async () => {
    const rig = makeRig();
    const back = { ...steps.rescale, args: { job, requirements: { v1: { lowerBound: 1, upperBound: 2 } } } };
    const ledger = await rig.process();
    for (const [id, step] of [
      ['up', steps.rescale],
      ['down', back],
      ['again', steps.rescale],
    ] as const) {
      rig.add(id, [step]);
      await ledger.release(id);
      expect((await rig.drive(ledger, id)).kind).toBe('succeeded');
    }

    expect(rig.world.effects.map((effect) => effect.slice(-1))).toEqual(['4', '2', '4']);
  });
});

test('every kind of the catalogue is registered', () => {
  expect([...actionKinds.keys()]).toHaveLength(6);
});

test.each([
  ['what was accepted', 'executed'],
  ['what the target says it had already', 'already'],
] as const)('%s is not sent again, though the target shows nothing of it', async (_what, kind) => {
  const rig = makeRig();
  rig.add('p', [steps.savepoint]);
  let sent = 0;
  // A gateway that drops the key: Flink makes up its own.
  const write: Flink['write'] = {
    ...rig.world.flink.write,
    async triggerSavepoint() {
      sent += 1;
      return { kind, status: 202, detail: 'accepted' };
    },
  };
  const flink = { ...rig.world.flink, write };
  const ledger = await rig.process({ flinkOf: () => flink, storageOf: () => undefined });
  await ledger.release('p');

  const progress = await rig.drive(ledger, 'p');

  expect(progress.kind).toBe('needs-human');
  expect(sent).toBe(1);
});
