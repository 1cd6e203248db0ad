import { describe, expect, test } from 'vitest';
import { quickDetectorLimits } from '../../src/detectors/detector-limits.ts';
import type { Vertex, Watermarks } from '../../src/domain/flink.ts';
import type { JobSnapshot } from '../../src/domain/snapshot.ts';
import { simulate, firstRaised } from './simulate.ts';
import { truthAt } from './troubled-job.ts';
import { ask, limits, line, minute, noTasks, second, t0, vertices, windowOf } from './windows.ts';

/** What one minute shows of a window between its source and its sink. */
interface Minute {
  /** Undefined: not read. None: no watermark has come. */
  readonly mark?: number | 'none' | Watermarks | undefined;
  readonly read: number;
  readonly written?: number | undefined;
  readonly change?: Partial<JobSnapshot>;
}

const known = (value: number): Watermarks => ({ lowest: value, highest: value, without: 0, ended: 0 });
const none: Watermarks = { lowest: undefined, highest: undefined, without: 2, ended: 0 };

function vertexOf(id: string, minuteOf: Minute, change: Partial<Vertex> = {}): Vertex {
  const [, , sink] = vertices({});
  return { ...sink!, id, name: id, readRecords: minuteOf.read, writeRecords: minuteOf.written, ...change };
}

/** The window is `hours`; others read what it gives out, unless it ends in a sink of its own. */
function shown(
  minutes: readonly Minute[],
  ends: 'feeds a sink' | 'is its own sink' | 'does not wait' = 'feeds a sink',
  everyMs = minute,
) {
  return minutes.map((one, index): JobSnapshot => {
    const at = t0 + index * everyMs;
    const source = vertexOf('source', { read: 0, written: one.read });
    const waits = ends === 'does not wait' ? {} : { waitsForEventTime: true as const };
    const hours = vertexOf('hours', one, { ...waits, inputs: ['source'] });
    const sink = vertexOf('sink', { read: one.written ?? 0, written: 0 }, { inputs: ['hours'] });
    const mark = one.mark === 'none' ? none : typeof one.mark === 'number' ? known(one.mark) : one.mark;
    return {
      line: line(),
      at,
      vertices: ends === 'is its own sink' ? [source, hours] : [source, hours, sink],
      ...(mark && { watermarks: [{ vertex: 'hours', ...mark }] }),
      ...one.change,
    };
  });
}

function every(count: number, of: (index: number) => Minute): Minute[] {
  return Array.from({ length: count }, (_, index) => of(index));
}

const stuck = t0 - 60 * minute;
/** Twelve minutes of it: eleven between the first and the last read. */
const stands = every(12, (index) => ({ mark: stuck, read: 1_000 * index, written: 70 }));

const said = (minutes: readonly Minute[], ends?: 'feeds a sink' | 'is its own sink') =>
  ask('watermark-stalled', windowOf(shown(minutes, ends))).kind;

describe('is raised', () => {
  test.each<[title: string, minutes: readonly Minute[]]>([
    ['when event time stands while a window reads and gives out nothing', stands],
    ['when it moved before', [{ mark: stuck - minute, read: 0, written: 0 }, ...stands]],
    [
      'when the last results were counted after the watermark that let them go',
      stands.map((one, index) => (index === 0 ? { ...one, written: 20 } : one)),
    ],
    [
      'when most reads were of the vertices alone',
      stands.map((one, index) => ([0, 5, 8, 11].includes(index) ? one : { ...one, mark: undefined })),
    ],
    ['when no watermark has ever come', stands.map((one) => ({ ...one, mark: 'none', written: 0 }))],
    ['when event time is ahead of the clock', stands.map((one) => ({ ...one, mark: t0 + 900 * minute }))],
  ])('%s', (_title, minutes) => {
    expect(said(minutes)).toBe('raised');
  });

  test('also of a window that writes its results out by itself, which no counter shows', () => {
    expect(
      said(
        stands.map((one) => ({ ...one, written: 0 })),
        'is its own sink',
      ),
    ).toBe('raised');
    expect(
      said(
        stands.map((one) => ({ ...one, written: undefined })),
        'is its own sink',
      ),
    ).toBe('raised');
  });
});

