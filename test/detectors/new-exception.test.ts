import { expect, test } from 'vitest';
import { exceptionFingerprint } from '../../src/domain/fingerprint.ts';
import type { FlinkException } from '../../src/domain/flink.ts';
import type { JobMemory, JobSnapshot } from '../../src/domain/snapshot.ts';
import { advanceMemory } from '../../src/detectors/memory.ts';
import { ask, exception, job, line, minute, noMemory, second, t0, windowOf } from './windows.ts';
import { recordedExceptions, versions } from './recorded.ts';

const parsing = exception(t0 - 10 * second);
const fetching = exception(t0 - 10 * second, {
  name: 'java.net.ConnectException',
  stacktrace: 'java.net.ConnectException: Connection refused\n\tat com.acme.shop.Lookup.get(Lookup.java:44)',
});

function seen(entries: readonly FlinkException[], at = t0): JobSnapshot {
  return { line: line(), at, exceptions: { entries, truncated: false } };
}

function memory(timestamp: number, ...entries: FlinkException[]): JobMemory {
  return { ...noMemory, exceptionCursor: { timestamp, fingerprints: entries.map(exceptionFingerprint) } };
}

test.each<[title: string, entries: readonly FlinkException[], memory: JobMemory, want: number]>([
  ['tells an exception behind the cursor', [parsing], memory(t0 - minute), 1],
  ['does not tell one twice', [parsing], memory(parsing.timestamp, parsing), 0],
  ['tells another one of the same timestamp', [fetching, parsing], memory(parsing.timestamp, parsing), 1],
  ['does not tell an older one', [exception(t0 - 2 * minute)], memory(t0 - minute), 0],
  [
    'tells what happened while this program was down, however old',
    [exception(t0 - 600 * minute)],
    memory(t0 - 700 * minute),
    1,
  ],
  ['tells a young one at the first look', [exception(t0 - 9 * minute)], noMemory, 1],
  ['does not tell an old one at the first look', [exception(t0 - 11 * minute)], noMemory, 0],
  ['makes one signal of equal ones', [parsing, exception(t0 - 20 * second), exception(t0 - 30 * second)], noMemory, 1],
  ['makes two signals of different ones', [parsing, fetching], noMemory, 2],
  [
    'tells what came after one that is dated hours ahead',
    [parsing, { ...fetching, timestamp: t0 + 180 * minute }],
    memory(t0 + 180 * minute, fetching),
    1,
  ],
  [
    'does not tell that one again once it is behind a newer one',
    [parsing, { ...fetching, timestamp: t0 + 180 * minute }],
    memory(parsing.timestamp, parsing),
    0,
  ],
  [
    'tells what a new JobManager shows after one that was dated hours ahead',
    [parsing],
    memory(t0 + 180 * minute, fetching),
    1,
  ],
  [
    'tells one that Flink shows late, when its tasks had ended at last, behind a younger one',
    [{ ...fetching, timestamp: t0 - 5 * minute }, parsing],
    memory(parsing.timestamp, parsing),
    1,
  ],
  [
    'tells what another task threw later in a failure that was told',
    [parsing, { ...fetching, timestamp: t0 - 5 * second, concurrent: true }],
    memory(parsing.timestamp, parsing),
    1,
  ],
  [
    'does not tell what was seen when Flink answers from before',
    [exception(t0 - minute)],
    memory(t0 - second, parsing),
    0,
  ],
  ['leaves out entries without a time', [exception(NaN), exception(-1), exception(0)], memory(0), 0],
])('%s', (_title, entries, remembered, want) => {
  const said = ask('new-exception', windowOf([seen(entries)], { memory: remembered }));

  expect(said.signals).toHaveLength(want);
  expect(said.kind).toBe(want > 0 ? 'raised' : 'clear');
});

test.each([0, second])('an answer from before makes nothing new again, %i ms apart', (apart) => {
  const newest = { ...fetching, timestamp: parsing.timestamp + apart };
  let known: JobMemory = noMemory;
  const remember = (entries: readonly FlinkException[]) => {
    known = advanceMemory(windowOf([seen(entries)], { memory: known }));
  };
  const told = (entries: readonly FlinkException[]) =>
    ask('new-exception', windowOf([seen(entries)], { memory: known })).kind;
  remember([parsing]);
  remember([newest, parsing]);

  expect(told([parsing])).toBe('clear');
  remember([parsing]);
  expect(told([newest, parsing])).toBe('clear');
});

test('cannot tell when this poll did not read exceptions', () => {
  const said = ask('new-exception', windowOf([seen([parsing], t0 - 15 * second), { line: line(), at: t0 }]));

  expect(said.kind).toBe('cannot-tell');
});

test('counts what several tasks threw together as one failure', () => {
  const other = { ...exception(t0 - 39 * second), concurrent: true as const };
  const said = ask('new-exception', windowOf([seen([parsing, exception(t0 - 40 * second), other, other])]));

  expect(said.signals[0]?.evidence).toMatchObject({ times: 2, latestAt: parsing.timestamp });
});

