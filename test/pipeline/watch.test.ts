import { expect, test } from 'vitest';
import { makeFlink } from '../../src/adapters/flink/make-flink.ts';
import { advanceMemory } from '../../src/detectors/memory.ts';
import { defaultDetectorLimits } from '../../src/detectors/detector-limits.ts';
import { FlinkUnreadable } from '../../src/domain/errors.ts';
import { makeWatcher } from '../../src/pipeline/watch.ts';
import { openFake } from '../demo/fake-flink/fake.ts';
import { now } from '../support/action-facts.ts';
import { keptLog } from '../support/logs.ts';
import { plainIdentity } from '../support/read-only-flink.ts';
import { scriptFlink } from '../support/scripted-flink.ts';
import { movableClock, temporaryStore } from '../support/temporary-store.ts';

const calm = new AbortController().signal;

test('a cluster that never answered is remembered as unreadable, and its first answer is the first look', async () => {
  const clock = movableClock(now);
  const store = await temporaryStore(clock);
  const flink = scriptFlink([
    ['watch.identity', { throws: new FlinkUnreadable('no-connection', 'connection refused') }],
    ['watch.identity', plainIdentity],
    ['watch.overview', { version: '1.20.3', taskManagers: 1, slotsTotal: 2, slotsAvailable: 2, jobs: [] }],
  ]);
  const limits = { windowMs: 60_000, settleMs: 1_000, identityEveryMs: 60_000, concurrency: 4 };
  const parts = { cluster: 'main', store: store.watch, clock, log: keptLog(), detector: defaultDetectorLimits, limits };
  const watcher = makeWatcher({ ...parts, flink, advanceMemory });

  await watcher.remember(await watcher.poll(() => [], calm));
  const silent = await store.watch.cluster('main');
  clock.at += 5_000;
  await watcher.remember(await watcher.poll(() => [], calm));

  expect(silent).toEqual({ lastPollAt: now, unreadable: 'connection refused' });
  expect(await store.watch.cluster('main')).toEqual({
    incarnation: 'web-1',
    firstSeenAt: now + 5_000,
    lastPollAt: now + 5_000,
  });
  flink.finish();
});

test('a failover between two polls is seen together with the runs that it started', async () => {
  const fake = await openFake({ highAvailability: true });
  const job = fake.flink.addJob({ name: 'orders', ageMs: 600_000 });
  const clock = movableClock(fake.now());
  const store = await temporaryStore(clock);
  const limits = { windowMs: 60_000, settleMs: 1_000, identityEveryMs: 60_000, concurrency: 4 };
  const flink = makeFlink({ url: fake.flink.url, headers: {}, connectTimeoutMs: 5_000, responseTimeoutMs: 5_000 });
  const parts = { cluster: 'main', store: store.watch, clock, log: keptLog(), detector: defaultDetectorLimits, limits };
  const watcher = makeWatcher({ ...parts, flink, advanceMemory });
  const look = async () => {
    const poll = await watcher.poll(() => [], calm);
    if (poll.kind !== 'complete') throw poll.error;
    await watcher.remember(poll);
    fake.pass(10_000);
    clock.at = fake.now();
    return poll.snapshot;
  };

  const before = await look();
  const same = await look();
  fake.flink.killJobManager();
  const after = await look();

  expect(same.identity.incarnation).toBe(before.identity.incarnation);
  expect(after.jobs.map((one) => one.line.id)).toEqual([job]);
  expect(after.jobs[0]?.line.startTime).not.toBe(before.jobs[0]?.line.startTime);
  expect(after.identity.incarnation).not.toBe(before.identity.incarnation);
});
