import { z } from 'zod';
import type { ClusterIdentity } from '../../domain/flink.ts';
import { notShown } from './absent.ts';
import { flinkDurationMs } from './flink-duration.ts';
import type { Reader } from './reader.ts';

const Config = z.object({
  'flink-version': z.string().min(1),
  features: z
    .object({ 'web-cancel': z.boolean().optional(), 'web-submit': z.boolean().optional() })
    .optional()
    .catch(undefined),
});
const JobManagerConfig = z.array(z.object({ key: z.string(), value: z.string() }));

/** Flink's default of `rest.async.store-duration`. */
const defaultTriggerMemoryMs = 300_000;

export async function readIdentity(reader: Reader, signal: AbortSignal): Promise<ClusterIdentity> {
  const config = await reader.need({ route: 'config', params: {} }, Config, signal);
  const entries = await reader.read({ route: 'jobManagerConfig', params: {} }, JobManagerConfig, notShown, signal);
  const options = new Map(entries?.map(({ key, value }) => [key, value.trim()]));
  const option = (...keys: readonly string[]): string | undefined =>
    keys.map((key) => options.get(key)).find((value) => value !== undefined && value !== '');

  const highAvailability = option('high-availability.type', 'high-availability')?.toLowerCase() ?? 'none';
  return {
    version: config['flink-version'],
    incarnation: option('web.tmpdir'),
    operatorManaged: entries === undefined ? undefined : isOperators(option('kubernetes.jobmanager.owner.reference')),
    webCancel: config.features?.['web-cancel'],
    webSubmit: config.features?.['web-submit'],
    highAvailability: entries === undefined ? undefined : highAvailability !== 'none',
    triggerMemoryMs: triggerMemoryMs(option('rest.async.store-duration')),
    scheduler: schedulerOf(option('scheduler-mode'), option('jobmanager.scheduler')),
    savepointDirectory: option(
      'execution.checkpointing.savepoint-dir',
      'state.savepoints.dir',
      'savepoints.state.backend.fs.dir',
    ),
  };
}

/** A value that is not understood counts as no memory at all: then nothing is sent again without asking first. 0 is Flink's "for ever". */
function triggerMemoryMs(written: string | undefined): number {
  if (written === undefined) return defaultTriggerMemoryMs;
  const ms = flinkDurationMs(written);
  if (ms === undefined) return 0;
  return ms === 0 ? defaultTriggerMemoryMs : ms;
}

/** Reactive mode is what counts: it runs on the adaptive scheduler and takes no requirements. */
function schedulerOf(mode: string | undefined, scheduler: string | undefined): string | undefined {
  return mode?.toLowerCase() === 'reactive' ? 'reactive' : (scheduler ?? mode)?.toLowerCase();
}

function isOperators(ownerReference: string | undefined): boolean {
  return /kind["']?\s*[:=]\s*["']?FlinkDeployment\b/i.test(ownerReference ?? '');
}
