import type { Risk } from './action.ts';
import type { Via, Vote } from './approval.ts';
import { matchesPattern } from './name-pattern.ts';

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

/** Behind these accounts may be anybody who has the machine. */
const sharedAccount = /^(?:root|uid \S+|\d*)$/;

/** Several accounts may be one person, and all that nobody in particular owns are one. */
export function personOf(policy: ApprovalPolicy, { by, via }: Account): Person {
  const listed = policy.people.find(({ slack, user }) =>
    via === 'slack' ? slack.some((id) => `slack:${id}` === by) : user.includes(by),
  );
  if (listed !== undefined) return { name: listed.name, isListed: true };
  return { name: via === 'terminal' && sharedAccount.test(by.trim()) ? 'terminal' : by, isListed: false };
}

/** What the question is about. */
interface Scope {
  readonly cluster: string;
  readonly risk: Risk;
}

/** Why this account may not say yes here, with the line that would allow it; undefined: it may. */
export function whyNotApprover(policy: ApprovalPolicy, account: Account, scope: Scope): string | undefined {
  const person = personOf(policy, account);
  if (policy.rules.length === 0 && account.via === 'terminal') return undefined;
  const rules = policy.rules.filter(
    (rule) =>
      rule.risks.includes(scope.risk) && rule.clusters.some((pattern) => matchesPattern(pattern, scope.cluster)),
  );
  if (person.isListed && rules.some((rule) => rule.people.includes(person.name))) return undefined;
  const what = `a ${scope.risk} plan on ${scope.cluster}`;
  if (!person.isListed) {
    return `you are not among those who may approve ${what}, account = ${account.by}; add to approvals.people: ${personLine(account)} and name that person in a rule of approvals.rules`;
  }
  const rule = `- { clusters: [${scope.cluster}], risks: [${scope.risk}], people: [${person.name}] }`;
  return `${person.name} may not approve ${what}, approvals.rules = no rule names you for it; add: ${rule}`;
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
