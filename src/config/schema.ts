import { resolve } from 'node:path';
import { z } from 'zod';
import { JobRecord, Launch, Mode } from '../domain/job-record.ts';
import { actionsSections } from './actions-section.ts';
import { approvalsSection } from './approvals-section.ts';
import { Duration } from './duration.ts';
import { embeddingsSection } from './embeddings-section.ts';
import { llmSection } from './llm-section.ts';
import { maintenanceSection } from './maintenance-section.ts';
import { notificationsSection } from './notifications-section.ts';
import { qdrantSection } from './qdrant-section.ts';
import { Secret } from './secret.ts';
import { count, nonEmpty } from './shapes.ts';
import { skillsSection } from './skills-section.ts';
import { slackSection } from './slack-section.ts';

const text = z.string();
const port = z
  .int('should be a port')
  .min(1, 'should be a port, 1 to 65535')
  .max(65_535, 'should be a port, 1 to 65535');

/** An http(s) address without user, password, query or fragment; read without a slash at its end. `instead`: where a secret goes. */
const httpUrl = (instead: string) =>
  text.transform((written, context) => {
    const wrong = (message: string): never => {
      context.issues.push({ code: 'custom', input: '', message });
      return z.NEVER;
    };
    if (!URL.canParse(written)) return wrong('should be an address like http://jobmanager:8081');
    const url = new URL(written);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return wrong('should begin with http:// or https://');
    if (url.username !== '' || url.password !== '') {
      return wrong(`should hold no user and no password: ${instead}`);
    }
    // Without its version, Azure's older address is none.
    const plain = url.searchParams.has('api-version')
      ? `${url.origin}/openai/v1, which wants no api-version and the deployment as the model`
      : `${url.origin}${url.pathname}`.replace(/\/+$/, '');
    // What a browser shows of Flink is http://jobmanager:8081/#/overview.
    if (url.search !== '' || url.hash !== '') return wrong(`should end at its path: no ? and no #; here ${plain}`);
    return url.href.replace(/\/+$/, '');
  });

/** Of a Flink. */
export const HttpUrl = httpUrl('use access.headers or access.tokenFile');
const KeyedUrl = httpUrl('the key comes by its variable or from its file');

/** Where Flink writes savepoints, as Flink sees it: never relative. */
const SnapshotDirectory = nonEmpty.regex(
  /^(?:[a-z][a-z0-9+.-]*:\/\/?[^\s]|\/)[^\s]*$/i,
  'should be a directory as Flink sees it: s3://bucket/folder, file:///folder or /folder',
);

type WithMs<T> = { readonly [K in keyof T as `${K & string}Ms`]: Exclude<T[K], undefined> };

/** `{ settle: 1000 }` → `{ settleMs: 1000 }`; absent keys stay absent. */
function withMs<T extends Readonly<Record<string, number | undefined>>>(durations: T): WithMs<T> {
  const entries = Object.entries(durations).flatMap(([key, ms]) => (ms === undefined ? [] : [[`${key}Ms`, ms]]));
  return Object.fromEntries(entries) as WithMs<T>;
}

const HeaderName = z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/);
const HeaderValue = text.regex(/^[\t\x20-\x7e\x80-\xff]*$/, 'should be one line of text');

/**
 * The configuration's schema; relative paths in it belong to `folder`. Durations of the file become numbers in milliseconds whose
 * names end in Ms. Every section is strict.
 */
