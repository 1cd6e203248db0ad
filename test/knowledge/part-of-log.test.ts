import { expect, test } from 'vitest';
import { mostAsked, partOfLog } from '../../src/knowledge/part-of-log.ts';

const line = (level: string, text: string): string => `2026-01-01 10:00:00,000 ${level} o.a.f.Some [] - ${text}\n`;

test('what is short enough stays as it is', () => {
  const log = line('INFO', 'started').repeat(10);

  expect(partOfLog(log)).toBe(log);
});

test('of a long log the lines of work as usual go first, unless they tell of a failure', () => {
  const failed = line('INFO', 'Source switched from RUNNING to FAILED');
  const log = `${line('INFO', 'started').repeat(2_000)}${failed}${line('WARN', 'odd')}\tat a.B(C)`;

  expect(partOfLog(log)).toBe(`${failed}${line('WARN', 'odd')}\tat a.B(C)`);
});

test('of what is still too long, beginning and end are left', () => {
  const log = `first\n${line('WARN', 'odd').repeat(2_000)}last`;

  const part = partOfLog(log);

  expect(part).toHaveLength(mostAsked);
  expect(part).toMatch(/^first\n[^]*last$/);
});
