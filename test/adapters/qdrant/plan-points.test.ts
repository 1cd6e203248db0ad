import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { planPoints } from '../../../src/adapters/qdrant/plan-points.ts';
import type { KnowledgeChunk } from '../../../src/ports/knowledge-index.ts';
import { chunk, indexAt, never, unusable } from './rig.ts';

const prose = 'The checkpoint expired because the sink writes slowly and its records wait in the channels. '.repeat(12);

function library(size: number): KnowledgeChunk[] {
  return Array.from({ length: size }, (_, at) =>
    chunk(`doc-${at}`, { text: `${prose} number ${at}`, vector: [at, 1] }),
  );
}

test('a large library leaves the process its turns', async () => {
  let turns = 0;
  let planned = false;
  const others = (async () => {
    while (!planned) {
      turns += 1;
      await setImmediate();
    }
  })();

  const { points } = await planPoints(library(1_000), never);
  planned = true;
  await others;

  expect(points).toHaveLength(1_000);
  expect(turns).toBeGreaterThan(5);
});

test('work that is given up ends before it is done', async () => {
  const caller = new AbortController();
  const planning = planPoints(library(1_000), caller.signal);
  caller.abort();

  expect((await unusable(planning)).message).toContain('Given up');
});

test('a Qdrant that does not answer costs no work', async () => {
  let read = 0;
  const [first] = library(1);
  if (first === undefined) throw new Error('no chunk');
  const watched = Object.defineProperty({ ...first }, 'text', {
    get: () => {
      read += 1;
      return prose;
    },
  });

  const error = await unusable(indexAt('http://127.0.0.1:1').index.replaceAll([watched], never));

  expect(error.message).toContain('No connection');
  expect(read).toBe(0);
});
