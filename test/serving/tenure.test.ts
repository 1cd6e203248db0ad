import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import { noMemory } from '../../src/pipeline/seen-job.ts';
import { makeSharedParts } from '../../src/serving/shared-parts.ts';
import { holdingOf, workFor } from '../../src/serving/tenure.ts';
import { incidentNamed } from '../adapters/store/rows-for-tests.ts';
import { minute } from '../support/action-facts.ts';
import { allLog } from '../support/all-log.ts';
import { temporaryStore } from '../support/temporary-store.ts';

const noKnowledge: Knowledge = {
  retrieve: () => Promise.reject(new Error('nothing is looked up')),
  skills: () => Promise.reject(new Error('nothing is looked up')),
  readAhead: () => Promise.reject(new Error('nothing is read')),
  refresh: () => Promise.reject(new Error('nothing is read')),
};

test.each([
  ['c0', [0, 0]],
  ['c1', [2_500, 250]],
  ['c3', [7_500, 750]],
])('the first poll and the first pass of %s wait for its turn among four', async (cluster, turn) => {
  const stop = new AbortController();
  const slept: number[] = [];
  const clock = {
    now: () => 0,
    sleep: async (ms: number) => {
      slept.push(ms);
      if (slept.length === 2) stop.abort();
    },
  };
  const store = await temporaryStore(clock);
  const config = loadConfig({ file: fourClusters(), env: {} });
  const shared = await makeSharedParts({ config, store, libraries: [], knowledge: noKnowledge, clock, log: allLog() });

  await workFor(shared, cluster, await store.ledger.nextEpoch(), stop.signal);

  expect(slept).toEqual(turn);
  expect(shared.flinkOf(cluster).calls()).toEqual({});
});

test('a clock that is put back during a pass lets nobody sleep longer than to the next one', async () => {
  const stop = new AbortController();
  const slept: number[] = [];
  let now = 1_800_000_000_000;
  const clock = {
    now: () => (now -= 3_600_000),
    steadyMs: () => 0,
    sleep: async (ms: number) => {
      slept.push(ms);
      if (slept.length === 8) stop.abort();
    },
  };
  const store = await temporaryStore(clock);
  const config = loadConfig({ file: fourClusters(), env: {} });
  const shared = await makeSharedParts({ config, store, libraries: [], knowledge: noKnowledge, clock, log: allLog() });

  await workFor(shared, 'c0', await store.ledger.nextEpoch(), stop.signal);

  expect(Math.max(...slept)).toBeLessThanOrEqual(10_000);
});

test('a store that fails in every pass is told at once, every ten minutes, and when it fails of something else', async () => {
  const stop = new AbortController();
  let steady = 0;
  const clock = {
    now: () => 1_800_000_000_000 + steady,
    steadyMs: () => steady,
    sleep: async () => {
      steady += 30_000;
      if (steady > 15 * minute) stop.abort();
    },
  };
  const whole = await temporaryStore(clock);
  const fails = () => Promise.reject(new Error(steady < 14 * minute ? 'the disk is full' : 'the file is damaged'));
  const store = { ...whole, answers: { ...whole.answers, open: fails } };
  const config = loadConfig({ file: fourClusters(), env: {} });
  const log = allLog();
  const shared = await makeSharedParts({ config, store, libraries: [], knowledge: noKnowledge, clock, log });

  await workFor(shared, 'c0', await whole.ledger.nextEpoch(), stop.signal);

  const full = { err: 'the disk is full' };
  expect(log.of('a pass failed; it is made again')).toEqual([full, full, { err: 'the file is damaged' }]);
});

test('a process that has lost the cluster without noticing remembers nothing of what it sees, and ends no answer', async () => {
  const stop = new AbortController();
  const log = allLog();
  const isTold = () => log.of('a pass failed; it is made again').length > 0;
  let slept = 0;
  const clock = {
    now: () => 1_800_000_000_000,
    sleep: async () => {
      await setImmediate();
      slept += 1;
      if (isTold() || slept === 5_000) stop.abort();
    },
  };
  const store = await temporaryStore(clock);
  const config = loadConfig({ file: fourClusters(), env: {} });
  const shared = await makeSharedParts({ config, store, libraries: [], knowledge: noKnowledge, clock, log });
  const answer = { kind: 'settle', actionId: 'a-1', finding: 'abandon', reason: '', result: {} } as const;
  const seq = await store.answers.insert('dan', clock.now(), answer);
  await store.leases.hold({ cluster: 'c0', holder: 'a', ttlMs: 0 });
  await store.leases.hold({ cluster: 'c0', holder: 'b', ttlMs: minute });

  await workFor(shared, 'c0', 1, stop.signal);

  expect(await store.watch.cluster('c0')).toBeUndefined();
  expect(await store.answers.outcome(seq)).toBeUndefined();
  expect(JSON.stringify(log.of('a pass failed; it is made again'))).toContain('another replica works for cluster c0');
});

test('nor does it store an incident, put back what was seen of a job, or forget one', async () => {
  const clock = { now: () => 1_800_000_000_000, sleep: () => Promise.reject(new Error('nobody waits')) };
  const store = await temporaryStore(clock);
  const config = loadConfig({ file: fourClusters(), env: {} });
  const shared = await makeSharedParts({ config, store, libraries: [], knowledge: noKnowledge, clock, log: allLog() });
  await store.leases.hold({ cluster: 'c0', holder: 'a', ttlMs: 0 });
  await store.leases.hold({ cluster: 'c0', holder: 'b', ttlMs: minute });
  const { incidents, watch } = holdingOf(shared, 'c0', 1);
  const incident = { ...incidentNamed('i-1'), cluster: 'c0' };
  const refused = { code: 'store.stale_write' };

  await expect(incidents.save({ incident, events: [] })).rejects.toMatchObject(refused);
  await expect(watch.saveJobMemories('c0', new Map([['orders', noMemory]]))).rejects.toMatchObject(refused);
  await expect(watch.forgetJobs('c0', ['orders'])).rejects.toMatchObject(refused);
});

function fourClusters(): string {
  const folder = mkdtempSync(join(tmpdir(), 'flink-medic-tenure-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'medic.yaml');
  const clusters = ['c0', 'c1', 'c2', 'c3'].map(
    (name, n) => `  - { name: ${name}, url: "http://127.0.0.1:${n + 1}", environment: test }`,
  );
  writeFileSync(file, ['poll: { every: 10s }', 'clusters:', ...clusters, ''].join('\n'));
  return file;
}
