import { describe, expect, test } from 'vitest';
import { registerKinds } from '../../src/actions/index.ts';
import { triggerSavepoint } from '../../src/actions/trigger-savepoint.ts';
import { armAndSend } from '../../src/ledger/arm-and-send.ts';
import { type LedgerDeps, nothingKnown, type Recheck } from '../../src/ledger/deps.ts';
import { makeReady } from '../../src/ledger/make-ready.ts';
import { settle, watch } from '../../src/ledger/settle.ts';
import type { ActionKind } from '../../src/ports/action-kind.ts';
import type { Flink, SendOutcome } from '../../src/ports/flink.ts';
import { atWork, Crash, crashAt, makeRig, restart, steps } from './harness.ts';

const calm = new AbortController().signal;
const hour = 3_600_000;
const kinds = [
  ['checkpoint', steps.checkpoint],
  ['savepoint', steps.savepoint],
  ['stop', steps.stop],
  ['start', steps.startFrom('/sp/s')],
  ['cancel', steps.cancel],
  ['rescale', steps.rescale],
] as const;
const jumps = [
  ['forward', hour],
  ['back', -hour],
] as const;
const every = kinds.flatMap(([name, step]) => jumps.map(([way, jumpMs]) => [name, way, step, jumpMs] as const));

describe('a clock that jumps by an hour', () => {
  test.each(every)('between intent and first byte, %s, %s: one effect', async (_name, _way, step, jumpMs) => {
    const rig = makeRig();
    rig.add('p', [step]);
    let jumped = false;
    const ledger = await rig.process({
      crashPoint: (name) => {
        if (name !== 'after-arm' || jumped) return;
        jumped = true;
        rig.jump(jumpMs);
      },
    });
    await ledger.release('p');

    const progress = await rig.drive(ledger, 'p');

    expect(progress.kind).toBe('succeeded');
    expect(rig.world.effects).toHaveLength(1);
    expect(rig.world.arrived).toHaveLength(1);
  });

  test.each(every)(
    'after a lost answer, %s, %s: one effect, and no end but the true one',
    async (_name, _way, step, jumpMs) => {
      const rig = makeRig();
      rig.add('p', [step]);
      rig.world.lose('reply');
      const ledger = await rig.process();
      await ledger.release('p');
      await ledger.advance('p', calm);
      rig.jump(jumpMs);

      const progress = await rig.drive(ledger, 'p', 2_000);

      expect(['succeeded', 'needs-human']).toContain(progress.kind);
      expect(rig.world.effects).toHaveLength(1);
    },
  );

  test.each([
    ['savepoint', [steps.savepoint], ['savepoint']],
    ['restart', restart, ['stop', 'start']],
  ] as const)(
    'forward, while a request is held back: a %s waits for as long as it may take',
    async (_name, planned, want) => {
      const rig = makeRig();
      rig.add('p', planned);
      let arrive: (() => Promise<unknown>) | undefined;
      const { write } = rig.world.flink;
      const held =
        <A extends unknown[]>(send: (...args: A) => Promise<SendOutcome>) =>
        (...args: A): Promise<SendOutcome> => {
          if (arrive !== undefined) return send(...args);
          arrive = () => send(...args);
          return Promise.resolve({ kind: 'maybe', status: undefined, detail: 'connection reset' });
        };
      const holding = {
        ...write,
        stopWithSavepoint: held((...args: Parameters<typeof write.stopWithSavepoint>) =>
          write.stopWithSavepoint(...args),
        ),
        triggerSavepoint: held((...args: Parameters<typeof write.triggerSavepoint>) => write.triggerSavepoint(...args)),
      };
      const ledger = await rig.process({ flinkOf: () => ({ ...rig.world.flink, write: holding }) });
      await ledger.release('p');
      await ledger.advance('p', calm);
      rig.jump(hour);
      for (let pass = 0; pass < 6; pass += 1) {
        await ledger.advance('p', calm);
        rig.tick(5_000);
      }
      await arrive?.();

      const progress = await rig.drive(ledger, 'p');

      expect(progress.kind).toBe('succeeded');
      expect(rig.world.effects.map((effect) => effect.split(' ')[0])).toEqual(want);
    },
  );

  test('nowhere, and shows parts of a millisecond: what is sent is sent', async () => {
    const rig = makeRig();
    rig.add('p', [steps.savepoint]);
    const ledger = await rig.process({ crashPoint: () => (rig.clock.steady += 0.3) });
    await ledger.release('p');

    expect((await rig.drive(ledger, 'p')).kind).toBe('succeeded');
  });

  test('back by less than the process slept between intent and first byte: that pass sends nothing', async () => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.savepoint]);
    const ledger = await rig.process({
      crashPoint: (name) => {
        if (name !== 'after-arm') return;
        rig.tick(60_000);
        rig.jump(-50_000);
      },
    });
    await ledger.release('p');
    await ledger.advance('p', calm);

    expect(rig.world.arrived).toHaveLength(0);
    expect(rig.store.row(row?.id ?? '')).toMatchObject({ state: 'ready', firstSentAt: null });
  });

  test.each(jumps)('%s, between intent and first byte: that pass sends nothing', async (_way, jumpMs) => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.savepoint]);
    const ledger = await rig.process({
      crashPoint: (name) => {
        if (name === 'after-arm') rig.jump(jumpMs);
      },
    });
    await ledger.release('p');

    await ledger.advance('p', calm);

    expect(rig.world.arrived).toEqual([]);
    expect(rig.store.row(row?.id ?? '').note).toContain('the clock went back');
  });

  test('back: a kind that repeats without asking does not trust its key any more', async () => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.savepoint]);
    rig.store.tamper(row?.id ?? '', { onDoubt: 'retrySameKey' });
    const ledger = await rig.process({ kinds: registerKinds([{ ...triggerSavepoint, onDoubt: 'retrySameKey' }]) });
    rig.world.lose('reply');
    await ledger.release('p');
    await ledger.advance('p', calm);
    rig.jump(-hour);
    await ledger.advance('p', calm);

    expect(rig.store.row(row?.id ?? '').incarnation).toBeNull();
    rig.jump(hour);
    rig.tick(20_000);
    await rig.drive(ledger, 'p');
    expect(rig.world.arrived).toHaveLength(1);
    expect(rig.world.effects).toHaveLength(1);
  });
});

