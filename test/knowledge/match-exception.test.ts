import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CauseLink } from '../../src/domain/incident.ts';
import {
  comparable,
  type ExceptionPattern,
  endOfTrouble,
  matchStrength,
  namesOnlyThatItFailed,
  namesOnlyTheKind,
  namesOnlyTheLibrary,
  namesOnlyTheMain,
  readPattern,
  tellsOnlyTheEnd,
  tellsTheClass,
} from '../../src/knowledge/match-exception.ts';

test.each<[text: string, want: ExceptionPattern | undefined]>([
  ['NoClassDefFoundError', { class: 'NoClassDefFoundError', message: null }],
  ['org.acme.MyException', { class: 'org.acme.MyException', message: null }],
  ['TimeoutException: Heartbeat  of', { class: 'TimeoutException', message: 'heartbeat of' }],
  ['*: expired before completing', { class: null, message: 'expired before completing' }],
  ['FileNotFoundException: file:/ckpt', { class: 'FileNotFoundException', message: 'file:/ckpt' }],
  ['com.acme.client.*', { class: 'com.acme.client.*', message: null }],
  ['at com.acme.Loader.', { class: null, message: null, code: 'com.acme.Loader.' }],
  ['at pyflink/table/', { class: null, message: null, code: 'pyflink/table/' }],
  ['at x.Y', undefined],
  ['at some words here', undefined],
  ['com.acme.client.*: with a message', undefined],
  ['acme.*.client', undefined],
  ['*.acme', undefined],
  ['*: short', undefined],
  ['*', undefined],
  ['TimeoutException:  ', undefined],
  ['.*Timeout.*', undefined],
  ['two words', undefined],
  ['', undefined],
])('the pattern %j is read as %j', (text, want) => {
  expect(readPattern(text)).toEqual(want);
});

function strength(pattern: string, thrown: CauseLink): number {
  const read = readPattern(pattern);
  if (read === undefined) throw new Error(`no pattern: ${pattern}`);
  return matchStrength(read, comparable(thrown));
}

describe('matchStrength', () => {
  const heartbeat = {
    class: 'java.util.concurrent.TimeoutException',
    message: 'Heartbeat of  TaskManager\nwith id 10.0.0.1 timed out.',
  };

  test.each<[pattern: string, matches: boolean]>([
    ['TimeoutException', true],
    ['java.util.concurrent.TimeoutException', true],
    ['TimeoutException: heartbeat of taskmanager with id', true],
    ['*: HEARTBEAT OF TASKMANAGER', true],
    ['at com.acme.Loader.', false],
    ['Timeout', false],
    ['org.apache.kafka.common.errors.TimeoutException', false],
    ['TimeoutException: Heartbeat of JobManager', false],
    ['*: expired before completing', false],
  ])('%s: %s', (pattern, matches) => {
    expect(strength(pattern, heartbeat) > 0).toBe(matches);
  });

  test('the simple name of a class within a class matches', () => {
    expect(strength('Inner', { class: 'com.acme.Outer$Inner', message: '' })).toBeGreaterThan(0);
  });

  test.each<[pattern: string, thrown: string, matches: boolean]>([
    ['org.acme.client.*', 'org.acme.client.Busy', true],
    ['org.acme.client.*', 'org.acme.client.api.Client$Busy', true],
    ['org.acme.client.*', 'shaded.org.acme.client.Busy', true],
    ['org.acme.client.*', 'xorg.acme.client.Busy', false],
    ['org.acme.client.*', 'org.acme.clients.Busy', false],
    ['org.acme.client.*', '', false],
    ['org.acme.Busy', 'shaded.org.acme.Busy', true],
    ['org.acme.Busy', 'xorg.acme.Busy', false],
  ])('%s names %s: %s', (pattern, thrown, matches) => {
    expect(strength(pattern, { class: thrown, message: '' }) > 0).toBe(matches);
  });

  test('a package says less than a class, and the longer one more', () => {
    const thrown = { class: 'org.acme.client.Busy', message: 'try again' };
    const order = ['Busy', 'org.acme.client.*', 'org.acme.*'].map((pattern) => strength(pattern, thrown));

    expect(order).toEqual(order.toSorted((a, b) => b - a));
    expect(order.map(namesOnlyTheLibrary)).toEqual([false, true, true]);
  });

  test('class and message beat message alone, which beats class alone; then the longer text', () => {
    const order = [
      'TimeoutException: Heartbeat of TaskManager',
      'TimeoutException: Heartbeat',
      '*: Heartbeat of TaskManager with id',
      '*: Heartbeat of TaskManager',
      'java.util.concurrent.TimeoutException',
      'TimeoutException',
    ].map((pattern) => strength(pattern, heartbeat));

    expect(order).toEqual(order.toSorted((a, b) => b - a));
    expect(new Set(order).size).toBe(order.length);
  });

  test('a pattern is a literal, whatever signs stand in it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 8, maxLength: 40 }), fc.string(), (text, other) => {
        const read = readPattern(`*: ${text}`);
        if (read?.message == null) return;
        const plain = (value: string) => value.trim().replace(/\s+/g, ' ').toLowerCase();

        expect(matchStrength(read, comparable({ class: 'a.B', message: other })) > 0).toBe(
          plain(other).includes(plain(text)),
        );
        expect(matchStrength(read, comparable({ class: 'a.B', message: `x${text}y` }))).toBeGreaterThan(0);
      }),
    );
  }, 60_000);
});

