import { advanceMemory } from '../../src/detectors/memory.ts';
import { type DetectorLimits, windowFor } from '../../src/detectors/detector-limits.ts';
import { detect } from '../../src/detectors/index.ts';
import { timedVertices } from '../../src/detectors/event-time.ts';
import { type ReadName, readsFor } from '../../src/detectors/suspicion.ts';
import { quietSignals, type SignalKind } from '../../src/domain/signal.ts';
import type { ClusterSnapshot, ClusterWindow, JobMemory, JobSnapshot, JobWindow } from '../../src/domain/snapshot.ts';
import { cluster, clusterOf, noMemory, poll } from './windows.ts';

/** All that Flink could tell at one moment; a poll reads what it asks for. */
export interface Truth extends Partial<Omit<ClusterSnapshot, 'jobs' | 'at'>> {
  readonly jobs: readonly Omit<JobSnapshot, 'at'>[];
}

export interface Step {
  /** Time since the first poll, ms. */
  readonly t: number;
  /** `job: kind`, loud and quiet. */
  readonly raised: readonly string[];
  readonly clear: readonly string[];
  readonly calls: number;
}

/** Polls as the program does: reads on suspicion, windows, memory, and signals that stay active until they are clear. */
export function simulate(given: {
  readonly polls: number;
  readonly everyMs: number;
  readonly from: number;
  readonly limits: DetectorLimits;
  readonly truth: (at: number, t: number) => Truth;
  readonly settleMs?: number;
}): Step[] {
  const { polls, everyMs, from, limits, truth, settleMs = 0 } = given;
  const windowMs = windowFor(limits);
  const runs = new Map<string, JobSnapshot[]>();
  const memories = new Map<string, JobMemory>();
  const active = new Map<string, Set<SignalKind>>();
  let overviews: ClusterSnapshot[] = [];
  const steps: Step[] = [];

  for (let number = 0; number < polls; number += 1) {
    const t = number * everyMs;
    const at = from + t;
    const { jobs, ...rest } = truth(at, t);
    let calls = 0;
    const windowOf = (name: string, snapshots: readonly JobSnapshot[]): JobWindow => ({
      cluster,
      job: name,
      snapshots,
      memory: memories.get(name) ?? noMemory,
      active: [...(active.get(name) ?? [])],
      settled: t >= settleMs,
    });
    const read = jobs.map((all): JobSnapshot => {
      const bare = { line: all.line, at };
      const reads = readsFor(windowOf(all.line.name, [...(runs.get(all.line.name) ?? []), bare]), all.line, limits);
      calls += reads.filter((name) => name !== 'watermarks').length;
      const part = { ...all, at };
      const wants = new Set<ReadName>(reads);
      for (const name of ['metrics', 'exceptions', 'checkpoints', 'checkpointConfig'] as const) {
        if (!wants.has(name)) delete part[name];
      }
      if (wants.has('watermarks')) calls += timedVertices(all.vertices ?? []).length;
      else delete part.watermarks;
      if (!wants.has('commits')) delete part.failedCommits;
      if (!['vertices', 'lag', 'watermarks', 'commits'].some((name) => wants.has(name as ReadName))) {
        delete part.vertices;
        delete part.skewMs;
      }
      if (!wants.has('lag')) delete part.pendingRecords;
      return part;
    });
    for (const one of read) {
      const before = (runs.get(one.line.name) ?? []).filter((each) => at - each.at <= windowMs);
      runs.set(one.line.name, [...before, one]);
    }
    overviews = [...overviews.filter((one) => at - one.at < windowMs), poll(at, read, rest)].slice(-60);
    const names = new Set([...memories.keys(), ...runs.keys()]);
    const windows = [...names].map((name) => windowOf(name, runs.get(name) ?? []));
    const clusterWindow: ClusterWindow = clusterOf(overviews);
    const detections = detect({ clusterWindow, windows }, limits);
    for (const window of windows) memories.set(window.job, advanceMemory(window));
    for (const { job, signals, clear } of detections) {
      if (job === null) continue;
      const up = active.get(job) ?? new Set();
      for (const { kind } of signals) if (!quietSignals.includes(kind)) up.add(kind);
      for (const kind of clear) up.delete(kind);
      active.set(job, up);
    }
    steps.push({
      t,
      raised: detections.flatMap((one) => one.signals.map((signal) => `${one.job ?? 'cluster'}: ${signal.kind}`)),
      clear: detections.flatMap((one) => one.clear.map((kind) => `${one.job ?? 'cluster'}: ${kind}`)),
      calls,
    });
  }
  return steps;
}

/** When each was first raised, in seconds since the first poll. */
export function firstRaised(steps: readonly Step[]): Record<string, number> {
  const first: Record<string, number> = {};
  for (const { t, raised } of steps) for (const key of raised) first[key] ??= t / 1_000;
  return first;
}

export function isLoud(key: string): boolean {
  return !quietSignals.some((kind) => key.endsWith(`: ${kind}`));
}