test('a clock set back while it is checked whether a key may be sent again: it is not', async () => {
  const rig = makeRig();
  const [row] = rig.add('p', [steps.savepoint]);
  rig.store.tamper(row?.id ?? '', { onDoubt: 'retrySameKey' });
  let checks = 0;
  const ledger = await rig.process({
    kinds: registerKinds([{ ...triggerSavepoint, onDoubt: 'retrySameKey' }]),
    recheck: async () => {
      checks += 1;
      // As long as Flink remembers it, by a clock that then shows nothing of it.
      if (checks === 2) rig.tick(300_000);
      if (checks === 2) rig.jump(-302_000);
      return { kind: 'go', incarnation: 'jm-1', checkpointBefore: 7 };
    },
  });
  rig.world.lose('reply');
  await ledger.release('p');
  await ledger.advance('p', calm);
  rig.tick(20_000);

  const progress = await rig.drive(ledger, 'p');

  expect(checks).toBe(2);
  expect(progress.kind).toBe('succeeded');
  expect(rig.world.arrived).toHaveLength(1);
});

describe('two replicas whose clocks are an hour apart', () => {
  test.each(every)('%s, the second one is %s: one effect, none lost', async (_name, _way, step, jumpMs) => {
    const rig = makeRig();
    rig.add('p', [step]);
    const first = await rig.process();
    await first.release('p');
    let arrive = (): void => {};
    const arrived = new Promise<void>((resolve) => {
      rig.world.onArrival(() => {
        resolve();
        return new Promise<void>((go) => {
          arrive = go;
        });
      });
    });
    const sending = first.advance('p', calm);
    await arrived;
    rig.world.onArrival(undefined);

    rig.jump(jumpMs);
    const second = await rig.process();
    await second.recover();
    // Its request is still on its way: what is not there yet is no proof.
    const early = await second.advance('p', calm);
    expect(['in-progress', 'succeeded', 'needs-human']).toContain(early.kind);
    arrive();
    await sending;
    const progress = await rig.drive(second, 'p', 2_000);

    expect(['succeeded', 'needs-human']).toContain(progress.kind);
    expect(rig.world.effects).toHaveLength(1);
  });
});

