import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exceptionFingerprint, normaliseText, signalFingerprint, vertexNameOf } from '../../src/domain/fingerprint.ts';
import type { FlinkException } from '../../src/domain/flink.ts';
import { exceptionsOf, flinkVersions } from '../diagnosis/flink-fixtures.ts';

const trace = [
  'java.lang.RuntimeException: order 17 of 10.0.0.4:9092 failed',
  '\tat java.base/java.util.ArrayList.forEach(ArrayList.java:1511)',
  '\tat com.acme.Enrich.map(Enrich.java:48)',
  '\tat com.acme.Enrich.lambda$open$0(Enrich.java:20)',
  '\tat org.apache.flink.streaming.api.operators.StreamMap.processElement(StreamMap.java:38)',
].join('\n');

function thrown(change: Partial<FlinkException> = {}): FlinkException {
  return {
    name: 'java.lang.RuntimeException',
    stacktrace: trace,
    timestamp: 1_795_773_600_000,
    taskName: 'parse -> enrich (1/4) - execution #0',
    taskManagerId: '10.42.0.17:6122-9a8b7c',
    ...change,
  };
}

describe('exceptionFingerprint', () => {
  test.each<[title: string, change: Partial<FlinkException>]>([
    ['another attempt and subtask', { taskName: 'parse -> enrich (3/4) - execution #12' }],
    ['another time and machine', { timestamp: 1, taskManagerId: '10.0.0.9:6122-ffee00' }],
    [
      'another message',
      { stacktrace: trace.replace('order 17 of 10.0.0.4:9092 failed', 'order 4711 failed\nin line 3') },
    ],
    ['another line of the same method', { stacktrace: trace.replace('Enrich.java:48', 'Enrich.java:49') }],
    ['another release of Flink below it', { stacktrace: trace.replace('StreamMap.java:38', 'StreamMap.java:37') }],
    ['a wrapper around it', { stacktrace: `java.util.concurrent.CompletionException: x\nCaused by: ${trace}` }],
    [
      'the end of the restarts around it',
      {
        stacktrace: `org.apache.flink.runtime.JobException: Recovery is suppressed by NoRestartBackoffTimeStrategy\n\tat org.apache.flink.A.b(A.java:1)\nCaused by: ${trace}`,
      },
    ],
  ])('stays the same over %s', (_title, change) => {
    expect(exceptionFingerprint(thrown(change))).toBe(exceptionFingerprint(thrown()));
  });

  test.each<[title: string, change: Partial<FlinkException>]>([
    ['another class', { stacktrace: trace.replace('RuntimeException', 'IllegalStateException') }],
    ['another root', { stacktrace: `${trace}\nCaused by: java.io.IOException: x` }],
    ['another method of the job', { stacktrace: trace.replace('Enrich.map', 'Enrich.flatMap') }],
    ['another vertex', { taskName: 'totals (1/4) - execution #0' }],
    ['the job as a whole', { taskName: undefined }],
  ])('tells apart %s', (_title, change) => {
    expect(exceptionFingerprint(thrown(change))).not.toBe(exceptionFingerprint(thrown()));
  });

  test('does not see numbers that Java draws anew in every process', () => {
    const with1 = trace
      .replace('lambda$open$0', '$$Lambda$571/0x000000084034e840.apply')
      .replace('.map(', '$Proxy12.map(');
    const with2 = trace
      .replace('lambda$open$0', '$$Lambda$99/0x00000008aaaae840.apply')
      .replace('.map(', '$Proxy7.map(');

    expect(exceptionFingerprint(thrown({ stacktrace: with1 }))).toBe(
      exceptionFingerprint(thrown({ stacktrace: with2 })),
    );
  });

  test('begins with what a person recognises', () => {
    expect(exceptionFingerprint(thrown())).toMatch(/^RuntimeException in parse -> enrich [0-9a-f]{16}$/);
  });

  test('falls back on the name where there is no trace', () => {
    expect(exceptionFingerprint(thrown({ stacktrace: '' }))).toMatch(/^RuntimeException in /);
  });

  test.each(flinkVersions)('is one for all failures of one recorded loop on Flink %s', (version) => {
    for (const letter of ['a', 'a-default', 'c']) {
      expect(new Set(exceptionsOf(version, letter).map(exceptionFingerprint)).size).toBe(1);
    }
  });

  test('never throws and stays short, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string(),
        fc.option(fc.string(), { nil: undefined }),
        (stacktrace, name, taskName) => {
          expect(exceptionFingerprint(thrown({ stacktrace, name, taskName })).length).toBeLessThanOrEqual(97);
        },
      ),
    );
  }, 60_000);
});

test.each([
  ['Source: event-log (2/3) - execution #1', 'Source: event-log'],
  ['parse -> enrich (1/4)#3', 'parse -> enrich'],
  ['parse -> enrich (1/4) (5f1ec0a97b6d3e2f)', 'parse -> enrich'],
  ['window-10m -> sink (1/1) - execution #0', 'window-#m -> sink'],
  ['totals', 'totals'],
  ['', ''],
])('the vertex of the task %s is %s', (task, vertex) => {
  expect(vertexNameOf(task)).toBe(vertex);
});

test.each([
  ['at 2026-11-27T10:00:00.123Z and 2026-11-27 10:00:00,5', 'at <time> and <time>'],
  ['job 0123456789abcdef0123456789abcdef', 'job <id>'],
  ['id 123e4567-e89b-12d3-a456-426614174000 at 0x7f', 'id <id> at <id>'],
  ['kafka-0.kafka:9092 and 10.0.0.4:9092 and 10.0.0.4', '<host> and <host> and <host>'],
  ['took 12.5 s,  3 times', 'took # s, # times'],
  ['facade and decade stay words', 'facade and decade stay words'],
])('normalises %s', (text, want) => {
  expect(normaliseText(text)).toBe(want);
});

describe('signalFingerprint', () => {
  const base = signalFingerprint('checkpoint-failing', 'main', 'orders', 'vertex 1');

  test('is the same for one trouble, whatever changes in its detail', () => {
    expect(signalFingerprint('checkpoint-failing', 'main', 'orders', 'vertex 2')).toBe(base);
    expect(base).toMatch(/^checkpoint-failing [0-9a-f]{16}$/);
  });

  test('tells kinds, clusters and jobs apart, and the cluster itself from a job named null', () => {
    const others = [
      signalFingerprint('restart-loop', 'main', 'orders', 'vertex 1'),
      signalFingerprint('checkpoint-failing', 'spare', 'orders', 'vertex 1'),
      signalFingerprint('checkpoint-failing', 'main', 'orders-2', 'vertex 1'),
      signalFingerprint('checkpoint-failing', 'main', null, 'vertex 1'),
      signalFingerprint('checkpoint-failing', 'main', 'null', 'vertex 1'),
    ];

    expect(new Set([base, ...others]).size).toBe(6);
  });
});
