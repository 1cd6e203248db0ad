import { createHash } from 'node:crypto';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { stringify } from 'yaml';
import { openStore, type Store } from '../../src/adapters/store/open-store.ts';
import { systemClock } from '../../src/adapters/telemetry/system-clock.ts';
import { type FakeFlink, startFakeFlink } from '../../src/demo/fake-flink/start-fake-flink.ts';
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts';
import { trustFolder } from '../support/trust-sops.ts';
import { type ChildAgent, startRealAgent } from './support/child-agent.ts';
import { until } from './support/until.ts';

let postgres: PostgresServer | undefined;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres?.stop());

const job = 'invoice-totals';
const sops = join(import.meta.dirname, '..', '..', 'sops');
const names = ['east', 'west'] as const;
const lease = '3s';
const patience = { withinMs: 100_000 };

interface Stage {
  readonly flinks: Readonly<Record<(typeof names)[number], FakeFlink>>;
  readonly store: Store;
  replica(name: string): ChildAgent;
  /** Process ids by cluster: who holds it now, by the database. */
  holders(): Promise<Readonly<Record<string, number>>>;
}

/** Two clusters with one job each, and a database that as many replicas as wanted share. */
async function openStage(database: string): Promise<Stage> {
  const server = postgres as PostgresServer;
  await server.sql(`create database ${database}`);
  const url = server.url(database);
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'flink-medic-replicas-')));
  const [east, west] = await Promise.all(names.map((name) => startFakeFlink({ directory: join(folder, name) })));
  const flinks = { east, west } as Stage['flinks'];
  const jar = Buffer.concat([Buffer.from('PK\u0005\u0006', 'latin1'), Buffer.alloc(18)]);
  writeFileSync(join(folder, 'jobs.jar'), jar);
  const sha256 = createHash('sha256').update(jar).digest('hex');
  const clusters = names.map((name) => {
    const flink = flinks[name];
    flink.addJob({ name: job, restartAttempts: 2, checkpointIntervalMs: 500, ageMs: 5_000 });
    const launch = { jar: join(folder, 'jobs.jar'), sha256, ...flink.launchOf(job) };
    const record = { name: job, desired: 'running', restart: 'auto', sink: { guarantee: 'at-least-once' }, launch };
    const access = { url: flink.url, environment: 'staging', mode: 'auto', controller: 'none' };
    return { name, ...access, snapshotRoots: [flink.savepointDirectory], jobs: [record] };
  });
  const agents: ChildAgent[] = [];
  const store: { opened?: Store } = {};
  onTestFinished(async () => {
    await Promise.all(agents.map((agent) => agent.kill()));
    await store.opened?.close();
    await Promise.all(names.map((name) => flinks[name].close()));
    rmSync(folder, { recursive: true, force: true });
  });

  function replica(name: string): ChildAgent {
    const config = join(folder, `${name}.yaml`);
    const watching = { poll: { every: '500ms' }, detection: { preset: 'quick', settle: '1s' } };
    writeFileSync(config, stringify({ database: { url, lease }, sops, ...watching, clusters }));
    const agent = startRealAgent({ config, logFile: join(folder, `${name}.log`) });
    agents.push(agent);
    return agent;
  }

  async function holders(): Promise<Readonly<Record<string, number>>> {
    const now = 'floor(extract(epoch from clock_timestamp()) * 1000)';
    const rows = await server.sql(`select cluster, holder from flink_medic.lease where expires_at > ${now}`, database);
    return Object.fromEntries(
      rows.map((row) => [String(row['cluster']), Number(String(row['holder']).split(' ').at(-2))]),
    );
  }

  const first = replica('first');
  store.opened = await until(
    'the first replica has made the tables',
    async () => {
      try {
        return await openStore({ url, busyTimeoutMs: 2_000, role: 'cli', clock: systemClock, onCorrupt: () => {} });
      } catch {
        return undefined;
      }
    },
    patience,
  );
  agents.splice(agents.indexOf(first), 1);
  await first.kill();
  await trustFolder(store.opened, sops, systemClock.now());
  await until('its leases have run out', async () => Object.keys(await holders()).length === 0, patience);
  return { flinks, store: store.opened, replica, holders };
}

