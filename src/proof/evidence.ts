import type { ActionRow, ActionState } from '../domain/action.ts';
import type { Attempt, Report } from '../ports/store.ts';
import type { TargetEntry } from './target-log.ts';

/** One state that an action was moved to. */
export interface Move {
  readonly actionId: string;
  readonly state: ActionState;
  readonly at: number;
}

/** What the store said right after a process had died. */
export interface Kill {
  readonly at: number;
  /** Undefined: it died before it had one. */
  readonly epoch: number | undefined;
  /** Actions that this very process had sent, and whose outcome nobody has stored: the kill has landed if there is one. */
  readonly inFlight: readonly { readonly actionId: string; readonly attempt: number }[];
  /** Everything undetermined, also what earlier processes left. */
  readonly undetermined: number;
  readonly newIncarnation: boolean;
}

/** A process that was frozen, was replaced, and woke up again. */
export interface Zombie {
  readonly epoch: number;
  /** From this moment its epoch was over. */
  readonly overAt: number;
  readonly wokeAt: number;
  /** Actions that it changed although its epoch was over. */
  readonly stored: readonly string[];
}

/** Everything there is to judge by, from sources that do not know each other: the ledger, the target, the killer, the journal. */
export interface Evidence {
  readonly actions: readonly ActionRow[];
  readonly attempts: readonly Attempt[];
  readonly reports: readonly Report[];
  readonly moves: readonly Move[];
  readonly target: readonly TargetEntry[];
  readonly kills: readonly Kill[];
  readonly zombies: readonly Zombie[];
  /** Ids of the actions of plans that were released, written down apart from the store. */
  readonly released: readonly string[];
}
