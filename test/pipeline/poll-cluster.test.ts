import { expect, test } from 'vitest';
import { defaultDetectorLimits } from '../../src/detectors/detector-limits.ts';
import { FlinkUnreadable } from '../../src/domain/errors.ts';
import type { JobLine } from '../../src/domain/flink.ts';
import type { ResolvedJobRecord } from '../../src/domain/job-record.ts';
import { makeClusterPoller } from '../../src/pipeline/poll-cluster.ts';
import { resolveIncident } from '../../src/pipeline/resolve-incident.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { steadyMs } from '../../src/ledger/send-limit.ts';
import { makeWatcher } from '../../src/pipeline/watch.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Flink } from '../../src/ports/flink.ts';
import type { IncidentStore, WatchStore } from '../../src/ports/store.ts';
import { healthOf } from '../../src/serving/health-of.ts';
import { now, record } from '../support/action-facts.ts';
import { keptLog } from '../support/logs.ts';
import { readOnlyFlink, shownJob } from '../support/read-only-flink.ts';
import { movableClock, temporaryStore } from '../support/temporary-store.ts';

const calm = new AbortController().signal;

/** A cluster that shows these jobs, and pollers of it, one after the other on one store. */
async function watched(clock: Clock, lines: readonly JobLine[], desired: ResolvedJobRecord['desired'] = 'unknown') {
  const store = await temporaryStore(clock);
  const shown = readOnlyFlink({ jobs: lines.map((line) => ({ line })) });
  const nothing = () => Promise.resolve(undefined);
  const read = { metrics: nothing, exceptions: nothing, checkpoints: nothing, checkpointConfig: nothing };
  const usual: Flink = { ...shown, watch: { ...shown.watch, ...read }, inspect: { ...shown.inspect, job: nothing } };
  const detector = defaultDetectorLimits;
  const absorb = { recoverAfterMs: 180_000, reopenWithinMs: 3_600_000, touchEveryMs: 60_000 };
  const limits = { windowMs: 660_000, settleMs: 30_000, identityEveryMs: 60_000, concurrency: 4 };
  const recordOf = () => ({ ...record, desired });
  let ids = 0;
  const start = (flink: Flink = usual, incidents: IncidentStore = store.incidents, watch = store.watch) => {
    const common = { cluster: 'main', clock, log: keptLog(), detector, everyMs: 10_000 };
    const watcher = makeWatcher({ ...common, flink, store: watch, limits });
    const newId = () => `${(ids += 1)}`;
    return makeClusterPoller({ ...common, watcher, incidents, newId, recordOf, absorb });
  };
  return { store, usual, start };
}

const refused = new FlinkUnreadable('no-connection', 'connection refused');

/** A cluster shows this job, and says no more than this error from then on. */
async function goneAfter(
  last: Partial<JobLine>,
  { desired, error = refused, isRestarted = false }: Going,
): Promise<string | undefined> {
  const clock = movableClock(now);
  const { store, usual, start } = await watched(clock, [shownJob('load', last)], desired);
  let isGone = false;
  const orGone = <T>(answer: () => Promise<T>) => (isGone ? Promise.reject(error) : answer());
  const watch: Flink['watch'] = {
    ...usual.watch,
    identity: (signal) => orGone(() => usual.watch.identity(signal)),
    overview: (signal) => orGone(() => usual.watch.overview(signal)),
  };
  const before = start({ ...usual, watch });
  await before.pollOnce(calm);
  clock.at += 10_000;
  await before.pollOnce(calm);

  isGone = true;
  const after = isRestarted ? start({ ...usual, watch }) : before;
  for (let polls = 0; polls < 8; polls += 1) {
    clock.at += 10_000;
    await after.pollOnce(calm);
  }
  const incident = (await store.incidents.list({ open: true, cluster: 'main' })).find((one) => one.job === null);
  return incident?.severity;
}

interface Going {
  readonly desired?: ResolvedJobRecord['desired'];
  readonly error?: FlinkUnreadable;
  /** This program is, in between. */
  readonly isRestarted?: boolean;
}

const ownError = new FlinkUnreadable('server-error', 'it answered 500: NullPointerException', { isFromFlink: true });

