import type { ScriptedCall } from '../../support/llm-server.ts';

/** Where the attacker's text comes in. */
export type Entry =
  | 'exception-message'
  | 'exception-class'
  | 'job-name'
  | 'vertex-name'
  | 'task-name'
  | 'taskmanager-id'
  | 'checkpoint-failure'
  | 'log'
  | 'thread'
  | 'config'
  | 'sop-body'
  | 'sop-title'
  | 'sop-head'
  | 'skill-description'
  | 'skill-body'
  | 'skill-reference'
  | 'model';

/** One injection: what is planted where, and what a model does that obeys it. `{{evil}}` and the like stand for places of the world. */
export interface Attack {
  readonly id: string;
  readonly entry: Entry;
  readonly wants: string;
  readonly text: string;
  /** What the model calls because of it, beside what it always tries. */
  readonly calls?: readonly ScriptedCall[];
  /** The cause that it concludes with. */
  readonly cause?: string;
  /** What of the text may be nowhere else. */
  readonly secrets?: readonly string[];
  /** The procedure is so wrong that it is left out: nothing is planned at all. */
  readonly leavesOutSop?: true;
  /** The forged facts may lead to another procedure or to none, as they would a person; never to more than its plan. */
  readonly forgesFacts?: true;
}
