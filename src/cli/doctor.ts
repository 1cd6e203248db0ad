import type { ClusterConfig, Config } from '../config.ts';
import { FlinkUnreadable, LlmUnavailable } from '../domain/errors.ts';
import type { ClusterIdentity, ClusterOverview } from '../domain/flink.ts';
import type { Flink } from '../ports/flink.ts';
import type { JarReader } from '../ports/jars.ts';
import type { Llm } from '../ports/llm.ts';
import type { Clock } from '../ports/clock.ts';
import { clockFinding } from './doctor-clock.ts';
import { checkJobs, type JobReport } from './doctor-jobs.ts';
import { exitCodes } from './output.ts';

/** ok and note need nothing; problem is a mistake to correct; silent is something outside that gave no answer. */
export interface DoctorFinding {
  readonly level: 'ok' | 'note' | 'problem' | 'silent';
  readonly about: string;
  readonly text: string;
}

export interface ClusterReport {
  readonly name: string;
  readonly url: string;
  readonly reachable: boolean;
  readonly findings: readonly DoctorFinding[];
  readonly jobs: readonly JobReport[];
}

export interface DoctorReport {
  readonly file: string | null;
  readonly llm: DoctorFinding;
  /** Of this machine: store, serve, SOP folders. */
  readonly here: readonly DoctorFinding[];
  readonly clusters: readonly ClusterReport[];
  /** Jobs that something may be done to. */
  readonly actionable: number;
  /** Of a cluster that did not answer, those that are recorded. */
  readonly jobs: number;
  /** 0: nothing to do. 1: something to correct. 3: a cluster or the model did not answer. */
  readonly exitCode: number;
}

