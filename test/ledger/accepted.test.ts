import { afterEach, describe, expect, test, vi } from 'vitest';
import { registerKinds } from '../../src/actions/index.ts';
import { triggerSavepoint } from '../../src/actions/trigger-savepoint.ts';
import type { LedgerDeps, Recheck } from '../../src/ledger/deps.ts';
import type { ActionKind, Finding, SentAction } from '../../src/ports/action-kind.ts';
import type { SendOutcome } from '../../src/ports/flink.ts';
import type { LedgerStore } from '../../src/ports/store.ts';
import { makeRig, overAtOnce, steps } from './harness.ts';

const calm = new AbortController().signal;
const absent: Finding = { kind: 'not-executed', proof: 'never heard of it', repeat: 'same-key' };

/** A savepoint whose key is remembered for an hour; `query` and `send` as given. */
function kindsWith(part: {
  readonly send: () => Promise<SendOutcome>;
  readonly query: (sent: SentAction<unknown>) => Finding | Promise<Finding>;
}) {
  const kind = {
    ...triggerSavepoint,
    keyWindowMs: 3_600_000,
    send: part.send,
    query: async (_context: unknown, sent: SentAction<unknown>) => part.query(sent),
    poll: async () => ({ kind: 'lost', why: 'it is not known any more' }) as const,
  };
  return registerKinds([kind]);
}

test('what the hook has seen at work is not sent again when it is lost from sight', async () => {
  const rig = makeRig();
  const [row] = rig.add('p', [steps.savepoint]);
  let sends = 0;
  let isShown = true;
  const kinds = kindsWith({
    async send() {
      sends += 1;
      return { kind: 'maybe', status: undefined, detail: 'connection reset' };
    },
    query: () => (isShown ? { kind: 'in-progress', note: 'at work' } : absent),
  });
  const ledger = await rig.process({ kinds });
  await ledger.release('p');
  for (let pass = 0; pass < 60 && rig.store.row(row?.id ?? '').state !== 'needs_human'; pass += 1) {
    await ledger.advance('p', calm);
    isShown &&= (await rig.store.reports(row?.id ?? '')).length === 0;
    rig.tick(30_000);
  }

  expect(sends).toBe(1);
  expect(rig.store.row(row?.id ?? '')).toMatchObject({
    state: 'needs_human',
    note: 'never heard of it; but a request of it was accepted',
  });
});

/** A first process whose answer comes when the test says so, and what a second one does after it. */
async function heldAnswer(
  recheck?: LedgerDeps['recheck'],
  finding: Finding = absent,
  again: () => Promise<SendOutcome> = async () => ({ kind: 'executed', status: 202, detail: 'accepted once more' }),
  storeOf: (store: LedgerStore) => LedgerStore = (store) => store,
  laterStoreOf: (store: LedgerStore) => LedgerStore = (store) => store,
) {
  const rig = makeRig();
  const [row] = rig.add('p', [steps.savepoint]);
  const id = row?.id ?? '';
  let sends = 0;
  let arrive = () => {};
  let answer: (outcome: SendOutcome) => void = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const kinds = kindsWith({
    send() {
      sends += 1;
      arrive();
      if (sends > 1) return again();
      return new Promise((resolve) => {
        answer = resolve;
      });
    },
    query: () => finding,
  });
  const first = await rig.process({ kinds, store: storeOf(rig.store) });
  await first.release('p');
  const old = first.advance('p', calm);
  await arrived;
  rig.tick(16_000);
  const second = await rig.process({
    kinds,
    store: laterStoreOf(rig.store),
    ...(recheck !== undefined && { recheck }),
  });
  return {
    rig,
    id,
    first,
    second,
    stateOf: () => rig.store.row(id).state,
    sends: () => sends,
    /** The second process asks a person, who says that nothing came of it. */
    errs: async () => {
      await second.recover();
      await rig.drive(second, 'p');
      await second.settleByHuman(id, 'not-executed', 'ada', 'saw nothing', {});
    },
    comes: async (kind: 'executed' | 'already' | 'other-key') => {
      answer({ kind, status: 202, detail: 'accepted' });
      await old;
    },
  };
}

