import { expect, test } from 'vitest';
import { eventTimeVertices } from '../../../src/adapters/flink/event-time-operators.ts';

/** Which of the vertices wait, by their place. Descriptions as 2.3.0 and 1.20.4 give them, shortened where they only get longer. */
function waiting(...descriptions: readonly string[]): number[] {
  const nodes = descriptions.map((description, index) => ({ id: String(index), description }));
  return [...eventTimeVertices(nodes)].map(Number);
}

const reduced = 'Play$$Lambda$1931/0x00007f4d7bb4f460, PassThroughWindowFunction)<br/>';
const assigned =
  '[1]:TableSourceScan(table=[[default_catalog, default_database, live]], fields=[k, v])<br/>+- [2]:Calc(select=[k, LOCALTIMESTAMP() AS ts])<br/>   +- [3]:WatermarkAssigner(rowtime=[ts], watermark=[(ts - 1000:INTERVAL SECOND)])<br/>';

test.each<[title: string, description: string]>([
  ['a window', `Window(TumblingEventTimeWindows(5000), EventTimeTrigger, ${reduced}`],
  ['a window of two numbers', `Window(SlidingEventTimeWindows(10000, 5000), EventTimeTrigger, ${reduced}`],
  [
    'a window before others in its chain',
    `Window(EventTimeSessionWindows(3000), EventTimeTrigger, ${reduced}+- Map<br/>   +- Sink: Writer<br/>`,
  ],
  [
    'a window that also tells in between',
    `Window(TumblingEventTimeWindows(5000), ContinuousEventTimeTrigger, ${reduced}`,
  ],
])('waits for event time: %s, whatever name it was given', (_title, description) => {
  expect(waiting('Source: live<br/>+- keyed<br/>', description)).toEqual([1]);
});

test.each<[title: string, description: string]>([
  [
    'a window in two halves',
    '[10]:GlobalWindowAggregate(groupBy=[k], window=[TUMBLE(slice_end=[$slice_end], size=[5 s])], select=[k, COUNT(count1$0) AS EXPR$2])<br/>+- [11]:Calc(select=[window_start, k, EXPR$2])<br/>   +- outw[12]: Writer<br/>',
  ],
  ['a window in one', '[8]:WindowAggregate(groupBy=[k], window=[TUMBLE(time_col=[ts], size=[5 s])], select=[k])<br/>'],
  [
    'a window of the older kind',
    "[77]:GroupWindowAggregate(groupBy=[k], window=[TumblingGroupWindow('w$, ts, 5000)], properties=[w$start, w$proctime], select=[k])<br/>",
  ],
  [
    'rows in their order',
    '[35]:OverAggregate(partitionBy=[k], orderBy=[ts ASC], window=[ ROWS BETWEEN 5 PRECEDING AND CURRENT ROW], select=[k, v])<br/>',
  ],
  [
    'the last of a window',
    '[66]:WindowDeduplicate(window=[TUMBLE(win_start=[window_start], win_end=[window_end], size=[5 s])], keep=[LastRow], partitionKeys=[k], orderKey=[ts], order=[ROWTIME])<br/>',
  ],
  [
    'an outer join over an interval',
    '[45]:IntervalJoin(joinType=[LeftOuterJoin], windowBounds=[isRowTime=true, leftLowerBound=-5000, leftUpperBound=5000, leftTimeIndex=2, rightTimeIndex=2], where=[((k = k0) AND (ts &gt;= ms))], select=[k])<br/>',
  ],
])('waits for event time in SQL: %s', (_title, description) => {
  expect(waiting(assigned, description)).toEqual([1]);
});

test.each<[title: string, description: string]>([
  ['a filter', 'Filter<br/>+- Map<br/>'],
  ['a window of processing time', `Window(TumblingProcessingTimeWindows(5000), ProcessingTimeTrigger, ${reduced}`],
  ['a window that counts', `Window(GlobalWindows(), PurgingTrigger, ${reduced}`],
  [
    'a window of event time that tells by the clock',
    `Window(TumblingEventTimeWindows(5000), ContinuousProcessingTimeTrigger, ${reduced}`,
  ],
  ['a function with a name like one', 'Windowed EventTimeTrigger<br/>'],
  [
    "a window with the job's own trigger, which may tell early",
    `Window(TumblingEventTimeWindows(5000), EarlyEventTimeTrigger, ${reduced}`,
  ],
  ['timers of a function', 'KeyedProcess<br/>+- Sink: Writer<br/>'],
  ['a join that tells at once', 'Interval Join<br/>+- Sink: Writer<br/>'],
  [
    'the first half of a window, which every checkpoint empties',
    '[8]:LocalWindowAggregate(groupBy=[k], window=[TUMBLE(time_col=[ts], size=[5 s])], select=[k])<br/>',
  ],
  [
    'what only says to which window a row belongs',
    '[63]:WindowTableFunction(window=[TUMBLE(time_col=[ts], size=[5 s])])<br/>+- [64]:Calc(select=[k, ts])<br/>',
  ],
  [
    'an inner join over an interval',
    '[45]:IntervalJoin(joinType=[InnerJoin], windowBounds=[isRowTime=true, leftLowerBound=-5000], where=[(k = k0)])<br/>',
  ],
  [
    'an interval of processing time',
    '[45]:IntervalJoin(joinType=[LeftOuterJoin], windowBounds=[isRowTime=false, leftLowerBound=-5000], where=[(k = k0)])<br/>',
  ],
  [
    'a window that tells early',
    "[7]:GroupWindowAggregate(groupBy=[k], window=[TumblingGroupWindow('w$, ts, 5000)], select=[k], emit=[early delay 1000 millisecond])<br/>",
  ],
  ['a sum that is told with every record', '[5]:GroupAggregate(groupBy=[k], select=[k, COUNT(*) AS n])<br/>'],
])('does not wait for event time: %s', (_title, description) => {
  expect(waiting(assigned, description)).toEqual([]);
});

