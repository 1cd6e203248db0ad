import { committers } from '../detectors/commits-failed.ts';
import { timedVertices } from '../detectors/event-time.ts';
import type { ReadName } from '../detectors/suspicion.ts';
import { FlinkUnreadable, type UnreadableReason } from '../domain/errors.ts';
import { type JobLine, terminalStates, type VertexWatermarks } from '../domain/flink.ts';
import type { JobSnapshot } from '../domain/snapshot.ts';
import type { Clock } from '../ports/clock.ts';
import type { Flink } from '../ports/flink.ts';
import type { Log } from '../ports/log.ts';

export interface JobReadDeps {
  readonly flink: Flink;
  readonly clock: Clock;
  readonly log: Pick<Log, 'warn'>;
}

/** `unread`: it could not be read now. Of it the poll knows nothing but its line. */
export type JobRead =
  | { readonly kind: 'read'; readonly snapshot: JobSnapshot }
  | { readonly kind: 'unread'; readonly error: FlinkUnreadable };

/**
 * Reads of one job what this poll wants to know. Its counters are what tells quiet from blind: without them it is not read.
 * @throws {FlinkUnreadable} what says more than that of the cluster.
 */
export async function readJob(
  deps: JobReadDeps,
  line: JobLine,
  at: number,
  reads: readonly ReadName[],
  signal: AbortSignal,
): Promise<JobRead> {
  try {
    return { kind: 'read', snapshot: await readFully(deps, line, at, reads, signal) };
  } catch (error) {
    if (!isAboutOneJob(error, signal)) throw error;
    deps.log.warn({ job: line.name, err: error.message }, 'job could not be read, this poll says nothing about it');
    return { kind: 'unread', error };
  }
}

async function readFully(
  { flink, clock, log }: JobReadDeps,
  line: JobLine,
  at: number,
  reads: readonly ReadName[],
  signal: AbortSignal,
): Promise<JobSnapshot> {
  const wants = new Set(reads);
  if (wants.has('lag') || wants.has('watermarks') || wants.has('commits')) wants.add('vertices');
  const ifWanted = <T>(name: ReadName, call: () => Promise<T>): Promise<T | undefined> =>
    wants.has(name) ? readPart(log, line, name, call, signal) : Promise.resolve(undefined);
  const [metrics, exceptions, checkpoints, checkpointConfig, detail] = await Promise.all([
    wants.has('metrics') ? flink.watch.metrics(line.id, signal) : Promise.resolve(undefined),
    ifWanted('exceptions', () => flink.watch.exceptions(line.id, signal)),
    ifWanted('checkpoints', () => flink.watch.checkpoints(line.id, signal)),
    ifWanted('checkpointConfig', () => flink.watch.checkpointConfig(line.id, signal)),
    ifWanted('vertices', async () => {
      const shown = await flink.inspect.job(line.id, signal);
      return shown && { ...shown, readAt: clock.now() };
    }),
  ]);
  const sources = (detail?.vertices ?? []).filter((vertex) => vertex.inputs.length === 0);
  const lag =
    sources.length > 0 ? await ifWanted('lag', () => flink.inspect.sourceLag(line.id, sources, signal)) : undefined;
  const committing = committers(detail?.vertices ?? []);
  const failedCommits = await ifWanted('commits', () => flink.inspect.failedCommits(line.id, committing, signal));
  const timed = detail !== undefined && wants.has('watermarks') ? timedVertices(detail.vertices) : undefined;
  const marks = await Promise.all(
    (timed ?? []).map(async ({ id }): Promise<VertexWatermarks[]> => {
      const read = await ifWanted('watermarks', () => flink.diagnose.watermarks(line.id, id, signal));
      const isTold = read !== undefined && (read.lowest !== undefined || read.without + read.ended > 0);
      return isTold ? [{ vertex: id, ...read }] : [];
    }),
  );
  return {
    line: { ...line, type: line.type ?? detail?.type },
    at,
    ...(metrics !== undefined && { metrics }),
    ...(exceptions !== undefined && { exceptions }),
    ...(checkpoints !== undefined && { checkpoints }),
    ...(checkpointConfig !== undefined && { checkpointConfig }),
    ...(detail !== undefined && { vertices: detail.vertices }),
    // Where our clock was put back since the poll began, the poll is dated by another one.
    ...(detail !== undefined && detail.readAt >= at && { skewMs: detail.now - detail.readAt }),
    ...(lag !== undefined && { pendingRecords: lag.pendingRecords ?? null }),
    ...(failedCommits !== undefined && { failedCommits }),
    ...(timed !== undefined && { watermarks: marks.flat() }),
  };
}

/**
 * Flink may answer one path of a job with an error for as long as the job lives: what the other paths show still counts.
 * Of a job that ended everything is read once, so there it is tried again, for a while. What nobody understands is told, not gone without.
 */
async function readPart<T>(
  log: Pick<Log, 'warn'>,
  line: JobLine,
  read: ReadName,
  call: () => Promise<T>,
  signal: AbortSignal,
): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (!isAboutOneJob(error, signal)) throw error;
    if (error.reason === 'other-shape' || terminalStates.includes(line.state)) throw error;
    log.warn({ job: line.name, read, err: error.message }, 'a part of a job could not be read');
    return undefined;
  }
}

const aboutOneJob: readonly UnreadableReason[] = ['server-error', 'time-limit', 'too-large', 'other-shape'];

/** Of the cluster that has just shown its overview, it says nothing. Nor does the end of this program, of any job. */
function isAboutOneJob(error: unknown, signal: AbortSignal): error is FlinkUnreadable {
  return !signal.aborted && error instanceof FlinkUnreadable && aboutOneJob.includes(error.reason);
}
