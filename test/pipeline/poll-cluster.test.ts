import { expect, test } from 'vitest';
import { defaultDetectorLimits } from '../../src/detectors/detector-limits.ts';
import { advanceMemory } from '../../src/detectors/memory.ts';
import { FlinkUnreadable } from '../../src/domain/errors.ts';
import type { JobLine } from '../../src/domain/flink.ts';
import type { ResolvedJobRecord } from '../../src/domain/job-record.ts';
import { makeClusterPoller } from '../../src/pipeline/poll-cluster.ts';
import { makeWatcher } from '../../src/pipeline/watch.ts';
import type { Flink } from '../../src/ports/flink.ts';
import { now, record } from '../support/action-facts.ts';
import { keptLog } from '../support/logs.ts';
import { readOnlyFlink, shownJob } from '../support/read-only-flink.ts';
import { movableClock, temporaryStore } from '../support/temporary-store.ts';

const calm = new AbortController().signal;

/** A cluster shows this job, and is gone from then on; the program is started again in between. */
async function goneAfter(last: Partial<JobLine>, desired: ResolvedJobRecord['desired'] = 'unknown') {
  const clock = movableClock(now);
  const store = await temporaryStore(clock);
  const shown = readOnlyFlink({ jobs: [{ line: shownJob('load', last) }] });
  const nothing = () => Promise.resolve(undefined);
  const read = { metrics: nothing, exceptions: nothing, checkpoints: nothing, checkpointConfig: nothing };
  const flink: Flink = { ...shown, watch: { ...shown.watch, ...read }, inspect: { ...shown.inspect, job: nothing } };
  const silent = () => Promise.reject(new FlinkUnreadable('no-connection', 'connection refused'));
  const absorb = { recoverAfterMs: 180_000, reopenWithinMs: 3_600_000, touchEveryMs: 60_000 };
  const limits = { windowMs: 660_000, settleMs: 30_000, identityEveryMs: 60_000, concurrency: 4 };
  let ids = 0;
  const start = (of: Flink) => {
    const log = keptLog();
    const common = { cluster: 'main', clock, log };
    const watcher = makeWatcher({
      ...common,
      flink: of,
      store: store.watch,
      detector: defaultDetectorLimits,
      limits,
      advanceMemory,
    });
    return makeClusterPoller({
      ...common,
      watcher,
      incidents: store.incidents,
      newId: () => `${(ids += 1)}`,
      recordOf: () => ({ ...record, desired }),
      detector: defaultDetectorLimits,
      absorb,
    });
  };
  const before = start(flink);
  await before.pollOnce(calm);
  clock.at += 10_000;
  await before.pollOnce(calm);

  const after = start({ ...shown, watch: { ...shown.watch, identity: silent } });
  for (let polls = 0; polls < 8; polls += 1) {
    clock.at += 10_000;
    await after.pollOnce(calm);
  }
  const incident = (await store.incidents.list({ open: true, cluster: 'main' })).find((one) => one.job === null);
  return incident?.severity;
}

test.each<[title: string, last: Partial<JobLine>, desired: ResolvedJobRecord['desired'] | undefined, want: string]>([
  ['was at work', {}, undefined, 'critical'],
  ['was at work and is meant to end', {}, 'bounded', 'medium'],
  ['had finished', { state: 'FINISHED' }, undefined, 'medium'],
  ['had failed', { state: 'FAILED' }, 'bounded', 'critical'],
])('a cluster that is gone after its job %s', async (_title, last, desired, want) => {
  expect(await goneAfter(last, desired)).toBe(want);
});