test.each<[title: string, description: string]>([
  ['a window', '[53]:WindowAggregate(groupBy=[k], window=[TUMBLE(time_col=[pt], size=[5 s])], select=[k])<br/>'],
  [
    'a window of the older kind',
    "[7]:GroupWindowAggregate(groupBy=[k], window=[TumblingGroupWindow('w$, pt, 5000)], properties=[w$start], select=[k])<br/>",
  ],
  [
    'rows in their order',
    '[35]:OverAggregate(partitionBy=[k], orderBy=[pt ASC], window=[ ROWS BETWEEN 5 PRECEDING])<br/>',
  ],
])('by a column of processing time, beside a watermark that nobody uses, does not wait: %s', (_title, description) => {
  const source = assigned.replace('LOCALTIMESTAMP() AS ts', 'LOCALTIMESTAMP() AS ts, PROCTIME() AS pt');

  expect(waiting(source, description)).toEqual([]);
});

test.each<[title: string, source: string, column: string]>([
  ['once', '+- [4]:Calc(select=[k, pt AS p9])<br/>', 'p9'],
  ['twice', '+- [4]:Calc(select=[k, p9 AS when_read])<br/>+- [5]:Calc(select=[k, pt AS p9])<br/>', 'when_read'],
  [
    'by a window before it',
    "[4]:GroupWindowAggregate(groupBy=[k], window=[TumblingGroupWindow('w$, pt, 5000)], select=[k, proctime('w$) AS w$proctime])<br/>+- [5]:Calc(select=[w$proctime AS p9])<br/>",
    'p9',
  ],
])('a column of processing time stays one under another name, given %s', (_title, source, column) => {
  const named = assigned.replace('LOCALTIMESTAMP() AS ts', 'LOCALTIMESTAMP() AS ts, PROCTIME() AS pt');
  const window = (name: string): string =>
    `[8]:WindowAggregate(groupBy=[k], window=[TUMBLE(time_col=[${name}], size=[5 s])], select=[k])<br/>`;

  expect(waiting(`${named}${source}`, window(column))).toEqual([]);
  expect(waiting(`${named}${source}`, window('ts'))).toEqual([1]);
});

test.each<[title: string, description: string]>([
  [
    'the first of a window',
    '[9]:WindowRank(window=[TUMBLE(win_start=[window_start], win_end=[window_end], size=[5 s])], rankType=[ROW_NUMBER], partitionBy=[], orderBy=[v DESC], select=[k])<br/>',
  ],
  ['a pattern', '[9]:Match(partitionBy=[k], orderBy=[ts ASC], measures=[FINAL(A.v) AS x])<br/>'],
  [
    'a join with what was true then',
    '[9]:TemporalJoin(joinType=[LeftOuterJoin], where=[((k = k0) AND __TEMPORAL_JOIN_CONDITION(ts, rt, __TEMPORAL_JOIN_LEFT_KEY(k)))], select=[k])<br/>',
  ],
  ['an order', '[9]:TemporalSort(orderBy=[ts ASC, v ASC])<br/>'],
  [
    'a session',
    '[9]:WindowAggregate(groupBy=[k], window=[SESSION(time_col=[ts], gap=[5 s], partition keys=[k])], select=[k])<br/>',
  ],
])('as Flink explains it, waits for event time: %s', (_title, description) => {
  expect(waiting(assigned, description)).toEqual([1]);
});

test.each<[title: string, source: string, want: readonly number[]]>([
  [
    'by its source',
    '[1]:TableSourceScan(table=[[c, d, orders, watermark=[-(ts, 5000:INTERVAL SECOND)]]], fields=[k])<br/>',
    [1],
  ],
  ['by a stream', 'Source: log<br/>+- DataStreamToTable(stream=c.d.frozen, rowtime=false, watermark=true)<br/>', [1]],
  ['by nobody', '[1]:TableSourceScan(table=[[c, d, live]], fields=[k])<br/>', []],
  ['by a stream without one', 'DataStreamToTable(stream=c.d.plain, rowtime=false, watermark=false)<br/>', []],
])('SQL waits for event time only where a watermark is told, here %s', (_title, source, want) => {
  const window = '[8]:WindowAggregate(groupBy=[k], window=[TUMBLE(time_col=[ts], size=[5 s])], select=[k])<br/>';

  expect(waiting(source, window)).toEqual(want);
});

test('a plan without descriptions says of nobody that it waits', () => {
  expect([...eventTimeVertices([{ id: 'a' }, { id: 'b', description: '' }])]).toEqual([]);
});
