import { expect, test } from 'vitest';
import type { JobState } from '../../src/domain/flink.ts';
import { recordedLines, versions } from './recorded.ts';
import { ask, clusterOf, job, jobId, line, minute, poll, second, t0, windowOf } from './windows.ts';

/** The states of the runs of one name in each poll. */
function said(polls: readonly (readonly JobState[])[]) {
  const snapshots = polls.map((states, index) => {
    const at = t0 + index * 15 * second;
    const lines = states.map((state, run) => line({ id: jobId(run + 1), state, startTime: t0 - (60 - run) * minute }));
    return poll(
      at,
      lines.map((one) => ({ line: one, at })),
    );
  });
  const newest = snapshots.at(-1)?.jobs ?? [];
  return ask('duplicate-job', windowOf(newest.slice(-1)), { overview: clusterOf(snapshots) });
}

const two: readonly JobState[] = ['RUNNING', 'RUNNING'];

test.each<[title: string, polls: readonly (readonly JobState[])[], want: string]>([
  ['raises when two overviews show two living runs', [two, two], 'raised'],
  ['cannot tell after one overview', [['RUNNING'], two], 'cannot-tell'],
  [
    'counts a run that restarts as living',
    [
      ['RESTARTING', 'RUNNING'],
      ['RUNNING', 'RESTARTING'],
    ],
    'raised',
  ],
  ['is clear for one run', [['RUNNING']], 'clear'],
  ['is clear when the older run ended', [two, two, ['CANCELED', 'RUNNING']], 'clear'],
  [
    'is clear while the older run is on its way out',
    [
      ['CANCELLING', 'RUNNING'],
      ['CANCELLING', 'RUNNING'],
    ],
    'clear',
  ],
  [
    'is clear for many ended runs',
    [
      ['FAILED', 'FAILED', 'RUNNING'],
      ['FAILED', 'FAILED', 'RUNNING'],
    ],
    'clear',
  ],
])('%s', (_title, polls, want) => {
  expect(said(polls).kind).toBe(want);
});

test('says how many there are and since when', () => {
  const [signal] = said([two, two, two]).signals;

  expect(signal?.summary).toBe('2 runs of this job live side by side for 30 s; the youngest began 60 min ago');
  expect(signal).toMatchObject({ severity: 'high', since: t0 });
  expect(signal?.evidence).toMatchObject({ runs: 2, youngest: jobId(2), other: jobId(1) });
});

test.each(versions)('recorded on %s: failed starts beside a running job are no second run', (version) => {
  const lines = recordedLines(version, 'jobs-overview-a').map((one) => ({ ...one, name: job }));
  const own = lines.filter((one) => one.state !== 'RESTARTING');
  const overview = clusterOf(
    [0, 1, 2].map((index) =>
      poll(
        t0 + index,
        own.map((one) => ({ line: one, at: t0 + index })),
      ),
    ),
  );

  expect(own.length).toBeGreaterThan(1);
  expect(ask('duplicate-job', windowOf([]), { overview }).kind).toBe('clear');
});
