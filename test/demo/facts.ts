import type { CompletedCheckpoint, RunView } from '../../src/demo/observe-job.ts';
import { type Story, stories } from '../../src/demo/stories.ts';
import type { ActionFacts, IncidentFacts, StoryFacts } from '../../src/demo/verify-stories.ts';
import type { FlinkFacts } from '../../src/demo/watch-stories.ts';

export const second = 1_000;
export const oldRun = 'a'.repeat(32);
export const newRun = 'b'.repeat(32);

export function storyOf(job: string): Story {
  const story = stories.find((one) => one.job === job);
  if (story === undefined) throw new Error(`no story of ${job}`);
  return story;
}

/** Completed at `at` seconds, triggered a second before. */
export function checkpoint(id: number, at: number, run = oldRun): CompletedCheckpoint {
  const path = `file:/checkpoints/${run}/chk-${id}`;
  return { id, path, triggeredAt: (at - 1) * second, completedAt: at * second };
}

export function runView(change: Partial<RunView> = {}): RunView {
  return {
    id: oldRun,
    state: 'RUNNING',
    startTime: 0,
    parallelism: [1, 1, 1],
    cancelled: false,
    savepoints: 0,
    completedCheckpoints: 3,
    checkpoints: [],
    restored: undefined,
    restoredCount: 0,
    currentCount: 900,
    ...change,
  };
}

export function restoredFrom(one: CompletedCheckpoint, at: number): NonNullable<RunView['restored']> {
  return { id: one.id, path: one.path, at: at * second };
}

export function incident(story: Story, change: Partial<IncidentFacts> = {}): IncidentFacts {
  const cause = story.cause ?? 'unknown';
  return {
    id: `inc-${story.job}`,
    cluster: story.cluster,
    job: story.job,
    state: 'closed',
    closing: 'cleared',
    baseline: false,
    diagnosis: {
      cause,
      confidence: 'high',
      summary: 'Two sentences.',
      evidence: [],
      by: 'rules',
      exceptions: [],
      tokens: null,
      at: 0,
    },
    retrieval: { kind: 'fits', sopId: cause, sopDigest: 'd', title: 'A title', by: 'signal', score: 1 },
    refusals: [],
    ...change,
  };
}

export function action(
  story: Story,
  kind: ActionFacts['kind'],
  state: ActionFacts['state'] = 'succeeded',
): ActionFacts {
  return { id: `act-${story.job}`, cluster: story.cluster, jobName: story.job, kind, state };
}

export function storyFacts(flink: Partial<FlinkFacts>, change: Partial<StoryFacts> = {}): StoryFacts {
  return {
    flink: { before: runView(), after: [runView()], checkpoints: new Map(), counts: [], ...flink },
    incidents: [],
    actions: [],
    countsShown: true,
    ...change,
  };
}
