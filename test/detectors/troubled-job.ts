import type { CheckpointLine, FlinkException, JobLine } from '../../src/domain/flink.ts';
import type { JobSnapshot } from '../../src/domain/snapshot.ts';
import type { Version } from './recorded.ts';
import { config, jobId, line, metrics, restoredAt, statsOf, vertices } from './windows.ts';

type Truth = Omit<JobSnapshot, 'at'>;

/** One job as Flink shows it over time. Times are ms since the first poll; before `startedAt` there is none. */
export interface Course {
  readonly name: string;
  readonly id: number;
  readonly version: Version;
  readonly from: number;
  readonly startedAt?: number;
  /** Moments of failures; each is followed by a second of RESTARTING. */
  readonly failures?: readonly number[];
  readonly failure?: Pick<FlinkException, 'name' | 'stacktrace'>;
  readonly failedAt?: number;
  /** No task runs from … to. */
  readonly waits?: readonly [from: number, to: number];
  /** Checkpoints take this long from a moment on; longer than the timeout they fail. */
  readonly checkpointMs?: (t: number) => number;
  readonly timeoutMs?: number;
  readonly held?: (t: number) => number;
  readonly busy?: (t: number) => number;
  readonly lag?: (t: number) => number | null;
}

const intervalMs = 2_000;
const stepMs = 500;

/** Walks the course from its start to `t` and tells what Flink would show then. */
export function truthAt(course: Course, t: number): Truth {
  const startedAt = course.startedAt ?? -600_000;
  const failures = (course.failures ?? []).filter((one) => one <= t);
  const restoredAtT = failures.map((one) => one + 1_000).findLast((one) => one <= t);
  const failed = course.failedAt !== undefined && t >= course.failedAt;
  const waiting = course.waits !== undefined && t >= course.waits[0] && t < course.waits[1];
  const restarting = failures.some((one) => t >= one && t < one + 1_000);
  const history = checkpointsUntil(course, startedAt, Math.min(t, course.failedAt ?? t));
  const stats = statsOf(history.slice(0, 10));
  const completed = history.filter((one) => one.status === 'COMPLETED');
  const newest = completed[0];
  const running = !failed && !waiting && !restarting;
  const lastChange = Math.max(
    startedAt + 500,
    ...failures.map((one) => one + 1_000).filter((one) => one <= t),
    course.waits !== undefined && t >= course.waits[1] ? course.waits[1] : startedAt,
  );
  const recent = course.version === '2.3.0';
  const absolute = (time: number): number => course.from + time;
  const ownLine: JobLine = line({
    id: jobId(course.id),
    name: course.name,
    state: failed ? 'FAILED' : restarting ? 'RESTARTING' : 'RUNNING',
    startTime: absolute(startedAt),
    endTime: failed ? absolute(course.failedAt ?? 0) : undefined,
    lastModification: absolute(lastChange),
    type: recent ? 'STREAMING' : undefined,
    tasks: { total: 3, running: running ? 3 : 0 },
  });
  return {
    line: ownLine,
    metrics: metrics({
      restarts: failures.length,
      rescales: recent ? 0 : undefined,
      failedCheckpoints: history.filter((one) => one.status === 'FAILED').length,
      lastCompletedCheckpointId: newest?.id,
      lastCheckpointCompletedAt: recent && newest !== undefined ? newest.triggeredAt + newest.durationMs : undefined,
      lastRestoreAt: restoredAtT === undefined ? undefined : absolute(restoredAtT),
    }),
    exceptions: { entries: exceptionsUntil(course, failures, t), truncated: false },
    checkpoints: restoredAtT === undefined ? stats : restoredAt(stats, absolute(restoredAtT)),
    checkpointConfig: config({ intervalMs, timeoutMs: course.timeoutMs ?? 60_000, tolerableFailures: 1_000_000 }),
    vertices: verticesAt(course, Math.max(startedAt, restoredAtT ?? startedAt), t),
    pendingRecords: course.lag === undefined ? 3 : course.lag(t),
  };
}

function exceptionsUntil(course: Course, failures: readonly number[], t: number): FlinkException[] {
  const all = course.failedAt !== undefined && t >= course.failedAt ? [...failures, course.failedAt] : failures;
  return all.toReversed().map((one, index) => ({
    name: course.failure?.name ?? 'java.net.ConnectException',
    stacktrace:
      course.failure?.stacktrace ??
      'java.net.ConnectException: Connection refused\n\tat com.acme.shop.Lookup.get(Lookup.java:44)',
    timestamp: course.from + one,
    taskName: `parse -> enrich (1/1) - execution #${all.length - index}`,
    taskManagerId: '127.0.0.1:41234-a1b2c3',
  }));
}

/** Newest first. A checkpoint that a failure or a wait meets is FAILED by it. */
function checkpointsUntil(course: Course, startedAt: number, t: number): CheckpointLine[] {
  const lines: CheckpointLine[] = [];
  const timeoutMs = course.timeoutMs ?? 60_000;
  const breaks = [...(course.failures ?? []), course.waits?.[0]].filter((one) => one !== undefined);
  let at = startedAt + intervalMs;
  while (at <= t) {
    const wait = course.waits !== undefined && at >= course.waits[0] && at < course.waits[1] ? course.waits[1] : at;
    if (wait > at) {
      at = wait;
      continue;
    }
    const takes = course.checkpointMs?.(at) ?? 20;
    const ends = at + Math.min(takes, timeoutMs);
    const broken = breaks.find((one) => one >= at && one < ends);
    const end = broken ?? ends;
    const status = end > t ? 'IN_PROGRESS' : broken !== undefined || takes > timeoutMs ? 'FAILED' : 'COMPLETED';
    lines.unshift({
      id: lines.length + 1,
      status,
      isSavepoint: false,
      triggeredAt: course.from + at,
      durationMs: Math.min(end, t) - at,
      failureMessage:
        status !== 'FAILED'
          ? undefined
          : broken === undefined
            ? 'Checkpoint expired before completing.'
            : 'Checkpoint Coordinator is suspending.',
    });
    at = broken === undefined ? Math.max(at + intervalMs, end) : broken + 1_000 + intervalMs;
  }
  return lines;
}

function verticesAt(course: Course, from: number, t: number) {
  let held = 0;
  let busy = 0;
  const begin = Math.max(from, -60_000);
  for (let at = begin; at < t; at += stepMs) {
    held += (course.held?.(at) ?? 0.02) * stepMs;
    busy += (course.busy?.(at) ?? 0.2) * stepMs;
  }
  const elapsed = Math.max(0, Math.ceil((t - begin) / stepMs) * stepMs);
  return vertices({
    source: { busy: 0, held, idle: elapsed - held },
    middle: { busy, held: 0, idle: elapsed - busy },
    sink: { busy: 0.05 * elapsed, held: 0, idle: 0.95 * elapsed },
  });
}
