import { fileURLToPath } from 'node:url';
import { nameFromUrl } from '../config/env.ts';
import { HttpUrl } from '../config/schema.ts';
import { FlinkUnreadable, UserMistake } from '../domain/errors.ts';
import {
  type CheckpointConfig,
  type ClusterIdentity,
  currentRuns,
  type JobLine,
  terminalStates,
} from '../domain/flink.ts';
import { inParallel } from '../domain/in-parallel.ts';
import type { Flink } from '../ports/flink.ts';
import { clean, count } from './output.ts';

/** The procedures and skills that come with the program; the same paths from `src/cli` and from `dist/cli`. */
const shippedSops = fileURLToPath(new URL('../../sops', import.meta.url));
const shippedSkills = fileURLToPath(new URL('../../skills', import.meta.url));

/** Everything the draft knows about one job name; undefined = Flink would not say. */
interface SeenJob {
  readonly line: JobLine;
  /** `off`: Flink answered, and the job takes no checkpoints. */
  readonly checkpoints: CheckpointConfig | 'off' | undefined;
  readonly parallelism: number | undefined;
}

/**
 * Text of a first configuration for one live cluster: everything only observed, what Flink cannot tell marked TODO.
 * Reads, never writes. Every job name that is there now gets one record.
 * @param access the files that were needed to read it.
 * @throws {FlinkUnreadable} when the cluster itself gives no answer.
 * @throws {UserMistake} when the address could not stand in a configuration, above all with a password in it.
 */
export async function draftConfig(
  from: string,
  flink: Flink,
  signal: AbortSignal,
  access: { readonly tokenFile?: string; readonly caFile?: string } = {},
): Promise<string> {
  const url = checkedUrl(from);
  const identity = await flink.watch.identity(signal);
  const overview = await flink.watch.overview(signal);
  const runs = [...currentRuns(overview.jobs).values()].toSorted((a, b) => a.name.localeCompare(b.name));
  const jobs = await inParallel(runs, 8, (line) => look(line, flink, signal));
  const lines = [
    `# Draft of flink-medic init, made from a Flink ${oneLine(identity.version)} with ${count(jobs.length, 'job name')}.`,
    '# As it stands, everything is observed and nothing is ever sent to the cluster.',
    '# Lines with TODO are what Flink cannot tell. Then: flink-medic doctor',
    'data: ./flink-medic-data',
    '# The procedures that come with flink-medic. With your own beside them: sops: [./sops, <this folder>]',
    `sops: ${quoted(shippedSops)}`,
    '# The skills that come with it. With your own before them, where skills add puts new ones: folders: [./skills, <this folder>]',
    `skills: { folders: [${quoted(shippedSkills)}] }`,
    'clusters:',
    `  - name: ${quoted(nameOf(url))}`,
    `    url: ${quoted(url)}`,
    ...accessLines(access),
    '    environment: production # TODO production, staging, …: in production more is asked',
    '    # TODO platform: <what breaks together: one Kubernetes, one HA store, one object store>',
    '    mode: observe # TODO ask or auto, when doctor and report have convinced you',
    '    # In mode auto only procedures run alone that one of you has read: flink-medic sop trust --all',
    controllerLine(identity),
    savepointLine(identity.savepointDirectory),
    ...(jobs.length === 0 ? ['    jobs: [] # none was there'] : ['    jobs:', ...jobs.flatMap(jobLines)]),
  ];
  return `${lines.join('\n')}\n`;
}

/** Clusters behind one proxy differ by their paths alone: under one name they would take each other's savepoints for their own. */
function nameOf(url: string): string {
  const path = new URL(url).pathname.replace(/[^A-Za-z0-9.]+/g, '-').replace(/-$/, '');
  // The end of a path differs more often than its beginning.
  return `${nameFromUrl(url)}${path}`.slice(-64).replace(/^[^A-Za-z0-9]+/, '');
}

