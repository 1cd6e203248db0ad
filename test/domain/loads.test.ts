import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Vertex } from '../../src/domain/flink.ts';
import { loadSeries, vertexLoads } from '../../src/domain/loads.ts';

function vertex(
  busyMs: number | undefined,
  backpressuredMs: number | undefined,
  idleMs: number | undefined,
  change: Partial<Vertex> = {},
): Vertex {
  return {
    id: 'v1',
    name: 'enrich',
    parallelism: 1,
    maxParallelism: 16,
    state: 'RUNNING',
    tasks: {},
    busyMs,
    idleMs,
    backpressuredMs,
    readRecords: 0,
    writeRecords: 0,
    inputs: ['v0'],
    ...change,
  };
}

const zero = vertex(0, 0, 0);

function sharesOf(older: Vertex, newer: Vertex, dtMs: number): readonly (number | undefined)[] {
  const [load] = vertexLoads([older], [newer], dtMs);
  return [load?.busy, load?.backpressured, load?.idle];
}

const none = [undefined, undefined, undefined];

describe('vertexLoads', () => {
  test.each<[title: string, older: Vertex, newer: Vertex, dtMs: number, want: readonly (number | undefined)[]]>([
    ['shares the elapsed time out', zero, vertex(6_000, 3_000, 1_000), 10_000, [0.6, 0.3, 0.1]],
    [
      'counts only what came since the older read',
      vertex(50_000, 0, 0),
      vertex(55_000, 5_000, 0),
      10_000,
      [0.5, 0.5, 0],
    ],
    [
      'divides by the subtasks, whose times are summed up',
      vertex(0, 0, 0, { parallelism: 4 }),
      vertex(20_000, 0, 20_000, { parallelism: 4 }),
      10_000,
      [0.5, 0, 0.5],
    ],
    [
      'takes the sum for the time that passed when Flink answered from its cache',
      zero,
      vertex(2_000, 2_000, 0),
      10_000,
      [0.5, 0.5, 0],
    ],
    [
      'takes the sum for the time that passed when counters caught up',
      zero,
      vertex(10_000, 10_000, 0),
      10_000,
      [0.5, 0.5, 0],
    ],
    [
      'takes the sum for the time that passed when an answer was early or late',
      zero,
      vertex(1_000, 3_600, 400),
      10_000,
      [0.2, 0.72, 0.08],
    ],
    ['knows nothing when the counters hardly moved', zero, vertex(500, 300, 100), 10_000, none],
    ['knows nothing when nothing moved', zero, zero, 10_000, none],
    [
      'knows nothing of a new attempt, whose counters began again',
      vertex(9_000, 0, 0),
      vertex(3_000, 0, 7_000),
      10_000,
      none,
    ],
    [
      'takes busy time that went down a little for none, as a healthy job shows it',
      vertex(9_000, 0, 0),
      vertex(8_900, 0, 10_000),
      10_000,
      [0, 0, 1],
    ],
    ['knows nothing after a rescale', zero, vertex(9_000, 0, 1_000, { parallelism: 2 }), 10_000, none],
    [
      'knows nothing of a vertex that was not there before',
      vertex(0, 0, 0, { id: 'v2' }),
      vertex(9_000, 0, 0),
      10_000,
      none,
    ],
    ['knows nothing when no time passed', zero, vertex(9_000, 0, 1_000), 0, none],
    ['knows nothing when time went back', zero, vertex(9_000, 0, 1_000), -5, none],
    ['knows nothing without a number for the time', zero, vertex(9_000, 0, 1_000), Number.NaN, none],
    [
      'tells what it can when one counter is missing',
      vertex(0, 0, undefined),
      vertex(5_000, 2_000, undefined),
      10_000,
      [0.5, 0.2, undefined],
    ],
    [
      'does not take a counter that is no number',
      zero,
      vertex(Number.NaN, 5_000, 5_000),
      10_000,
      [undefined, 0.5, 0.5],
    ],
    [
      'never says more than all the time',
      vertex(0, undefined, undefined),
      vertex(99_000, undefined, undefined),
      10_000,
      [1, undefined, undefined],
    ],
  ])('%s', (_title, older, newer, dtMs, want) => {
    expect(sharesOf(older, newer, dtMs)).toEqual(want);
  });

  test('carries name, parallelism and inputs along, and leaves out what is gone', () => {
    const loads = vertexLoads([zero, vertex(0, 0, 0, { id: 'gone' })], [vertex(1_000, 0, 9_000)], 10_000);

    expect(loads).toEqual([
      { id: 'v1', name: 'enrich', parallelism: 1, inputs: ['v0'], busy: 0.1, backpressured: 0, idle: 0.9 },
    ]);
  });

  test('says undefined or a share within 0 and 1, whatever Flink counts', () => {
    const counter = fc.option(fc.oneof(fc.double(), fc.integer()), { nil: undefined });
    const any = fc
      .tuple(counter, counter, counter, fc.integer({ min: -1, max: 5 }))
      .map(([busy, backpressured, idle, parallelism]) => vertex(busy, backpressured, idle, { parallelism }));

    fc.assert(
      fc.property(any, any, fc.double(), (older, newer, dtMs) => {
        const known = sharesOf(older, newer, dtMs).filter((share) => share !== undefined);

        expect(known.filter((share) => !(share >= 0 && share <= 1))).toEqual([]);
      }),
    );
  }, 60_000);
});

describe('loadSeries', () => {
  const read = (at: number, busy: number, change: Partial<Vertex> = {}) => ({
    at,
    vertices: [vertex(busy, 0, at - busy, change)],
  });

  test('has one sample between each two reads that moved the counters', () => {
    const series = loadSeries([read(0, 0), read(10_000, 5_000), read(20_000, 14_000)]);

    expect(series.map(({ from, at, loads }) => [from, at, loads[0]?.busy])).toEqual([
      [0, 10_000, 0.5],
      [10_000, 20_000, 0.9],
    ]);
  });

  test('passes over a read that repeats the counters, and over one without vertices', () => {
    const cached = { ...read(10_000, 5_000), at: 15_000 };

    const series = loadSeries([read(0, 0), read(10_000, 5_000), cached, { at: 17_000 }, read(20_000, 14_000)]);

    expect(series.map(({ from, at }) => [from, at])).toEqual([
      [0, 10_000],
      [10_000, 20_000],
    ]);
  });

  test.each<[title: string, next: ReturnType<typeof read>]>([
    ['a restart', { at: 30_000, vertices: [vertex(100, 0, 100)] }],
    ['a rescale', read(30_000, 20_000, { parallelism: 2 })],
    ['another graph', read(30_000, 20_000, { id: 'v9' })],
  ])('begins anew after %s', (_title, next) => {
    expect(loadSeries([read(0, 0), read(10_000, 5_000), next])).toEqual([]);
  });

  test('of nothing is empty', () => {
    expect(loadSeries([])).toEqual([]);
  });
});
