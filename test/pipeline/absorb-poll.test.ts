import { describe, expect, test } from 'vitest';
import { FlinkUnreadable, StaleWrite } from '../../src/domain/errors.ts';
import type { JobState } from '../../src/domain/flink.ts';
import type { Incident } from '../../src/domain/incident.ts';
import type { Detection, Signal, SignalKind } from '../../src/domain/signal.ts';
import type { AbsorbLimits } from '../../src/pipeline/absorb.ts';
import { absorbPoll } from '../../src/pipeline/absorb-poll.ts';
import type { Poll } from '../../src/pipeline/watch.ts';
import type { IncidentStore } from '../../src/ports/store.ts';
import { noMemory, windowOf } from '../detectors/windows.ts';
import { line, minute, now, vertex } from '../support/action-facts.ts';
import { detectionOf, pollAt, signalOf } from '../support/detections.ts';
import { keptLog } from '../support/logs.ts';
import { movableClock, temporaryStore } from '../support/temporary-store.ts';

const limits: AbsorbLimits = { recoverAfterMs: 3 * minute, reopenWithinMs: 60 * minute, touchEveryMs: minute };

async function makeRig(change: (incidents: IncidentStore) => IncidentStore = (one) => one) {
  const clock = movableClock(now);
  const store = await temporaryStore(clock);
  let ids = 0;
  const log = keptLog();
  const deps = { incidents: change(store.incidents), clock, log, newId: () => String((ids += 1)) };
  return {
    clock,
    log,
    incidents: store.incidents,
    poll: (detections: readonly Detection[], poll: Poll = pollAt(clock.at)) =>
      absorbPoll(deps, poll, detections, limits),
    up: (...kinds: readonly SignalKind[]) => detectionOf(kinds.map((kind) => signalOf(kind, clock.at))),
    async all(): Promise<readonly Incident[]> {
      return store.incidents.list({});
    },
  };
}

const cluster = (signals: readonly Signal[], clear?: readonly SignalKind[]): Detection =>
  detectionOf(signals, { job: null, ...(clear !== undefined && { clear }) });
const lost = (at: number) => signalOf('taskmanager-lost', at, { job: null, jobId: null, fingerprint: 'a TaskManager' });
const other = { job: 'other', fingerprint: 'of other' };
/** A poll in which the named jobs have tasks that do not run. */
const hurting = (at: number, ...names: readonly string[]): Poll =>
  pollAt(
    at,
    ['orders', 'other', 'third'].map((name) => ({
      line: { ...line, name, tasks: { total: 2, running: names.includes(name) ? 1 : 2 } },
      at,
    })),
  );

describe('an incident whose trouble went away by itself', () => {
  /** A job that lost slots: two polls, each with the parallelism of its vertices. */
  const narrowing = (at: number, name: string, before: number, after: number): Poll => {
    const snapshot = (parallelism: number) => ({
      line: { ...line, name },
      at,
      vertices: [{ ...vertex, name: 'enrich', parallelism }],
    });
    const window = { ...windowOf([snapshot(before), snapshot(after)]), job: name };
    return { ...pollAt(at, [snapshot(after)]), windows: [window] } as Poll;
  };

  test.each<[title: string, ofCluster: boolean, before: number, after: number, want: string]>([
    [
      'says of a job',
      false,
      4,
      2,
      '3.0 min after it was opened; it runs with less parallelism than before: enrich has 2, it had 4',
    ],
    [
      'says of a cluster, by its jobs,',
      true,
      4,
      2,
      '3.0 min after it was opened; orders runs with less parallelism than before: enrich has 2, it had 4',
    ],
    ['does not say where all is as before', false, 4, 4, '3.0 min after it was opened'],
  ])('%s what is not as it was', async (_title, ofCluster, before, after, want) => {
    const rig = await makeRig();
    const up = signalOf('taskmanager-lost', now, { job: null, jobId: null });
    const jobs = [detectionOf([]), detectionOf([], { job: 'other' })];
    await rig.poll([cluster([up]), ...jobs], hurting(now, 'orders', ...(ofCluster ? ['other'] : [])));
    await rig.poll([cluster([]), detectionOf([signalOf('new-exception', now)])]);

    rig.clock.at += 3 * minute;
    await rig.poll([cluster([]), ...jobs], narrowing(rig.clock.at, 'orders', before, after));

    const [incident] = await rig.all();
    const [closed] = (await rig.incidents.timeline({})).filter((one) => one.kind === 'closed');
    expect(incident).toMatchObject({ job: ofCluster ? null : 'orders', closing: 'recovered' });
    expect(closed?.text).toMatch(new RegExp(`${want}$`));
  });
});

