import { expect, test } from 'vitest';
import { quickDetectorLimits } from '../../src/detectors/detector-limits.ts';
import type { SignalKind } from '../../src/domain/signal.ts';
import type { JobSnapshot } from '../../src/domain/snapshot.ts';
import { recordedJob, versions } from './recorded.ts';
import { ask, line, minute, noTasks, second, series, t0, vertices, windowOf } from './windows.ts';

interface Load {
  /** Shares of time, 0–1. */
  readonly held: number;
  readonly middle?: number;
  readonly sink?: number;
  readonly lag?: number | null;
}

/** Reads once a minute; the first only sets the counters. */
function loaded(loads: readonly Load[], everyMs = minute): JobSnapshot[] {
  const sum = { held: 0, middle: 0, sink: 0 };
  return series([{ held: 0 }, ...loads], everyMs, (load: Load, at) => {
    const elapsed = at - t0;
    if (elapsed > 0) {
      sum.held += load.held * everyMs;
      sum.middle += (load.middle ?? 0.95) * everyMs;
      sum.sink += (load.sink ?? 0.1) * everyMs;
    }
    return {
      line: line(),
      at,
      vertices: vertices({
        source: { busy: 0, held: sum.held, idle: elapsed - sum.held },
        middle: { busy: sum.middle, held: 0, idle: elapsed - sum.middle },
        sink: { busy: sum.sink, held: 0, idle: elapsed - sum.sink },
      }),
      ...(load.lag !== undefined && { pendingRecords: load.lag }),
    };
  });
}

const held = (...lags: readonly (number | null | undefined)[]): Load[] =>
  lags.map((lag) => (lag === undefined ? { held: 0.9 } : { held: 0.9, lag }));
const growing = held(1_000, 2_000, 3_000, 4_000, 5_000, 6_000);
const falling = held(6_000, 5_000, 4_000, 3_000, 2_000, 1_000);

test.each<[title: string, loads: readonly Load[], want: string]>([
  ['raises when a busy vertex holds others up and the lag grows', growing, 'raised'],
  ['raises when no source tells its lag', held(null, null, null, null), 'raised'],
  ['is clear while the job catches up, however busy it is', falling, 'clear'],
  [
    'raises when the lag falls so slowly that it stays for months',
    held(...[0, 1, 2, 3, 4, 5].map((one) => 10_000_000 - one * 200)),
    'raised',
  ],
  [
    'is clear while the job works off what came all at once',
    held(0, 0, 0, ...[6, 5, 4, 3, 2, 1].map((one) => one * 900)),
    'clear',
  ],
  ['cannot tell while that begins', held(0, 0, 0, 6_000, 5_000, 4_000), 'cannot-tell'],
  ['is clear when nothing waits in the sources', held(3, 9, 0, 4, 7, 2), 'clear'],
  [
    'raises when a source that can hardly read on tells of nothing that waits',
    held(0, 0, 0, 0, 0, 0).map((one) => ({ ...one, held: 0.98 })),
    'raised',
  ],
  [
    'is clear when nothing waits in a source that reads on now and then',
    held(0, 0, 0, 0, 0, 0).map((one) => ({ ...one, held: 0.7 })),
    'clear',
  ],
  ['is clear for a job that is hardly held up', [{ held: 0.2 }, { held: 0.3 }, { held: 0.1 }], 'clear'],
  ['cannot tell after one long minute', held(1_000), 'cannot-tell'],
  ['cannot tell while the lag is being found out', held(1_000, 2_000, 3_000), 'cannot-tell'],
  ['does not wait for the lag for ever', held(...Array.from({ length: 8 }, () => undefined)), 'raised'],
  ['begins anew after a minute without', [...held(null, null), { held: 0, lag: null }, ...held(null)], 'cannot-tell'],
  [
    'cannot tell when nothing behind is busy and the lag stays',
    held(5_000, 5_001, 5_000, 5_002, 5_000, 5_001).map((one) => ({ ...one, middle: 0.2 })),
    'cannot-tell',
  ],
  ['raises with nothing busy behind when the lag grows', growing.map((one) => ({ ...one, middle: 0.2 })), 'raised'],
  [
    'cannot tell when a counter is not a number',
    held(null, null, null, null).map((one) => ({ ...one, held: NaN })),
    'cannot-tell',
  ],
])('%s', (_title, loads, want) => {
  expect(ask('backpressure-high', windowOf(loaded(loads))).kind).toBe(want);
});

test.each<[title: string, loads: readonly Load[], want: string]>([
  ['is clear while the job catches up', falling, 'clear'],
  ['raises when the lag grows', growing, 'raised'],
  ['waits for as many values as a trend needs', falling.slice(0, 5), 'cannot-tell'],
])('where polls are too slow for the usual window it %s', (_title, loads, want) => {
  expect(ask('backpressure-high', windowOf(loaded(loads, 1.5 * minute))).kind).toBe(want);
});

