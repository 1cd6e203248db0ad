import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { judge } from '../../src/proof/judge.ts';
import { proofKinds } from '../../src/proof/kinds.ts';
import { type Scratch, withScratch } from '../../src/proof/scratch.ts';
import type { StorePlace } from '../../src/proof/store-place.ts';
import { type Cut, startCuttingProxy } from '../support/cutting-proxy.ts';
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts';
import { type FaultLoopOptions, type FaultLoopResult, runFaultLoop } from './fault-loop.ts';

/** Faults of each sort in one run; `STORE_FAULTS=50 npx vitest run --project proof test/proof/store-faults.test.ts` for more. */
const rounds = Number(process.env['STORE_FAULTS'] ?? 4);
const timeout = 150_000 + rounds * 4_000;
const newSeed = (): number => Number(process.env['PROOF_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

let postgres: PostgresServer | undefined;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres?.stop());

function server(): PostgresServer {
  if (postgres === undefined) throw new Error('PostgreSQL is not running.');
  return postgres;
}

type How = Omit<FaultLoopOptions, 'seed' | 'rounds' | keyof Scratch>;

async function faulty(where: Parameters<typeof withScratch>[0], how: (scratch: Scratch) => How | Promise<How>) {
  const seed = newSeed();
  const result = await withScratch(where, async (scratch) =>
    runFaultLoop({ ...scratch, seed, rounds, ...(await how(scratch)) }),
  );
  return { ...result, seed };
}

/** Nothing twice, lost or told wrong; and the faults met requests on their way. */
function expectKept({ evidence, seed }: FaultLoopResult & { readonly seed: number }): void {
  const verdict = judge(evidence, proofKinds);
  expect(verdict.faults, `seed ${seed}`).toEqual([]);
  expect(verdict.kills).toBe(rounds);
  expect(verdict.landed, `seed ${seed}`).toBeGreaterThan(0);
}

describe('the guarantees hold on PostgreSQL', { timeout }, () => {
  test('whose connections are ended by pg_terminate_backend', async () => {
    const result = await faulty({ url: server().url() }, () => ({
      fault: async () => {
        await server().sql(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where application_name = 'flink-medic' and pid <> pg_backend_pid()`,
        );
      },
    }));

    expectKept(result);
    expect(result.complaints).toEqual([]);
  });

  test('that is killed and started again', async () => {
    const result = await faulty({ url: server().url() }, () => ({
      fault: async () => {
        await server().kill();
        await server().restart();
      },
    }));

    expectKept(result);
    expect(result.complaints).toEqual([]);
  });

  test('whose connection is cut around the commit of an intent or an outcome', async () => {
    const cuts = { before: 0, after: 0 };
    const proxy = await startCuttingProxy(server().port);
    onTestFinished(() => proxy.close());

    const result = await faulty({ url: server().url() }, ({ place }) => ({
      workersPlace: throughPort(place, proxy.port),
      fault: async (_stage, random) => {
        // After: it is stored, and nobody is told.
        const cut = random.pick<Cut>(['before', 'after', 'after']);
        cuts[cut] += 1;
        // The state `sent` as a parameter: an action that leaves, or one whose answer is stored.
        await proxy.cutNext(sentAsParameter, cut);
      },
    }));

    expectKept(result);
    expect(result.complaints).toEqual([]);
    expect(cuts.before + cuts.after).toBe(rounds);
  });
});

/** With its length before it, as the protocol has it. */
const sentAsParameter = '\u0000\u0000\u0000\u0004sent';

function throughPort(place: StorePlace, port: number): StorePlace {
  if (!('url' in place)) throw new Error('a file has no port');
  const url = new URL(place.url);
  url.port = String(port);
  return { ...place, url: url.href };
}

describe('the guarantees hold on SQLite', { timeout }, () => {
  test('whose write lock another process holds for longer than a write waits', async () => {
    const result = await faulty({ folder: tmpdir() }, ({ place }) => ({
      busyTimeoutMs: 20,
      fault: async (_stage, random) => {
        const other = new Database('file' in place ? place.file : '', { timeout: 5_000 });
        other.exec('begin immediate');
        await sleep(random.whole(30, 150));
        other.exec('rollback');
        other.close();
      },
    }));

    expectKept(result);
    expect(result.complaints).toEqual([]);
  });

  test('on a disk that is full', async ({ skip }) => {
    const disk = smallDisk(8);
    skip(disk === undefined, 'NOT APPLICABLE: this user may not mount a small disk to fill');
    if (disk === undefined) return;

    const result = await faulty({ folder: tmpdir() }, () => ({
      place: { file: join(disk, 'medic.sqlite') },
      fault: async () => {
        const ballast = fill(disk);
        // Until the worker has met it.
        await sleep(300);
        rmSync(ballast);
      },
    }));

    expectKept(result);
    // Nothing can be stored, so nothing is sent: it ends, and says why.
    expect(result.complaints.length).toBeGreaterThan(0);
    for (const complaint of result.complaints) expect(complaint).toContain('the disk is full');
  });
});

/** A mounted disk of so many MiB; undefined: this user may not mount one. */
function smallDisk(mebibytes: number): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'flink-medic-small-disk-'));
  const mounted =
    spawnSync('sh', ['-c', 'exec mount "$@"', 'mount', '-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', folder])
      .status === 0;
  onTestFinished(() => {
    if (mounted) spawnSync('sh', ['-c', 'exec umount -l "$1"', 'umount', folder]);
    rmSync(folder, { recursive: true, force: true });
  });
  if (!mounted) return undefined;
  const inside = join(folder, 'data');
  mkdirSync(inside);
  return inside;
}

/** Takes what is left of the disk. */
function fill(folder: string): string {
  const ballast = join(folder, 'ballast');
  const handle = openSync(ballast, 'w');
  try {
    for (const bytes of [65_536, 512]) {
      try {
        for (;;) writeSync(handle, Buffer.alloc(bytes));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    }
  } finally {
    closeSync(handle);
  }
  return ballast;
}
