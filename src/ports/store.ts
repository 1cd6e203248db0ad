import type { ActionKindName, ActionRow, ActionState } from '../domain/action.ts';
import type { Answer, Approval, Hold, StoredAnswer, Via } from '../domain/approval.ts';
import type { OpsError } from '../domain/errors.ts';
import type { Incident, TimelineEvent } from '../domain/incident.ts';
import type { Plan } from '../domain/plan.ts';
import type { JobMemory } from '../domain/snapshot.ts';

/**
 * Everything one stage of an incident changes, stored in one transaction or not at all.
 * @throws {StaleWrite} when the incident's version is not the stored one, or the epoch is over.
 */
export interface IncidentChange {
  readonly incident: Incident;
  readonly events: readonly TimelineEvent[];
  /** Of the caller's lease of the incident's cluster. @see LeaseStore */
  readonly epoch?: number;
  /** A new plan and its actions, which start as `proposed`. */
  readonly plan?: { readonly plan: Plan; readonly actions: readonly ActionRow[] };
  readonly approval?: Approval;
  /** Marks an answer of a person as applied. */
  readonly answerSeq?: number;
  /** What the person is told; left out, the last event's text. */
  readonly answerOutcome?: string;
}

export interface IncidentStore {
  /** Returns the incident as stored, its version raised by one. */
  save(change: IncidentChange): Promise<Incident>;
  get(id: string): Promise<Incident | undefined>;
  /** Newest first. */
  list(filter: { readonly open?: boolean; readonly cluster?: string; readonly since?: number }): Promise<Incident[]>;
  timeline(filter: { readonly incidentId?: string; readonly since?: number }): Promise<TimelineEvent[]>;
  plan(id: string): Promise<Plan | undefined>;
  approvalOf(planId: string): Promise<Approval | undefined>;
}

/** `epoch` of a write: of the holding of its cluster. It throws {StaleWrite} once a later one was given out. */
export interface WatchStore {
  /** By job, undefined where it cannot be read. */
  jobMemories(cluster: string): Promise<ReadonlyMap<string, JobMemory | undefined>>;
  /** Names of all jobs of a cluster of which there is one. */
  rememberedJobs(cluster: string): Promise<string[]>;
  /** Names of those that had not ended when their cluster was last polled, by whichever process. */
  livingJobs(cluster: string): Promise<string[]>;
  saveJobMemories(cluster: string, memories: ReadonlyMap<string, JobMemory>, epoch?: number): Promise<void>;
  forgetJobs(cluster: string, jobs: readonly string[], epoch?: number): Promise<void>;
  /** Undefined: never polled. Without `firstSeenAt` this store never saw the cluster, so what is wrong there now is a baseline. */
  cluster(name: string): Promise<ClusterMemory | undefined>;
  saveCluster(name: string, memory: ClusterMemory, epoch?: number): Promise<void>;
}

export interface ClusterMemory {
  readonly incarnation: string | undefined;
  /** When that was first seen in the place of another; left out: it never was. */
  readonly newSince?: number | undefined;
  /** When it first answered a whole poll; undefined: it never did. */
  readonly firstSeenAt: number | undefined;
  readonly lastPollAt: number;
  /** Why the last poll counted for nothing; undefined = it was complete. */
  readonly unreadable: string | undefined;
}

/** What the command line and the chat write and `serve` reads. Works while `serve` is down. */
export interface AnswerStore {
  /**
   * `chat`: it was pressed there; left out, it was given in the terminal. The same press of the same person again is no new
   * answer: the number of the first one is returned, whatever it says.
   */
  insert(
    by: string,
    at: number,
    answer: Answer,
    chat?: { readonly via: Exclude<Via, 'terminal'>; readonly pressId: string },
  ): Promise<number>;
  /** Not yet applied, oldest first. */
  open(): Promise<StoredAnswer[]>;
  /**
   * `by`: the holding that has applied it.
   * @throws {StaleWrite} a later one of that cluster was given out: it is that one's to apply.
   */
  markApplied(seq: number, outcome: string, by?: { readonly cluster: string; readonly epoch: number }): Promise<void>;
  /** What became of an answer; undefined while `serve` has not applied it. */
  outcome(seq: number): Promise<string | undefined>;
  holds(): Promise<Hold[]>;
  /** Adds or replaces the hold of exactly this cluster and job; null lifts it. */
  setHold(cluster: string | null, job: string | null, hold: Hold | null): Promise<void>;
}

/** One request as it was sent, and what came of it. Append-only. */
export interface Attempt {
  readonly actionId: string;
  readonly n: number;
  readonly key: string;
  readonly epoch: number;
  readonly armedAt: number;
  readonly deadlineAt: number;
  readonly outcome: string | null;
  readonly evidence: string | null;
}

