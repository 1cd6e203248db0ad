import { expect, test } from 'vitest';
import type { JobState } from '../../src/domain/flink.ts';
import { narrowedIn, narrowedText } from '../../src/domain/narrowed.ts';
import type { JobSnapshot } from '../../src/domain/snapshot.ts';
import { line, now, vertex } from '../support/action-facts.ts';

/** One poll: parallelism by vertex; undefined: it did not read them. */
type Read = { readonly widths?: readonly number[]; readonly state?: JobState; readonly startTime?: number };

function snapshots(...reads: readonly Read[]): JobSnapshot[] {
  return reads.map(({ widths, state = 'RUNNING', startTime = line.startTime }, poll) => ({
    line: { ...line, state, startTime },
    at: now + poll,
    ...(widths && {
      vertices: widths.map((parallelism, index) => ({
        ...vertex,
        id: `v${index}`,
        name: `part ${index}`,
        parallelism,
      })),
    }),
  }));
}

test.each<[title: string, reads: readonly Read[], want: string | undefined]>([
  [
    'as Flink 2.3.0 shows a job that lost one of two TaskManagers',
    [{ widths: [4, 4] }, { widths: [2, 2] }],
    'part 0: 4 to 2',
  ],
  ['the vertex that lost most', [{ widths: [4, 8] }, { widths: [3, 3] }], 'part 1: 8 to 3'],
  ['also where the last poll did not read them', [{ widths: [4] }, { widths: [2] }, {}], 'part 0: 4 to 2'],
  ['none where it was always so', [{ widths: [2] }, { widths: [2] }], undefined],
  ['none once it is back', [{ widths: [4] }, { widths: [2] }, { widths: [4] }], undefined],
  ['none that only another run had', [{ widths: [4], startTime: 1 }, { widths: [2] }], undefined],
  ['none that it was only to have', [{ widths: [4], state: 'CREATED' }, { widths: [2] }], undefined],
  ['none of what was never read', [{}], undefined],
])('%s', (_title, reads, want) => {
  const found = narrowedIn(snapshots(...reads));

  expect(found && `${found.name}: ${found.from} to ${found.to}`).toBe(want);
});

test('says so in words', () => {
  expect(narrowedText({ name: 'enrich', from: 4, to: 2 })).toBe(
    'runs with less parallelism than before: enrich has 2, it had 4',
  );
});
