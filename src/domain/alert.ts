import type { ActionKindName } from './action.ts';
import type { Answerers } from './answerers.ts';
import type { Severity } from './signal.ts';

/** What a person may press below an alert. */
export type AlertButton = 'approve' | 'deny' | 'why' | 'snooze';

/** One step of the plan as it would be sent. Its arguments are complete: what is not shown is not approved. */
export interface AlertStep {
  readonly name: string;
  readonly kind: ActionKindName;
  /** JSON of the arguments; canonical where something is bound to it. */
  readonly args: string;
}

/** So many exact texts, of so many characters with their titles, fit into one message of any chat, whatever they are. */
export const mostExact = { texts: 10, characters: 1_000 } as const;

/** A text that is shown character by character, below its title. */
export interface ExactText {
  readonly title: string;
  readonly text: string;
}

/** The question to a person, when one is open. */
export interface AlertQuestion {
  readonly planDigest: string;
  readonly sopDigest: string;
  readonly steps: readonly AlertStep[];
  readonly destructive: boolean;
  /** Results of the checks made before asking, one line each. */
  readonly preflight: readonly string[];
  /** Epoch ms. */
  readonly expiresAt: number;
  /** People who have said yes so far, and how many are needed. */
  readonly approvedBy: readonly string[];
  readonly neededApprovals: number;
  /** Undefined: not known, as in what an older program stored. */
  readonly answerers: Answerers | undefined;
  /** Whom the rules name at the severity of the alert; left out where the severity makes no difference. */
  readonly named?: readonly string[];
}

/** An incident as people see it in a chat or a terminal: plain text, redacted, nothing of it is markup. */
export interface Alert {
  readonly incidentId: string;
  readonly cluster: string;
  readonly job: string | null;
  readonly severity: Severity;
  /** The incident's state in words, such as `waits for approval`. */
  readonly state: string;
  readonly closed: boolean;
  readonly headline: string;
  /** Two sentences: what the rules found, where they were asked. */
  readonly diagnosis: string;
  /** What a model said besides; undefined: nothing, or nobody knows what the rules found. */
  readonly model: string | undefined;
  readonly evidence: readonly string[];
  readonly sop: { readonly id: string; readonly title: string } | undefined;
  readonly question: AlertQuestion | undefined;
  /** What mode observe keeps from being planned, step by step. */
  readonly wouldDo: readonly AlertStep[];
  /** Why nothing is done, each with field, value and what to do. */
  readonly refusals: readonly string[];
  /** That may pass by itself, and then it goes on; left out: it does not without a person. */
  readonly waits?: boolean;
  /** What the diagnosis cost, such as `2,140 tokens, $0.012`, or at most can have cost; undefined: no model was asked. */
  readonly cost: string | undefined;
  readonly buttons: readonly AlertButton[];
}
