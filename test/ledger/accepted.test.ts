import { describe, expect, test } from 'vitest';
import { registerKinds } from '../../src/actions/index.ts';
import { triggerSavepoint } from '../../src/actions/trigger-savepoint.ts';
import type { ActionKind, Finding, SentAction } from '../../src/ports/action-kind.ts';
import type { SendOutcome } from '../../src/ports/flink.ts';
import type { LedgerStore } from '../../src/ports/store.ts';
import { makeRig, steps } from './harness.ts';

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

test.each(['executed', 'already', 'other-key'] as const)(
  'what a late answer says was accepted (%s) is not sent again by the process that took over',
  async (kind) => {
    const rig = makeRig();
    rig.add('p', [steps.savepoint]);
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
        return new Promise((resolve) => {
          answer = resolve;
        });
      },
      query: () => absent,
    });
    const first = await rig.process({ kinds });
    await first.release('p');
    const old = first.advance('p', calm);
    await arrived;
    rig.tick(16_000);
    const second = await rig.process({ kinds });
    await second.recover();

    answer({ kind, status: 202, detail: 'accepted' });
    await old;
    const progress = await rig.drive(second, 'p');

    expect(progress.kind).toBe('needs-human');
    expect(sends).toBe(1);
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
