import { expect, test } from 'vitest';
import { isTrouble, namesFlink, namesStreams, saysWrong } from '../../src/knowledge/is-trouble.ts';

test.each([
  ['', true],
  ['how do I join two streams in Flink SQL?', false],
  ['example of a tumbling window', false],
  ['how do I stop my Flink job from losing data?', true],
  ['what does java.io.IOException: Broken pipe mean?', true],
  ['org.apache.spark.SparkException: Job aborted due to stage failure', false],
  ['ERROR Executor: Exception in task 3.0 in stage 2.0 (TID 14)', false],
  ['FATAL:  password authentication failed for user "app"', false],
  ['org.postgresql.util.PSQLException: FATAL: password authentication failed for user "app"', true],
  ['error: pods "redis-0" is forbidden: exceeded quota: compute', false],
  ['error: pods "orders-taskmanager-1-3" is forbidden: exceeded quota: compute', true],
  ['Spark and Flink jobs on one YARN queue: no slots for Flink', true],
  ['java.lang.NoClassDefFoundError: org/apache/spark/sql/Row', true],
  ['nginx ingress answers 502', false],
  ['grafana shows that the lag of the job is rising', true],
])('%j may speak of a trouble of Flink: %s', (text, want) => {
  expect(isTrouble(text)).toBe(want);
});

test.each([
  ['the printer is broken', { flink: false, streams: false, wrong: true }],
  ['the broker went away', { flink: false, streams: true, wrong: false }],
  ['the task manager went away', { flink: true, streams: true, wrong: false }],
  ['both TMs are gone', { flink: true, streams: true, wrong: true }],
])('%j: what it names', (text, want) => {
  expect({ flink: namesFlink(text), streams: namesStreams(text), wrong: saysWrong(text) }).toEqual(want);
});

test.each(['a.', 'aA.', 'A', 'pods/x-', ' at a.b(', 'Error'])('a long paste of %j takes no time', (part) => {
  const started = performance.now();

  isTrouble(`a.${part.repeat(200_000)}`);

  expect(performance.now() - started).toBeLessThan(2000);
});
