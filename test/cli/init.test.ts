import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/adapters/telemetry/system-clock.ts';
import { draftConfig } from '../../src/cli/init.ts';
import { type Config, loadConfig, resolveJobRecord } from '../../src/config.ts';
import { FlinkUnreadable } from '../../src/domain/errors.ts';
import type { ClusterIdentity, JobId } from '../../src/domain/flink.ts';
import { skillsOf } from '../../src/serving/skills-of.ts';
import {
  readOnlyFlink,
  retainedCheckpoints,
  type ShownJob,
  shownJob,
  silentFlink,
} from '../support/read-only-flink.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flink-medic-init-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const never = new AbortController().signal;

function draft(jobs: readonly ShownJob[], identity: Partial<ClusterIdentity> = {}): Promise<string> {
  return draftConfig('http://flink.prod:8081', readOnlyFlink({ jobs, identity }), never);
}

function loaded(yaml: string): Config {
  const file = join(folder, 'draft.yaml');
  writeFileSync(file, yaml);
  return loadConfig({ file, env: {} });
}

const hostileNames = [
  'a: b',
  '- x',
  '"q"',
  "it's",
  'two\nmode: auto',
  '# no',
  '{a}',
  '\u202e\u2028x',
  '!t',
  '&a',
  '123',
  'true',
  'ünï 🦊',
];

