import { describe, expect, test } from 'vitest';
import type { ActionRow, ActionState } from '../../src/domain/action.ts';
import { actionStates } from '../../src/domain/action.ts';
import type { Accepted } from '../../src/ledger/accepted.ts';
import type { ActionEvent } from '../../src/ledger/events.ts';
import { longestUnseenMs, maxAttempts, maxSettleAttempts } from '../../src/ledger/limits.ts';
import { reduce } from '../../src/ledger/reducer.ts';
import { rowIn } from './rows.ts';

const now = 500_000;
const at = { now, epoch: 3, run: undefined };
const noWait = { finalityMs: 0, steadyWaitMs: 0 };
const arm: ActionEvent = {
  kind: 'arm',
  incarnation: 'jm-1',
  checkpointBefore: 4,
  deadlineAt: now + 1,
  repeatWithinMs: 1000,
  isKeyless: false,
};
const beforeArm = { firstSentAt: null };
const found = (
  finding: Extract<ActionEvent, { kind: 'found' }>['finding'],
  mayRepeat = true,
  lookedAt = now,
  accepted: Accepted = 'no',
): ActionEvent => ({
  kind: 'found',
  finding,
  lookedAt,
  finalityMs: 100,
  steadyWaitMs: 0,
  mayRepeat,
  accepted,
});
const answered = (
  kind: 'not-sent' | 'refused' | 'maybe' | 'executed' | 'already',
  status?: number,
  afterExecuted: 'running' | 'succeeded' = 'running',
  before: Pick<ActionRow, 'firstSentAt'> = beforeArm,
): ActionEvent => ({
  kind: 'answered',
  outcome: { kind, status, detail: 'd' },
  afterExecuted,
  beforeArm: before,
  accepted: 'no',
});
const human = (
  finding: 'executed' | 'not-executed' | 'abandon',
  change: Partial<Extract<ActionEvent, { kind: 'human' }>> = {},
): ActionEvent => ({
  kind: 'human',
  finding,
  by: 'ada',
  reason: 'seen',
  result: { savepoint: '/s' },
  resultNames: ['savepoint'],
  finalityMs: 100,
  steadyWaitMs: 0,
  saidAt: now,
  ...change,
});
const gone = { kind: 'not-executed', proof: 'p', repeat: 'same-key' } as const;

const every: readonly { event: ActionEvent; from: readonly ActionState[]; to: ActionState | 'same' }[] = [
  { event: { kind: 'ask' }, from: ['proposed'], to: 'awaiting_approval' },
  {
    event: { kind: 'ready', args: '{}', argsDigest: 'd', key: 'f'.repeat(32), generation: 0 },
    from: ['proposed', 'awaiting_approval'],
    to: 'ready',
  },
  {
    event: { kind: 'drop', reason: 'denied', note: 'n' },
    from: ['proposed', 'awaiting_approval', 'ready'],
    to: 'dropped',
  },
  { event: { kind: 'wait', why: 'w' }, from: ['ready'], to: 'ready' },
  {
    event: { kind: 'take-over' },
    from: ['proposed', 'awaiting_approval', 'ready', 'running', 'in_doubt'],
    to: 'same',
  },
  { event: arm, from: ['ready'], to: 'sent' },
  { event: answered('not-sent'), from: ['sent'], to: 'ready' },
  { event: answered('refused', 503), from: ['sent'], to: 'ready' },
  { event: answered('refused', 429), from: ['sent'], to: 'ready' },
  { event: answered('refused', 400), from: ['sent'], to: 'failed' },
  { event: answered('maybe', 500), from: ['sent'], to: 'in_doubt' },
  { event: answered('executed', 202), from: ['sent'], to: 'running' },
  { event: answered('executed', 200, 'succeeded'), from: ['sent'], to: 'succeeded' },
  { event: answered('already', 400), from: ['sent'], to: 'running' },
  { event: answered('already', 400, 'succeeded'), from: ['sent'], to: 'succeeded' },
  { event: { kind: 'lost', why: 'w', sendLimitMs: 10 }, from: ['sent'], to: 'in_doubt' },
  { event: { kind: 'polled', progress: { kind: 'in-progress', note: 'n' } }, from: ['running'], to: 'running' },
  { event: { kind: 'polled', progress: { kind: 'done', result: {}, note: 'n' } }, from: ['running'], to: 'succeeded' },
  { event: { kind: 'polled', progress: { kind: 'failed', reason: 'r' } }, from: ['running'], to: 'failed' },
  {
    event: { kind: 'polled', progress: { kind: 'lost', why: 'w' } },
    from: ['running'],
    to: 'in_doubt',
  },
  { event: found({ kind: 'executed', result: {}, note: 'n' }), from: ['in_doubt'], to: 'succeeded' },
  { event: found({ kind: 'failed', reason: 'r' }), from: ['in_doubt'], to: 'failed' },
  { event: found({ kind: 'in-progress', note: 'n' }), from: ['in_doubt'], to: 'running' },
  { event: found({ kind: 'unknown', why: 'w' }), from: ['in_doubt'], to: 'in_doubt' },
  { event: found(gone), from: ['in_doubt'], to: 'ready' },
  { event: found(gone, false), from: ['in_doubt'], to: 'in_doubt' },
  { event: found({ ...gone, repeat: 'never' }, false), from: ['in_doubt'], to: 'failed' },
  { event: { kind: 'unseen', why: 'w' }, from: ['in_doubt'], to: 'in_doubt' },
  { event: { kind: 'retry', mayRepeat: true, accepted: 'no', ...noWait }, from: [], to: 'ready' },
  {
    event: { kind: 'escalate', why: 'w' },
    from: ['proposed', 'awaiting_approval', 'ready', 'running', 'in_doubt', 'needs_human'],
    to: 'needs_human',
  },
  { event: { kind: 'give-up', why: 'w' }, from: ['ready'], to: 'failed' },
  { event: human('executed'), from: ['needs_human'], to: 'succeeded' },
  { event: human('not-executed'), from: ['needs_human'], to: 'ready' },
  { event: human('abandon'), from: ['needs_human'], to: 'dropped' },
];

