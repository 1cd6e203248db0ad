import { describe, expect, test } from 'vitest';
import { FlinkUnreadable } from '../../src/domain/errors.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import type { FlinkException, JobId } from '../../src/domain/flink.ts';
import { numberedFailures } from '../../src/domain/numbered-failures.ts';
import type { Diagnosis, Incident } from '../../src/domain/incident.ts';
import type { Signal, SignalKind } from '../../src/domain/signal.ts';
import type { JobWindow } from '../../src/domain/snapshot.ts';
import type { Sop } from '../../src/domain/sop.ts';
import { identityOf, joinIncident } from '../../src/pipeline/absorb.ts';
import { collectEvidence } from '../../src/pipeline/collect-evidence.ts';
import { makeIncidentRunner } from '../../src/pipeline/run-incidents.ts';
import { diagnoseIncident } from '../../src/pipeline/diagnose-incident.ts';
import type { StageDeps } from '../../src/pipeline/deps.ts';
import { updateIncident } from '../../src/pipeline/update-incident.ts';
import type { Flink } from '../../src/ports/flink.ts';
import type { Subtask, Subtasks, TaskManagerHealth } from '../../src/ports/flink-diagnose.ts';
import { checkpoints } from '../diagnosis/evidence.ts';
import { incidentNamed } from '../adapters/store/rows-for-tests.ts';
import { line, minute, now, otherId, vertex } from '../support/action-facts.ts';
import { detectionOf, diagnosisOf, signalOf } from '../support/detections.ts';
import { makeMovingClock } from '../serving/moving-clock.ts';
import { cancelSop, makePipelineRig } from '../support/pipeline-rig.ts';

const limits = { recoverAfterMs: 3 * minute, reopenWithinMs: 60 * minute, touchEveryMs: minute };
const failing = signalOf('checkpoint-failing', now);
const expired = signalOf('new-exception', now, { fingerprint: 'CheckpointExpired' });
const lost = signalOf('new-exception', now, { fingerprint: 'TaskManager lost' });

/** The state of an incident after a diagnosis during which `joins` was seen. */
async function stateAfter(
  signals: readonly Signal[],
  diagnosis: Diagnosis,
  joins: Signal,
  crowdedOut?: string[],
): Promise<string | undefined> {
  const rig = await makePipelineRig();
  const { deps } = await rig.living();
  const incident = await deps.incidents.save({
    incident: incidentNamed('inc-1', { state: 'open', signals: [...signals], crowdedOut }),
    events: [],
  });
  const diagnose = async (): Promise<Diagnosis> => {
    await updateIncident(deps.incidents, 'inc-1', (current) =>
      joinIncident(current, detectionOf([joins]), now, limits),
    );
    return diagnosis;
  };

  await diagnoseIncident({ ...deps, diagnose }, incident, new AbortController().signal);

  return (await deps.incidents.get('inc-1'))?.state;
}

test.each([
  ['a new kind', [failing], 'checkpoint-expired', expired, 'open'],
  ['another exception, and the cause is unknown', [expired], 'unknown', lost, 'open'],
  ['another exception, and the cause is known', [expired], 'checkpoint-expired', lost, 'diagnosed'],
  ['nothing new, and the cause is unknown', [expired], 'unknown', expired, 'diagnosed'],
  ['what alone opens nothing', [expired], 'unknown', signalOf('lag-rising', now), 'diagnosed'],
] as const)('when %s joins a diagnosis that is under way', async (_title, signals, cause, joins, want) => {
  expect(await stateAfter(signals, diagnosisOf(cause), joins)).toBe(want);
});

test('an exception for which an incident had no room any more is nothing new when it is seen again', async () => {
  const crowdedOut = [identityOf(lost)];

  expect(await stateAfter([expired], diagnosisOf('unknown'), lost, crowdedOut)).toBe('diagnosed');
});

