import { expect, test } from 'vitest';
import type { CheckpointConfig, JobLine } from '../../src/domain/flink.ts';
import { recordedCheckpoints, recordedConfig, recordedLines, recordedMetrics, versions } from './recorded.ts';
import { ask, checkpoints, config, job, line, minute, restoredAt, second, t0, windowOf } from './windows.ts';

interface Case {
  readonly letters: string;
  readonly lastAt?: number;
  readonly line?: Partial<JobLine>;
  readonly config?: Partial<CheckpointConfig>;
  readonly active?: boolean;
  readonly restoredAt?: number;
}

test.each<[title: string, given: Case, want: string]>([
  ['raises when two failed in a row', { letters: 'CCFF' }, 'raised'],
  ['raises while the next one is under way', { letters: 'CFFP' }, 'raised'],
  ['does not count what is under way', { letters: 'CCFP' }, 'clear'],
  ['is clear when one completed since', { letters: 'FFFC' }, 'clear'],
  ['is clear after a single failure', { letters: 'CCCF' }, 'clear'],
  ['does not count savepoints', { letters: 'CCSSS' }, 'clear'],
  ['looks past a failed savepoint', { letters: 'CFFS' }, 'raised'],
  ['is clear when the failures are history', { letters: 'CFF', lastAt: t0 - 30 * minute }, 'clear'],
  [
    'waits two intervals and timeouts where those are long',
    { letters: 'CFF', lastAt: t0 - 30 * minute, config: { intervalMs: 20 * minute } },
    'raised',
  ],
  ['is clear without any checkpoint', { letters: '' }, 'clear'],
  ['does not count what a restart cut off', { letters: 'CFF', restoredAt: t0 }, 'clear'],
  [
    'counts what had lasted its whole time before the restart',
    { letters: 'CFF', restoredAt: t0, config: { timeoutMs: 100 } },
    'raised',
  ],
  ['stays up after one failure when it was up', { letters: 'CCCF', active: true }, 'raised'],
  ['cannot tell after one completion when it was up', { letters: 'FFFC', active: true }, 'cannot-tell'],
  ['is clear after two completions when it was up', { letters: 'FFFCC', active: true }, 'clear'],
  ['cannot tell without any checkpoint when it was up', { letters: '', active: true }, 'cannot-tell'],
  ['cannot tell of a batch job', { letters: 'FFFF', line: { type: 'BATCH' } }, 'cannot-tell'],
  [
    'cannot tell of a job without periodic checkpoints',
    { letters: 'FF', config: { intervalMs: 2 ** 63 } },
    'cannot-tell',
  ],
  ['cannot tell while the job restarts', { letters: 'FFFF', line: { state: 'RESTARTING' } }, 'cannot-tell'],
  ['cannot tell of a job that ended', { letters: 'FFFF', line: { state: 'FAILED' } }, 'cannot-tell'],
])('%s', (_title, given, want) => {
  const stats = checkpoints(given.letters, given.lastAt ?? t0 - second);
  const snapshot = {
    line: line(given.line),
    at: t0,
    checkpoints: given.restoredAt === undefined ? stats : restoredAt(stats, given.restoredAt),
    checkpointConfig: config({ timeoutMs: minute, ...given.config }),
  };

  const said = ask('checkpoint-failing', windowOf([snapshot], { active: given.active ? ['checkpoint-failing'] : [] }));

  expect(said.kind).toBe(want);
});

test('cannot tell when this poll did not read checkpoints', () => {
  const read = {
    line: line(),
    at: t0 - minute,
    checkpoints: checkpoints('FFF', t0 - minute),
    checkpointConfig: config(),
  };

  expect(ask('checkpoint-failing', windowOf([read, { line: line(), at: t0 }])).kind).toBe('cannot-tell');
});

test('says how many failed, when and why', () => {
  const stats = checkpoints('CFFF', t0 - 30 * second);
  const [signal] = ask('checkpoint-failing', windowOf([{ line: line(), at: t0, checkpoints: stats }])).signals;

  expect(signal?.summary).toBe(
    '3 checkpoints in a row failed, the latest 30 s ago: Checkpoint expired before completing.',
  );
  expect(signal).toMatchObject({ severity: 'high', since: t0 - 30 * second - 2 * minute });
  expect(signal?.evidence).toMatchObject({ failedInARow: 3, latestId: 4, failedInAll: 3, completedInAll: 1 });
});

test.each(versions)('recorded on %s: raises while they expire, is clear once the job was doubled', (version) => {
  const [, running] = recordedLines(version, 'jobs-overview-f');
  const expiring = recordedCheckpoints(version, 'checkpoints-d');
  const cured = recordedCheckpoints(version, 'checkpoints-d2');
  const windowAt = (stats: typeof expiring, metricsOf: string) => {
    const newest = stats.history[0]?.triggeredAt ?? 0;
    const snapshot = {
      line: line({ ...running, name: job, startTime: t0 }),
      at: newest + second,
      checkpoints: stats,
      metrics: recordedMetrics(version, metricsOf),
      checkpointConfig: config({ intervalMs: 2_000, timeoutMs: 2_500 }),
    };
    return windowOf([snapshot], { active: ['checkpoint-failing'] });
  };

  expect(ask('checkpoint-failing', windowAt(expiring, 'job-metrics-d')).kind).toBe('raised');
  expect(ask('checkpoint-failing', windowAt(cured, 'job-metrics-d2')).kind).toBe('clear');
});

test('a recorded crash loop is not taken for failing checkpoints', () => {
  const stats = recordedCheckpoints('2.3.0', 'checkpoints-c');
  const at = (stats.history[0]?.triggeredAt ?? 0) + second;
  const snapshot = {
    line: line(),
    at,
    checkpoints: stats,
    checkpointConfig: recordedConfig('2.3.0', 'checkpoints-config-c'),
  };

  expect(stats.history.filter((one) => one.status === 'FAILED')).toHaveLength(2);
  expect(ask('checkpoint-failing', windowOf([snapshot])).kind).toBe('clear');
});
