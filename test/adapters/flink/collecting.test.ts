import { expect, test } from 'vitest';
import { readCollecting } from '../../../src/adapters/flink/read-collecting.ts';
import type { Reader } from '../../../src/adapters/flink/reader.ts';
import type { Call, ReadRoute } from '../../../src/adapters/flink/routes.ts';
import { job, never } from './support.ts';

const gc = 'Status.JVM.GarbageCollector.All.TimeMsPerSecond';
type Shown = Readonly<Record<string, number | string>>;

/** TaskManagers that spend these ms of each second collecting garbage, with 90 of 100 bytes of heap in use. */
function flinkOf(msPerSecond: Shown, heap: object = { heapUsed: 90, heapMax: 100 }) {
  const calls: string[] = [];
  const slots = { slotsNumber: 1, freeSlots: 0, timeSinceLastHeartbeat: 5 };

  function answer({ route, params, query }: Call<ReadRoute>): unknown {
    const { taskManager = '' } = params as { readonly taskManager?: string };
    calls.push(`${route} ${taskManager || (query?.['taskmanagers'] ?? '')}`.trim());
    if (route === 'taskManagers') return { taskmanagers: Object.keys(msPerSecond).map((id) => ({ id, ...slots })) };
    if (route === 'taskManager')
      return { allocatedSlots: [{ jobId: job }], metrics: { ...heap, garbageCollectors: [] } };
    if (!query?.['get']?.split(',').includes(gc)) throw new Error(`unexpected call ${route}`);
    if (route === 'taskManagerMetrics') return [{ id: gc, value: String(msPerSecond[taskManager]) }];
    const named = query['taskmanagers']?.split(',') ?? Object.keys(msPerSecond);
    const max = Math.max(...named.map((id) => Number(msPerSecond[id])));
    return named.length === 0 ? [] : [{ id: gc, max: Number.isNaN(max) ? 'NaN' : max }];
  }

  const reader: Reader = {
    need: async (call, schema) => schema.parse(answer(call)),
    read: async (call, schema) => schema.parse(answer(call)),
  };
  return { calls, collecting: () => readCollecting(reader, 0.2, never()) };
}

test('one call is enough where no TaskManager collects much', async () => {
  const { calls, collecting } = flinkOf({ 'tm-0': 31, 'tm-1': 199.9 });

  expect(await collecting()).toEqual([]);
  expect(calls).toEqual(['taskManagersMetrics']);
});

test('those that do are told with their jobs and their heap', async () => {
  const { calls, collecting } = flinkOf({ 'tm-0': 31, 'tm-1': 612.5 });

  expect(await collecting()).toEqual([{ taskManager: 'tm-1', collecting: 0.6125, used: 0.9, jobs: [job] }]);
  expect(calls.filter((call) => call.startsWith('taskManagersMetrics'))).toHaveLength(1);
});

test.each<[title: string, heap: object]>([
  ['whose heap is not shown', { heapUsed: undefined, heapMax: 100 }],
  ['whose heap has no limit that is known', { heapUsed: 90, heapMax: -1 }],
  ['of whose heap Flink says nothing at all', {}],
])('one %s is not told', async (_title, heap) => {
  expect(await flinkOf({ 'tm-1': 612.5 }, heap).collecting()).toEqual([]);
});

test('one whose id Flink would take for two is left out of a large cluster', async () => {
  const ids = Array.from({ length: 14 }, (_, at) => (at === 13 ? 'tm,13' : `tm-${at}`));
  const { calls, collecting } = flinkOf(Object.fromEntries(ids.map((id) => [id, 700])));

  await collecting();

  expect(calls.filter((call) => call.startsWith('taskManagersMetrics ')).join()).not.toContain('13');
});

test('those of a large cluster are found, and no more of it is read than of a small one', async () => {
  const ids = Array.from({ length: 30 }, (_, at) => `tm-${at}`);
  const { calls, collecting } = flinkOf(Object.fromEntries(ids.map((id) => [id, id === 'tm-29' ? 700 : 1])));

  const told = await collecting();

  expect(told?.map(({ taskManager }) => taskManager)).toEqual(['tm-29']);
  expect(calls.filter((call) => call.startsWith('taskManagersMetrics'))).toHaveLength(4);
  expect(calls.filter((call) => call.startsWith('taskManager '))).toHaveLength(12);
});

test.each<[title: string, shown: Shown]>([
  ['before 1.19, and before the first value', {}],
  ['where the value is no number', { 'tm-0': 'NaN' }],
])('nothing is known %s', async (_title, shown) => {
  expect(await flinkOf(shown).collecting()).toBeUndefined();
});
