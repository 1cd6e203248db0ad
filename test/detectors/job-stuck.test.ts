import { expect, test } from 'vitest';
import { quickDetectorLimits } from '../../src/detectors/detector-limits.ts';
import type { JobLine, JobState } from '../../src/domain/flink.ts';
import { timingLimits } from '../../src/pipeline/limits.ts';
import { simulate } from './simulate.ts';
import { ask, clusterOf, job, jobId, limits, line, metrics, minute, noTasks, poll, t0, windowOf } from './windows.ts';

const ended = { total: 3, running: 0 };

interface Seen {
  readonly state: JobState;
  readonly free?: number;
  readonly restarts?: number;
  readonly id?: number;
  readonly starting?: number;
  readonly type?: 'STREAMING' | 'BATCH';
}

function working(starting: number): JobLine['tasks'] {
  return { total: 3, running: 3 - starting, ...(starting > 0 && { starting }) };
}

/** A poll each minute; the last one is this poll. */
function said(seen: readonly Seen[]) {
  const snapshots = seen.map(({ state, restarts, id = 1, starting = 0, type = 'STREAMING' }, index) => ({
    line: line({ id: jobId(id), state, type, tasks: state === 'RUNNING' ? working(starting) : ended }),
    at: t0 + index * minute,
    metrics: metrics({ restarts }),
  }));
  const polls = snapshots.map((one, index) => poll(one.at, [one], { slotsAvailable: seen[index]?.free ?? 1 }));
  return ask('job-stuck', windowOf(snapshots), { overview: clusterOf(polls) });
}

function after(minutes: number, state: JobState, change: (index: number) => Partial<Seen> = () => ({})): Seen[] {
  const stuck = Array.from({ length: minutes + 1 }, (_, index): Seen => ({ state, restarts: 7, ...change(index) }));
  return [{ state: 'RUNNING', restarts: 7 }, ...stuck];
}

test.each<[title: string, seen: readonly Seen[], want: string]>([
  ['raises when a cancel takes longer than Flink lets a task resist', after(5, 'CANCELLING'), 'raised'],
  ['raises when a failure does not end', after(5, 'FAILING'), 'raised'],
  ['raises when a restart does not begin', after(10, 'RESTARTING'), 'raised'],
  ['raises when the JobManager does not bring the job up', after(10, 'INITIALIZING'), 'raised'],
  ['raises when the slots that are free are not enough', after(10, 'CREATED'), 'raised'],
  ['raises when no JobManager takes a suspended job over', after(10, 'SUSPENDED'), 'raised'],
  ['raises when a recovered job is never taken up', after(10, 'RECONCILING'), 'raised'],
  ['cannot tell while Flink may still end it', after(4, 'CANCELLING'), 'cannot-tell'],
  ['cannot tell of a pause between two restarts', after(9, 'RESTARTING'), 'cannot-tell'],
  ['counts anew with each state', [...after(9, 'RESTARTING'), ...after(4, 'FAILING').slice(1)], 'cannot-tell'],
  [
    'cannot tell of a job that every poll happens to find between two restarts: it loops',
    after(30, 'RESTARTING', (index) => ({ restarts: 7 + index })),
    'cannot-tell',
  ],
  [
    'counts from the last restart',
    after(11, 'RESTARTING', (index) => ({ restarts: index < 4 ? 7 : 8 })),
    'cannot-tell',
  ],
  ['leaves a full cluster to no-slots', after(30, 'CREATED', () => ({ free: 0 })), 'clear'],
  [
    'cannot tell when slots have just become free: they are taken in a moment',
    after(30, 'CREATED', (index) => ({ free: index < 30 ? 0 : 1 })),
    'cannot-tell',
  ],
  [
    'raises when slots are free and it does not take them',
    after(30, 'CREATED', (index) => ({ free: index < 29 ? 0 : 1 })),
    'raised',
  ],
  ['another run begins anew', after(9, 'CREATED', (index) => ({ id: index < 5 ? 1 : 2 })), 'cannot-tell'],
  ['raises when a task never comes to work', after(11, 'RUNNING', () => ({ starting: 1 })), 'raised'],
  ['cannot tell while a task may still restore its state', after(9, 'RUNNING', () => ({ starting: 1 })), 'cannot-tell'],
  [
    'counts from when all tasks worked',
    after(15, 'RUNNING', (index) => ({ starting: index === 9 ? 0 : 1 })),
    'cannot-tell',
  ],
  [
    'is clear of a batch job, of which some task is always about to begin',
    after(30, 'RUNNING', () => ({ starting: 1, type: 'BATCH' })),
    'clear',
  ],
  ['is clear while the job runs', after(0, 'RUNNING'), 'clear'],
  ['is clear once it ended', [...after(30, 'CANCELLING'), { state: 'CANCELED' }], 'clear'],
  ['is clear once it works again', [...after(30, 'RESTARTING'), { state: 'RUNNING', restarts: 7 }], 'clear'],
])('%s', (_title, seen, want) => {
  expect(said(seen).kind).toBe(want);
});

