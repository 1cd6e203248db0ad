import { describe, expect, test } from 'vitest';
import { type DoctorReport, doctor } from '../../src/cli/doctor.ts';
import { formatDoctor } from '../../src/cli/doctor-text.ts';
import type { Config } from '../../src/config.ts';
import { configSchema } from '../../src/config/schema.ts';
import { FlinkUnreadable, LlmUnavailable, type UnreadableReason } from '../../src/domain/errors.ts';
import type { ClusterIdentity, JobDetail } from '../../src/domain/flink.ts';
import type { Flink } from '../../src/ports/flink.ts';
import type { Llm } from '../../src/ports/llm.ts';
import {
  readOnlyFlink,
  retainedCheckpoints,
  type ShownJob,
  shownJob,
  silentFlink,
} from '../support/read-only-flink.ts';

const hash = 'ab'.repeat(32);
const launch = { jar: '/jars/orders.jar', sha256: hash, entryClass: 'a.B', parallelism: 2 };
const record = { name: 'orders', desired: 'running', launch };
const cluster = {
  name: 'a',
  url: 'http://a:8081',
  mode: 'ask',
  controller: 'none',
  savepointDirectory: 's3://b/sp',
  jobs: [record],
};
const orders: ShownJob = { line: shownJob('orders'), checkpoints: retainedCheckpoints };

function configOf(...clusters: object[]): Config {
  return {
    ...configSchema('/etc').parse({ clusters }),
    file: '/etc/flink-medic.yaml',
    llm: undefined,
    embeddings: undefined,
    qdrant: undefined,
    slack: undefined,
  };
}

function examine(options: {
  cluster?: object;
  identity?: Partial<ClusterIdentity>;
  jobs?: readonly ShownJob[];
  flink?: Flink;
  jar?: string | undefined;
  llm?: Llm;
  unreadable?: string;
  here?: DoctorReport['here'];
  now?: number;
}): Promise<DoctorReport> {
  const flink =
    options.flink ??
    readOnlyFlink({ jobs: options.jobs ?? [orders], ...(options.identity && { identity: options.identity }) });
  return doctor({
    config: configOf({ ...cluster, ...options.cluster }),
    flinkOf: () => flink,
    jars: {
      sha256: (file) => Promise.resolve(file === launch.jar ? ('jar' in options ? options.jar : hash) : undefined),
    },
    canRead: (file) => file !== options.unreadable,
    llm: options.llm,
    here: options.here ?? [],
    clock: { now: () => options.now ?? 0, sleep: () => Promise.reject(new Error('doctor never sleeps')) },
    signal: new AbortController().signal,
  });
}

test('all is well: actionable, exit code 0, short text', async () => {
  const report = await examine({});

  expect(report).toMatchObject({ exitCode: 0, actionable: 1, jobs: 1 });
  expect(formatDoctor(report)).toBe(`Configuration: /etc/flink-medic.yaml
  ok      model: none configured: the rules diagnose alone

a  http://a:8081
  ok      reach: Flink 1.20.3, 2 TaskManagers, 1 of 4 slots free
  ok      read access: answered; whether writes are allowed cannot be told without one, so nothing was tried
  ok      identity: a new JobManager process is recognised
  ok      high availability: on
  ok      scheduler: adaptive: jobs can be rescaled in place
  ok      controller: none
  ok      savepoints: s3://b/sp
  job orders: RUNNING, mode ask, actionable

1 of 1 jobs actionable.`);
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
});

