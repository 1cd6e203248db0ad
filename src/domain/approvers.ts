import type { Risk } from './action.ts';
import type { Via, Vote } from './approval.ts';
import { matchesPattern } from './name-pattern.ts';
import { severities, type Severity } from './signal.ts';

/** What the team decided about who may say yes. */
export interface ApprovalPolicy {
  readonly people: readonly {
    readonly name: string;
    /** `<team>/<user>`. */
    readonly slack: readonly string[];
    /** Users of the operating system. */
    readonly user: readonly string[];
  }[];
  /** Who may say yes where; empty: anybody at the terminal, nobody in Slack. */
  readonly rules: readonly {
    /** Names, or patterns with `*`. */
    readonly clusters: readonly string[];
    readonly risks: readonly Risk[];
    /** Of the incident; undefined: every one. */
    readonly severities?: readonly Severity[] | undefined;
    readonly people: readonly string[];
  }[];
  /** How many different people a destructive plan needs. */
  readonly destructiveNeeds: number;
  /** Whether the yes of who had the plan made is enough for a destructive one. */
  readonly selfApproval: boolean;
}

/** An account, as Slack (`slack:<team>/<user>`) or the operating system vouches for it. */
export interface Account {
  readonly by: string;
  readonly via: Via;
}

/** The one who stands behind an account. */
interface Person {
  readonly name: string;
  /** Named in `approvals.people`. */
  readonly isListed: boolean;
}

/** Behind these may be anybody who has the machine or the container; `node` is the one user of the image. */
const sharedAccount = /^(?:root|node|uid \S+|\d*)$/;

/** Whether nobody in particular owns this user of the operating system. */
export function isSharedUser(user: string): boolean {
  return sharedAccount.test(user.trim());
}

/** Several accounts may be one person, and all that nobody in particular owns are one. */
export function personOf(policy: ApprovalPolicy, { by, via }: Account): Person {
  // Also when somebody is said to own it.
  if (via === 'terminal' && isSharedUser(by)) return { name: 'terminal', isListed: false };
  const listed = policy.people.find(({ slack, user }) =>
    via === 'slack' ? slack.some((id) => `slack:${id}` === by) : user.includes(by),
  );
  return listed === undefined ? { name: by, isListed: false } : { name: listed.name, isListed: true };
}

/** Who it was, for people to read: the listed person behind the account, else the account itself. */
export function shownName(policy: ApprovalPolicy, account: Account): string {
  const { name, isListed } = personOf(policy, account);
  return isListed ? name : account.by;
}

/** What the question is about. */
export interface Scope {
  readonly cluster: string;
  readonly risk: Risk;
  /** Of the incident as it is now: it may have got worse since the question. */
  readonly severity: Severity;
}

/** Those whom the rules name for it, each once. */
export function namedApprovers(policy: Pick<ApprovalPolicy, 'rules'>, { cluster, risk, severity }: Scope): string[] {
  const rules = policy.rules.filter(
    (rule) =>
      rule.risks.includes(risk) &&
      (rule.severities ?? severities).includes(severity) &&
      rule.clusters.some((pattern) => matchesPattern(pattern, cluster)),
  );
  return [...new Set(rules.flatMap((rule) => rule.people))];
}

/** Whether another severity names other people for it. */
export function dependsOnSeverity(policy: Pick<ApprovalPolicy, 'rules'>, scope: Omit<Scope, 'severity'>): boolean {
  const named = severities.map((severity) =>
    namedApprovers(policy, { ...scope, severity })
      .toSorted()
      .join('\n'),
  );
  return new Set(named).size > 1;
}

/** What the question is about, in words. */
export function scopeText({ cluster, risk, severity }: Scope): string {
  return `a ${risk} plan on ${cluster} for an incident of severity ${severity}`;
}

/** The line of approvals.rules that lets these people say yes to it; for this severity alone where it matters already. */
export function ruleLine(policy: Pick<ApprovalPolicy, 'rules'>, scope: Scope, person: string): string {
  const only = dependsOnSeverity(policy, scope) ? `, severities: [${scope.severity}]` : '';
  return `- { clusters: [${scope.cluster}], risks: [${scope.risk}]${only}, people: [${person}] }`;
}

