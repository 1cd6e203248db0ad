import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ActionRow, ActionState } from '../src/domain/action.ts';
import type { Move } from '../src/proof/evidence.ts';
import type { Prey, Victim } from './crash-flink-schedule.ts';

/** One kill of one or two processes. Times are epoch ms of this machine, here and below. */
export interface FlinkKill {
  readonly victim: Victim;
  readonly prey: Prey;
  readonly at: number;
  /** What the store shows as sent or running right after the death. */
  readonly inFlight: readonly { readonly actionId: string; readonly state: ActionState }[];
}

/** A line of the JobManager's own log that tells of a change. It goes on over all lives of the JobManager. */
export type JobManagerLine =
  | {
      readonly kind: 'savepoint' | 'stop' | 'manual-checkpoint' | 'run-asked' | 'submitted';
      readonly at: number;
      readonly job: string;
    }
  | { readonly kind: 'completed'; readonly at: number; readonly job: string; readonly checkpoint: number }
  /** The snapshot that a new run begins with, before it has any of its own. */
  | { readonly kind: 'started-from'; readonly at: number; readonly job: string; readonly path: string }
  | { readonly kind: 'ended'; readonly at: number; readonly job: string; readonly state: string };

/** One state that an action was moved to, and what the ledger said about it. */
export interface FlinkMove extends Move {
  readonly text: string;
}

/** A folder that Flink made below an action's own directory. */
export interface SavepointFolder {
  readonly key: string;
  readonly path: string;
  /** It has its `_metadata`, which Flink writes last. */
  readonly complete: boolean;
  /** When `_metadata` was written; 0 without one. */
  readonly completedAt: number;
}

/** One look at a job's name through REST. */
export interface RunSample {
  readonly at: number;
  readonly name: string;
  /** Runs of that name that have not ended. */
  readonly alive: readonly string[];
  /** The newest of them; counts are -1 while Flink shows none. */
  readonly run: string | undefined;
  readonly restoredCount: number;
  readonly currentCount: number;
}

/** What is left of a run, from sources that do not know each other: the ledger, Flink's log and REST, the disk, the killer. */
export interface FlinkEvidence {
  readonly actions: readonly ActionRow[];
  readonly moves: readonly FlinkMove[];
  /** First moment that each action was armed. */
  readonly armedAt: ReadonlyMap<string, number>;
  /** Ids of all actions of plans that were released, written down apart from the store. */
  readonly released: readonly string[];
  readonly kills: readonly FlinkKill[];
  readonly log: readonly JobManagerLine[];
  readonly folders: readonly SavepointFolder[];
  readonly samples: readonly RunSample[];
}

/** What must not be. `state-lost`: a run began with less than was counted. `two-at-once`: two runs of one name lived at a time. */
export interface FlinkFault {
  readonly rule: 'twice' | 'lost' | 'told-wrong' | 'state-lost' | 'two-at-once';
  readonly actionId: string;
  readonly why: string;
}

const patterns: readonly [RegExp, (at: number, groups: readonly string[]) => JobManagerLine][] = [
  [/Triggering savepoint for job ([0-9a-f]{32})/, (at, [job = '']) => ({ kind: 'savepoint', at, job })],
  [/Triggering stop-with-savepoint for job ([0-9a-f]{32})/, (at, [job = '']) => ({ kind: 'stop', at, job })],
  [
    /Triggering a manual checkpoint for job ([0-9a-f]{32})/,
    (at, [job = '']) => ({ kind: 'manual-checkpoint', at, job }),
  ],
  // By the program of a jar that somebody asked to run, before it submits.
  [/Submitting Job with JobId=([0-9a-f]{32})/, (at, [job = '']) => ({ kind: 'run-asked', at, job })],
  // Written after the check for a known id: a refused second submission has no such line.
  [/Submitting job '[^']*' \(([0-9a-f]{32})\)/, (at, [job = '']) => ({ kind: 'submitted', at, job })],
  [
    /Completed checkpoint (\d+) for job ([0-9a-f]{32})/,
    (at, [id, job = '']) => ({ kind: 'completed', at, job, checkpoint: Number(id) }),
  ],
  [
    /Starting job ([0-9a-f]{32}) from savepoint (\S+)/,
    (at, [job = '', path = '']) => ({ kind: 'started-from', at, job, path }),
  ],
  [
    /Job \S+ \(([0-9a-f]{32})\) switched from state \w+ to (FINISHED|FAILED|CANCELED)\b/,
    (at, [job = '', state = '']) => ({ kind: 'ended', at, job, state }),
  ],
];

/** Lines of `2026-11-26 22:10:46,490 INFO …`, in this machine's time zone. */
export function readJobManagerLog(text: string): JobManagerLine[] {
  return text.split('\n').flatMap((line) => {
    const at = Date.parse(line.slice(0, 23).replace(' ', 'T').replace(',', '.'));
    if (Number.isNaN(at)) return [];
    for (const [pattern, make] of patterns) {
      const found = pattern.exec(line);
      if (found !== null) return [make(at, found.slice(1))];
    }
    return [];
  });
}

/** Everything below `<base>/<key>/`. */
export function readSavepointFolders(base: string): SavepointFolder[] {
  if (!existsSync(base)) return [];
  return readdirSync(base).flatMap((key) =>
    readdirSync(join(base, key)).map((name) => {
      const path = join(base, key, name);
      const metadata = statSync(join(path, '_metadata'), { throwIfNoEntry: false });
      return { key, path, complete: (metadata?.size ?? 0) > 0, completedAt: metadata?.mtimeMs ?? 0 };
    }),
  );
}

export function readLines(file: string): string[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}