test('what a process that is over knows was accepted is not forgotten, however long no store takes it', async () => {
  let isTaken = false;
  const { rig, first, second, sends, comes } = await heldAnswer(undefined, absent, undefined, (store) => ({
    ...store,
    addReport: (...said) => (isTaken ? store.addReport(...said) : Promise.reject(new Error('not taken'))),
  }));
  await expect(comes('executed')).rejects.toThrow('not taken');
  rig.tick(700_000);
  await expect(first.advance('p', calm)).rejects.toThrow('not taken');
  isTaken = true;

  await first.advance('p', calm);
  await second.recover();
  const progress = await rig.drive(second, 'p');

  expect(progress.kind).toBe('needs-human');
  expect(sends()).toBe(1);
});

/** The hook of the second process has found nothing, and what it would send waits. */
async function untilReady({
  rig,
  second,
  stateOf,
}: Pick<Awaited<ReturnType<typeof heldAnswer>>, 'rig' | 'second' | 'stateOf'>): Promise<void> {
  for (let pass = 0; pass < 30 && stateOf() !== 'ready'; pass += 1) {
    await second.advance('p', calm);
    rig.tick(5_000);
  }
  expect(stateOf()).toBe('ready');
}

describe.each(['executed', 'already', 'other-key'] as const)('what a late answer says was accepted (%s)', (kind) => {
  test('is not sent again by the process that took over', async () => {
    const { rig, second, sends, comes } = await heldAnswer();
    await second.recover();

    await comes(kind);
    const progress = await rig.drive(second, 'p');

    expect(progress.kind).toBe('needs-human');
    expect(sends()).toBe(1);
  });

  test('stays accepted when it comes before the process that takes over calls it lost', async () => {
    const { rig, second, sends, comes } = await heldAnswer();

    await comes(kind);
    expect(await second.recover()).toBe(1);
    const progress = await rig.drive(second, 'p');

    expect(progress.kind).toBe('needs-human');
    expect(sends()).toBe(1);
  });

  test('is not sent again though it comes when the action is ready and waits for its checks', async () => {
    let isHeld = true;
    const { rig, second, stateOf, sends, comes } = await heldAnswer(async () =>
      isHeld
        ? { kind: 'cannot-tell', why: 'a person holds it' }
        : { kind: 'go', incarnation: undefined, checkpointBefore: 7 },
    );
    await second.recover();
    await untilReady({ rig, second, stateOf });

    await comes(kind);
    isHeld = false;
    const progress = await rig.drive(second, 'p');

    expect(progress.kind).toBe('needs-human');
    expect(sends()).toBe(1);
  });

  test('is not sent again though it comes during its checks', async () => {
    let comesNow = async () => {};
    const held = await heldAnswer(async () => {
      await comesNow();
      return { kind: 'go', incarnation: undefined, checkpointBefore: 7 };
    });
    comesNow = () => held.comes(kind);
    await held.second.recover();
    const progress = await held.rig.drive(held.second, 'p');

    expect(progress.kind).toBe('needs-human');
    expect(held.sends()).toBe(1);
  });

  test('nor dropped by a refusal that is made of them', async () => {
    let comesNow = async () => {};
    const held = await heldAnswer(async () => {
      await comesNow();
      return { kind: 'refuse', refusals: [{ reason: 'mode is observe', field: 'mode', value: 'observe', todo: '' }] };
    });
    comesNow = () => held.comes(kind);
    await held.second.recover();
    const progress = await held.rig.drive(held.second, 'p');

    expect(progress.kind).toBe('needs-human');
  });

  test('has not failed because the next request is refused, while which it comes', async () => {
    let comesNow = async () => {};
    const { rig, second, sends, comes } = await heldAnswer(undefined, absent, async () => {
      await comesNow();
      return { kind: 'refused', status: 400, detail: 'it is there already' };
    });
    comesNow = () => comes(kind);
    await second.recover();
    const progress = await rig.drive(second, 'p');

    expect(sends()).toBe(2);
    expect(progress.kind).toBe('needs-human');
  });

  test('is not dropped by a refusal either, which would free it for another key', async () => {
    let checked: Recheck = { kind: 'cannot-tell', why: 'a person holds it' };
    const { rig, second, stateOf, sends, comes } = await heldAnswer(async () => checked);
    await second.recover();
    await untilReady({ rig, second, stateOf });

    await comes(kind);
    checked = { kind: 'refuse', refusals: [{ reason: 'mode is observe', field: 'mode', value: 'observe', todo: '' }] };
    const progress = await rig.drive(second, 'p');

    expect(progress.kind).toBe('needs-human');
    checked = { kind: 'go', incarnation: undefined, checkpointBefore: 7 };
    rig.add('again', [steps.savepoint]);
    await second.release('again');
    await rig.drive(second, 'again');
    expect(sends()).toBe(1);
  });
});

