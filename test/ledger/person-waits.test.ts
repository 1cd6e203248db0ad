import { expect, test } from 'vitest';
import { registerKinds } from '../../src/actions/index.ts';
import { triggerSavepoint } from '../../src/actions/trigger-savepoint.ts';
import type { SendOutcome } from '../../src/ports/flink.ts';
import { makeRig, steps } from './harness.ts';

const calm = new AbortController().signal;

/** An action whose answer was lost two seconds ago, and of which only a person can tell. */
async function asked(finalityMs: number) {
  const { rig, id, ledger, kinds } = await lostAnswer(finalityMs);
  rig.tick(2_000);
  await ledger.advance('p', calm);
  return { rig, id, ledger, kinds };
}

/** Only a person can tell of it, and nobody has been asked yet. */
async function lostAnswer(finalityMs: number) {
  const rig = makeRig();
  const [row] = rig.add('p', [steps.savepoint]);
  const id = row?.id ?? '';
  rig.store.tamper(id, { onDoubt: 'askHuman' });
  const send = async (): Promise<SendOutcome> => ({ kind: 'maybe', status: undefined, detail: 'connection reset' });
  const kinds = registerKinds([{ ...triggerSavepoint, onDoubt: 'askHuman', sendLimitMs: 15_000, finalityMs, send }]);
  const ledger = await rig.process({ kinds });
  await ledger.release('p');
  await ledger.advance('p', calm);
  return { rig, id, ledger, kinds };
}

test.each(['not-executed', 'abandon'] as const)(
  'who says %s is told how long the request may still act, and is heard after that',
  async (finding) => {
    const { rig, id, ledger } = await asked(3_600_000);
    rig.tick(13_500);

    expect(await ledger.settleByHuman(id, finding, 'ada', 'saw nothing', {})).toBe(
      'refused: its request may still be on the way for 3600 s; look again then',
    );
    rig.tick(3_600_000);

    expect(await ledger.settleByHuman(id, finding, 'ada', 'saw nothing', {})).toMatch(/is (?:ready|dropped)$/);
  },
);

test.each([
  ['by a clock that is ahead', []],
  ['and what came after it by one that is behind', [{ mine: false, aheadMs: -3_600_000 }]],
  ['and what came after it by ours, which was put back since', [{ mine: true, aheadMs: 3_000_000 }]],
])('a late answer that is dated %s is told once, and the next word counts from then', async (_how, after) => {
  const { rig, id, ledger } = await asked(30_000);
  const { epoch } = rig.store.row(id);
  const dated = (source: 'send' | 'hook', aheadMs: number, of: number) =>
    rig.store.addReport({ actionId: id, at: rig.clock.at + aheadMs, epoch: of, source, text: 'refused' }, undefined);
  rig.tick(60_000);
  await dated('send', 3_600_000, epoch + 1);
  for (const { mine, aheadMs } of after) await dated('hook', aheadMs, mine ? epoch : epoch + 1);

  const hear = () => ledger.settleByHuman(id, 'not-executed', 'ada', 'saw nothing', {});
  expect(await hear()).toContain('another clock says when; look again');
  expect(await hear()).toBe('refused: its request could still act when that was said; look again');
  rig.tick(46_000);
  expect(await hear()).toBe(`action ${id} is ready`);
});

test.each(['not-executed', 'abandon'] as const)('who says %s waits by the clock that nobody sets', async (finding) => {
  const { rig, id, ledger } = await asked(30_000);
  rig.jump(3_600_000);

  expect(await ledger.settleByHuman(id, finding, 'ada', 'saw nothing', {})).toContain('on the way for 43 s');
  rig.tick(43_000);

  expect(await ledger.settleByHuman(id, finding, 'ada', 'saw nothing', {})).toMatch(/is (?:ready|dropped)$/);
});

test.each(['not-executed', 'abandon'] as const)(
  'who said %s too early, while this program was away, is not believed when it is back',
  async (finding) => {
    const { rig, id, ledger } = await asked(30_000);
    const early = { seq: 1, at: rig.clock.at };
    rig.tick(600_000);

    expect(await ledger.settleByHuman(id, finding, 'ada', 'saw nothing', {}, early)).toBe(
      'refused: its request could still act when that was said; look again',
    );
    const later = { seq: 2, at: rig.clock.at };
    expect(await ledger.settleByHuman(id, finding, 'ada', 'saw nothing', {}, later)).toMatch(/is (?:ready|dropped)$/);
  },
);

test('who was asked when no request could act any more is heard whenever that was said, also while no process was there', async () => {
  const { rig, id, ledger, kinds } = await lostAnswer(30_000);
  rig.tick(46_000);
  await ledger.advance('p', calm);
  expect(rig.store.row(id).state).toBe('needs_human');
  rig.tick(60_000);
  const meanwhile = { seq: 1, at: rig.clock.at };
  rig.tick(28_800_000);
  const next = await rig.process({ kinds });
  await next.recover();
  rig.tick(2_000);

  expect(await next.settleByHuman(id, 'abandon', 'ada', 'saw nothing', {}, meanwhile)).toMatch(/is dropped$/);
});