test.each([
  ['a moment ago', 'open', 0],
  ['by a clock that was put back since', 'diagnosed', 180 * minute],
])('where a read fails, trouble that was seen %s is %s', async (_when, want, aheadMs) => {
  const rig = await makePipelineRig();
  const { deps } = await rig.living();
  const at = now + aheadMs;
  const incident = await deps.incidents.save({
    incident: incidentNamed('inc-1', { state: 'open', signals: [signalOf('checkpoint-failing', at)], lastSeenAt: at }),
    events: [],
  });
  rig.world.readable = false;

  await diagnoseIncident(deps, incident, new AbortController().signal);

  expect((await rig.incident()).state).toBe(want);
});

test('what takes long to fail is read once more', async () => {
  const rig = await makePipelineRig();
  const { deps } = await rig.living();
  const incident = await deps.incidents.save({
    incident: incidentNamed('inc-1', {
      state: 'open',
      signals: [signalOf('checkpoint-failing', now)],
      lastSeenAt: now,
    }),
    events: [],
  });
  const flink = deps.flinkOf('main');
  const exceptions = async (): Promise<never> => {
    rig.clock.at += 10_000;
    throw new FlinkUnreadable('time-limit', 'no complete answer within 10000 ms');
  };
  const slow = { ...deps, flinkOf: () => ({ ...flink, watch: { ...flink.watch, exceptions } }) };
  const states: string[] = [];

  for (let look = 0; look < 2; look += 1) {
    await diagnoseIncident(slow, incident, new AbortController().signal);
    states.push((await rig.incident()).state);
  }

  expect(states).toEqual(['open', 'diagnosed']);
});

describe('while a model is asked this program is stopped', () => {
  /** The incident once the stage has ended; the model says something so long after the stop. */
  async function stoppedWhileAsked(afterMs: number, stopsFirst = false) {
    const rig = await makePipelineRig();
    const { deps } = await rig.living();
    const incident = await deps.incidents.save({ incident: incidentNamed('inc-1', { state: 'open' }), events: [] });
    const stop = new AbortController();
    const clock = makeMovingClock();
    let asked = 0;
    const diagnose: StageDeps['diagnose'] = async (_evidence, _incident, signal) => {
      asked += 1;
      stop.abort();
      const said = clock.sleep(afterMs, signal);
      await clock.advance(afterMs);
      await said;
      return { ...diagnosisOf(signal.aborted ? 'unknown' : 'checkpoint-expired'), by: 'llm' };
    };
    const retrieve: StageDeps['sops']['retrieve'] = async (query, signal) => {
      signal.throwIfAborted();
      return deps.sops.retrieve(query, signal);
    };
    if (stopsFirst) stop.abort();

    await diagnoseIncident({ ...deps, clock, diagnose, sops: { ...deps.sops, retrieve } }, incident, stop.signal);

    const { state, diagnosis } = await rig.incident();
    return { asked, state, cause: diagnosis?.cause };
  }

  test('what it says soon is paid for, and stored', async () => {
    expect(await stoppedWhileAsked(19_000)).toEqual({ asked: 1, state: 'diagnosed', cause: 'checkpoint-expired' });
  });

  test('it is given up when it takes longer, and asked anew at the next start', async () => {
    expect(await stoppedWhileAsked(21_000)).toEqual({ asked: 1, state: 'open', cause: undefined });
  });

  test('one that was not asked yet is not asked any more', async () => {
    expect(await stoppedWhileAsked(0, true)).toEqual({ asked: 0, state: 'open', cause: undefined });
  });
});