test('a person is believed who says that nothing came of what was accepted', async () => {
  const { rig, id, second, stateOf, sends, comes } = await heldAnswer();
  await comes('executed');
  await second.recover();
  await rig.drive(second, 'p');

  expect(await second.settleByHuman(id, 'not-executed', 'ada', 'looked', {})).toBe(`action ${id} is ready`);
  await second.advance('p', calm);

  expect(sends()).toBe(2);
  expect(stateOf()).not.toBe('ready');
});

describe('a person who has said that nothing came of it, before it was known that it was accepted', () => {
  async function answeredLate() {
    let isHeld = true;
    const held = await heldAnswer(
      async () =>
        isHeld
          ? { kind: 'cannot-tell', why: 'a person holds it' }
          : { kind: 'go', incarnation: undefined, checkpointBefore: 7 },
      { kind: 'unknown', why: 'nothing is shown' },
    );
    const { rig, id, second, comes, stateOf } = held;
    await second.recover();
    expect((await rig.drive(second, 'p')).kind).toBe('needs-human');
    await second.settleByHuman(id, 'not-executed', 'ada', 'saw nothing', {});
    await second.advance('p', calm);
    expect(stateOf()).toBe('ready');
    await comes('executed');
    isHeld = false;
    return held;
  }

  test('is asked again', async () => {
    const { rig, id, second, sends } = await answeredLate();

    const progress = await rig.drive(second, 'p');

    expect(sends()).toBe(1);
    expect(progress.kind).toBe('needs-human');
    expect(rig.store.row(id).note).toContain('accepted');
  });

  test('is not left behind: the plan is under way, and not dropped as one of which nothing was sent', async () => {
    const { rig, id, second } = await answeredLate();
    await rig.drive(second, 'p');

    expect(await second.undetermined('p')).toBe(id);
    expect(await second.drop('p', 'cancelled', 'the incident is resolved')).toContain('carried through');
  });

  test('nor before that person is asked', async () => {
    const { second, stateOf } = await answeredLate();

    expect(await second.drop('p', 'cancelled', 'the incident is resolved')).toContain('carried through');
    expect(stateOf()).toBe('ready');
  });

  test('is asked again though the request that was sent on that word is refused, while which it comes', async () => {
    let comesNow = async () => {};
    const unseen = { kind: 'unknown', why: 'nothing is shown' } as const;
    const { rig, second, sends, comes, errs } = await heldAnswer(undefined, unseen, async () => {
      await comesNow();
      return { kind: 'refused', status: 400, detail: 'it is there already' };
    });
    comesNow = () => comes('executed');
    await errs();

    const progress = await rig.drive(second, 'p');

    expect(sends()).toBe(2);
    expect(progress.kind).toBe('needs-human');
  });

  test('is asked again though it comes while the intent of the request that is sent on that word is stored', async () => {
    let comesNow = async () => {};
    const unseen = { kind: 'unknown', why: 'nothing is shown' } as const;
    const meanwhile = (store: LedgerStore): LedgerStore => ({
      ...store,
      async transition(change) {
        if (change.next.state === 'sent') await comesNow();
        return store.transition(change);
      },
    });
    const { rig, second, sends, comes, errs } = await heldAnswer(undefined, unseen, undefined, undefined, meanwhile);
    comesNow = () => comes('executed');
    await errs();

    const progress = await rig.drive(second, 'p');

    expect(sends()).toBe(1);
    expect(progress.kind).toBe('needs-human');
  });

  test('is asked again though three processes have died beginning with it', async () => {
    const { rig, id, second, stateOf } = await answeredLate();
    rig.store.tamper(id, { takeovers: 2, epoch: rig.store.row(id).epoch - 1 });
    rig.tick(60_000);

    await second.advance('p', calm);

    expect(stateOf()).toBe('needs_human');
  });

  test('is not asked any more when the same has been done by another plan', async () => {
    const { rig, id, second, sends, comes, errs } = await heldAnswer(undefined, {
      kind: 'unknown',
      why: 'nothing is shown',
    });
    await errs();
    const [other] = rig.add('again', [steps.savepoint]);
    await second.release('again');
    expect((await rig.drive(second, 'again')).kind).toBe('needs-human');
    await second.settleByHuman(other?.id ?? '', 'executed', 'ada', 'it is there', { savepoint: '/s' });
    await comes('executed');

    await rig.drive(second, 'p');

    expect(rig.store.row(id)).toMatchObject({ state: 'dropped', dropReason: 'stale' });
    expect(sends()).toBe(2);
  });

  test('is asked again before another plan sends the same', async () => {
    const { rig, second, sends } = await answeredLate();
    rig.add('again', [steps.savepoint]);

    await second.release('again');
    await rig.drive(second, 'again');

    expect(sends()).toBe(1);
  });

  test('who then says that it happened has it counted as sent, so that budgets know of it', async () => {
    const { rig, id, second } = await answeredLate();
    await rig.drive(second, 'p');
    expect(rig.store.row(id).firstSentAt).toBeNull();

    await second.settleByHuman(id, 'executed', 'ada', 'it is there after all', { savepoint: '/s' });

    expect(rig.store.row(id)).toMatchObject({ state: 'succeeded', firstSentAt: rig.clock.at });
  });

  test('is believed who says so again', async () => {
    const { rig, id, second, sends } = await answeredLate();
    await rig.drive(second, 'p');

    await second.settleByHuman(id, 'not-executed', 'ada', 'it was withdrawn', {});
    await second.advance('p', calm);

    expect(sends()).toBe(2);
  });
});

