import { describe, expect, test } from 'vitest';
import type { Collecting } from '../../src/domain/flink.ts';
import type { JobWindow } from '../../src/domain/snapshot.ts';
import { firstRaised, isLoud, simulate } from './simulate.ts';
import { truthAt } from './troubled-job.ts';
import { ask, jobId, limits, line, minute, second, t0, windowOf } from './windows.ts';

/** A TaskManager of the job at these shares. */
function at(collecting: number, used = 0.95, change: Partial<Collecting> = {}): Collecting {
  return { taskManager: 'tm-1', collecting, used, jobs: [jobId(1)], ...change };
}

/** Null: none does so. Undefined: this poll did not read it. */
type Read = Collecting | null | undefined;

/** Polls half a minute apart. */
function says(reads: readonly Read[], change: Partial<JobWindow> = {}) {
  const snapshots = reads.map((collecting, index) => {
    return { line: line(), at: t0 + index * 30 * second, ...(collecting !== undefined && { collecting }) };
  });
  return ask('gc-pressure', windowOf(snapshots, change));
}

const up = { active: ['gc-pressure'] as const };
const times = (count: number, read: Read): Read[] => Array<Read>(count).fill(read);

describe('a TaskManager that does little but collect garbage', () => {
  test.each<[title: string, reads: readonly Read[], want: string, change?: object]>([
    ['is told after two minutes', times(5, at(0.6)), 'raised'],
    ['is not told before', times(4, at(0.6)), 'cannot-tell'],
    ['is not told of what came in between', [...times(4, at(0.6)), null, at(0.6)], 'cannot-tell'],
    ['is not told of polls that did not read it', [at(0.6), undefined, undefined, undefined, at(0.6)], 'cannot-tell'],
    ['is not there where none does', times(5, null), 'clear'],
    ['is not there where it collects a little', times(5, at(0.29)), 'clear'],
    ['is not there where its heap has room', times(5, at(0.6, 0.69)), 'clear'],
    ['is not there where its heap had room once', [...times(4, at(0.6)), at(0.6, 0.5)], 'clear'],
    ['is not known where nobody reads it', times(5, undefined), 'cannot-tell'],
    ['is not known where nobody has read it lately', [at(0.6), ...times(5, undefined)], 'cannot-tell', up],
    ['stays up while it collects less than that', times(1, at(0.21)), 'raised', up],
    ['is over when it collects little', [...times(4, at(0.6)), at(0.19)], 'clear', up],
    ['is over when its heap has room', [...times(4, at(0.6)), at(0.6, 0.5)], 'clear', up],
    ['is over when it is gone', [...times(4, at(0.6)), null], 'clear', up],
  ])('%s', (_title, reads, want, change = {}) => {
    expect(says(reads, change).kind).toBe(want);
  });

  test('is named with its share, the least of its heap, since when, and how many jobs it runs', () => {
    const jobs = [jobId(1), jobId(2)];
    const reads = [null, at(0.4, 0.97), at(0.6, 0.91), at(0.7), at(0.8), at(0.62, 0.99, { jobs })];

    const [signal] = says(reads).signals;

    expect(signal).toMatchObject({
      severity: 'high',
      since: t0 + 30 * second,
      summary: 'TaskManager tm-1 spends 62 % of its time collecting garbage, its heap never below 91 % for 2 min',
      evidence: { taskManager: 'tm-1', collecting: 0.62, heapUsed: 0.91, jobs: '2 jobs' },
    });
    expect(says(times(5, at(0.49))).signals[0]?.severity).toBe('medium');
  });

  test('is the same trouble on another TaskManager', () => {
    const other = at(0.6, 0.95, { taskManager: 'tm-2' });

    const [first] = says(times(5, at(0.6))).signals;
    const [second] = says(times(5, other)).signals;

    expect(second?.fingerprint).toBe(first?.fingerprint);
  });
});

test.each([2 * second, 10 * second, 15 * second, 30 * second])('polls every %i ms tell it in time', (everyMs) => {
  const steps = simulate({
    polls: (6 * minute) / everyMs,
    everyMs,
    from: t0,
    limits,
    truth: (_now, t) => {
      const job = truthAt({ name: 'orders', id: 1, version: '2.3.0', from: t0 }, t);
      const collecting = t < minute ? null : at(0.6);
      // As the watcher reads it: every half a minute, whatever the pace of the polls.
      return { jobs: [t % (30 * second) === 0 ? { ...job, collecting } : job] };
    },
  });

  const raised = Object.entries(firstRaised(steps)).filter(([key]) => isLoud(key));

  expect(raised).toEqual([['orders: gc-pressure', 180]]);
});