describe('an incident that waits for people, whose model is to be asked once more', () => {
  const failed: Diagnosis = { ...diagnosisOf('unknown', now), by: 'rules, no AI', askAgainAt: now };
  const nearest = { kind: 'none-fits', best: null } as const;
  const people = { state: 'escalated', escalation: 'No SOP fits this trouble', retrieval: nearest } as const;

  /** After a pass of the runner, in which the model says this. */
  async function afterPass(change: Partial<Incident>, said: Diagnosis, sop: Sop | undefined): Promise<Incident> {
    const rig = await makePipelineRig({ sop });
    const { deps } = await rig.living();
    const waits = { cluster: 'main', job: null, signals: [failing], diagnosis: failed, ...people, ...change };
    await deps.incidents.save({ incident: incidentNamed('inc-1', waits), events: [] });
    const runner = makeIncidentRunner({ ...deps, diagnose: async () => said, cluster: 'main', polls: () => 0 });

    await runner.pass(new AbortController().signal);
    await runner.idle();

    return rig.incident();
  }

  test('goes on waiting with what the model said', async () => {
    const said: Diagnosis = { ...diagnosisOf('unknown', now), by: 'llm', summary: 'The disk is full.' };

    expect(await afterPass({}, said, undefined)).toMatchObject({ ...people, diagnosis: said });
  });

  test('is asked about soon, though the clock was put back by hours since', async () => {
    const said: Diagnosis = { ...diagnosisOf('unknown', now), by: 'llm', summary: 'The disk is full.' };
    const ahead = { diagnosis: { ...failed, askAgainAt: now + 3 * 3_600_000 } };

    expect(await afterPass(ahead, said, undefined)).toMatchObject({ ...people, diagnosis: said });
  });

  test('goes back to planning when another procedure fits what the model said', async () => {
    const said: Diagnosis = { ...diagnosisOf('the-sop', now), by: 'llm' };
    const retrieval = { kind: 'fits', sopId: 'the-sop' };

    const incident = await afterPass({}, said, cancelSop);

    expect(incident.escalation).toContain('A cluster is healed by people');
    expect(incident).toMatchObject({ state: 'escalated', diagnosis: said, retrieval });
  });

  test.each<[title: string, change: Partial<Incident>]>([
    ['not before its time', { diagnosis: { ...failed, askAgainAt: now + 1 } }],
    ['not when a plan was made', { planId: 'plan-1' }],
    ['not when plans did not help', { failedPlans: 1 }],
    ['not when it is over', { state: 'closed', closing: 'recovered', closedAt: now }],
  ])('is left as it is, %s', async (_title, change) => {
    const said = diagnosisOf('the-sop', now);

    const incident = await afterPass(change, said, undefined);

    expect(incident).toMatchObject({ diagnosis: change.diagnosis ?? failed, version: 1 });
  });
});

test('what failed together with the latest failure does not crowd out the failures before it', async () => {
  const rig = await makePipelineRig();
  const { deps } = await rig.living();
  const entry = (name: string, change: Partial<FlinkException> = {}): FlinkException => {
    return { name, stacktrace: name, timestamp: now, taskName: undefined, taskManagerId: undefined, ...change };
  };
  const together = Array.from({ length: 30 }, (_, index) => entry(`task ${index}`, { concurrent: true }));
  const entries = [entry('latest'), ...together, entry('earlier'), entry('first')];
  const flink = deps.flinkOf('main');
  const exceptions = () => Promise.resolve({ entries, truncated: false });

  const evidence = await collectEvidence(
    { flink: { ...flink, watch: { ...flink.watch, exceptions } }, window: undefined, latest: undefined, now },
    incidentNamed('inc-1', { signals: [signalOf('restart-loop', now)] }),
    new AbortController().signal,
  );

  const names = evidence.exceptions.map((one) => one.name);
  expect(names).toEqual(['latest', ...together.slice(0, 17).map((one) => one.name), 'earlier', 'first']);
});

