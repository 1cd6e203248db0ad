import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { databaseFile } from '../../src/cli/data-folder.ts';
import { trustLibrary } from '../../src/demo/trust-library.ts';
import { writeDemoConfig } from '../../src/demo/write-config.ts';
import { openedStore } from '../adapters/store/temp-store.ts';
import { run } from '../cli/run-for-tests.ts';

test("the demo's procedures are reviewed in its own store before the agent is there, and listed as by the demo", async () => {
  const folder = mkdtempSync(join(tmpdir(), 'flink-medic-trust-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'flink-medic.yaml');
  const data = join(folder, 'data');
  const stage = { url: 'http://127.0.0.1:1', savepointDirectory: join(folder, 'savepoints') };
  await writeDemoConfig(file, { data, clusters: [{ name: 'main', stage, launches: new Map() }] });
  const clock = { now: () => 5_000, sleep: () => Promise.reject(new Error('nothing waits here')) };

  const planned = await trustLibrary(file, 'demo', clock);

  const { stdout } = await run(['sop', 'trust', '--list', '--json', '--config', file], { folder });
  const { sops } = JSON.parse(stdout) as { sops: { state: string; plan: unknown[]; review: object }[] };
  expect(planned).toBe(sops.filter((one) => one.plan.length > 0).length);
  expect(planned).toBeGreaterThan(0);
  expect(new Set(sops.map((one) => one.state))).toEqual(new Set(['reviewed']));
  expect(sops[0]?.review).toMatchObject({ by: 'demo', at: '1970-01-01T00:00:05.000Z' });
  const { store } = await openedStore(databaseFile(data));
  expect(await store.sopReviews.list()).toHaveLength(sops.length);
});
