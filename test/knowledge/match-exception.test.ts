import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CauseLink } from '../../src/domain/incident.ts';
import {
  type ExceptionPattern,
  matchStrength,
  namesOnlyTheKind,
  readPattern,
} from '../../src/knowledge/match-exception.ts';

test.each<[text: string, want: ExceptionPattern | undefined]>([
  ['NoClassDefFoundError', { class: 'NoClassDefFoundError', message: null }],
  ['org.acme.MyException', { class: 'org.acme.MyException', message: null }],
  ['TimeoutException: Heartbeat  of', { class: 'TimeoutException', message: 'heartbeat of' }],
  ['*: expired before completing', { class: null, message: 'expired before completing' }],
  ['FileNotFoundException: file:/ckpt', { class: 'FileNotFoundException', message: 'file:/ckpt' }],
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
  return matchStrength(read, thrown);
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

        expect(matchStrength(read, { class: 'a.B', message: other }) > 0).toBe(plain(other).includes(plain(text)));
        expect(matchStrength(read, { class: 'a.B', message: `x${text}y` })).toBeGreaterThan(0);
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
])('%s: %s, matched with %d, names only the kind: %j', (name, message, found, want) => {
  expect(namesOnlyTheKind({ class: name, message }, found)).toBe(want);
});
