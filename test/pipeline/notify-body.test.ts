import { expect, test } from 'vitest';
import { digestOfBody, sayable } from '../../src/pipeline/notify-body.ts';
import type { TextBody } from '../../src/ports/messenger.ts';
import type { Notification } from '../../src/ports/notifications.ts';

const whole: TextBody = {
  kind: 'text',
  lines: ['one\nline password=hunter2hunter2', 'x'.repeat(400), ...Array.from({ length: 20 }, (_, n) => `line ${n}`)],
  exact: [{ title: 'Step 1', text: '{"directory":"s3://a"}' }],
};
const rowOf = (change: Partial<Notification>) =>
  ({ kind: 'incident', incidentId: 'inc-1', digest: null, refused: [], plainNext: null, ...change }) as Notification;

test('what a chat refused is said in a few short lines, without arguments and without a secret', () => {
  const plain = sayable(rowOf({ refused: [digestOfBody(whole)] }), 'update', whole) as TextBody;

  expect(plain).toMatchObject({ kind: 'text', plain: true, exact: undefined });
  expect(plain.lines.slice(0, 3)).toEqual(['one line password=[redacted]', `${'x'.repeat(149)}…`, 'line 0']);
  expect(plain.lines).toHaveLength(11);
  expect(plain.lines.at(-1)).toMatch(/in the terminal: flink-medic incidents show inc-1$/);
});

test('what it did not refuse is said whole', () => {
  expect(sayable(rowOf({ refused: ['another'] }), 'update', whole)).toBe(whole);
});
