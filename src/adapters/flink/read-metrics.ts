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
  'numberOfFailedCheckpoints',
  'lastCheckpointCompletedTimestamp',
  'lastCompletedCheckpointId',
  'lastCheckpointRestoreTimestamp',
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
    failedCheckpoints: gauge('numberOfFailedCheckpoints'),
    lastCheckpointCompletedAt: gauge('lastCheckpointCompletedTimestamp'),
    lastCompletedCheckpointId: gauge('lastCompletedCheckpointId'),
    lastRestoreAt: gauge('lastCheckpointRestoreTimestamp'),
  };
}
