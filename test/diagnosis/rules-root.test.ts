import { describe, expect, test } from 'vitest';
import type { CheckpointConfig } from '../../src/domain/flink.ts';
import { causeOf, checkpoints, diagnose, looped, signal, t0, thrown } from './evidence.ts';
import { flink, parse, refused, suppressed, transport } from './real-traces.ts';

describe('the root, not the newest', () => {
  test('takes the first exception after the last completed checkpoint', () => {
    const exceptions = [
      thrown(
        `${flink}.runtime.jobmanager.scheduler.NoResourceAvailableException: Could not acquire the minimum required resources.`,
        5,
      ),
      thrown(transport, 40),
      thrown(
        'java.util.concurrent.TimeoutException: Heartbeat of TaskManager with id 10.42.0.17:6122-9a8b7c timed out.',
        50,
      ),
      thrown(parse, 90),
    ];

    const { cause, exceptions: chain } = diagnose({
      exceptions,
      checkpoints: checkpoints(...Array<string>(7).fill('x'), undefined),
    });

    expect(cause).toBe('taskmanager-lost');
    expect(chain).toEqual([
      {
        class: 'java.util.concurrent.TimeoutException',
        message: 'Heartbeat of TaskManager with id 10.42.0.17:6122-9a8b7c timed out.',
      },
    ]);
  });

  test.each<[title: string, echo: string]>([
    ['a broken connection', transport],
    ['the end of the restarts', suppressed.replace('\nCaused by: ', '')],
    [
      'the threshold of failed checkpoints',
      `${flink}.util.FlinkRuntimeException: Exceeded checkpoint tolerable failure threshold.`,
    ],
    [
      'a failure of a coordinator',
      `${flink}.util.FlinkException: Global failure triggered by OperatorCoordinator for 'Source: orders' (operator cbc357ccb763df2852fee8c4fc7d55f2).`,
    ],
    ['an exception whose class is not known there', `${flink}.util.SerializedThrowable: something`],
    ['no answer of the network', refused],
  ])('%s after it or before it does not hide what is more exact', (_title, echo) => {
    const oom = 'java.lang.OutOfMemoryError: Java heap space';

    expect(causeOf({ exceptions: [thrown(echo, 5), thrown(oom, 10)], state: 'RESTARTING' })).toBe('heap-exhausted');
    expect(causeOf({ exceptions: [thrown(oom, 5), thrown(echo, 10)], state: 'RESTARTING' })).toBe('heap-exhausted');
  });

  test('of two equally exact ones the earlier wins, with less confidence', () => {
    const exceptions = [
      thrown('java.lang.ClassNotFoundException: com.acme.A', 5),
      thrown('java.lang.OutOfMemoryError: Metaspace', 60),
    ];

    expect(diagnose({ exceptions })).toMatchObject({
      cause: 'metaspace-exhausted',
      confidence: 'medium',
      evidence: expect.arrayContaining(['also seen: missing-class']),
    });
  });

  test('walks a chain through its wrappers to the root and tells it root first', () => {
    const trace = `${flink}.util.FlinkException: Global failure triggered by OperatorCoordinator for 'Source: orders' (operator cbc357).\n\tat a.B.c(B.java:1)\nCaused by: ${flink}.util.SerializedThrowable: java.lang.RuntimeException: outer\n\tat a.B.d(B.java:2)\nCaused by: ${flink}.util.SerializedThrowable: java.lang.ClassNotFoundException: com.acme.Rates\n\t... 3 more`;

    const { cause, exceptions } = diagnose({ exceptions: [thrown(trace)] });

    expect(cause).toBe('missing-class');
    expect(exceptions.map((link) => link.class)).toEqual([
      'java.lang.ClassNotFoundException',
      'java.lang.RuntimeException',
      `${flink}.util.FlinkException`,
    ]);
  });

  test('counts what subtasks report at the same moment as one failure', () => {
    const exceptions = [1, 2, 3, 4].map((subtask) =>
      thrown(parse, 30, { taskName: `parse (${subtask}/4) - execution #0`, timestamp: t0 - 30_000 + subtask }),
    );

    expect(diagnose({ exceptions, signals: [signal('new-exception')] })).toMatchObject({
      cause: 'poison-record',
      confidence: 'low',
      summary: expect.stringContaining('failed once at 2026-11-27 09:59:30 UTC'),
    });
  });
});

