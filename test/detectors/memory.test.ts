import { expect, test } from 'vitest';
import { exceptionFingerprint } from '../../src/domain/fingerprint.ts';
import { advanceMemory } from '../../src/detectors/memory.ts';
import { checkpoints, exception, jobId, line, metrics, minute, noMemory, t0, windowOf } from './windows.ts';

const parsing = exception(t0);
const other = exception(t0, { name: 'java.lang.Error', stacktrace: 'java.lang.Error: x' });

function history(...entries: ReturnType<typeof exception>[]) {
  return { entries, truncated: false };
}

test('moves the cursor past everything that was seen', () => {
  const window = windowOf([{ line: line(), at: t0, exceptions: history(parsing, exception(t0 - 5)) }]);

  expect(advanceMemory(window).exceptionCursor).toEqual({
    timestamp: t0,
    fingerprints: [exceptionFingerprint(parsing)],
  });
});

test('keeps all fingerprints of one timestamp, over polls too', () => {
  const first = advanceMemory(windowOf([{ line: line(), at: t0, exceptions: history(parsing) }]));
  const second = advanceMemory(
    windowOf([{ line: line(), at: t0, exceptions: history(other, parsing) }], { memory: first }),
  );

  expect(second.exceptionCursor?.fingerprints).toEqual(
    [exceptionFingerprint(parsing), exceptionFingerprint(other)].toSorted(),
  );
});

test('an empty history is a look too: what comes later is new, however old it is when it is found', () => {
  const memory = advanceMemory(windowOf([{ line: line(), at: t0, exceptions: history() }]));

  expect(memory.exceptionCursor).toEqual({ timestamp: 0, fingerprints: [] });
});

test('a poll without exceptions leaves the cursor where it was', () => {
  const memory = { ...noMemory, exceptionCursor: { timestamp: 7, fingerprints: ['x'] } };

  expect(advanceMemory(windowOf([{ line: line(), at: t0 }], { memory })).exceptionCursor).toEqual(
    memory.exceptionCursor,
  );
  expect(advanceMemory(windowOf([{ line: line(), at: t0 }])).exceptionCursor).toBeUndefined();
});

test('never moves the cursor back, nor to a time that no calendar knows', () => {
  const memory = { ...noMemory, exceptionCursor: { timestamp: t0 + 1, fingerprints: [] } };
  const exceptions = history(exception(Number.MAX_VALUE), exception(NaN), exception(-1), parsing);

  expect(advanceMemory(windowOf([{ line: line(), at: t0, exceptions }], { memory })).exceptionCursor).toEqual(
    memory.exceptionCursor,
  );
});

test('what the cursor points to lies ahead of a clock that is behind Flink, and not of Flink', () => {
  const memory = { ...noMemory, exceptionCursor: { timestamp: t0 + 5 * minute, fingerprints: ['x'] } };
  const seen = { line: line(), at: t0, exceptions: history(parsing) };
  const after = (skewMs: number) => advanceMemory(windowOf([{ ...seen, skewMs }], { memory })).exceptionCursor;

  expect([after(0)?.timestamp, after(5 * minute)?.timestamp]).toEqual([t0, t0 + 5 * minute]);
});

test('repeating it changes nothing', () => {
  const window = windowOf([
    { line: line(), at: t0, exceptions: history(other, parsing), checkpoints: checkpoints('CC', t0) },
  ]);
  const once = advanceMemory(window);

  expect(advanceMemory({ ...window, memory: once })).toEqual(once);
});

test('keeps the latest job id, state and completed checkpoint', () => {
  const window = windowOf([
    { line: line(), at: t0, checkpoints: checkpoints('CCC', t0) },
    { line: line(), at: t0 + 1, metrics: metrics({ lastCompletedCheckpointId: 4 }) },
    { line: line({ state: 'FAILED' }), at: t0 + 2 },
  ]);

  expect(advanceMemory(window)).toMatchObject({ jobId: jobId(1), lastState: 'FAILED', lastCompletedCheckpointId: 4 });
});

test('a checkpoint is remembered of its own run only', () => {
  const memory = { ...noMemory, jobId: jobId(1), lastState: 'RUNNING', lastCompletedCheckpointId: 9 };
  const again = windowOf([{ line: line(), at: t0 }], { memory });
  const another = windowOf(
    [{ line: line({ id: jobId(2) }), at: t0, metrics: metrics({ lastCompletedCheckpointId: -1 }) }],
    { memory },
  );

  expect(advanceMemory(again).lastCompletedCheckpointId).toBe(9);
  expect(advanceMemory(another).lastCompletedCheckpointId).toBeUndefined();
});

test('a job that is gone keeps its memory', () => {
  const memory = { ...noMemory, jobId: jobId(1), lastState: 'RUNNING' };

  expect(advanceMemory(windowOf([], { memory }))).toEqual(memory);
});
