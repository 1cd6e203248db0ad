import type { ActionRow } from './action.ts';
import type { Objection } from './policy.ts';

export interface BudgetLimits {
  readonly actionsPerJobPerHour: number;
  readonly actionsPerPlatformPerHour: number;
  readonly coolDownMs: number;
  readonly coolDownAfterRestartMs: number;
  readonly blastRadius: { readonly percent: number; readonly fromJobs: number; readonly withinMs: number };
}

export interface BudgetFacts {
  readonly now: number;
  readonly lane: string;
  /** The plan that is about to be sent; undefined while one is being made. It does not count against itself. */
  readonly plan: { readonly id: string; readonly createdAt: number } | undefined;
  /** Names of the clusters of the platform. */
  readonly clusters: readonly string[];
  /** Kinds that interrupt no job, by name. */
  readonly safeKinds: readonly string[];
  /** Actions of the last day at least, and of the longest cool-down; all clusters. */
  readonly recent: readonly ActionRow[];
  /** Actions of other jobs in that time of which nobody can read whether and when they were sent. */
  readonly unreadable: readonly Pick<ActionRow, 'planId' | 'cluster' | 'lane'>[];
  /** Jobs of the platform with an incident opened within the blast radius' time, and jobs it has in all. */
  readonly newlySick: number;
  readonly jobs: number;
}

const hourMs = 3_600_000;

/** Cool-down, rates and blast radius. Charged once per plan, at its first send, by what the ledger holds: a restart forgets nothing. */
export function budgetObjections(facts: BudgetFacts, limits: BudgetLimits): Objection[] {
  const { now, lane, clusters } = facts;
  const found: Objection[] = [];
  const plans = chargedPlans(facts).filter((plan) => clusters.includes(plan.cluster));
  const ofJob = plans.filter((plan) => plan.lane === lane);

  const last = ofJob.toSorted((a, b) => b.at - a.at)[0];
  const coolDownMs = last?.interrupts === true ? limits.coolDownAfterRestartMs : limits.coolDownMs;
  // Written as !(>=) so that NaN waits.
  if (last !== undefined && !(now - last.at >= coolDownMs)) {
    const left = Math.ceil((last.at + coolDownMs - now) / 60_000);
    const field = last.interrupts ? 'limits.coolDownAfterRestart' : 'limits.coolDown';
    found.push(wait('the last action on the job is too recent', field, `${left} min more`));
  }
  const inHour = (list: typeof plans) => list.filter((plan) => !(now - plan.at >= hourMs)).length;
  if (inHour(ofJob) >= limits.actionsPerJobPerHour) {
    found.push(wait('too many actions on the job within an hour', 'limits.actionsPerJobPerHour', `${inHour(ofJob)}`));
  }
  if (inHour(plans) >= limits.actionsPerPlatformPerHour) {
    const unread = inHour(plans.filter((plan) => plan.isUnread));
    const count = `${inHour(plans)}${unread === 0 ? '' : `, of which ${unread} cannot be read: flink-medic actions list`}`;
    found.push(wait('too many actions on the platform within an hour', 'limits.actionsPerPlatformPerHour', count));
  }
  const { percent, fromJobs } = limits.blastRadius;
  if (facts.jobs >= fromJobs && (facts.newlySick / facts.jobs) * 100 > percent) {
    const value = `${facts.newlySick} of ${facts.jobs}`;
    found.push({
      ...wait('so many jobs fell ill at once that it is the platform', 'newly sick', value),
      weight: 'refuse',
    });
  }
  return found;
}

function wait(reason: string, field: string, value: string): Objection {
  return { weight: 'wait', reason, field, value, todo: 'wait, or act yourself' };
}

interface ChargedPlan {
  readonly cluster: string;
  readonly lane: string;
  readonly at: number;
  readonly interrupts: boolean;
  /** Nobody knows whether it was sent. */
  readonly isUnread: boolean;
}

/**
 * Plans of which something was sent, with the moment of their first send; in doubt and failed ones count too. One that is
 * about to be sent counts as sent now, so that many that begin at once do not all see an unspent budget.
 */
function chargedPlans({ recent, unreadable, plan, now, safeKinds }: BudgetFacts): ChargedPlan[] {
  const plans = new Map<string, ChargedPlan>();
  // As if it were sent now, as long as it is there.
  for (const { planId, cluster, lane } of unreadable)
    plans.set(planId, { cluster, lane, at: now, interrupts: true, isUnread: true });
  for (const row of recent) {
    if (row.planId === plan?.id) continue;
    const at = row.firstSentAt ?? (row.state === 'ready' && isBefore(row, plan) ? now : undefined);
    if (at === undefined) continue;
    const known = plans.get(row.planId);
    const interrupts = !safeKinds.includes(row.kind);
    plans.set(row.planId, {
      cluster: row.cluster,
      lane: row.lane,
      at: Math.min(known?.at ?? at, at),
      interrupts: (known?.interrupts ?? false) || interrupts,
      isUnread: known?.isUnread ?? false,
    });
  }
  return [...plans.values()];
}

/** Of two plans that are both about to be sent, the older one goes first. */
function isBefore(row: ActionRow, plan: BudgetFacts['plan']): boolean {
  if (plan === undefined || row.createdAt < plan.createdAt) return true;
  return row.createdAt === plan.createdAt && row.planId < plan.id;
}