test('says in which state, for how long and what that means', () => {
  const [cancelling] = said(after(6, 'CANCELLING')).signals;
  const [restarting] = said(after(12, 'RESTARTING')).signals;
  const [starting] = said(after(12, 'RUNNING', () => ({ starting: 1 }))).signals;

  expect(cancelling).toMatchObject({ severity: 'medium', summary: 'CANCELLING for 6 min: it does not end' });
  expect(restarting).toMatchObject({ severity: 'high', summary: 'RESTARTING for 12 min: it does not begin to work' });
  expect(starting).toMatchObject({
    severity: 'medium',
    summary: expect.stringMatching(/^RUNNING for (at least )?12 min: tasks still starting: 1 of 3$/),
  });
});

test('claims no more than what it saw', () => {
  const [signal] = said(after(6, 'CANCELLING').slice(1)).signals;

  expect(signal?.summary).toBe('CANCELLING for at least 6 min: it does not end');
});

test('a job that this poll could not read is judged by the overview', () => {
  const seen = after(9, 'CANCELLING').map(({ state }, index) => ({ line: line({ state }), at: t0 + index * minute }));
  const overview = (last: JobState) =>
    clusterOf([...seen, { line: line({ state: last }), at: t0 + 11 * minute }].map((one) => poll(one.at, [one])));

  expect(ask('job-stuck', windowOf(seen), { overview: overview('CANCELLING') }).kind).toBe('raised');
  expect(ask('job-stuck', windowOf(seen), { overview: overview('CANCELED') }).kind).toBe('clear');
});

test('a job that cannot be read since it began to end is told as any other', () => {
  const seen = after(6, 'FAILING').map(({ state }, index) => ({ line: line({ state }), at: t0 + index * minute }));
  const overview = clusterOf(seen.map((one) => poll(one.at, [one])));

  expect(ask('job-stuck', windowOf(seen.slice(0, 1)), { overview }).kind).toBe('raised');
  expect(ask('job-stuck', windowOf([]), { overview }).kind).toBe('raised');
});

test('what a job was when it could be read last does not count past what the overview has shown since', () => {
  const states: JobState[] = [
    'RESTARTING',
    'RESTARTING',
    'RUNNING',
    ...after(8, 'RESTARTING').map(() => 'RESTARTING' as const),
  ];
  const seen = states.map((state, index) => ({ line: line({ state }), at: t0 + index * minute }));
  const overview = clusterOf(seen.map((one) => poll(one.at, [one])));

  expect(ask('job-stuck', windowOf(seen.slice(0, 2)), { overview }).kind).toBe('cannot-tell');
});

test('nor is a batch job that cannot be read stuck because some task of it is always about to begin', () => {
  const busy = line({ type: 'BATCH', tasks: working(1) });
  const seen = Array.from({ length: 31 }, (_, index) => ({ line: busy, at: t0 + index * minute }));
  const overview = clusterOf(seen.map((one) => poll(one.at, [one])));

  expect(ask('job-stuck', windowOf(seen.slice(0, 1)), { overview }).kind).toBe('clear');
});

test('a job that is gone is not stuck', () => {
  const seen = after(9, 'CANCELLING').map(({ state }, index) => ({ line: line({ state }), at: t0 + index * minute }));
  const overview = clusterOf([...seen.map((one) => poll(one.at, [one])), poll(t0 + 11 * minute, [])]);

  expect(ask('job-stuck', windowOf(seen), { overview }).kind).toBe('clear');
});

test.each([
  ['standard', limits, 15_000],
  ['quick', quickDetectorLimits, 2_000],
] as const)(
  'at the pace %s a task that does not heed its cancelling is told once, and stays',
  (_name, pace, everyMs) => {
    const begins = 60_000;
    const steps = simulate({
      polls: 120,
      everyMs,
      from: t0,
      limits: pace,
      truth: (_at, t) => ({
        jobs: [{ line: t < begins ? line() : line({ state: 'CANCELLING', tasks: noTasks }), metrics: metrics({}) }],
      }),
    });

    const first = steps.findIndex((step) => step.raised.includes(`${job}: job-stuck`));
    expect(steps[first]?.t).toBe(begins + pace.stuckEndingMs);
    expect(steps.slice(first).every((step) => step.raised.includes(`${job}: job-stuck`))).toBe(true);
  },
);

test('what is seen is kept for as long as that takes, whatever else is set', () => {
  const { detector, watch } = timingLimits({ preset: 'standard', restartWindowMs: 60_000 });

  expect(watch.windowMs).toBeGreaterThan(detector.stuckStartingMs);
});
