import { makeFlink } from '../src/adapters/flink/make-flink.ts';
import type { FakeScheduler, FakeVersion } from '../src/demo/fake-flink/cluster.ts';
import { type FakeFlink, startFakeFlink } from '../src/demo/fake-flink/start-fake-flink.ts';
import type { TroubleKind } from '../src/demo/fake-flink/troubles.ts';
import type { Incident } from '../src/domain/incident.ts';
import type { Signal, SignalKind } from '../src/domain/signal.ts';
import type { JobSnapshot, JobWindow } from '../src/domain/snapshot.ts';

/** A piece of information that the model asks for; both loops have their own names for it. */
export type Need = 'job' | 'exceptions' | 'checkpoints' | 'backpressure' | 'subtasks' | 'processes' | 'config';

export interface Story {
  readonly title: string;
  readonly trouble: TroubleKind;
  readonly version: FakeVersion;
  readonly scheduler: FakeScheduler;
  readonly vertices: number;
  readonly parallelism: number;
  readonly signal: SignalKind;
  /** Turn by turn; within a turn nothing depends on another answer. */
  readonly needs: readonly (readonly Need[])[];
  /** Facts without which the cause cannot be told: both loops must have shown them to the model. */
  readonly facts: readonly RegExp[];
}

const fails: Story['needs'] = [['exceptions', 'job'], ['checkpoints']];
const slow: Story['needs'] = [
  ['job', 'backpressure'],
  ['subtasks', 'checkpoints'],
];
const expires: Story['needs'] = [['checkpoints', 'backpressure', 'job'], ['subtasks']];
const lost: Story['needs'] = [
  ['exceptions', 'processes'],
  ['job', 'config'],
];
const noClass = [/ClassNotFoundException/, /org\.flinkmedic\.pricing\.SeasonalPricing/];
const badRecord = [/NumberFormatException|JsonParseException|deserialize/i];
const expired = [/Checkpoint expired before completing/];
const busy = [/enrich/];
const gone = [/no longer reachable|unexpectedly closed by remote task manager|heartbeat/i];

export const stories: readonly Story[] = [
  story('missing class, small job', 'missing-class', '2.3.0', 'adaptive', 3, 2, 'restart-loop', fails, noClass),
  story('missing class, older Flink', 'missing-class', '1.20.4', 'default', 8, 2, 'restart-loop', fails, noClass),
  story('bad record', 'unreadable-record', '2.3.0', 'adaptive', 8, 2, 'restart-loop', fails, badRecord),
  story('bad record, wide job', 'unreadable-record', '1.20.4', 'adaptive', 12, 4, 'restart-loop', fails, badRecord),
  story('no restarts left', 'out-of-restarts', '2.3.0', 'default', 8, 2, 'job-failed', fails, [
    /Recovery is suppressed/,
  ]),
  story(
    'checkpoints expire',
    'expiring-checkpoints',
    '2.3.0',
    'adaptive',
    8,
    2,
    'checkpoint-failing',
    expires,
    expired,
  ),
  story(
    'checkpoints expire, older Flink',
    'expiring-checkpoints',
    '1.20.4',
    'default',
    5,
    4,
    'checkpoint-failing',
    expires,
    expired,
  ),
  story('slow operator', 'slow-operator', '2.3.0', 'adaptive', 8, 2, 'backpressure-high', slow, busy),
  story('slow operator, wide job', 'slow-operator', '1.20.4', 'adaptive', 16, 4, 'backpressure-high', slow, busy),
  story('TaskManager lost', 'lost-taskmanager', '2.3.0', 'default', 8, 2, 'taskmanager-lost', lost, gone),
];

function story(
  title: string,
  trouble: TroubleKind,
  version: FakeVersion,
  scheduler: FakeScheduler,
  vertices: number,
  parallelism: number,
  signal: SignalKind,
  needs: Story['needs'],
  facts: readonly RegExp[],
): Story {
  return { title, trouble, version, scheduler, vertices, parallelism, signal, needs, facts };
}

export interface Scene {
  readonly fake: FakeFlink;
  readonly flink: ReturnType<typeof makeFlink>;
  readonly incident: Incident;
  readonly window: JobWindow;
  readonly now: number;
}

const jobName = 'orders-enrich';
const everyMs = 10_000;

/** A cluster on which the trouble has gone on for two minutes, and what the watcher saw of it. */
export async function playScene({
  trouble,
  version,
  scheduler,
  vertices,
  parallelism,
  signal: kind,
}: Story): Promise<Scene> {
  let now = Date.UTC(2026, 10, 27, 10);
  const fake = await startFakeFlink({ version, scheduler, taskManagers: 3, slots: parallelism, now: () => now });
  const flink = makeFlink({ url: fake.url, headers: {}, connectTimeoutMs: 3_000, responseTimeoutMs: 10_000 });
  const never = new AbortController().signal;
  fake.addJob({ name: jobName, vertexCount: vertices, parallelism, checkpointIntervalMs: 5_000, ageMs: 3_600_000 });
  fake.setTrouble(jobName, trouble);
  const began = now;
  const snapshots: JobSnapshot[] = [];
  for (let poll = 0; poll < 12; poll += 1) {
    now += everyMs;
    const line = (await flink.watch.overview(never)).jobs.find(({ name }) => name === jobName);
    if (line === undefined) continue;
    const [metrics, checkpoints, detail] = await Promise.all([
      flink.watch.metrics(line.id, never),
      flink.watch.checkpoints(line.id, never),
      flink.inspect.job(line.id, never),
    ]);
    snapshots.push({
      line,
      at: now,
      ...(metrics !== undefined && { metrics }),
      ...(checkpoints !== undefined && { checkpoints }),
      ...(detail !== undefined && { vertices: detail.vertices }),
    });
  }
  const memory = {
    exceptionCursor: undefined,
    jobId: undefined,
    lastState: undefined,
    lastCompletedCheckpointId: undefined,
  };
  const window = { cluster: 'main', job: jobName, snapshots, memory, active: [], settled: true };
  return { fake, flink, incident: incidentOf(kind, snapshots.at(-1)?.line.id ?? null, began, now), window, now };
}

function incidentOf(kind: SignalKind, jobId: string | null, since: number, now: number): Incident {
  const summary = `${kind} of job ${jobName} since ${new Date(since).toISOString()}`;
  const seen: Signal = {
    kind,
    cluster: 'main',
    job: jobName,
    jobId,
    fingerprint: kind,
    severity: 'high',
    since,
    at: now,
    summary,
    evidence: {},
  };
  return {
    id: 'incident',
    cluster: 'main',
    job: jobName,
    state: 'open',
    closing: null,
    severity: 'high',
    fingerprint: kind,
    signals: [seen],
    baseline: false,
    acknowledgedBy: null,
    diagnosis: null,
    retrieval: null,
    planId: null,
    failedPlans: 0,
    verdict: null,
    escalation: null,
    refusals: [],
    openedAt: since,
    lastSeenAt: now,
    updatedAt: now,
    closedAt: null,
    version: 1,
  };
}