describe('what the job got over before it failed of something else', () => {
  const full = 'java.io.IOException: No space left on device';
  const missing = 'java.lang.ClassNotFoundException: com.acme.B';
  const odd = 'java.lang.IllegalStateException: no rule knows this';

  test.each<[title: string, exceptions: ReturnType<typeof thrown>[], cause: string, told: string]>([
    [
      'came once, and another comes again and again',
      [...looped(missing), thrown(full, 80)],
      'missing-class',
      '3 times',
    ],
    [
      'came once, and what no rule knows comes again and again',
      [...looped(odd), thrown(full, 80)],
      'restart-loop',
      '3 times',
    ],
    [
      'came once, and a service does not answer again and again',
      [...looped(refused), thrown(transport, 80)],
      'restart-loop',
      '3 times',
    ],
    [
      'came often, and another came once long after it',
      [thrown(missing, 5), ...[300, 310, 320].map((ago) => thrown(full, ago))],
      'missing-class',
      'once',
    ],
  ])('%s: it is not told any more', (_title, exceptions, cause, told) => {
    const { cause: found, summary, evidence } = diagnose({ exceptions, state: 'RESTARTING' });

    expect(found).toBe(cause);
    expect(summary).toContain(`failed ${told}`);
    expect(evidence.join()).not.toContain('also seen');
    expect(evidence.join()).toContain('before, and not again since');
  });

  test.each<[title: string, exceptions: ReturnType<typeof thrown>[], cause: string]>([
    ['another came but once, soon after it', [thrown(missing, 5), thrown(full, 80)], 'disk-full'],
    [
      'it comes in between',
      [...looped(missing), thrown(full, 10), thrown(full, 80), thrown(missing, 90)],
      'missing-class',
    ],
    [
      'it comes every few minutes, and another once',
      [thrown(odd, 5), ...[240, 480, 720].map((ago) => thrown(full, ago))],
      'disk-full',
    ],
    [
      'it came at longer and longer intervals, as the restart strategy has it, and another after the next one',
      [thrown(odd, 5), ...[285, 417, 483].map((ago) => thrown(full, ago))],
      'disk-full',
    ],
    ['what came of it comes again and again', [...looped(transport), thrown(full, 80)], 'disk-full'],
    [
      'what Flink only says of a failure comes again and again',
      [...looped(`${flink}.util.SerializedThrowable: something`), thrown(full, 80)],
      'disk-full',
    ],
    [
      'a class that it kept from being initialised is missed again and again',
      [
        ...looped('java.lang.NoClassDefFoundError: Could not initialize class com.acme.Rates'),
        thrown(`java.lang.ExceptionInInitializerError\nCaused by: ${missing}`, 80),
      ],
      'missing-class',
    ],
    [
      'what came of it came long after it',
      [
        thrown(
          `${flink}.runtime.jobmanager.scheduler.NoResourceAvailableException: Could not acquire the minimum required resources.`,
          5,
        ),
        thrown(full, 320),
      ],
      'disk-full',
    ],
  ])('is told where %s', (_title, exceptions, cause) => {
    expect(diagnose({ exceptions, state: 'RESTARTING' })).toMatchObject({ cause });
  });
});

test('checkpoints that failed while a job ran do not keep it from its slots', () => {
  // As on Flink 2.3.0: its state had outgrown the JobManager's memory, then the only TaskManager ran out of heap.
  const config: CheckpointConfig = {
    intervalMs: 2_000,
    timeoutMs: 60_000,
    tolerableFailures: 1_000_000,
    retained: true,
    deletedOnCancel: false,
    unaligned: false,
    exactlyOnce: true,
    storage: 'JobManagerCheckpointStorage',
  };
  const failed = Array<string>(6).fill('Asynchronous task checkpoint failed.');
  const lost = 'java.util.concurrent.TimeoutException: Heartbeat of TaskManager with id taskmanager-0 timed out.';
  const none = `${flink}.runtime.jobmanager.scheduler.NoResourceAvailableException: Could not acquire the minimum required resources.`;
  const change = {
    exceptions: [thrown(none, 5), thrown(none, 10), thrown(lost, 40)],
    checkpoints: checkpoints(...failed, undefined),
    checkpointConfig: config,
    state: 'RESTARTING',
  } as const;

  expect(diagnose({ ...change, signals: [signal('checkpoint-failing')] }).cause).toBe('checkpoint-storage-too-small');
  expect(
    diagnose({ ...change, signals: [signal('checkpoint-failing'), signal('no-slots', { since: t0 - 38_000 })] }),
  ).toMatchObject({
    cause: 'taskmanager-lost',
    evidence: expect.not.arrayContaining(['also seen: checkpoint-storage-too-small']),
  });
});

test.each([
  ['at last', [thrown(refused, 5), thrown(refused, 40), thrown(refused, 60)]],
  ['before another trouble', [thrown('com.acme.Odd: x', 5), thrown(refused, 40), thrown(refused, 60)]],
  [
    'within another trouble',
    [thrown('com.acme.Odd: x', 5), thrown(refused, 40), thrown(refused, 60), thrown('com.acme.Odd: x', 100)],
  ],
])('that a service did not answer %s is no reason to start a job that failed of a certain cause', (_title, latest) => {
  const full = thrown('java.io.IOException: No space left on device', 500);

  const { cause, confidence } = diagnose({ exceptions: [...latest, full], state: 'FAILED' });

  expect([cause, confidence]).toEqual(['disk-full', 'high']);
});

describe('tasks that fail together', () => {
  const broken = (partition: number, secondsAgo: number) =>
    thrown(`com.acme.FetchFailed: partition ${partition} broke\n\tat com.acme.Source.run(Source.java:1)`, secondsAgo);
  const together = (secondsAgo: number) => [
    broken(1, secondsAgo),
    ...[2, 3, 4].map((one) => ({ ...broken(one, secondsAgo - 0.1 * one), concurrent: true as const })),
  ];

  test('are one failure of the job, and no loop', () => {
    const { cause, summary } = diagnose({ exceptions: together(30) });

    expect(cause).toBe('unknown');
    expect(summary).toContain('failed once at');
  });

  test('are a loop when they do so again and again, counted once each time', () => {
    const { cause, summary, evidence } = diagnose({ exceptions: [10, 20, 30].flatMap(together) });

    expect(cause).toBe('restart-loop');
    expect(summary).toContain('it failed 3 times since');
    expect(evidence[0]).toContain('3 times');
  });

  test('of a record that cannot be read make that no surer', () => {
    const at = (secondsAgo: number, concurrent?: true) =>
      thrown(parse, secondsAgo, { ...(concurrent && { concurrent }) });

    expect(diagnose({ exceptions: [at(30), at(29.4, true)] })).toMatchObject({
      cause: 'poison-record',
      confidence: 'low',
    });
    expect(diagnose({ exceptions: [at(20), at(30)] })).toMatchObject({ cause: 'poison-record', confidence: 'high' });
  });
});
