import { describe, expect, test } from 'vitest';
import { makeFlink } from '../../src/adapters/flink/make-flink.ts';
import type { Collecting, FlinkException, JobId, JobLine, JobState } from '../../src/domain/flink.ts';
import { detect } from '../../src/detectors/index.ts';
import { defaultDetectorLimits } from '../../src/detectors/detector-limits.ts';
import { FlinkUnreadable, type UnreadableReason } from '../../src/domain/errors.ts';
import type { SignalKind } from '../../src/domain/signal.ts';
import { noMemory } from '../../src/pipeline/seen-job.ts';
import { makeWatcher, type Poll, type WatchLimits } from '../../src/pipeline/watch.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Flink } from '../../src/ports/flink.ts';
import type { WatchStore } from '../../src/ports/store.ts';
import { openFake } from '../demo/fake-flink/fake.ts';
import { type Course, truthAt } from '../detectors/troubled-job.ts';
import { job as jobDetail, now } from '../support/action-facts.ts';
import { keptLog } from '../support/logs.ts';
import { plainIdentity, readOnlyFlink, shownJob } from '../support/read-only-flink.ts';
import { scriptFlink } from '../support/scripted-flink.ts';
import { movableClock, temporaryStore } from '../support/temporary-store.ts';

const calm = new AbortController().signal;

/** All that a watcher is made of but its Flink, with an empty store. */
async function partsAt(clock: Clock, limits: Partial<WatchLimits> = {}, detector = defaultDetectorLimits) {
  const store = await temporaryStore(clock);
  const usual = { windowMs: 60_000, settleMs: 1_000, identityEveryMs: 60_000, concurrency: 4 };
  const parts = { cluster: 'main', store: store.watch, clock, log: keptLog(), detector };
  return { ...parts, limits: { ...usual, ...limits } };
}

/** A Flink that lists these jobs, and has nothing to tell of any of them but what `told` says. */
function listing(jobs: () => readonly JobLine[], told: Partial<Flink['watch']> = {}): Flink {
  const shown = readOnlyFlink({ jobs: [] });
  const nothing = () => Promise.resolve(undefined);
  const watch: Flink['watch'] = {
    ...shown.watch,
    overview: () =>
      Promise.resolve({ version: '1.18.1', taskManagers: 1, slotsTotal: 2, slotsAvailable: 2, jobs: jobs() }),
    metrics: nothing,
    exceptions: nothing,
    checkpoints: nothing,
    checkpointConfig: nothing,
    collecting: nothing,
    ...told,
  };
  return { ...shown, watch, inspect: { ...shown.inspect, job: nothing } };
}

test('a cluster that never answered is remembered as unreadable, and its first answer is the first look', async () => {
  const clock = movableClock(now);
  const flink = scriptFlink([
    ['watch.identity', { throws: new FlinkUnreadable('no-connection', 'connection refused') }],
    ['watch.identity', plainIdentity],
    ['watch.overview', { version: '1.20.3', taskManagers: 1, slotsTotal: 2, slotsAvailable: 2, jobs: [] }],
  ]);
  const parts = await partsAt(clock);
  const watcher = makeWatcher({ ...parts, flink });

  await watcher.remember(await watcher.poll(() => [], calm));
  const silent = await parts.store.cluster('main');
  clock.at += 5_000;
  await watcher.remember(await watcher.poll(() => [], calm));

  expect(silent).toEqual({ lastPollAt: now, unreadable: 'connection refused' });
  expect(await parts.store.cluster('main')).toEqual({
    incarnation: 'web-1',
    firstSeenAt: now + 5_000,
    lastPollAt: now + 5_000,
  });
  flink.finish();
});

/** A cluster of one job that can be made to fail, and what is asked of it. */
async function failingWatcher() {
  const clock = movableClock(now);
  const state: {
    fails?: Error | undefined;
    incarnation: string;
    jobs: readonly JobLine[];
    thrown: readonly FlinkException[];
    taskManagers: number;
    identities: number;
    collections: number;
    isLocked?: boolean;
    /** Of memories of jobs. */
    loads: number;
    saves: number;
  } = {
    incarnation: 'web-1',
    jobs: [shownJob('orders')],
    thrown: [],
    taskManagers: 1,
    identities: 0,
    collections: 0,
    loads: 0,
    saves: 0,
  };
  const shown = listing(() => state.jobs);
  const watch: Flink['watch'] = {
    ...shown.watch,
    overview: async (signal) => {
      if (state.fails !== undefined) throw state.fails;
      return { ...(await shown.watch.overview(signal)), taskManagers: state.taskManagers };
    },
    exceptions: () => Promise.resolve({ entries: state.thrown, truncated: false }),
    identity: async (signal) => {
      state.identities += 1;
      return { ...(await shown.watch.identity(signal)), incarnation: state.incarnation };
    },
    collecting: () => ((state.collections += 1), Promise.resolve([])),
  };
  const parts = await partsAt(clock);
  const store: WatchStore = {
    ...parts.store,
    jobMemories: (cluster) => {
      if (state.isLocked === true) return Promise.reject(new Error('the store is locked'));
      state.loads += 1;
      return parts.store.jobMemories(cluster);
    },
    saveJobMemories: (...saved) => ((state.saves += saved[1].size), parts.store.saveJobMemories(...saved)),
  };
  const start = () => makeWatcher({ ...parts, store, flink: { ...shown, watch } });
  const watcher = start();
  const look = async (afterMs: number, fails?: Error) => {
    clock.at += afterMs;
    state.fails = fails;
    return await watcher.poll(() => [], calm);
  };
  return { clock, state, look, watcher, start, store };
}

const silent = new FlinkUnreadable('no-connection', 'connection refused');

test('an outage is as old as its own first poll, whatever was before the cluster answered again', async () => {
  const { clock, look } = await failingWatcher();
  await look(0, silent);
  await look(10_000);

  const first = await look(10_000, silent);
  const second = await look(10_000, silent);

  expect([first, second]).toMatchObject([{ since: clock.at - 10_000 }, { since: clock.at - 10_000 }]);
});

test('what is no trouble of the cluster is not told as one', async () => {
  const { look } = await failingWatcher();

  await expect(look(0, new TypeError('a defect'))).rejects.toThrow('a defect');
});

test('who the JobManager is is asked once a minute, and again after a poll that failed: another may answer then', async () => {
  const { state, look } = await failingWatcher();
  const asked = async (...look_: Parameters<typeof look>) => {
    const before = state.identities;
    await look(...look_);
    return state.identities - before;
  };

  expect([await asked(0), await asked(59_999), await asked(1)]).toEqual([1, 0, 1]);
  expect([await asked(10_000, silent), await asked(10_000)]).toEqual([0, 1]);
});

test('who the JobManager is is asked once in a poll, also where a run has gone', async () => {
  const { state, look } = await failingWatcher();
  await look(0);
  state.jobs = [];

  await look(60_000);

  expect(state.identities).toBe(2);
});

