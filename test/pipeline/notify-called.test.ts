import { expect, test } from 'vitest';
import { callLines, isUncalled, toldBy } from '../../src/pipeline/notify-called.ts';
import type { AlertQuestion } from '../../src/domain/alert.ts';
import { alert, question } from '../support/alerts.ts';

const waits = { state: 'awaiting_approval', escalation: null, planId: 'p1' } as const;
const asks = (change: Partial<AlertQuestion>) => toldBy(alert({ question: question(change) }), waits);

test.each<[title: string, change: Partial<AlertQuestion>, calls: boolean]>([
  ['the same question', {}, false],
  ['the same plan that is asked for again', { expiresAt: Date.UTC(2027, 0, 15, 10, 30) }, true],
  ['another plan', { planDigest: 'plan-digest-2' }, true],
  ['one that nobody may answer any more', { answerers: { kind: 'unruled' } }, true],
  ['one that others may answer', { named: ['Bob'] }, true],
])('people are called for %s only where it is new to them', (_title, change, calls) => {
  expect(isUncalled(asks(change), asks({}))).toBe(calls);
});

test('why a plan stands is one short line without a secret', () => {
  const why = `step\nfailed: password=hunter2hunter2 ${'x'.repeat(900)}`;
  const stuck = { state: 'acting', escalation: why, planId: 'p1' } as const;
  const seen = alert({ question: undefined });

  const lines = callLines(seen, stuck, { severity: 'high', question: null });

  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/^What was begun does not go on: step failed: password=\[redacted\] x+…$/);
  expect(lines[0]?.length).toBeLessThan(450);
});