test('two of a lane that are held back do not wait for each other', async () => {
  const rig = makeRig();
  let isHeld = true;
  let sends = 0;
  const ledger = await rig.process({
    kinds: kindsWith({
      async send() {
        sends += 1;
        return { kind: 'maybe', status: undefined, detail: 'connection reset' };
      },
      query: () => ({ kind: 'unknown', why: 'nothing is shown' }),
    }),
    recheck: async (_action, row) =>
      isHeld && row.attempts > 0
        ? { kind: 'cannot-tell', why: 'a person holds it' }
        : { kind: 'go', incarnation: undefined, checkpointBefore: 7 },
  });
  const plans = ['p', 'q'] as const;
  const ids: string[] = [];
  for (const plan of plans) {
    const [row] = rig.add(plan, [{ ...steps.savepoint, args: { ...steps.savepoint.args, directory: `/${plan}` } }]);
    ids.push(row?.id ?? '');
    await ledger.release(plan);
    await rig.drive(ledger, plan);
    await ledger.settleByHuman(row?.id ?? '', 'not-executed', 'ada', 'saw nothing', {});
    await ledger.advance(plan, calm);
  }
  for (const actionId of ids) {
    const [attempt] = await rig.store.attempts(actionId);
    const report = { actionId, at: rig.clock.at, epoch: 1, source: 'send', text: 'late answer: executed' } as const;
    await rig.store.addReport(report, attempt && { ...attempt, outcome: 'executed' });
  }
  isHeld = false;
  rig.tick(60_000);
  const [first, second] = ids as [string, string];

  expect((await ledger.advance('p', calm)).kind).toBe('needs-human');
  await ledger.advance('q', calm);
  expect(rig.store.row(second)).toMatchObject({
    state: 'ready',
    note: `action ${first} of another plan holds lane main/orders`,
  });
  await ledger.settleByHuman(first, 'executed', 'ada', 'it is there', { savepoint: '/p/s' });
  rig.tick(60_000);
  expect((await ledger.advance('q', calm)).kind).toBe('needs-human');
  expect(sends).toBe(2);
});

