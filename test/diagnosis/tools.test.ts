import { describe, expect, test } from 'vitest';
import { makeGlob } from '../../src/diagnosis/glob.ts';
import type { Investigation } from '../../src/diagnosis/investigation.ts';
import { toolsOf } from '../../src/diagnosis/tools.ts';
import type { ActionRow } from '../../src/domain/action.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import { FlinkUnreadable } from '../../src/domain/errors.ts';
import type { Vertex } from '../../src/domain/flink.ts';
import type { JobSnapshot, JobWindow } from '../../src/domain/snapshot.ts';
import type { FlinkDiagnose, LogLines, Subtask, TaskManagerHealth } from '../../src/ports/flink-diagnose.ts';
import { checkpoints, evidenceOf, t0 } from './evidence.ts';
import { incidentOf, investigationOf } from './investigation.ts';
import { cpuMsOf } from '../support/cpu-ms.ts';

async function ask(investigation: Investigation, name: string, args: object = {}): Promise<string> {
  const tool = toolsOf(investigation).find(({ offer }) => offer.name === name);
  const prepared = tool?.prepare(JSON.stringify(args));
  if (prepared?.kind !== 'ready') throw new Error(`${name} was refused`);
  const answer = await prepared.run(new AbortController().signal);
  return answer.kind === 'ok' ? answer.text : `${answer.kind}: ${answer.why}`;
}

function vertexOf(id: string, name: string, inputs: readonly string[], change: Partial<Vertex> = {}): Vertex {
  const counts = { busyMs: 1, idleMs: 1, backpressuredMs: 1, readRecords: 12_345, writeRecords: 2 };
  return {
    id,
    name,
    inputs,
    parallelism: 2,
    maxParallelism: 16,
    state: 'RUNNING',
    tasks: { RUNNING: 2 },
    ...counts,
    ...change,
  };
}

const vertices = [vertexOf('a', 'Source: orders', []), vertexOf('b', 'enrich', ['a']), vertexOf('c', 'sink', ['b'])];
const load = (id: string, busy: number, backpressured: number) => {
  const found = vertices.find((one) => one.id === id);
  return { id, name: found?.name ?? '', parallelism: 2, inputs: found?.inputs ?? [], busy, backpressured, idle: 0 };
};

function snapshotAt(
  secondsAgo: number,
  change: Partial<JobSnapshot> = {},
  line: Partial<JobSnapshot['line']> = {},
): JobSnapshot {
  return {
    at: t0 - secondsAgo * 1_000,
    line: {
      id: 'f'.repeat(32) as JobSnapshot['line']['id'],
      name: 'orders-by-region',
      state: 'RUNNING',
      startTime: t0 - 3_600_000,
      endTime: undefined,
      lastModification: t0,
      type: undefined,
      tasks: { total: 2, running: 2 },
      ...line,
    },
    ...change,
  };
}

function windowOf(...snapshots: readonly JobSnapshot[]): JobWindow {
  const memory = {
    exceptionCursor: undefined,
    jobId: undefined,
    lastState: undefined,
    lastCompletedCheckpointId: undefined,
  };
  return { cluster: 'main', job: 'orders-by-region', snapshots, memory, active: [], settled: true };
}