test.each<[title: string, last: Partial<JobLine>, going: Going, want: string]>([
  ['was at work', {}, { isRestarted: true }, 'critical'],
  ['was at work and is meant to end', {}, { desired: 'bounded', isRestarted: true }, 'medium'],
  ['was a batch job at work', { type: 'BATCH' }, {}, 'medium'],
  ['had finished', { state: 'FINISHED' }, { isRestarted: true }, 'medium'],
  ['had finished, and is there', { state: 'FINISHED' }, { error: ownError }, 'critical'],
  ['had failed', { state: 'FAILED' }, { desired: 'bounded', isRestarted: true }, 'critical'],
])('a cluster that is gone after its job %s', async (_title, last, going, want) => {
  expect(await goneAfter(last, going)).toBe(want);
});

test('a poll of before the clock was put back is as old as it is', async () => {
  let steady = 5_000;
  const clock = { ...movableClock(now), steadyMs: () => steady };
  const { start } = await watched(clock, []);
  const poller = start();
  await poller.pollOnce(calm);
  clock.at -= 3_600_000;
  const isOk = () => healthOf([poller], 10_000, steadyMs(clock)).ok;

  steady += 59_000;
  expect(isOk()).toBe(true);
  steady += 1_000;
  expect(isOk()).toBe(false);
});

test('a replica that gives a cluster away is not restarted while it waits for what it has sent there', async () => {
  const clock = movableClock(now);
  const { start } = await watched(clock, []);
  const poller = start();
  const stop = new AbortController();
  await poller.pollOnce(stop.signal);
  const isOk = () => healthOf([poller], 10_000, steadyMs(clock)).ok;

  stop.abort();
  clock.at += 10 * 60_000;
  expect(isOk()).toBe(true);
  clock.at += 60_000;
  expect(isOk()).toBe(false);
});

test.each<[title: string, apartMs: number, isBroken: boolean]>([
  ['polls that follow one another are one look', 59_999, false],
  ['who slept looks anew', 60_000, true],
  ['and so does who does not know how long', -1_001, true],
  ['but a clock is corrected now and then', -1_000, false],
])('%s', async (_title, apartMs, isBroken) => {
  const clock = movableClock(now);
  const { start } = await watched(clock, []);
  const poller = start();

  const before = poller.watchedFrom();
  await poller.pollOnce(calm);
  clock.at += apartMs;
  const meanwhile = poller.watchedFrom();
  await poller.pollOnce(calm);

  expect(before).toBeUndefined();
  expect(meanwhile).toBe(isBroken ? undefined : now);
  expect(poller.watchedFrom()).toBe(isBroken ? clock.at : now);
});

test.each([
  ['who slept within a poll looks anew', 60_000],
  ['a clock that is put back within a poll has nobody look from a time that is still to come', -3_600_000],
])('%s', async (_title, ms) => {
  const clock = movableClock(now);
  const { usual, start } = await watched(clock, []);
  let jump = 0;
  const overview: Flink['watch']['overview'] = (signal) => {
    clock.at += jump;
    return usual.watch.overview(signal);
  };
  const poller = start({ ...usual, watch: { ...usual.watch, overview } });

  await poller.pollOnce(calm);
  clock.at += 10_000;
  jump = ms;
  await poller.pollOnce(calm);

  expect(poller.watchedFrom()).toBe(clock.at);
});

test('a poll of many jobs that each answer slowly is one look, and no reason to be restarted', async () => {
  const clock = movableClock(now);
  const lines = Array.from({ length: 24 }, (_, index) => shownJob(`job-${index}`, { state: 'FAILING' }));
  const { usual, start } = await watched(clock, lines);
  const ok: boolean[] = [];
  const exceptions: Flink['watch']['exceptions'] = () => {
    clock.at += 9_000;
    ok.push(healthOf([poller], 10_000, steadyMs(clock)).ok);
    return Promise.resolve(undefined);
  };
  const poller = start({ ...usual, watch: { ...usual.watch, exceptions } });

  await poller.pollOnce(calm);
  const firstLook = poller.watchedFrom();
  clock.at += 10_000;
  await poller.pollOnce(calm);

  expect(clock.at).toBeGreaterThan(now + 120_000);
  expect(poller.watchedFrom()).toBe(firstLook);
  expect(firstLook).toBeLessThan(now + 60_000);
  expect(new Set(ok)).toEqual(new Set([true]));
});

