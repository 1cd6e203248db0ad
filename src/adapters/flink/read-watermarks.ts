import { z } from 'zod';
import type { JobId, Watermarks } from '../../domain/flink.ts';
import { unknownVertex } from './absent.ts';
import type { Reader } from './reader.ts';

const Values = z.array(z.object({ id: z.string(), value: z.string() }));

/** The smallest long: no watermark yet. The largest: the input has ended. */
const none = -(2n ** 63n);
const end = 2n ** 63n - 1n;

export async function readWatermarks(
  reader: Reader,
  job: JobId,
  vertex: string,
  signal: AbortSignal,
): Promise<Watermarks | undefined> {
  const call = { route: 'watermarks', params: { job, vertex } } as const;
  const answered = await reader.read(call, Values, unknownVertex, signal);
  if (answered === undefined) return undefined;
  const values = answered.flatMap(({ value }) => (/^-?\d{1,19}$/.test(value) ? [BigInt(value)] : []));
  const real = values.filter((value) => value > none && value < end).map(Number);
  return {
    lowest: real.length === 0 ? undefined : real.reduce((a, b) => Math.min(a, b)),
    highest: real.length === 0 ? undefined : real.reduce((a, b) => Math.max(a, b)),
    without: values.filter((value) => value <= none).length,
    ended: values.filter((value) => value >= end).length,
  };
}
