import type { FakeFlink } from './start-fake-flink.ts';
import type { TroubleKind } from './troubles.ts';

export interface FleetOptions {
  readonly jobs: number;
  /** Vertices of each job, at least 3; default 8. */
  readonly vertices?: number;
  /** Share of the jobs that are troubled, 0–1; default 0. */
  readonly troubledShare?: number;
  /** Taken in turn; default restart loops and slowness. */
  readonly troubles?: readonly TroubleKind[];
  readonly parallelism?: number;
  readonly checkpointIntervalMs?: number;
  /** How long the jobs have been running; default an hour. */
  readonly ageMs?: number;
}

export interface FleetJob {
  readonly name: string;
  readonly trouble: TroubleKind | undefined;
}

const subjects = ['orders', 'clicks', 'invoices', 'payments', 'baskets', 'refunds', 'stock', 'offers'];
const works = ['enrich', 'sessions', 'totals', 'pricing', 'scores', 'audit', 'levels'];
const usualTroubles: readonly TroubleKind[] = ['missing-class', 'unreadable-record', 'slow-operator'];

/** Fills a fake cluster with jobs; needs `jobs × parallelism` slots. Their checkpoints do not fall on the same moment. */
export function addFleet(flink: FakeFlink, options: FleetOptions): FleetJob[] {
  const { jobs, vertices = 8, troubledShare = 0, troubles = usualTroubles, ageMs = 3_600_000 } = options;
  return Array.from({ length: jobs }, (_, index) => {
    const name = nameOf(index);
    flink.addJob({
      name,
      vertexCount: vertices,
      parallelism: options.parallelism ?? 1,
      checkpointIntervalMs: options.checkpointIntervalMs ?? 10_000,
      ageMs: ageMs + index * 137,
    });
    const trouble = isTroubled(index, troubledShare)
      ? troubles[troubledBefore(index, troubledShare) % troubles.length]
      : undefined;
    if (trouble !== undefined) flink.setTrouble(name, trouble);
    return { name, trouble };
  });
}

/** Says nothing about what will go wrong. */
function nameOf(index: number): string {
  const subject = subjects[index % subjects.length];
  const work = works[Math.floor(index / subjects.length) % works.length];
  return `${subject}-${work}-${String(index).padStart(3, '0')}`;
}

/** Spreads the troubled ones evenly, the same ones each time. */
function isTroubled(index: number, share: number): boolean {
  return troubledBefore(index + 1, share) > troubledBefore(index, share);
}

function troubledBefore(index: number, share: number): number {
  return Math.floor(index * share);
}