test.each([-60, 60])('is as old as the clock of Flink says, which is %i min ahead', (ahead) => {
  const skewMs = ahead * minute;
  const entries = [9, 11].map((age) => exception(t0 + skewMs - age * minute));
  const said = ask('new-exception', windowOf([{ ...seen(entries), skewMs }]));

  expect(said.signals[0]).toMatchObject({
    since: t0 - 9 * minute,
    summary: 'java.lang.NumberFormatException in parse -> enrich, 1 time, the latest 9 min ago',
    evidence: { latestAt: t0 + skewMs - 9 * minute },
  });
});

test('says what happened, where, how often and when, without the message', () => {
  const said = ask('new-exception', windowOf([seen([parsing, exception(t0 - 40 * second)])]));

  expect(said.signals[0]).toMatchObject({
    severity: 'medium',
    job,
    since: t0 - 40 * second,
    fingerprint: exceptionFingerprint(parsing),
    summary: 'java.lang.NumberFormatException in parse -> enrich, 2 times, the latest 10 s ago',
  });
  expect(JSON.stringify(said.signals)).not.toContain('1.234,50');
});

test('does not claim to know the task when Flink names none', () => {
  const said = ask('new-exception', windowOf([seen([{ ...parsing, taskName: undefined }])]));

  expect(said.signals[0]?.summary).toBe(
    'java.lang.NumberFormatException (Flink does not say in which task), 1 time, the latest 10 s ago',
  );
});

test('the same failure on another subtask, attempt and machine has the same fingerprint', () => {
  const moved = exception(t0, { taskName: 'parse -> enrich (3/3) - execution #4', taskManagerId: '10.0.0.9:1-ff' });

  const [first] = ask('new-exception', windowOf([seen([parsing])])).signals;
  const [second_] = ask('new-exception', windowOf([seen([moved])])).signals;

  expect(second_?.fingerprint).toBe(first?.fingerprint);
});

test('a thousand different exceptions of one poll make a few signals', () => {
  const many = Array.from({ length: 1_000 }, (_, index) => {
    const name = `com.acme.E${String.fromCharCode(97 + (index % 26))}${String.fromCharCode(97 + Math.floor(index / 26))}Exception`;
    return exception(t0 - index, { name, stacktrace: `${name}: x` });
  });

  const said = ask('new-exception', windowOf([seen(many)]));

  expect(said.signals).toHaveLength(5);
});

test('over restarts of this program nothing is told twice and nothing is missed', () => {
  const entries: FlinkException[] = [];
  const told: number[] = [];
  let remembered = noMemory;
  for (let round = 0; round < 6; round += 1) {
    const at = t0 + round * minute;
    // The newest comes while nobody looks; now and then two share a moment and the second shows late.
    entries.unshift(exception(at - 10 * second));
    if (round % 2 === 1)
      entries.unshift({ ...fetching, timestamp: at - 70 * second }, { ...fetching, timestamp: at - 10 * second });
    const window = windowOf([seen(entries, at)], { memory: structuredClone(remembered) });
    const { signals } = ask('new-exception', window);
    told.push(signals.reduce((sum, one) => sum + Number(one.evidence['times']), 0));
    remembered = advanceMemory(window);
  }

  expect(told).toEqual([1, 3, 1, 3, 1, 3]);
});

test('while the clock that dates them is hours ahead and is put right, nothing is told twice and nothing is missed', () => {
  const entries: FlinkException[] = [];
  const told: number[] = [];
  let remembered = noMemory;
  for (let round = 0; round < 8; round += 1) {
    const at = t0 + round * minute;
    if (round !== 5) entries.unshift(exception(at - 10 * second + (round >= 2 && round < 4 ? 180 * minute : 0)));
    // Another JobManager, whose history is empty.
    if (round === 5) entries.length = 0;
    const window = windowOf([seen(entries, at)], { memory: structuredClone(remembered) });
    const { signals } = ask('new-exception', window);
    told.push(signals.reduce((sum, one) => sum + Number(one.evidence['times']), 0));
    remembered = advanceMemory(window);
  }

  expect(told).toEqual([1, 1, 1, 1, 1, 0, 1, 1]);
});

test.each(versions)('tells a recorded crash loop as two places of one class, %s', (version) => {
  const exceptions = recordedExceptions(version, 'exceptions-b-default');
  const at = (exceptions.entries[0]?.timestamp ?? 0) + second;

  const { signals } = ask('new-exception', windowOf([{ line: line(), at, exceptions }]));

  expect(signals.map((one) => [one.evidence['exception'], one.evidence['vertex'], one.evidence['times']])).toEqual([
    ['java.lang.ClassNotFoundException', 'parse -> enrich', 3],
    ['java.lang.ClassNotFoundException', 'parse -> enrich', 1],
  ]);
});