test('what failed with a cluster is read of each of its jobs, and nothing else of any of them', async () => {
  const rig = await makePipelineRig();
  const { deps } = await rig.living();
  const thrownBy: Readonly<Record<string, readonly number[]>> = { loops: [9, 8, 7, 6, 5, 4, 3], lost: [2, 1] };
  const exceptions = (id: string) => {
    if (id === 'silent' || id === 'hangs') return Promise.reject(new FlinkUnreadable('time-limit', 'no answer'));
    const entries = (thrownBy[id] ?? []).map((at): FlinkException => {
      return { name: `${id} ${at}`, stacktrace: '', timestamp: at, taskName: undefined, taskManagerId: undefined };
    });
    return Promise.resolve({ entries, truncated: false });
  };
  const flink = deps.flinkOf('main');
  const sick = ['loops', 'silent', 'hangs', 'lost', 'forgotten'].map((id) =>
    signalOf('new-exception', now, { job: id, jobId: id }),
  );

  const evidence = await collectEvidence(
    { flink: { ...flink, watch: { ...flink.watch, exceptions } }, window: undefined, latest: undefined, now },
    incidentNamed('inc-1', { job: null, signals: [signalOf('taskmanager-lost', now, { job: null }), ...sick] }),
    new AbortController().signal,
  );

  const names = evidence.exceptions.map((one) => one.name);
  expect(names).toEqual(['loops 9', 'loops 8', 'loops 7', 'loops 6', 'loops 5', 'lost 2', 'lost 1']);
  const nothingOfOneJob = { jobId: null, state: undefined, checkpoints: undefined, metrics: undefined, vertices: [] };
  expect(evidence).toMatchObject(nothingOfOneJob);
  expect(evidence.unread).toEqual(['exceptions']);
});

test('tasks that failed together stay together, whatever another job threw in between', async () => {
  const rig = await makePipelineRig();
  const { deps } = await rig.living();
  const entry = (name: string, timestamp: number, change: Partial<FlinkException> = {}): FlinkException => {
    return { name, stacktrace: name, timestamp, taskName: undefined, taskManagerId: undefined, ...change };
  };
  const thrownBy: Readonly<Record<string, readonly FlinkException[]>> = {
    first: [entry('first 9', 9), entry('with first 9', 5, { concurrent: true }), entry('first 3', 3)],
    second: [entry('second 7', 7), entry('with second 7', 8, { concurrent: true })],
  };
  const exceptions = (id: string) => Promise.resolve({ entries: thrownBy[id] ?? [], truncated: false });
  const flink = deps.flinkOf('main');
  const sick = ['first', 'second'].map((id) => signalOf('new-exception', now, { job: id, jobId: id }));

  const evidence = await collectEvidence(
    { flink: { ...flink, watch: { ...flink.watch, exceptions } }, window: undefined, latest: undefined, now },
    incidentNamed('inc-1', { job: null, signals: sick }),
    new AbortController().signal,
  );

  const numbered = numberedFailures(evidence.exceptions).map((one) => [one.name, one.failure]);
  expect(numbered).toEqual([
    ['first 9', 1],
    ['with first 9', 1],
    ['second 7', 2],
    ['with second 7', 2],
    ['first 3', 3],
  ]);
});

