import { terminalStates } from '../domain/flink.ts';
import type { ClusterSnapshot, JobSnapshot } from '../domain/snapshot.ts';
import type { DetectorLimits } from './detector-limits.ts';
import { currentRun, runsFully } from './job-view.ts';
import { restartsOf } from './restarts.ts';

/** A moment at which a job that had run fully did not, restarted or failed. */
export interface Hurt {
  readonly job: string;
  readonly at: number;
}

/** Every hurt that the snapshots show, oldest first. Jobs that people end and parts of a batch job that wait are none. */
export function hurtsOf(snapshots: readonly ClusterSnapshot[], limits: DetectorLimits): Hurt[] {
  const now = snapshots.at(-1)?.at ?? 0;
  const runs = new Map<string, JobSnapshot[]>();
  for (const { jobs } of snapshots) {
    for (const job of jobs) {
      const run = runs.get(job.line.id);
      if (run === undefined) runs.set(job.line.id, [job]);
      else run.push(job);
    }
  }
  return [...runs.values()].flatMap((run) => hurtsOfRun(currentRun(run), now, limits)).toSorted((a, b) => a.at - b.at);
}

function hurtsOfRun(run: readonly JobSnapshot[], now: number, limits: DetectorLimits): Hurt[] {
  const times: number[] = [];
  let ranFully = false;
  let before: JobSnapshot | undefined;
  for (const snapshot of run) {
    if (runsFully(run, snapshot)) ranFully = true;
    else if (ranFully && isHurt(snapshot, before)) times.push(snapshot.at);
    before = snapshot;
  }
  const { first, last } = restartsOf(run, now, limits);
  const job = run[0]?.line.name ?? '';
  return [...times, first, last].flatMap((at) => (at === undefined ? [] : [{ job, at }]));
}

function isHurt({ line }: JobSnapshot, before: JobSnapshot | undefined): boolean {
  if (line.state === 'CANCELLING' || (line.state === 'RUNNING' && line.type === 'BATCH')) return false;
  if (!terminalStates.includes(line.state)) return true;
  return line.state === 'FAILED' && before !== undefined && !terminalStates.includes(before.line.state);
}