function accessLines(access: Readonly<Record<string, string>>): string[] {
  const lines = Object.entries(access).map(([key, file]) => `      ${key}: ${quoted(file)}`);
  return lines.length === 0 ? [] : ['    access:', ...lines];
}

/** The address as the configuration will hold it. @throws {UserMistake} */
export function checkedUrl(from: string): string {
  const url = HttpUrl.safeParse(from);
  if (url.success) return url.data;
  throw new UserMistake(`--from ${url.error.issues[0]?.message ?? 'is not an address'}`);
}

async function look(line: JobLine, flink: Flink, signal: AbortSignal): Promise<SeenJob> {
  try {
    const [checkpoints, detail] = await Promise.all([
      flink.watch.checkpointConfig(line.id, signal),
      flink.inspect.job(line.id, signal),
    ]);
    const parallelism =
      detail === undefined ? undefined : Math.max(1, ...detail.vertices.map((one) => one.parallelism));
    return { line, checkpoints: detail === undefined ? checkpoints : (checkpoints ?? 'off'), parallelism };
  } catch (error) {
    if (!(error instanceof FlinkUnreadable)) throw error;
    return { line, checkpoints: undefined, parallelism: undefined };
  }
}

function controllerLine(identity: ClusterIdentity): string {
  if (identity.operatorManaged === true) {
    return '    controller: flink-operator # a FlinkDeployment owns this cluster: the program recommends, the operator acts';
  }
  const hint =
    identity.webCancel === false ? '; cancelling is switched off here, as the Flink Kubernetes operator does' : '';
  return `    controller: unknown # TODO none, if nothing else deploys, restarts or scales these jobs${hint}`;
}

function savepointLine(directory: string | undefined): string {
  if (directory !== undefined) return `    savepointDirectory: ${quoted(directory)}`;
  return '    # TODO savepointDirectory: s3://bucket/savepoints';
}

function jobLines(job: SeenJob): string[] {
  const { name, state, type } = job.line;
  if (name.includes('*')) {
    return [`      # ${oneLine(name)}: left out, because * stands for any text in a record's name`];
  }
  if (name === '')
    return ['      # a job without a name: left out, because a record needs one; only name: "*" fits it'];
  const record = [
    `      # ${[state, ...(type === 'BATCH' ? ['batch: never restarted'] : []), checkpointHint(job.checkpoints)].join('; ')}`,
    `      - name: ${quoted(name)}`,
    '        desired: unknown # TODO running, if it should run always; stopped or bounded, if not',
    '        mode: observe',
    '        # TODO owner: <team>',
  ];
  if (type === 'BATCH' || terminalStates.includes(state)) return record;
  return [
    ...record,
    '        # TODO sink: { guarantee: at-least-once }   # or exactly-once, then with transactionTimeout: 15m',
    `        # TODO launch: { jar: ./${jarHint(name)}.jar, sha256: <sha256sum of it>, entryClass: <main class>, args: [], parallelism: ${job.parallelism ?? '<number>'} }`,
  ];
}

function checkpointHint(checkpoints: SeenJob['checkpoints']): string {
  if (checkpoints === undefined) return 'its checkpoint settings could not be read';
  if (checkpoints === 'off') return 'takes no checkpoints: nothing can be restored';
  const every = `a checkpoint every ${Math.round(checkpoints.intervalMs / 1000)} s`;
  if (checkpoints.retained) return `${every}, retained`;
  return `${every}, deleted when the job fails: set execution.checkpointing.externalized-checkpoint-retention: RETAIN_ON_CANCELLATION in Flink`;
}

function jarHint(name: string): string {
  return (
    name
      .replace(/[^A-Za-z0-9._-]+/g, '-')
      .replace(/^[.-]+/, '')
      .slice(0, 40) || 'job'
  );
}

/** A YAML double-quoted text; JSON's escapes are valid there. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

/** Foreign text inside a comment. */
function oneLine(text: string): string {
  return clean(text)
    .replace(/[\s\u2028\u2029\u0085]+/g, ' ')
    .slice(0, 120);
}
