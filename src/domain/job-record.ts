import { z } from 'zod';

export const Mode = z.enum(['observe', 'ask', 'auto']);
export type Mode = z.infer<typeof Mode>;

/** What is needed to start a job again exactly as it was. Without it nothing is restarted. */
export const Launch = z.strictObject({
  /** The jar's file on this machine; uploaded when the cluster no longer has it. */
  jar: z.string().min(1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'should be the SHA-256 of the jar, 64 lower-case hex digits'),
  entryClass: z.string().min(1),
  args: z.array(z.string()).default([]),
  parallelism: z.int().positive(),
});
export type Launch = z.infer<typeof Launch>;

/** What people told us about a job. A job without a record is observed and never written to. */
export const JobRecord = z.strictObject({
  /** Exact job name, or a pattern in which `*` stands for any text. */
  name: z.string().min(1),
  owner: z.string().optional(),
  desired: z.enum(['running', 'stopped', 'bounded', 'unknown']).default('unknown'),
  controller: z.enum(['none', 'flink-operator', 'other', 'unknown']).optional(),
  restart: z.enum(['never', 'ask', 'auto']).default('ask'),
  mode: Mode.optional(),
  sink: z
    .strictObject({
      guarantee: z.enum(['at-least-once', 'exactly-once', 'unknown']),
      transactionTimeoutMs: z.int().positive().optional(),
    })
    .default({ guarantee: 'unknown' }),
  /** Most that the source can be split into; a rescale above it is refused. */
  maxSourceParallelism: z.int().positive().optional(),
  launch: Launch.optional(),
});
export type JobRecord = z.infer<typeof JobRecord>;

/** A job's record with every default of its cluster filled in: what policy and preconditions read. */
export interface ResolvedJobRecord extends Omit<JobRecord, 'mode' | 'controller'> {
  readonly mode: Mode;
  readonly controller: 'none' | 'flink-operator' | 'other' | 'unknown';
  /** False when no record of the configuration matched. */
  readonly recorded: boolean;
  readonly environment: string;
}
