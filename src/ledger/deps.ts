import type { ActionRow } from '../domain/action.ts';
import type { Refusal } from '../domain/incident.ts';
import type { ActionContext, ActionKinds, ResolvedAction } from '../ports/action-kind.ts';
import type { Clock } from '../ports/clock.ts';
import type { Flink, SendOutcome } from '../ports/flink.ts';
import type { Log } from '../ports/log.ts';
import type { SnapshotStorage } from '../ports/snapshot-storage.ts';
import type { LedgerStore } from '../ports/store.ts';

/** What is known right before sending. A throw means cannot-tell. */
export type Recheck =
  | {
      readonly kind: 'go';
      /** The JobManager that the preconditions were read from; undefined: it did not say. */
      readonly incarnation: string | undefined;
      /** Newest completed checkpoint; undefined: none. */
      readonly checkpointBefore: number | undefined;
      /**
       * Asked once more when the intent is stored, and whoever looks then sees it: what others have sent since the recheck. Undefined: nothing
       * that is in its way, or nothing that could be.
       */
      readonly whyNotBeside?: () => Promise<string | undefined>;
    }
  /** `isForGood`: others have done since what it was for, and whoever looks later may not see that any more. */
  | { readonly kind: 'refuse'; readonly refusals: readonly Refusal[]; readonly isForGood?: boolean }
  | { readonly kind: 'cannot-tell'; readonly why: string };

/** Where a test may end the process. In the order in which one action passes them. */
export const crashPoints = [
  'before-ready',
  'after-ready',
  'after-recheck',
  'after-prepare',
  'before-arm',
  'after-arm',
  'after-send',
  'after-outcome',
  'after-poll',
  'after-poll-stored',
  'before-query',
  'after-query',
  'after-finding',
] as const;
export type CrashPoint = (typeof crashPoints)[number];

export interface LedgerDeps {
  readonly store: LedgerStore;
  readonly kinds: ActionKinds;
  /** @throws when the configuration knows no such cluster. */
  readonly flinkOf: (cluster: string) => Flink;
  readonly storageOf: (cluster: string) => SnapshotStorage | undefined;
  /** Preconditions, holds, mode and approval, read anew. Once an earlier step was sent only what protects state may refuse. */
  readonly recheck: (
    action: ResolvedAction,
    row: ActionRow,
    isFirstStep: boolean,
    signal: AbortSignal,
  ) => Promise<Recheck>;
  readonly clock: Clock;
  readonly log: Log;
  /** Of this process, or of its holding of the cluster. */
  readonly epoch: number;
  readonly crashPoint?: (name: CrashPoint) => void;
}

/** What one running ledger knows besides what is stored, and forgets with its end. */
export interface Known {
  /** By action, its `sendDeadlineAt` by `steadyMs`: a wall clock that is set forward ends no wait. Infinity: see `isOverdue`. */
  readonly limitAt: Map<string, number>;
  /** Actions whose request a pass of this process waits for. */
  readonly sending: Set<string>;
  /** By action, its answer and what stores it, where the store was away when it came: what is known does not become doubt. */
  readonly unstored: Map<string, { readonly outcome: SendOutcome; readonly store: () => Promise<void> }>;
  /** By running action, since when each look at it ends in an error although somebody is there, by `steadyMs`. */
  readonly blindSince: Map<string, number>;
}

export interface RunningLedger extends LedgerDeps, Known {}

export function nothingKnown(): Known {
  return { limitAt: new Map(), sending: new Set(), unstored: new Map(), blindSince: new Map() };
}

export function contextOf(deps: LedgerDeps, cluster: string): ActionContext {
  return {
    // Asked for only by kinds that act on a Flink.
    get flink() {
      return deps.flinkOf(cluster);
    },
    storage: deps.storageOf(cluster),
    clock: deps.clock,
  };
}

/** A kind of the team's own was taken out of the configuration: nobody can send it, or tell what became of it. */
export function noKind({ kind }: Pick<ActionRow, 'kind'>): string {
  return `no kind ${kind} is there; put it back under actions or webhooks of the configuration`;
}
