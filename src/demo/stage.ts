import type { Launch } from '../domain/job-record.ts';
import type { Story } from './stories.ts';

/** A cluster on which stories are played: a real Flink, or the fake one where no Java is installed. */
export interface Stage {
  readonly url: string;
  readonly version: string;
  /** True for the fake: the demo says so, loudly. */
  readonly fake: boolean;
  /** Where Flink writes savepoints, as a path of this machine. */
  readonly savepointDirectory: string;
  /** Starts the story's job in good shape and returns what was recorded of it. */
  start(story: Story): Promise<Launch>;
  /** Makes the story's trouble happen, in a job that has completed a checkpoint. */
  upset(story: Story): Promise<void>;
  /** Takes away what a restart could not heal by itself (a service that was away comes back); does nothing in other stories. */
  relieve(story: Story): Promise<void>;
  /** Reads Flink's REST past the agent, e.g. `/jobs/overview`. */
  get(path: string): Promise<unknown>;
  stop(): Promise<void>;
}