describe('every event in every state', () => {
  for (const { event, from, to } of every) {
    test.each(actionStates)(`${JSON.stringify(event).slice(0, 90)} from %s`, (state) => {
      const reduced = reduce(rowIn(state), event, at);

      const want = to === 'same' ? state : to;
      expect(reduced.ok ? reduced.next.state : 'refused').toBe(from.includes(state) ? want : 'refused');
    });
  }
});

describe('guards', () => {
  const stateAfter = (row: ActionRow, event: ActionEvent, when = at) => {
    const reduced = reduce(row, event, when);
    return reduced.ok ? reduced.next.state : reduced.why;
  };

  test.each<[rule: string, row: Partial<ActionRow>, event: ActionEvent, want: string]>([
    ['does not send without a key', { state: 'ready', key: '' }, arm, 'it has no key'],
    ['does not send a fourth time', { state: 'ready', attempts: maxAttempts }, arm, 'it was tried 3 times'],
    [
      'does not send after its limit',
      { state: 'ready' },
      { ...arm, deadlineAt: now },
      'its time limit is over before it is sent',
    ],
    [
      'sends again to the same JobManager',
      { state: 'ready', firstSentAt: now - 999, incarnation: 'jm-1' },
      arm,
      'sent',
    ],
    [
      'does not send again to another JobManager',
      { state: 'ready', firstSentAt: now - 999, incarnation: 'jm-0' },
      arm,
      'the JobManager that knew the key is gone',
    ],
    [
      'does not take two unknown JobManagers for the same one',
      { state: 'ready', firstSentAt: now - 999, incarnation: null },
      { ...arm, incarnation: null },
      'the JobManager that knew the key is gone',
    ],
    [
      'does not send again once the key may be forgotten',
      { state: 'ready', firstSentAt: now - 1000, incarnation: 'jm-1' },
      arm,
      'the key may be forgotten before the request arrives',
    ],
    [
      'repeats what is declarative on any JobManager',
      { state: 'ready', firstSentAt: 0, incarnation: 'jm-0' },
      { ...arm, repeatWithinMs: null },
      'sent',
    ],
    [
      'waits for its own request until no byte of it can leave',
      { state: 'sent', sendDeadlineAt: now + 1, epoch: at.epoch },
      { kind: 'lost', why: '', sendLimitMs: 10 },
      'its request may still be on the way',
    ],
    [
      'looks at once into what a process of an older epoch has sent',
      { state: 'sent', sendDeadlineAt: now + 1, epoch: at.epoch - 1 },
      { kind: 'lost', why: '', sendLimitMs: 10 },
      'in_doubt',
    ],
    [
      'believes no absence while the request of a process that is gone may arrive',
      { state: 'in_doubt', sendDeadlineAt: now + 1, epoch: at.epoch - 1 },
      found(gone),
      'in_doubt',
    ],
    [
      'takes no word of a person for an absence while the request may arrive',
      { state: 'needs_human', sendDeadlineAt: now + 1500 },
      human('not-executed', { result: {}, resultNames: [], finalityMs: 0 }),
      'its request may still be on the way for 2 s; look again then',
    ],
    [
      'is not given up while its request may arrive',
      { state: 'needs_human', sendDeadlineAt: now + 1500 },
      human('abandon', { result: {}, resultNames: [], finalityMs: 0 }),
      'its request may still be on the way for 2 s; look again then',
    ],
    [
      'does not believe an absence before the finality wait',
      { state: 'in_doubt', sendDeadlineAt: now - 99 },
      found(gone),
      'in_doubt',
    ],
    [
      'does not fail on an absence before the finality wait',
      { state: 'in_doubt', sendDeadlineAt: now - 99 },
      found({ ...gone, repeat: 'never' }),
      'in_doubt',
    ],
    [
      'does not believe afterwards what was seen before it',
      { state: 'in_doubt', sendDeadlineAt: now - 100 },
      found(gone, true, now - 1),
      'in_doubt',
    ],
    [
      'does not believe it before either clock says so',
      { state: 'in_doubt', sendDeadlineAt: now - 100 },
      { ...found(gone), steadyWaitMs: 1 } as ActionEvent,
      'in_doubt',
    ],
    [
      'takes the word of a person for it from the same moment on',
      { state: 'needs_human', sendDeadlineAt: now - 99 },
      human('abandon'),
      'its request may still be on the way for 1 s; look again then',
    ],
    ['and no later', { state: 'needs_human', sendDeadlineAt: now - 100 }, human('abandon'), 'dropped'],
    ['believes it afterwards', { state: 'in_doubt', sendDeadlineAt: now - 100 }, found(gone), 'ready'],
    [
      'sends nothing again that was accepted',
      { state: 'in_doubt', sendDeadlineAt: now - 100 },
      found(gone, true, now, 'by-our-key'),
      'in_doubt',
    ],
    [
      'nor ends it as tried too often',
      { state: 'in_doubt', sendDeadlineAt: now - 100, attempts: maxAttempts },
      found(gone, true, now, 'by-our-key'),
      'in_doubt',
    ],
    [
      'asks a person after so many looks',
      { state: 'in_doubt', settleAttempts: maxSettleAttempts - 1 },
      found({ kind: 'unknown', why: '' }),
      'needs_human',
    ],
    [
      'repeats blindly only where the kind says so',
      { state: 'in_doubt', onDoubt: 'queryFirst' },
      { kind: 'retry', mayRepeat: true, accepted: 'no', ...noWait },
      'its kind says queryFirst',
    ],
    [
      'repeats where the kind says so',
      { state: 'in_doubt', onDoubt: 'retrySameKey' },
      { kind: 'retry', mayRepeat: true, accepted: 'no', ...noWait },
      'ready',
    ],
    [
      'repeats nothing that is at work',
      { state: 'running', onDoubt: 'retrySameKey' },
      { kind: 'retry', mayRepeat: true, accepted: 'no', ...noWait },
      'retry does not fit an action that is running',
    ],
    [
      'does not repeat a fourth time',
      { state: 'in_doubt', onDoubt: 'retrySameKey', attempts: maxAttempts },
      { kind: 'retry', mayRepeat: true, accepted: 'no', ...noWait },
      'it was tried 3 times',
    ],
    [
      'does not take a refused repetition for the answer to the first request',
      { state: 'sent', onDoubt: 'retrySameKey' },
      answered('refused', 400, 'running', { firstSentAt: 1 }),
      'in_doubt',
    ],
    [
      'takes a refusal for the answer where all before were proven to have had no effect',
      { state: 'sent', onDoubt: 'queryFirst' },
      answered('refused', 400, 'running', { firstSentAt: 1 }),
      'failed',
    ],
    [
      'does not give up what may have happened',
      { state: 'ready', onDoubt: 'retrySameKey', firstSentAt: 1 },
      { kind: 'give-up', why: '' },
      'an earlier request may have had its effect',
    ],
    [
      'does not drop what may have happened',
      { state: 'ready', onDoubt: 'retrySameKey', firstSentAt: 1 },
      { kind: 'drop', reason: 'refused', note: '' },
      'an earlier request may have had its effect',
    ],
    [
      'fails after the last send once it is proven to have had no effect',
      { state: 'in_doubt', sendDeadlineAt: now - 100, attempts: maxAttempts },
      found(gone),
      'failed',
    ],
    [
      'but not where its key may be forgotten: then nobody knows what became of that send',
      { state: 'in_doubt', sendDeadlineAt: now - 100, attempts: maxAttempts },
      found(gone, false),
      'in_doubt',
    ],
    [
      'does not repeat a forgotten key',
      { state: 'in_doubt', onDoubt: 'retrySameKey' },
      { kind: 'retry', mayRepeat: false, accepted: 'no', ...noWait },
      'its key is not remembered any more',
    ],
    [
      'does not repeat what was accepted',
      { state: 'in_doubt', onDoubt: 'retrySameKey' },
      { kind: 'retry', mayRepeat: true, accepted: 'by-our-key', ...noWait },
      'a request of it was accepted',
    ],
    [
      'goes back to doubt before a second send',
      { state: 'ready', firstSentAt: 1 },
      { kind: 'doubt-again', why: '' },
      'in_doubt',
    ],
    [
      'has no doubt about what was never sent',
      { state: 'ready', firstSentAt: null },
      { kind: 'doubt-again', why: '' },
      'it was never sent',
    ],
    ['does not obey an epoch that is over', { state: 'ready', epoch: 4 }, arm, 'epoch 3 is over, 4 wrote last'],
    [
      'counts no take-over by the process that has it',
      { state: 'ready', epoch: at.epoch, takeovers: 2 },
      { kind: 'take-over' },
      'this process has it already',
    ],
    ['is begun by a third process', { state: 'ready', takeovers: 1 }, { kind: 'take-over' }, 'ready'],
    ['is not begun by a fourth process', { state: 'ready', takeovers: 2 }, { kind: 'take-over' }, 'dropped'],
    [
      'does not drop silently what comes after a step that was done',
      { state: 'ready', takeovers: 2, step: 1 },
      { kind: 'take-over' },
      'needs_human',
    ],
    [
      'does not drop silently what may have been sent',
      { state: 'ready', takeovers: 2, attempts: 1, firstSentAt: 1 },
      { kind: 'take-over' },
      'needs_human',
    ],
    [
      'but what is known not to have been',
      { state: 'ready', takeovers: 2, attempts: 1 },
      { kind: 'take-over' },
      'dropped',
    ],
    ['is not made ready by a fourth process', { state: 'proposed', takeovers: 2 }, { kind: 'take-over' }, 'dropped'],
    ['is looked into by a fifth process', { state: 'in_doubt', takeovers: 3 }, { kind: 'take-over' }, 'in_doubt'],
    [
      'is not looked into by a sixth process',
      { state: 'in_doubt', takeovers: 4 },
      { kind: 'take-over' },
      'needs_human',
    ],
    ['is watched by a fifth process', { state: 'running', takeovers: 3 }, { kind: 'take-over' }, 'running'],
    ['is not watched by a sixth process', { state: 'running', takeovers: 4 }, { kind: 'take-over' }, 'needs_human'],
    [
      'stays in doubt while nobody can be asked, however often it was tried',
      { state: 'in_doubt', settleAttempts: maxSettleAttempts - 1, sendDeadlineAt: now + 1 - longestUnseenMs },
      { kind: 'unseen', why: '' },
      'in_doubt',
    ],
    [
      'asks a person when nobody could be asked for an hour',
      { state: 'in_doubt', sendDeadlineAt: now - longestUnseenMs },
      { kind: 'unseen', why: '' },
      'needs_human',
    ],
    [
      'asks a person when what is seen is lost again and again',
      { state: 'running', settleAttempts: maxSettleAttempts - 1 },
      { kind: 'polled', progress: { kind: 'lost', why: '' } },
      'needs_human',
    ],
    [
      'does not trust a key that was sent after now',
      { state: 'ready', firstSentAt: now + 1001, incarnation: 'jm-1' },
      arm,
      'the key may be forgotten before the request arrives',
    ],
    [
      'asks a person for what an action produced',
      { state: 'needs_human' },
      human('executed', { result: {}, resultNames: ['savepoint'], finalityMs: 0 }),
      'say what it produced: --result savepoint=…',
    ],
    [
      'does not make ready on a word what never had a key',
      { state: 'needs_human', key: '' },
      human('not-executed'),
      'it was never ready; answer executed or abandon',
    ],
    [
      'does not send a fourth time on the word of a person',
      { state: 'needs_human', attempts: maxAttempts },
      human('not-executed'),
      'failed',
    ],
    [
      'does not repeat while its request may be on the way',
      { state: 'in_doubt', onDoubt: 'retrySameKey', sendDeadlineAt: now + 1 },
      { kind: 'retry', mayRepeat: true, accepted: 'no', ...noWait },
      'in_doubt',
    ],
    [
      'nor by the clock that nobody sets',
      { state: 'in_doubt', onDoubt: 'retrySameKey' },
      { kind: 'retry', mayRepeat: true, accepted: 'no', finalityMs: 0, steadyWaitMs: 1 },
      'in_doubt',
    ],
    [
      'does not take a key that is none',
      { state: 'proposed', key: '' },
      { kind: 'ready', args: '{}', argsDigest: 'd', key: 'short', generation: 0 },
      'its key is not 32 hex digits',
    ],
  ])('%s', (_rule, change, event, want) => {
    const row = { ...rowIn(change.state ?? 'ready'), ...change };

    expect(stateAfter(row, event)).toBe(want);
  });

  test('a request that did not leave takes back that it was sent, but not that it was tried', () => {
    const sent = reduce(rowIn('ready'), arm, at);
    expect(sent).toMatchObject({ ok: true, next: { firstSentAt: now, incarnation: 'jm-1', attempts: 1 } });
    if (!sent.ok) return;

    const back = reduce(sent.next, answered('not-sent'), at);

    expect(back).toMatchObject({ next: { state: 'ready', firstSentAt: null, attempts: 1 } });
  });

  test('a second request is compared with what was there before the first', () => {
    const first = { firstSentAt: now - 999, incarnation: 'jm-0', checkpointBefore: 3 };

    const again = reduce({ ...rowIn('ready'), ...first }, { ...arm, repeatWithinMs: null }, at);

    expect(again).toMatchObject({ ok: true, next: { state: 'sent', ...first } });
  });

  test.each<[what: string, event: ActionEvent, row: Partial<ActionRow>]>([
    ['leaves', arm, { state: 'ready' }],
    ['is looked at and waits', { kind: 'wait', why: 'w' }, { state: 'ready' }],
    ['is sent back by a person', human('not-executed'), { state: 'needs_human' }],
    [
      'is looked at and is at work',
      { kind: 'polled', progress: { kind: 'in-progress', note: '' } },
      { state: 'running' },
    ],
    ['is looked into', found({ kind: 'unknown', why: 'w' }), { state: 'in_doubt' }],
    ['cannot be looked into', { kind: 'unseen', why: 'w' }, { state: 'in_doubt' }],
  ])('no death before counts any more once the action %s', (_what, event, change) => {
    const reduced = reduce({ ...rowIn(change.state ?? 'ready'), ...change, takeovers: 2 }, event, at);

    expect(reduced).toMatchObject({ ok: true, next: { takeovers: 0 } });
  });

  test.each([
    ['in a second at first', -5_000, 1_000],
    ['after a tenth of the time that has gone by', 200_000, 20_000],
    ['in a minute at last', 3_500_000, 60_000],
  ])('a look that could not be made is none of the fifteen, and is repeated %s', (_when, goneMs, pauseMs) => {
    const row = { ...rowIn('in_doubt'), settleAttempts: 4, sendDeadlineAt: now - goneMs };

    const reduced = reduce(row, { kind: 'unseen', why: 'w' }, at);

    expect(reduced).toMatchObject({ next: { settleAttempts: 4, nextSettleAt: now + pauseMs } });
  });

  test.each([
    ['ahead', now - 300_000],
    ['behind', now + 300_000],
  ])(
    'who takes over what is in doubt, its clock %s, leaves its back-off, and of its limit what was left',
    (_how, updatedAt) => {
      const row = { ...rowIn('in_doubt'), settleAttempts: 4, nextSettleAt: now - 1, updatedAt };

      const reduced = reduce({ ...row, sendDeadlineAt: updatedAt + 7_000 }, { kind: 'take-over' }, at);

      const next = { ...row, takeovers: 1, epoch: at.epoch, updatedAt: now, sendDeadlineAt: now + 7_000 };
      expect(reduced).toEqual({ ok: true, next: { ...next, incarnation: updatedAt > now ? null : 'jm-1' } });
    },
  );

  test('says of what it was quarantined', () => {
    const reduced = reduce({ ...rowIn('ready'), takeovers: 2, note: 'ready' }, { kind: 'take-over' }, at);

    expect(reduced).toMatchObject({ next: { dropReason: 'quarantined', takeovers: 3 } });
  });

  test('the limit of what another process has sent runs anew by the clock of who takes over', () => {
    const sent = { ...rowIn('sent'), sendDeadlineAt: now + 3_600_000 };

    const reduced = reduce(sent, { kind: 'lost', why: 'w', sendLimitMs: 10 }, at);

    expect(reduced).toMatchObject({ next: { state: 'in_doubt', sendDeadlineAt: now + 10 } });
  });

  test.each<[what: string, from: ActionState, event: ActionEvent]>([
    ['was at work', 'running', { kind: 'polled', progress: { kind: 'lost', why: 'w' } }],
    ['was answered, by an answer that cannot be stored', 'sent', { kind: 'lost', why: 'w', sendLimitMs: 10 }],
  ])('what %s is missed from the moment it is lost from sight', (_what, from, event) => {
    const accepted = { ...rowIn(from), sendDeadlineAt: now - 600_000, epoch: at.epoch };

    const reduced = reduce(accepted, event, at);

    expect(reduced).toMatchObject({ next: { state: 'in_doubt', sendDeadlineAt: now } });
  });

  test('what is lost from sight by a clock that went back is missed as long as a request may be on its way', () => {
    const accepted = { ...rowIn('running'), sendDeadlineAt: now + 9_000, updatedAt: now + 4_000 };

    const reduced = reduce(accepted, { kind: 'polled', progress: { kind: 'lost', why: 'w' } }, at);

    expect(reduced).toMatchObject({ next: { state: 'in_doubt', sendDeadlineAt: now + 5_000 } });
  });

  test('a clock that went back takes the trust from a key that was sent', () => {
    const doubt = { ...rowIn('in_doubt'), updatedAt: now + 1001 };

    const reduced = reduce(doubt, found({ kind: 'unknown', why: 'w' }), at);

    expect(reduced).toMatchObject({ next: { state: 'in_doubt', incarnation: null } });
  });

  test('by a clock that went back a request is on its way for as long as it was', () => {
    const doubt = { ...rowIn('in_doubt'), updatedAt: now + 1001, sendDeadlineAt: now + 6001 };

    const reduced = reduce(doubt, found({ kind: 'unknown', why: 'w' }), at);

    expect(reduced).toMatchObject({ next: { sendDeadlineAt: now + 5000 } });
  });

  test('a clock that was corrected by a second is still the same', () => {
    const doubt = { ...rowIn('in_doubt'), updatedAt: now + 1000 };

    const reduced = reduce(doubt, found({ kind: 'unknown', why: 'w' }), at);

    expect(reduced).toMatchObject({ next: { state: 'in_doubt', incarnation: 'jm-1' } });
  });

  test('a request that leaves again by a clock that went back has its own limit', () => {
    const again = { ...rowIn('ready'), attempts: 1, firstSentAt: 1, sendDeadlineAt: 2, updatedAt: now + 1001 };

    const reduced = reduce(again, { ...arm, repeatWithinMs: null }, at);

    expect(reduced).toMatchObject({ next: { state: 'sent', sendDeadlineAt: now + 1 } });
  });

  test.each<[what: string, from: ActionState, event: ActionEvent]>([
    ['by a proof', 'in_doubt', found(gone)],
    ['by a person', 'needs_human', human('not-executed')],
    ['as its kind repeats', 'in_doubt', { kind: 'retry', mayRepeat: true, accepted: 'no', ...noWait }],
  ])('what is ready again %s is tried as long as what is new', (_how, from, event) => {
    const row: ActionRow = { ...rowIn(from), onDoubt: 'retrySameKey', settleAttempts: 14, nextSettleAt: 1 };

    const reduced = reduce(row, event, at);

    expect(reduced).toMatchObject({ next: { state: 'ready', settleAttempts: 0, nextSettleAt: null } });
  });

  test('what was held back for long is looked into as long as what left at once', () => {
    const waited = { ...rowIn('ready'), settleAttempts: 13, nextSettleAt: 1 };

    const sent = reduce(waited, arm, at);
    const doubted = reduce({ ...waited, firstSentAt: 1 }, { kind: 'doubt-again', why: 'w' }, at);

    expect(sent).toMatchObject({ next: { state: 'sent', settleAttempts: 0, nextSettleAt: null } });
    expect(doubted).toMatchObject({ next: { state: 'in_doubt', settleAttempts: 0 } });
  });

  test.each<[how: string, from: ActionState, event: ActionEvent]>([
    ['at a look', 'running', { kind: 'polled', progress: { kind: 'failed', reason: 'r', result: { restored: '/s' } } }],
    ['by its hook', 'in_doubt', found({ kind: 'failed', reason: 'r', result: { restored: '/s' } })],
    ['by a proof', 'in_doubt', found({ ...gone, repeat: 'never', result: { restored: '/s' } })],
  ])('what it has produced is known also of what is found failed %s', (_how, from, event) => {
    const reduced = reduce(rowIn(from), event, at);

    expect(reduced).toMatchObject({ next: { state: 'failed', result: { restored: '/s' } } });
  });

  test.each([
    [1, 1_000],
    [2, 60_000],
  ])(
    'after send %i that came to nothing the next one waits %i ms, so that the last is not spent in one outage',
    (attempts, waitMs) => {
      for (const event of [answered('not-sent'), answered('refused', 503)]) {
        const reduced = reduce({ ...rowIn('sent'), attempts }, event, at);

        expect(reduced).toMatchObject({ next: { state: 'ready', nextSettleAt: now + waitMs } });
      }
    },
  );

  test('a clock that went back before the first request takes no trust from its key', () => {
    const ready = { ...rowIn('ready'), updatedAt: now + 1001 };

    const reduced = reduce(ready, arm, at);

    expect(reduced).toMatchObject({ next: { state: 'sent', firstSentAt: now, incarnation: 'jm-1' } });
  });

  test('the back-off doubles from one second to a minute', () => {
    const waits: number[] = [];
    let row: ActionRow = rowIn('in_doubt');
    while (row.state === 'in_doubt') {
      const reduced = reduce(row, found({ kind: 'unknown', why: 'w' }), at);
      if (!reduced.ok) throw new Error(reduced.why);
      row = reduced.next;
      waits.push((row.nextSettleAt ?? now) - now);
    }

    expect(waits.slice(0, 8)).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(9 * 60_000);
  });
});

test.each([
  ['succeeded', { message: 'm1' }],
  ['running', {}],
] as const)('what is %s after its answer has the result of the answer or none yet', (afterExecuted, want) => {
  for (const kind of ['executed', 'already'] as const) {
    const outcome = { kind, status: 200, detail: 'ok', result: { message: 'm1' } };
    const reduced = reduce(rowIn('sent'), { kind: 'answered', outcome, afterExecuted, beforeArm, accepted: 'no' }, at);

    expect(reduced).toMatchObject({ ok: true, next: { state: afterExecuted } });
    expect(reduced.ok && reduced.next.result).toEqual(want);
  }
});

test('what is refused keeps why, where the answer says it', () => {
  const outcome = { kind: 'refused', status: 200, detail: 'no', result: { refusal: 'channel' } } as const;
  const reduced = reduce(
    rowIn('sent'),
    { kind: 'answered', outcome, afterExecuted: 'succeeded', beforeArm, accepted: 'no' },
    at,
  );

  expect(reduced).toMatchObject({ ok: true, next: { state: 'failed', result: { refusal: 'channel' } } });
});
