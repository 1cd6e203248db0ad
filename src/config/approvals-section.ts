import { z } from 'zod';
import { type ApprovalPolicy, isSharedUser } from '../domain/approvers.ts';
import { Severity } from '../domain/signal.ts';
import type { Problem } from './problem.ts';
import { nonEmpty } from './shapes.ts';

const SlackPerson = z
  .string()
  .regex(
    /^(?:T[A-Z0-9]{6,}\/)?[UW][A-Z0-9]{2,30}$/,
    'should be the id of a member, like U0123ABCD or T0123ABCD/U0123ABCD, never a name',
  );

const person = z.strictObject({
  name: nonEmpty.max(80, 'should be at most 80 characters'),
  slack: z.array(SlackPerson).default([]),
  user: z.array(nonEmpty).default([]),
});

const rule = z.strictObject({
  clusters: z.array(nonEmpty).min(1, 'should name at least one cluster, or *').default(['*']),
  risks: z.array(z.enum(['safe', 'disruptive', 'destructive'])).min(1, 'should name at least one risk'),
  /** Of the incident; left out: every one. */
  severities: z.array(Severity).min(1, 'should name at least one severity; left out means every one').optional(),
  people: z.array(nonEmpty).min(1, 'should name at least one person'),
});

/** Who may say yes. */
export const approvalsSection = z.strictObject({
  people: z.array(person).default([]),
  rules: z.array(rule).default([]),
  destructiveNeeds: z.int('should be 1 or 2').min(1, 'should be 1 or 2').max(2, 'should be 1 or 2').default(2),
  selfApproval: z.boolean().default(false),
});

type ApprovalsConfig = z.output<typeof approvalsSection>;

/** The team's word with every Slack account whole: an id alone means a member of `slack.team`. */
export function approvalPolicy(config: {
  readonly approvals: ApprovalsConfig;
  readonly slack: { readonly team: string } | undefined;
}): ApprovalPolicy {
  const { approvals, slack } = config;
  const whole = (id: string) => (id.includes('/') || slack === undefined ? id : `${slack.team}/${id}`);
  return { ...approvals, people: approvals.people.map((one) => ({ ...one, slack: one.slack.map(whole) })) };
}

/** The Slack account by which each person can be called in `slack.team`; whoever has none there is left out. */
export function slackMembers(config: Parameters<typeof approvalPolicy>[0]): ReadonlyMap<string, string> {
  const home = `${config.slack?.team ?? ''}/`;
  return new Map(
    approvalPolicy(config).people.flatMap(({ name, slack }) => {
      const account = slack.find((id) => id.startsWith(home));
      return account === undefined ? [] : [[name, account.slice(home.length)] as const];
    }),
  );
}

const sharedUser =
  'is anybody who has the machine or the container, so it can be no one person; name a user of their own, or a Slack account';

/** Mistakes between people, accounts and rules: one account is one person's, and a rule names people that are there. */
export function approvalProblems(approvals: ApprovalsConfig, team: string | undefined): Problem[] {
  const problems: Problem[] = [];
  const names = new Set<string>();
  const owners = new Map<string, string>();
  const claim = (account: string, name: string, path: readonly PropertyKey[]) => {
    const owner = owners.get(account);
    if (owner !== undefined) problems.push({ path, text: `belongs to ${owner} already; an account is one person's` });
    owners.set(account, name);
  };
  for (const [index, { name, slack, user }] of approvals.people.entries()) {
    const path = ['approvals', 'people', index];
    if (names.has(name)) problems.push({ path: [...path, 'name'], text: 'another person has this name' });
    names.add(name);
    for (const [at, id] of slack.entries()) {
      const isWhole = id.includes('/');
      if (!isWhole && team === undefined) {
        problems.push({ path: [...path, 'slack', at], text: 'needs slack.team, or write it as T0123ABCD/U0123ABCD' });
      }
      claim(`slack:${isWhole ? id : `${team}/${id}`}`, name, [...path, 'slack', at]);
    }
    for (const [at, one] of user.entries()) {
      claim(`user:${one}`, name, [...path, 'user', at]);
      if (isSharedUser(one)) problems.push({ path: [...path, 'user', at], text: sharedUser });
    }
    if (slack.length + user.length === 0)
      problems.push({ path, text: 'names no account: add slack: [id] or user: [name]' });
  }
  for (const [index, rule] of approvals.rules.entries()) {
    for (const [at, name] of rule.people.entries()) {
      if (names.has(name)) continue;
      const path = ['approvals', 'rules', index, 'people', at];
      problems.push({
        path,
        text: `"${name}" is nobody in approvals.people; named there: ${[...names].join(', ') || 'nobody'}`,
      });
    }
  }
  return problems;
}