/** The memories of a store whose rows of jobs cannot be read. */
function unreadable(watch: WatchStore): WatchStore {
  const unread = async (cluster: string) =>
    new Map((await watch.rememberedJobs(cluster)).map((job) => [job, undefined]));
  return { ...watch, jobMemories: unread };
}

/** What is stored of a cluster that shows so many jobs, until another JobManager comes that has none of them. */
async function lostByNewJobManager(count: number, remembers = (watch: WatchStore) => watch) {
  const clock = movableClock(now);
  const lines = Array.from({ length: count }, (_, index) => shownJob(`orders-${index}`));
  const { store, usual, start } = await watched(clock, lines);
  let isNew = false;
  const watch: Flink['watch'] = {
    ...usual.watch,
    identity: async (signal) => ({ ...(await usual.watch.identity(signal)), incarnation: isNew ? 'web-2' : 'web-1' }),
    overview: async (signal) => ({ ...(await usual.watch.overview(signal)), ...(isNew && { jobs: [] }) }),
    collecting: () => Promise.resolve(undefined),
  };
  const looksFor = async (poller: ReturnType<typeof start>, minutes: number) => {
    for (let polls = 0; polls < 6 * minutes; polls += 1) {
      clock.at += 10_000;
      await poller.pollOnce(calm);
    }
  };
  const first = start({ ...usual, watch });
  await looksFor(first, 2);
  isNew = true;
  await looksFor(first, 30);
  const second = start({ ...usual, watch }, store.incidents, remembers(store.watch));
  await looksFor(second, 10);
  const incidents = await store.incidents.list({});
  const [ofCluster] = incidents;
  const timeline = await store.incidents.timeline({ incidentId: ofCluster?.id ?? '' });
  /** A person resolves it, and the cluster is looked at for ten more minutes. @returns the jobs that have an incident then. */
  const openAfterResolved = async () => {
    const incidentId = ofCluster?.id ?? '';
    const seq = await store.answers.insert('alice', clock.at, { kind: 'resolve', incidentId, reason: '' });
    const forget = (job: string) => second.forget(job);
    // Nothing is planned, so that no action has to be looked at.
    const deps = { incidents: store.incidents, ledger: {} as Ledger, clock, forget };
    await resolveIncident(deps, incidentId, '', { by: 'alice', name: 'alice', seq });
    await looksFor(second, 10);
    return (await store.incidents.list({ open: true })).map(({ job }) => job);
  };
  const joined = timeline.filter(({ kind }) => kind === 'joined').map(({ text }) => text);
  const remembered = await store.watch.rememberedJobs('main');
  return { incidents, joined, remembered, openAfterResolved };
}

test('jobs that a new JobManager lost stay with the incident of the cluster, however long it takes and over a restart', async () => {
  const { incidents, joined } = await lostByNewJobManager(10);

  expect(incidents.map(({ job, state }) => [job, state])).toEqual([[null, 'open']]);
  expect(joined).toHaveLength(10);
});

test('nor is it over where nothing can be read of them any more', async () => {
  const { incidents, remembered } = await lostByNewJobManager(3, unreadable);

  expect(incidents.map(({ job, state }) => [job, state])).toEqual([[null, 'open']]);
  expect(remembered).toHaveLength(3);
});

test('each of many jobs joins the incident of the cluster once', async () => {
  const { incidents, joined } = await lostByNewJobManager(60);

  expect(incidents.map(({ job, signals }) => [job, signals.length])).toEqual([[null, 40]]);
  expect(new Set(joined).size).toBe(60);
  expect(joined).toHaveLength(60);
});

test('of many lost jobs none is missed any more once a person has resolved the incident of the cluster', async () => {
  const { openAfterResolved } = await lostByNewJobManager(60);

  expect(await openAfterResolved()).toEqual([]);
});

