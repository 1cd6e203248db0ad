import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openStore } from '../../src/adapters/store/open-store.ts';
import { systemClock } from '../../src/adapters/telemetry/system-clock.ts';
import { databaseFile } from '../../src/cli/data-folder.ts';
import { makeOutput } from '../../src/cli/output.ts';
import { loadConfig } from '../../src/config.ts';
import { serve } from '../../src/serve.ts';
import { actionNamed, approvalNamed, incidentNamed, planNamed } from '../adapters/store/rows-for-tests.ts';
import { cliFolder, written } from '../cli/run-for-tests.ts';
import { openFake } from '../demo/fake-flink/fake.ts';
import { allLog } from '../support/all-log.ts';

const memory = { exceptionCursor: undefined, jobId: 'a', lastState: 'RUNNING', lastCompletedCheckpointId: undefined };

/** What a process before has left behind for a job, a row of it broken by hand. */
async function leftBehind(folder: string, breaking: string): Promise<void> {
  const file = databaseFile(join(folder, 'data'));
  const onCorrupt = (): never => {
    throw new Error('nothing is broken yet');
  };
  const store = await openStore({ file, busyTimeoutMs: 2_000, role: 'serve', clock: systemClock, onCorrupt });
  const plan = planNamed('p-1', 'i-1');
  const incident = incidentNamed('i-1', { state: 'awaiting_approval', planId: plan.id });
  const actions = [actionNamed('a-1', plan), actionNamed('a-2', plan, { step: 1, stepName: 'start' })];
  const expiresAt = systemClock.now() + 3_600_000;
  await store.incidents.save({
    incident,
    events: [],
    plan: { plan, actions },
    approval: approvalNamed('ap-1', plan, { expiresAt }),
  });
  await store.watch.saveJobMemories('prod', new Map([['orders', memory]]));
  const lastPollAt = systemClock.now();
  await store.watch.saveCluster('prod', { incarnation: 'x', firstSeenAt: 1, lastPollAt, unreadable: undefined });
  await store.close();
  const raw = new Database(file);
  expect(raw.prepare(breaking).run().changes).toBe(1);
  raw.close();
}

test.each<[row: string, breaking: string]>([
  ['an incident', "update incident set doc = '{' where id = 'i-1'"],
  ['a plan that waits for an approval', "update plan set doc = '{' where id = 'p-1'"],
  ['an approval', "update approval set votes = '{' where id = 'ap-1'"],
  ['an action that was sent', "update action set state = 'sent', result = '{' where id = 'a-1'"],
  ['an action that waits for a person', "update action set state = 'needs_human', result = '{' where id = 'a-1'"],
  ['the memory of a job', "update job_memory set doc = '{' where job = 'orders'"],
  ['the memory of the cluster', "update cluster_memory set doc = '{' where cluster = 'prod'"],
])('%s that cannot be read is told, and its cluster is watched', async (_row, breaking) => {
  const folder = cliFolder();
  const fake = await openFake({});
  for (const name of ['orders', 'payments']) fake.flink.addJob({ name, ageMs: 600_000 });
  written(folder, {
    'data/.keep': '',
    'flink-medic.yaml': `data: ./data\npoll: { every: 1s }\nclusters:\n  - { name: prod, url: "${fake.flink.url}" }\n`,
  });
  await leftBehind(folder, breaking);
  const log = allLog();
  const stop = new AbortController();
  const nowhere = new PassThrough().resume();

  const serving = serve({
    config: loadConfig({ file: join(folder, 'flink-medic.yaml'), env: {} }),
    output: makeOutput(true, nowhere, nowhere),
    clock: systemClock,
    log,
    signal: stop.signal,
  });
  const raw = new Database(databaseFile(join(folder, 'data')), { readonly: true });
  const watched = () => raw.prepare("select job from job_memory where doc like '%RUNNING%' order by job").pluck().all();
  await expect.poll(watched, { timeout: 10_000 }).toEqual(['orders', 'payments']);
  stop.abort();

  expect(await serving).toBe(0);
  const said = log.lines.filter(({ fields }) => JSON.stringify(fields).includes('cannot be read'));
  expect(said.length).toBeGreaterThan(0);
  raw.close();
});