describe('the job', () => {
  test('is one line per vertex, with numbers that can be referred to; what is the same everywhere is said once', async () => {
    const loads = [load('a', 0.04, 0.91), load('b', 0.987, 0), load('c', 0.1, 0)];

    expect(await ask(investigationOf({ evidence: { vertices, loads } }), 'job')).toBe(
      [
        'state RUNNING, TaskManagers 2, slots free 1 of 4',
        '# name | from | busy | backpressured | in | out',
        '1 Source: orders | - | 4% | 91% | 12k | 2',
        '2 enrich | 1 | 99% | 0% | 12k | 2',
        '3 sink | 2 | 10% | 0% | 12k | 2',
        'all RUNNING',
        'all parallelism/max 2/16',
      ].join('\n'),
    );
  });

  test('what differs between vertices stands in their lines', async () => {
    const wide = vertexOf('c', 'sink', ['b'], { parallelism: 4, state: 'FAILED' });

    const text = await ask(investigationOf({ evidence: { vertices: [...vertices.slice(0, 2), wide] } }), 'job');

    expect(text.split('\n').slice(1)).toEqual([
      '# name | parallelism/max | from | state | in | out',
      '1 Source: orders | 2/16 | - | RUNNING | 12k | 2',
      '2 enrich | 2/16 | 1 | RUNNING | 12k | 2',
      '3 sink | 4/16 | 2 | FAILED | 12k | 2',
    ]);
  });
});

describe('backpressure', () => {
  test.each([
    [
      'names the path and what holds it up',
      [load('a', 0.1, 0.9), load('b', 0.95, 0.02), load('c', 0.2, 0)],
      /#1 Source: orders .* -> #2 enrich [\s\S]*held up by #2 enrich/,
    ],
    [
      'does not guess when nobody behind is busy',
      [load('a', 0.1, 0.9), load('b', 0.1, 0), load('c', 0.1, 0)],
      /may be blocked outside of Flink/,
    ],
    [
      'says when nobody waits',
      [load('a', 0.3, 0.1), load('b', 0.5, 0.2), load('c', 0.1, 0)],
      /^none waits half of its time; busiest: #2 enrich/,
    ],
    ['has no data without loads', [], /^no_data: no loads are known/],
  ])('%s', async (_title, loads, want) => {
    expect(await ask(investigationOf({ evidence: { vertices, loads } }), 'backpressure')).toMatch(want);
  });
});

test('checkpoints that ended alike are one line', async () => {
  const expired = 'Checkpoint expired before completing.';

  const text = await ask(
    investigationOf({
      evidence: { checkpoints: checkpoints(expired, expired, undefined, undefined, 'password=hunter2') },
    }),
    'checkpoints',
  );

  expect(text).toContain('499 to 500 09:59:50 FAILED: Checkpoint expired before completing., took 1s');
  expect(text).toContain('497 to 498 09:59:30 COMPLETED');
  expect(text).toContain('496 09:59:10 FAILED: password=[redacted]');
});

test.each(['checkpoints', 'exceptions'])('%s that could not be read are an error, not none', async (name) => {
  expect(await ask(investigationOf({ evidence: { unread: [name] } }), name)).toMatch(/^error: .* could not be read/);
  expect(await ask(investigationOf(), name)).toMatch(/^no_data: /);
});

test('what no tool foresaw costs its answer, which is one short line without secrets', async () => {
  const config = () => Promise.reject(new Error(`no\n password=hunter2 ${'x'.repeat(1_000)}`));

  const text = await ask(investigationOf({ flink: { config } }), 'config', { keys: '*' });

  expect(text).toMatch(/^error: no password=\[redacted\] x+.?$/);
  expect(text.length).toBeLessThan(320);
});

test.each([
  ['skew', { vertex: 1 }],
  ['lag', {}],
])('%s of a job whose vertices could not be read is an error, not a job without any', async (name, args) => {
  const unread = investigationOf({ evidence: { unread: ['job'] } });

  expect(await ask(unread, name, args)).toBe('error: the vertices could not be read');
  expect(await ask(investigationOf(), name, args)).toMatch(/^no_data: /);
});

test('a job whose vertices could not be read is not told to have none', async () => {
  const text = await ask(investigationOf({ evidence: { unread: ['job'] } }), 'job');

  expect(text).toContain('\nthe vertices could not be read');
  expect(text).not.toContain('no vertices');
});

