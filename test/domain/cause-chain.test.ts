import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { causeChain, rootCause, traceSections } from '../../src/domain/cause-chain.ts';

function names(stacktrace: string): string[] {
  return causeChain(stacktrace).map((link) => link.class);
}

describe('causeChain', () => {
  test.each<[title: string, stacktrace: string, want: readonly (readonly [string, string])[]]>([
    ['reads one exception', 'java.io.IOException: disk full', [['java.io.IOException', 'disk full']]],
    [
      'reads one without a message',
      'java.lang.NullPointerException\n\tat a.B.c(B.java:1)',
      [['java.lang.NullPointerException', '']],
    ],
    [
      'walks the causes, outermost first',
      'a.Outer: one\n\tat a.B.c(B.java:1)\n\t... 3 more\nCaused by: a.Middle: two\n\tat a.B.d(B.java:2)\nCaused by: a.Root: three\n\t... 9 more\n',
      [
        ['a.Outer', 'one'],
        ['a.Middle', 'two'],
        ['a.Root', 'three'],
      ],
    ],
    [
      'leaves suppressed exceptions and their causes out',
      'a.Outer: one\n\tat a.B.c(B.java:1)\n\tSuppressed: a.Closing: no\n\t\tat a.B.c(B.java:1)\n\t\tSuppressed: a.Deeper: no\n\tCaused by: a.Why: no\n\t\t... 1 more\nCaused by: a.Root: three\n',
      [
        ['a.Outer', 'one'],
        ['a.Root', 'three'],
      ],
    ],
    [
      'reads lines of Windows',
      'a.Outer: one\r\n\tat a.B.c(B.java:1)\r\nCaused by: a.Root: two\r\n',
      [
        ['a.Outer', 'one'],
        ['a.Root', 'two'],
      ],
    ],
    [
      'keeps a message of several lines, but no frames',
      'a.Outer: one\ntwo\n  at the gate\n\tat a.B.c(B.java:1)\nnot a message any more\nCaused by: a.Root: x',
      [
        ['a.Outer', 'one\ntwo\nat the gate'],
        ['a.Root', 'x'],
      ],
    ],
    [
      'takes the wrapper off what Flink sent as text',
      'org.apache.flink.util.SerializedThrowable: java.lang.IllegalStateException: x\nCaused by: org.apache.flink.util.SerializedThrowable: java.io.IOException: y',
      [
        ['java.lang.IllegalStateException', 'x'],
        ['java.io.IOException', 'y'],
      ],
    ],
    [
      'keeps the wrapper when it names no exception',
      'org.apache.flink.util.SerializedThrowable: something',
      [['org.apache.flink.util.SerializedThrowable', 'something']],
    ],
    [
      'makes links of causes that only the last message repeats',
      'java.util.concurrent.CompletionException: java.util.concurrent.TimeoutException: late',
      [
        ['java.util.concurrent.CompletionException', 'java.util.concurrent.TimeoutException: late'],
        ['java.util.concurrent.TimeoutException', 'late'],
      ],
    ],
    [
      'does not take the class that is missing for an exception that was thrown',
      'java.lang.NoClassDefFoundError: com/acme/LookupException\nCaused by: java.lang.ClassNotFoundException: com.acme.LookupException',
      [
        ['java.lang.NoClassDefFoundError', 'com/acme/LookupException'],
        ['java.lang.ClassNotFoundException', 'com.acme.LookupException'],
      ],
    ],
    [
      'does not take the missing class of a wrapped one for an exception either',
      'java.util.concurrent.ExecutionException: java.lang.ClassNotFoundException: com.acme.LookupException',
      [
        ['java.util.concurrent.ExecutionException', 'java.lang.ClassNotFoundException: com.acme.LookupException'],
        ['java.lang.ClassNotFoundException', 'com.acme.LookupException'],
      ],
    ],
    [
      'reads names with $ and letters of any language',
      'com.müller.Größe$Fehler: x',
      [['com.müller.Größe$Fehler', 'x']],
    ],
    ['takes the name of a thread off', 'Exception in thread "main" java.lang.Error: x', [['java.lang.Error', 'x']]],
    ['passes over a circular reference', 'a.Outer: x\n\t[CIRCULAR REFERENCE: a.Outer: x]', [['a.Outer', 'x']]],
    [
      'does not read a cause in the middle of a line',
      'a.Outer: value Caused by: a.Root: x',
      [['a.Outer', 'value Caused by: a.Root: x']],
    ],
    ['finds none in plain text', 'everything is fine\nreally: yes', []],
    ['finds none in nothing', '', []],
  ])('%s', (_title, stacktrace, want) => {
    expect(causeChain(stacktrace).map((link) => [link.class, link.message])).toEqual(want);
  });

  test('keeps the first and the last links of a chain without end', () => {
    const chain = names(
      ['a.E0: x', ...Array.from({ length: 10_000 }, (_, index) => `Caused by: a.E${index + 1}: x`)].join('\n'),
    );

    expect(chain).toHaveLength(64);
    expect(chain[0]).toBe('a.E0');
    expect(chain.at(-1)).toBe('a.E10000');
  });

  test('cuts a message that is too long', () => {
    const [link] = causeChain(`a.Outer: ${'x'.repeat(1_000_000)}\n${'y'.repeat(1_000_000)}`);

    expect(link?.message).toHaveLength(2_000);
  });

  test('never throws, and keeps little of whatever it is given', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'Caused by: a.Root: x',
        '\tSuppressed: a.S: y',
        '\tat a.B.c(B.java:1)',
        '\t... 3 more',
        'a.Outer: x',
        '',
      ),
    );

    fc.assert(
      fc.property(fc.array(line, { maxLength: 60 }), (lines) => {
        const chain = causeChain(lines.join('\n'));

        expect(chain.length).toBeLessThanOrEqual(72);
        for (const link of chain) expect(link.message.length).toBeLessThanOrEqual(2_000);
      }),
    );
  }, 60_000);
});

test('rootCause is the innermost, and undefined for an empty chain', () => {
  expect(rootCause(causeChain('a.Outer: x\nCaused by: a.Root: y'))?.class).toBe('a.Root');
  expect(rootCause([])).toBeUndefined();
});

test('traceSections gives each exception the first frames printed below it', () => {
  const trace =
    'a.Outer: x\n\tat java.base/a.B.c(B.java:1)\n\tat a.B.d(B.java:2)\n\tat a.B.e(B.java:3)\nCaused by: a.Root: y\n\tat a.R.x(R.java:9)\n\t... 3 more';

  expect(traceSections(trace, 2).map((section) => section.frames)).toEqual([
    ['java.base/a.B.c(B.java:1)', 'a.B.d(B.java:2)'],
    ['a.R.x(R.java:9)'],
  ]);
});

test('what the driver of Oracle prints without its class has it', () => {
  const text =
    'java.sql.SQLException: ORA-01291\n\tat a.B.c(B.java:1)\nCaused by: Error : 1291, Position : 0, Sql = BEGIN';

  expect(causeChain(text).map((link) => link.class)).toEqual([
    'java.sql.SQLException',
    'oracle.jdbc.OracleDatabaseException',
  ]);
});