test.each(jumps)(
  'a doubt of another replica, its clock an hour %s: what is not there counts when its request cannot come any more',
  async (_way, jumpMs) => {
    const rig = makeRig();
    const done: string[] = [];
    let arrive: (() => void) | undefined;
    // A target that can be asked by key, and refuses no second request.
    const own: ActionKind = {
      ...(triggerSavepoint as ActionKind),
      keyWindowMs: 24 * hour,
      incarnation: async () => 'target-1',
      query: async (_context, { key }) =>
        done.includes(key)
          ? { kind: 'executed', result: {}, note: 'it is there' }
          : { kind: 'not-executed', proof: 'never heard of', repeat: 'same-key' },
      async send(_context, _args, key) {
        if (arrive !== undefined) done.push(key);
        arrive ??= () => done.push(key);
        return { kind: 'maybe', status: undefined, detail: 'connection reset' };
      },
    };
    const parts = {
      kinds: registerKinds([own]),
      recheck: async (): Promise<Recheck> => ({ kind: 'go', incarnation: undefined, checkpointBefore: 7 }),
    };
    rig.add('p', [steps.savepoint]);
    const first = await rig.process(parts);
    await first.release('p');
    await first.advance('p', calm);
    rig.tick(2_000);
    rig.jump(jumpMs);
    const second = await rig.process(parts);
    await second.recover();
    for (let pass = 0; pass < 5; pass += 1) {
      await second.advance('p', calm);
      rig.tick(2_000);
    }
    arrive?.();

    const progress = await rig.drive(second, 'p');

    expect(progress.kind).toBe('succeeded');
    expect(done).toHaveLength(1);
  },
);

test('a clock set forward after a takeover makes no absence of what is still on its way', async () => {
  const rig = makeRig();
  rig.add('p', [steps.savepoint]);
  const first = await rig.process();
  await first.release('p');
  let arrive = (): void => {};
  rig.world.onArrival(() => new Promise<void>((go) => (arrive = go)));
  const kinds = registerKinds([{ ...triggerSavepoint, keyWindowMs: 24 * hour }]);
  const sending = first.advance('p', calm);
  await expect.poll(() => rig.world.arrived.length).toBe(1);
  rig.world.onArrival(undefined);
  // What has arrived is not to be seen yet.
  const { inspect, watch } = rig.world.flink;
  const blind: Partial<Flink> = {
    inspect: { ...inspect, savepoint: async () => ({ kind: 'unknown-trigger' }) },
    watch: { ...watch, checkpoints: async () => undefined },
  };
  const second = await rig.process({
    kinds,
    flinkOf: () => ({ ...rig.world.flink, ...blind }),
    storageOf: () => undefined,
  });
  await second.recover();
  rig.tick(1_000);
  rig.jump(hour);

  await second.advance('p', calm);

  expect(rig.world.arrived).toHaveLength(1);
  arrive();
  await sending;
});