describe('a job that cannot be helped is told with the line that is missing, and its place', () => {
  type Gap = DoctorReport['clusters'][number]['jobs'][number]['gaps'][number];
  const inRecord = 'clusters[0].jobs[0]';
  test.each<[title: string, options: Parameters<typeof examine>[0], actionable: boolean, gap: Gap]>([
    [
      'no record',
      { jobs: [{ ...orders, line: shownJob('clicks "eu"') }] },
      false,
      {
        blocks: 'every write',
        why: 'it has no record',
        where: 'clusters[0].jobs',
        line: '- { name: "clicks \\"eu\\"", desired: running, mode: ask }',
      },
    ],
    [
      'mode observe',
      { cluster: { mode: 'observe' } },
      false,
      { blocks: 'every write', why: 'mode is observe', where: inRecord, line: 'mode: ask' },
    ],
    [
      'desired unknown',
      { cluster: { jobs: [{ ...record, desired: undefined }] } },
      true,
      {
        blocks: 'restart',
        why: 'desired is unknown; only running jobs are started',
        where: inRecord,
        line: 'desired: running',
      },
    ],
    [
      'controller unknown',
      { cluster: { controller: 'unknown' } },
      false,
      {
        blocks: 'every write',
        why: 'controller is unknown',
        where: inRecord,
        line: 'controller: none   # if nothing else deploys, restarts or scales it',
      },
    ],
    [
      'another controller',
      { cluster: { controller: 'other' } },
      false,
      { blocks: 'every write', why: 'controller is other; it acts, not this program', where: null, line: null },
    ],
    [
      'an operator',
      { identity: { operatorManaged: true } },
      false,
      { blocks: 'every write', why: 'a FlinkDeployment owns the cluster; the operator acts', where: null, line: null },
    ],
    [
      'the sign of an operator',
      { identity: { webCancel: false } },
      false,
      {
        blocks: 'every write',
        why: 'web.cancel.enable is false, as under the Flink Kubernetes operator',
        where: "Flink's settings",
        line: 'web.cancel.enable: true   # if no operator is at work',
      },
    ],
    [
      'restart never',
      { cluster: { jobs: [{ ...record, restart: 'never' }] } },
      true,
      { blocks: 'restart and rescale', why: 'restart is never', where: inRecord, line: 'restart: ask' },
    ],
    [
      'no launch',
      { cluster: { jobs: [{ ...record, launch: undefined }] } },
      true,
      {
        blocks: 'restart',
        why: 'how it is started is not recorded',
        where: inRecord,
        line: 'launch: { jar: <file>, sha256: <sha256sum of it>, entryClass: <main class>, args: [], parallelism: <number> }',
      },
    ],
    [
      'no jar',
      { jar: undefined },
      true,
      {
        blocks: 'restart',
        why: 'the jar /jars/orders.jar is not there or cannot be read',
        where: `${inRecord}.launch`,
        line: 'jar: <file>',
      },
    ],
    [
      'another jar',
      { jar: 'cd'.repeat(32) },
      true,
      {
        blocks: 'restart',
        why: 'the jar /jars/orders.jar is not the recorded one',
        where: `${inRecord}.launch`,
        line: `sha256: ${'cd'.repeat(32)}   # if this is the jar that runs`,
      },
    ],
    [
      'no jars on the cluster',
      { identity: { webSubmit: false } },
      true,
      {
        blocks: 'restart',
        why: 'the cluster takes no jars',
        where: "Flink's settings",
        line: 'web.submit.enable: true   # an application cluster takes none at all: redeploy there',
      },
    ],
    [
      'checkpointing off',
      { jobs: [{ line: orders.line }] },
      true,
      {
        blocks: 'restart and rescale',
        why: 'it takes no checkpoints',
        where: "the job's Flink settings",
        line: 'execution.checkpointing.interval: 60s',
      },
    ],
    [
      'checkpoints not retained',
      { jobs: [{ ...orders, checkpoints: { ...retainedCheckpoints, retained: false } }] },
      true,
      {
        blocks: 'restart',
        why: 'its checkpoints are deleted when it fails',
        where: "the job's Flink settings",
        line: 'execution.checkpointing.externalized-checkpoint-retention: RETAIN_ON_CANCELLATION',
      },
    ],
    [
      'checkpoint settings unreadable',
      { jobs: [{ ...orders, checkpoints: 'unreadable' }] },
      true,
      {
        blocks: 'restart and rescale',
        why: 'its checkpoint settings cannot be read: Flink failed (500).',
        where: null,
        line: null,
      },
    ],
    [
      'no savepoint directory, but one that Flink knows',
      { cluster: { savepointDirectory: undefined }, identity: { savepointDirectory: 's3://flink/sp' } },
      true,
      {
        blocks: 'restart and savepoints',
        why: 'no savepoint directory',
        where: 'clusters[0]',
        line: 'savepointDirectory: s3://flink/sp',
      },
    ],
    [
      'two living jobs of one name',
      { jobs: [orders, { ...orders, line: shownJob('orders', { id: shownJob('twin').id }) }] },
      false,
      { blocks: 'every write', why: '2 living jobs have this name', where: null, line: null },
    ],
    [
      'a batch job',
      { jobs: [{ ...orders, line: shownJob('orders', { type: 'BATCH' }) }] },
      false,
      { blocks: 'every write', why: 'it is a batch job', where: null, line: null },
    ],
  ])('%s', async (_title, options, actionable, gap) => {
    const report = await examine(options);

    const [job] = report.clusters[0]?.jobs ?? [];
    expect(job?.gaps).toEqual([gap]);
    expect(job?.actionable).toBe(actionable);
    expect(report.actionable).toBe(actionable ? 1 : 0);
    const what = gap.blocks === 'every write' ? 'nothing is written' : `no ${gap.blocks}`;
    expect(formatDoctor(report)).toContain(`    - ${what}: ${gap.why}`);
  });

  test('a job that is only observed on purpose is no bad news; one that should be acted upon is', async () => {
    const observed = await examine({ cluster: { mode: 'observe' } });
    const wanted = await examine({ jar: undefined });

    expect([observed.exitCode, wanted.exitCode]).toEqual([0, 1]);
    expect(formatDoctor(wanted)).toMatch(/^1 of 1 jobs actionable, 1 of them only in part\.$/m);
  });

  test('a finished run beside a living one is not a twin', async () => {
    const report = await examine({
      jobs: [{ line: shownJob('orders', { state: 'CANCELED', startTime: 9, id: shownJob('old').id }) }, orders],
    });

    expect(report.clusters[0]?.jobs).toMatchObject([{ name: 'orders', state: 'RUNNING', actionable: true, gaps: [] }]);
  });

  test('a recorded job that is not there is named', async () => {
    const report = await examine({ jobs: [] });

    expect(report.clusters[0]?.jobs).toEqual([
      { name: 'orders', state: null, mode: 'ask', actionable: false, gaps: [] },
    ]);
    expect(formatDoctor(report)).toContain('job orders: recorded, but not on the cluster now');
  });

  test('a job name cannot forge a line of the text', async () => {
    const report = await examine({ jobs: [{ ...orders, line: shownJob('x\n  ok      all: fine\u001b[2J') }] });

    expect(formatDoctor(report)).toContain('  job x ok all: fine\\u001b[2J: RUNNING');
  });
});