describe('one incident per trouble', () => {
  test('10,000 equal polls make one incident with one entry', { timeout: 60_000 }, async () => {
    const rig = await makeRig();

    for (let poll = 0; poll < 10_000; poll += 1) {
      await rig.poll([rig.up('backpressure-high')]);
      rig.clock.at += 10;
    }

    const [incident, ...more] = await rig.all();
    expect(more).toEqual([]);
    expect(await rig.incidents.timeline({})).toHaveLength(1);
    expect(incident?.version).toBeLessThan(5);
  });

  test('two polls that are stored at the same time make one incident', async () => {
    const rig = await makeRig();

    await Promise.all([rig.poll([rig.up('backpressure-high')]), rig.poll([rig.up('backpressure-high')])]);

    expect(await rig.all()).toHaveLength(1);
  });

  test('a new kind joins and has the incident diagnosed again', async () => {
    const rig = await makeRig();
    await rig.poll([rig.up('backpressure-high')]);
    const [incident] = await rig.all();
    await rig.incidents.save({ incident: { ...incident!, state: 'escalated' }, events: [] });

    await rig.poll([rig.up('backpressure-high', 'restart-loop')]);

    expect(await rig.all()).toMatchObject([{ state: 'open', signals: [{}, {}] }]);
  });

  test('an open incident that cannot be read holds up no other job of its cluster', async () => {
    const rig = await makeRig((incidents) => ({
      ...incidents,
      list: async (filter) => (await incidents.list(filter)).filter((one) => one.job !== 'orders'),
    }));
    await rig.poll([rig.up('backpressure-high')]);

    await rig.poll([
      rig.up('backpressure-high'),
      detectionOf([signalOf('restart-loop', rig.clock.at, other)], { job: 'other' }),
    ]);

    expect((await rig.all()).map((one) => one.job)).toEqual(['orders', 'other']);
    expect(rig.log.errors).toMatchObject([
      { message: 'an incident is not stored: one that cannot be read holds its place' },
    ]);
  });

  test('a sight is not lost when a stage saves in the same moment', async () => {
    let disturb: (() => Promise<void>) | undefined;
    const rig = await makeRig((incidents) => ({
      ...incidents,
      save: async (change) => {
        const once = disturb;
        disturb = undefined;
        await once?.();
        return incidents.save(change);
      },
    }));
    await rig.poll([rig.up('backpressure-high')]);
    disturb = async () => {
      const [incident] = await rig.all();
      await rig.incidents.save({ incident: { ...incident!, state: 'verifying' }, events: [] });
    };

    await rig.poll([rig.up('new-exception')]);

    const [incident] = await rig.all();
    expect(incident?.state).toBe('verifying');
    expect(incident?.signals.map((one) => one.kind)).toContain('new-exception');
  });

  test('a poll that cannot be stored is an error, so that what it saw is not taken for told', async () => {
    let moves = false;
    const rig = await makeRig((incidents) => ({
      ...incidents,
      save: (change) => (moves ? Promise.reject(new StaleWrite('moved')) : incidents.save(change)),
    }));
    await rig.poll([rig.up('backpressure-high')]);
    moves = true;
    const known = rig.up('backpressure-high', 'restart-loop');

    await expect(rig.poll([known])).rejects.toBeInstanceOf(StaleWrite);
    // A new one beside it that is refused as well makes that no row that cannot be read.
    const fresh = detectionOf([signalOf('restart-loop', rig.clock.at, other)], { job: 'other' });
    await expect(rig.poll([known, fresh])).rejects.toBeInstanceOf(StaleWrite);
  });
});

describe('the first look', () => {
  test('shows a baseline, whatever the clock of the cluster says', async () => {
    const rig = await makeRig();
    const ahead = detectionOf([signalOf('job-failed', now, { since: now + 5 * minute })]);

    await rig.poll([ahead], pollAt(now, undefined, now));

    expect(await rig.all()).toMatchObject([{ baseline: true }]);
  });

  test('leaves what begins later no baseline', async () => {
    const rig = await makeRig();

    await rig.poll([rig.up('job-failed')], pollAt(now, undefined, now - minute));

    expect(await rig.all()).toMatchObject([{ baseline: false }]);
  });
});