test('a clock set forward, where a takeover was stored and nobody was told so, makes no absence either', async () => {
  const rig = makeRig();
  const [row] = rig.add('p', [steps.savepoint]);
  const kinds = registerKinds([{ ...triggerSavepoint, keyWindowMs: 24 * hour }]);
  const first = await rig.process({ kinds, crashPoint: crashAt('after-arm').hook });
  await first.release('p');
  await expect(first.advance('p', calm)).rejects.toThrow(Crash);
  let breaks = true;
  const store: LedgerDeps['store'] = {
    ...rig.store,
    async transition(change) {
      const stored = await rig.store.transition(change);
      if (breaks) throw new Error('the connection ended while it was committed');
      return stored;
    },
  };
  const second = await rig.process({ kinds, store, storageOf: () => undefined });
  await expect(second.recover()).rejects.toThrow('committed');
  breaks = false;
  expect(rig.store.row(row?.id ?? '').state).toBe('in_doubt');
  rig.tick(1_000);
  rig.jump(hour);

  await second.advance('p', calm);

  expect(rig.world.arrived).toEqual([]);
});

test('what was taken over long after it was sent, while the store was away, is waited for no longer than once', async () => {
  const rig = makeRig();
  const [row] = rig.add('p', [steps.savepoint]);
  const id = row?.id ?? '';
  rig.world.lose('reply');
  const first = await rig.process();
  await first.release('p');
  await first.advance('p', calm);
  const { sendDeadlineAt, updatedAt } = rig.store.row(id);
  rig.tick(3 * hour);
  let isAway = true;
  const store: LedgerDeps['store'] = {
    ...rig.store,
    transition: (change) => (isAway ? Promise.reject(new Error('away')) : rig.store.transition(change)),
  };
  const kinds = registerKinds([{ ...triggerSavepoint, query: async () => ({ kind: 'unknown', why: 'nobody tells' }) }]);
  const second = await rig.process({ store, kinds });
  await expect(second.advance('p', calm)).rejects.toThrow('away');
  isAway = false;

  await second.advance('p', calm);

  expect(rig.store.row(id)).toMatchObject({ state: 'in_doubt', epoch: 2 });
  expect((rig.store.row(id).sendDeadlineAt ?? 0) - rig.clock.at).toBe((sendDeadlineAt ?? 0) - updatedAt);
});

describe('a clock set forward right after a doubt was taken over', () => {
  /** A request that is on its way, the doubt about it stored, and another process. */
  async function takenOver() {
    const rig = makeRig();
    rig.add('p', [steps.savepoint]);
    rig.world.lose('request');
    const kinds = registerKinds([{ ...triggerSavepoint, keyWindowMs: 24 * hour }]);
    const first = await rig.process({ kinds });
    await first.release('p');
    await first.advance('p', calm);
    const second = await rig.process({ kinds });
    return { rig, second };
  }

  test('makes no absence of what is still on its way', async () => {
    const { rig, second } = await takenOver();
    rig.tick(1_000);
    await second.advance('p', calm);
    rig.jump(hour);

    await second.advance('p', calm);

    expect(rig.world.arrived).toEqual([]);
  });

  test('does not prolong the wait beyond what is left of it', async () => {
    const { rig, second } = await takenOver();
    // The send limit and the finality wait.
    const waitMs = 45_000;
    rig.tick(1_000);
    await second.advance('p', calm);
    rig.jump(hour);
    rig.tick(waitMs + 1_000);

    await second.advance('p', calm);

    expect(rig.world.arrived).toHaveLength(1);
  });
});

describe('a clock set forward while a request may act, and then another process that takes over', () => {
  /** The process that sent it has looked once more by that clock, and is gone. */
  async function lookedSince() {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.cancel]);
    rig.world.lose('request');
    const first = await rig.process();
    await first.release('p');
    await first.advance('p', calm);
    rig.tick(1_000);
    rig.jump(hour);
    await first.advance('p', calm);
    rig.tick(5_000);
    return { rig, second: await rig.process(), row: () => rig.store.row(row?.id ?? '') };
  }

  test('make no absence of it either', async () => {
    const { rig, second, row } = await lookedSince();

    await second.advance('p', calm);

    expect(row().state).toBe('in_doubt');
    expect(rig.world.arrived).toEqual([]);
  });

  test('prolong no wait beyond what was left of it', async () => {
    const { rig, second } = await lookedSince();
    await second.advance('p', calm);
    // The send limit and the finality wait.
    rig.tick(45_000);

    await second.advance('p', calm);

    expect(rig.world.arrived).toHaveLength(1);
  });
});

