import { z } from 'zod';
import type { JarFile, JobId, ResourceRequirements } from '../../domain/flink.ts';
import { noRescale, noRoute } from './absent.ts';
import type { Reader } from './reader.ts';

const Requirements = z.record(
  z.string(),
  z.object({ parallelism: z.object({ lowerBound: z.number(), upperBound: z.number() }) }),
);
const Jars = z.object({ files: z.array(z.object({ id: z.string().min(1), name: z.string(), uploaded: z.number() })) });

export async function readResourceRequirements(
  reader: Reader,
  job: JobId,
  signal: AbortSignal,
): Promise<ResourceRequirements | undefined> {
  const call = { route: 'resourceRequirements', params: { job } } as const;
  const answered = await reader.read(call, Requirements, noRescale, signal);
  if (answered === undefined) return undefined;
  return Object.fromEntries(Object.entries(answered).map(([vertex, { parallelism }]) => [vertex, parallelism]));
}

export async function readJars(reader: Reader, signal: AbortSignal): Promise<readonly JarFile[] | undefined> {
  const answered = await reader.read({ route: 'jars', params: {} }, Jars, noRoute, signal);
  return answered?.files.map(({ id, name, uploaded }) => ({ id, name, uploadedAt: uploaded }));
}
