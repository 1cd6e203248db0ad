import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseExceptions } from '../../src/knowledge/parse-exceptions.ts';
import { tracesByCause } from '../diagnosis/real-traces.ts';

function read(text: string): readonly (readonly [string, string])[] {
  return parseExceptions(text).map((link) => [link.class, link.message]);
}

describe('parseExceptions', () => {
  test.each<[title: string, text: string, want: readonly (readonly [string, string])[]]>([
    [
      'a stack trace, root first',
      'a.b.OuterException: one\n\tat a.B.c(B.java:1)\n\t... 3 more\nCaused by: a.b.RootException: two\n\tat a.B.d(B.java:2)',
      [
        ['a.b.RootException', 'two'],
        ['a.b.OuterException', 'one'],
      ],
    ],
    [
      'what was pasted in one line',
      'a.b.OuterException: one Caused by: a.b.RootException: two',
      [
        ['a.b.RootException', 'two'],
        ['a.b.OuterException', 'one'],
      ],
    ],
    [
      'what JSON escaped',
      String.raw`a.b.OuterException: one\n\tat a.B.c(B.java:1)\nCaused by: a.b.RootException: two`,
      [
        ['a.b.RootException', 'two'],
        ['a.b.OuterException', 'one'],
      ],
    ],
    [
      'a cause that is only in the message',
      'java.util.concurrent.CompletionException: java.io.IOException: disk',
      [
        ['java.io.IOException', 'disk'],
        ['java.util.concurrent.CompletionException', 'java.io.IOException: disk'],
      ],
    ],
    [
      'what another process threw',
      'org.apache.hadoop.ipc.RemoteException(java.io.IOException): no room',
      [
        ['java.io.IOException', 'no room'],
        ['org.apache.hadoop.ipc.RemoteException', 'java.io.IOException: no room'],
      ],
    ],
    [
      'the class that is missing is no exception that was thrown',
      'Caused by: java.lang.ClassNotFoundException: org.apache.kafka.common.errors.UnknownTopicOrPartitionException',
      [['java.lang.ClassNotFoundException', 'org.apache.kafka.common.errors.UnknownTopicOrPartitionException']],
    ],
    [
      'a missing class of any name',
      'java.lang.ClassNotFoundException: com.acme.Order',
      [['java.lang.ClassNotFoundException', 'com.acme.Order']],
    ],
    [
      'a name with a colon in a message is no exception',
      'java.lang.IllegalArgumentException: com.acme.Orders: no such table',
      [['java.lang.IllegalArgumentException', 'com.acme.Orders: no such table']],
    ],
    [
      'suppressed ones are left out',
      'a.b.OuterException: one\n\tat a.B.c(B.java:1)\n\tSuppressed: a.b.ClosingException: no\n\t\tat a.B.c(B.java:1)\n',
      [['a.b.OuterException', 'one']],
    ],
    [
      'a line of a log',
      '2026-11-27 10:00:00,123 WARN  org.apache.flink.runtime.taskmanager.Task [] - totals (1/2) switched from RUNNING to FAILED: java.lang.OutOfMemoryError: Java heap space',
      [['java.lang.OutOfMemoryError', 'Java heap space']],
    ],
    [
      'a sentence that names one',
      'since noon we see a RemoteTransportException everywhere',
      [['RemoteTransportException', '']],
    ],
    [
      'of several, what was written first',
      'a.b.FirstException: one\n\tat a.B.c(B.java:1)\nCaused by: a.b.RootException: two\na.b.LaterException: three',
      [
        ['a.b.RootException', 'two'],
        ['a.b.FirstException', 'one'],
        ['a.b.LaterException', 'three'],
      ],
    ],
    [
      'what a sentence announces with what is written below it',
      'Error: LinkageError occurred while loading main class a.B\na.b.RootException: two',
      [
        ['a.b.RootException', 'two'],
        ['LinkageError', ''],
      ],
    ],
    [
      'a cause that is written like a bytes literal of Python',
      "b'a.b.OuterException: one'\nb'Caused by: a.b.RootException: two'",
      [
        ['a.b.RootException', "two'"],
        ['a.b.OuterException', "one'"],
      ],
    ],
    [
      'a cause at the end of a sentence',
      'a.b.OuterException: it failed: a.b.RootException: two',
      [
        ['a.b.RootException', 'two'],
        ['a.b.OuterException', 'it failed: a.b.RootException: two'],
      ],
    ],
    [
      'entries of a log that JSON escaped',
      String.raw`2026-11-27 10:00:00 WARN a.b.FirstException: one\n2026-11-27 10:00:01 WARN a.b.LaterException: two\na.b.LastException: three`,
      [
        ['a.b.FirstException', 'one'],
        ['a.b.LaterException', 'two'],
        ['a.b.LastException', 'three'],
      ],
    ],
    ['a message of two lines', 'a.b.OuterException: one\ntwo', [['a.b.OuterException', 'one two']]],
    [
      'lines of a log below it do not belong to it',
      'a.b.OuterException: one\n2026-11-27 10:00:00,123 INFO something else',
      [['a.b.OuterException', 'one']],
    ],
    ['no exception', 'everything is fine, see (Foo.java:3)', []],
    ['nothing', '', []],
  ])('reads %s', (_title, text, want) => {
    expect(read(text)).toEqual(want);
  });

  test('reads the root of every real trace as the rules do', () => {
    for (const [cause, trace] of tracesByCause)
      expect([cause, parseExceptions(trace).length > 0]).toEqual([cause, true]);
  });

  test('reads the beginning of a long text only, and keeps little', () => {
    const far = `${'nothing here\n'.repeat(10_000)}java.io.IOException: late`;
    const many = parseExceptions('Caused by: java.io.IOException: x\n'.repeat(50_000));

    expect(parseExceptions(far)).toEqual([]);
    expect(many.length).toBeLessThanOrEqual(40);
  });

  test('never throws', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('Caused by: ', 'a.b.C: ', '\n', '\tat a.B.c(B.java:1)', 'Suppressed: '),
    );

    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        for (const link of parseExceptions(parts.join(''))) expect(link.message.length).toBeLessThanOrEqual(2_001);
      }),
    );
  }, 60_000);
});
