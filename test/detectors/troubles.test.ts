import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { defaultDetectorLimits, quickDetectorLimits } from '../../src/detectors/detector-limits.ts';
import { versions } from './recorded.ts';
import { firstRaised, isLoud, simulate, type Truth } from './simulate.ts';
import { type Course, truthAt } from './troubled-job.ts';
import { identity, t0 } from './windows.ts';

const second = 1_000;
/** The trouble begins 20 s after the first poll. */
const begins = 20 * second;

const numberFormat = {
  name: 'java.lang.NumberFormatException',
  stacktrace:
    'java.lang.NumberFormatException: For input string: "x"\n\tat com.acme.shop.Amounts.parse(Amounts.java:21)',
};
const missingClass = {
  name: 'java.lang.NoClassDefFoundError',
  stacktrace:
    'java.lang.NoClassDefFoundError: com/acme/Prices\n\tat com.acme.shop.Enrich.open(Enrich.java:33)\nCaused by: java.lang.ClassNotFoundException: com.acme.Prices',
};

function every(ms: number, from: number, to: number): number[] {
  return Array.from({ length: Math.floor((to - from) / ms) }, (_, index) => from + index * ms);
}

/** Fewer records are done than arrive, from `begins` on: what the slow job and the one whose checkpoints expire have in common. */
const slow = {
  held: (t: number) => (t < begins ? 0.02 : 0.92),
  busy: (t: number) => (t < begins ? 0.2 : 0.98),
  lag: (t: number) => (t < begins ? 5 : ((t - begins) / second) * 55),
};

interface Trouble {
  readonly course: Partial<Course>;
  /** Every loud kind that may be raised, with the latest second at which it must be; undefined = may come, need not. */
  readonly want: Readonly<Record<string, number | undefined>>;
}

const troubles: Record<string, Trouble> = {
  'does its work': { course: {}, want: {} },
  'works off a backlog after it was started, held up all the time': {
    course: {
      startedAt: -4 * second,
      held: (t) => (t < 70 * second ? 0.9 : 0.02),
      busy: (t) => (t < 70 * second ? 0.99 : 0.3),
      lag: (t) => Math.max(0, 22_000 - ((t + 4 * second) / second) * 300),
    },
    want: {},
  },
  'gets a burst and works it off': {
    course: {
      held: (t) => (t > begins && t < begins + 30 * second ? 0.8 : 0.02),
      busy: (t) => (t > begins && t < begins + 30 * second ? 0.97 : 0.2),
      lag: (t) => (t < begins ? 4 : Math.max(0, 9_000 - ((t - begins) / second) * 300)),
    },
    want: {},
  },
  'runs out of restarts': {
    course: { failures: [begins, begins + 2 * second], failedAt: begins + 4 * second },
    want: { 'job-failed': 26, 'new-exception': 24, 'restart-loop': undefined },
  },
  'gets too slow for its input': {
    course: { ...slow, checkpointMs: (t) => (t < begins ? 20 : 4_000), timeoutMs: 600_000 },
    want: { 'backpressure-high': 45 },
  },
  'has checkpoints that no longer finish in time': {
    course: { ...slow, checkpointMs: (t) => (t < begins ? 20 : 4_000), timeoutMs: 2_500 },
    want: { 'checkpoint-failing': 30, 'recovery-point-stale': 45, 'backpressure-high': 45 },
  },
  'meets a record that it cannot read': {
    course: { failures: every(3 * second, begins, 130 * second), failure: numberFormat },
    want: { 'new-exception': 24, 'restart-loop': 34, 'recovery-point-stale': undefined },
  },
  'needs a class that is not in its jar': {
    course: { failures: every(1.5 * second, begins, 130 * second), failure: missingClass },
    want: { 'new-exception': 24, 'restart-loop': 32, 'recovery-point-stale': undefined },
  },
};

