import { z } from 'zod';
import type { JobId, JobMetrics } from '../../domain/flink.ts';
import { unknownJob } from './absent.ts';
import type { Reader } from './reader.ts';
import { amountOf } from './shapes.ts';

const Metrics = z.array(z.object({ id: z.string(), value: z.unknown() }));

/** Flink leaves out the ones that a version does not have. */
const names = [
  'numRestarts',
  'fullRestarts',
  'numRescales',
  'numberOfCompletedCheckpoints',
  'numberOfFailedCheckpoints',
  'numberOfInProgressCheckpoints',
  'lastCheckpointDuration',
  'lastCheckpointSize',
  'lastCheckpointCompletedTimestamp',
  'lastCompletedCheckpointId',
  'lastCheckpointRestoreTimestamp',
  'runningTime',
] as const;

export async function readMetrics(reader: Reader, job: JobId, signal: AbortSignal): Promise<JobMetrics | undefined> {
  const call = { route: 'metrics', params: { job }, query: { get: names.join(',') } } as const;
  const answered = await reader.read(call, Metrics, unknownJob, signal);
  if (answered === undefined) return undefined;
  const values = new Map(answered.map(({ id, value }) => [id, value]));
  const gauge = (name: (typeof names)[number]): number | undefined => amountOf(values.get(name));
  return {
    restarts: gauge('numRestarts') ?? gauge('fullRestarts'),
    rescales: gauge('numRescales'),
    completedCheckpoints: gauge('numberOfCompletedCheckpoints'),
    failedCheckpoints: gauge('numberOfFailedCheckpoints'),
    inProgressCheckpoints: gauge('numberOfInProgressCheckpoints'),
    lastCheckpointDurationMs: gauge('lastCheckpointDuration'),
    lastCheckpointSizeBytes: gauge('lastCheckpointSize'),
    lastCheckpointCompletedAt: gauge('lastCheckpointCompletedTimestamp'),
    lastCompletedCheckpointId: gauge('lastCompletedCheckpointId'),
    lastRestoreAt: gauge('lastCheckpointRestoreTimestamp'),
    runningMs: gauge('runningTime'),
  };
}
