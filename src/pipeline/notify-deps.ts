import type { ApprovalPolicy } from '../domain/approvers.ts';
import type { Severity } from '../domain/signal.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ActionKinds } from '../ports/action-kind.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { NotificationStore } from '../ports/notifications.ts';
import type { IncidentStore, LedgerStore } from '../ports/store.ts';
import type { TokenPrices } from './alert-of.ts';
import type { MessengerHealth } from './messenger-health.ts';
import type { PagerHealth } from './pager-health.ts';

/** Where incidents of these clusters, from this severity up, are told. */
export interface Route {
  readonly clusters?: readonly string[] | undefined;
  readonly from: Severity;
  readonly channel: string;
}

/** What people decided about being told; times in ms. */
export interface NotifySettings {
  /** The first that fits decides; what fits none is told in the digest alone. */
  readonly routes: readonly Route[];
  readonly updateEveryMs: number;
  /** New messages per channel. */
  readonly newPerMinute: number;
  readonly escalation?: EscalationSettings | undefined;
}

export interface EscalationSettings {
  readonly from: Severity;
  readonly afterMs: number;
  readonly remindEveryMs: number;
  /** Incidents of one cluster that are called about one by one. */
  readonly perHour: number;
  readonly chatDownForMs: number;
  readonly duplicates: 'never' | 'allowed';
}

/** Everything through which people are told. */
export interface NotifyDeps {
  readonly notifications: NotificationStore;
  readonly incidents: Pick<IncidentStore, 'get' | 'list' | 'timeline' | 'plan' | 'approvalOf'>;
  /** All rows; those of messages too. */
  readonly actions: LedgerStore;
  /** Of messages alone. */
  readonly ledger: Ledger;
  readonly kinds: ActionKinds;
  /** Undefined: no chat is configured. */
  readonly health: MessengerHealth | undefined;
  /** Undefined: nobody is called. */
  readonly pagerHealth: PagerHealth | undefined;
  readonly settings: NotifySettings;
  readonly prices?: TokenPrices | undefined;
  /** Who is named below a question. */
  readonly approvers: ApprovalPolicy;
  readonly epoch: number;
  readonly clock: Clock;
  readonly log: Log;
}
