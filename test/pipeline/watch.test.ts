import { expect, test } from 'vitest';
import { advanceMemory } from '../../src/detectors/memory.ts';
import { defaultDetectorLimits } from '../../src/detectors/detector-limits.ts';
import { FlinkUnreadable } from '../../src/domain/errors.ts';
import { makeWatcher } from '../../src/pipeline/watch.ts';
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
