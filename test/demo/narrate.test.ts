import { describe, expect, test } from 'vitest';
import { elapsed, narrate } from '../../src/demo/narrate.ts';
import { type TimelineEvent, timelineKinds } from '../../src/domain/incident.ts';

const incidents = [
  { id: 'i-1', cluster: 'main', job: 'invoice-totals' },
  { id: 'i-2', cluster: 'spare', job: null },
];

function event(change: Partial<TimelineEvent>): TimelineEvent {
  return { incidentId: 'i-1', at: 1_000_000, kind: 'opened', text: 'The job is FAILED', data: {}, ...change };
}

function told(events: readonly TimelineEvent[], before: readonly TimelineEvent[] = []): string[] {
  return narrate({ events, before, incidents, elapsedMs: 42_000, jobWidth: 14 });
}

describe('an event of an incident', () => {
  test('is one line: when, which job, which step, what', () => {
    expect(told([event({})])).toEqual(['  42 s  invoice-totals  seen          The job is FAILED']);
  });

  test('of a whole cluster names the cluster', () => {
    expect(told([event({ incidentId: 'i-2' })])).toEqual(['  42 s  cluster spare   seen          The job is FAILED']);
  });

  test('of an incident that was not read yet shows its id', () => {
    expect(told([event({ incidentId: 'i-9' })])[0]).toContain('i-9');
  });

  test('shows control characters of foreign text escaped, and has no line breaks', () => {
    const [line] = told([event({ text: 'one\n\u001b[31mtwo\u202e\tthree' })]);

    expect(line).toMatch(/seen {10}one \\u001b\[31mtwo\\u202e three$/);
  });

  test('is broken at blanks and indented when it is long', () => {
    const lines = told([event({ text: 'word '.repeat(30) })]);

    expect(lines).toHaveLength(2);
    expect(lines[1]).toBe(`${' '.repeat(38)}${'word '.repeat(14).trim()}`);
    expect(lines.every((line) => line.length <= 120)).toBe(true);
  });

  test('is cut when it is very long, also without any blank', () => {
    const lines = told([event({ text: 'x'.repeat(1_000) })]);

    expect(lines).toHaveLength(4);
    expect(lines.every((line) => line.length <= 120)).toBe(true);
    expect(lines.at(-1)?.endsWith('…')).toBe(true);
  });

  test.each(timelineKinds)('of kind %s keeps the columns', (kind) => {
    const [line] = told([event({ kind, text: 'TEXT', data: { state: 'succeeded' } })]);

    expect(line?.indexOf('TEXT')).toBe('  42 s  invoice-totals  seen          '.length);
  });
});

describe('several events', () => {
  test('are told incident by incident, each in the order in which it happened', () => {
    const lines = told([
      event({ text: 'first' }),
      event({ incidentId: 'i-2', text: 'other' }),
      event({ kind: 'closed', text: 'second' }),
    ]);

    expect(lines.map((line) => line.split(' ').at(-1))).toEqual(['first', 'second', 'other']);
  });

  test('leave out what an action does on its way', () => {
    const moves = [
      ['ready', 'ready'],
      ['sent', 'attempt 1'],
      ['running', 'one look: failed'],
      ['succeeded', 'done'],
    ] as const;

    const lines = told(
      moves.map(([state, note]) => event({ kind: 'action', text: `rescale: ${state}, ${note}`, data: { state } })),
    );

    expect(lines).toEqual(['  42 s  invoice-totals  action        rescale: succeeded, done']);
  });

  test('leave out a diagnosis and a SOP that say the same again', () => {
    const diagnosed = event({ kind: 'diagnosed', text: 'poison-record (rules): it failed twice' });
    const retrieved = event({ kind: 'retrieved', text: 'SOP poison-record fits (A title), found by cause' });
    const again = event({ kind: 'diagnosed', text: 'poison-record (rules): it failed 3 times' });
    const other = event({ kind: 'diagnosed', text: 'missing-class (rules): a class is missing' });

    expect(told([again, retrieved, other], [diagnosed, retrieved])).toEqual([
      '  42 s  invoice-totals  diagnosis     missing-class (rules): a class is missing',
    ]);
    expect(told([diagnosed, again])).toHaveLength(1);
    expect(told([{ ...again, incidentId: 'i-2' }], [diagnosed])).toHaveLength(1);
  });
});

test.each([
  [0, '   0 s'],
  [1_499, '   1 s'],
  [123_456, ' 123 s'],
  [-50, '   0 s'],
])('%i ms are told as "%s"', (ms, want) => {
  expect(elapsed(ms)).toBe(want);
});
