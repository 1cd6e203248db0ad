import { expect, test } from 'vitest';
import { standstillsOf, timedVertices } from '../../src/detectors/event-time.ts';
import type { Vertex, Watermarks } from '../../src/domain/flink.ts';
import type { JobSnapshot } from '../../src/domain/snapshot.ts';
import { line, minute, series, t0, vertices } from './windows.ts';

const marks = (lowest: number | undefined, highest = lowest): Watermarks => ({
  lowest,
  highest,
  without: lowest === undefined ? 1 : 0,
  ended: 0,
});

function timed(change: Partial<Vertex> = {}): Vertex[] {
  return vertices({}).map((one) => (one.id === 'vertex-1' ? { ...one, waitsForEventTime: true, ...change } : one));
}

/** Reads of the job once a minute; undefined: the watermarks were not read. */
function read(values: readonly (Watermarks | undefined)[], change: (index: number) => Partial<Vertex> = () => ({})) {
  let index = 0;
  return series(values, minute, (value, at): JobSnapshot => {
    const all = timed(change(index++));
    return { line: line(), at, vertices: all, ...(value && { watermarks: [{ vertex: 'vertex-1', ...value }] }) };
  });
}

test('watermarks are read of the first four vertices that wait for event time, and of no source', () => {
  const six = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({ ...timed()[1]!, id }));

  expect(timedVertices([{ ...six[0]!, id: 'source', inputs: [] }, ...six]).map(({ id }) => id)).toEqual([
    'a',
    'b',
    'c',
    'd',
  ]);
  expect(timedVertices(vertices({}))).toEqual([]);
});

test('no watermarks are read of a vertex whose tasks have all finished: they may be gone', () => {
  const [vertex] = timed().filter(({ waitsForEventTime }) => waitsForEventTime);
  const tasks = (finished: number) => ({
    ...vertex!,
    parallelism: 2,
    tasks: { RUNNING: 2 - finished, FINISHED: finished },
  });

  expect([0, 1, 2].map((finished) => timedVertices([tasks(finished)]).length)).toEqual([1, 1, 0]);
});

test.each<[title: string, values: readonly (Watermarks | undefined)[], want: readonly [number, number, boolean]]>([
  ['one value', [marks(5)], [1, 0, false]],
  ['three equal values', [marks(5), marks(5), marks(5)], [3, 2, false]],
  ['reads of the vertices alone in between', [marks(5), undefined, undefined, marks(5), undefined], [2, 3, false]],
  ['values after an earlier one', [marks(4), marks(5), marks(5)], [2, 1, true]],
  ['a first watermark after none', [marks(undefined), marks(5)], [1, 0, true]],
  ['none at all, again and again', [marks(undefined), marks(undefined)], [2, 1, false]],
  ['a value below the one before, which is that of another attempt', [marks(9), marks(5), marks(5)], [2, 1, false]],
  ['one subtask that goes on beside others that stand', [marks(5, 8), marks(5, 9)], [1, 0, true]],
  ['the last subtask that goes on behind others', [marks(5, 9), marks(6, 9)], [1, 0, true]],
  ['a subtask that has a watermark now', [{ ...marks(5), without: 1 }, marks(5)], [1, 0, true]],
  ['one that goes on and one that goes back, of another attempt', [marks(5, 9), marks(6, 8)], [1, 0, false]],
  ['an input that ended', [marks(5), { ...marks(5), ended: 1 }], [1, 0, true]],
])('tells how often and for how many minutes it stands: %s', (_title, values, [samples, minutes, hasMoved]) => {
  const [found] = standstillsOf(read(values));

  expect(found).toMatchObject({ samples, hasMoved });
  expect((found!.at - found!.from) / minute).toBe(minutes);
});

test.each<[title: string, of: (index: number) => Partial<Vertex>]>([
  ['it read', (index) => ({ readRecords: [50, 60, 5][index]!, writeRecords: index })],
  ['it wrote', (index) => ({ readRecords: index, writeRecords: [50, 60, 5][index]! })],
])('where the counter of what %s begins again, time begins anew', (_title, of) => {
  const [found] = standstillsOf(read([marks(5), marks(5), marks(5)], of));

  expect(found).toMatchObject({ samples: 1, hasMoved: false });
});

test('nothing is told of a vertex whose watermarks were never read', () => {
  expect(standstillsOf(read([undefined, undefined]))).toEqual([]);
});

test('the counters are those of every read of the vertices from the first value on', () => {
  const [found] = standstillsOf(
    read([marks(4), marks(5), undefined, marks(5), undefined], (index) => ({ readRecords: index })),
  );

  expect(found?.counts.map(({ vertex }) => vertex.readRecords)).toEqual([1, 2, 3]);
});

test.each<[title: string, change: (index: number) => Partial<Vertex>]>([
  ['its counters began again', (index) => ({ readRecords: index === 2 ? 0 : 100 })],
  ['it was rescaled', (index) => ({ parallelism: index < 2 ? 1 : 2 })],
])('time begins anew where %s', (_title, change) => {
  const [found] = standstillsOf(read([marks(5), marks(5), marks(5), marks(5)], change));

  expect(found).toMatchObject({ samples: 2, from: t0 + 2 * minute });
});

test('time begins anew where the job did not run', () => {
  const reads = read([marks(5), marks(5), marks(5)]);
  const broken = reads.with(1, { line: line({ state: 'RESTARTING' }), at: t0 + minute });

  expect(standstillsOf(broken)).toMatchObject([{ samples: 1, from: t0 + 2 * minute }]);
});
