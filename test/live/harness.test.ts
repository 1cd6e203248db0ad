import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type FlinkClusterHandle, type FlinkClusterOptions, startFlinkCluster } from '../../src/demo/flink-cluster.ts';
import { flinkVersions, prepareFlink } from '../../src/demo/flink-home.ts';
import { controlFileOf, jobShape, programArguments } from '../../src/demo/jobs.ts';

interface JobView {
  readonly state: string;
  readonly vertices: readonly { readonly id: string; readonly name: string }[];
}

interface CheckpointsView {
  readonly counts: { readonly completed: number };
  readonly latest: { readonly restored: { readonly id: number } | null };
}

describe.each(flinkVersions)('Flink %s', (version) => {
  async function startCluster(options: Omit<FlinkClusterOptions, 'home'>): Promise<FlinkClusterHandle> {
    const cluster = await startFlinkCluster({ home: await prepareFlink(version), ...options });
    onTestFinished(async () => await cluster.stop());
    return cluster;
  }

  test('a job keeps its count when a TaskManager is lost, and nothing is left after stop', async () => {
    const cluster = await startCluster({ taskManagers: 2, slots: 1 });
    const job = await submitOrders(cluster, { parallelism: 2 });
    await until('two checkpoints', async () => (await checkpoints(cluster, job)).counts.completed >= 2);
    await until('a growing count', async () => (await totals(cluster, job)).currentCount > 0);
    const before = await totals(cluster, job);

    await cluster.killTaskManager(0);
    await cluster.startTaskManager();
    await until('the restored job', async () => {
      const now = await totals(cluster, job);
      return now.restoredCount > 0 && now.currentCount > before.currentCount;
    });

    expect(before.restoredCount).toBe(0);
    expect((await checkpoints(cluster, job)).latest.restored?.id).toBeGreaterThan(0);
    const pids = cluster.pids();
    expect(pids).toHaveLength(3);
    await cluster.stop();
    expect(pids.filter(isRunning)).toEqual([]);
    expect(cluster.pids()).toEqual([]);
    expect(existsSync(cluster.directory)).toBe(false);
  });

  test('a job comes back under its id when its JobManager is killed, and a frozen JobManager accepts but does not answer', async () => {
    const cluster = await startCluster({ highAvailability: true });
    const jobId = '0123456789abcdef0123456789abcdef';
    await submitOrders(cluster, { parallelism: 1, jobId });
    await until('a checkpoint', async () => (await checkpoints(cluster, jobId)).counts.completed >= 1);

    await cluster.killJobManager();
    await expect(fetch(`${cluster.url}/overview`)).rejects.toThrow('fetch failed');
    await cluster.restartJobManager();
    await until('the job to run again', async () => {
      const { restored } = (await checkpoints(cluster, jobId)).latest;
      return (await view(cluster, jobId)).state === 'RUNNING' && restored !== null;
    });
    await until('its count', async () => (await totals(cluster, jobId)).restoredCount > 0);

    cluster.freezeJobManager();
    // Threads stop one after the other: what is asked in that moment may still be answered.
    await until('a request to stay unanswered', () => isUnanswered(`${cluster.url}/overview`));
    cluster.thawJobManager();
    expect((await fetch(`${cluster.url}/overview`)).status).toBe(200);
  });
});