describe('the draft', () => {
  test('reads as a configuration that only observes', async () => {
    const yaml = await draft([{ line: shownJob('orders'), checkpoints: retainedCheckpoints, parallelism: 4 }]);

    const config = loaded(yaml);
    expect(config.clusters).toMatchObject([
      { name: 'flink.prod-8081', url: 'http://flink.prod:8081', mode: 'observe', controller: 'unknown' },
    ]);
    expect(resolveJobRecord(config, 'flink.prod-8081', 'orders')).toMatchObject({
      recorded: true,
      desired: 'unknown',
      mode: 'observe',
    });
  });

  test('names the procedures that come with the program, wherever the file is kept', async () => {
    const yaml = await draft([]);

    const [sops] = loaded(yaml).sops;
    expect(sops).toBe(join(import.meta.dirname, '../../sops'));
    expect(existsSync(join(sops ?? '', 'checkpoint-expired.md'))).toBe(true);
    expect(yaml).toContain('# The procedures that come with flink-medic.');
  });

  test('names the skills that come with the program, so that they are found wherever the file is kept', async () => {
    const { skills } = loaded(await draft([]));

    const found = skillsOf({ skills }, systemClock).skills.list('production');
    expect(skills.folders).toEqual([join(import.meta.dirname, '../../skills')]);
    expect(found.map(({ name }) => name)).toEqual([
      'backpressure-and-skew',
      'checkpoint-forensics',
      'kafka-connector',
      'memory',
    ]);
  });

  test('says what was seen and marks what Flink cannot tell', async () => {
    const yaml = await draft([
      { line: shownJob('orders'), checkpoints: retainedCheckpoints, parallelism: 4 },
      { line: shownJob('clicks'), checkpoints: { ...retainedCheckpoints, retained: false } },
      { line: shownJob('none') },
      { line: shownJob('closed'), checkpoints: 'unreadable' },
      { line: shownJob('nightly', { type: 'BATCH', state: 'FINISHED' }) },
    ]);

    expect(yaml).toContain('# Draft of flink-medic init, made from a Flink 1.20.3 with 5 job names.');
    expect(yaml).toContain('# RUNNING; a checkpoint every 10 s, retained\n      - name: "orders"');
    expect(yaml).toContain(
      '# TODO launch: { jar: ./orders.jar, sha256: <sha256sum of it>, entryClass: <main class>, args: [], parallelism: 4 }',
    );
    expect(yaml).toContain(
      'deleted when the job fails: set execution.checkpointing.externalized-checkpoint-retention: RETAIN_ON_CANCELLATION in Flink\n      - name: "clicks"',
    );
    expect(yaml).toContain('# RUNNING; takes no checkpoints: nothing can be restored\n      - name: "none"');
    expect(yaml).toContain('# RUNNING; its checkpoint settings could not be read\n      - name: "closed"');
    expect(yaml).toContain('# FINISHED; batch: never restarted; ');
    expect(yaml).toContain('# TODO savepointDirectory: s3://bucket/savepoints');
    expect(yaml.match(/# TODO launch/g)).toHaveLength(4);
  });

  test('shows the run that lives, also where a younger one of its name has ended', async () => {
    const yaml = await draft([
      { line: shownJob('orders'), checkpoints: retainedCheckpoints, parallelism: 4 },
      { line: shownJob('orders', { id: 'e'.repeat(32) as JobId, state: 'FAILED', startTime: 2 }) },
    ]);

    expect(yaml).toContain('# RUNNING; a checkpoint every 10 s, retained\n      - name: "orders"');
  });

  test.each<[title: string, identity: Partial<ClusterIdentity>, controller: string, hint: string]>([
    ['names the operator that owns the cluster', { operatorManaged: true }, 'flink-operator', 'the operator acts'],
    [
      'leaves the controller open, with the sign of an operator',
      { webCancel: false },
      'unknown',
      'as the Flink Kubernetes operator does',
    ],
  ])('%s', async (_title, identity, controller, hint) => {
    const yaml = await draft([], identity);

    expect(loaded(yaml).clusters[0]).toMatchObject({ controller, jobs: [] });
    expect(yaml).toContain(hint);
  });

  test('takes the savepoint directory over that Flink is configured with', async () => {
    const yaml = await draft([], { savepointDirectory: 's3://bucket/sp' });

    expect(loaded(yaml).clusters[0]?.savepointDirectory).toBe('s3://bucket/sp');
  });

  test('survives any job name, none of which can add a setting', async () => {
    const config = loaded(await draft(hostileNames.map((name) => ({ line: shownJob(name) }))));

    expect(config.clusters[0]?.jobs.map(({ name }) => name).toSorted()).toEqual(hostileNames.toSorted());
    expect(config.clusters[0]?.jobs.every(({ mode }) => mode === 'observe')).toBe(true);
  });

  test('gives each of the clusters behind one proxy a name of its own', async () => {
    const nameOf = async (url: string) =>
      loaded(await draftConfig(url, readOnlyFlink({ jobs: [] }), never)).clusters[0]?.name;
    const long = 'p'.repeat(60);

    expect(await nameOf('https://flink.corp/prod/')).toBe('flink.corp-prod');
    expect(await nameOf('https://flink.corp:8443/a%20b/staging')).toBe('flink.corp-8443-a-20b-staging');
    expect(await nameOf(`https://flink.corp/${long}/1`)).not.toBe(await nameOf(`https://flink.corp/${long}/2`));
  });

  test('records a name once, and leaves out what would be read as a pattern, and a job without a name', async () => {
    const older = shownJob('orders', { state: 'CANCELED', startTime: 0, id: shownJob('older').id });
    const others = ['all*\nmode: auto', ''].map((name) => ({ line: shownJob(name) }));
    const yaml = await draft([{ line: shownJob('orders') }, { line: older }, ...others]);

    expect(loaded(yaml).clusters[0]?.jobs.map(({ name }) => name)).toEqual(['orders']);
    expect(yaml).toContain('# all* mode: auto: left out');
    expect(yaml).toContain('# a job without a name: left out');
  });
});

test('a cluster that does not answer makes no draft', async () => {
  const flink = silentFlink(new FlinkUnreadable('no-connection', 'No connection.'));

  await expect(draftConfig('http://flink:8081', flink, never)).rejects.toThrow('No connection.');
});

test('an address with a password never gets into a file', async () => {
  const flink = readOnlyFlink({ jobs: [] });

  await expect(draftConfig('http://bob:hunter2@flink:8081', flink, never)).rejects.toThrow(
    '--from should hold no user and no password: use access.headers or access.tokenFile',
  );
});