describe.each(['not-executed', 'abandon'] as const)(
  'a person who says %s when a late answer has come since that person was asked',
  (finding) => {
    test('is asked again, and believed who says so then', async () => {
      const { rig, id, second, comes, sends } = await heldAnswer(undefined, {
        kind: 'unknown',
        why: 'nothing is shown',
      });
      await second.recover();
      expect((await rig.drive(second, 'p')).kind).toBe('needs-human');
      await comes('executed');

      expect(await second.settleByHuman(id, finding, 'ada', 'saw nothing', {})).toMatch(
        /^refused: .*accepted.*look again/,
      );
      expect(rig.store.row(id)).toMatchObject({ state: 'needs_human', note: expect.stringContaining('accepted') });
      expect(await second.settleByHuman(id, finding, 'ada', 'it was withdrawn', {})).not.toContain('refused');
      expect(sends()).toBe(1);
    });

    test('is not believed for having said it twice', async () => {
      const held = await heldAnswer(undefined, { kind: 'unknown', why: 'nothing is shown' });
      const { rig, id, second, comes } = held;
      await second.recover();
      await rig.drive(second, 'p');
      rig.tick(60_000);
      const [one, other] = [1, 2].map((seq) => ({ seq, at: rig.clock.at }));
      await comes('executed');
      rig.tick(1_000);

      expect(await second.settleByHuman(id, finding, 'ada', 'saw nothing', {}, one)).toContain('look again');
      expect(await second.settleByHuman(id, finding, 'ada', 'saw nothing', {}, other)).toContain('look again');
    });

    test('nor is another one who is being heard when the first one is told', async () => {
      const hearing = { calls: 0, first: Promise.resolve('') };
      const slow = (store: LedgerStore): LedgerStore => ({
        ...store,
        async attempts(of) {
          hearing.calls += 1;
          if (hearing.calls === 2) await hearing.first;
          return store.attempts(of);
        },
      });
      const unseen = { kind: 'unknown', why: 'nothing is shown' } as const;
      const { rig, id, second, comes } = await heldAnswer(undefined, unseen, undefined, undefined, slow);
      await second.recover();
      await rig.drive(second, 'p');
      rig.tick(60_000);
      const [one, other] = [1, 2].map((seq) => ({ seq, at: rig.clock.at }));
      await comes('executed');
      rig.tick(1_000);

      const hear = (said = one) => second.settleByHuman(id, finding, 'ada', 'saw nothing', {}, said);
      hearing.calls = 0;
      hearing.first = hear();
      const next = hear(other);

      expect(await hearing.first).toContain('look again');
      expect(await next).toContain('look again');
    });

    test('is not believed either who is heard when another one has been, and was asked again', async () => {
      const held = await heldAnswer(undefined, { kind: 'unknown', why: 'nothing is shown' });
      const { rig, id, second, comes, stateOf } = held;
      await second.recover();
      await rig.drive(second, 'p');
      rig.tick(60_000);
      const [one, other] = [1, 2].map((seq) => ({ seq, at: rig.clock.at }));
      await second.settleByHuman(id, 'not-executed', 'ada', 'saw nothing', {}, one);
      await comes('executed');
      rig.tick(1_000);
      await second.advance('p', calm);
      expect(stateOf()).toBe('needs_human');

      expect(await second.settleByHuman(id, finding, 'bo', 'saw nothing', {}, other)).toContain('look again');
      const happened = await second.settleByHuman(id, 'executed', 'bo', 'saw it', { savepoint: '/s' }, other);
      expect(happened).toBe(`action ${id} is succeeded`);
    });
  },
);