async function shared(
  stage: Stage,
): Promise<{ owners: Readonly<Record<string, number>>; agents: Map<number, ChildAgent> }> {
  const agents = new Map<number, ChildAgent>();
  for (const name of ['one', 'two']) {
    const agent = stage.replica(name);
    agents.set(agent.pid, agent);
  }
  const owners = await until(
    'each replica has a cluster and has looked at it',
    async () => {
      const found = await stage.holders();
      const looked = await Promise.all(names.map((name) => stage.store.watch.cluster(name)));
      const fair = new Set(Object.values(found)).size === 2;
      return fair && looked.every((one) => one?.firstSeenAt !== undefined && one.lastPollAt > one.firstSeenAt)
        ? found
        : undefined;
    },
    patience,
  );
  for (const agent of agents.values())
    expect(agent.log()).toContain('serve runs on the configured PostgreSQL database');
  return { owners, agents };
}

/** Breaks the job of a cluster; a start heals it. */
async function breakJob(flink: FakeFlink): Promise<void> {
  flink.setTrouble(job, 'out-of-restarts');
  await until('the job has failed', () => flink.job(job)?.state === 'FAILED', patience);
  flink.setTrouble(job, undefined);
}

async function cleared(stage: Stage, cluster: string): Promise<void> {
  await until(
    'the incident is cleared',
    async () => {
      const found = (await stage.store.incidents.list({ cluster })).filter((one) => one.job === job);
      return found.some((one) => one.closing === 'cleared') && found.every((one) => one.state === 'closed');
    },
    { ...patience, clues: () => clues(stage, cluster) },
  );
}

async function clues(stage: Stage, cluster: string): Promise<string> {
  const incidents = await stage.store.incidents.list({ cluster });
  const actions = await stage.store.ledger.actions({});
  const flink = stage.flinks[cluster as (typeof names)[number]];
  const seen = {
    incidents,
    actions,
    holders: await stage.holders(),
    job: flink.job(job),
    effects: flink.sideEffects(),
  };
  return JSON.stringify(seen, undefined, 1);
}

function startsOf(flink: FakeFlink): number {
  return flink.sideEffects().filter((one) => one.kind === 'start').length;
}

test('the clusters of a replica that is killed are taken over, and what it was about happens once', async () => {
  const stage = await openStage('killed');
  const { owners, agents } = await shared(stage);
  const owner = owners['east'] ?? 0;
  await breakJob(stage.flinks.east);
  await until('its start has left', () => startsOf(stage.flinks.east) > 0, patience);
  await agents.get(owner)?.kill();

  await cleared(stage, 'east');

  expect((await stage.holders())['east']).not.toBe(owner);
  expect(startsOf(stage.flinks.east)).toBe(1);
  expect(stage.flinks.east.job(job)?.state).toBe('RUNNING');
  expect(stage.flinks.east.unexpected).toEqual([]);
  expect(startsOf(stage.flinks.west)).toBe(0);
}, 300_000);

test('a replica that was frozen past its lease changes nothing when it wakes', async () => {
  const stage = await openStage('frozen');
  const { owners } = await shared(stage);
  const owner = owners['west'] ?? 0;
  await breakJob(stage.flinks.west);
  await until(
    'the incident is open',
    async () => (await stage.store.incidents.list({ cluster: 'west', open: true })).length > 0,
    patience,
  );
  process.kill(owner, 'SIGSTOP');
  onTestFinished(() => {
    try {
      process.kill(owner, 'SIGCONT');
    } catch {
      // It has ended already.
    }
  });

  await until('the other has it', async () => ((await stage.holders())['west'] ?? owner) !== owner, patience);
  await cleared(stage, 'west');
  const before = await stage.store.incidents.list({ cluster: 'west' });
  const rows = await stage.store.ledger.actions({});
  process.kill(owner, 'SIGCONT');
  await until('it has its share again', async () => Object.values(await stage.holders()).includes(owner), patience);

  expect(startsOf(stage.flinks.west)).toBe(1);
  expect((await stage.store.incidents.list({ cluster: 'west' })).map(({ id, closing }) => ({ id, closing }))).toEqual(
    before.map(({ id, closing }) => ({ id, closing })),
  );
  expect(await stage.store.ledger.actions({})).toEqual(rows);
}, 300_000);