test('is no trouble of a batch job, whose sources always wait for its slowest vertex', () => {
  const batch = loaded(growing).map((one) => ({ ...one, line: line({ type: 'BATCH' }) }));

  expect(ask('backpressure-high', windowOf(batch)).kind).toBe('clear');
});

test('says who is held up, by whom, for how long and what waits', () => {
  const [signal] = ask('backpressure-high', windowOf(loaded(growing))).signals;

  expect(signal?.summary).toBe(
    'source is held up 90 % of the time for 6 min by middle, which is busy 95 % of it; 6000 records wait, 1000 did 5 min before',
  );
  expect(signal).toMatchObject({ severity: 'high', since: t0 });
  expect(signal?.evidence).toMatchObject({
    culprit: 'middle',
    culpritParallelism: 1,
    lag: 'rising',
    lagRecords: 6_000,
  });
});

test('blames nobody when all that is behind is idle', () => {
  const loads = growing.map((one) => ({ ...one, middle: 0.01, sink: 0.02 }));
  const [signal] = ask('backpressure-high', windowOf(loaded(loads))).signals;

  expect(signal?.summary).toBe(
    'source is held up 90 % of the time for 6 min; 6000 records wait, 1000 did 5 min before',
  );
});

test('a vertex further on is the culprit when the first one behind is idle and it is busy', () => {
  const loads = growing.map((one) => ({ ...one, middle: 0.1, sink: 0.9 }));
  const [signal] = ask('backpressure-high', windowOf(loaded(loads))).signals;

  expect(signal?.evidence['culprit']).toBe('sink');
});

test.each<[title: string, loads: readonly Load[], want: string]>([
  ['stays up at a load that would not raise it', growing.map((one) => ({ ...one, held: 0.35 })), 'raised'],
  ['clears below the lower threshold', growing.map((one) => ({ ...one, held: 0.25 })), 'clear'],
  ['clears when the job catches up', falling, 'clear'],
])('when it was up it %s', (_title, loads, want) => {
  const active: SignalKind[] = ['backpressure-high'];

  expect(ask('backpressure-high', windowOf(loaded(loads), { active })).kind).toBe(want);
});

test.each<[title: string, active: readonly SignalKind[]]>([
  ['is not raised', []],
  ['does not stay up', ['backpressure-high']],
])('right after a start, with an unknown lag, it %s', (_title, active) => {
  const young = loaded(held(null, null, null, null)).map((one) => ({
    ...one,
    line: line({ startTime: t0 + 2 * minute }),
  }));

  expect(ask('backpressure-high', windowOf(young, { active })).kind).toBe('cannot-tell');
});

test('the lag of before the latest restore does not count', () => {
  const snapshots = loaded([...growing, ...held(5_000, 4_000, 3_000)]).map((one) => ({
    ...one,
    line: line({ startTime: t0 + 6.5 * minute }),
  }));

  expect(ask('catching-up', windowOf(snapshots)).kind).toBe('cannot-tell');
  expect(ask('lag-rising', windowOf(snapshots)).kind).toBe('cannot-tell');
});

test('judges nothing from values of the start', () => {
  expect(ask('backpressure-high', windowOf(loaded(growing), { settled: false })).kind).toBe('cannot-tell');
});

test('cannot tell when the latest loads are old', () => {
  const later = { line: line(), at: t0 + 10 * minute };

  expect(ask('backpressure-high', windowOf([...loaded(growing), later])).kind).toBe('cannot-tell');
});

test('cannot tell while not all tasks run', () => {
  const snapshots = loaded(growing);
  const stopped = snapshots.with(-1, { ...snapshots.at(-1)!, line: line({ tasks: noTasks }) });

  expect(ask('backpressure-high', windowOf(stopped)).kind).toBe('cannot-tell');
});

test.each(versions)('recorded on %s: names the slow vertex; a doubled job is not held up', (version) => {
  const said = (name: string) => {
    const { now, vertices: read } = recordedJob(version, name);
    const zero = read.map((one) => ({ ...one, busyMs: 0, idleMs: 0, backpressuredMs: 0 }));
    const share = (part: number) =>
      read.map((one) => ({
        ...one,
        busyMs: (one.busyMs ?? 0) * part,
        idleMs: (one.idleMs ?? 0) * part,
        backpressuredMs: (one.backpressuredMs ?? 0) * part,
      }));
    const spent = Math.max(
      ...read.map((one) => ((one.busyMs ?? 0) + (one.idleMs ?? 0) + (one.backpressuredMs ?? 0)) / one.parallelism),
    );
    const snapshots = [zero, share(1 / 3), share(2 / 3), share(1)].map((one, index) => ({
      line: line({ startTime: now - 60 * minute }),
      at: now - spent + (spent * index) / 3,
      vertices: one,
      pendingRecords: null,
    }));
    return ask('backpressure-high', windowOf(snapshots), {
      limits: { ...quickDetectorLimits, loadFreshMs: 60 * second },
    });
  };

  expect(said('job-e').signals[0]?.evidence).toMatchObject({ heldUp: 'Source: event-log', culprit: 'parse -> enrich' });
  expect(said('job-e2').kind).toBe('clear');
});
