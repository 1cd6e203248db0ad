import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type JobId, jobStates } from '../../domain/flink.ts';

export const JobIdOfFlink = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .transform((id) => id as JobId);

export const JobStateOfFlink = z.enum(jobStates);

/** In bytes of UTF-8: what the indexes of both stores take beside the name of a cluster. */
const longestName = 1_024;

/**
 * A job is known by its name, here and in the store: PostgreSQL holds no NUL, neither store half a character, and PostgreSQL indexes no long
 * text. What came back under another name would be another job, and this one missing. Flink SQL names a job after all the tables that it
 * writes: of a name that is too long its beginning stays, and a digest tells it from others that begin alike.
 */
export const JobNameOfFlink = z.string().transform((name) => {
  const plain = name.toWellFormed().replaceAll('\0', '\uFFFD');
  if (Buffer.byteLength(plain) <= longestName) return plain;
  const digest = createHash('sha256').update(plain, 'utf8').digest('hex').slice(0, 16);
  return `${plain.slice(0, 300).toWellFormed()}… ${digest}`;
});

/** STREAMING or BATCH; undefined for anything else a version may say. */
export const JobTypeOfFlink = z.enum(['STREAMING', 'BATCH']).optional().catch(undefined);

/** Numbers, texts of numbers, NaN, -1 for "none yet", the extremes of a long for "not known": undefined for all but real amounts. */
export const Amount = z.union([z.number(), z.string()]).nullish().catch(undefined).transform(amountOf);

export function amountOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && number >= 0 && number <= Number.MAX_SAFE_INTEGER ? number : undefined;
}

/** Where a snapshot lies. Flink writes a text in angle brackets for one that lies nowhere, such as in the JobManager's memory. */
export const PathOfFlink = z
  .string()
  .nullish()
  .transform((path) => (path === undefined || path === null || path === '' || path.startsWith('<') ? undefined : path));