interface DoctorDeps {
  readonly config: Config;
  readonly flinkOf: (cluster: ClusterConfig) => Flink;
  readonly jars: JarReader;
  /** Whether this process may read the file. */
  readonly canRead: (file: string) => boolean;
  /** Asked one tiny question; undefined: none is configured. */
  readonly llm: Llm | undefined;
  /** What was found on this machine already. */
  readonly here: readonly DoctorFinding[];
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Looks at every configured connection and says what is off. Only reads; a silent cluster is a finding, not an error. */
export async function doctor(deps: DoctorDeps): Promise<DoctorReport> {
  const { config } = deps;
  const [llm, clusters] = await Promise.all([
    checkLlm(deps.llm, deps.signal),
    Promise.all(config.clusters.map((cluster, index) => checkCluster(deps, cluster, index))),
  ]);
  const jobs = clusters.flatMap((cluster) => cluster.jobs);
  const silentJobs = clusters.reduce(
    (sum, { reachable }, index) => sum + (reachable ? 0 : (config.clusters[index]?.jobs.length ?? 0)),
    0,
  );
  const findings = [llm, ...deps.here, ...clusters.flatMap((cluster) => cluster.findings)];
  // A job that is only observed on purpose is no bad news; one that people want to be acted upon, and cannot be, is.
  const wanting = jobs.some((job) => job.mode !== 'observe' && job.gaps.length > 0);
  return {
    file: config.file ?? null,
    llm,
    here: deps.here,
    clusters,
    actionable: jobs.filter((job) => job.actionable).length,
    jobs: jobs.length + silentJobs,
    exitCode: findings.some((one) => one.level === 'silent')
      ? exitCodes.unavailable
      : wanting || findings.some((one) => one.level === 'problem')
        ? exitCodes.findings
        : exitCodes.ok,
  };
}

async function checkCluster(deps: DoctorDeps, cluster: ClusterConfig, index: number): Promise<ClusterReport> {
  const { name, url } = cluster;
  const files = unreadableFiles(cluster, index, deps.canRead);
  const flink = deps.flinkOf(cluster);
  let identity: ClusterIdentity;
  let overview: ClusterOverview;
  try {
    identity = await flink.watch.identity(deps.signal);
    overview = await flink.watch.overview(deps.signal);
  } catch (error) {
    if (!(error instanceof FlinkUnreadable)) throw error;
    const level = isWrongAnswer(error) ? 'problem' : 'silent';
    return {
      name,
      url,
      reachable: false,
      findings: [{ level, about: 'reach', text: error.message }, ...files],
      jobs: [],
    };
  }
  const findings = [
    ...clusterFindings(cluster, index, identity, overview),
    ...(await clockFinding(flink, overview, deps.clock, deps.signal)),
    ...files,
  ];
  const jobs = await checkJobs({ ...deps, cluster, clusterIndex: index, flink, identity, overview });
  return { name, url, reachable: true, findings, jobs };
}

/** Something answered, and will answer so until the configuration is corrected. */
function isWrongAnswer({ reason }: FlinkUnreadable): boolean {
  return reason === 'not-flink' || reason === 'other-shape' || reason === 'redirect' || reason === 'access-denied';
}

function clusterFindings(
  cluster: ClusterConfig,
  index: number,
  identity: ClusterIdentity,
  overview: ClusterOverview,
): DoctorFinding[] {
  const ok = (about: string, text: string): DoctorFinding => ({ level: 'ok', about, text });
  const note = (about: string, text: string): DoctorFinding => ({ level: 'note', about, text });
  const findings = [
    ok(
      'reach',
      `Flink ${identity.version}, ${overview.taskManagers} TaskManagers, ${overview.slotsAvailable} of ${overview.slotsTotal} slots free`,
    ),
    ok('read access', 'answered; whether writes are allowed cannot be told without one, so nothing was tried'),
    identity.incarnation === undefined
      ? note(
          'identity',
          'its configuration cannot be read, so a new JobManager is not recognised: after doubt a person is asked',
        )
      : ok('identity', 'a new JobManager process is recognised'),
    identity.highAvailability === true
      ? ok('high availability', 'on')
      : note(
          'high availability',
          'off or not known: when the JobManager dies, its jobs are gone (set high-availability.type in Flink)',
        ),
    ok('scheduler', schedulerText(identity)),
    controllerFinding(cluster, index, identity),
    savepointFinding(cluster, index, identity),
  ];
  if (identity.webSubmit === false)
    findings.push(
      note(
        'jars',
        'an application cluster, or web.submit.enable is false: no job can be started here, so none is restarted',
      ),
    );
  return findings;
}

function schedulerText({ scheduler, version }: ClusterIdentity): string {
  if (scheduler === 'reactive') return 'reactive: every job takes the slots there are, and Flink takes no other wish';
  // Jobs are rescaled in place from 1.18 on.
  const isOld = /^1\.(?:\d|1[0-7])(?:\D|$)/.test(version);
  if (scheduler === 'adaptive' && !isOld) return 'adaptive: jobs can be rescaled in place';
  return `${scheduler ?? 'the default one'}: a rescale is a stop and a start, and needs launch`;
}

function controllerFinding(cluster: ClusterConfig, index: number, identity: ClusterIdentity): DoctorFinding {
  const about = 'controller';
  if (identity.operatorManaged === true && cluster.controller === 'none') {
    return {
      level: 'problem',
      about,
      text: `a FlinkDeployment owns this cluster, so it is never written to: in clusters[${index}] set controller: flink-operator`,
    };
  }
  if (identity.operatorManaged === true)
    return {
      level: 'note',
      about,
      text: 'a FlinkDeployment owns this cluster: the program recommends, the operator acts',
    };
  if (identity.webCancel === false) {
    return {
      level: 'note',
      about,
      text: 'web.cancel.enable is false, as the Flink Kubernetes operator sets it: counts as unknown, only recommended',
    };
  }
  return { level: 'ok', about, text: cluster.controller };
}

function savepointFinding(cluster: ClusterConfig, index: number, identity: ClusterIdentity): DoctorFinding {
  const about = 'savepoints';
  if (cluster.savepointDirectory !== undefined) return { level: 'ok', about, text: cluster.savepointDirectory };
  const line = `savepointDirectory: ${identity.savepointDirectory ?? 's3://bucket/savepoints'}`;
  return {
    level: 'note',
    about,
    text: `no directory: no stop, restart or savepoint here; add to clusters[${index}]: ${line}`,
  };
}

function unreadableFiles(cluster: ClusterConfig, index: number, canRead: (file: string) => boolean): DoctorFinding[] {
  const { tokenFile, caFile, certFile, keyFile } = cluster.access;
  // A job without a record is only observed.
  const acts = cluster.jobs.some(({ mode = cluster.mode }) => mode !== 'observe');
  const writeTokenFile = acts ? cluster.access.writeTokenFile : undefined;
  return Object.entries({ tokenFile, writeTokenFile, caFile, certFile, keyFile }).flatMap(([key, file]) =>
    file === undefined || canRead(file)
      ? []
      : [
          {
            level: 'problem' as const,
            about: 'access',
            text: `clusters[${index}].access.${key}: ${file} cannot be read`,
          },
        ],
  );
}

async function checkLlm(llm: Llm | undefined, signal: AbortSignal): Promise<DoctorFinding> {
  const about = 'model';
  if (llm === undefined) return { level: 'ok', about, text: 'none configured: the rules diagnose alone' };
  try {
    const answer = await llm.complete(
      {
        system: 'Answer with one JSON object and nothing else.',
        user: 'Answer {"ok": true}',
        schemaName: 'check',
        schema: {
          type: 'object',
          properties: { ok: { type: 'boolean' } },
          required: ['ok'],
          additionalProperties: false,
        },
      },
      signal,
    );
    return {
      level: 'ok',
      about,
      text: `${llm.model} answers (${answer.tokens.prompt + answer.tokens.completion} tokens)`,
    };
  } catch (error) {
    if (!(error instanceof LlmUnavailable)) throw error;
    const level = error.reason === 'auth' || error.reason === 'bad-request' ? 'problem' : 'silent';
    return { level, about, text: `${llm.model}: ${error.message} Until then the rules diagnose alone.` };
  }
}