test('no secret of the cluster comes into an incident, be it in a sentence or in what it is read from', async () => {
  const clock = movableClock(now);
  const { store, usual, start } = await watched(clock, [shownJob('orders')]);
  const secret = 'password=swordfish password';
  let isGone = false;
  const exceptions: Flink['watch']['exceptions'] = () => {
    const thrown = { name: 'java.lang.Error', stacktrace: 'java.lang.Error: x\n\tat com.acme.Job.map(Job.java:1)' };
    const entry = { ...thrown, timestamp: clock.at - 1_000, taskName: `map ${secret} (1/2)`, taskManagerId: undefined };
    return Promise.resolve({ entries: [entry], truncated: false });
  };
  const overview: Flink['watch']['overview'] = (signal) =>
    isGone ? Promise.reject(new FlinkUnreadable('server-error', `500: ${secret}`)) : usual.watch.overview(signal);
  const poller = start({ ...usual, watch: { ...usual.watch, exceptions, overview } });
  const look = async () => {
    clock.at += 10_000;
    await poller.pollOnce(calm);
  };
  for (let polls = 0; polls < 3; polls += 1) await look();
  isGone = true;
  for (let polls = 0; polls < 8; polls += 1) await look();

  const signals = (await store.incidents.list({})).flatMap((one) => one.signals);
  expect(signals.map(({ kind }) => kind).toSorted()).toEqual(['cluster-unreachable', 'new-exception']);
  expect(signals.map((one) => JSON.stringify(one)).every((text) => text.includes('password=[redacted]'))).toBe(true);
  expect(JSON.stringify(signals)).not.toContain('swordfish');
  // What is taken out of its beginning costs it nothing of what tells it from others.
  expect(signals.find(({ kind }) => kind === 'new-exception')?.fingerprint).toMatch(/redacted.* [0-9a-f]{16}$/);
});

test('a poll that is cut off by the end of this program says nothing, and one that is over is none that is under way', async () => {
  let steady = 5_000;
  const clock = { ...movableClock(now), steadyMs: () => steady };
  const { usual, start } = await watched(clock, [shownJob('orders')]);
  const stop = new AbortController();
  let isEnding = false;
  const overview: Flink['watch']['overview'] = async (signal) => {
    steady += 7_000;
    if (!isEnding) return await usual.watch.overview(signal);
    stop.abort();
    throw refused;
  };
  const poller = start({ ...usual, watch: { ...usual.watch, overview } });
  await poller.pollOnce(stop.signal);
  const seen = [poller.polls(), poller.last()?.error, poller.lookedMs()];
  isEnding = true;
  await poller.pollOnce(stop.signal);

  expect(seen).toEqual([1, undefined, 0]);
  expect([poller.polls(), poller.last()?.error]).toEqual([1, undefined]);
});

test('a cluster that cannot be read shows neither its own trouble nor that of a job', async () => {
  const clock = movableClock(now);
  const { usual, start } = await watched(clock, [shownJob('orders', { state: 'FAILED' })]);
  let isGone = false;
  const overview: Flink['watch']['overview'] = (signal) =>
    isGone ? Promise.reject(refused) : usual.watch.overview(signal);
  const poller = start({ ...usual, watch: { ...usual.watch, overview } });
  await poller.pollOnce(calm);
  const before = [poller.detection('orders'), poller.detection(null)];
  isGone = true;
  clock.at += 10_000;
  await poller.pollOnce(calm);

  expect(before).toMatchObject([{ job: 'orders' }, { job: null }]);
  expect([poller.detection('orders'), poller.detection(null)]).toEqual([undefined, undefined]);
});

test('a poll that could not be stored is not remembered, and keeps no person from letting a job go', async () => {
  const clock = movableClock(now);
  const { store, usual, start } = await watched(clock, [shownJob('orders', { state: 'FAILED' })]);
  const locked = new Error('the store is locked');
  const poller = start(usual, { ...store.incidents, save: () => Promise.reject(locked) });

  await expect(poller.pollOnce(calm)).rejects.toThrow('the store is locked');
  // What is remembered as seen would be told by nobody.
  expect((await store.watch.jobMemories('main')).size).toBe(0);
  await poller.forget('orders');

  expect((await store.watch.jobMemories('main')).get('orders')).toMatchObject({ resolvedJobId: shownJob('orders').id });
});

