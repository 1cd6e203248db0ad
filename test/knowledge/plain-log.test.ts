import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainLog, throwingFrames, tracePath } from '../../src/knowledge/plain-log.ts';

describe('plainLog', () => {
  test('never throws, and keeps no more than 64 KiB of whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
        expect(plainLog(text.repeat(300)).length).toBeLessThanOrEqual(2 * 64 * 1024);
      }),
    );
    expect(plainLog('x '.repeat(1_000_000))).toHaveLength(64 * 1024);
  }, 60_000);

  test.each([
    ['| ', '| '],
    ['a sentence: with a colon', 'a sentence: with a colon'],
    ['look at the (first) one', 'look at the (first) one'],
    ['{"type": 3, "message": ""}', '{"type": 3, "message": ""}'],
    ['', ''],
  ])('what is no log stays as it is: %j', (text, want) => {
    expect(plainLog(text)).toBe(want);
  });

  const error = 'java.lang.OutOfMemoryError: Metaspace';

  test.each([
    ['a container', `taskmanager-1  | ${error}`],
    ['a table of pods', `[pod/orders-taskmanager-1-1/flink-main-container] ${error}`],
    ['a quoted mail', `> > ${error}`],
    ['a terminal', `│ ${error}`],
    ['Windows', `${error}\r\n\tat com.acme.Main.main(Main.java:3)\r`],
    ['a full-width colon', 'java.lang.OutOfMemoryError：Metaspace'],
  ])('the line of %s is what the program wrote', (_name, text) => {
    expect(plainLog(text).trim()).toBe(error);
  });

  test.each([
    ['on lines', `${error}\n\tat a.B.c(B.java:1)\n\t... 3 more\nCaused by: x.Y: z`],
    [
      'joined into one line',
      `${error}\tat a.B.c(B.java:1) ~[b.jar:1.2] at a.B$1.<init>(Native Method)\nCaused by: x.Y: z`,
    ],
    [
      'with a time and a level before each',
      `${error}\n2024-03-22 15:48:22,261 [INFO] at a.B.c(B.java:1)\n2021/2/4 上午10:42:40\t... 3 more\n2021/2/4 上午10:42:40Caused by: x.Y: z`,
    ],
    ['with a time before each', `${error}\n2024-05-06T10:11:12.345Z \tat a.B.c(B.java:1)\n10:11:12 Caused by: x.Y: z`],
  ])('frames go, causes stay: %s', (_name, text) => {
    expect(plainLog(text)).toBe(`${error}\nCaused by: x.Y: z`);
  });

  test('the status of a Kubernetes resource is read as an exception', () => {
    const status = String.raw`{"type":"org.acme.UpgradeException","message":"HA metadata not available","stackTrace":""}`;

    expect(plainLog(status)).toContain('org.acme.UpgradeException: HA metadata not available');
    expect(plainLog(JSON.stringify(status))).toContain('org.acme.UpgradeException: HA metadata not available');
  });
});

describe('throwingFrames', () => {
  test.each<[title: string, text: string, want: readonly string[]]>([
    ['nothing was pasted', '', []],
    ['a sentence has none', 'the job fails at night (again)', []],
    [
      'the last cause counts',
      'a.BException: c\n\tat a.B.c(B.java:1)\nCaused by: x.YException\n\tat x.Y.z(Y.java:2)',
      ['at x.Y.z(Y.java:2)'],
    ],
    [
      'what was suppressed does not',
      'a.BException: c\n\tat a.B.c(B.java:1)\n\tSuppressed: x.YException\n\t\tat x.Y.z(Y.java:2)',
      ['at a.B.c(B.java:1)'],
    ],
    [
      'a line of the log behind it changes nothing',
      'a.BException\n\tat a.B.c(B.java:1)\nINFO the job restarts',
      ['at a.B.c(B.java:1)'],
    ],
    [
      'of two traces the first counts',
      'a.BException: c\n\tat a.B.c(B.java:1)\nx.YException: z\n\tat x.Y.z(Y.java:2)',
      ['at a.B.c(B.java:1)'],
    ],
    [
      'what noticed that a task failed does not',
      'a.BException: c\n\tat org.apache.flink.runtime.scheduler.A.b(A.java:1)\nx.YException: z\n\tat x.Y.z(Y.java:2)',
      ['at x.Y.z(Y.java:2)'],
    ],
    [
      'joined into one line',
      'a.BException: c at a.B.c(B.java:1) at a.B.d(B.java:2)',
      ['at a.B.c(B.java:1)', 'at a.B.d(B.java:2)'],
    ],
  ])('%s', (_title, text, want) => {
    expect(throwingFrames(text)).toEqual(want);
  });

  test('far frames name who called, and are left out', () => {
    const frames = Array.from({ length: 30 }, (_none, index) => `\tat a.B.c${index}(B.java:${index})`);

    expect(throwingFrames(`a.BException: c\n${frames.join('\n')}`)).toEqual(
      frames.slice(0, 8).map((frame) => frame.trim()),
    );
  });
});

test('the path through a trace begins at its root cause, and leaves out what was suppressed', () => {
  const trace = [
    'a.BException: c',
    '\tat a.B.c(B.java:1)',
    '\tSuppressed: s.SException',
    '\t\tat s.S.s(S.java:1)',
    'Caused by: x.YException: Traceback (most recent call last):',
    '  File "/lib/pyflink/table/t.py", line 7, in run',
    '\tat x.Y.z(Y.java:2)',
    'x.ZException: another trace',
    '\tat x.Z.z(Z.java:3)',
  ];

  expect(tracePath(trace.join('\n'))).toEqual([
    'File "/lib/pyflink/table/t.py", line 7, in run',
    'at x.Y.z(Y.java:2)',
    'at a.B.c(B.java:1)',
    'at x.Z.z(Z.java:3)',
  ]);
});
