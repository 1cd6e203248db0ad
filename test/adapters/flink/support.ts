import { FlinkUnreadable } from '../../../src/domain/errors.ts';
import type { JobId } from '../../../src/domain/flink.ts';
import { makeFlink } from '../../../src/adapters/flink/make-flink.ts';

export const job = 'a07d1f37ae249216dc294777710e1dc9' as JobId;
export const key = '0123456789abcdef0123456789abcdef';

/** The one read of a job's own metrics, as a server is asked for it. */
export const metricsLine =
  `GET /jobs/${job}/metrics?get=numRestarts%2CfullRestarts%2CnumRescales%2CnumberOfFailedCheckpoints` +
  '%2ClastCheckpointCompletedTimestamp%2ClastCompletedCheckpointId%2ClastCheckpointRestoreTimestamp';

type Access = Parameters<typeof makeFlink>[0];

/** Limits long enough never to be reached; tests about time shorten them. */
export function flinkAt(url: string, change: Partial<Access> = {}): ReturnType<typeof makeFlink> {
  return makeFlink({ url, headers: {}, connectTimeoutMs: 5_000, responseTimeoutMs: 5_000, ...change });
}

export function never(): AbortSignal {
  return new AbortController().signal;
}

export async function unreadableOf(call: Promise<unknown>): Promise<FlinkUnreadable> {
  const error = await call.then(
    (value) => `the answer ${JSON.stringify(value)}`,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof FlinkUnreadable)) throw new Error(`expected FlinkUnreadable, not ${String(error)}`);
  return error;
}