test('one read tells nothing yet of a window that writes its results out by itself', () => {
  expect(said([{ mark: stuck, read: 1_000, written: 0 }], 'is its own sink')).toBe('cannot-tell');
});

test('nothing is told of a counter that no counter can be', () => {
  expect(
    said(stands.map((one, index) => ({ ...one, read: index < 6 ? 1_000 * index : Number.POSITIVE_INFINITY }))),
  ).toBe('cannot-tell');
});

describe('is not raised', () => {
  test.each<[title: string, minutes: readonly Minute[], want: string]>([
    ['while time moves', every(12, (index) => ({ mark: stuck + index, read: 1_000 * index, written: 70 })), 'clear'],
    [
      'when results come all the same, as of records that are a little late',
      stands.map((one, index) => ({ ...one, written: 70 + index })),
      'clear',
    ],
    ['when nothing comes in', stands.map((one) => ({ ...one, read: 5_000 })), 'clear'],
    ['when hardly anything comes in', stands.map((one, index) => ({ ...one, read: 8 * index })), 'cannot-tell'],
    [
      'when records came in at first and then no more',
      stands.map((one, index) => ({ ...one, read: 1_000 * Math.min(index, 4) })),
      'cannot-tell',
    ],
    [
      'when records come in only since lately',
      stands.map((one, index) => ({ ...one, read: 1_000 * Math.max(0, index - 7) })),
      'cannot-tell',
    ],
    ['before it has lasted', stands.slice(0, 10), 'cannot-tell'],
    [
      'after so few reads',
      stands.map((one, index) => ([0, 6, 11].includes(index) ? one : { ...one, mark: undefined })),
      'cannot-tell',
    ],
    [
      'where one subtask goes on',
      every(12, (index) => ({ mark: { ...known(stuck), highest: stuck + index }, read: 1_000 * index, written: 70 })),
      'clear',
    ],
    ['at the end of the input', stands.map((one) => ({ ...one, mark: { ...known(stuck), ended: 1 } })), 'clear'],
    [
      'when all subtasks are at the end of their input',
      stands.map((one) => ({ ...one, mark: { ...none, without: 0, ended: 2 } })),
      'clear',
    ],
    [
      'when the counters are not known',
      stands.map(({ mark }) => ({ mark, read: Number.NaN, written: 70 })),
      'cannot-tell',
    ],
    ['when what it gave out is not known', stands.map((one) => ({ ...one, written: undefined })), 'cannot-tell'],
    ['when no watermarks were read', stands.map((one) => ({ ...one, mark: undefined })), 'cannot-tell'],
    ['when the latest read is old', [...stands, ...every(4, () => ({ read: 12_000, written: 70 }))], 'cannot-tell'],
    [
      'while not all tasks run',
      stands.with(-1, { ...stands[11]!, change: { line: line({ tasks: noTasks }) } }),
      'cannot-tell',
    ],
    [
      'of another attempt, in which it has not lasted',
      stands.with(6, { ...stands[6]!, change: { line: line({ state: 'RESTARTING' }) } }),
      'cannot-tell',
    ],
    [
      'when its counters began again',
      stands.map((one, index) => ({ ...one, read: 1_000 * (index < 6 ? index : index - 6) })),
      'cannot-tell',
    ],
    [
      'when the watermark of another attempt is lower',
      stands.map((one, index) => ({ ...one, mark: index < 6 ? stuck + minute : stuck })),
      'cannot-tell',
    ],
    ['of a batch job', stands.map((one) => ({ ...one, change: { line: line({ type: 'BATCH' }) } })), 'clear'],
  ])('%s', (_title, minutes, want) => {
    expect(said(minutes)).toBe(want);
  });

  test('where nobody waits for event time, though it stands', () => {
    const unused = shown(stands, 'does not wait');

    expect(ask('watermark-stalled', windowOf(unused)).kind).toBe('clear');
  });

  test('from values of the start', () => {
    expect(ask('watermark-stalled', windowOf(shown(stands), { settled: false })).kind).toBe('cannot-tell');
  });
});

