import { expect, test } from 'vitest';
import type { ActionRow } from '../../src/domain/action.ts';
import type { ActionEvent } from '../../src/ledger/events.ts';
import { brokenBy } from '../../src/ledger/invariants.ts';
import { rowIn } from './rows.ts';

const at = { now: 20, epoch: 1, run: undefined };
const answered = (
  kind: 'executed' | 'maybe' | 'not-sent' | 'refused',
  status?: number,
  firstSentAt: number | null = null,
): ActionEvent => ({
  kind: 'answered',
  outcome: { kind, status, detail: 'd' },
  afterExecuted: 'running',
  beforeArm: { firstSentAt },
  accepted: 'no',
});
const anew = { state: 'ready', firstSentAt: null, incarnation: null } as const;

// What a reducer that is wrong might do: each of these would let a request leave a second time.
test.each<[title: string, before: ActionRow, event: ActionEvent, change: Partial<ActionRow>]>([
  ['accepted and ready', rowIn('sent'), answered('executed', 202), anew],
  ['unanswered and ready', rowIn('sent'), answered('maybe', undefined), { state: 'ready' }],
  ['refused for good and ready', rowIn('sent'), answered('refused', 400), anew],
  [
    'accepted before, and failed because it is refused now',
    rowIn('sent'),
    { ...answered('refused', 400, 1), accepted: 'by-our-key' } as ActionEvent,
    { state: 'failed' },
  ],
  ['done and ready', rowIn('running'), { kind: 'polled', progress: { kind: 'done', result: {}, note: '' } }, anew],
  [
    'failed at work and ready',
    rowIn('running'),
    { kind: 'polled', progress: { kind: 'failed', reason: '' } },
    { state: 'ready' },
  ],
  ['waiting as if never sent', { ...rowIn('ready'), firstSentAt: 1 }, { kind: 'wait', why: '' }, anew],
  ['not sent now, and forgotten that it was before', rowIn('sent'), answered('not-sent', undefined, 1), anew],
  [
    'waiting, and trusting another process',
    { ...rowIn('ready'), firstSentAt: 1, incarnation: 'jm-1' },
    { kind: 'wait', why: '' },
    { state: 'ready', incarnation: 'jm-2' },
  ],
  [
    'failed on an absence that was seen too early',
    rowIn('in_doubt'),
    {
      kind: 'found',
      finding: { kind: 'not-executed', proof: '', repeat: 'never' },
      lookedAt: 11,
      finalityMs: 10,
      steadyWaitMs: 0,
      mayRepeat: false,
      accepted: 'by-our-key',
    },
    { state: 'failed' },
  ],
  [
    'failed as its key is not known where it may be forgotten',
    rowIn('in_doubt'),
    {
      kind: 'found',
      finding: { kind: 'not-executed', proof: '', repeat: 'same-key' },
      lookedAt: 20,
      finalityMs: 10,
      steadyWaitMs: 0,
      mayRepeat: false,
      accepted: 'no',
    },
    { state: 'failed' },
  ],
  [
    'lost from sight and missed since it was sent',
    rowIn('running'),
    { kind: 'polled', progress: { kind: 'lost', why: '' } },
    { state: 'in_doubt' },
  ],
])('is broken by what is %s', (_title, before, event, change) => {
  const after = { ...before, epoch: 1, updatedAt: 20, ...change };

  expect(brokenBy({ before, event, at, after })).not.toEqual([]);
});

test('is kept by an answer that nothing was done', () => {
  const before = rowIn('sent');

  expect(brokenBy({ before, event: answered('not-sent', undefined), at, after: { ...before, ...anew } })).toEqual([]);
  expect(brokenBy({ before, event: answered('refused', 503), at, after: { ...before, ...anew } })).toEqual([]);
});