describe('accepted work that is lost from sight', () => {
  const { finalityMs } = triggerSavepoint;

  /** Accepted and at work for ten minutes, then gone: `isThere` is what the hook finds from then on. */
  async function lostWork() {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.savepoint]);
    const work = { isSeen: true, isThere: false };
    const kind: ActionKind = {
      ...(triggerSavepoint as ActionKind),
      poll: async () => (work.isSeen ? { kind: 'in-progress', note: 'at work' } : { kind: 'lost', why: 'gone' }),
      query: async () =>
        work.isThere
          ? { kind: 'executed', result: { savepoint: '/sp/s' }, note: 'it is there' }
          : { kind: 'not-executed', proof: 'its folder is empty', repeat: 'never' },
    };
    const parts = { kinds: registerKinds([kind]) };
    const ledger = await rig.process(parts);
    await ledger.release('p');
    await ledger.advance('p', calm);
    rig.tick(600_000);
    await ledger.advance('p', calm);
    work.isSeen = false;
    const state = () => rig.store.row(row?.id ?? '').state;
    return {
      rig,
      ledger,
      work,
      state,
      id: row?.id ?? '',
      process: () => rig.process(parts),
      goOn: async (ms: number, by = ledger) => {
        const until = rig.clock.steady + ms;
        while (rig.clock.steady < until && !['failed', 'succeeded'].includes(state())) {
          await by.advance('p', calm);
          rig.tick(1_000);
        }
      },
    };
  }

  test('has failed only when it was missed for as long as a request could act', async () => {
    const { rig, state, goOn } = await lostWork();
    const from = rig.clock.at;
    await goOn(finalityMs);
    expect(state()).toBe('in_doubt');

    await goOn(120_000);

    expect(state()).toBe('failed');
    expect(rig.clock.at - from).toBeLessThan(2 * finalityMs);
  });

  test('counts when it is seen meanwhile', async () => {
    const { work, state, goOn } = await lostWork();
    await goOn(finalityMs - 10_000);
    work.isThere = true;

    await goOn(30_000);

    expect(state()).toBe('succeeded');
  });

  test('is missed by the clock that nobody sets', async () => {
    const { rig, ledger, work, state, goOn } = await lostWork();
    await ledger.advance('p', calm);
    rig.jump(3_600_000);
    await goOn(finalityMs - 5_000);
    expect(state()).toBe('in_doubt');
    work.isThere = true;

    await goOn(60_000);

    expect(state()).toBe('succeeded');
  });

  test.each([0, 3_600_000, -3_600_000])(
    'is missed as long by who takes over, its clock %d ms apart',
    async (apartMs) => {
      const { rig, state, goOn, process } = await lostWork();
      await goOn(5_000);
      rig.jump(apartMs);
      const second = await process();

      await goOn(finalityMs - 6_000, second);
      expect(state()).toBe('in_doubt');
      await goOn(120_000, second);
      expect(state()).toBe('failed');
    },
  );

  test('is not given up by a person before', async () => {
    const { rig, ledger, id, goOn } = await lostWork();
    await goOn(5_000);
    rig.store.tamper(id, { state: 'needs_human' });

    const said = await ledger.settleByHuman(id, 'abandon', 'ada', 'gone', {});

    expect(said).toMatch(/^refused: its request may still be on the way for 2[5-9] s/);
  });
});

test('work whose answer cannot be stored is missed from the moment its doubt is stored, by either clock', async () => {
  const rig = makeRig();
  const [row] = rig.add('p', [steps.savepoint]);
  const state = () => rig.store.row(row?.id ?? '').state;
  const kinds = kindsWith({
    send: async () => ({ kind: 'executed', status: 202, detail: 'accepted' }),
    query: () => ({ ...absent, repeat: 'never' }),
  });
  const store: LedgerStore = {
    ...rig.store,
    async transition(change) {
      if (change.from === 'sent' && change.next.state === 'running') throw new Error('it holds what is no text');
      return rig.store.transition(change);
    },
  };
  const ledger = await rig.process({ kinds, store });
  await ledger.release('p');
  await expect(ledger.advance('p', calm)).rejects.toThrow('no text');
  rig.tick(700_000);
  await ledger.advance('p', calm);
  rig.jump(3_600_000);
  for (let seconds = 0; seconds < 28; seconds += 1) {
    rig.tick(1_000);
    await ledger.advance('p', calm);
  }
  expect(state()).toBe('in_doubt');

  await rig.drive(ledger, 'p');

  expect(state()).toBe('failed');
});