export function configSchema(folder: string) {
  const path = nonEmpty.transform((written) => resolve(folder, written));

  const poll = z.strictObject({ every: Duration.default(10_000) });

  const blastRadius = z.strictObject({
    percent: z.number().positive().max(100).default(40),
    fromJobs: count.default(10),
    within: Duration.default(300_000),
  });

  const limits = z.strictObject({
    actionsPerJobPerHour: count.default(3),
    actionsPerPlatformPerHour: count.default(6),
    coolDown: Duration.default(300_000),
    coolDownAfterRestart: Duration.default(1_800_000),
    failedPlans: count.default(2),
    approvalExpires: Duration.default(3_600_000),
    destructiveApprovalExpires: Duration.default(900_000),
    blastRadius: blastRadius.prefault({}),
    /** An older last checkpoint makes a restart or rescale ask: so much work would be repeated. */
    maxCheckpointAge: Duration.default(600_000),
  });

  /** Overrides of how long a trouble must last before it is a signal; what is left out derives from the job itself. */
  const detection = z.strictObject({
    /** quick: for a cluster polled every few seconds whose checkpoints take seconds, such as the demo's; trouble shows within half a minute. */
    preset: z.enum(['standard', 'quick']).default('standard'),
    backpressureFor: Duration.optional(),
    lagRisingFor: Duration.optional(),
    watermarkStalledFor: Duration.optional(),
    checkpointStaleAfter: Duration.optional(),
    restartWindow: Duration.optional(),
    unreachableFor: Duration.optional(),
    settle: Duration.optional(),
    recoverAfter: Duration.optional(),
    reopenWithin: Duration.optional(),
  });

  const health = z.strictObject({ host: nonEmpty.default('127.0.0.1'), port: port.default(8_088) });

  const database = z.strictObject({
    /** postgresql://user@host/database; the password better comes by DATABASE_URL. */
    url: text
      .regex(/^postgres(?:ql)?:\/\/[^\s]+$/, 'should be an address like postgresql://user@host:5432/database')
      .transform((url) => new Secret(url)),
    /** How long a replica that died keeps its clusters from the others. */
    lease: Duration.default(30_000),
  });

  const access = z.strictObject({
    headers: z.record(HeaderName, HeaderValue).default({}),
    /** Read again for every request, so that rotated tokens work. */
    tokenFile: path.optional(),
    /** Of a token that may write, where the other may only read; not looked at while nothing is sent. */
    writeTokenFile: path.optional(),
    caFile: path.optional(),
    certFile: path.optional(),
    keyFile: path.optional(),
    connectTimeout: Duration.default(3_000),
    responseTimeout: Duration.default(10_000),
  });

  const launch = Launch.extend({ jar: path });
  const sink = z.strictObject({
    guarantee: z.enum(['at-least-once', 'exactly-once', 'unknown']),
    transactionTimeout: Duration.optional(),
  });
  const job = JobRecord.extend({
    name: nonEmpty,
    launch: launch.optional(),
    sink: sink
      .transform(({ guarantee, transactionTimeout: transactionTimeoutMs }) => ({
        guarantee,
        ...(transactionTimeoutMs !== undefined && { transactionTimeoutMs }),
      }))
      .prefault({ guarantee: 'unknown' }),
  });

  const cluster = z.strictObject({
    name: text.regex(/^[A-Za-z0-9][\w.-]{0,63}$/, 'should be made of letters, digits, dots, - and _, at most 64'),
    url: HttpUrl,
    /** Left out, the cluster counts as production: the careful side. */
    environment: nonEmpty.default('production'),
    /** What breaks together; left out, the cluster is a platform of its own. */
    platform: nonEmpty.optional(),
    mode: Mode.default('observe'),
    controller: z.enum(['none', 'flink-operator', 'other', 'unknown']).default('unknown'),
    savepointDirectory: SnapshotDirectory.optional(),
    /** Local folders into which this machine may look for savepoints. */
    snapshotRoots: z.array(path).default([]),
    access: access
      .transform(({ connectTimeout: connectTimeoutMs, responseTimeout: responseTimeoutMs, ...rest }) => ({
        ...rest,
        connectTimeoutMs,
        responseTimeoutMs,
      }))
      .prefault({}),
    jobs: z.array(job).default([]),
    /** When nothing is sent to it; watching goes on. */
    maintenance: maintenanceSection.default([]),
  });

  const embeddings = embeddingsSection({ path, url: KeyedUrl });
  const qdrant = qdrantSection({ path, url: KeyedUrl });
  return z.strictObject({
    data: path.prefault('./flink-medic-data'),
    sops: z.preprocess(
      (written) => (typeof written === 'string' ? [written] : (written ?? ['./sops'])),
      z.array(path).min(1, 'should name at least one folder'),
    ),
    skills: skillsSection(path).prefault({}),
    logLevel: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
    poll: poll.transform(({ every: everyMs }) => ({ everyMs })).prefault({}),
    llm: llmSection({ path, url: KeyedUrl }).optional(),
    limits: limits
      .transform(({ actionsPerJobPerHour, actionsPerPlatformPerHour, failedPlans, blastRadius: radius, ...times }) => {
        const { within: withinMs, ...rest } = radius;
        const counts = { actionsPerJobPerHour, actionsPerPlatformPerHour, failedPlans };
        return { ...counts, blastRadius: { ...rest, withinMs }, ...withMs(times) };
      })
      .prefault({}),
    detection: detection.transform(({ preset, ...durations }) => ({ preset, ...withMs(durations) })).prefault({}),
    health: health.optional(),
    /** Left out, the store is a SQLite file in `data`, for one `serve`. */
    database: database.transform(({ lease: leaseMs, ...rest }) => ({ ...rest, leaseMs })).optional(),
    embeddings: embeddings.transform(({ timeout: timeoutMs, ...rest }) => ({ ...rest, timeoutMs })).optional(),
    /** Left out, SOPs and skills are found in the embedded index alone. */
    qdrant: qdrant.transform(({ timeout: timeoutMs, ...rest }) => ({ ...rest, timeoutMs })).optional(),
    notifications: notificationsSection(path).prefault({}),
    slack: slackSection({ path, url: KeyedUrl }).optional(),
    approvals: approvalsSection.prefault({}),
    ...actionsSections(path),
    clusters: z
      .array(cluster.transform((one) => ({ ...one, platform: one.platform ?? one.name })))
      .min(1, 'should name at least one cluster'),
  });
}
