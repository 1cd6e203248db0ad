import type { StorePlace } from '../src/proof/store-place.ts';
import type { TargetClass } from '../src/proof/target-log.ts';

/** Who does the durable work, and where it is kept. */
export type Contestant =
  | { readonly who: 'ledger'; readonly place: StorePlace }
  /** workflow: one workflow with one step for each action. step: one more step of a workflow that runs already. */
  | { readonly who: 'peer'; readonly url: string; readonly schema: string; readonly unit: 'workflow' | 'step' };

/** Times of single actions, ms, in the order in which they ended. */
export interface Times {
  readonly total: readonly number[];
  /** Of the two writes alone, around the request. Empty: the contestant does not tell them apart. */
  readonly writes: readonly number[];
}

export interface Work {
  /** bare: the request alone, in the same process. */
  readonly what: 'bare' | 'durable';
  readonly actions: number;
  readonly inFlight: number;
}

/** What one action costs the store. Commits: transactions that wrote. */
export interface Counts {
  readonly statements: number;
  readonly commits: number;
}

export type ToCostProcess =
  | { readonly kind: 'open'; readonly contestant: Contestant; readonly port: number }
  | { readonly kind: 'run'; readonly work: Work }
  /** Statements of so many actions, one after the other. */
  | { readonly kind: 'count'; readonly actions: number };
export type FromCostProcess =
  | { readonly kind: 'opened' }
  | { readonly kind: 'times'; readonly times: Times }
  /** `whole` of an action, and of its two writes alone if they can be told apart. */
  | { readonly kind: 'counts'; readonly whole: Counts; readonly writes: Counts | null };

export type KillContestant =
  | { readonly who: 'ledger'; readonly place: StorePlace; readonly kind: string }
  | { readonly who: 'peer'; readonly url: string; readonly schema: string; readonly target: TargetClass };

export type ToKillProcess =
  | { readonly kind: 'go'; readonly contestant: KillContestant; readonly port: number }
  | { readonly kind: 'drain' };
export type FromKillProcess = { readonly kind: 'warm' } | { readonly kind: 'working' } | { readonly kind: 'drained' };