describe('lag', () => {
  const none = { watermarks: () => Promise.resolve(undefined) };
  const pending = (...records: readonly number[]): JobWindow =>
    windowOf(...records.map((one, index) => snapshotAt(10 * (records.length - 1 - index), { pendingRecords: one })));

  test.each([
    [
      'tells when it is caught up',
      [40_000, 30_000, 20_000, 10_000],
      'waiting records: 40k, then 10k after 30s: falling by 1k/s, caught up in about 10s',
    ],
    [
      'says that it rises',
      [1_000, 2_000, 3_000],
      'waiting records: 1k, then 3k after 20s: rising by 100/s, it does not catch up',
    ],
    ['is steady', [5_000, 5_001, 5_000], 'waiting records: 5k, then 5k after 20s: steady'],
    ['has no trend from two reads', [5, 6], 'waiting records: 6; no trend is known yet'],
    ['has no data', [], 'no_data: no source tells how many records wait, and no watermark is known'],
  ])('%s', async (_title, records, want) => {
    expect(await ask(investigationOf({ window: pending(...records), flink: none }), 'lag')).toBe(want);
  });

  test('judges the last ten minutes: a backlog that was worked off before is another story', async () => {
    const reads = [
      [900, 90_000],
      [800, 10],
      [240, 2_000],
      [120, 3_000],
      [0, 5_000],
    ] as const;
    const window = windowOf(...reads.map(([ago, records]) => snapshotAt(ago, { pendingRecords: records })));

    expect(await ask(investigationOf({ window, flink: none }), 'lag')).toBe(
      'waiting records: 2k, then 5k after 4min: rising by 12.5/s, it does not catch up',
    );
  });

  test('is told where watermarks could not be read, which is told too', async () => {
    const fail = () => Promise.reject(new FlinkUnreadable('time-limit', 'GET http://x: no answer'));
    const of = { window: pending(5, 5, 5), flink: { watermarks: fail } };

    const trend = 'waiting records: 5, then 5 after 20s: steady';
    expect(await ask(investigationOf({ ...of, evidence: { vertices: vertices.slice(1, 2) } }), 'lag')).toBe(
      `${trend}\nwatermarks could not be read: GET http://x: no answer`,
    );
    expect(await ask(investigationOf({ ...of, evidence: { unread: ['job'] } }), 'lag')).toBe(
      `${trend}\nwatermarks could not be read: the vertices could not be read`,
    );
    expect(await ask(investigationOf({ evidence: { vertices }, flink: of.flink }), 'lag')).toBe(
      'error: GET http://x: no answer',
    );
  });

  test('shows how far event time is behind, and how far subtasks are apart', async () => {
    const watermarks = async () => ({ lowest: t0 - 600_000, highest: t0 - 60_000, without: 1, ended: 0 });

    const text = await ask(
      investigationOf({ evidence: { vertices: vertices.slice(1, 2) }, flink: { watermarks } }),
      'lag',
    );

    expect(text).toBe('#1 enrich: input watermark 10min behind now, subtasks up to 9min apart, 1 subtasks without one');
  });
});

test('lag asks first what waits for event time, however late it comes in the job, and sources last', async () => {
  const many = Array.from({ length: 12 }, (_, index) => ({
    ...vertices[1]!,
    id: `v${index}`,
    name: `step ${index}`,
    inputs: index < 3 ? [] : ['v0'],
    ...(index === 11 && { waitsForEventTime: true as const }),
  }));
  const watermarks = async () => ({ lowest: t0 - 60_000, highest: t0 - 60_000, without: 0, ended: 0 });

  const text = await ask(investigationOf({ evidence: { vertices: many }, flink: { watermarks } }), 'lag');

  expect(text.split('\n').map((line) => line.split(' ')[0])).toEqual(['#4', '#5', '#6', '#7', '#8', '#12']);
});