describe('a late answer for which the store is away', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  /** A send that does not keep to its limit, and a store that takes nothing from when it is over or from when it is stored that it is. */
  async function awayWhenItComes(since: 'its limit is over' | 'it is in doubt') {
    const rig = makeRig();
    const [row] = rig.add('p', [steps.savepoint]);
    const id = row?.id ?? '';
    let sends = 0;
    let answer: (outcome: SendOutcome) => void = () => {};
    const kinds = kindsWith({
      send() {
        sends += 1;
        return new Promise((resolve) => {
          answer = resolve;
        });
      },
      query: () => absent,
    });
    const away = { isAway: false, refused: [] as string[] };
    const unlessAway = <T>(what: string, write: () => Promise<T>): Promise<T> => {
      if (!away.isAway) return write();
      away.refused.push(what);
      return Promise.reject(new Error('the database is away'));
    };
    const store: LedgerStore = {
      ...rig.store,
      async transition(change) {
        if (since === 'its limit is over' && change.from === 'sent') away.isAway ||= away.refused.length === 0;
        return unlessAway('transition', () => rig.store.transition(change));
      },
      addReport: (...given) => unlessAway('report', () => rig.store.addReport(...given)),
    };
    const ledger = await rig.process({ kinds, store });
    await ledger.release('p');
    overAtOnce();
    const began = await ledger.advance('p', calm).then(
      () => 'it is in doubt',
      () => 'its limit is over',
    );
    expect(began).toBe(since);
    away.isAway = true;
    answer({ kind: 'executed', status: 202, detail: 'accepted' });
    await expect.poll(() => away.refused.at(-1)).toBe('report');
    await new Promise(setImmediate);
    rig.tick(20_000);
    return { rig, id, ledger, away, sends: () => sends };
  }

  test.each(['its limit is over', 'it is in doubt'] as const)(
    'is kept when it is back: away since %s',
    async (since) => {
      const { rig, id, ledger, away, sends } = await awayWhenItComes(since);
      await expect(ledger.advance('p', calm)).rejects.toThrow('away');
      away.isAway = false;

      const progress = await rig.drive(ledger, 'p');

      expect(progress).toMatchObject({
        kind: 'needs-human',
        note: 'never heard of it; but a request of it was accepted',
      });
      expect((await rig.store.attempts(id)).map(({ outcome }) => outcome)).toEqual(['executed']);
      expect(sends()).toBe(1);
    },
  );
});

test('a late answer whose words cannot be stored counts without them', async () => {
  const rig = makeRig();
  const [row] = rig.add('p', [steps.savepoint]);
  let answer: (outcome: SendOutcome) => void = () => {};
  const kinds = kindsWith({
    send: () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
    query: () => absent,
  });
  const store: LedgerStore = {
    ...rig.store,
    addReport: async (report, answered) => {
      if (report.text.includes('\u0000')) throw new Error('it holds what is no text');
      return rig.store.addReport(report, answered);
    },
  };
  const ledger = await rig.process({ kinds, store });
  await ledger.release('p');
  const limits = overAtOnce();
  try {
    await ledger.advance('p', calm);
  } finally {
    limits.mockRestore();
  }

  answer({ kind: 'executed', status: 202, detail: 'accepted \u0000' });

  await expect
    .poll(async () => (await rig.store.attempts(row?.id ?? '')).map(({ outcome, evidence }) => [outcome, evidence]))
    .toEqual([['executed', 'in words that cannot be stored']]);
  expect((await rig.drive(ledger, 'p')).kind).toBe('needs-human');
});

test('what a late answer says counts for a look that began before it came', async () => {
  const rig = makeRig();
  const [row] = rig.add('p', [steps.savepoint]);
  let sends = 0;
  const kinds = kindsWith({
    async send() {
      sends += 1;
      return { kind: 'maybe', status: undefined, detail: 'connection reset' };
    },
    async query({ row: { id } }) {
      const [sent] = await rig.store.attempts(id);
      if (sent?.outcome === 'maybe') {
        const report = { actionId: id, at: 1, epoch: 1, source: 'send', text: 'late' } as const;
        await rig.store.addReport(report, { ...sent, outcome: 'executed' });
      }
      return absent;
    },
  });
  const ledger = await rig.process({ kinds });
  await ledger.release('p');
  await ledger.advance('p', calm);
  rig.tick(120_000);

  expect((await rig.drive(ledger, 'p')).kind).toBe('needs-human');
  expect(sends).toBe(1);
  expect(rig.store.row(row?.id ?? '').attempts).toBe(1);
});

test('an answer that is stored in the moment in which a person is heard was not known to that person', async () => {
  let comes = async (): Promise<void> => {};
  const held = await heldAnswer(
    undefined,
    { kind: 'unknown', why: 'nothing is shown' },
    undefined,
    undefined,
    (store) => ({
      ...store,
      transition: async (change) => {
        if (change.from === 'needs_human') await comes();
        return store.transition(change);
      },
    }),
  );
  const { rig, id, second, sends, stateOf } = held;
  await second.recover();
  await rig.drive(second, 'p');
  comes = async () => {
    comes = async () => {};
    await held.comes('executed');
  };

  await second.settleByHuman(id, 'not-executed', 'ada', 'saw nothing', {});
  await rig.drive(second, 'p');

  expect(sends()).toBe(1);
  expect(stateOf()).toBe('needs_human');
});
