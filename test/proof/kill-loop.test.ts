import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { judge } from '../../src/proof/judge.ts';
import { runKillLoop } from '../../src/proof/kill-loop.ts';
import { proofKinds } from '../../src/proof/kinds.ts';
import { withScratch } from '../../src/proof/scratch.ts';
import { verifyLedger } from '../../src/proof/verify-ledger.ts';
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts';

const never = new AbortController().signal;
const silent = (): void => {};

function folderForTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'flink-medic-proof-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

// What came to nothing twice waits for a minute, and what is settled after the last kill may meet that more than once.
test('verify finds every guarantee kept over 40 kills on SQLite, and leaves nothing behind', {
  timeout: 300_000,
}, async () => {
  const folder = folderForTest();
  const seed = Math.floor(Math.random() * 2 ** 31);

  const report = await withScratch({ folder: join(folder, 'data') }, (scratch) =>
    verifyLedger({ ...scratch, kills: 40, seed, signal: never, progress: silent }),
  );

  expect(report).toMatchObject({ seed, kills: 40, ok: true });
  const results = Map.groupBy(report.guarantees, (one) => one.result);
  expect(results.get('FAIL'), `seed ${seed}`).toBeUndefined();
  expect(results.get('PASS')).toHaveLength(9);
  // A power cut, and what no ledger can promise.
  expect(results.get('NOT APPLICABLE')).toHaveLength(2);
  expect(existsSync(join(folder, 'data'))).toBe(false);
});

test('15 kills on PostgreSQL leave no action twice, lost or told wrong, and no schema', async () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const server: PostgresServer = await startPostgres();
  onTestFinished(() => server.stop());

  const { evidence } = await withScratch({ url: server.url() }, (scratch) =>
    runKillLoop({ ...scratch, kills: 15, seed, stopEvery: 12, signal: never, progress: silent }),
  );

  const verdict = judge(evidence, proofKinds);
  expect(verdict.faults, `seed ${seed}`).toEqual([]);
  expect(verdict, `seed ${seed}`).toMatchObject({ kills: 15, void: undefined, ok: true });
  expect(await server.sql("select nspname from pg_namespace where nspname like 'flink_medic%'")).toEqual([]);
});

test('a store that a worker cannot use is told in the words of the store, as no mistake of this program', async () => {
  const folder = folderForTest();
  const nowhere = { file: join(folder, 'gone', 'medic.sqlite') };

  const run = withScratch({ folder }, (scratch) =>
    runKillLoop({
      ...scratch,
      workersPlace: nowhere,
      kills: 1,
      seed: 1,
      stopEvery: 5,
      signal: never,
      progress: silent,
    }),
  );

  await expect(run).rejects.toMatchObject({
    code: 'proof.gave_up',
    message: expect.stringMatching(/^The data folder .*gone does not exist\. .*$/) as string,
  });
});

test('a run that is given up ends its processes and removes its files', async () => {
  const folder = folderForTest();
  const stop = new AbortController();
  const lines: string[] = [];

  const run = withScratch({ folder }, ({ place, folder: scratch }) =>
    runKillLoop({
      place,
      folder: scratch,
      kills: 1_000,
      seed: 1,
      stopEvery: 50,
      signal: stop.signal,
      progress: (line) => {
        lines.push(line);
        stop.abort(new Error('given up'));
      },
    }),
  );

  await expect(run).rejects.toThrow('given up');
  expect(lines).not.toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
});
