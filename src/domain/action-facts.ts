import { type ActionArgs, type FlinkKindName, flinkKindNames } from './action.ts';
import type { Hold } from './approval.ts';
import type {
  CheckpointConfig,
  CheckpointStats,
  ClusterIdentity,
  ClusterOverview,
  JobDetail,
  ResourceRequirements,
} from './flink.ts';
import type { ResolvedJobRecord } from './job-record.ts';

/** What was read, just now, of everything that a precondition may look at. Undefined = Flink answered and has none. */
export interface ActionFacts {
  readonly now: number;
  readonly cluster: string;
  readonly jobName: string;
  readonly identity: ClusterIdentity;
  readonly overview: ClusterOverview;
  /** The run that the action is about. */
  readonly job: JobDetail | undefined;
  readonly checkpoints: CheckpointStats | undefined;
  readonly checkpointConfig: CheckpointConfig | undefined;
  /** Undefined: the scheduler cannot rescale in place. */
  readonly requirements: ResourceRequirements | undefined;
  /** Of the recorded jar's file on this machine; undefined: no file, or no record of one. */
  readonly jarSha256: string | undefined;
  /** Highest share of time that a vertex was backpressured lately, 0–1. Undefined: not measured. */
  readonly backpressured: number | undefined;
  /** This process has not read the run often enough yet to measure its load. */
  readonly isMeasuring: boolean;
  /** Vertex that holds the others up, by the loads of the last polls. Undefined: none was seen. */
  readonly culprit: { readonly id: string; readonly name: string } | undefined;
  /** Other clusters of the platform in which a job of this name lives. */
  readonly twins: readonly string[];
  /** Those in which a run of this name began after the run had ended, and has ended too: its state is newer. */
  readonly laterTwins: readonly string[];
  /** Other clusters of the platform that could not be read: a twin may be there. */
  readonly unreadTwins: readonly string[];
  /** Other clusters of the configuration in which the same JobManager answers. */
  readonly otherNames: readonly string[];
  readonly record: ResolvedJobRecord;
  readonly holds: readonly Hold[];
  readonly maxCheckpointAgeMs: number;
  /** Savepoint that an earlier step of the same plan stopped the job with, and when that was known: the last state there was of that run. */
  readonly ownSavepoint: SavepointOfStop | undefined;
}

export interface SavepointOfStop {
  readonly path: string;
  readonly knownAt: number;
}

/** A step of a plan as the checks look at it; its kind was made with arguments of that kind. */
export function toCheck(step: { readonly kind: string; readonly args: unknown }): ActionToCheck {
  if (!flinkKindNames.some((name) => name === step.kind)) return { kind: 'own' };
  return { kind: step.kind, args: step.args } as ActionToCheck;
}

/** An action of which references to earlier steps may not be filled in yet. own: of a team's own kind, whose target is no Flink. */
export type ActionToCheck =
  | { [K in FlinkKindName]: { readonly kind: K; readonly args: ActionArgs[K] } }[FlinkKindName]
  | { readonly kind: 'own' };
