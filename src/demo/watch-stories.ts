import { type CompletedCheckpoint, type FlinkReader, type RunView, viewRuns } from './observe-job.ts';
import type { Story } from './stories.ts';

/** How far a run had counted at one moment. */
export interface CountSample {
  readonly run: string;
  readonly restoredId: number | undefined;
  readonly restoredAt: number | undefined;
  readonly at: number;
  readonly count: number;
}

/** What Flink said about one job from before its trouble until now. */
export interface FlinkFacts {
  /** The run that was there before the trouble. */
  readonly before: RunView | undefined;
  /** Every run that Flink lists now, newest first. */
  readonly after: readonly RunView[];
  /** Completed checkpoints by run id, also those that Flink has forgotten meanwhile; oldest first. */
  readonly checkpoints: ReadonlyMap<string, readonly CompletedCheckpoint[]>;
  /** Oldest first. */
  readonly counts: readonly CountSample[];
}

/** Looks at all jobs again and again, because Flink's own memory of checkpoints is short. */
export interface StoryWatch {
  /** Reads every job once; a job whose cluster gives no answer keeps what was known. */
  look(): Promise<void>;
  /** What is known now is how the jobs were before their trouble. */
  markBefore(): void;
  facts(story: Story): FlinkFacts;
}

interface Memory {
  before: RunView | undefined;
  after: readonly RunView[];
  readonly checkpoints: Map<string, Map<number, CompletedCheckpoint>>;
  readonly counts: CountSample[];
}

/** A look that took longer says too little about when it was counted. */
const slowLookMs = 1_000;

export function makeStoryWatch(
  stories: readonly Story[],
  flinkOf: (story: Story) => FlinkReader,
  now: () => number,
): StoryWatch {
  const memories = new Map<string, Memory>(
    stories.map((story) => [story.job, { before: undefined, after: [], checkpoints: new Map(), counts: [] }]),
  );

  function memoryOf(story: Story): Memory {
    const memory = memories.get(story.job);
    if (memory === undefined) throw new Error(`unreachable: ${story.job} is not watched`);
    return memory;
  }

  async function lookAt(story: Story): Promise<void> {
    const began = now();
    const runs = await viewRuns(flinkOf(story), story.job);
    // The end of the look: what was counted then had surely been counted before a checkpoint that was triggered later.
    const at = now();
    const memory = memoryOf(story);
    memory.after = runs;
    for (const run of runs) {
      const known = memory.checkpoints.get(run.id) ?? new Map<number, CompletedCheckpoint>();
      for (const one of run.checkpoints) known.set(one.id, one);
      memory.checkpoints.set(run.id, known);
      if (run.currentCount < 0 || at - began > slowLookMs) continue;
      const { id: restoredId, at: restoredAt } = run.restored ?? { id: undefined, at: undefined };
      memory.counts.push({ run: run.id, restoredId, restoredAt, at, count: run.currentCount });
    }
  }

  return {
    async look() {
      // A run that ends between two reads answers 404; the next look sees it.
      await Promise.allSettled(stories.map(lookAt));
    },
    markBefore() {
      for (const memory of memories.values()) memory.before = memory.after[0];
    },
    facts(story) {
      const { before, after, checkpoints, counts } = memoryOf(story);
      const sorted = [...checkpoints].map(
        ([run, known]) => [run, [...known.values()].toSorted((a, b) => a.id - b.id)] as const,
      );
      return { before, after, checkpoints: new Map(sorted), counts };
    },
  };
}