describe('a cluster', () => {
  test('that does not answer is exit code 3, in the words of the one who asked', async () => {
    const report = await examine({ flink: silentFlink(new FlinkUnreadable('tls', 'No answer; see access.caFile.')) });

    // The recorded one.
    expect(report).toMatchObject({ actionable: 0, jobs: 1 });

    expect(report).toMatchObject({
      exitCode: 3,
      clusters: [
        { reachable: false, jobs: [], findings: [{ level: 'silent', text: 'No answer; see access.caFile.' }] },
      ],
    });
    expect(formatDoctor(report)).toContain('  SILENT  reach: No answer; see access.caFile.');
  });

  test.each<[reason: UnreadableReason, level: string, exitCode: number]>([
    ['not-flink', 'problem', 1],
    ['other-shape', 'problem', 1],
    ['redirect', 'problem', 1],
    ['access-denied', 'problem', 1],
    ['no-connection', 'silent', 3],
    ['server-error', 'silent', 3],
    ['rate-limit', 'silent', 3],
  ])('that gives a wrong answer is a problem, one that gives none is silent: %s', async (reason, level, exitCode) => {
    const report = await examine({ flink: silentFlink(new FlinkUnreadable(reason, 'So it is.')) });

    expect(report.clusters[0]).toMatchObject({ reachable: false, findings: [{ level, text: 'So it is.' }] });
    expect(report.exitCode).toBe(exitCode);
  });

  test('under an operator, but configured as nobody’s, is a problem', async () => {
    const report = await examine({ identity: { operatorManaged: true } });

    expect(report.exitCode).toBe(1);
    expect(report.clusters[0]?.findings).toContainEqual({
      level: 'problem',
      about: 'controller',
      text: 'a FlinkDeployment owns this cluster, so it is never written to: in clusters[0] set controller: flink-operator',
    });
  });

  test.each<[title: string, identity: Partial<ClusterIdentity>, about: string, want: string]>([
    ['without high availability', { highAvailability: undefined }, 'high availability', 'off or not known'],
    ['with a hidden configuration', { incarnation: undefined }, 'identity', 'cannot be read'],
    ['without jars', { webSubmit: false }, 'jars', 'no job can be started here'],
    ['with the sign of an operator', { webCancel: false }, 'controller', 'only recommended'],
  ])('%s gets a note', async (_title, identity, about, want) => {
    const report = await examine({ identity });

    const finding = report.clusters[0]?.findings.find((one) => one.about === about);
    expect(finding?.level).toBe('note');
    expect(finding?.text).toContain(want);
  });

  test.each([
    [{ scheduler: undefined }, 'the default one: a rescale is a stop and a start, and needs launch'],
    [{ scheduler: 'adaptive', version: '1.17.2' }, 'adaptive: a rescale is a stop and a start, and needs launch'],
    [{ scheduler: 'adaptive', version: '1.18.1' }, 'adaptive: jobs can be rescaled in place'],
    [{ scheduler: 'adaptive', version: '2.0.2' }, 'adaptive: jobs can be rescaled in place'],
    [{ scheduler: 'reactive' }, 'reactive: every job takes the slots there are, and Flink takes no other wish'],
  ])('with %j says how jobs are rescaled', async (identity, want) => {
    expect(formatDoctor(await examine({ identity }))).toContain(`scheduler: ${want}\n`);
  });

  test('that takes no jars may be an application cluster, where no setting helps', async () => {
    expect(formatDoctor(await examine({ identity: { webSubmit: false } }))).toContain(
      'jars: an application cluster, or web.submit.enable is false: no job can be started here',
    );
  });

  test.each([
    ['ask', ['clusters[0].access.writeTokenFile: /run/write cannot be read']],
    ['observe', []],
  ] as const)(
    'whose token file of writes cannot be read is a problem unless it only observes: %s',
    async (mode, told) => {
      const cluster = { mode, access: { tokenFile: '/run/token', writeTokenFile: '/run/write' } };

      const report = await examine({ cluster, unreadable: '/run/write' });

      expect(formatDoctor(report).match(/clusters\[0\]\.access.*/g) ?? []).toEqual(told);
    },
  );

  test('whose token file cannot be read is a problem', async () => {
    const report = await examine({ cluster: { access: { tokenFile: '/run/token' } }, unreadable: '/run/token' });

    expect(report.exitCode).toBe(1);
    expect(formatDoctor(report)).toContain('  PROBLEM access: clusters[0].access.tokenFile: /run/token cannot be read');
  });
});