test('a JobManager that ends itself while it comes up is started again, and given up when it does so each time', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'flink-medic-java-'));
  onTestFinished(async () => await rm(folder, { recursive: true, force: true }));
  const ends = join(folder, 'ends');
  const home = await prepareFlink(flinkVersions[0]);
  const java = join(folder, 'java');
  // Ends with one line of the file each time, as Flink's own exit code for a fatal error.
  const body = `if [ -s ${ends} ]; then sed -i 1d ${ends}; exit 239; fi\nexec ${home.java} "$@"\n`;
  writeFileSync(java, `#!/bin/sh\n${body}`, { mode: 0o755 });
  const told: string[] = [];
  const cluster = await startFlinkCluster({
    home: { ...home, java },
    taskManagers: 0,
    onProgress: (line) => told.push(line),
  });
  onTestFinished(async () => await cluster.stop());

  writeFileSync(ends, 'once\n');
  await cluster.restartJobManager();
  expect((await fetch(`${cluster.url}/overview`)).status).toBe(200);
  expect(told.filter((line) => line.includes('jobmanager ended with exit code 239'))).toHaveLength(1);

  writeFileSync(ends, 'once\ntwice\nthrice\n');
  const frames = '\tat some.Frame\n'.repeat(30);
  const lines = `12:00 ERROR Fatal error\nsome.Failure: outer\n${frames}Caused by: some.Failure: inner\n${frames}`;
  appendFileSync(join(cluster.directory, 'logs', 'jobmanager.log'), lines);
  await expect(cluster.restartJobManager()).rejects.toThrow(
    /jobmanager ended with exit code 239[^]*Fatal error\nsome.Failure: outer\nCaused by: some.Failure: inner\n/u,
  );
  expect(cluster.pids()).toEqual([]);
});

test('no Flink process outlives the program that started it, not even a frozen one', async () => {
  const script = join(import.meta.dirname, 'abandoned-cluster.ts');
  const program = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void program.kill('SIGKILL'));
  const [line] = (await once(program.stdout, 'data')) as [Buffer];
  const { pids, directory } = JSON.parse(String(line)) as { pids: number[]; directory: string };
  onTestFinished(async () => await rm(directory, { recursive: true, force: true }));
  expect(pids.filter(isRunning)).toHaveLength(2);

  program.kill('SIGKILL');

  await until('its processes to end', async () => pids.filter(isRunning).length === 0);
});

async function submitOrders(
  cluster: FlinkClusterHandle,
  { parallelism, jobId }: { parallelism: number; jobId?: string },
): Promise<string> {
  const shape = jobShape('orders-enrich', Date.now(), { parallelism, checkpointIntervalMs: 1_000 });
  const args = programArguments(shape, controlFileOf(cluster.directory, shape.name));
  return await cluster.submit({ programArguments: args, parallelism, ...(jobId === undefined ? {} : { jobId }) });
}

async function view(cluster: FlinkClusterHandle, job: string): Promise<JobView> {
  return (await cluster.get(`/jobs/${job}`)) as JobView;
}

async function checkpoints(cluster: FlinkClusterHandle, job: string): Promise<CheckpointsView> {
  return (await cluster.get(`/jobs/${job}/checkpoints`)) as CheckpointsView;
}

/** Sums of the job's two counters over all subtasks; -1 while Flink has no values yet. */
async function totals(
  cluster: FlinkClusterHandle,
  job: string,
): Promise<{ restoredCount: number; currentCount: number }> {
  const { vertices } = await view(cluster, job);
  const vertex = vertices.find((each) => each.name.startsWith('totals'));
  const path = `/jobs/${job}/vertices/${vertex?.id}/subtasks/metrics?agg=sum&get=totals.restoredCount,totals.currentCount`;
  const values = (await cluster.get(path)) as { id: string; sum: number }[];
  const sumOf = (name: string): number => values.find((each) => each.id === `totals.${name}`)?.sum ?? -1;
  return { restoredCount: sumOf('restoredCount'), currentCount: sumOf('currentCount') };
}

async function isUnanswered(url: string): Promise<boolean> {
  const asked = fetch(url, { signal: AbortSignal.timeout(1_500) });
  return await asked.then(
    () => false,
    (error: unknown) => error instanceof Error && error.name === 'TimeoutError',
  );
}

/** Polls real state; while a JobManager is away the question itself fails, which is not yet an answer. */
async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 120_000;
  let lastError: unknown;
  while (performance.now() < deadline) {
    try {
      if (await holds()) return;
    } catch (error) {
      lastError = error;
    }
    await sleep(250);
  }
  throw new Error(`Waited 120 s for ${what}`, { cause: lastError });
}

/** True for a process that is there and has not ended; one that ended may stay listed until its parent looks. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
