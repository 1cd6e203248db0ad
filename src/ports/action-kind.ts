import type { ActionKindName, ActionRow, OnDoubt, Risk } from '../domain/action.ts';
import type { JobId } from '../domain/flink.ts';
import type { Clock } from './clock.ts';
import type { Flink, SendOutcome } from './flink.ts';
import type { SnapshotStorage } from './snapshot-storage.ts';

/** What a kind of action may use to send, to watch and to find out. */
export interface ActionContext {
  readonly flink: Flink;
  /** Undefined: this machine cannot look into the cluster's savepoint storage. */
  readonly storage: SnapshotStorage | undefined;
  readonly clock: Clock;
}

type Result = Readonly<Record<string, string>>;

/**
 * How work that Flink accepted goes on. lost: Flink no longer knows it, so nobody knows what became of it. `stuck`: why it will hardly come
 * to an end by itself, though it may; a person is asked at once.
 */
export type Progress =
  | { readonly kind: 'in-progress'; readonly note: string; readonly stuck?: string | undefined }
  | { readonly kind: 'done'; readonly result: Result; readonly note: string }
  | { readonly kind: 'failed'; readonly reason: string; readonly result?: Result }
  | { readonly kind: 'lost'; readonly why: string };

/**
 * What the hook of a kind found out about an action in doubt.
 * `not-executed` with `same-key`: the target that would remember the key does not know it. The ledger believes it only after
 * the finality wait, from the same JobManager, while the key is remembered; then the same key may be sent again.
 * `not-executed` with `never`: there is no effect, but no memory that would stop a second one either; after the finality
 * wait the action fails, and only a new plan with fresh checks may try again.
 */
export type Finding =
  | { readonly kind: 'executed'; readonly result: Result; readonly note: string }
  | { readonly kind: 'failed'; readonly reason: string; readonly result?: Result }
  | { readonly kind: 'in-progress'; readonly note: string }
  | {
      readonly kind: 'not-executed';
      readonly proof: string;
      readonly repeat: 'same-key' | 'never';
      readonly result?: Result;
    }
  | { readonly kind: 'unknown'; readonly why: string };

/** What lies ready for `send`; or why it must not be sent. */
export type Preparation<Prepared> =
  | { readonly kind: 'prepared'; readonly value: Prepared }
  | { readonly kind: 'refuse'; readonly why: string };

/** An action whose key may have left. */
export interface SentAction<Args> {
  readonly args: Args;
  readonly key: string;
  readonly row: ActionRow;
  /** The JobManager (and JobMaster) that was asked first still answers. False also when that could not be read. */
  readonly sameIncarnation: boolean;
  /** Same incarnation, and a request that leaves now would still find the key remembered there. */
  readonly keyAlive: boolean;
}

/**
 * One kind of side effect: how it is sent, watched, and found out when its answer was lost.
 * `send` never throws for an answer of Flink; `poll` and `query` may throw: that means unknown, never failed.
 * A retryable `OpsError` says that nobody could be asked: such a look is none, and repeated for an hour or up to `runLimitMs`; any
 * other error asks a person after ten minutes of them.
 */
export interface ActionKind<Args = unknown, Prepared = unknown> {
  readonly kind: ActionKindName;
  readonly risk: Risk;
  /** Of a kind of the team's own: names whom it asks and for what, another one as soon as either is. A yes to a plan is bound to it. */
  readonly declared?: string;
  readonly onDoubt: OnDoubt;
  /**
   * For how long the target refuses a second effect of the same key, ms since the first send.
   * `trigger-memory`: as `rest.async.store-duration` of the cluster says. `declarative`: no key is sent, repeating ends in the same state.
   */
  readonly keyWindowMs: number | 'trigger-memory' | 'declarative';
  /** Of a declarative kind: ms since the first send after which nothing is sent again. Undefined: repeating does no harm at any time. */
  readonly repeatWithinMs?: number;
  /** Ms after the send limit until "not there" counts: the worst time the target takes to act on a request it holds. */
  readonly finalityMs: number;
  /** Ms one send may take, everything included. */
  readonly sendLimitMs: number;
  /** Ms since the first send after which a person is asked, although nothing failed. */
  readonly runLimitMs: number;
  readonly afterExecuted: 'running' | 'succeeded';
  /**
   * `ends` the run that it is about, which is checked to live: that it was done says nothing of a later run under the same job id.
   * `starts` one, by a program that may hang for longer than anybody waits and submit its job then.
   */
  readonly run?: 'ends' | 'starts';
  /** Names that a success must carry: a person who settles it as executed has to give them. */
  readonly resultNames: readonly string[];

  parse(value: unknown): { readonly ok: true; readonly args: Args } | { readonly ok: false; readonly why: string };
  /** What makes two actions the same one; cluster, kind and generation are added to it. */
  identity(args: Args, actionId: string): unknown;
  /** The job whose JobMaster belongs to the incarnation; undefined: the JobManager process alone counts, and with HA none. */
  incarnationJob(args: Args): JobId | undefined;
  /**
   * For a target that is no Flink: the name of the process that remembers the key, read instead of the JobManager's.
   * Undefined: it cannot be told, so no key may be believed remembered. Throws when it cannot be read.
   */
  incarnation?(args: Args, signal: AbortSignal): Promise<string | undefined>;
  /** Why now is not the moment to send; undefined: nothing in the way. Throws when it cannot tell. */
  blockedBy?(context: ActionContext, args: Args, signal: AbortSignal): Promise<string | undefined>;
  /**
   * What `send` needs and nobody counts as an effect, such as an uploaded file: it is done while the action is still ready, so
   * a crash leaves nothing in doubt. What an earlier call has put there must be found again. Keeps its own time limit.
   * Throws when it could not be done now: it is tried again.
   */
  prepare?(context: ActionContext, args: Args, signal: AbortSignal): Promise<Preparation<Prepared>>;
  send(context: ActionContext, args: Args, key: string, signal: AbortSignal, prepared: Prepared): Promise<SendOutcome>;
  poll(context: ActionContext, sent: SentAction<Args>, signal: AbortSignal): Promise<Progress>;
  query(context: ActionContext, sent: SentAction<Args>, signal: AbortSignal): Promise<Finding>;
}

export type ActionKinds = ReadonlyMap<ActionKindName, ActionKind>;

/** An action with its arguments as they will be sent. */
export interface ResolvedAction {
  readonly kind: ActionKindName;
  readonly args: unknown;
}
