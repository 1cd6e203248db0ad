import { expect, test } from 'vitest';
import { registerKinds } from '../../src/actions/index.ts';
import { triggerSavepoint } from '../../src/actions/trigger-savepoint.ts';
import type { Finding, SentAction } from '../../src/ports/action-kind.ts';
import type { SendOutcome } from '../../src/ports/flink.ts';
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