describe('skew', () => {
  const subtask = (index: number, readRecords: number, busy: number): Subtask => {
    return {
      index,
      state: 'RUNNING',
      attempt: 0,
      taskManagerId: `tm-${index}`,
      readRecords,
      writeRecords: 0,
      busy,
      backpressured: 0,
    };
  };

  test('shows the subtasks that differ', async () => {
    const list = [subtask(0, 100, 0.1), subtask(1, 900, 0.99), subtask(2, 100, 0.1), subtask(3, 100, 0.1)];
    const subtasks = async () => ({ list, busy: { max: 1, avg: 0.32 }, reads: undefined, busiest: undefined });

    const text = await ask(investigationOf({ evidence: { vertices }, flink: { subtasks } }), 'skew', { vertex: 2 });

    expect(text).toContain(
      'busy now: most 100%, on average 32%\nrecords in: most 900, on average 300, ratio 3.0\nsubtask 1 RUNNING: records 900, busy 99%',
    );
  });

  test('says once that all are even, and that Flink did not answer', async () => {
    const subtasks = async () => ({
      list: [subtask(0, 100, 0.1), subtask(1, 101, 0.1)],
      busy: undefined,
      reads: undefined,
      busiest: undefined,
    });
    const fail = () => Promise.reject(new FlinkUnreadable('time-limit', 'GET http://x: no answer'));

    expect(await ask(investigationOf({ evidence: { vertices }, flink: { subtasks } }), 'skew', { vertex: 2 })).toMatch(
      /even: all RUNNING$/,
    );
    expect(
      await ask(investigationOf({ evidence: { vertices }, flink: { subtasks: fail } }), 'skew', { vertex: 2 }),
    ).toBe('error: GET http://x: no answer');
  });
});