describe.each(versions)('polled every 2 s on %s', (version) => {
  test.each(Object.entries(troubles))('a job that %s', (_title, { course, want }) => {
    const name = `job-${randomBytes(4).toString('hex')}`;
    const whole: Course = { name, id: 1, version, from: t0, ...course };

    const steps = simulate({
      polls: 60,
      everyMs: 2 * second,
      from: t0,
      limits: quickDetectorLimits,
      settleMs: 4 * second,
      truth: (_at, t): Truth => ({ jobs: [truthAt(whole, t)] }),
    });

    const first = firstRaised(steps);
    const loud = Object.keys(first)
      .filter(isLoud)
      .map((key) => key.replace(`${name}: `, ''));
    expect(Object.keys(want)).toEqual(expect.arrayContaining(loud));
    const late = Object.entries(want).filter(([kind, latest]) => {
      const at = first[`${name}: ${kind}`] ?? Number.POSITIVE_INFINITY;
      return latest !== undefined && !(at >= begins / second && at <= latest);
    });
    expect(late).toEqual([]);
  });

  test.each([
    ['does its work', {}],
    [
      'works off a backlog for a quarter of an hour',
      {
        startedAt: -10 * second,
        held: (t: number) => (t < 900 * second ? 0.9 : 0.02),
        busy: (t: number) => (t < 900 * second ? 0.99 : 0.3),
        lag: (t: number) => Math.max(0, 900_000 - t),
      },
    ],
    [
      'gets a burst every ten minutes',
      {
        held: (t: number) => (t % 600_000 < 100 * second ? 0.8 : 0.02),
        busy: (t: number) => (t % 600_000 < 100 * second ? 0.97 : 0.2),
        lag: (t: number) => Math.max(0, 20_000 - (t % 600_000) / 5),
      },
    ],
  ])('a job that %s raises nothing loud in an hour at the standard pace', (_title, course) => {
    const whole: Course = { name: `job-${randomBytes(4).toString('hex')}`, id: 1, version, from: t0, ...course };

    const steps = simulate({
      polls: 240,
      everyMs: 15 * second,
      from: t0,
      limits: defaultDetectorLimits,
      settleMs: 30 * second,
      truth: (_at, t): Truth => ({ jobs: [truthAt(whole, t)] }),
    });

    expect(steps.flatMap((step) => step.raised).filter(isLoud)).toEqual([]);
  });

  test('a job that loses its machine raises the loss until it runs again for a while, on fewer machines too', () => {
    const lost: Course = {
      name: `job-${randomBytes(4).toString('hex')}`,
      id: 1,
      version,
      from: t0,
      failures: [begins],
      waits: [begins + second, begins + 9 * second],
    };
    const well: Course = { name: `job-${randomBytes(4).toString('hex')}`, id: 2, version, from: t0 };

    const steps = simulate({
      polls: 40,
      everyMs: 2 * second,
      from: t0,
      limits: quickDetectorLimits,
      truth: (_at, t): Truth => ({
        taskManagers: t < begins + 5 * second ? 2 : 1,
        slotsTotal: t < begins + 5 * second ? 4 : 2,
        slotsAvailable: t < begins + 5 * second ? 2 : 0,
        jobs: [truthAt(lost, t), truthAt(well, t)],
      }),
    });

    const kind = 'cluster: taskmanager-lost';
    const up = steps.filter((step) => step.raised.includes(kind)).map((step) => step.t / second);
    expect(up[0]).toBe(28);
    expect(up.at(-1)).toBeLessThan(40);
    expect(steps.at(-1)?.clear).toContain(kind);
    expect(Object.keys(firstRaised(steps)).filter((key) => key.startsWith(well.name))).toEqual([]);
    expect(firstRaised(steps)[`${lost.name}: no-slots`]).toBeUndefined();
  });

  test('a job that finds no slots any more says so, and a failed checkpoint of the loss alone is none', () => {
    const name = `job-${randomBytes(4).toString('hex')}`;
    const lost: Course = { name, id: 1, version, from: t0, failures: [begins], waits: [begins + second, 1e9] };

    const steps = simulate({
      polls: 40,
      everyMs: 2 * second,
      from: t0,
      limits: quickDetectorLimits,
      truth: (_at, t): Truth => ({
        taskManagers: t < begins ? 1 : 0,
        slotsTotal: t < begins ? 2 : 0,
        slotsAvailable: 0,
        jobs: [truthAt(lost, t)],
      }),
    });

    const first = firstRaised(steps);
    expect(first[`${name}: no-slots`]).toBe(34);
    expect(first['cluster: taskmanager-lost']).toBe(22);
    expect(steps.at(-1)?.raised).toEqual(expect.arrayContaining([`${name}: no-slots`, 'cluster: taskmanager-lost']));
    expect(first[`${name}: checkpoint-failing`]).toBeUndefined();
  });

  test('a JobManager that comes back with its jobs raises nothing but its own restart', () => {
    const name = `job-${randomBytes(4).toString('hex')}`;
    const before: Course = { name, id: 1, version, from: t0 };
    const after: Course = { ...before, startedAt: begins + 8 * second };

    const steps = simulate({
      polls: 40,
      everyMs: 2 * second,
      from: t0,
      limits: quickDetectorLimits,
      truth: (_at, t): Truth => ({
        identity: identity({ incarnation: t < begins ? 'first' : 'second' }),
        jobs: t < begins ? [truthAt(before, t)] : t < begins + 8 * second ? [] : [truthAt(after, t)],
      }),
    });

    expect(Object.keys(firstRaised(steps)).filter(isLoud)).toEqual(['cluster: jobmanager-restarted']);
  });

  test('a JobManager that comes back without its jobs lets them vanish', () => {
    const name = `job-${randomBytes(4).toString('hex')}`;
    const before: Course = { name, id: 1, version, from: t0 };

    const steps = simulate({
      polls: 40,
      everyMs: 2 * second,
      from: t0,
      limits: quickDetectorLimits,
      truth: (_at, t): Truth => ({
        identity: identity({ incarnation: t < begins ? 'first' : 'second' }),
        jobs: t < begins ? [truthAt(before, t)] : [],
      }),
    });

    expect(firstRaised(steps)[`${name}: job-vanished`]).toBe(40);
  });
});

describe.each([-60, -20, -6, 6, 60])("Flink's clock is %i minutes away from ours", (aheadMinutes) => {
  const skewMs = aheadMinutes * 60 * second;
  const slowly = { held: () => 0.9, busy: () => 0.98, lag: (t: number) => 100 + t / 20 };

  test.each<[title: string, course: Partial<Course>, loud: readonly string[]]>([
    ['does its work', {}, []],
    ['was started lately and gets too slow', { ...slowly, startedAt: -60 * second }, ['backpressure-high']],
    [
      'has checkpoints that do not finish in time',
      { checkpointMs: () => 70 * second, timeoutMs: 60 * second },
      ['checkpoint-failing', 'recovery-point-stale'],
    ],
  ])('a job that %s', (_title, course, loud) => {
    const whole: Course = {
      name: 'job',
      id: 1,
      version: '1.20.4',
      from: t0 + skewMs,
      startedAt: -7_200_000,
      ...course,
    };

    const steps = simulate({
      polls: 60,
      everyMs: 10 * second,
      from: t0,
      limits: defaultDetectorLimits,
      truth: (_at, t): Truth => ({ jobs: [{ ...truthAt(whole, t), skewMs }] }),
    });

    expect(Object.keys(firstRaised(steps)).filter(isLoud).toSorted()).toEqual(loud.map((kind) => `job: ${kind}`));
  });
});