test('a JobManager that came while there was no job is new from then on, not from each poll after it', async () => {
  const { clock, state, look, watcher, store } = await failingWatcher();
  state.jobs = [];
  await look(0);
  state.incarnation = 'web-2';
  await look(60_000);
  const came = clock.at;
  for (let polls = 0; polls < 3; polls += 1) await watcher.remember(await look(10_000));

  expect((await store.cluster('main'))?.newSince).toBe(came);
});

test('a cluster is shown as far back as the window is long, and in sixty polls at most', async () => {
  const { clock, look } = await failingWatcher();
  const shownOf = async (count: number, everyMs: number) => {
    let poll: Poll | undefined;
    for (let polls = 0; polls < count; polls += 1) poll = await look(everyMs);
    return poll?.kind === 'complete' ? poll.clusterWindow.snapshots.map(({ at }) => clock.at - at) : [];
  };

  expect(Math.max(...(await shownOf(9, 10_000)))).toBe(50_000);
  expect(await shownOf(100, 100)).toHaveLength(60);
});

test('with a new JobManager counters, a settled job and the number of TaskManagers begin anew', async () => {
  const { state, look, watcher, clock, store } = await failingWatcher();
  const seen = async (afterMs: number) => {
    const poll = await look(afterMs);
    await watcher.remember(poll);
    if (poll.kind !== 'complete') throw poll.error;
    const [{ settled, snapshots } = {}] = poll.windows;
    return { settled, snapshots: snapshots?.length, peak: poll.clusterWindow.peak.taskManagers };
  };
  state.taskManagers = 5;
  await seen(0);
  await seen(10_000);
  const before = await seen(10_000);
  state.incarnation = 'web-2';
  state.jobs = [shownJob('orders', { startTime: now })];
  state.taskManagers = 2;

  expect(before).toEqual({ settled: true, snapshots: 3, peak: 5 });
  expect(await seen(10_000)).toEqual({ settled: false, snapshots: 2, peak: 2 });
  expect((await store.cluster('main'))?.newSince).toBe(clock.at);
  expect((await seen(1_000)).settled).toBe(true);
});

test('what the store remembers of jobs is read once, and again where that failed', async () => {
  const { state, look } = await failingWatcher();
  state.isLocked = true;
  await expect(look(0)).rejects.toThrow('the store is locked');
  state.isLocked = false;

  await look(10_000);
  await look(10_000);

  expect(state.loads).toBe(1);
});

test('when a cluster was seen first, and under which JobManager, outlives this program', async () => {
  const { clock, state, look, watcher, start } = await failingWatcher();
  await watcher.remember(await look(0));
  await watcher.remember(await look(10_000));
  const again = start();
  clock.at += 10_000;
  const same = await again.poll(() => [], calm);
  await again.remember(same);
  const wasNew = again.isNew();
  state.incarnation = 'web-2';
  const third = start();
  await third.poll(() => [], calm);

  expect(same).toMatchObject({ firstSeenAt: now });
  expect([wasNew, third.isNew()]).toEqual([false, true]);
  clock.at += defaultDetectorLimits.jobManagerRestartedForMs;
  expect(third.isNew()).toBe(false);
});

test('what is known of a job is stored when it has changed, and not at every poll', async () => {
  const { clock, state, look, watcher, store } = await failingWatcher();
  const orders = shownJob('orders');
  const saved = async (change: Partial<typeof state> = {}) => {
    Object.assign(state, change);
    const before = state.saves;
    await watcher.remember(await look(10_000));
    return state.saves - before;
  };
  const thrown = () => [
    { name: 'A', stacktrace: 'A', timestamp: clock.at, taskName: undefined, taskManagerId: undefined },
  ];

  expect([await saved(), await saved()]).toEqual([1, 0]);
  expect([await saved({ jobs: [{ ...orders, state: 'RESTARTING' }] }), await saved()]).toEqual([1, 0]);
  expect([await saved({ thrown: thrown() }), await saved()]).toEqual([1, 0]);
  expect([await saved({ jobs: [] }), await saved()]).toEqual([1, 0]);
  expect([await saved({ jobs: [{ ...orders, state: 'RESTARTING' }] }), await saved()]).toEqual([1, 0]);
  const id = 'e'.repeat(32) as JobId;
  expect([await saved({ jobs: [{ ...orders, id, state: 'RESTARTING' }] }), await saved()]).toEqual([1, 0]);
  expect((await store.jobMemories('main')).get('orders')).toMatchObject({ jobId: id, lastState: 'RESTARTING' });
});

test('a person who lets a job go resolves none that lives, and one that is missing is known no more at once', async () => {
  const { state, look, watcher, store } = await failingWatcher();
  await watcher.remember(await look(0));

  await watcher.forget('orders');
  expect((await store.jobMemories('main')).get('orders')).toMatchObject({ lastState: 'RUNNING' });
  expect((await store.jobMemories('main')).get('orders')?.resolvedJobId).toBeUndefined();

  state.jobs = [];
  await watcher.remember(await look(10_000));
  await watcher.forget('orders');
  expect((await store.jobMemories('main')).size).toBe(0);
  expect([watcher.lastSeen(), watcher.window('orders')]).toEqual([[], undefined]);
});

test('that a run which failed is meant to stay down is stored at once, whichever run was seen before', async () => {
  const { state, look, watcher, store } = await failingWatcher();
  await watcher.remember(await look(0));
  const failed = shownJob('orders', { id: 'e'.repeat(32) as JobId, state: 'FAILED' });
  state.jobs = [failed];
  await look(10_000);

  await watcher.forget('orders');

  expect((await store.jobMemories('main')).get('orders')).toMatchObject({ resolvedJobId: failed.id });
});

test('a name that was let go is not forgotten again once it is back', async () => {
  const { state, look, watcher, store } = await failingWatcher();
  const orders = shownJob('orders', { state: 'FINISHED' });
  state.jobs = [orders];
  await watcher.remember(await look(0));
  state.jobs = [];
  for (let polls = 0; polls < 8; polls += 1) await watcher.remember(await look(10_000));
  expect((await store.jobMemories('main')).size).toBe(0);

  state.jobs = [orders];
  for (let polls = 0; polls < 2; polls += 1) await watcher.remember(await look(10_000));

  expect((await store.jobMemories('main')).size).toBe(1);
});

test('which TaskManagers collect garbage is asked as often as before when our clock is put back', async () => {
  const { state, look } = await failingWatcher();
  await look(0);
  await look(-3_600_000);
  const before = state.collections;
  await look(30_000);

  expect([before, state.collections]).toEqual([1, 2]);
});

test('a poll in which this program slept has seen no outage as long as its sleep', async () => {
  const clock = movableClock(now);
  const flink = readOnlyFlink({ jobs: [] });
  const asleep = () => {
    clock.at += 3_600_000;
    return Promise.reject(new FlinkUnreadable('time-limit', 'no complete answer within 10000 ms'));
  };
  const parts = await partsAt(clock);
  const watcher = makeWatcher({ ...parts, flink: { ...flink, watch: { ...flink.watch, overview: asleep } } });

  const poll = await watcher.poll(() => [], calm);

  expect(poll).toMatchObject({ kind: 'unreadable', since: clock.at });
});

