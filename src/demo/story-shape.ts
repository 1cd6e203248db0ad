import { type JobShape, jobShape, type Misbehaviour, shapeFor } from './jobs.ts';
import type { Story } from './stories.ts';

/** The outage that a job with a backlog works off when it is started, ms. */
const outageMs = 180_000;

/** The job of a story, as it is started: in good shape. */
export function storyShape(story: Story, nowMs: number): JobShape {
  switch (story.trouble) {
    case 'none':
    case 'lost-taskmanager':
      return jobShape(story.job, nowMs);
    case 'backlog':
      return jobShape(story.job, nowMs, { originMs: nowMs - outageMs, readLimitPerSecond: 200 });
    case 'out-of-restarts-unretained':
      return { ...shapeFor('out-of-restarts', story.job, nowMs), checkpointsKept: 'never' };
    case 'missing-class':
    case 'unreadable-record':
    case 'out-of-restarts':
    case 'expiring-checkpoints':
    case 'slow-operator':
      return shapeFor(story.trouble, story.job, nowMs);
  }
}

/** What the job's settings must switch on; undefined where the trouble is not in the job. */
export function misbehaviourOf(story: Story): Misbehaviour | undefined {
  switch (story.trouble) {
    case 'none':
    case 'backlog':
    case 'lost-taskmanager':
      return undefined;
    case 'out-of-restarts-unretained':
      return 'out-of-restarts';
    case 'missing-class':
    case 'unreadable-record':
    case 'out-of-restarts':
    case 'expiring-checkpoints':
    case 'slow-operator':
      return story.trouble;
  }
}