describe('when it is up', () => {
  const active = (minutes: readonly Minute[]) =>
    ask('watermark-stalled', windowOf(shown(minutes), { active: ['watermark-stalled'] })).kind;

  test.each<[title: string, minutes: readonly Minute[], want: string]>([
    ['stays until time moves', stands, 'raised'],
    ['cannot tell soon after a restart of this program', stands.slice(0, 2), 'cannot-tell'],
    ['stays where hardly anything comes in any more', stands.map((one, index) => ({ ...one, read: index })), 'raised'],
    ['clears when time moves', [...stands, { mark: stuck + 1, read: 13_000, written: 70 }], 'clear'],
    ['clears when results come', stands.map((one, index) => ({ ...one, written: 70 + index })), 'clear'],
    ['clears when the first watermark comes', [{ mark: 'none', read: 0, written: 0 }, ...stands.slice(0, 1)], 'clear'],
    ['clears when nothing comes in', stands.map((one) => ({ ...one, read: 5_000 })), 'clear'],
    ['cannot tell from one read', stands.slice(0, 1), 'cannot-tell'],
    ['cannot tell when it was not read', stands.map((one) => ({ ...one, mark: undefined })), 'cannot-tell'],
    [
      'cannot tell of another attempt from one read',
      [...stands, { mark: stuck - minute, read: 13_000, written: 70 }],
      'cannot-tell',
    ],
  ])('%s', (_title, minutes, want) => {
    expect(active(minutes)).toBe(want);
  });

  test('clears when time moves everywhere, in each window at moments of its own', () => {
    const moving = shown(
      every(12, (index) => ({ mark: stuck + Math.floor(index / 2), read: 1_000 * index, written: 70 })),
    );
    const two = moving.map((one, index) => {
      const days = vertexOf('days', { read: 1_000 * index }, { waitsForEventTime: true, inputs: ['source'] });
      const mark = { vertex: 'days', ...known(stuck + Math.floor((index + 1) / 2)) };
      return { ...one, vertices: [...(one.vertices ?? []), days], watermarks: [...(one.watermarks ?? []), mark] };
    });

    expect(ask('watermark-stalled', windowOf(two, { active: ['watermark-stalled'] })).kind).toBe('clear');
  });
});

test('clears when time moves also where the watermarks of a part that has finished are gone', () => {
  const moving = shown(every(12, (index) => ({ mark: stuck + index, read: 1_000 * index, written: 70 })));
  const change = { waitsForEventTime: true, inputs: ['source'], parallelism: 1, tasks: { FINISHED: 1 } } as const;
  const two = moving.map((one) => ({
    ...one,
    vertices: [...(one.vertices ?? []), vertexOf('days', { read: 9 }, change)],
  }));

  expect(ask('watermark-stalled', windowOf(two, { active: ['watermark-stalled'] })).kind).toBe('clear');
});

test('says where, how far behind, for how long and what comes in and not out', () => {
  const [signal] = ask('watermark-stalled', windowOf(shown(stands))).signals;

  expect(signal?.summary).toBe(
    'Event time has stood still at hours for at least 11 min, 71 min behind now: 11000 records came in and no result came out',
  );
  expect(signal).toMatchObject({ severity: 'medium', since: t0 });
  expect(signal?.evidence).toEqual({
    vertex: 'hours',
    watermark: stuck,
    behindMs: 71 * minute,
    lastedMs: 11 * minute,
    samples: 12,
    recordsIn: 11_000,
    others: 0,
  });
});