describe('processes', () => {
  const manager = (id: string, change: Partial<TaskManagerHealth> = {}): TaskManagerHealth => ({
    id,
    slots: 2,
    freeSlots: 0,
    jobs: [],
    lastHeartbeatAt: t0,
    heapUsed: 900 * 1_048_576,
    heapMax: 1_000 * 1_048_576,
    metaspaceUsed: undefined,
    metaspaceMax: undefined,
    directUsed: undefined,
    directMax: undefined,
    gcMsPerSecond: 420.4,
    gcMs: 9_000,
    cpuLoad: 0.5,
    networkSegmentsFree: 0,
    networkSegments: 4_096,
    ...change,
  });
  const taskManagers = async () => ({
    ids: Array.from({ length: 14 }, (_, index) => `tm-${index + 1}`),
    list: [manager('tm-1'), manager('tm-2'), manager('tm-3', { lastHeartbeatAt: t0 - 40_000 })],
  });

  test('memory of TaskManagers that are alike is one line', async () => {
    expect(await ask(investigationOf({ flink: { taskManagers } }), 'memory')).toBe(
      [
        '#1 tm-1, #2 tm-2: heap 90% of 1000MB, GC 420ms/s, CPU 50%, network buffers free 0%',
        '#3 tm-3: heap 90% of 1000MB, GC 420ms/s, CPU 50%, network buffers free 0%, last heartbeat 40s ago',
        '3 of 14 TaskManagers were read',
      ].join('\n'),
    );
  });

  test('logs are searched where the exception was thrown first; lines that differ in numbers are one, secrets stay out', async () => {
    const asked: string[] = [];
    const log = async (place: { kind: string; id?: string }, wanted: (line: string) => boolean): Promise<LogLines> => {
      asked.push(place.id ?? place.kind);
      const lines = [
        '10:00:01 WARN fetch 17 failed',
        '10:00:02 WARN fetch 18 failed',
        'INFO ok',
        'WARN login password=fetch-failed-99',
      ].filter(wanted);
      return { lines, matched: lines.length, cut: false };
    };
    const entry = { name: 'x', stacktrace: 'x', timestamp: t0, taskName: undefined, taskManagerId: 'tm-3' };

    const text = await ask(
      investigationOf({ evidence: { exceptions: [entry] }, flink: { taskManagers, log } }),
      'logs',
      { pattern: 'FETCH*failed', of: 'taskmanagers' },
    );

    expect(asked).toEqual(['tm-3', 'tm-1', 'tm-2']);
    expect(text.split('\n').slice(0, 2)).toEqual([
      'TaskManager #1 tm-3: 2 lines',
      '10:00:02 WARN fetch 18 failed (and 1 alike)',
    ]);
    expect(text).not.toContain('login');
  });

  test('what is inside a private key, or below the name of a secret, is not found in a log', async () => {
    const lines = [
      '-----BEGIN PRIVATE KEY-----',
      'MIIEq7',
      '-----END PRIVATE KEY-----',
      'password:',
      '  MIIEq8',
      'MIIE on',
    ];
    const log = async (_place: object, wanted: (line: string) => boolean): Promise<LogLines> => {
      const found = lines.filter(wanted);
      return { lines: found, matched: found.length, cut: false };
    };

    const text = await ask(investigationOf({ flink: { log } }), 'logs', { pattern: 'MIIE', of: 'jobmanager' });

    expect(text).toBe('JobManager: 1 lines\nMIIE on');
  });

  test('a fourth search of the logs is not made', async () => {
    let searches = 0;
    const log = async (): Promise<LogLines> => {
      searches += 1;
      return { lines: [], matched: 0, cut: false };
    };
    const tool = toolsOf(investigationOf({ flink: { log } })).find(({ offer }) => offer.name === 'logs');
    const search = async (pattern: string): Promise<string | undefined> => {
      const prepared = tool?.prepare(JSON.stringify({ pattern, of: 'jobmanager' }));
      return prepared?.kind === 'ready' ? (await prepared.run(new AbortController().signal)).kind : prepared?.kind;
    };

    const all = [await search('a'), await search('b'), await search('c'), await search('d')];

    expect(all).toEqual(['no_data', 'no_data', 'no_data', 'error']);
    expect(searches).toBe(3);
  });

  test('threads that do the same are one; those that work come first', async () => {
    const idle = (name: string) => ({
      name,
      text: `"${name}" Id=1 WAITING on x\n\tat java.base@17/a.Park.park(Park.java:1)`,
    });
    const threads = async () => [
      idle('enrich (1/2)#0'),
      idle('enrich (2/2)#0'),
      { name: 'enrich io', text: '"enrich io" Id=2 BLOCKED on y\n\tat app//org.acme.Db.get(Db.java:4)\n' },
      idle('other'),
    ];

    expect(await ask(investigationOf({ flink: { taskManagers, threads } }), 'threads', { pattern: 'enrich' })).toBe(
      [
        'TaskManager #1 tm-1, 3 threads',
        'enrich io: BLOCKED\n  org.acme.Db.get(Db.java:4)',
        'enrich (1/2)#0 and 1 more: WAITING\n  a.Park.park(Park.java:1)',
      ].join('\n'),
    );
  });

  const thrownAt = (taskManagerId: string) => {
    return { name: 'x', stacktrace: 'x', timestamp: t0, taskName: undefined, taskManagerId };
  };
  const ranOn = (taskManagerId: string, busy: number): Subtask => {
    const counts = { readRecords: 1, writeRecords: 1, backpressured: 0 };
    return { index: 0, state: 'RUNNING', attempt: 0, taskManagerId, busy, ...counts };
  };
  const subtasks = async (_job: unknown, vertex: string) => ({
    list: vertex === 'b' ? [ranOn('tm-2', 0.1), ranOn('tm-13', 0.9)] : [ranOn('tm-3', 1)],
    busy: undefined,
    reads: undefined,
    busiest: undefined,
  });
  const slow = { vertices, loads: [load('a', 0.1, 0.9), load('b', 0.4, 0), load('c', 0.6, 0)] };

  test.each<[title: string, evidence: Partial<Evidence>, flink: Partial<FlinkDiagnose>, want: string]>([
    ['that threw, also beyond those whose memory is read', { ...slow, exceptions: [thrownAt('tm-14')] }, {}, 'tm-14'],
    ['of the busiest subtask of the vertex that holds the others up', slow, { subtasks }, 'tm-13'],
    [
      'of the busiest subtask, where the one that threw is gone',
      { ...slow, exceptions: [thrownAt('tm-99')] },
      { subtasks },
      'tm-13',
    ],
    [
      'that is the first, where Flink does not tell the busiest',
      slow,
      { subtasks: () => Promise.reject(new FlinkUnreadable('time-limit', 'no answer')) },
      'tm-1',
    ],
    [
      'that is the first, where the busiest is not registered',
      slow,
      { subtasks: async () => ({ list: [ranOn('..', 1)], busy: undefined, reads: undefined, busiest: undefined }) },
      'tm-1',
    ],
  ])('threads and logs are those of the TaskManager %s', async (_title, evidence, flink, want) => {
    const asked: string[] = [];
    const keep = (place: { kind: string; id?: string }) => void asked.push(place.id ?? place.kind);
    const investigation = investigationOf({
      evidence,
      flink: {
        taskManagers,
        threads: async (place) => (keep(place), []),
        log: async (place) => (keep(place), undefined),
        ...flink,
      },
    });

    await ask(investigation, 'threads', { pattern: 'enrich', taskmanager: 0 });
    await ask(investigation, 'logs', { pattern: 'x', of: 'taskmanagers' });

    expect(asked.slice(0, 2)).toEqual([want, want]);
  });

  test('a TaskManager is chosen by the number that an answer has shown, if it is still registered, and by nothing else', async () => {
    const asked: string[] = [];
    const gone = {
      list: [ranOn('tm-13', 0.9), ranOn('tm-99', 0.1)],
      busy: undefined,
      reads: undefined,
      busiest: undefined,
    };
    const tools = toolsOf(
      investigationOf({
        evidence: slow,
        flink: {
          taskManagers,
          subtasks: async () => gone,
          threads: async (place) => {
            asked.push(place.kind === 'taskmanager' ? place.id : place.kind);
            return [];
          },
          log: async () => undefined,
        },
      }),
    );
    const answerOf = async (name: string, args: object): Promise<string> => {
      const prepared = tools.find(({ offer }) => offer.name === name)?.prepare(JSON.stringify(args));
      if (prepared?.kind !== 'ready') return 'refused';
      const answer = await prepared.run(new AbortController().signal);
      return answer.kind === 'ok' ? answer.text : `${answer.kind}: ${answer.why}`;
    };
    const threads = (taskmanager: unknown): Promise<string> => answerOf('threads', { pattern: 'x', taskmanager });

    const before = await threads(1);
    const shown = await answerOf('skew', { vertex: 2 });
    const after = [await threads(1), await threads(2), await threads(3), await threads('tm-1'), await threads(-1)];

    expect(before).toBe('no_data: no answer has shown a TaskManager #1');
    expect(shown).toMatch(/on #1 tm-13\n.*on #2 tm-99$/);
    expect(after).toEqual([
      'no_data: none of 0 threads of TaskManager #1 tm-13 contains it',
      'no_data: TaskManager #2 is not registered any more',
      'no_data: no answer has shown a TaskManager #3',
      'refused',
      'refused',
    ]);
    expect(asked).toEqual(['tm-13']);
  });
});

test('changes are restarts, rescales, settings, new runs and own actions, newest first', async () => {
  const config = {
    intervalMs: 10_000,
    timeoutMs: 60_000,
    tolerableFailures: 0,
    retained: true,
    deletedOnCancel: false,
    unaligned: false,
    exactlyOnce: true,
  };
  const metrics = (restarts: number, rescales: number) => ({
    metrics: { restarts, rescales } as NonNullable<JobSnapshot['metrics']>,
  });
  const window = windowOf(
    snapshotAt(60, { ...metrics(1, 0), vertices, checkpointConfig: config }),
    snapshotAt(50, {
      ...metrics(5, 1),
      vertices: [vertexOf('b', 'enrich', ['a'], { parallelism: 4 })],
      checkpointConfig: { ...config, intervalMs: 5_000 },
    }),
    snapshotAt(40, {}, { state: 'RESTARTING' }),
    snapshotAt(30, {}, { id: 'e'.repeat(32) as JobSnapshot['line']['id'], startTime: t0 - 33_000 }),
  );
  const own = {
    cluster: 'main',
    jobName: 'orders-by-region',
    kind: 'trigger-savepoint',
    state: 'succeeded',
    firstSentAt: t0 - 5_000,
  };
  const rows = [
    own,
    { ...own, jobName: 'another' },
    { ...own, cluster: 'another' },
    { ...own, firstSentAt: null },
  ] as ActionRow[];

  const text = await ask(investigationOf({ window, actions: { actions: () => Promise.resolve(rows) } }), 'changes');

  expect(text.split('\n')).toEqual([
    'newest first, in the last 60s that were watched',
    '09:59:55 this program: trigger-savepoint succeeded',
    '09:59:27 a new run with another job id began',
    '09:59:20 RUNNING to RESTARTING',
    '09:59:10 3 restarts',
    '09:59:10 parallelism of enrich: 2 to 4',
    '09:59:10 checkpoint setting intervalMs: 10000 to 5000',
  ]);
});

test('past incidents are asked for on this cluster, and none that came later is one', async () => {
  const asked: unknown[] = [];
  const later = { openedAt: t0, closedAt: t0 + 1, closing: 'recovered' as const };
  const list = (filter: unknown) => {
    asked.push(filter);
    return Promise.resolve([incidentOf({ id: 'i-2', ...later })]);
  };

  expect(await ask(investigationOf({ incidents: { list } }), 'past')).toBe('no_data: none like it in 90 days');
  expect(asked).toEqual([{ cluster: 'main', since: t0 - 90 * 86_400_000 }]);
});

test('past incidents are those with the same trouble, first of the same job', async () => {
  const closed = { openedAt: t0 - 86_400_000, closedAt: t0 - 86_000_000, closing: 'recovered' as const };
  const list = () =>
    Promise.resolve([
      incidentOf(),
      incidentOf({ id: 'i-2', job: 'other', fingerprint: 'g', signals: [], ...closed }),
      incidentOf({ id: 'i-3', job: 'other', signals: [], ...closed }),
      incidentOf({ id: 'i-4', ...closed, failedPlans: 1 }),
    ]);

  expect(await ask(investigationOf({ incidents: { list } }), 'past')).toBe(
    [
      '2 alike in 90 days',
      '24.0h ago, not diagnosed: recovered after 7min, 1 plans did not help',
      '24.0h ago, job other, not diagnosed: recovered after 7min',
    ].join('\n'),
  );
});

test('an incident of the cluster has no tools of a job', () => {
  const names = toolsOf({ ...investigationOf(), evidence: evidenceOf({ job: null }) }).map(({ offer }) => offer.name);

  expect(names).toEqual(['memory', 'logs', 'threads', 'config', 'changes', 'past']);
});

describe('a pattern', () => {
  test.each([
    ['Heap', 'the heap space', true],
    ['heap*space', 'HEAP of x SPACE', true],
    ['space*heap', 'heap space', false],
    ['a.c', 'abc', false],
    ['(a+)+$', 'x(a+)+$y', true],
    ['*', '', true],
  ])('%s in "%s": %s', (pattern, text, want) => {
    expect(makeGlob(pattern)(text)).toBe(want);
  });

  test('of many stars is as fast as the text is long', () => {
    const matches = makeGlob('a*'.repeat(50) + 'b');

    const tookMs = cpuMsOf(() => expect(matches('a'.repeat(200_000))).toBe(false));

    expect(tookMs).toBeLessThan(5_000);
  });
});