test('a request that did not leave makes none wait that leaves after the clock was set back', async () => {
  const rig = makeRig();
  const [row] = rig.add('p', [steps.savepoint]);
  const go: Recheck = { kind: 'go', incarnation: 'jm-1', checkpointBefore: 7 };
  const checks: Recheck[] = [go, { kind: 'cannot-tell', why: 'it is put off' }, go, go];
  const ledger = await rig.process({ recheck: async () => checks.shift() ?? go });
  await ledger.release('p');
  rig.world.lose('refuse');
  await ledger.advance('p', calm);
  rig.jump(-hour);
  await ledger.advance('p', calm);
  expect(rig.store.row(row?.id ?? '').note).toContain('put off');
  rig.tick(5_000);
  rig.world.lose('request');
  await ledger.advance('p', calm);
  expect(rig.store.row(row?.id ?? '')).toMatchObject({ state: 'in_doubt', attempts: 2 });

  const progress = await rig.drive(ledger, 'p');

  expect(progress.kind).toBe('succeeded');
  expect(rig.world.arrived).toHaveLength(1);
});

test('what has ended is not kept in memory', async () => {
  const rig = makeRig();
  const [row] = rig.add('p', [steps.savepoint]);
  const id = row?.id ?? '';
  rig.world.lose('reply');
  const deps = { ...(await rig.parts()), ...nothingKnown() };
  const kind = triggerSavepoint as ActionKind;
  await makeReady(deps, rig.store.row(id), [rig.store.row(id)]);
  const incarnation = { name: 'jm-1@1', remembers: 'jm-1@1', triggerMemoryMs: 300_000 };
  const cleared = { kind, args: steps.savepoint.args, prepared: undefined, incarnation, checkpointBefore: 7 };
  await armAndSend(deps, rig.store.row(id), cleared);
  expect([rig.store.row(id).state, deps.limitAt.has(id)]).toEqual(['in_doubt', true]);
  rig.tick(5_000);
  await settle(deps, rig.store.row(id), calm);
  await watch(deps, rig.store.row(id), calm);

  expect([rig.store.row(id).state, deps.limitAt.size]).toEqual(['succeeded', 0]);
});

test('a hook is told when the key may be forgotten', async () => {
  const rig = makeRig();
  rig.add('p', [steps.savepoint]);
  const told: boolean[] = [];
  const looking: typeof triggerSavepoint = {
    ...triggerSavepoint,
    async query(_context, { keyAlive }) {
      told.push(keyAlive);
      return { kind: 'unknown', why: 'nothing can be seen' };
    },
  };
  const ledger = await rig.process({ kinds: registerKinds([looking]) });
  rig.world.lose('reply');
  await ledger.release('p');
  await ledger.advance('p', calm);
  rig.tick(5_000);
  await ledger.advance('p', calm);
  rig.tick(hour);
  await ledger.advance('p', calm);

  expect(told[0]).toBe(true);
  expect(told.at(-1)).toBe(false);
});

test('an absence is believed in minutes also after the clock was set back by an hour', async () => {
  const rig = makeRig();
  const [row] = rig.add('p', [steps.savepoint]);
  rig.world.lose('request');
  const ledger = await rig.process();
  await ledger.release('p');
  await ledger.advance('p', calm);
  rig.jump(-hour);

  await rig.drive(ledger, 'p', 2_000);

  const { sendDeadlineAt, updatedAt } = rig.store.row(row?.id ?? '');
  expect((sendDeadlineAt ?? 0) - updatedAt).toBeLessThan(hour / 2);
});