describe('what a job failed of before', () => {
  const at = (secondsAgo: number): number => now - secondsAgo * 1_000;

  /** Names of the exceptions by which trouble is judged that came after another incident of the job. */
  async function judgedBy(former: Partial<Incident>, ofCluster = false): Promise<string[]> {
    const rig = await makePipelineRig();
    const { deps } = await rig.living();
    const entries = [20, 100, 200, 260, 300].map((secondsAgo): FlinkException => {
      const name = `${secondsAgo} s ago`;
      return { name, stacktrace: '', timestamp: at(secondsAgo), taskName: undefined, taskManagerId: undefined };
    });
    const times = { openedAt: at(310), lastSeenAt: at(280), closedAt: at(100), updatedAt: at(100) };
    const over = { state: 'closed', ...times, ...former } as const;
    await deps.incidents.save({ incident: incidentNamed('inc-1', { cluster: 'main', ...over }), events: [] });
    const { job } = incidentNamed('inc-1');
    const signals = [signalOf('taskmanager-lost', at(20), { job, jobId: otherId })];
    const present = incidentNamed('inc-2', { cluster: 'main', state: 'open', openedAt: at(15), signals });
    const incident = await deps.incidents.save({
      incident: ofCluster ? { ...present, job: null } : present,
      events: [],
    });
    const flink = deps.flinkOf('main');
    const exceptions = () => Promise.resolve({ entries, truncated: false });
    let judged: readonly string[] = [];
    const diagnose = (evidence: Evidence) => {
      judged = evidence.exceptions.map((one) => one.name);
      return Promise.resolve(diagnosisOf('unknown'));
    };

    await diagnoseIncident(
      { ...deps, diagnose, flinkOf: () => ({ ...flink, watch: { ...flink.watch, exceptions } }) },
      incident,
      new AbortController().signal,
    );

    return [...judged];
  }

  const all = ['20 s ago', '100 s ago', '200 s ago', '260 s ago', '300 s ago'];

  test.each<[title: string, former: Partial<Incident>, ofCluster: boolean, want: readonly string[]]>([
    ['is not judged by, once it recovered', { closing: 'recovered' }, false, all.slice(0, 2)],
    ['is not judged by, once a plan cleared it', { closing: 'cleared' }, false, all.slice(0, 2)],
    ['is no trouble of the cluster either', { closing: 'recovered' }, true, all.slice(0, 2)],
    ['goes on where a person said that it is over', { closing: 'resolved' }, false, all],
    ['goes on where the cluster took it over', { closing: 'adopted' }, false, all],
    ['is judged by, as far as another job failed of it', { closing: 'recovered', job: 'another' }, false, all],
  ])('%s', async (_title, former, ofCluster, want) => {
    expect(await judgedBy(former, ofCluster)).toEqual(want);
  });
});

const uneven = { name: 'totals', subtask: undefined, taskManager: undefined, busiest: 1, others: 0.25 };

interface Load {
  readonly id: string;
  readonly name: string;
  readonly parallelism: number;
  readonly busy: number;
  readonly backpressured: number;
  readonly inputs: readonly string[];
}

function windowOf(loads: readonly Load[]): JobWindow {
  const snapshots = [0, 10_000].map((ms) => ({
    line,
    at: now + ms,
    vertices: loads.map((one) => ({
      ...vertex,
      ...one,
      busyMs: one.busy * ms * one.parallelism,
      backpressuredMs: one.backpressured * ms * one.parallelism,
      idleMs: (1 - one.busy - one.backpressured) * ms * one.parallelism,
    })),
  }));
  return { snapshots } as unknown as JobWindow;
}

test.each<
  [title: string, reads: readonly (readonly [minutesAgo: number, records: number, id?: JobId])[], want: object]
>([
  [
    'of the last minutes',
    [
      [4, 2_000],
      [2, 3_000],
      [0, 5_000],
    ],
    { first: 2_000, last: 5_000, overMs: 240_000 },
  ],
  [
    'after a backlog that was worked off a quarter of an hour ago',
    [
      [15, 90_000],
      [13, 10],
      [4, 2_000],
      [0, 5_000],
    ],
    { first: 2_000, last: 5_000, overMs: 240_000 },
  ],
  [
    'of this run alone',
    [
      [3, 90_000, otherId],
      [2, 2_000],
      [0, 5_000],
    ],
    { first: 2_000, last: 5_000, overMs: 120_000 },
  ],
])('the lag that the diagnosis judges is that %s', async (_title, reads, want) => {
  const rig = await makePipelineRig();
  const { deps } = await rig.living();
  const snapshots = reads.map(([minutesAgo, pendingRecords, id]) => ({
    line: { ...line, ...(id !== undefined && { id }) },
    at: now - minutesAgo * 60_000,
    pendingRecords,
  }));

  const evidence = await collectEvidence(
    { flink: deps.flinkOf('main'), window: { snapshots } as unknown as JobWindow, latest: undefined, now },
    incidentNamed('inc-1', { signals: [signalOf('backpressure-high', now)] }),
    new AbortController().signal,
  );

  expect(evidence.lag).toEqual(want);
});