test('what a stage reads while a poll is being stored is all of that poll', async () => {
  const clock = movableClock(now);
  const { store, usual, start } = await watched(clock, []);
  let state: JobLine['state'] = 'RUNNING';
  const overview: Flink['watch']['overview'] = async (signal) => ({
    ...(await usual.watch.overview(signal)),
    jobs: [shownJob('orders', { state })],
  });
  const read: unknown[] = [];
  const incidents: IncidentStore = {
    ...store.incidents,
    save: (change) => {
      const kinds = poller.detection('orders')?.signals.map(({ kind }) => kind);
      read.push({ latest: poller.watcher.latest()?.at, kinds });
      return store.incidents.save(change);
    },
  };
  const poller = start({ ...usual, watch: { ...usual.watch, overview } }, incidents);
  await poller.pollOnce(calm);
  clock.at += 10_000;
  state = 'FAILED';

  await poller.pollOnce(calm);

  expect(read).toEqual([{ latest: clock.at, kinds: ['job-failed'] }]);
});

test.each<[title: string, after: readonly JobLine[]]>([
  ['that failed', [shownJob('orders', { state: 'FAILED' })]],
  ['that is missing', []],
])(
  'a job %s and that a person lets go while a poll is being stored is not missed by the next one',
  async (_title, after) => {
    const clock = movableClock(now);
    const { store, usual, start } = await watched(clock, []);
    let jobs: readonly JobLine[] = [shownJob('orders')];
    const overview: Flink['watch']['overview'] = async (signal) => ({ ...(await usual.watch.overview(signal)), jobs });
    const resolved: Promise<string>[] = [];
    let isToResolve = false;
    const incidents: IncidentStore = {
      ...store.incidents,
      save: async (change) => {
        if (isToResolve && change.incident.version > 0 && resolved.length === 0) {
          const answered = {
            by: 'alice',
            name: 'alice',
            seq: await store.answers.insert('alice', clock.at, answer(change.incident.id)),
          };
          const forget = (job: string) => poller.forget(job);
          // Nothing is planned, so that no action has to be looked at.
          const deps = { incidents: store.incidents, ledger: {} as Ledger, clock, forget };
          resolved.push(resolveIncident(deps, change.incident.id, '', answered));
          await new Promise((resolve) => setImmediate(resolve));
        }
        return store.incidents.save(change);
      },
    };
    const answer = (incidentId: string) => ({ kind: 'resolve', incidentId, reason: '' }) as const;
    const poller = start({ ...usual, watch: { ...usual.watch, overview } }, incidents);
    const looksFor = async (minutes: number) => {
      for (let polls = 0; polls < 6 * minutes; polls += 1) {
        clock.at += 10_000;
        await poller.pollOnce(calm);
      }
    };
    await looksFor(1);
    jobs = after;
    await looksFor(3);

    isToResolve = true;
    await looksFor(3);

    expect(await Promise.all(resolved)).toEqual(['resolved']);
    expect((await store.incidents.list({})).map(({ closing }) => closing)).toEqual(['resolved']);
  },
);

test('what is wrong with a job of which nothing can be read any more is a baseline: a person may have let it go', async () => {
  const clock = movableClock(now);
  const { store, usual, start } = await watched(clock, [shownJob('orders'), shownJob('other')]);
  await start().pollOnce(calm);
  clock.at += 10_000;
  const failed = shownJob('orders', { state: 'FAILED', endTime: clock.at, lastModification: clock.at });
  const later = shownJob('other', { state: 'FAILED', endTime: clock.at + 60_000, lastModification: clock.at + 60_000 });
  let jobs = [failed, shownJob('other')];
  const overview: Flink['watch']['overview'] = async (signal) => ({ ...(await usual.watch.overview(signal)), jobs });
  const watch = { ...usual.watch, overview, collecting: () => Promise.resolve(undefined) };
  const poller = start({ ...usual, watch }, store.incidents, unreadable(store.watch));
  const looksFor = async (polls: number) => {
    for (let poll = 0; poll < polls; poll += 1) {
      await poller.pollOnce(calm);
      clock.at += 10_000;
    }
  };

  clock.at += 30_000;
  await looksFor(2);
  jobs = [failed, later];
  await looksFor(2);

  const incidents = await store.incidents.list({ open: true, cluster: 'main' });
  expect(incidents.map(({ job, baseline }) => [job, baseline])).toEqual([
    ['other', false],
    ['orders', true],
  ]);
});
