import { z } from 'zod';
import type { JobId } from '../../domain/flink.ts';
import { noRoute, notShown, unknownJob } from './absent.ts';
import type { Absent, Reader } from './reader.ts';

const Entries = z.array(z.object({ key: z.string(), value: z.string() }));
/** What the program was started with stands beside these and is not read: people put secrets there. */
const JobConfig = z.object({
  'execution-config': z
    .object({
      'restart-strategy': z.string().optional(),
      'job-parallelism': z.number().optional(),
      'object-reuse-mode': z.boolean().optional(),
    })
    .nullish(),
});

/** Beginnings of keys (with a dot at their end), or whole keys. Only what says how Flink behaves; no address, no name of a user, nothing of a connector or of a file system. */
const allowed: readonly string[] = [
  'execution.checkpointing.',
  'state.backend.type',
  'state.backend',
  'state.backend.incremental',
  'state.backend.rocksdb.memory.',
  'state.backend.rocksdb.thread.num',
  'state.backend.rocksdb.files.open',
  'state.checkpoint-storage',
  'state.checkpoints.num-retained',
  'execution.state-recovery.claim-mode',
  'execution.buffer-timeout',
  'execution.buffer-timeout.interval',
  'execution.runtime-mode',
  'pipeline.max-parallelism',
  'pipeline.object-reuse',
  'parallelism.default',
  'restart-strategy',
  'restart-strategy.',
  'jobmanager.scheduler',
  'scheduler-mode',
  'jobmanager.memory.',
  'jobmanager.execution.failover-strategy',
  'jobmanager.adaptive-scheduler.',
  'taskmanager.memory.',
  'taskmanager.network.',
  'taskmanager.numberOfTaskSlots',
  'taskmanager.load-balance.mode',
  'task.cancellation.',
  'heartbeat.interval',
  'heartbeat.timeout',
  'slot.request.timeout',
  'slot.idle.timeout',
  'high-availability.type',
  'high-availability',
  'pekko.ask.timeout',
  'akka.ask.timeout',
  'pekko.framesize',
  'akka.framesize',
  'web.exception-history-size',
  'web.checkpoints.history',
  'classloader.resolve-order',
  'classloader.check-leaked-classloader',
  'metrics.fetcher.update-interval',
  'table.exec.source.idle-timeout',
  'table.exec.state.ttl',
];
/** Directories can hold names of accounts and keys of buckets. */
const neverShown = /dir(?:ectory)?$|path$|password|secret|token|key$|credential/i;
const maxValueChars = 120;

export async function readConfig(
  reader: Reader,
  job: JobId | undefined,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const entries = await reader.read({ route: 'jobManagerConfig', params: {} }, Entries, notShown, signal);
  const ofJob =
    job === undefined
      ? undefined
      : await reader.read({ route: 'jobConfig', params: { job } }, JobConfig, unknownHere, signal);
  const shown = (entries ?? [])
    .filter(({ key }) => isAllowed(key))
    .map(({ key, value }) => [key, value.slice(0, maxValueChars)] as const);
  const settings = ofJob?.['execution-config'] ?? {};
  const own = Object.entries(settings).map(
    ([key, value]) => [`job ${key}`, String(value).slice(0, maxValueChars)] as const,
  );
  return new Map([...shown, ...own]);
}

const unknownHere: Absent = (answer) => unknownJob(answer) || noRoute(answer);

function isAllowed(key: string): boolean {
  if (neverShown.test(key)) return false;
  return allowed.some((one) => key === one || (one.endsWith('.') && key.startsWith(one)));
}