test('one subtask at its limit is found in a vertex that waits on average, with what that one reads and where', async () => {
  const rig = await makePipelineRig();
  const { deps } = await rig.living();
  const flink = deps.flinkOf('main');
  // As a real 2.3.0 showed it: subtask 0 never comes back from a record, subtask 1 waits for its barrier.
  const listOf = (busy: readonly number[]) =>
    busy.map((share, index) => ({ index, taskManagerId: `tm-${index + 1}`, busy: share })) as Subtask[];
  const idle = { list: listOf([0.01, 0.02]), busy: { max: 0.02, avg: 0.01 }, reads: { max: 12, avg: 11 } };
  const vertices: Readonly<Record<string, Subtasks>> = {
    totals: { ...idle, busiest: { index: 1, reads: 12 } },
    enrich: {
      list: listOf([0.9, 0]),
      busy: { max: 1, avg: 0.5 },
      reads: { max: 31, avg: 21.5 },
      busiest: { index: 0, reads: 12 },
    },
  };
  const asked: string[] = [];
  const subtasks: Flink['diagnose']['subtasks'] = async (_job, id) => {
    asked.push(id);
    if (id === 'audit') throw new FlinkUnreadable('time-limit', 'GET http://x: no answer');
    return vertices[id];
  };
  const askedFirst: (readonly string[] | undefined)[] = [];
  const taskManagers: Flink['diagnose']['taskManagers'] = async (_signal, first) => {
    askedFirst.push(first);
    return { ids: [], list: [] };
  };
  const behind = { parallelism: 2, backpressured: 0, inputs: ['enrich'] };
  const window = windowOf([
    { id: 'read', name: 'read', parallelism: 2, backpressured: 1, busy: 0, inputs: [] },
    { id: 'enrich', name: 'enrich', parallelism: 2, backpressured: 0.5, busy: 0.5, inputs: ['read'] },
    { ...behind, id: 'totals', name: 'totals', busy: 0.02 },
    { ...behind, id: 'audit', name: 'audit', busy: 0.01 },
    { ...behind, id: 'archive', name: 'archive', busy: 0 },
  ]);

  const evidence = await collectEvidence(
    { flink: { ...flink, diagnose: { ...flink.diagnose, subtasks, taskManagers } }, window, latest: undefined, now },
    incidentNamed('inc-1', { signals: [signalOf('backpressure-high', now)] }),
    new AbortController().signal,
  );

  const place = { name: 'enrich', subtask: 0, taskManager: 'tm-1' };
  expect(evidence.spread).toEqual({ ...place, busiest: 1, others: 0, records: { busiest: 12, others: 31 } });
  // However many are idle behind it, it is looked at, and one that cannot be read does not hide it.
  expect(asked).toEqual(['totals', 'audit', 'enrich']);
  expect(evidence.unread).toContain('subtasks');
  // Those of all that were read, the busiest first.
  expect(askedFirst).toEqual([['tm-1', 'tm-2', 'tm-1', 'tm-2']]);
});

