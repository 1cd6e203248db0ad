import { type JobDetail, type JobId, type JobState, terminalStates, type Vertex } from '../../src/domain/flink.ts';
import type { ActionContext, SentAction } from '../../src/ports/action-kind.ts';
import type { Flink } from '../../src/ports/flink.ts';
import { rowIn } from '../ledger/rows.ts';

export const job = 'a'.repeat(32) as JobId;
export const key = 'f'.repeat(32) as JobId;
export const now = 1_000_000;
export const calm = new AbortController().signal;

/** `folder`: the complete snapshots in it; undefined: it cannot be read. */
export function contextWith(flink: Flink, folder?: readonly string[]): ActionContext {
  const clock = { now: () => now, sleep: () => Promise.reject(new Error('no sleeping here')) };
  const storage =
    folder === undefined ? undefined : { completeBelow: async () => ({ kind: 'found' as const, paths: folder }) };
  return { flink, storage, clock };
}

export function sentWith<Args>(args: Args, change: Partial<SentAction<Args>> = {}): SentAction<Args> {
  return { args, key, row: { ...rowIn('in_doubt'), key }, sameIncarnation: true, keyAlive: true, ...change };
}

export function jobIn(
  state: JobState,
  change: { id?: JobId; age?: number; endedAgo?: number; vertices?: readonly Vertex[] } = {},
): JobDetail {
  return {
    id: change.id ?? job,
    name: 'orders',
    state,
    startTime: now - (change.age ?? 60_000),
    endTime: terminalStates.includes(state) ? now - (change.endedAgo ?? 30_000) : undefined,
    now,
    type: 'STREAMING',
    maxParallelism: 128,
    vertices: change.vertices ?? [vertex('v1', 2)],
    initializedAt: now - 60_000,
  };
}

export function vertex(id: string, parallelism: number, running = parallelism): Vertex {
  return {
    id,
    name: id,
    parallelism,
    maxParallelism: 128,
    state: running === parallelism ? 'RUNNING' : 'SCHEDULED',
    tasks: { RUNNING: running },
    busyMs: undefined,
    idleMs: undefined,
    backpressuredMs: undefined,
    readRecords: undefined,
    writeRecords: undefined,
    inputs: [],
  };
}
