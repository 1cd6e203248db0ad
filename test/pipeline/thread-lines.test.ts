import { expect, test } from 'vitest';
import { mostExact } from '../../src/domain/alert.ts';
import type { TimelineEvent } from '../../src/domain/incident.ts';
import { type ThreadPart, threadPart } from '../../src/pipeline/thread-lines.ts';
import type { NumberedEvent } from '../../src/ports/notifications.ts';

const now = 100_000;

function numbered(...events: Partial<TimelineEvent>[]): NumberedEvent[] {
  return events.map((one, index) => ({
    seq: index + 1,
    event: { incidentId: 'i', at: 1_000, kind: 'note', text: `event ${index + 1}`, data: {}, ...one },
  }));
}

/** What a thread tells of these events, one answer after the other. */
function allParts(events: readonly NumberedEvent[]): ThreadPart[] {
  const parts: ThreadPart[] = [];
  let [seq, told] = [0, 0];
  for (;;) {
    const since = seq;
    const part = threadPart(
      'i',
      events.filter((one) => one.seq > since),
      told,
      now,
    );
    if (part === undefined) return parts;
    parts.push(part);
    if (parts.length > 200) throw new Error('it never ends');
    [seq, told] = [part.seq, part.parts];
  }
}

const wouldDo = (steps: readonly object[]): Partial<TimelineEvent> => ({
  kind: 'would-do',
  text: 'Mode is observe; would do: start-job',
  data: { steps },
});
const step = (args: object, name = 'start') => ({ name, kind: 'start-job', risk: 'disruptive', args });
const written = (part: ThreadPart) => part.exact?.map((one) => one.text).join('') ?? '';

test.each([
  ['no steps', {}],
  ['steps that are none', { steps: 'rm -rf' }],
  ['steps of an unknown form', { steps: [{ name: 1 }] }],
])('what would be done is one cut line when its event has %s', (_title, data) => {
  const [part, ...more] = allParts(numbered({ kind: 'would-do', text: `would do ${'x'.repeat(900)}`, data }));

  expect(part?.lines[0]).toMatch(/would-do: would do x+…$/);
  expect(part?.exact).toBeUndefined();
  expect(more).toEqual([]);
});

test('what would be done is told alone, with its whole arguments, and the reason that says it again is not', () => {
  const args = { text: 'a  b `c`', snapshot: { from: 'stop.savepoint' } };
  const text = 'Mode is observe; would do: start-job';

  const parts = allParts(numbered({}, {}, wouldDo([step(args)]), { kind: 'escalated', text }, {}));

  expect(parts.map((one) => one.lines.map((line) => line.replace(/^.* UTC /, '')))).toEqual([
    ['note: event 1', 'note: event 2'],
    ['would-do: Mode is observe; would do: start-job'],
    ['note: event 5'],
  ]);
  expect(parts[1]?.exact).toEqual([{ title: 'Step 1: start (start-job)', text: JSON.stringify(args) }]);
  expect(parts.map(({ seq, parts: told }) => [seq, told])).toEqual([
    [2, 0],
    [4, 0],
    [5, 0],
  ]);
});

test.each([1, 700, 801, 5_000, 30_000])(
  'arguments of %i characters stand whole in as many answers as it takes',
  (length) => {
    const args = { programArgs: Array.from({ length }, (_, n) => (n % 7 === 0 ? '😀' : 'x')).join('') };

    const parts = allParts(numbered(wouldDo([step(args, 'stop'), step({ a: 1 })]), { kind: 'closed', text: 'over' }));

    const own = parts.filter((one) => one.exact !== undefined);
    expect(own.map(written).join('')).toBe(`${JSON.stringify(args)}{"a":1}`);
    for (const { exact = [] } of own) {
      const size = exact.reduce((sum, { title, text }) => sum + title.length + text.length, 0);
      expect(size).toBeLessThanOrEqual(mostExact.characters);
      expect(exact.length).toBeLessThanOrEqual(mostExact.texts);
    }
    expect(parts.at(-1)?.lines[0]).toContain('closed: over');
  },
);

test('more steps than one answer takes are divided over several', () => {
  const steps = Array.from({ length: 45 }, (_, n) => step({ n }, `s${n}`));

  const parts = allParts(numbered(wouldDo(steps)));

  expect(parts.flatMap((one) => one.exact ?? []).map((one) => one.text)).toEqual(
    steps.map(({ args }) => JSON.stringify(args)),
  );
  expect(parts[1]?.lines).toEqual([`would do, part 2 of ${parts.length}`]);
});

test('the name of a step that would be done is one short line', () => {
  const [part] = allParts(numbered(wouldDo([step({}, `start\n${'x'.repeat(200)}`)])));

  expect(part?.exact?.[0]?.title).toMatch(/^Step 1: start x+… \(start-job\)$/);
  expect(part?.exact?.[0]?.title.length).toBeLessThan(110);
});

test('secrets in arguments are not told', () => {
  const [part] = allParts(numbered(wouldDo([step({ programArgs: ['--password=hunter2', '--drop'] })])));

  expect(part?.exact?.map(({ text }) => text)).toEqual(['{"programArgs":["--password=[redacted]","--drop"]}']);
});

test('what is young is left for later, also behind what would be done', () => {
  const events = numbered(wouldDo([step({ a: 1 })]), { at: now - 100 });

  expect(threadPart('i', events, 0, now)).toMatchObject({ seq: 1, parts: 0 });
  expect(threadPart('i', events.slice(1), 0, now)).toBeUndefined();
});
