import { z } from 'zod';
import type { JobId } from '../../domain/flink.ts';
import type { TriggerStatus } from '../../ports/flink.ts';
import { unknownTrigger } from './absent.ts';
import { causesOf } from './flink-errors.ts';
import { plainText } from './plain-text.ts';
import type { Reader } from './reader.ts';
import { PathOfFlink } from './shapes.ts';

const Cause = z.object({ class: z.string(), 'stack-trace': z.string().nullish() });
/** Savepoints and stops write `failure-cause`, checkpoints `failureCause`. COMPLETED includes failures. */
const Status = z.object({
  status: z.object({ id: z.enum(['IN_PROGRESS', 'COMPLETED']) }),
  operation: z
    .object({
      location: PathOfFlink,
      checkpointId: z.number().nullish(),
      'failure-cause': Cause.nullish(),
      failureCause: Cause.nullish(),
    })
    .nullish(),
});

export async function readTrigger(
  reader: Reader,
  of: { readonly route: 'savepointStatus' | 'checkpointStatus'; readonly job: JobId; readonly trigger: string },
  signal: AbortSignal,
): Promise<TriggerStatus> {
  const { route, job, trigger } = of;
  const answered = await reader.read({ route, params: { job, trigger } }, Status, unknownTrigger, signal);
  if (answered === undefined) return { kind: 'unknown-trigger' };
  const { status, operation } = answered;
  if (status.id === 'IN_PROGRESS') return { kind: 'in-progress' };
  const cause = operation?.['failure-cause'] ?? operation?.failureCause;
  if (cause) return { kind: 'failed', reason: causesOf(cause['stack-trace'] ?? '') || plainText(cause.class, 200) };
  return {
    kind: 'completed',
    location: operation?.location,
    checkpointId: operation?.checkpointId ?? undefined,
  };
}
