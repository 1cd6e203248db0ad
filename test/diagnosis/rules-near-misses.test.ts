import { describe, expect, test } from 'vitest';
import type { Evidence } from '../../src/domain/evidence.ts';
import { causeOf, checkpoints, looped, signal, t0, thrown } from './evidence.ts';
import { chainedToKafka, noBlob, expired, flink, parse, refused, suppressed } from './real-traces.ts';

describe('near misses', () => {
  test.each<[title: string, change: Partial<Evidence>, cause: string]>([
    [
      'a missing class that is called like an exception was not thrown',
      {
        exceptions: looped(
          'java.lang.ClassNotFoundException: org.apache.kafka.common.errors.UnknownTopicOrPartitionException',
        ),
      },
      'missing-class',
    ],
    [
      'a job that Flink does not try again is not out of restarts',
      {
        state: 'FAILED',
        exceptions: [
          thrown(
            `${flink}.runtime.JobException: The failure is not recoverable\nCaused by: ${flink}.runtime.execution.SuppressRestartsException: Unrecoverable failure. This suppresses job restarts. Please check the stack trace for the root cause.\nCaused by: ${refused}`,
          ),
        ],
      },
      'unknown',
    ],
    [
      'a class that could not be initialised is not missing',
      { exceptions: looped('java.lang.NoClassDefFoundError: Could not initialize class com.acme.Rates') },
      'unknown',
    ],
    [
      'a jar that the JobManager does not hand out is no service of the job that may come back',
      { state: 'FAILED', exceptions: [thrown(`${suppressed}${noBlob}`), ...looped(noBlob)] },
      'unknown',
    ],
    [
      'a cast between two classes is a mistake in the code',
      {
        exceptions: looped(
          'java.lang.ClassCastException: class java.lang.String cannot be cast to class java.lang.Integer (java.lang.String and java.lang.Integer are in module java.base)',
        ),
      },
      'restart-loop',
    ],
    [
      'no more threads is not the heap',
      {
        exceptions: looped(
          'java.lang.OutOfMemoryError: unable to create native thread: possibly out of memory or process/resource limits reached',
        ),
      },
      'container-oom-killed',
    ],
    [
      'what a function threw that is chained to a Kafka source is no record that cannot be read',
      {
        exceptions: looped(
          chainedToKafka(
            'java.lang.IllegalStateException: no price list\n\tat com.acme.Prices.map(Prices.java:78)\n\t... 23 more',
          ),
        ),
      },
      'restart-loop',
    ],
    [
      'a record that a function chained to a Kafka source cannot read is one',
      { exceptions: looped(chainedToKafka(parse)) },
      'poison-record',
    ],
    [
      'a record that the deserialiser of a Kafka source cannot read is one, whatever that throws',
      {
        exceptions: looped(
          'java.io.IOException: Failed to deserialize consumer record due to\nCaused by: com.acme.OddVersion: 17\n\tat com.acme.Orders.deserialize(Orders.java:31)',
        ),
      },
      'poison-record',
    ],
    [
      'a number that cannot be read while a task is opened is a setting, not a record',
      {
        exceptions: looped(
          `${parse.replace('OrderParser.map', 'OrderParser.open')}\n\tat ${flink}.streaming.runtime.tasks.RegularOperatorChain.initializeStateAndOpenOperators(RegularOperatorChain.java:107)`,
        ),
      },
      'restart-loop',
    ],
    [
      'a number that cannot be read while a class is initialised is a setting, not a record',
      {
        exceptions: looped(
          'java.lang.ExceptionInInitializerError\n\tat com.acme.Work.map(Work.java:128)\nCaused by: java.lang.NumberFormatException: For input string: "none"\n\tat java.base/java.lang.Integer.parseInt(Integer.java:668)\n\tat com.acme.Limits.<clinit>(Limits.java:83)\n\t... 17 more',
        ),
      },
      'restart-loop',
    ],
    [
      'a TaskManager that was lost while a job looped is not why it loops',
      {
        exceptions: [
          ...looped('java.lang.AssertionError: balance must not be negative'),
          thrown('java.util.concurrent.TimeoutException: The heartbeat of TaskManager with id tm-1 timed out.', 35),
          thrown('java.lang.AssertionError: balance must not be negative', 45),
        ],
      },
      'restart-loop',
    ],
    [
      'a deserialiser that cannot reach its registry has no bad record',
      {
        exceptions: looped(`java.io.IOException: Failed to deserialize consumer record due to\nCaused by: ${refused}`),
      },
      'restart-loop',
    ],
    [
      'a file of the job is not a snapshot',
      { exceptions: looped('java.io.FileNotFoundException: /etc/prices.csv (No such file or directory)') },
      'restart-loop',
    ],
    [
      'a job that ended by a failed stop is never taken for one to start again',
      {
        state: 'FAILED',
        exceptions: [
          thrown(
            `${suppressed}${flink}.runtime.scheduler.stopwithsavepoint.StopWithSavepointStoppingException: A savepoint has been created at: s3://sp/1, but the corresponding job 5d1c failed during stopping. The savepoint is consistent, but might have uncommitted transactions. If you want to commit the transaction please restart a job from this savepoint.`,
          ),
        ],
      },
      'stop-with-savepoint-failed',
    ],
    [
      'a lost Kafka transaction is never taken for a passing trouble',
      {
        state: 'FAILED',
        exceptions: [
          thrown(`${suppressed}org.apache.kafka.common.errors.ProducerFencedException: There is a newer producer`),
          ...looped(refused),
        ],
      },
      'kafka-transaction-lost',
    ],
    [
      'a job that failed once without a word about restarts is not out of them',
      { state: 'FAILED', exceptions: [thrown('com.acme.Strange: what?')] },
      'unknown',
    ],
    [
      'one checkpoint that expired before a good one is nothing',
      { checkpoints: checkpoints(undefined, expired) },
      'unknown',
    ],
    [
      'a savepoint that expired is not a failing checkpoint',
      {
        checkpoints: {
          ...checkpoints(),
          history: [1, 2].map((id) => ({
            id,
            status: 'FAILED' as const,
            isSavepoint: true,
            triggeredAt: t0,
            durationMs: 9,
            failureMessage: expired,
          })),
        },
      },
      'unknown',
    ],
    [
      'refused checkpoints of a job that restarts are an echo',
      {
        exceptions: looped('com.acme.Strange: what?'),
        checkpoints: checkpoints('Checkpoint Coordinator is suspending.', 'Checkpoint was declined', undefined),
        signals: [signal('checkpoint-failing'), signal('restart-loop')],
      },
      'restart-loop',
    ],
    [
      'a job that works off its backlog is not too slow',
      {
        signals: [signal('backpressure-high'), signal('catching-up')],
        lag: { first: 9_000, last: 4_000, overMs: 60_000 },
      },
      'unknown',
    ],
    [
      'a catch-up of earlier does not hide lag that now rises',
      {
        signals: [signal('backpressure-high'), signal('catching-up')],
        lag: { first: 10, last: 4_000, overMs: 60_000 },
      },
      'backpressure',
    ],
    [
      'an exception of long ago says nothing about backpressure now',
      {
        exceptions: [thrown(parse, 3_600), thrown(parse, 3_610)],
        checkpoints: checkpoints(undefined),
        signals: [signal('backpressure-high'), signal('new-exception')],
      },
      'backpressure',
    ],
    [
      'an exception of long ago is no trouble by itself',
      { exceptions: [thrown(parse, 3_600)], checkpoints: checkpoints(undefined) },
      'unknown',
    ],
    [
      'S3 in a job without a word about checkpoints is only likely to be their storage',
      { exceptions: looped('com.amazonaws.services.s3.model.AmazonS3Exception: Access Denied (Status Code: 403)') },
      'checkpoint-storage-failing',
    ],
  ])('%s', (_title, change, cause) => {
    expect(causeOf(change)).toBe(cause);
  });
});
