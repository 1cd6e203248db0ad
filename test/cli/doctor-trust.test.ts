import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { databaseFile } from '../../src/cli/data-folder.ts';
import type { DoctorFinding } from '../../src/cli/doctor.ts';
import { openedStore } from '../adapters/store/temp-store.ts';
import { readOnlyFlink } from '../support/read-only-flink.ts';
import { cliFolder, outsideWith, run, sopBody, written } from './run-for-tests.ts';

const sop = (id: string, more = '') => `---
id: ${id}
title: ${id}
severity: high
match: { exceptions: ["${id.replaceAll('-', '')}Exception"] }
actions: [restart-job]
${more}examples: ["${id.replaceAll('-', '')}Exception: now"]
---
${sopBody()}`;
const plan = 'plan: [{ action: restart-job, when: [job-failed], with: {} }]\n';

/** Two procedures with a plan that may run alone, one of them for staging alone, one of the team's own, and one for people. */
function library(clusters: string): string {
  const folder = cliFolder();
  written(folder, {
    'flink-medic.yaml': `data: ./data\nsops: [./sops]\nclusters:\n${clusters}`,
    'data/.keep': '',
    'sops/backpressure.md': sop('backpressure', plan),
    'sops/restart-loop.md': sop('restart-loop', `${plan}environments: [staging]\n`),
    'sops/night-shift.md': sop('night-shift', plan),
    'sops/poison-record.md': sop('poison-record'),
  });
  return folder;
}

const cluster = (name: string, environment: string, more: string) =>
  `  - { name: ${name}, url: "http://127.0.0.1/${name}", environment: ${environment}, controller: none, ${more} }\n`;

async function findings(folder: string): Promise<DoctorFinding[]> {
  const outside = outsideWith({
    flink: () => Promise.resolve({ ...readOnlyFlink({ jobs: [] }) }),
    jars: () => Promise.resolve({ sha256: () => Promise.resolve(undefined) }),
  });
  const { stdout } = await run(['doctor', '--json'], { folder, outside });
  const { here } = JSON.parse(stdout) as { here: DoctorFinding[] };
  return here.filter((one) => one.about === 'sop trust');
}

test.each<[title: string, more: string]>([
  ['observed', 'mode: observe, jobs: [{ name: orders }]'],
  ['asked about', 'mode: ask, jobs: [{ name: orders }]'],
  ['said to be auto, and none is recorded', 'mode: auto'],
  ['auto, and the only job is not', 'mode: auto, jobs: [{ name: orders, mode: ask }]'],
])('nothing is said where jobs are %s', async (_title, more) => {
  expect(await findings(library(cluster('prod', 'production', more)))).toEqual([]);
});

test('each cluster with jobs in auto names what is not reviewed there, with the command', async () => {
  const many = '{ name: a }, { name: b }, { name: c }, { name: d }, { name: e, mode: observe }';
  const folder = library(
    cluster('prod', 'production', 'mode: ask, jobs: [{ name: orders, mode: auto }, { name: offers }]') +
      cluster('stage', 'staging', `mode: auto, jobs: [${many}]`),
  );

  expect(await findings(folder)).toEqual([
    {
      level: 'note',
      about: 'sop trust',
      text: 'prod, mode auto for orders: not reviewed, so their plans are asked about: backpressure. Read them, then: flink-medic sop trust backpressure',
    },
    {
      level: 'note',
      about: 'sop trust',
      text: 'stage, mode auto for a, b, c and 1 more: not reviewed, so their plans are asked about: backpressure, restart-loop. Read them, then: flink-medic sop trust backpressure restart-loop',
    },
  ]);
});

test('what was reviewed is not named, unless it has changed since', async () => {
  const folder = library(cluster('stage', 'staging', 'mode: auto, jobs: [{ name: orders }]'));
  await run(['sop', 'trust', '--all'], { folder });
  const reviewed = await findings(folder);
  written(folder, { 'sops/backpressure.md': `${sop('backpressure', plan)}And think twice.\n` });

  const changed = await findings(folder);

  expect(reviewed).toEqual([
    {
      level: 'ok',
      about: 'sop trust',
      text: 'stage, mode auto for orders: 2 SOPs with a plan that may run alone, all reviewed',
    },
  ]);
  expect(changed).toMatchObject([{ level: 'note', text: expect.stringContaining(': backpressure (changed since). ') }]);
});

test('a store that gives no answer is one finding, not two', async () => {
  const folder = library(cluster('stage', 'staging', 'mode: auto, jobs: [{ name: orders }]'));
  const file = databaseFile(join(folder, 'data'));
  const { store } = await openedStore(file);
  await store.close();
  const other = new Database(file);
  onTestFinished(() => void other.close());
  other.exec('drop table sop_review; pragma journal_mode = delete; begin exclusive');

  const found = await findings(folder);
  other.exec('rollback');

  expect(found).toEqual([]);
});
