import type { Flink } from '../../ports/flink.ts';
import type { FlinkDiagnose } from '../../ports/flink-diagnose.ts';
import type { FlinkAccess } from './flink-access.ts';
import { makeHttpClient } from './http-client.ts';
import { makeDiagnoseReads } from './make-diagnose-reads.ts';
import { provideJar } from './provide-jar.ts';
import { readCheckpointConfig, readCheckpoints } from './read-checkpoints.ts';
import { readExceptions } from './read-exceptions.ts';
import { readCollecting } from './read-collecting.ts';
import { readIdentity } from './read-identity.ts';
import { readJob } from './read-job.ts';
import { readMetrics } from './read-metrics.ts';
import { readOverview } from './read-overview.ts';
import { readJars, readResourceRequirements } from './read-resources.ts';
import { readTrigger } from './read-trigger.ts';
import { makeReader } from './reader.ts';
import { makeFailedCommits } from './failed-commits.ts';
import { makeSourceLag } from './source-lag.ts';
import { makeWrites } from './writes.ts';

/**
 * One Flink cluster over its REST, 1.17 to 2.x, directly: no proxy of the environment and no redirect is followed.
 * A read may be repeated once when a kept connection was dead; a write never is. Nothing is sent before the first call.
 */
export function makeFlink(access: FlinkAccess): Flink & { readonly diagnose: FlinkDiagnose } {
  const http = makeHttpClient(access);
  const reader = makeReader(http, access.responseTimeoutMs);
  return {
    watch: {
      identity: (signal) => readIdentity(reader, signal),
      overview: (signal) => readOverview(reader, signal),
      metrics: (job, signal) => readMetrics(reader, job, signal),
      exceptions: (job, signal) => readExceptions(reader, job, signal),
      checkpoints: (job, signal) => readCheckpoints(reader, job, signal),
      checkpointConfig: (job, signal) => readCheckpointConfig(reader, job, signal),
      collecting: (least, signal) => readCollecting(reader, least, signal),
    },
    inspect: {
      job: (job, signal) => readJob(reader, job, signal),
      sourceLag: makeSourceLag(reader),
      failedCommits: makeFailedCommits(reader),
      resourceRequirements: (job, signal) => readResourceRequirements(reader, job, signal),
      jars: (signal) => readJars(reader, signal),
      savepoint: (job, trigger, signal) => readTrigger(reader, { route: 'savepointStatus', job, trigger }, signal),
      checkpoint: (job, trigger, signal) => readTrigger(reader, { route: 'checkpointStatus', job, trigger }, signal),
    },
    diagnose: makeDiagnoseReads(reader),
    write: makeWrites(http, access.responseTimeoutMs),
    provideJar: (jar, signal) => provideJar({ http, reader }, jar, signal),
    calls: () => http.calls(),
  };
}