test.each<[title: string, kind: SignalKind, width: number, reads: Subtasks['reads'], want: Evidence['spread']]>([
  ['is read', 'backpressure-high', 3, { max: 300, avg: 110 }, { ...uneven, records: { busiest: 300, others: 15 } }],
  ['is read without its records', 'backpressure-high', 3, undefined, { ...uneven, records: undefined }],
  ['is none of a vertex with one subtask', 'backpressure-high', 1, { max: 300, avg: 300 }, undefined],
  ['is not asked for where nothing is held up', 'restart-loop', 3, { max: 300, avg: 110 }, undefined],
])('how evenly the vertex works that holds up the others %s', async (_title, kind, width, reads, want) => {
  const rig = await makePipelineRig();
  const { deps } = await rig.living();
  const flink = deps.flinkOf('main');
  const asked: string[] = [];
  const askedFirst: (readonly string[] | undefined)[] = [];
  const taskManagers: Flink['diagnose']['taskManagers'] = async (_signal, first) => {
    askedFirst.push(first);
    return { ids: [], list: [] };
  };
  const subtasks: Flink['diagnose']['subtasks'] = async (_job, vertex) => {
    asked.push(vertex);
    const list = Array.from(
      { length: width },
      (_, index) => ({ index, taskManagerId: `tm-${index}`, busy: index / 10 }) as Subtask,
    );
    return { list, busy: { max: 1, avg: 0.5 }, reads, busiest: undefined };
  };
  const window = windowOf([
    { id: 'v1', name: 'read', parallelism: 1, backpressured: 1, busy: 0, inputs: [] },
    { id: 'v2', name: 'totals', parallelism: 1, backpressured: 0, busy: width === 1 ? 1 : 0.5, inputs: ['v1'] },
  ]);

  const evidence = await collectEvidence(
    {
      flink: { ...flink, diagnose: { ...flink.diagnose, subtasks, taskManagers } },
      window,
      latest: undefined,
      now,
    },
    incidentNamed('inc-1', { signals: [signalOf(kind, now)] }),
    new AbortController().signal,
  );

  expect(evidence.spread).toEqual(want);
  expect(asked).toEqual(kind === 'backpressure-high' ? ['v2'] : []);
  // Where its busiest subtasks run: a large cluster is not read whole.
  expect(askedFirst).toEqual(kind === 'backpressure-high' ? [['tm-2', 'tm-1', 'tm-0'].slice(-width)] : []);
});

// Of one subtask of three that slept 20 ms for each record, on Flink 2.3.0: the share of its vertex, and what its gauges said.
test.each<[title: string, ofVertex: number, busy: Subtasks['busy'], want: number | undefined]>([
  ['10 s after it began', 0.43, { max: 0.079, avg: 0.079 / 3 }, 1],
  ['35 s after it began', 0.34, { max: 0.523, avg: 0.553 / 3 }, 0.964],
  ['minutes after it began', 0.335, { max: 1, avg: 0.335 }, 1],
  ['just after it was over', 0.01, { max: 1, avg: 0.335 }, 1],
  ['where nothing was counted yet', 0.43, { max: 0, avg: 0 }, 0],
])('one subtask at its limit is seen %s', async (_title, ofVertex, busy, want) => {
  const rig = await makePipelineRig();
  const flink = (await rig.living()).deps.flinkOf('main');
  const list = Array.from({ length: 3 }, (_, index) => ({ index, taskManagerId: 'tm', busy: 0 }) as Subtask);
  const reads = { max: 143, avg: 142 };
  const subtasks: Flink['diagnose']['subtasks'] = async () => ({ list, busy, reads, busiest: undefined });
  const taskManagers: Flink['diagnose']['taskManagers'] = async () => ({ ids: [], list: [] });
  const window = windowOf([
    { id: 'v1', name: 'read', parallelism: 3, backpressured: 1, busy: 0, inputs: [] },
    { id: 'v2', name: 'enrich', parallelism: 3, backpressured: 0.4, busy: ofVertex, inputs: ['v1'] },
  ]);

  const { spread } = await collectEvidence(
    { flink: { ...flink, diagnose: { ...flink.diagnose, subtasks, taskManagers } }, window, latest: undefined, now },
    incidentNamed('inc-1', { signals: [signalOf('backpressure-high', now)] }),
    new AbortController().signal,
  );

  expect(spread?.busiest).toBeCloseTo(want ?? 0, 2);
  expect(spread?.others).toBeLessThan(0.1);
});

