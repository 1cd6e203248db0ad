import type { ApprovalPolicy } from '../domain/approvers.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Diagnosis, Incident } from '../domain/incident.ts';
import type { BudgetLimits } from '../domain/budget.ts';
import type { ResolvedJobRecord } from '../domain/job-record.ts';
import type { ClusterSnapshot, JobWindow } from '../domain/snapshot.ts';
import type { Detection } from '../domain/signal.ts';
import type { Sop } from '../domain/sop.ts';
import type { IncidentQuery } from '../knowledge/asked-text.ts';
import type { SopMatch } from '../knowledge/retrieve.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ActionKinds } from '../ports/action-kind.ts';
import type { Clock } from '../ports/clock.ts';
import type { Flink } from '../ports/flink.ts';
import type { JarReader } from '../ports/jars.ts';
import type { Log } from '../ports/log.ts';
import type { SopReviewStore } from '../ports/sop-reviews.ts';
import type { AnswerStore, IncidentStore, LedgerStore, WatchStore } from '../ports/store.ts';

/** What people decided about planning, times in ms. */
export interface PlanLimits extends BudgetLimits {
  readonly failedPlans: number;
  readonly approvalExpiresMs: number;
  readonly destructiveApprovalExpiresMs: number;
  readonly maxCheckpointAgeMs: number;
  /** How long Flink's own recovery is waited for before a person is told. */
  readonly patienceMs: number;
  /** How long a plan that only has to wait (cool-down, hold, slots) is tried before a person is told. */
  readonly planWithinMs: number;
  /** For how long a job has to be FAILED before it is started without a person: what brought it down is often still there. */
  readonly settleBeforeStartMs: number;
}

/** One configured cluster as the pipeline needs to know it. */
export interface ClusterFacts {
  readonly name: string;
  readonly platform: string;
  /** As Flink sees it; undefined: no savepoints are taken there. */
  readonly savepointDirectory?: string | undefined;
}

/** What the watchers know now. Undefined: not seen by this process yet. */
export interface World {
  window(cluster: string, job: string): JobWindow | undefined;
  latest(cluster: string): ClusterSnapshot | undefined;
  /** Of the last complete poll. */
  detection(cluster: string, job: string | null): Detection | undefined;
  /** Its JobManager has come in the place of another only just, be it while no process of ours saw it. */
  isNew(cluster: string): boolean;
  /** Our time from which it is watched without a break. Undefined: with the next poll. */
  watchedFrom(cluster: string): number | undefined;
}

/** The procedures as the files say now. */
export interface Sops {
  /** Never throws: an index or endpoint that fails is done without. */
  retrieve(query: IncidentQuery, signal: AbortSignal): Promise<SopMatch>;
  find(id: string): Sop | undefined;
}

/** Everything the stages of an incident reach the world through. */
export interface StageDeps {
  readonly incidents: IncidentStore;
  readonly actions: LedgerStore;
  readonly answers: AnswerStore;
  readonly ledger: Ledger;
  readonly kinds: ActionKinds;
  readonly epoch: number;
  readonly clusters: readonly ClusterFacts[];
  readonly flinkOf: (cluster: string) => Flink;
  readonly recordOf: (cluster: string, job: string) => ResolvedJobRecord;
  readonly jars: JarReader;
  readonly world: World;
  /** What is stored of clusters that other replicas watch. */
  readonly watch: Pick<WatchStore, 'livingJobs' | 'cluster'>;
  readonly sops: Sops;
  /** Which of them people have reviewed. */
  readonly reviews: Pick<SopReviewStore, 'of'>;
  /** Undefined: too early to say something; the incident is looked at again. */
  readonly diagnose: (evidence: Evidence, incident: Incident, signal: AbortSignal) => Promise<Diagnosis | undefined>;
  readonly limits: PlanLimits;
  /** Who may say yes, and how many have to. */
  readonly approvers: ApprovalPolicy;
  readonly clock: Clock;
  readonly log: Log;
  readonly newId: () => string;
}
