import { z } from 'zod';
import type { JobDetail, JobId, Vertex } from '../../domain/flink.ts';
import { unknownJob } from './absent.ts';
import { eventTimeVertices } from './event-time-operators.ts';
import type { Reader } from './reader.ts';
import { Amount, JobIdOfFlink, JobNameOfFlink, JobStateOfFlink, JobTypeOfFlink } from './shapes.ts';

const Complete = z.boolean().default(false);
const VertexMetrics = z.object({
  'read-records': Amount,
  'read-records-complete': Complete,
  'write-records': Amount,
  'write-records-complete': Complete,
  'read-bytes-complete': Complete,
  'write-bytes-complete': Complete,
  'accumulated-busy-time': Amount,
  'accumulated-idle-time': Amount,
  'accumulated-backpressured-time': Amount,
});
const VertexOfFlink = z.object({
  id: z.string().min(1),
  name: z.string(),
  parallelism: z.number(),
  maxParallelism: z.number(),
  status: z.string(),
  tasks: z.record(z.string(), z.number()),
  metrics: VertexMetrics,
});
const Plan = z.object({
  type: JobTypeOfFlink,
  nodes: z
    .array(
      z.object({
        id: z.string(),
        description: z.string().nullish(),
        inputs: z.array(z.object({ id: z.string() })).nullish(),
      }),
    )
    .default([]),
});
const Job = z.object({
  jid: JobIdOfFlink,
  name: JobNameOfFlink,
  state: JobStateOfFlink,
  'start-time': z.number(),
  'end-time': z.number(),
  now: z.number(),
  maxParallelism: z.number().optional(),
  // Not there before 1.20; the plan says it too.
  'job-type': JobTypeOfFlink,
  jobType: JobTypeOfFlink,
  timestamps: z.record(z.string(), z.number()),
  vertices: z.array(VertexOfFlink),
  plan: Plan.optional(),
});

export async function readJob(reader: Reader, job: JobId, signal: AbortSignal): Promise<JobDetail | undefined> {
  const answered = await reader.read({ route: 'job', params: { job } }, Job, unknownJob, signal);
  if (answered === undefined) return undefined;
  const { plan, timestamps, maxParallelism = -1 } = answered;
  const inputs = new Map(plan?.nodes.map((node) => [node.id, node.inputs?.map(({ id }) => id) ?? []]));
  const timed = eventTimeVertices(plan?.nodes ?? []);
  const initializedAt = timestamps['INITIALIZING'] ?? 0;
  return {
    id: answered.jid,
    name: answered.name,
    state: answered.state,
    startTime: answered['start-time'],
    endTime: answered['end-time'] < 0 ? undefined : answered['end-time'],
    now: answered.now,
    type: answered['job-type'] ?? answered.jobType ?? plan?.type,
    maxParallelism: maxParallelism > 0 ? maxParallelism : undefined,
    vertices: answered.vertices.map((vertex) => ({
      ...toVertex(vertex, inputs.get(vertex.id) ?? []),
      ...(timed.has(vertex.id) && { waitsForEventTime: true as const }),
    })),
    initializedAt: initializedAt > 0 ? initializedAt : undefined,
  };
}

function toVertex(vertex: z.infer<typeof VertexOfFlink>, inputs: readonly string[]): Vertex {
  const { id, name, parallelism, maxParallelism, status, tasks, metrics } = vertex;
  const reads = metrics['read-records-complete'];
  const writes = metrics['write-records-complete'];
  // The times have no flag of their own; they come from the same subtasks as the other numbers.
  const all = reads && writes && metrics['read-bytes-complete'] && metrics['write-bytes-complete'];
  return {
    id,
    name,
    parallelism,
    maxParallelism,
    state: status,
    tasks,
    busyMs: all ? metrics['accumulated-busy-time'] : undefined,
    idleMs: all ? metrics['accumulated-idle-time'] : undefined,
    backpressuredMs: all ? metrics['accumulated-backpressured-time'] : undefined,
    readRecords: reads ? metrics['read-records'] : undefined,
    writeRecords: writes ? metrics['write-records'] : undefined,
    inputs,
  };
}