describe('recovery', () => {
  test('of a cluster does not wait for a job that nobody watches any more', async () => {
    const rig = await makeRig();
    const of = (job: string) => signalOf('new-exception', rig.clock.at, { job, fingerprint: job });
    await rig.poll([cluster([lost(rig.clock.at), of('orders'), of('gone')])]);
    const quiet = [cluster([]), detectionOf([])];
    rig.clock.at += 60 * minute;

    const unknown = detectionOf([], { job: 'gone', clear: [], unknown: ['new-exception'] });
    const noJobs = [cluster([], ['taskmanager-lost']), detectionOf([]), unknown];
    await rig.poll(noJobs);
    const watched = await rig.all();
    await rig.poll([cluster([], ['taskmanager-lost']), ...quiet.slice(1)]);

    expect(watched).toMatchObject([{ state: 'open' }]);
    expect(await rig.all()).toMatchObject([{ state: 'closed', closing: 'recovered' }]);
  });

  test('closes when the trouble stayed away, and goes on when it comes back soon', async () => {
    const rig = await makeRig();
    await rig.poll([rig.up('backpressure-high')]);
    rig.clock.at += 3 * minute;
    await rig.poll([rig.up()]);
    const [closed] = await rig.all();
    rig.clock.at += minute;
    await rig.poll([rig.up('backpressure-high')]);

    expect(closed).toMatchObject({ state: 'closed', closing: 'recovered' });
    expect(await rig.all()).toMatchObject([{ id: closed?.id, state: 'open', closing: null }]);
  });

  test('trouble that comes and goes with two faces is one incident', async () => {
    const rig = await makeRig();
    const faces = ['a', 'b', 'a', 'b'].map((fingerprint) => ({ fingerprint }));
    await rig.poll([detectionOf(faces.slice(0, 2).map((one) => signalOf('new-exception', rig.clock.at, one)))]);
    const other = { fingerprint: 'other' };

    for (const face of [other, ...faces]) {
      rig.clock.at += 3 * minute;
      await rig.poll([rig.up()]);
      rig.clock.at += 2 * minute;
      await rig.poll([detectionOf([signalOf('new-exception', rig.clock.at, face)])]);
    }

    const all = await rig.all();
    expect(all.map((one) => one.state).toSorted()).toEqual(['closed', 'open']);
  });

  test('does not close on what a poll cannot tell', async () => {
    const rig = await makeRig();
    await rig.poll([rig.up('backpressure-high')]);
    rig.clock.at += 60 * minute;

    await rig.poll([detectionOf([], { clear: [], unknown: ['backpressure-high'] })]);

    expect(await rig.all()).toMatchObject([{ state: 'open' }]);
  });

  test.each<[state: JobState, want: Incident['state']]>([
    ['RUNNING', 'open'],
    ['CANCELED', 'closed'],
    ['FINISHED', 'closed'],
  ])('of a job that is %s and is not read any more: %s', async (state, want) => {
    const rig = await makeRig();
    await rig.poll([rig.up('backpressure-high')]);
    rig.clock.at += 60 * minute;
    const ended = pollAt(rig.clock.at, [{ line: { ...line, state }, at: rig.clock.at }]);

    await rig.poll([detectionOf([], { clear: [], unknown: ['backpressure-high'] })], ended);

    expect(await rig.all()).toMatchObject([{ state: want }]);
  });

  test.each<[state: JobState, remembered: boolean, want: Incident['state']]>([
    ['CANCELED', false, 'closed'],
    ['CANCELED', true, 'closed'],
    ['FINISHED', false, 'closed'],
    ['RUNNING', false, 'open'],
    ['RUNNING', true, 'open'],
  ])(
    'of a job that was %s when it was seen last, and that Flink has forgotten (over a restart: %s): %s',
    async (state, remembered, want) => {
      const rig = await makeRig();
      await rig.poll([rig.up('restart-loop')]);
      rig.clock.at += 60 * minute;
      const snapshots = remembered ? [] : [{ line: { ...line, state }, at: rig.clock.at - 2 * minute }];
      const window = windowOf(snapshots, { job: 'orders', memory: { ...noMemory, lastState: state } });
      const poll = pollAt(rig.clock.at, []);
      if (poll.kind !== 'complete') throw new Error('not complete');

      await rig.poll([detectionOf([], { clear: [], unknown: ['restart-loop'] })], { ...poll, windows: [window] });

      expect(await rig.all()).toMatchObject([{ state: want }]);
    },
  );

  test('of a job that a plan of ours has stopped is left to that plan', async () => {
    const rig = await makeRig();
    await rig.poll([rig.up('backpressure-high')]);
    const [opened] = await rig.all();
    if (opened === undefined) throw new Error('nothing was opened');
    await rig.incidents.save({ incident: { ...opened, failedPlans: 1 }, events: [] });
    rig.clock.at += 60 * minute;
    const ended = pollAt(rig.clock.at, [{ line: { ...line, state: 'FINISHED' }, at: rig.clock.at }]);

    await rig.poll([detectionOf([], { clear: [], unknown: ['backpressure-high'] })], ended);

    expect(await rig.all()).toMatchObject([{ state: 'open' }]);
  });

  test('an unreadable poll says nothing about jobs', async () => {
    const rig = await makeRig();
    await rig.poll([rig.up('backpressure-high')]);
    rig.clock.at += 60 * minute;
    const error = new FlinkUnreadable('no-connection', 'refused');
    const unreachable = signalOf('cluster-unreachable', rig.clock.at, { job: null, jobId: null });

    await rig.poll([cluster([unreachable], [])], { kind: 'unreadable', error, since: now });

    expect(await rig.all()).toMatchObject([
      { job: null, baseline: false },
      { job: 'orders', state: 'open' },
    ]);
  });
});