test.each([
  ['java.net.SocketTimeoutException', 'Read timed out', 1022, true],
  ['java.net.SocketTimeoutException', 'Read timed out', 3014, false],
  ['java.nio.file.AccessDeniedException', 'part-0', 1021, true],
  ['org.apache.flink.runtime.client.JobSubmissionException', 'Failed to submit JobGraph.', 1022, true],
  ['org.apache.flink.runtime.JobException', 'Recovery is suppressed by NoRestartBackoffTimeStrategy', 3040, true],
  ['akka.Failed', 'Association with remote system [akka.tcp://flink@a:1] has failed', 2040, true],
  ['java.lang.OutOfMemoryError', 'Metaspace', 1016, false],
  ['java.io.IOException', 'Connection reset by peer', 2024, true],
  ['java.util.concurrent.CompletionException', 'java.io.IOException: Broken pipe', 2011, true],
  ['a.b.ConnectionPoolTimeoutException', 'Timeout waiting for connection from pool', 2040, true],
  ['a.b.SdkClientException', 'Unable to execute HTTP request: Timeout waiting for connection from pool', 2040, true],
  ['a.b.SinkException', 'Bulk failed: Timeout waiting for connection from pool', 2040, false],
  ['a.b.TransportException', "Connection reset by peer (connection to 'tm-1/10.0.0.1:4')", 2024, false],
  ['a.b.CheckpointException', 'Checkpoint Coordinator is suspending.', 2036, true],
  ['a.b.CheckpointException', 'Checkpoint expired before completing.', 2036, false],
  ['java.lang.ArrayIndexOutOfBoundsException', '3', 1030, true],
  ['org.apache.flink.runtime.state.BackendBuildingException', 'Caught unexpected exception.', 1024, true],
  ['a.b.ProgramInvocationException', 'Job failed (JobID: 144b101ff9964cf7ba109cfd95e7f005)', 1026, true],
])('%s: %s, matched with %d, names only the kind: %j', (name, message, found, want) => {
  expect(namesOnlyTheKind({ class: name, message }, found)).toBe(want);
});

test.each([
  ['The main method caused an error: Failed to execute job', { main: true, end: false }],
  ['Recovery is suppressed by NoRestartBackoffTimeStrategy', { main: false, end: true }],
  ['Job execution failed.', { main: false, end: true }],
  ['Could not execute application.', { main: false, end: false }],
  ['', { main: false, end: false }],
])('%j: what it tells of', (message, want) => {
  const thrown = { class: 'a.B', message };

  expect({ main: namesOnlyTheMain(thrown), end: tellsOnlyTheEnd(thrown) }).toEqual(want);
});

test.each([
  ['switched from running to failed', true],
  ['switched from running to failed with failure cause: com.acme.quotaexception', false],
  ['org.apache.flink.runtime.taskmanager.Task.', true],
  ['org.apache.flink.runtime.tasks.', false],
  ['the job has failed', false],
  [null, false],
])('%j says only that a task failed: %s', (matched, want) => {
  expect(namesOnlyThatItFailed(matched)).toBe(want);
});

test('a sentence that ends in its reason tells only the kind, what names the reason tells more', () => {
  const thrown = { class: 'a.B', message: 'Failed to send data to Kafka: this server is not the leader' };

  expect(namesOnlyTheKind(thrown, 2028, 'failed to send data to kafka')).toBe(true);
  expect(namesOnlyTheKind(thrown, 2013, 'not the leader')).toBe(false);
});

test('what the main method ended with may be the trouble itself', () => {
  const thrown = { class: 'a.B', message: 'The main method caused an error: Java heap space' };

  expect(namesOnlyTheMain(thrown, 'the main method caused an error')).toBe(true);
  expect(namesOnlyTheMain(thrown, 'java heap space')).toBe(false);
});

test.each<[title: string, messages: readonly string[], want: number]>([
  ['nothing was thrown', [], 0],
  ['the job did not end', ['Connection refused', 'Could not materialize checkpoint 3'], 2],
  [
    'the job ended of it',
    ['x is null', 'Recovery is suppressed by NoRestartBackoffTimeStrategy', 'Job execution failed.'],
    1,
  ],
  ['the client was told', ['x is null', 'Job execution failed.', 'The main method caused an error: Job failed'], 1],
  ['no cause was told, and a log goes on before it', ['Recovery is suppressed by X', 'Heartbeat timed out'], 2],
])('how far out the trouble is told when %s', (_title, messages, want) => {
  expect(endOfTrouble(messages.map((message) => ({ class: 'a.B', message })))).toBe(want);
});

test.each<[around: string | undefined, missing: string, message: string, want: boolean]>([
  [
    "The program's entry point class 'com.acme.Main' was not found in the jar file.",
    'java.lang.ClassNotFoundException',
    'com.acme.Main',
    true,
  ],
  [
    'Unable to find class: com.acme.Event Serialization trace: list',
    'java.lang.ClassNotFoundException',
    'com.acme.Event',
    true,
  ],
  ['Unable to find class: com.acme.EventList', 'java.lang.ClassNotFoundException', 'com.acme.Event', false],
  ['The main method caused an error: com.acme.Main', 'java.lang.ClassNotFoundException', 'com.acme.Main', false],
  [
    "The program's entry point class 'com.acme.Main' was not found",
    'java.io.FileNotFoundException',
    'com.acme.Main',
    false,
  ],
  ['Unable to find class: (', 'java.lang.ClassNotFoundException', '(', false],
  [undefined, 'java.lang.ClassNotFoundException', 'com.acme.Main', false],
])('%j tells what %s: %s is for: %j', (around, missing, message, want) => {
  const outer = around === undefined ? undefined : { class: 'a.B', message: around };

  expect(tellsTheClass(outer, { class: missing, message })).toBe(want);
});