test.each<[title: string, kind: SignalKind, want: Evidence['heap']]>([
  ['of a job that is held up', 'backpressure-high', { taskManager: 'tm-2', used: 0.875, collecting: 0.5 }],
  ['of a job whose checkpoints fail', 'checkpoint-failing', { taskManager: 'tm-2', used: 0.875, collecting: 0.5 }],
  ['is not asked for where nothing is slow', 'new-exception', undefined],
])('the heap that is collected the most among those of its TaskManagers: %s', async (_title, kind, want) => {
  const rig = await makePipelineRig();
  const { deps } = await rig.living();
  const flink = deps.flinkOf('main');
  const managerOf = (id: string, jobs: readonly string[], gcMsPerSecond: number | undefined) =>
    ({ id, jobs, gcMsPerSecond, heapUsed: 700, heapMax: 800 }) as TaskManagerHealth;
  const list = [
    managerOf('tm-1', [line.id], 40),
    managerOf('tm-2', ['another', line.id], 500),
    managerOf('tm-3', ['another'], 900),
    managerOf('tm-4', [line.id], undefined),
  ];
  const diagnose = {
    ...flink.diagnose,
    subtasks: async () => undefined,
    taskManagers: async () => ({ ids: list.map(({ id }) => id), list }),
  };

  const evidence = await collectEvidence(
    { flink: { ...flink, diagnose }, window: undefined, latest: undefined, now },
    incidentNamed('inc-1', { signals: [signalOf(kind, now, { jobId: line.id })] }),
    new AbortController().signal,
  );

  expect(evidence.heap).toEqual(want);
});

test('a TaskManager that a signal names is read before others', async () => {
  const rig = await makePipelineRig();
  const flink = (await rig.living()).deps.flinkOf('main');
  const asked: unknown[] = [];
  const taskManagers: Flink['diagnose']['taskManagers'] = async (_signal, first) => {
    asked.push(first);
    return { ids: [], list: [] };
  };
  const strained = { ...signalOf('gc-pressure', now, { jobId: line.id }), evidence: { taskManager: 'tm-40' } };
  const list = Array.from({ length: 10 }, (_, index) => ({ index, taskManagerId: `tm-${index}`, busy: 0.9 }));
  const subtasks: Flink['diagnose']['subtasks'] = async () =>
    ({ list, busy: { max: 1, avg: 0.9 }, reads: undefined, busiest: undefined }) as unknown as Subtasks;
  const window = windowOf([
    { id: 'read', name: 'read', parallelism: 10, backpressured: 1, busy: 0, inputs: [] },
    { id: 'enrich', name: 'enrich', parallelism: 10, backpressured: 0, busy: 0.9, inputs: ['read'] },
  ]);
  const read = (signals: readonly Signal[], of: typeof window | undefined) =>
    collectEvidence(
      {
        flink: { ...flink, diagnose: { ...flink.diagnose, taskManagers, subtasks } },
        window: of,
        latest: undefined,
        now,
      },
      incidentNamed('inc-1', { signals: [...signals] }),
      new AbortController().signal,
    );

  await read([strained], undefined);
  await read([strained, signalOf('backpressure-high', now, { jobId: line.id })], window);

  // Of many that are busy only the first.
  const busy = Array.from({ length: 7 }, (_, index) => `tm-${index}`);
  expect(asked).toEqual([['tm-40'], ['tm-40', ...busy]]);
});

test('a checkpoint that was seen before is not forgotten while Flink shows none of the run', async () => {
  const rig = await makePipelineRig();
  const { deps } = await rig.living();
  const flink = deps.flinkOf('main');
  const before = checkpoints(undefined);
  const none = { ...checkpoints(), latestCompleted: undefined };
  const windowOfRun = (id: string) =>
    ({
      snapshots: [
        { line: { ...line, id }, at: now, checkpoints: before },
        { line, at: now + minute, checkpoints: none },
      ],
    }) as unknown as JobWindow;
  const ask = async (window: JobWindow) => {
    const evidence = await collectEvidence(
      { flink: { ...flink, watch: { ...flink.watch, checkpoints: async () => none } }, window, latest: undefined, now },
      incidentNamed('inc-1', { signals: [signalOf('new-exception', now)] }),
      new AbortController().signal,
    );
    return evidence.checkpoints;
  };

  expect(await ask(windowOfRun(line.id))).toEqual({ ...none, latestCompleted: before.latestCompleted });
  expect(await ask(windowOfRun('another run'))).toEqual(none);
});
