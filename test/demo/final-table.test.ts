import { expect, test } from 'vitest';
import { finalTable, type StoryResult } from '../../src/demo/final-table.ts';
import { checkpoint, incident, restoredFrom, runView, storyOf } from './facts.ts';

const healed = storyOf('basket-pricing');
const healthy = storyOf('orders-enrich');

const rows: StoryResult[] = [
  {
    story: healed,
    before: runView(),
    after: runView({ parallelism: [2, 2, 2], restored: restoredFrom(checkpoint(16, 30), 35) }),
    incidents: [incident(healed)],
    judgement: { ok: true, reasons: ['cause backpressure'] },
  },
  { story: healthy, before: runView(), after: runView(), incidents: [], judgement: { ok: true, reasons: [] } },
];

test('the table shows each job before and after, and what the agent made of it', () => {
  expect(finalTable(rows).split('\n')).toEqual([
    'JOB             WHAT HAPPENED                BEFORE      AFTER                          AGENT                  VERIFIED',
    'basket-pricing  gets too slow for its input  RUNNING x1  RUNNING x2 from checkpoint 16  backpressure: cleared  yes',
    'orders-enrich   does its work                RUNNING x1  RUNNING x1                     no incident            yes',
  ]);
});

test('what is not as it should be is told below, with its reasons', () => {
  const wrong: StoryResult = {
    story: healthy,
    before: runView(),
    after: undefined,
    incidents: [incident(healthy, { state: 'open', closing: null, diagnosis: null })],
    judgement: { ok: false, reasons: ['Flink does not show the job', 'an incident was opened'] },
  };

  const lines = finalTable([wrong]).split('\n');

  expect(lines[1]).toMatch(/orders-enrich +does its work +RUNNING x1 +gone +not diagnosed: open +NO$/);
  expect(lines.at(-1)).toBe('orders-enrich: Flink does not show the job; an incident was opened');
});

test('an uneven parallelism shows its largest', () => {
  const result = { ...rows[0], after: runView({ parallelism: [2, 1] }) } as StoryResult;

  expect(finalTable([result])).toContain('RUNNING x2');
});