test.each<[title: string, minutes: readonly Minute[], ends: 'feeds a sink' | 'is its own sink', want: string]>([
  [
    'that is ahead',
    stands.map((one) => ({ ...one, mark: t0 + 900 * minute })),
    'feeds a sink',
    'Event time has stood still at hours for at least 11 min, 14.8 h ahead of now: 11000 records came in and no result came out',
  ],
  [
    'that never began',
    stands.map((one) => ({ ...one, mark: 'none' })),
    'feeds a sink',
    'No watermark has reached hours for at least 11 min: 11000 records came in and no result came out',
  ],
  [
    'whose results nobody counts',
    stands,
    'is its own sink',
    'Event time has stood still at hours for at least 11 min, 71 min behind now: 11000 records came in and wait for it',
  ],
])('says so of event time %s', (_title, minutes, ends, want) => {
  expect(ask('watermark-stalled', windowOf(shown(minutes, ends))).signals[0]?.summary).toBe(want);
});

test('names the first of several, and is one signal', () => {
  const two = shown(stands).map((one, index) => {
    const second = vertexOf('days', stands[index]!, { waitsForEventTime: true, inputs: ['source'] });
    return {
      ...one,
      vertices: [...(one.vertices ?? []), second],
      watermarks: [...(one.watermarks ?? []), { vertex: 'days', ...known(stuck) }],
    };
  });

  const { signals } = ask('watermark-stalled', windowOf(two));

  expect(signals.map(({ evidence }) => [evidence['vertex'], evidence['others']])).toEqual([['hours', 1]]);
});

describe.each([
  ['standard', limits, 15 * second, 60 * minute],
  ['quick', quickDetectorLimits, 2 * second, 3 * minute],
] as const)('at the %s pace', (_name, with_, everyMs, lengthMs) => {
  const begins = lengthMs / 4;

  /** A job of so many windows, whose event time stands from `begins` to `ends`. Flink shows counters of ten seconds ago. */
  function play(count: number, ends: number) {
    const truth = (at: number, t: number) => {
      const shownT = Math.floor(t / (10 * second)) * 10 * second;
      const value = t0 + (shownT < begins || shownT >= ends ? shownT : begins);
      const results = Math.floor((value - t0) / minute);
      const windows = Array.from({ length: count }, (__, index) =>
        vertexOf(`hours-${index}`, { read: shownT, written: results }, { waitsForEventTime: true, inputs: ['source'] }),
      );
      return {
        jobs: [
          {
            ...truthAt({ name: 'any', id: 1, version: '2.3.0', from: t0 }, t),
            line: line({ name: 'any' }),
            vertices: [vertexOf('source', { read: 0 }), ...windows],
            watermarks: windows.map(({ id }) => ({ vertex: id, ...known(value) })),
          },
        ],
      };
    };
    return simulate({ polls: lengthMs / everyMs, everyMs, from: t0, limits: with_, truth });
  }

  test.each([1, 4])('it is raised of a job with %i windows, and clears when time moves', (count) => {
    const ends = (3 * lengthMs) / 4;
    const steps = play(count, ends);

    const up = steps.filter(({ raised }) => raised.includes('any: watermark-stalled')).map(({ t }) => t);
    const late = with_.watermarkStalledMs + 3 * with_.reads.watermarksEveryMs;
    expect(up[0]).toBeGreaterThan(begins + with_.watermarkStalledMs - 20 * second);
    expect(up[0]).toBeLessThan(begins + late);
    expect(up.at(-1)).toBeLessThan(ends + 30 * second);
    expect(steps.at(-1)?.clear).toContain('any: watermark-stalled');
  });

  test('it is never raised while time moves', () => {
    expect(Object.keys(firstRaised(play(2, 0)))).toEqual([]);
  });
});