/** Why this account may not say yes here, with the line that would allow it; undefined: it may. */
export function whyNotApprover(policy: ApprovalPolicy, account: Account, scope: Scope): string | undefined {
  const person = personOf(policy, account);
  if (policy.rules.length === 0 && account.via === 'terminal') return undefined;
  if (person.isListed && namedApprovers(policy, scope).includes(person.name)) return undefined;
  const what = scopeText(scope);
  if (account.via === 'terminal' && isSharedUser(account.by)) {
    return `you are not among those who may approve ${what}, account = ${account.by}, which is anybody who has the machine or the container; answer in Slack, or as a user of your own whom approvals.people names`;
  }
  if (!person.isListed) {
    return `you are not among those who may approve ${what}, account = ${account.by}; add to approvals.people: ${personLine(account)} and name that person in a rule of approvals.rules`;
  }
  return `${person.name} may not approve ${what}, approvals.rules = no rule names you for it; add: ${ruleLine(policy, scope, person.name)}`;
}

/** A no needs less than a yes: whoever is listed, and whoever may approve. */
export function whyNotDenier(policy: ApprovalPolicy, account: Account, scope: Scope): string | undefined {
  return personOf(policy, account).isListed ? undefined : whyNotApprover(policy, account, scope);
}

/** `pause` and `resume` in a chat are for those who are named; the terminal is guarded by the machine. */
export function whyNotOperator(policy: ApprovalPolicy, account: Account): string | undefined {
  if (personOf(policy, account).isListed) return undefined;
  return `only people named in approvals.people may do this, account = ${account.by}; add: ${personLine(account)}`;
}

function personLine({ by, via }: Account): string {
  const key = via === 'slack' ? `slack: [${by.replace(/^slack:/, '')}]` : `user: [${by}]`;
  return `- { name: <your name>, ${key} }`;
}

/** How many different people a plan of this risk needs. */
export function neededApprovals(policy: ApprovalPolicy, risk: Risk): number {
  return risk === 'destructive' ? policy.destructiveNeeds : 1;
}

/**
 * How many more people have to say yes. `initiators`: those who had the plan made, by acknowledging the incident or settling
 * an action of it: for a destructive plan their word alone is not enough, however few are needed.
 */
export function stillNeeded(
  policy: ApprovalPolicy,
  votes: readonly Pick<Vote, 'person'>[],
  of: { readonly needed: number; readonly risk: Risk; readonly initiators: readonly string[] },
): number {
  const people = new Set(votes.map((vote) => vote.person));
  // A question that an older program asked knows only its own rule.
  const missing = Math.max(of.needed, neededApprovals(policy, of.risk)) - people.size;
  if (missing > 0) return missing;
  if (of.risk !== 'destructive' || policy.selfApproval) return 0;
  return [...people].every((person) => of.initiators.includes(person)) ? 1 : 0;
}

/**
 * How many more people have to say yes to what had every yes, by the names, accounts and rules of now; `initiators` as in
 * `stillNeeded`. That the incident got worse since takes none away.
 */
export function missingNow(
  policy: ApprovalPolicy,
  { votes, needed }: { readonly votes: readonly Vote[]; readonly needed: number },
  { initiators, ...scope }: Omit<Scope, 'severity'> & { readonly initiators: readonly string[] },
): number {
  const left = votes.filter((vote) =>
    severities.some((severity) => whyNotApprover(policy, vote, { ...scope, severity }) === undefined),
  );
  const people = left.map((vote) => ({ person: personOf(policy, vote).name }));
  return stillNeeded(policy, people, { needed, risk: scope.risk, initiators });
}

/**
 * The votes that count by what the team says now, each of another person, oldest first: names, accounts and rules may have
 * changed since they were given, and the incident may have got worse.
 */
export function countingVotes(policy: ApprovalPolicy, votes: readonly Vote[], scope: Scope): Vote[] {
  const people = new Map<string, Vote>();
  for (const vote of votes) {
    if (whyNotApprover(policy, vote, scope) !== undefined) continue;
    const person = personOf(policy, vote).name;
    if (!people.has(person)) people.set(person, { ...vote, person });
  }
  return [...people.values()];
}