test.each([
  ['a word from before anybody was asked', 46_000, 44_000],
  ['an answer to what was asked while the request could still act', 44_000, 106_000],
])('%s is not believed by the process after', async (_what, askedMs, saidMs) => {
  const { rig, id, ledger, kinds } = await lostAnswer(30_000);
  const said = { seq: 1, at: rig.clock.at + saidMs };
  rig.tick(askedMs);
  await ledger.advance('p', calm);
  rig.tick(28_800_000);
  const next = await rig.process({ kinds });
  await next.recover();
  rig.tick(60_000);

  expect(await next.settleByHuman(id, 'abandon', 'ada', 'saw nothing', {}, said)).toContain('when that was said');
});

test('a word that was said too early is not believed where the clock is set back while it is heard', async () => {
  const { rig, id, kinds } = await asked(30_000);
  const early = { seq: 1, at: rig.clock.at };
  const actions: typeof rig.store.actions = async (filter) => {
    const rows = await rig.store.actions(filter);
    if (filter.id !== undefined) rig.jump(-3_600_000);
    return rows;
  };
  const reports: typeof rig.store.reports = async (of) => {
    rig.tick(120_000);
    return rig.store.reports(of);
  };
  const next = await rig.process({ kinds, store: { ...rig.store, actions, reports } });
  await next.recover();

  expect(await next.settleByHuman(id, 'abandon', 'ada', 'saw nothing', {}, early)).toBe(
    'refused: its request could still act when that was said; look again',
  );
});

test('what was said of the request before is not believed of the next one', async () => {
  const { rig, id, ledger } = await asked(30_000);
  rig.tick(60_000);
  const [one, other] = [1, 2].map((seq) => ({ seq, at: rig.clock.at }));
  await ledger.settleByHuman(id, 'not-executed', 'ada', 'saw nothing', {}, one);
  await ledger.advance('p', calm);
  rig.tick(2_000);
  await ledger.advance('p', calm);
  rig.tick(60_000);
  expect(rig.store.row(id)).toMatchObject({ state: 'needs_human', attempts: 2 });

  expect(await ledger.settleByHuman(id, 'not-executed', 'bo', 'saw nothing', {}, other)).toContain('look again');
});

test('a short finality is a short wait, and who saw that it happened waits for nothing', async () => {
  const short = await asked(1_000);
  short.rig.tick(14_000);
  expect(await short.ledger.settleByHuman(short.id, 'abandon', 'ada', 'seen', {})).toMatch(/is dropped$/);

  const seen = await asked(3_600_000);
  const result = { savepoint: '/sp/x' };
  expect(await seen.ledger.settleByHuman(seen.id, 'executed', 'ada', 'seen', result)).toMatch(/is succeeded$/);
});

test.each([-3_600_000, 0, 3_600_000])(
  'a process that took over, whose clock is %s ms ahead, hears a person no earlier',
  async (aheadMs) => {
    const { rig, id, kinds } = await asked(30_000);
    rig.jump(aheadMs);
    const next = await rig.process({ kinds });

    expect(await next.settleByHuman(id, 'abandon', 'ada', 'seen', {})).toContain('on the way for 43 s');
    rig.tick(42_000);
    expect(await next.settleByHuman(id, 'abandon', 'ada', 'seen', {})).toContain('on the way for 1 s');
    rig.tick(1_000);

    expect(await next.settleByHuman(id, 'abandon', 'ada', 'seen', {})).toMatch(/is dropped$/);
  },
);

test('who answers long after that process has begun waits for nothing', async () => {
  const { rig, id, kinds } = await asked(30_000);
  rig.jump(3_600_000);
  const next = await rig.process({ kinds });
  await next.recover();
  rig.tick(43_000);

  expect(await next.settleByHuman(id, 'abandon', 'ada', 'seen', {})).toMatch(/is dropped$/);
});

test.each([-3_600_000, 0, 3_600_000])('nor does one that had to ask, whose clock is %s ms ahead', async (aheadMs) => {
  const { rig, id, kinds } = await lostAnswer(30_000);
  rig.jump(aheadMs);
  const next = await rig.process({ kinds });
  rig.tick(2_000);
  await next.advance('p', calm);
  expect(rig.store.row(id).state).toBe('needs_human');

  expect(await next.settleByHuman(id, 'abandon', 'ada', 'seen', {})).toMatch(/on the way for 4[35] s/);
  const last = await rig.process({ kinds });
  expect(await last.settleByHuman(id, 'abandon', 'ada', 'seen', {})).toMatch(/on the way for 4[35] s/);
});

test.each(['sent', 'needs_human'] as const)(
  'one action that cannot be read, and is %s, keeps no cluster from being begun with, and nobody from being heard of another',
  async (state) => {
    const { rig, id, kinds } = await asked(30_000);
    // As the databases do where any row of the listing cannot be read.
    const actions: typeof rig.store.actions = async (filter) => {
      if (filter.id === undefined && filter.states?.includes(state)) throw new Error('Row y of action is broken');
      return rig.store.actions(filter);
    };
    const next = await rig.process({ kinds, store: { ...rig.store, actions } });

    expect(await next.recover()).toBe(0);
    expect(await next.settleByHuman(id, 'executed', 'ada', 'seen', { savepoint: '/sp/x' })).toMatch(/is succeeded$/);
  },
);
