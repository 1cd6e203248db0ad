import { expect, test } from 'vitest';
import type { JobLine } from '../../src/domain/flink.ts';
import {
  ask,
  clusterOf,
  exception,
  job,
  jobId,
  line,
  minute,
  noMemory,
  poll,
  second,
  t0,
  windowOf,
} from './windows.ts';
import { recordedLines, versions } from './recorded.ts';

const failed = { state: 'FAILED', endTime: t0 - 5 * second, tasks: { total: 3, running: 0 } } as const;

test.each<[title: string, change: Partial<JobLine>, want: string]>([
  ['raises for a FAILED job', failed, 'raised'],
  ['raises for a job that failed before it had tasks', { ...failed, tasks: { total: 0, running: 0 } }, 'raised'],
  ['is clear while the job runs', {}, 'clear'],
  ['is clear while the job restarts', { state: 'RESTARTING' }, 'clear'],
  ['is clear while the job is failing, for Flink may start it again', { state: 'FAILING' }, 'clear'],
  ['never takes a CANCELED job for a failed one', { ...failed, state: 'CANCELED' }, 'clear'],
  ['never takes a FINISHED job for a failed one', { ...failed, state: 'FINISHED' }, 'clear'],
])('%s', (_title, change, want) => {
  const said = ask('job-failed', windowOf([{ line: line(change), at: t0 }]));

  expect(said.kind).toBe(want);
});

test('says when and with what the job failed', () => {
  const at = t0;
  const exceptions = { entries: [exception(at - 6 * second)], truncated: false };
  const [signal] = ask('job-failed', windowOf([{ line: line(failed), at, exceptions }])).signals;

  expect(signal).toMatchObject({ severity: 'critical', since: t0 - 5 * second, at: t0, jobId: jobId(1), job });
  expect(signal?.summary).toBe('FAILED with java.lang.NumberFormatException 5 s ago, after 60 min');
});

test.each([-6, 6])('says by our clock when it failed where that of Flink is %i min ahead', (ahead) => {
  const skewMs = ahead * minute;
  const ended = line({ ...failed, startTime: line().startTime + skewMs, endTime: failed.endTime + skewMs });
  const running = { line: { ...ended, state: 'RUNNING' as const }, at: t0 - minute, skewMs };
  const [signal] = ask('job-failed', windowOf([running, { line: ended, at: t0 }])).signals;

  expect(signal).toMatchObject({ since: t0 - 5 * second, summary: 'FAILED 5 s ago, after 60 min' });
});

test.each([
  [jobId(1), 'clear'],
  [jobId(2), 'raised'],
])('of which a person resolved run %s: %s', (resolvedJobId, want) => {
  const memory = { ...noMemory, resolvedJobId };

  const said = ask('job-failed', windowOf([{ line: line(failed), at: t0 }], { memory }));

  expect(said.kind).toBe(want);
});

test('raises for a failed job whose reads got no answer', () => {
  const overview = clusterOf([poll(t0, [{ line: line(failed), at: t0 }])]);
  const running = { line: line(), at: t0 - minute };

  const said = ask('job-failed', windowOf([running]), { overview });

  expect(said.kind).toBe('raised');
});

test('cannot tell of a job that is gone', () => {
  const memory = { ...noMemory, jobId: jobId(1), lastState: 'FAILED' };

  const said = ask('job-failed', windowOf([], { memory }), { overview: clusterOf([poll(t0, [])]) });

  expect(said.kind).toBe('cannot-tell');
});

test.each(versions)('does not take failed attempts to start beside a living run for a failure of it, %s', (version) => {
  const lines = recordedLines(version, 'jobs-overview-f').map((one) => ({ ...one, name: job }));
  const overview = clusterOf([
    poll(
      t0,
      lines.map((one) => ({ line: one, at: t0 })),
    ),
  ]);

  const said = ask('job-failed', windowOf([]), { overview });

  expect(lines.map((one) => one.state).toSorted()).toEqual(['FAILED', 'RUNNING']);
  expect(said.kind).toBe('clear');
});