test.each([
  ['in doubt', 'before-query'],
  ['ready', 'after-recheck'],
] as const)(
  'a process that dies of what is %s, after the clock was set back, makes the next one wait for no hour',
  async (state, dieAt) => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.savepoint]);
    const recheck = async (): Promise<Recheck> => ({ kind: 'cannot-tell', why: 'unreachable' });
    const first = await rig.process(state === 'ready' ? { recheck } : {});
    rig.world.lose('reply');
    await first.release('p');
    await first.advance('p', calm);
    rig.jump(-hour);
    const crash = crashAt(dieAt);
    const second = await rig.process({ crashPoint: crash.hook });
    await expect(second.advance('p', calm)).rejects.toThrow(Crash);

    const third = await rig.process();
    await rig.drive(third, 'p', 20);

    expect(rig.store.row(row?.id ?? '').state).toBe('succeeded');
    expect(rig.world.effects).toHaveLength(1);
  },
);

test.each(['not-executed', 'abandon'] as const)(
  'a person is asked to wait no hour after the clock was set back: %s',
  async (finding) => {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.savepoint]);
    const asking = registerKinds([{ ...triggerSavepoint, onDoubt: 'askHuman' }]);
    rig.store.tamper(row?.id ?? '', { onDoubt: 'askHuman' });
    rig.world.lose('request');
    const ledger = await rig.process({ kinds: asking });
    await ledger.release('p');
    await ledger.advance('p', calm);
    rig.tick(1_000);
    await ledger.advance('p', calm);
    expect(rig.store.row(row?.id ?? '').state).toBe('needs_human');
    rig.jump(-hour);
    const say = () => ledger.settleByHuman(row?.id ?? '', finding, 'ada', 'looked', {});

    expect(await say()).toContain('may still be on the way');
    rig.tick(60_000);

    expect(await say()).toMatch(/is (?:ready|dropped)$/);
  },
);

test('work that never ends asks a person in its time also after the clock was set back by a day', async () => {
  const rig = makeRig();
  rig.add('p', [steps.savepoint]);
  const ledger = await rig.process({ kinds: registerKinds([atWork]) });
  await ledger.release('p');
  await ledger.advance('p', calm);
  rig.jump(-24 * hour);

  const progress = await rig.drive(ledger, 'p', (2 * triggerSavepoint.runLimitMs) / 5_000);

  expect(progress).toMatchObject({ kind: 'needs-human', note: expect.stringContaining('at work') as string });
  expect(progress.note).toMatch(/^not finished \d+ minutes after/);
});

test.each([
  ['as it is', 0],
  ['set back by an hour', -hour],
])('a rescale that could not be looked into for ten minutes, by a clock %s, overrules nobody', async (_how, jumpMs) => {
  const rig = makeRig();
  rig.add('p', [steps.rescale]);
  rig.world.lose('request');
  const ledger = await rig.process();
  await ledger.release('p');
  await ledger.advance('p', calm);
  rig.jump(jumpMs);
  rig.world.readable = false;
  for (let pass = 0; pass < 120; pass += 1) {
    await ledger.advance('p', calm);
    rig.tick(5_000);
  }
  rig.world.readable = true;

  const progress = await rig.drive(ledger, 'p');

  expect(progress).toMatchObject({ kind: 'failed', note: expect.stringContaining('somebody has changed') as string });
  expect(rig.world.arrived).toEqual([]);
});

test("what is left of a kind that is not registered any more is in doubt, and in nobody's way", async () => {
  const rig = makeRig();
  const [row] = rig.add('p', [steps.savepoint]);
  rig.world.onArrival(() => new Promise<void>(() => {}));
  const first = await rig.process();
  await first.release('p');
  void first.advance('p', calm);
  await expect.poll(() => rig.store.row(row?.id ?? '').state).toBe('sent');

  const second = await rig.process({ kinds: registerKinds([]) });

  expect(await second.recover()).toBe(1);
  // Nobody knows its limit any more: it is taken for the longest there is.
  expect(rig.store.row(row?.id ?? '')).toMatchObject({ state: 'in_doubt', sendDeadlineAt: rig.clock.at + 600_000 });
});
