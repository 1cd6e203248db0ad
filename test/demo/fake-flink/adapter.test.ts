import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFlink } from '../../../src/adapters/flink/make-flink.ts';
import { makeLocalSnapshotStorage } from '../../../src/adapters/flink/local-snapshot-storage.ts';
import type { FakeScheduler, FakeVersion } from '../../../src/demo/fake-flink/cluster.ts';
import type { JobId } from '../../../src/domain/flink.ts';
import type { Flink } from '../../../src/ports/flink.ts';
import { type Fake, id, openFake, temporaryDirectory } from './fake.ts';

const signal = AbortSignal.timeout(60_000);

interface Scene {
  readonly fake: Fake;
  readonly flink: Flink;
  readonly job: JobId;
  readonly directory: string;
}

async function scene(version: FakeVersion, scheduler: FakeScheduler): Promise<Scene> {
  const directory = await temporaryDirectory();
  const fake = await openFake({ version, scheduler, directory });
  const job = fake.flink.addJob({ name: 'orders-enrich', ageMs: 60_000 });
  const limits = { connectTimeoutMs: 2_000, responseTimeoutMs: 5_000 };
  return { fake, flink: makeFlink({ url: fake.flink.url, headers: {}, ...limits }), job, directory };
}

const clusters: [FakeVersion, FakeScheduler][] = [
  ['1.20.4', 'adaptive'],
  ['1.20.4', 'default'],
  ['2.3.0', 'adaptive'],
  ['2.3.0', 'default'],
];

describe.each(clusters)('the adapter and a fake %s, %s scheduler', (version, scheduler) => {
  test('understand each other in every read', async () => {
    const { fake, flink, job, directory } = await scene(version, scheduler);
    const identity = await flink.watch.identity(signal);
    const overview = await flink.watch.overview(signal);
    const detail = await flink.inspect.job(job, signal);
    const lag = await flink.inspect.sourceLag(job, detail?.vertices.slice(0, 1) ?? [], signal);

    expect(identity).toMatchObject({
      version,
      webCancel: true,
      webSubmit: true,
      highAvailability: false,
      savepointDirectory: `file://${directory}/savepoints`,
      scheduler: scheduler === 'adaptive' ? 'adaptive' : undefined,
    });
    expect(identity.incarnation).toContain('flink-web-');
    expect(overview).toMatchObject({ version, taskManagers: 2, slotsTotal: 4, slotsAvailable: 3 });
    expect(overview.jobs[0]).toMatchObject({ id: job, name: 'orders-enrich', state: 'RUNNING' });
    expect(detail?.vertices.map((vertex) => vertex.inputs.length)).toEqual([0, 1, 1]);
    expect(lag).toEqual({ pendingRecords: 0 });
    expect(await flink.watch.metrics(job, signal)).toMatchObject({ restarts: 0, failedCheckpoints: 0 });
    expect(await flink.watch.exceptions(job, signal)).toEqual({ entries: [], truncated: false });
    expect((await flink.watch.checkpoints(job, signal))?.latestCompleted?.externalPath).toBe(
      fake.flink.job('orders-enrich')?.latestCheckpoint?.path,
    );
    expect(await flink.watch.checkpointConfig(job, signal)).toMatchObject({ intervalMs: 2_000, retained: true });
    expect(await flink.inspect.jars(signal)).toEqual([]);
    expect(await flink.inspect.resourceRequirements(job, signal)).toEqual(
      scheduler === 'default'
        ? undefined
        : Object.fromEntries(detail?.vertices.map((one) => [one.id, { lowerBound: 1, upperBound: 1 }]) ?? []),
    );
    const gone = id(9) as JobId;
    expect(await flink.inspect.job(gone, signal)).toBeUndefined();
    expect(await flink.watch.checkpoints(gone, signal)).toBeUndefined();
    expect(await flink.inspect.savepoint(job, id(1), signal)).toEqual({ kind: 'unknown-trigger' });
    expect(flink.calls()['GET /jobs/:job/checkpoints']).toBe(2);
  });

  test('understand each other in every write', async () => {
    const { fake, flink, job, directory } = await scene(version, scheduler);
    const { inspect, write } = flink;
    const base = `file://${directory}/savepoints`;
    const storage = makeLocalSnapshotStorage([directory]);

    const checkpoint = await write.triggerCheckpoint(job, id(1), signal);
    const savepoint = await write.triggerSavepoint({ job, triggerId: id(2), directory: `${base}/${id(2)}` }, signal);
    fake.pass(1_000);
    const taken = await inspect.savepoint(job, id(2), signal);
    expect([checkpoint.kind, savepoint.kind]).toEqual(['executed', 'executed']);
    expect(await inspect.checkpoint(job, id(1), signal)).toMatchObject({ kind: 'completed' });
    expect(taken).toMatchObject({ kind: 'completed' });
    const found = await storage.completeBelow(`${base}/${id(2)}`);
    expect(found).toEqual({ kind: 'found', paths: taken.kind === 'completed' ? [taken.location] : [] });

    const vertices = (await inspect.job(job, signal))?.vertices ?? [];
    const requirements = Object.fromEntries(vertices.map((one) => [one.id, { lowerBound: 1, upperBound: 2 }]));
    const rescaled = await write.putResourceRequirements(job, requirements, signal);
    fake.pass(1_000);
    const width = scheduler === 'adaptive' ? 2 : 1;
    expect(rescaled.kind).toBe(scheduler === 'adaptive' ? 'executed' : 'maybe');
    expect((await inspect.job(job, signal))?.vertices.map((one) => one.parallelism)).toEqual([width, width, width]);

    await write.stopWithSavepoint({ job, triggerId: id(3), directory: `${base}/${id(3)}` }, signal);
    fake.pass(1_000);
    const stopped = await inspect.savepoint(job, id(3), signal);
    expect((await inspect.job(job, signal))?.state).toBe('FINISHED');
    expect((await write.cancel(job, signal)).kind).toBe('already');

    const file = join(directory, 'jobs.jar');
    await writeFile(file, 'PK');
    const jar = { file, sha256: createHash('sha256').update('PK').digest('hex') };
    const jarId = await flink.provideJar(jar, signal);
    expect(await flink.provideJar(jar, signal)).toBe(jarId);
    const snapshot = stopped.kind === 'completed' ? (stopped.location ?? '') : '';
    const { entryClass, args } = fake.flink.launchOf('orders-enrich');
    const run = { jarId, jobId: id(4), entryClass, programArgs: args, parallelism: 2, snapshot, flinkVersion: version };
    const outcomes = [await write.runJar(run, signal), await write.runJar(run, signal)];
    const nowhere = await write.runJar({ ...run, jarId: 'none.jar', jobId: id(5) }, signal);
    fake.pass(3_000);
    expect(outcomes.map((one) => one.kind)).toEqual(['executed', 'already']);
    expect(nowhere.kind).toBe('refused');
    const stats = await flink.watch.checkpoints(id(4) as JobId, signal);
    expect(stats?.latestRestored).toMatchObject({ externalPath: snapshot, isSavepoint: true });
    expect(stats?.completedCount).toBeGreaterThan(0);

    expect((await write.cancel(id(4) as JobId, signal)).kind).toBe('executed');
    fake.pass(1_000);
    expect((await inspect.job(id(4) as JobId, signal))?.state).toBe('CANCELED');
    expect(fake.flink.sideEffects().map((one) => one.kind)).toEqual(
      ['checkpoint', 'savepoint', 'rescale', 'stop', 'start', 'cancel'].filter(
        (kind) => kind !== 'rescale' || scheduler === 'adaptive',
      ),
    );
  });
});
