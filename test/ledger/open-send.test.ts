import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { registerKinds } from '../../src/actions/index.ts';
import { triggerSavepoint } from '../../src/actions/trigger-savepoint.ts';
import type { ActionRow } from '../../src/domain/action.ts';
import type { Finding, Progress } from '../../src/ports/action-kind.ts';
import type { LedgerStore } from '../../src/ports/store.ts';
import type { SendOutcome } from '../../src/ports/flink.ts';
import { makeRig, overAtOnce, steps } from './harness.ts';

const calm = new AbortController().signal;
const absent: Finding = { kind: 'not-executed', proof: 'nothing is there', repeat: 'never' };

describe('a send that ignores its limit and has not ended', () => {
  beforeEach(() => {
    overAtOnce();
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  /** The hook finds one after the other, and the last again and again; `progress` is what is seen of work that is found. */
  async function opened(onDoubt: 'retrySameKey' | 'queryFirst', given: readonly Finding[], progress?: Progress) {
    const findings = [...given];
    const rig = makeRig();
    const [row] = rig.add('p', [steps.savepoint]);
    const id = row?.id ?? '';
    rig.store.tamper(id, { onDoubt });
    const keys: string[] = [];
    const kind = {
      ...triggerSavepoint,
      onDoubt,
      keyWindowMs: 86_400_000,
      query: async () => (findings.length > 1 ? findings.shift() : findings[0]) ?? absent,
      ...(progress !== undefined && { poll: async () => progress }),
      send(_context: unknown, _args: unknown, key: string): Promise<SendOutcome> {
        keys.push(key);
        return keys.length === 1
          ? new Promise(() => {})
          : Promise.resolve({ kind: 'maybe', status: undefined, detail: 'connection reset' });
      },
    };
    const ledger = await rig.process({ kinds: registerKinds([kind]) });
    await ledger.release('p');
    const passes = async (count: number): Promise<ActionRow> => {
      for (let pass = 0; pass < count; pass += 1) {
        await ledger.advance('p', calm);
        rig.tick(30_000);
      }
      return rig.store.row(id);
    };
    return { rig, id, keys, passes, ledger };
  }

  test('is not repeated, however long it takes', async () => {
    const { id, keys, passes, ledger } = await opened('retrySameKey', [absent]);

    const row = await passes(60);

    expect(keys).toHaveLength(1);
    expect(row.state).toBe('needs_human');
    expect(await ledger.settleByHuman(id, 'abandon', 'ada', 'seen', {})).toContain('its request has not ended');
  });

  const failed = { kind: 'failed', reason: 'the target says failed' } as const;
  test.each<[why: string, findings: readonly Finding[], progress?: Progress]>([
    ['its hook says so', [failed]],
    ['work that was seen has failed', [{ kind: 'in-progress', note: 'at work' }], failed],
  ])('lets nothing be failed because %s', async (_why, findings, progress) => {
    const { keys, passes } = await opened('queryFirst', findings, progress);

    const row = await passes(60);

    expect(keys).toHaveLength(1);
    expect(row).toMatchObject({
      state: 'needs_human',
      note: 'the target says failed; but its request has not ended',
    });
  });

  test('nor because what was seen at work is not to be seen any more', async () => {
    const { passes } = await opened('queryFirst', [{ kind: 'in-progress', note: 'at work' }, absent]);

    const row = await passes(60);

    expect(row).toMatchObject({ state: 'needs_human', note: 'nothing is there; a late request may still take effect' });
  });

  test('lets nothing be armed that is ready again', async () => {
    const { rig, id, keys, passes } = await opened('queryFirst', [absent]);
    await passes(1);
    rig.store.tamper(id, { state: 'ready', nextSettleAt: null });

    const row = await passes(1);

    expect(keys).toHaveLength(1);
    expect(row.state).toBe('in_doubt');
  });
});

/** A savepoint that nobody sees, whose send ends when it is told to. */
async function openSend(
  finding = absent,
  storeOf = (store: LedgerStore) => store,
  finalityMs = triggerSavepoint.finalityMs,
) {
  const rig = makeRig();
  const [row] = rig.add('p', [steps.savepoint]);
  const id = row?.id ?? '';
  let end: (outcome: SendOutcome) => void = () => {};
  const kind = {
    ...triggerSavepoint,
    finalityMs,
    query: async () => finding,
    send: (): Promise<SendOutcome> =>
      new Promise((resolve) => {
        end = resolve;
      }),
  };
  const ledger = await rig.process({ kinds: registerKinds([kind]), store: storeOf(rig.store) });
  const stateAfter = async (ms: number): Promise<string> => {
    rig.tick(ms);
    await ledger.advance('p', calm);
    return rig.store.row(id).state;
  };
  await ledger.release('p');
  const breaks = () => end({ kind: 'maybe', status: undefined, detail: 'connection reset' });
  return { rig, id, ledger, kind, stateAfter, breaks };
}

test('a send that ends late may act as long as one has its limit, from then on', async () => {
  overAtOnce();
  onTestFinished(() => {
    vi.restoreAllMocks();
  });
  const { rig, kind, stateAfter, breaks } = await openSend();
  expect(await stateAfter(0)).toBe('in_doubt');
  rig.tick(200_000);
  breaks();
  await new Promise((resolve) => {
    setImmediate(resolve);
  });

  expect(await stateAfter(kind.finalityMs)).toBe('in_doubt');
  expect(await stateAfter(kind.sendLimitMs)).toBe('failed');
});

test('who said that nothing came of it while its send went on is not believed when that is over', async () => {
  overAtOnce();
  onTestFinished(() => {
    vi.restoreAllMocks();
  });
  const { rig, id, ledger, kind, stateAfter, breaks } = await openSend({ kind: 'unknown', why: 'nothing is shown' });
  for (let pass = 0; pass < 30 && (await stateAfter(30_000)) !== 'needs_human'; pass += 1);
  expect(rig.store.row(id).state).toBe('needs_human');
  const [early, atItsEnd, late] = [1_000, 11_000, 100_000].map((ms, seq) => ({ seq, at: rig.clock.at + ms }));
  rig.tick(10_000);
  breaks();
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
  rig.tick(kind.sendLimitMs + kind.finalityMs);

  const hear = (said = early, by = ledger) => by.settleByHuman(id, 'not-executed', 'ada', 'saw nothing', {}, said);
  const next = await rig.process({ kinds: registerKinds([kind]) });
  const tooEarly = 'refused: its request could still act when that was said; look again';
  for (const said of [early, atItsEnd]) {
    expect(await hear(said)).toBe(tooEarly);
    expect(await hear(said, next)).toBe(tooEarly);
  }
  rig.tick(60_000);
  expect(await hear(late, next)).toBe(`action ${id} is ready`);
});

test('nor where the store did not take that it was over', async () => {
  overAtOnce();
  onTestFinished(() => {
    vi.restoreAllMocks();
  });
  let isAway = false;
  const { rig, id, kind, stateAfter, breaks, ledger } = await openSend(
    { kind: 'unknown', why: 'nothing is shown' },
    (store) => ({
      ...store,
      addReport: (...said) => (isAway ? Promise.reject(new Error('away')) : store.addReport(...said)),
    }),
  );
  for (let pass = 0; pass < 30 && (await stateAfter(30_000)) !== 'needs_human'; pass += 1);
  const early = { seq: 1, at: rig.clock.at + 1_000 };
  rig.tick(10_000);
  isAway = true;
  breaks();
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
  isAway = false;
  rig.tick(kind.sendLimitMs + kind.finalityMs);

  expect(await ledger.settleByHuman(id, 'not-executed', 'ada', 'saw nothing', {}, early)).toContain('look again');
});

test('a send that ends after its limit, and before it is left alone, may act as long as one that ends now', async () => {
  const { rig, ledger, kind, stateAfter, breaks } = await openSend();
  const sending = ledger.advance('p', calm);
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
  rig.tick(kind.sendLimitMs + 4_000);
  breaks();
  await sending;

  expect(await stateAfter(kind.finalityMs - 1_000)).toBe('in_doubt');
  expect(await stateAfter(2_000)).toBe('failed');
});

test('another pass takes nothing for lost that this process still sends, however soon an absence counts', async () => {
  const { rig, ledger, kind, stateAfter, breaks } = await openSend(absent, undefined, 1_000);
  const sending = ledger.advance('p', calm);
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
  rig.tick(kind.sendLimitMs);

  expect(await stateAfter(0)).toBe('sent');
  expect(await stateAfter(2_000)).toBe('sent');
  breaks();
  await sending;

  expect(await stateAfter(0)).toBe('in_doubt');
  expect(await stateAfter(2_000)).toBe('failed');
});

test('what was sent before the one that could not leave may act as long, by the clock that nobody sets', async () => {
  const rig = makeRig();
  const [row] = rig.add('p', [steps.savepoint]);
  const id = row?.id ?? '';
  rig.store.tamper(id, { onDoubt: 'retrySameKey' });
  let sends = 0;
  const kind = {
    ...triggerSavepoint,
    onDoubt: 'retrySameKey' as const,
    keyWindowMs: 86_400_000,
    finalityMs: 3_600_000,
    query: async () => absent,
    async send(): Promise<SendOutcome> {
      sends += 1;
      const kindOf = sends === 1 ? 'maybe' : 'not-sent';
      return { kind: kindOf, status: undefined, detail: 'no connection' };
    },
  };
  const ledger = await rig.process({ kinds: registerKinds([kind]) });
  await ledger.release('p');
  const passes = async (count: number): Promise<ActionRow> => {
    for (let pass = 0; pass < count; pass += 1) {
      await ledger.advance('p', calm);
      rig.tick(30_000);
    }
    return rig.store.row(id);
  };
  expect(await passes(6)).toMatchObject({ state: 'in_doubt', attempts: 3 });

  rig.jump(3_700_000);
  expect((await passes(2)).state, 'three minutes went by').toBe('in_doubt');
  rig.tick(3_700_000);

  expect((await passes(1)).state).toBe('failed');
});

test('a repetition waits by the clock that nobody sets', async () => {
  const rig = makeRig();
  const [row] = rig.add('p', [steps.savepoint]);
  rig.store.tamper(row?.id ?? '', { onDoubt: 'retrySameKey' });
  let sends = 0;
  const kind = {
    ...triggerSavepoint,
    onDoubt: 'retrySameKey' as const,
    keyWindowMs: 86_400_000,
    async send(): Promise<SendOutcome> {
      sends += 1;
      return { kind: 'maybe', status: undefined, detail: 'connection reset' };
    },
  };
  const ledger = await rig.process({ kinds: registerKinds([kind]) });
  await ledger.release('p');
  await ledger.advance('p', calm);
  rig.tick(2_000);
  rig.jump(60_000);

  await ledger.advance('p', calm);
  expect(sends, 'two seconds went by').toBe(1);
  rig.tick(60_000);
  await ledger.advance('p', calm);

  expect(sends).toBe(2);
});