describe('a lost TaskManager', () => {
  test('that hurts one job is an incident of that job', async () => {
    const rig = await makeRig();

    await rig.poll([cluster([lost(now)]), rig.up(), detectionOf([], { job: 'other' })], hurting(now, 'orders'));

    expect(await rig.all()).toMatchObject([{ job: 'orders', signals: [{ kind: 'taskmanager-lost', job: 'orders' }] }]);
  });

  test('that hurts several is one incident of the cluster', async () => {
    const rig = await makeRig();
    const both = [rig.up('new-exception'), detectionOf([signalOf('new-exception', now, other)], { job: 'other' })];

    await rig.poll([cluster([lost(now)]), ...both], hurting(now, 'orders', 'other'));

    expect(await rig.all()).toMatchObject([{ job: null }]);
    expect((await rig.all())[0]?.signals).toHaveLength(3);
  });

  test('that hurts none is an incident of the cluster', async () => {
    const rig = await makeRig();

    await rig.poll([cluster([lost(now)]), rig.up()], hurting(now));

    expect(await rig.all()).toMatchObject([{ job: null }]);
  });

  test('that turns out to hurt a second job moves to the cluster, and the first incident is adopted', async () => {
    const rig = await makeRig();
    await rig.poll([cluster([lost(now)]), rig.up(), detectionOf([], { job: 'other' })], hurting(now, 'orders'));
    rig.clock.at += 1_000;

    await rig.poll(
      [cluster([lost(now + 1_000)]), rig.up(), detectionOf([], { job: 'other' })],
      hurting(now, 'orders', 'other'),
    );

    const incidents = await rig.all();
    expect(incidents.find((one) => one.job === null)).toMatchObject({ state: 'open' });
    expect(incidents.find((one) => one.job === 'orders')).toMatchObject({ state: 'closed', closing: 'adopted' });
    expect(incidents).toHaveLength(2);
  });

  test('does not take over a job whose state was lost', async () => {
    const rig = await makeRig();
    await rig.poll([cluster([lost(now)]), rig.up(), detectionOf([], { job: 'other' })], hurting(now, 'orders'));
    const [incident] = await rig.all();
    const verdict = { kind: 'not-cleared' as const, checks: [], lostState: true as const, at: now };
    await rig.incidents.save({ incident: { ...incident!, state: 'escalated', verdict }, events: [] });
    rig.clock.at += 1_000;

    await rig.poll(
      [cluster([lost(now + 1_000)]), rig.up(), detectionOf([], { job: 'other' })],
      hurting(now, 'orders', 'other'),
    );

    const incidents = await rig.all();
    expect(incidents.find((one) => one.job === 'orders')).toMatchObject({ state: 'escalated' });
  });

  test('does not take over a job that is ill by itself', async () => {
    const rig = await makeRig();
    await rig.poll([rig.up('restart-loop'), detectionOf([], { job: 'other' })]);

    await rig.poll(
      [cluster([lost(now)]), rig.up('restart-loop'), detectionOf([], { job: 'other' })],
      hurting(now, 'orders', 'other'),
    );

    const open = await rig.incidents.list({ open: true });
    expect(new Set(open.map((one) => one.job))).toEqual(new Set(['orders', null]));
  });

  test.each(['awaiting_approval', 'acting', 'verifying'] as const)(
    'does not take over a job that is %s',
    async (state) => {
      const rig = await makeRig();
      await rig.poll([rig.up('new-exception')]);
      const [incident] = await rig.all();
      await rig.incidents.save({ incident: { ...incident!, state }, events: [] });

      await rig.poll(
        [cluster([lost(now)]), rig.up(), detectionOf([], { job: 'other' })],
        hurting(now, 'orders', 'other'),
      );

      expect(await rig.incidents.get(incident!.id)).toMatchObject({ state });
    },
  );

  test('is told once, however many polls show it', { timeout: 60_000 }, async () => {
    const rig = await makeRig();

    for (let poll = 0; poll < 1_000; poll += 1) {
      const detections = [cluster([lost(rig.clock.at)]), rig.up('new-exception'), detectionOf([], { job: 'other' })];
      await rig.poll(detections, hurting(rig.clock.at, 'orders', 'other'));
      rig.clock.at += 10;
    }

    expect(await rig.all()).toHaveLength(1);
    expect((await rig.incidents.timeline({})).map((one) => one.kind)).toEqual(['opened', 'joined']);
  });
});