describe('the clock', () => {
  function flinkAt(now: number): Flink {
    const flink = readOnlyFlink({ jobs: [orders] });
    return { ...flink, inspect: { ...flink.inspect, job: () => Promise.resolve({ now } as JobDetail) } };
  }

  test.each<[title: string, flinkNow: number, level: string, text: string, exitCode: number]>([
    ['agrees within five seconds', 1_005_000, 'ok', 'agrees with Flink', 0],
    ['ahead by a little is a note', 990_000, 'note', 'this machine is 10 s ahead of Flink (or a cache answered)', 0],
    ['behind by minutes is a problem', 1_120_000, 'problem', 'this machine is 120 s behind Flink', 1],
  ])('%s', async (_title, flinkNow, level, text, exitCode) => {
    const report = await examine({ flink: flinkAt(flinkNow), now: 1_000_000 });

    const finding = report.clusters[0]?.findings.find((one) => one.about === 'clock');
    expect(finding?.level).toBe(level);
    expect(finding?.text).toContain(text);
    expect(report.exitCode).toBe(exitCode);
  });

  test('says nothing when no job tells the time', async () => {
    const report = await examine({ flink: readOnlyFlink({ jobs: [] }), now: 1_000_000 });

    expect(report.clusters[0]?.findings.filter((one) => one.about === 'clock')).toEqual([]);
  });
});

test.each<[level: 'note' | 'problem' | 'silent', exitCode: number]>([
  ['note', 0],
  ['problem', 1],
  ['silent', 3],
])('a finding of this machine (%s) counts, and stands before the clusters', async (level, exitCode) => {
  const report = await examine({ here: [{ level, about: 'store', text: 'so it is' }] });

  expect(report.exitCode).toBe(exitCode);
  expect(formatDoctor(report).split('\n')[2]).toContain('store: so it is');
});

describe('the model', () => {
  test.each<[title: string, llm: Llm['complete'], level: string, exitCode: number]>([
    ['answers', () => Promise.resolve({ text: '{"ok":true}', tokens: { prompt: 9, completion: 3 } }), 'ok', 0],
    ['refuses the key', () => Promise.reject(new LlmUnavailable('auth', 'Refused.')), 'problem', 1],
    ['does not answer', () => Promise.reject(new LlmUnavailable('timeout', 'Too slow.')), 'silent', 3],
  ])('%s', async (_title, complete, level, exitCode) => {
    const report = await examine({ llm: { model: 'small', complete } });

    expect(report.llm.level).toBe(level);
    expect(report.exitCode).toBe(exitCode);
  });
});