test('a poll that is cut off by the end of the program says nothing of the jobs that it has not read', async () => {
  const fake = await openFake({ slots: 50 });
  for (let index = 0; index < 20; index += 1) fake.flink.addJob({ name: `orders-${index}`, ageMs: 600_000 });
  const flink = makeFlink({ url: fake.flink.url, headers: {}, connectTimeoutMs: 5_000, responseTimeoutMs: 5_000 });
  const stop = new AbortController();
  const metrics: Flink['watch']['metrics'] = (job, signal) => {
    stop.abort();
    return flink.watch.metrics(job, signal);
  };
  const parts = await partsAt(movableClock(fake.now()));
  const watcher = makeWatcher({ ...parts, flink: { ...flink, watch: { ...flink.watch, metrics } } });

  const poll = await watcher.poll(() => [], stop.signal);

  expect(poll.kind).toBe('unreadable');
  expect(parts.log.warnings).toEqual([]);
});

test('a failover between two polls is seen together with the runs that it started', async () => {
  const fake = await openFake({ highAvailability: true });
  const job = fake.flink.addJob({ name: 'orders', ageMs: 600_000 });
  const clock = movableClock(fake.now());
  const flink = makeFlink({ url: fake.flink.url, headers: {}, connectTimeoutMs: 5_000, responseTimeoutMs: 5_000 });
  const parts = await partsAt(clock);
  const watcher = makeWatcher({ ...parts, flink });
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

test('a job that a person cancelled is not missed, though Flink answers about its end with an error', async () => {
  const clock = movableClock(now);
  const store = await temporaryStore(clock);
  const [cluster, limits] = ['main', { windowMs: 600_000, settleMs: 1_000, identityEveryMs: 60_000, concurrency: 4 }];
  let jobs = [shownJob('orders')];
  let asked = 0;
  const nothing = () => Promise.resolve(undefined);
  const shown = readOnlyFlink({ jobs: [] });
  const watch: Partial<Flink['watch']> = {
    overview: () => Promise.resolve({ version: '1.18.1', taskManagers: 1, slotsTotal: 2, slotsAvailable: 2, jobs }),
    exceptions: () => {
      asked += 1;
      return Promise.reject(new FlinkUnreadable('server-error', 'HTTP 500'));
    },
    metrics: nothing,
    checkpoints: nothing,
    checkpointConfig: nothing,
  };
  const flink: Flink = {
    ...shown,
    watch: { ...shown.watch, ...watch },
    inspect: { ...shown.inspect, job: nothing },
  };
  const parts = { cluster, flink, store: store.watch, clock, log: keptLog(), detector: defaultDetectorLimits, limits };
  const watcher = makeWatcher({ ...parts });
  const look = async () => {
    const poll = await watcher.poll(() => [], calm);
    if (poll.kind !== 'complete') throw poll.error;
    await watcher.remember(poll);
    clock.at += 10_000;
    return detect(poll, defaultDetectorLimits).flatMap((one) => one.signals.map(({ kind }) => kind));
  };

  await look();
  jobs = [shownJob('orders', { state: 'CANCELED' })];
  for (let polls = 0; polls < 5; polls += 1) await look();
  const askedBefore = asked;
  await look();
  const askedOnce = asked;
  jobs = [];
  const missed = [];
  for (let polls = 0; polls < 6; polls += 1) missed.push(...(await look()));

  expect(missed).toEqual([]);
  expect(askedOnce).toBe(askedBefore);
  expect((await store.watch.jobMemories(cluster)).get('orders')).toMatchObject({ lastState: 'CANCELED' });
});

describe('a job of which Flink answers one path with an error', () => {
  const failing = (reason: UnreadableReason) => (): Promise<never> =>
    Promise.reject(new FlinkUnreadable(reason, 'not now'));

  async function lookAt(watch: Partial<Flink['watch']>, inspect: Partial<Flink['inspect']> = {}) {
    const fake = await openFake({});
    fake.flink.addJob({ name: 'orders', ageMs: 600_000 });
    const clock = movableClock(fake.now());
    const real = makeFlink({ url: fake.flink.url, headers: {}, connectTimeoutMs: 5_000, responseTimeoutMs: 5_000 });
    const flink: Flink = {
      ...real,
      watch: { ...real.watch, ...watch },
      inspect: { ...real.inspect, ...inspect },
    };
    const parts = await partsAt(clock);
    const poll = await makeWatcher({ ...parts, flink }).poll(() => [], calm);
    if (poll.kind !== 'complete') throw poll.error;
    return poll.windows.find((one) => one.job === 'orders')?.snapshots.at(-1);
  }

  test.each<[what: string, watch: Partial<Flink['watch']>, inspect: Partial<Flink['inspect']>, unread: string[]]>([
    ['its exceptions', { exceptions: failing('server-error') }, {}, ['exceptions']],
    ['its exceptions, for they are too many', { exceptions: failing('too-large') }, {}, ['exceptions']],
    ['its checkpoints', { checkpoints: failing('time-limit') }, {}, ['checkpoints']],
    ['its vertices', {}, { job: failing('server-error') }, ['vertices', 'skewMs', 'pendingRecords']],
    ['its lag', {}, { sourceLag: failing('server-error') }, ['pendingRecords']],
  ])('is judged by the others: %s', async (_what, watch, inspect, unread) => {
    const whole = await lookAt({});

    const seen = await lookAt(watch, inspect);

    expect(Object.keys(seen ?? {})).toEqual(Object.keys(whole ?? {}).filter((one) => !unread.includes(one)));
  });

  test('is not judged where one path is told in a way that nobody knows', async () => {
    expect(await lookAt({ checkpoints: failing('other-shape') })).toBeUndefined();
    expect(await lookAt({}, { job: failing('other-shape') })).toBeUndefined();
  });

  test('is not judged without its counters', async () => {
    expect(await lookAt({ metrics: failing('server-error') })).toBeUndefined();
  });

  test('is read again when it has ended, for that is done once', async () => {
    const ended = { ...shownJob('orders'), state: 'FAILED' as const };
    const overview = { version: '1.20.3', taskManagers: 1, slotsTotal: 2, slotsAvailable: 2, jobs: [ended] };
    const checkpoints = () => Promise.resolve(undefined);
    const watch = { overview: () => Promise.resolve(overview), checkpoints, checkpointConfig: checkpoints };

    const seen = await lookAt({ ...watch, exceptions: () => Promise.resolve({ entries: [], truncated: false }) });
    const unseen = await lookAt({ ...watch, exceptions: failing('server-error') });

    expect([seen?.line.state, unseen]).toEqual(['FAILED', undefined]);
  });

  test('is not all that is wrong when the cluster does not answer', async () => {
    await expect(lookAt({ exceptions: failing('no-connection') })).rejects.toThrow('not now');
  });
});

test('keeps of a job that fails again and again its newest exceptions only', async () => {
  const fake = await openFake({});
  fake.flink.addJob({ name: 'orders', ageMs: 600_000 });
  const clock = movableClock(fake.now());
  const real = makeFlink({ url: fake.flink.url, headers: {}, connectTimeoutMs: 5_000, responseTimeoutMs: 5_000 });
  let entries: FlinkException[] = [];
  const exceptions = () => Promise.resolve({ entries, truncated: false });
  const flink = { ...real, watch: { ...real.watch, exceptions } };
  // Everything is read in each poll.
  const detector = { ...defaultDetectorLimits, reads: { ...defaultDetectorLimits.reads, exceptionsEveryMs: 1 } };
  const parts = await partsAt(clock, {}, detector);
  const watcher = makeWatcher({ ...parts, flink });
  const thrown = (timestamp: number) => ({ ...noWords, timestamp });

  const held: (readonly number[])[] = [];
  for (const now of [[1], [2, 1], [], [3, 2, 1]]) {
    entries = now.map(thrown);
    const poll = await watcher.poll(() => [], calm);
    if (poll.kind !== 'complete') throw poll.error;
    const seen = [...(poll.windows[0]?.snapshots ?? []), ...poll.clusterWindow.snapshots.flatMap((one) => one.jobs)];
    held.push(seen.flatMap((one) => (one.exceptions?.entries.length ? [one.exceptions.entries.length] : [])));
    clock.at += 10_000;
  }

  // Once in the window of the job and once in that of the cluster; an empty answer says nothing against what was read before.
  expect(held).toEqual([[1, 1], [2, 2], [2], [3, 3]]);
});

const noWords = { name: 'A', stacktrace: 'A', taskName: undefined, taskManagerId: undefined };

test('a job that vanished once does not keep a cluster with standby JobManagers from being settled', async () => {
  const clock = movableClock(now);
  const [stays, vanishes] = [shownJob('stays'), shownJob('vanishes')];
  let jobs = [stays, vanishes];
  let reads = 0;
  const shown = readOnlyFlink({ jobs: [{ line: stays }, { line: vanishes }] });
  const nothing = () => Promise.resolve(undefined);
  const flink: Flink = {
    ...shown,
    watch: {
      // Whoever has its turn answers, under its own name.
      identity: () => Promise.resolve({ ...plainIdentity, incarnation: `web-${(reads += 1) % 2}` }),
      overview: () =>
        Promise.resolve({ version: '1.20.3', taskManagers: 2, slotsTotal: 4, slotsAvailable: 1, jobs: [...jobs] }),
      metrics: nothing,
      exceptions: nothing,
      checkpoints: nothing,
      checkpointConfig: nothing,
      collecting: nothing,
    },
    inspect: { ...shown.inspect, job: nothing },
  };
  const parts = await partsAt(clock, { windowMs: 600_000, settleMs: 30_000 });
  const watcher = makeWatcher({ ...parts, flink });

  const settled: unknown[] = [];
  for (let poll = 0; poll < 20; poll += 1) {
    if (poll === 6) jobs = [stays];
    const said = await watcher.poll(() => [], calm);
    if (said.kind !== 'complete') throw said.error;
    settled.push(said.windows.find((one) => one.job === 'stays')?.settled);
    clock.at += 10_000;
  }

  expect([settled[5], settled[19]]).toEqual([true, true]);
  // At the start, every minute, and when it was gone for the first time.
  expect(reads).toBeLessThan(8);
});

test.each([
  ['while this program was down', false],
  ['and does not answer when this program comes up', true],
])(
  'a JobManager that came anew %s is new for a while, over every restart of this program',
  async (_title, isSilent) => {
    const fake = await openFake({ highAvailability: true });
    fake.flink.addJob({ name: 'orders', ageMs: 600_000 });
    const clock = movableClock(fake.now());
    const flink = makeFlink({ url: fake.flink.url, headers: {}, connectTimeoutMs: 5_000, responseTimeoutMs: 5_000 });
    const parts = await partsAt(clock);
    const silent = () => scriptFlink([['watch.identity', { throws: new FlinkUnreadable('no-connection', 'refused') }]]);
    /** Begins a process, which looks once. */
    async function look(read: Flink = flink) {
      const watcher = makeWatcher({ ...parts, flink: read });
      await watcher.remember(await watcher.poll(() => [], calm));
      return watcher;
    }
    const pass = (ms: number) => {
      fake.pass(ms);
      clock.at = fake.now();
    };

    const first = await look();
    const same = await look();
    fake.flink.killJobManager();
    pass(30_000);
    if (isSilent) await look(silent());
    const after = await look();
    const { jobManagerRestartedForMs } = defaultDetectorLimits;
    pass(jobManagerRestartedForMs - 1);
    const later = await look();

    expect([first.isNew(), same.isNew(), after.isNew(), later.isNew()]).toEqual([false, false, true, true]);
    pass(1);
    expect(later.isNew()).toBe(false);
  },
);

test('a JobManager that came anew between two polls is new, and stays so while polls fail', async () => {
  const fake = await openFake({ highAvailability: true });
  fake.flink.addJob({ name: 'orders', ageMs: 600_000 });
  const clock = movableClock(fake.now());
  const flink = makeFlink({ url: fake.flink.url, headers: {}, connectTimeoutMs: 5_000, responseTimeoutMs: 5_000 });
  const parts = await partsAt(clock);
  const broken = { ...flink, watch: { ...flink.watch } };
  const watcher = makeWatcher({ ...parts, flink: broken });

  await watcher.poll(() => [], calm);
  const before = watcher.isNew();
  fake.flink.killJobManager();
  fake.pass(30_000);
  clock.at = fake.now();
  await watcher.poll(() => [], calm);
  broken.watch.overview = () => Promise.reject(new FlinkUnreadable('time-limit', 'slow'));
  const failed = await watcher.poll(() => [], calm);

  expect(failed.kind).toBe('unreadable');
  expect([before, watcher.isNew()]).toEqual([false, true]);
});

test('what was seen before a failover is shown no more, though the poll that saw it failed', async () => {
  const line = shownJob('orders');
  const shown = readOnlyFlink({ jobs: [] });
  const jobs = [line];
  let incarnation = 'web-1';
  const nothing = () => Promise.resolve(undefined);
  let metrics: Flink['watch']['metrics'] = nothing;
  const watch: Partial<Flink['watch']> = {
    identity: () => Promise.resolve({ ...plainIdentity, incarnation }),
    overview: () => Promise.resolve({ version: '1.20.3', taskManagers: 1, slotsTotal: 2, slotsAvailable: 2, jobs }),
    metrics: (id, signal) => metrics(id, signal),
    exceptions: nothing,
    checkpoints: nothing,
    checkpointConfig: nothing,
  };
  const clock = movableClock(now);
  const parts = await partsAt(clock, { identityEveryMs: 1 });
  const flink = { ...shown, watch: { ...shown.watch, ...watch }, inspect: { ...shown.inspect, job: nothing } };
  const watcher = makeWatcher({ ...parts, flink });
  await watcher.poll(() => [], calm);
  clock.at += 10_000;
  await watcher.poll(() => [], calm);
  const before = watcher.window('orders')?.snapshots.length;

  jobs[0] = { ...line, startTime: now };
  incarnation = 'web-2';
  metrics = () => Promise.reject(new FlinkUnreadable('no-connection', 'connection refused'));
  clock.at += 10_000;
  const failed = await watcher.poll(() => [], calm);

  expect(failed.kind).toBe('unreadable');
  expect([before, watcher.window('orders')?.snapshots.length]).toEqual([2, 1]);
});

describe('our clock is put back by an hour', () => {
  const hour = 3_600_000;

  async function makeRig(flink: Flink) {
    const clock = movableClock(now + hour);
    const detector = defaultDetectorLimits;
    const parts = await partsAt(clock, { windowMs: 660_000, settleMs: 30_000 }, detector);
    return { clock, watcher: makeWatcher({ ...parts, flink }) };
  }

  test.each([0, 1, 4, 8])('a job that gets slow is told as soon as ever, after %i polls', async (before) => {
    const course: Course = { name: 'orders', id: 1, version: '2.3.0', from: now, startedAt: -2 * hour };
    const slow = { ...course, held: () => 0.9, busy: () => 0.98, lag: (t: number) => 100 + t / 10 };
    let t = 0;
    const shown = readOnlyFlink({ jobs: [] });
    const truth = () => truthAt(slow, t);
    const flink: Flink = {
      ...shown,
      watch: {
        identity: () => Promise.resolve(plainIdentity),
        overview: () =>
          Promise.resolve({
            version: '2.3.0',
            taskManagers: 1,
            slotsTotal: 3,
            slotsAvailable: 0,
            jobs: [truth().line],
          }),
        metrics: () => Promise.resolve(truth().metrics),
        exceptions: () => Promise.resolve(truth().exceptions),
        checkpoints: () => Promise.resolve(truth().checkpoints),
        checkpointConfig: () => Promise.resolve(truth().checkpointConfig),
        collecting: () => Promise.resolve([]),
      },
      inspect: {
        ...shown.inspect,
        job: (id) => Promise.resolve({ ...jobDetail, id, vertices: truth().vertices ?? [] }),
        sourceLag: () => Promise.resolve({ pendingRecords: truth().pendingRecords ?? undefined }),
      },
    };
    const { clock, watcher } = await makeRig(flink);

    let told: number | undefined;
    for (let poll = 0; poll < 60 && told === undefined; poll += 1, t += 10_000, clock.at += 10_000) {
      if (poll === before) clock.at -= hour;
      const said = await watcher.poll(() => [], calm);
      if (said.kind !== 'complete') throw said.error;
      const signals = detect(said, defaultDetectorLimits).flatMap((one) => one.signals);
      if (signals.some((one) => one.kind === 'backpressure-high')) told = poll;
      await watcher.remember(said);
    }

    expect(told).toBeLessThan(20);
  });

  test('how long a cluster has been silent is not forgotten', async () => {
    const silent = () => Promise.reject(new FlinkUnreadable('no-connection', 'connection refused'));
    const shown = readOnlyFlink({ jobs: [] });
    const { clock, watcher } = await makeRig({ ...shown, watch: { ...shown.watch, identity: silent } });

    await watcher.poll(() => [], calm);
    clock.at += 50_000;
    await watcher.poll(() => [], calm);
    clock.at -= hour;
    await watcher.poll(() => [], calm);
    clock.at += 10_000;
    const poll = await watcher.poll(() => [], calm);

    expect(poll).toMatchObject({ kind: 'unreadable', since: clock.at - 60_000 });
  });

  test.each<[title: string, isNext: boolean]>([
    ['what begins after it was not there at the first look', false],
    ['nor is it for the next process', true],
  ])('%s', async (_title, isNext) => {
    const clock = movableClock(now + hour);
    const parts = { ...(await partsAt(clock)), flink: readOnlyFlink({ jobs: [] }) };
    const first = makeWatcher(parts);

    await first.remember(await first.poll(() => [], calm));
    clock.at += 10_000;
    await first.remember(await first.poll(() => [], calm));
    clock.at -= hour;
    const poll = await (isNext ? makeWatcher(parts) : first).poll(() => [], calm);

    expect(poll).toMatchObject({ kind: 'complete', firstSeenAt: clock.at - 10_000 });
  });

  test('a poll in which that happens does not tell how far Flink is ahead', async () => {
    const line = shownJob('orders', { startTime: now });
    const shown = readOnlyFlink({ jobs: [{ line }] });
    const nothing = () => Promise.resolve(undefined);
    const read = { metrics: nothing, exceptions: nothing, checkpoints: nothing, checkpointConfig: nothing };
    const { clock, watcher } = await makeRig({
      ...shown,
      watch: { ...shown.watch, ...read },
      inspect: {
        ...shown.inspect,
        job: () => {
          clock.at -= hour;
          return Promise.resolve({ ...jobDetail, now: clock.at + hour });
        },
        sourceLag: () => Promise.resolve({ pendingRecords: undefined }),
      },
    });

    const poll = await watcher.poll(() => [], calm);

    if (poll.kind !== 'complete') throw poll.error;
    expect(poll.snapshot.jobs[0]).toMatchObject({ vertices: jobDetail.vertices });
    expect(poll.snapshot.jobs[0]?.skewMs).toBeUndefined();
  });

  test('nor is it longer, where that happens within the poll', async () => {
    const shown = readOnlyFlink({ jobs: [] });
    let putBackMs = hour;
    const silent = () => {
      clock.at -= putBackMs;
      putBackMs = 0;
      return Promise.reject(new FlinkUnreadable('no-connection', 'connection refused'));
    };
    const { clock, watcher } = await makeRig({ ...shown, watch: { ...shown.watch, identity: silent } });

    await watcher.poll(() => [], calm);
    clock.at += 10_000;
    const poll = await watcher.poll(() => [], calm);

    expect(poll).toMatchObject({ kind: 'unreadable', since: clock.at - 10_000 });
  });
});

test('a batch job is known as one also where only its details say so', async () => {
  const clock = movableClock(now);
  const line = shownJob('report', { type: undefined });
  const shown = readOnlyFlink({ jobs: [{ line }] });
  const nothing = () => Promise.resolve(undefined);
  let details = 0;
  const job: Flink['inspect']['job'] = (id) => {
    details += 1;
    return Promise.resolve({ ...jobDetail, id, type: 'BATCH', vertices: [] });
  };
  const watch = { metrics: nothing, exceptions: nothing, checkpoints: nothing, checkpointConfig: nothing };
  const flink: Flink = { ...shown, watch: { ...shown.watch, ...watch }, inspect: { ...shown.inspect, job } };
  const parts = await partsAt(clock, { windowMs: 600_000, settleMs: 30_000 });
  const watcher = makeWatcher({ ...parts, flink });

  const types: unknown[] = [];
  for (let poll = 0; poll < 5; poll += 1) {
    const said = await watcher.poll(() => [], calm);
    if (said.kind !== 'complete') throw said.error;
    types.push(said.snapshot.jobs[0]?.line.type);
    clock.at += 10_000;
  }

  expect(types).toEqual(['BATCH', 'BATCH', 'BATCH', 'BATCH', 'BATCH']);
  expect(details).toBeLessThan(5);
});

describe('a job that Flink lists no more', () => {
  const minute = 60_000;

  async function watched(state: JobState, active: readonly SignalKind[] = [], restarted = false) {
    const clock = movableClock(now);
    const store = await temporaryStore(clock);
    const line = shownJob('report of today', { state });
    let jobs = [line];
    const shown = readOnlyFlink({ jobs: [{ line }] });
    const nothing = () => Promise.resolve(undefined);
    const watch = { metrics: nothing, exceptions: nothing, checkpoints: nothing, checkpointConfig: nothing };
    const overview = async () => ({ ...(await shown.watch.overview(calm)), jobs });
    const flink: Flink = {
      ...shown,
      watch: { ...shown.watch, ...watch, overview },
      inspect: { ...shown.inspect, job: nothing },
    };
    const limits = { windowMs: 11 * minute, settleMs: 30_000, identityEveryMs: minute, concurrency: 4 };
    const detector = defaultDetectorLimits;
    const parts = {
      cluster: 'main',
      store: store.watch,
      clock,
      log: keptLog(),
      detector,
      limits,
      flink,
    };
    let watcher = makeWatcher(parts);
    const look = async () => {
      const poll = await watcher.poll((job) => (job === line.name ? active : []), calm);
      if (poll.kind !== 'complete') throw poll.error;
      await watcher.remember(poll);
      return poll.windows.length;
    };
    const before = await look();
    jobs = [];
    clock.at += minute;
    const soon = await look();
    if (restarted) watcher = makeWatcher(parts);
    clock.at += 12 * minute;
    const later = await look();
    jobs = [line];
    return [before, soon, later, await look()];
  }

  test.each<[title: string, state: JobState, active: readonly SignalKind[], later: number]>([
    ['is let go after a while when it is FINISHED', 'FINISHED', [], 0],
    ['is let go after a while when it is CANCELED', 'CANCELED', [], 0],
    ['is kept while it has an open incident', 'CANCELED', ['restart-loop'], 1],
    ['is kept when it was running', 'RUNNING', [], 1],
    ['is kept when it is FAILED, which nobody wanted', 'FAILED', [], 1],
  ])('%s', async (_title, state, active, later) => {
    expect(await watched(state, active)).toEqual([1, 1, later, 1]);
    expect(await watched(state, active, true)).toEqual([1, 1, later, 1]);
  });
});

test.each<[title: string, slow: readonly string[], reason: UnreadableReason, want: Poll['kind']]>([
  ['of none of its jobs gives no usable answer', ['a', 'b'], 'time-limit', 'unreadable'],
  ['of one of its jobs is watched', ['a'], 'time-limit', 'complete'],
  ['of no job is watched where it says that it failed', ['a', 'b'], 'server-error', 'complete'],
  ['of one of its jobs is watched, though that is told as no Flink does', ['a'], 'other-shape', 'complete'],
  ['of all of its jobs as no Flink does gives no usable answer', ['a', 'b'], 'other-shape', 'unreadable'],
])('a cluster that answers in time %s', async (_title, slow, reason, want) => {
  const clock = movableClock(now);
  const lines = [shownJob('a'), shownJob('b'), shownJob('ended', { state: 'FINISHED' })];
  const shown = readOnlyFlink({ jobs: lines.map((line) => ({ line })) });
  const nothing = () => Promise.resolve(undefined);
  const metrics: Flink['watch']['metrics'] = (id) =>
    lines.some((one) => one.id === id && slow.includes(one.name))
      ? Promise.reject(new FlinkUnreadable(reason, 'no answer'))
      : Promise.resolve(undefined);
  const watch = { metrics, exceptions: nothing, checkpoints: nothing, checkpointConfig: nothing };
  const flink: Flink = {
    ...shown,
    watch: { ...shown.watch, ...watch },
    inspect: { ...shown.inspect, job: nothing },
  };
  const parts = await partsAt(clock, { windowMs: 600_000, settleMs: 30_000 });

  const poll = await makeWatcher({ ...parts, flink }).poll(() => [], calm);

  expect(poll.kind).toBe(want);
});

test('a cluster is watched though the only job that is asked does not answer in time: the others were read lately', async () => {
  const fake = await openFake({});
  fake.flink.addJob({ name: 'slow', ageMs: 600_000 });
  fake.flink.addJob({ name: 'quiet', ageMs: 600_000 });
  const clock = movableClock(fake.now());
  const real = makeFlink({ url: fake.flink.url, headers: {}, connectTimeoutMs: 5_000, responseTimeoutMs: 5_000 });
  const asked: string[] = [];
  let isSlow = false;
  const metrics: Flink['watch']['metrics'] = (id, signal) => {
    const name = id === fake.flink.job('slow')?.id ? 'slow' : 'quiet';
    asked.push(name);
    if (isSlow && name === 'slow') return Promise.reject(new FlinkUnreadable('time-limit', 'no answer'));
    return real.watch.metrics(id, signal);
  };
  const flink: Flink = { ...real, watch: { ...real.watch, metrics } };
  const parts = await partsAt(clock, { windowMs: 600_000 });
  const watcher = makeWatcher({ ...parts, flink });
  await watcher.poll(() => [], calm);

  isSlow = true;
  clock.at += 2_000;
  const poll = await watcher.poll((job) => (job === 'slow' ? ['backpressure-high'] : []), calm);

  expect(asked.slice(2)).toEqual(['slow']);
  expect(poll.kind).toBe('complete');
});

test('a job that cannot be read is told by itself, from when on and why, until it can be', async () => {
  const clock = movableClock(now);
  const lines = [shownJob('odd'), shownJob('usual')];
  const shown = readOnlyFlink({ jobs: lines.map((line) => ({ line })) });
  const nothing = () => Promise.resolve(undefined);
  let isOdd = true;
  const metrics: Flink['watch']['metrics'] = (id) =>
    isOdd && id === lines[0]?.id
      ? Promise.reject(new FlinkUnreadable('other-shape', 'GET /jobs/:job/metrics: so it is'))
      : Promise.resolve(undefined);
  const watch = { metrics, exceptions: nothing, checkpoints: nothing, checkpointConfig: nothing };
  const flink: Flink = { ...shown, watch: { ...shown.watch, ...watch }, inspect: { ...shown.inspect, job: nothing } };
  const parts = await partsAt(clock, { windowMs: 660_000, settleMs: 30_000 });
  const watcher = makeWatcher({ ...parts, flink });
  const told: string[][] = [];
  // A clock that is put back does not begin it anew.
  const steps = [
    0,
    ...Array.from({ length: 20 }, () => 10_000),
    -3_600_000,
    ...Array.from({ length: 12 }, () => 10_000),
  ];
  for (const step of steps) {
    clock.at += step;
    const poll = await watcher.poll(() => [], calm);
    if (poll.kind !== 'complete') throw poll.error;
    told.push(detect(poll, defaultDetectorLimits).flatMap((one) => one.signals.map((each) => each.summary)));
    await watcher.remember(poll);
  }
  isOdd = false;
  const poll = await watcher.poll(() => ['job-unreadable'], calm);
  const after = poll.kind === 'complete' ? detect(poll, defaultDetectorLimits) : [];

  const first = told.findIndex((one) => one.length > 0);
  expect(first).toBe(31);
  expect(told.slice(first)).toEqual([
    ['Flink gives no usable answer about it for 5 min: other-shape'],
    ['Flink gives no usable answer about it for 5 min: other-shape'],
    ['Flink gives no usable answer about it for 5 min: other-shape'],
  ]);
  expect(after.flatMap((one) => one.signals)).toEqual([]);
  expect(after.find((one) => one.job === 'odd')?.clear).toContain('job-unreadable');
});

test('a job that could never be read is known no more once it is gone', async () => {
  const clock = movableClock(now);
  const shown = readOnlyFlink({ jobs: [{ line: shownJob('odd') }] });
  let isGone = false;
  const overview: Flink['watch']['overview'] = async (signal) => {
    const all = await shown.watch.overview(signal);
    return isGone ? { ...all, jobs: [] } : all;
  };
  const metrics = () => Promise.reject(new FlinkUnreadable('other-shape', 'GET /jobs/:job/metrics: so it is'));
  const nothing = () => Promise.resolve(undefined);
  const watch = { overview, metrics, exceptions: nothing, checkpoints: nothing, checkpointConfig: nothing };
  const flink: Flink = { ...shown, watch: { ...shown.watch, ...watch }, inspect: { ...shown.inspect, job: nothing } };
  const parts = await partsAt(clock);
  const watcher = makeWatcher({ ...parts, flink });
  await watcher.remember(await watcher.poll(() => [], calm));

  isGone = true;
  clock.at += 10_000;
  const poll = await watcher.poll(() => [], calm);

  expect(poll).toMatchObject({ kind: 'complete', windows: [] });
  expect(await parts.store.rememberedJobs('main')).toEqual([]);
});

describe('which TaskManagers collect garbage all the time', () => {
  const strained = (jobs: readonly string[], collecting = 0.6) => ({ taskManager: 'tm', collecting, used: 0.9, jobs });

  async function makeRig(lines: readonly JobLine[], told: () => Promise<readonly Collecting[] | undefined>) {
    const clock = movableClock(now);
    const asked: number[] = [];
    const shown = readOnlyFlink({ jobs: lines.map((line) => ({ line })) });
    const nothing = () => Promise.resolve(undefined);
    const collecting = (least: number) => {
      asked.push(least);
      return told();
    };
    const flink: Flink = {
      ...shown,
      watch: {
        identity: () => Promise.resolve(plainIdentity),
        overview: (cut) => shown.watch.overview(cut),
        metrics: nothing,
        exceptions: nothing,
        checkpoints: nothing,
        checkpointConfig: nothing,
        collecting,
      },
      inspect: { ...shown.inspect, job: nothing },
    };
    const watcher = makeWatcher({ ...(await partsAt(clock)), flink });
    const poll = async () => {
      const said = await watcher.poll(() => [], calm);
      clock.at += 10_000;
      return said.kind === 'complete' ? said.windows.map((one) => one.snapshots.at(-1)?.collecting) : said.kind;
    };
    return { asked, poll };
  }

  const [orders, payments] = [shownJob('orders'), shownJob('payments')];

  test('is asked of the cluster every half a minute, and told of each job that runs there: of several the worst', async () => {
    const both = [strained([orders.id], 0.4), strained([orders.id])];
    const { asked, poll } = await makeRig([orders, payments], () => Promise.resolve(both));

    const polls = [await poll(), await poll(), await poll(), await poll()];

    const read = [both[1], null];
    const not = [undefined, undefined];
    expect(polls).toEqual([read, not, not, read]);
    expect(asked).toEqual([defaultDetectorLimits.gcExit, defaultDetectorLimits.gcExit]);
  });

  test.each<[title: string, told: () => Promise<undefined>]>([
    ['Flink does not say', () => Promise.resolve(undefined)],
    ['there is no answer', () => Promise.reject(new FlinkUnreadable('server-error', 'Flink failed (500).'))],
  ])('is not known where %s, and asked for no sooner', async (_title, told) => {
    const { asked, poll } = await makeRig([orders], told);

    expect([await poll(), await poll()]).toEqual([[undefined], [undefined]]);
    expect(asked).toHaveLength(1);
  });

  test('is not asked while no job runs', async () => {
    const { asked, poll } = await makeRig([{ ...orders, state: 'RESTARTING' }], () => Promise.resolve([]));

    await poll();

    expect(asked).toEqual([]);
  });
});

test('a job is missing since the same moment, however long it is and whoever looks', async () => {
  const clock = movableClock(now);
  const parts = await partsAt(clock, { windowMs: 600_000 });
  let jobs = [shownJob('orders'), shownJob('payments')];
  const flink = listing(() => jobs);
  const lookForMinutes = async (watcher: ReturnType<typeof makeWatcher>, minutes: number) => {
    const since = [];
    for (let polls = 0; polls < minutes * 6; polls += 1) {
      clock.at += 10_000;
      const poll = await watcher.poll(() => ['job-vanished'], calm);
      if (poll.kind !== 'complete') throw poll.error;
      const signals = detect(poll, defaultDetectorLimits).flatMap((one) => one.signals);
      await watcher.remember(poll);
      since.push(...signals.filter(({ kind }) => kind === 'job-vanished').map((one) => one.since));
    }
    return new Set(since);
  };
  const first = makeWatcher({ ...parts, flink });
  await lookForMinutes(first, 1);
  jobs = [shownJob('payments')];
  const gone = clock.at + 10_000;

  expect(await lookForMinutes(first, 30)).toEqual(new Set([gone]));
  const second = makeWatcher({ ...parts, flink });
  expect(await lookForMinutes(second, 10)).toEqual(new Set([gone]));

  clock.at -= 3_600_000;
  expect(await lookForMinutes(second, 1)).toEqual(new Set([gone - 3_590_000]));
  jobs = [shownJob('orders'), shownJob('payments')];
  await lookForMinutes(second, 1);
  jobs = [shownJob('payments')];
  const goneAgain = clock.at + 10_000;
  expect(await lookForMinutes(second, 10)).toEqual(new Set([goneAgain]));
});

test('jobs with a new name for each run leave nothing behind', async () => {
  const clock = movableClock(now);
  const parts = await partsAt(clock);
  let jobs: JobLine[] = [];
  const flink = listing(() => jobs);
  const watcher = makeWatcher({ ...parts, flink });
  const look = async () => {
    clock.at += 10_000;
    await watcher.remember(await watcher.poll(() => [], calm));
  };
  const run = async (name: string, state: JobState) => {
    for (const shownState of ['RUNNING', state] as const) {
      jobs = [shownJob('orders'), shownJob(name, { state: shownState, tasks: { total: 2, running: 0 } })];
      await look();
    }
  };

  for (const [day, state] of (['FINISHED', 'CANCELED', 'FAILED', 'FAILED'] as const).entries()) {
    await run(`nightly-${day}`, state);
  }
  // A person said of one of those that failed that it is meant to be down.
  await watcher.forget('nightly-2');
  jobs = [shownJob('orders')];
  for (let polls = 0; polls < 12; polls += 1) await look();

  expect(watcher.lastSeen().map(({ name }) => name)).toEqual(['orders', 'nightly-3']);
  expect(await parts.store.rememberedJobs('main')).toEqual(['nightly-3', 'orders']);

  await watcher.forget('nightly-3');
  await look();
  expect(await parts.store.rememberedJobs('main')).toEqual(['orders']);
});

test('a name is forgotten in the store also where that failed at first', async () => {
  const clock = movableClock(now);
  const parts = await partsAt(clock);
  await parts.store.saveJobMemories(
    'main',
    new Map([['nightly-1', { ...noMemory, jobId: 'a', lastState: 'FINISHED' }]]),
  );
  await parts.store.saveJobMemories('main', new Map([['nightly-2', noMemory]]));
  let isFull = true;
  const forgetJobs: typeof parts.store.forgetJobs = (cluster, jobs) =>
    isFull ? Promise.reject(new Error('disk full')) : parts.store.forgetJobs(cluster, jobs);
  const store = { ...parts.store, forgetJobs };
  const watcher = makeWatcher({ ...parts, store, flink: readOnlyFlink({ jobs: [] }) });

  await expect(watcher.remember(await watcher.poll(() => [], calm))).rejects.toThrow('disk full');
  isFull = false;
  clock.at += 10_000;
  await watcher.remember(await watcher.poll(() => [], calm));

  expect(await parts.store.rememberedJobs('main')).toEqual([]);
});

test('what the store did not take of a job is offered to it again by the next poll', async () => {
  const clock = movableClock(now);
  const parts = await partsAt(clock);
  const flink = listing(() => [shownJob('orders')]);
  let isAway = true;
  const store = {
    ...parts.store,
    saveJobMemories: async (...memories: Parameters<typeof parts.store.saveJobMemories>) => {
      if (isAway) throw new Error('the store is away');
      await parts.store.saveJobMemories(...memories);
    },
  };
  const watcher = makeWatcher({ ...parts, flink, store });
  const look = async () => watcher.remember(await watcher.poll(() => [], calm));
  await expect(look()).rejects.toThrow('the store is away');
  clock.at += 10_000;
  isAway = false;

  await look();

  expect(await parts.store.livingJobs('main')).toEqual(['orders']);
});

test('what is known of many jobs is stored together, and again only of those that changed', async () => {
  const clock = movableClock(now);
  const parts = await partsAt(clock);
  let shown = ['orders', 'clicks', 'invoices'].map((name) => shownJob(name));
  const stored: string[][] = [];
  const store: WatchStore = {
    ...parts.store,
    saveJobMemories: async (cluster, memories) => {
      stored.push([...memories.keys()]);
      await parts.store.saveJobMemories(cluster, memories);
    },
  };
  const watcher = makeWatcher({ ...parts, flink: listing(() => shown), store });
  const look = async () => watcher.remember(await watcher.poll(() => [], calm));
  await look();
  clock.at += 10_000;
  shown = shown.map((job) => (job.name === 'clicks' ? { ...job, state: 'RESTARTING' as const } : job));

  await look();

  expect(stored).toEqual([['orders', 'clicks', 'invoices'], ['clicks']]);
  expect([...(await parts.store.jobMemories('main')).keys()].toSorted()).toEqual(['clicks', 'invoices', 'orders']);
});

test('of a job that cannot be read, or not in part, the log says so every ten minutes', async () => {
  const clock = movableClock(now);
  const [odd, half, well] = [shownJob('odd'), shownJob('half'), shownJob('well')];
  const failed = (what: string) => Promise.reject(new FlinkUnreadable('server-error', `${what} at ${clock.at}`));
  const flink = listing(() => [odd, half, well], {
    metrics: (id) => (id === odd.id ? failed('metrics') : Promise.resolve(undefined)),
    exceptions: (id) => (id === half.id ? failed('exceptions') : Promise.resolve(undefined)),
  });
  const parts = await partsAt(clock);
  const watcher = makeWatcher({ ...parts, flink });

  for (let polls = 0; polls < 25 * 6; polls += 1) {
    await watcher.remember(await watcher.poll(() => [], calm));
    clock.at += 10_000;
  }

  const said = parts.log.warnings.map(({ fields }) => ({ ...fields, err: undefined }));
  expect(said.filter((one) => 'job' in one && one.job === 'odd')).toEqual([
    { job: 'odd' },
    { job: 'odd' },
    { job: 'odd' },
  ]);
  const ofHalf = said.filter((one) => 'job' in one && one.job === 'half');
  expect(new Set(ofHalf.map((one) => JSON.stringify(one)))).toEqual(
    new Set([JSON.stringify({ job: 'half', read: 'exceptions' })]),
  );
  expect(ofHalf.length).toBeLessThanOrEqual(3);
  expect(said).toHaveLength(3 + ofHalf.length);
});

test('who resolves an incident of a job that is back by then makes nothing of it be told anew', async () => {
  const clock = movableClock(now);
  const parts = await partsAt(clock);
  const entry: FlinkException = {
    name: 'java.io.IOException',
    stacktrace: 'java.io.IOException',
    timestamp: now - 30_000,
    taskName: undefined,
    taskManagerId: undefined,
  };
  const exceptions = () => Promise.resolve({ entries: [entry], truncated: false });
  const flink = listing(() => [shownJob('orders')], { exceptions });
  const watcher = makeWatcher({ ...parts, flink });
  const told = async () => {
    clock.at += 10_000;
    const poll = await watcher.poll(() => ['new-exception'], calm);
    await watcher.remember(poll);
    if (poll.kind !== 'complete') throw poll.error;
    return detect(poll, defaultDetectorLimits).flatMap((one) => one.signals.map(({ kind }) => kind));
  };
  expect(await told()).toEqual(['new-exception']);
  expect(await told()).toEqual([]);

  await watcher.forget('orders');

  expect(await told()).toEqual([]);
});

test('who lets a job that failed go before a new process has looked at it does not hear of it again', async () => {
  const clock = movableClock(now);
  const parts = await partsAt(clock);
  let state: JobState = 'RUNNING';
  const flink = listing(() => [shownJob('orders', { state })]);
  const told = async (watcher: ReturnType<typeof makeWatcher>) => {
    clock.at += 10_000;
    const poll = await watcher.poll(() => ['job-failed'], calm);
    await watcher.remember(poll);
    if (poll.kind !== 'complete') throw poll.error;
    return detect(poll, defaultDetectorLimits).flatMap((one) => one.signals.map(({ kind }) => kind));
  };
  const first = makeWatcher({ ...parts, flink });
  await told(first);
  state = 'FAILED';
  expect(await told(first)).toEqual(['job-failed']);

  const second = makeWatcher({ ...parts, flink });
  await second.forget('orders');

  expect(await told(second)).toEqual([]);
});