/** Late or additional knowledge of an action: hook findings, answers that came after the epoch moved, people's verdicts. */
export interface Report {
  readonly actionId: string;
  readonly at: number;
  readonly epoch: number;
  readonly source: 'send' | 'hook' | 'poll' | 'human';
  readonly text: string;
}

/** An action that cannot be read: whose it is stands beside what is broken. */
export interface UnreadableAction extends Pick<ActionRow, 'planId' | 'cluster' | 'lane'> {
  /** Names it, and says what to do. */
  readonly error: OpsError;
}

/** The ledger's side of the store. Every write is one transaction and compares state and epoch first. */
export interface LedgerStore {
  /** Raises and returns the epoch: called once by `serve` at start, before anything else is written. */
  nextEpoch(): Promise<number>;
  actions(filter: {
    readonly id?: string;
    readonly planId?: string;
    readonly incidentId?: string;
    readonly states?: readonly ActionState[];
    readonly lane?: string;
    readonly since?: number;
    /** Of these kinds only. */
    readonly kinds?: readonly ActionKindName[];
    /** Of all kinds but these. */
    readonly exceptKinds?: readonly ActionKindName[];
    /** Those that have this key. */
    readonly key?: Pick<ActionRow, 'cluster' | 'kind' | 'key'>;
    /** Told of each that cannot be read, and gets the others; left out: one of them has the call throw. */
    readonly onUnreadable?: (action: UnreadableAction) => void;
  }): Promise<ActionRow[]>;
  /**
   * Stores `next` if the row is still in `from`, neither its epoch nor the newest one given out by `nextEpoch` is
   * above `next.epoch`, and `from` is not final; false if not. `attempts`: how often it had been sent when `next` was decided
   * on; false too when it was sent since, as it may be in `from` again with another request on its way.
   * `attempt` is inserted (or its outcome completed, but for one of `acceptedOutcomes`, which only another of them replaces) in the same
   * transaction, `event` too.
   * On disk when this returns. But an answer that settles a request (from `sent`, not into doubt or to a person) may be left to the
   * next write's sync where a machine that dies before it takes this process with it: the action is `sent` then.
   * Moving into an undetermined state fails (false) while another action of the lane is in one.
   * So does sending a key that another action has spent: one that left, or may have left, and is not proven failed.
   * @throws {Error} when the action's identity changes, or its arguments or key after it got a key.
   */
  transition(change: {
    readonly id: string;
    readonly from: ActionState;
    readonly attempts: number;
    readonly next: ActionRow;
    readonly attempt?: Attempt;
    readonly report?: Report;
    readonly event?: TimelineEvent;
  }): Promise<boolean>;
  /**
   * Kept even if the action's epoch moved on. `answered`: the request it is about, whose outcome and evidence become these in the same
   * transaction; the action itself stays as it is.
   */
  addReport(report: Report, answered?: Attempt): Promise<void>;
  attempts(actionId: string): Promise<Attempt[]>;
  reports(actionId: string): Promise<Report[]>;
}

/** The one clock that all processes on the same database share, epoch ms. For leases; deadlines of people use `Clock`. */
export interface DatabaseClock {
  now(): Promise<number>;
}

export type Lease =
  | { readonly kind: 'held'; readonly epoch: number }
  /** `forMs`: until it runs out, if its holder does not renew it. */
  | { readonly kind: 'taken'; readonly by: string; readonly forMs: number };

/**
 * Shares clusters out to replicas. Time is the database's clock alone. The epoch of a cluster rises with each new holding
 * and stands in every write about it: who lost the lease can still think, and changes nothing.
 */
export interface LeaseStore {
  /**
   * Takes the lease if nobody else has it, or its row; to renew one the row is waited for.
   * `epoch`: of the holding that is to be renewed; kept if it is still the newest and has not run out. Left out: a new one begins.
   */
  hold(request: {
    readonly cluster: string;
    readonly holder: string;
    readonly ttlMs: number;
    readonly epoch?: number;
  }): Promise<Lease>;
  /** Gives one's own lease free at once. */
  release(request: { readonly cluster: string; readonly holder: string }): Promise<void>;
  /** This replica lives. False: a newer program has migrated the store since it was opened; this replica is not counted then. */
  announce(holder: string): Promise<boolean>;
  /** Whether any replica has a lease now. */
  isAnyHeld(): Promise<boolean>;
  /** How many replicas announced themselves within that time. */
  living(withinMs: number): Promise<number>;
  /** This replica ends. */
  leave(holder: string): Promise<void>;
}
