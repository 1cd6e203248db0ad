import type { ActionRow, DropReason } from '../domain/action.ts';
import type { ActionKind, Finding, Progress } from '../ports/action-kind.ts';
import type { SendOutcome } from '../ports/flink.ts';
import type { Accepted } from './accepted.ts';

/** What a person says about an action that nobody could find out. */
export type HumanFinding = 'executed' | 'not-executed' | 'abandon';

/** For how long a request may act: who sees nothing of it, or vouches that it did nothing, does so when it can do nothing any more. */
export interface MayAct {
  /** After its send limit. */
  readonly finalityMs: number;
  /** What is left of both by a clock that nobody sets, when the look began; 0 also where this process does not know it. */
  readonly steadyWaitMs: number;
}

/** Everything that can happen to an action. The reducer knows no other way to change one. */
export type ActionEvent =
  | { readonly kind: 'ask' }
  /** Approved, or in need of no approval: the bytes are resolved and the key is made. */
  | {
      readonly kind: 'ready';
      readonly args: string;
      readonly argsDigest: string;
      readonly key: string;
      readonly generation: number;
    }
  | { readonly kind: 'drop'; readonly reason: DropReason; readonly note: string }
  /** A process begins with what another one has planned, left ready, or has yet to find out: it may have died of it. */
  | { readonly kind: 'take-over' }
  /** Not now: try again after the back-off, without having sent anything. */
  | { readonly kind: 'wait'; readonly why: string }
  /** The last thing before the first byte. */
  | {
      readonly kind: 'arm';
      readonly incarnation: string | null;
      readonly checkpointBefore: number | null;
      readonly deadlineAt: number;
      /** Of `repeatWithinOf`: for how long it may be sent again, ms since the first send; null: at any time. */
      readonly repeatWithinMs: number | null;
      /** Declarative: no key is sent, so who would remember it is not asked. */
      readonly isKeyless: boolean;
    }
  /** It was sent as often as it may be. */
  | { readonly kind: 'give-up'; readonly why: string }
  /** It was sent before, and must not be again: find out what became of that before anything else. */
  | { readonly kind: 'doubt-again'; readonly why: string }
  | {
      readonly kind: 'answered';
      readonly outcome: SendOutcome;
      readonly afterExecuted: ActionKind['afterExecuted'];
      /** The row as it was before it was armed: what a proven "not sent" goes back to. */
      readonly beforeArm: Pick<ActionRow, 'firstSentAt'>;
      /** What is known of the requests before this one: an answer to them may have come late. */
      readonly accepted: Accepted;
    }
  /** Sent by a process that is gone, or whose answer was never stored. */
  | {
      readonly kind: 'lost';
      readonly why: string;
      /** How long a request of its kind can be on its way. */
      readonly sendLimitMs: number;
    }
  | { readonly kind: 'polled'; readonly progress: Progress }
  | ({
      readonly kind: 'found';
      readonly finding: Finding;
      /** When the hook began to look: what it did not see then may have happened since. */
      readonly lookedAt: number;
      /** Nothing speaks against it in `whyNotRepeat`: what the hook knows as `keyAlive`, and true where no key is needed. */
      readonly mayRepeat: boolean;
      /** What was accepted and shows no effect now may have had one; under another key it may be at work where the hook does not look. */
      readonly accepted: Accepted;
    } & MayAct)
  /** The look could not be made: nobody was there who could tell. */
  | { readonly kind: 'unseen'; readonly why: string }
  /** `retrySameKey`: send again without asking, while the target remembers the key. As in `found`. */
  | ({ readonly kind: 'retry'; readonly mayRepeat: boolean; readonly accepted: Accepted } & MayAct)
  | { readonly kind: 'escalate'; readonly why: string }
  | ({
      readonly kind: 'human';
      readonly finding: HumanFinding;
      readonly by: string;
      readonly reason: string;
      readonly result: Readonly<Record<string, string>>;
      readonly resultNames: readonly string[];
      /** What that person did not see then may have happened since. */
      readonly saidAt: number;
      /** Number of the stored answer that says it, kept with what it changes: it counts once. */
      readonly answer?: number | undefined;
    } & MayAct);

/** Who writes, and when: the clock and the epoch of this process; and what it knows of the action's kind. */
export interface At {
  readonly now: number;
  readonly epoch: number;
  readonly run: ActionKind['run'];
}
