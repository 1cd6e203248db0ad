import type { ClusterConfig, Config } from '../config.ts';
import { findRecord, resolveJobRecord } from '../config/resolve-job-record.ts';
import { FlinkUnreadable } from '../domain/errors.ts';
import {
  type CheckpointConfig,
  type ClusterIdentity,
  type ClusterOverview,
  currentRuns,
  type JobLine,
  terminalStates,
} from '../domain/flink.ts';
import { inParallel } from '../domain/in-parallel.ts';
import type { Mode, ResolvedJobRecord } from '../domain/job-record.ts';
import type { Flink } from '../ports/flink.ts';
import type { JarReader } from '../ports/jars.ts';

/** What stands between a job and help, and the line that takes it away. */
export interface JobGap {
  readonly blocks: 'every write' | 'restart and rescale' | 'restart and savepoints' | 'restart';
  readonly why: string;
  /** Place in the file, or in Flink's settings; null: nothing to add. */
  readonly where: string | null;
  /** The line to add or change there. */
  readonly line: string | null;
}

export interface JobReport {
  readonly name: string;
  /** Null: recorded, but not on the cluster now. */
  readonly state: string | null;
  readonly mode: Mode;
  /** Something may be done to it; not necessarily a restart. */
  readonly actionable: boolean;
  readonly gaps: readonly JobGap[];
}

interface JobCheck {
  readonly config: Config;
  readonly cluster: ClusterConfig;
  readonly clusterIndex: number;
  readonly flink: Flink;
  readonly jars: JarReader;
  readonly identity: ClusterIdentity;
  readonly overview: ClusterOverview;
  readonly signal: AbortSignal;
}

/** Every job name that is on the cluster, then those that only the configuration knows. */
export async function checkJobs(check: JobCheck): Promise<JobReport[]> {
  const { cluster, overview } = check;
  const names = [...new Set(overview.jobs.map((line) => line.name))].toSorted((a, b) => a.localeCompare(b));
  const seen = await inParallel(names, 8, (name) => checkJob(check, name));
  const absent = cluster.jobs
    .filter(({ name }) => !name.includes('*') && !names.includes(name))
    .map(({ name }): JobReport => {
      const { mode } = resolveJobRecord(check.config, cluster.name, name);
      return { name, state: null, mode, actionable: false, gaps: [] };
    });
  return [...seen, ...absent];
}

async function checkJob(check: JobCheck, name: string): Promise<JobReport> {
  const runs = check.overview.jobs.filter((line) => line.name === name);
  const living = runs.filter((line) => !terminalStates.includes(line.state));
  const run = currentRuns(runs).get(name);
  if (run === undefined) throw new Error(`No run of ${name}`);
  const record = resolveJobRecord(check.config, check.cluster.name, name);
  const gaps = [
    ...recordGaps(check, record, run, living.length),
    ...(await launchGaps(check, record)),
    ...(await checkpointGaps(check, run)),
  ];
  const actionable = !gaps.some((one) => one.blocks === 'every write');
  return { name, state: run.state, mode: record.mode, actionable, gaps };
}

/** `clusters[0].jobs[2]`, or where such a record would go. */
function place(check: JobCheck, name: string): string {
  const { cluster, clusterIndex } = check;
  const record = findRecord(cluster.jobs, name);
  return `clusters[${clusterIndex}].jobs${record === undefined ? '' : `[${cluster.jobs.indexOf(record)}]`}`;
}

function gap(blocks: JobGap['blocks'], why: string, where: string | null = null, line: string | null = null): JobGap {
  return { blocks, why, where, line };
}

function recordGaps(check: JobCheck, record: ResolvedJobRecord, run: JobLine, living: number): JobGap[] {
  const where = place(check, run.name);
  const ofCluster = `clusters[${check.clusterIndex}]`;
  const gaps: JobGap[] = [];
  if (living > 1) gaps.push(gap('every write', `${living} living jobs have this name`));
  if (run.type === 'BATCH') gaps.push(gap('every write', 'it is a batch job'));
  if (check.identity.operatorManaged === true) {
    gaps.push(gap('every write', 'a FlinkDeployment owns the cluster; the operator acts'));
  } else if (record.controller === 'flink-operator' || record.controller === 'other') {
    gaps.push(gap('every write', `controller is ${record.controller}; it acts, not this program`));
  } else if (record.controller === 'unknown') {
    const line = 'controller: none   # if nothing else deploys, restarts or scales it';
    gaps.push(gap('every write', 'controller is unknown', record.recorded ? where : ofCluster, line));
  } else if (check.identity.webCancel === false) {
    const why = 'web.cancel.enable is false, as under the Flink Kubernetes operator';
    gaps.push(gap('every write', why, "Flink's settings", 'web.cancel.enable: true   # if no operator is at work'));
  }
  if (!record.recorded) {
    const line = `- { name: ${JSON.stringify(run.name)}, desired: running, mode: ask }`;
    return [...gaps, gap('every write', 'it has no record', where, line)];
  }
  if (record.mode === 'observe') gaps.push(gap('every write', 'mode is observe', where, 'mode: ask'));
  if (record.desired !== 'running') {
    const why = `desired is ${record.desired}; only running jobs are started`;
    gaps.push(gap('restart', why, where, 'desired: running'));
  }
  if (record.restart === 'never') gaps.push(gap('restart and rescale', 'restart is never', where, 'restart: ask'));
  if (check.cluster.savepointDirectory === undefined) {
    const line = `savepointDirectory: ${check.identity.savepointDirectory ?? 's3://bucket/savepoints'}`;
    gaps.push(gap('restart and savepoints', 'no savepoint directory', ofCluster, line));
  }
  return gaps;
}

async function launchGaps(check: JobCheck, record: ResolvedJobRecord): Promise<JobGap[]> {
  if (!record.recorded) return [];
  const where = place(check, record.name);
  if (check.identity.webSubmit === false) {
    const line = 'web.submit.enable: true   # an application cluster takes none at all: redeploy there';
    return [gap('restart', 'the cluster takes no jars', "Flink's settings", line)];
  }
  if (record.launch === undefined) {
    const line =
      'launch: { jar: <file>, sha256: <sha256sum of it>, entryClass: <main class>, args: [], parallelism: <number> }';
    return [gap('restart', 'how it is started is not recorded', where, line)];
  }
  const { jar, sha256 } = record.launch;
  const found = await check.jars.sha256(jar);
  if (found === undefined) {
    return [gap('restart', `the jar ${jar} is not there or cannot be read`, `${where}.launch`, 'jar: <file>')];
  }
  if (found === sha256) return [];
  const line = `sha256: ${found}   # if this is the jar that runs`;
  return [gap('restart', `the jar ${jar} is not the recorded one`, `${where}.launch`, line)];
}

async function checkpointGaps(check: JobCheck, run: JobLine): Promise<JobGap[]> {
  const where = "the job's Flink settings";
  let settings: CheckpointConfig | undefined;
  try {
    settings = await check.flink.watch.checkpointConfig(run.id, check.signal);
  } catch (error) {
    if (!(error instanceof FlinkUnreadable)) throw error;
    return [gap('restart and rescale', `its checkpoint settings cannot be read: ${error.message}`)];
  }
  if (settings === undefined) {
    return [gap('restart and rescale', 'it takes no checkpoints', where, 'execution.checkpointing.interval: 60s')];
  }
  if (settings.retained) return [];
  const line = 'execution.checkpointing.externalized-checkpoint-retention: RETAIN_ON_CANCELLATION';
  return [gap('restart', 'its checkpoints are deleted when it fails', where, line)];
}
