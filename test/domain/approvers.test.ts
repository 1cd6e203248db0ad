import { describe, expect, test } from 'vitest';
import type { Risk } from '../../src/domain/action.ts';
import type { Vote } from '../../src/domain/approval.ts';
import {
  type Account,
  type ApprovalPolicy,
  countingVotes,
  missingNow,
  personOf,
  stillNeeded,
  whyNotApprover,
  whyNotDenier,
  whyNotOperator,
} from '../../src/domain/approvers.ts';
import { severities, type Severity } from '../../src/domain/signal.ts';

const policy: ApprovalPolicy = {
  people: [
    { name: 'Ann', slack: ['T0123ABCD/U1', 'T0123ABCD/U2'], user: ['ann', 'root-ann'] },
    { name: 'Ben', slack: ['T0123ABCD/U3'], user: [] },
    { name: 'Cy', slack: [], user: ['cy'] },
  ],
  rules: [
    { clusters: ['*'], risks: ['safe', 'disruptive'], people: ['Ann', 'Ben'] },
    { clusters: ['prod-*'], risks: ['destructive'], people: ['Ann'] },
  ],
  destructiveNeeds: 2,
  selfApproval: false,
};
const nobody: ApprovalPolicy = { ...policy, people: [], rules: [] };
const slack = (id: string): Account => ({ by: `slack:${id}`, via: 'slack' });
const terminal = (by: string): Account => ({ by, via: 'terminal' });

describe('behind an account', () => {
  test.each<[string, Account, string, boolean]>([
    ['one Slack account', slack('T0123ABCD/U1'), 'Ann', true],
    ['another one of the same person', slack('T0123ABCD/U2'), 'Ann', true],
    ['a user of the system', terminal('ann'), 'Ann', true],
    ['the same user id in another team', slack('T9999ABCD/U1'), 'slack:T9999ABCD/U1', false],
    ['a user who calls himself like a Slack account', terminal('slack:T0123ABCD/U3'), 'slack:T0123ABCD/U3', false],
    ['a chat account that calls itself like a user', { by: 'ann', via: 'slack' }, 'ann', false],
    ['root', terminal('root'), 'terminal', false],
    ['the user of the container image', terminal('node'), 'terminal', false],
    ['a chat account that calls itself node', { by: 'node', via: 'slack' }, 'node', false],
    ['a number without a name', terminal('uid 1000'), 'terminal', false],
    ['a user without a name', terminal(''), 'terminal', false],
    ['a user nobody listed', terminal('dan'), 'dan', false],
  ])('%s stands the right person', (_what, account, name, isListed) => {
    expect(personOf(policy, account)).toEqual({ name, isListed });
  });
});

describe('a yes', () => {
  test.each<[string, ApprovalPolicy, Account, string, Risk, string | undefined]>([
    ['of a named person on any cluster', policy, slack('T0123ABCD/U3'), 'dev', 'disruptive', undefined],
    ['by glob', policy, terminal('ann'), 'prod-eu', 'destructive', undefined],
    ['outside the glob', policy, terminal('ann'), 'dev', 'destructive', 'no rule names you'],
    ['of a risk that no rule gives', policy, slack('T0123ABCD/U3'), 'prod-eu', 'destructive', 'people: [Ben]'],
    ['of who is listed without a rule', policy, terminal('cy'), 'dev', 'safe', 'people: [Cy]'],
    ['of a stranger in the terminal', policy, terminal('dan'), 'dev', 'safe', 'user: [dan]'],
    ['of a stranger in Slack', policy, slack('T0123ABCD/U9'), 'dev', 'safe', 'slack: [T0123ABCD/U9]'],
    ['without rules, in the terminal', nobody, terminal('dan'), 'dev', 'destructive', undefined],
    ['without rules, in Slack', nobody, slack('T0123ABCD/U1'), 'dev', 'safe', 'slack: [T0123ABCD/U1]'],
    [
      'without rules, of who is listed, in Slack',
      { ...policy, rules: [] },
      slack('T0123ABCD/U1'),
      'dev',
      'safe',
      'add: - {',
    ],
  ])('%s', (_what, given, account, cluster, risk, want) => {
    const why = whyNotApprover(given, account, { cluster, risk, severity: 'high' });

    expect(why ?? 'allowed').toContain(want ?? 'allowed');
  });
});

describe('a yes to a rule of some severities', () => {
  const night: ApprovalPolicy = {
    ...policy,
    rules: [
      { clusters: ['*'], risks: ['destructive'], severities: ['high', 'critical'], people: ['Ann'] },
      { clusters: ['*'], risks: ['destructive'], severities: ['critical'], people: ['Cy'] },
      { clusters: ['dev'], risks: ['destructive'], people: ['Ben'] },
    ],
  };
  const why = (account: Account, severity: Severity, cluster = 'prod-eu') =>
    whyNotApprover(night, account, { cluster, risk: 'destructive', severity });

  test('counts at these severities alone, and a rule without them is for every one', () => {
    expect(severities.map((one) => why(terminal('ann'), one) === undefined)).toEqual([false, false, true, true]);
    expect(severities.map((one) => why(terminal('cy'), one) === undefined)).toEqual([false, false, false, true]);
    expect(severities.map((one) => why(slack('T0123ABCD/U3'), one, 'dev') === undefined)).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  test('is refused with the severity, and a line for it alone', () => {
    expect(why(terminal('cy'), 'high')).toBe(
      'Cy may not approve a destructive plan on prod-eu for an incident of severity high, approvals.rules = no rule names you for it; add: - { clusters: [prod-eu], risks: [destructive], severities: [high], people: [Cy] }',
    );
    expect(why(terminal('dan'), 'low')).toContain('on prod-eu for an incident of severity low, account = dan');
    expect(why(terminal('root'), 'low')).toContain('on prod-eu for an incident of severity low, account = root');
  });

  test('that was given before is judged again by the severity of now', () => {
    const votes = [{ person: 'Ann', by: 'ann', at: 1, via: 'terminal' as const }];
    const scope = { cluster: 'prod-eu', risk: 'destructive' } as const;

    expect(countingVotes(night, votes, { ...scope, severity: 'high' })).toEqual(votes);
    expect(countingVotes(night, votes, { ...scope, severity: 'medium' })).toEqual([]);
  });
});

test.each(['root', 'node', 'uid 1000', '', ' root ', ' '])(
  '%j is nobody in particular, whatever the team says',
  (by) => {
    const listing = { ...policy, people: [{ name: 'Ann', slack: [], user: [by] }] };

    expect(personOf(listing, terminal(by))).toEqual({ name: 'terminal', isListed: false });
    const why = whyNotApprover(listing, terminal(by), { cluster: 'dev', risk: 'safe', severity: 'low' });
    expect(why).toContain('anybody who has the machine or the container');
    expect(why).not.toContain('user: [');
  },
);

test('a no is for whoever is listed, and pause and resume too', () => {
  const scope = { cluster: 'dev', risk: 'destructive', severity: 'high' } as const;

  expect(whyNotDenier(policy, terminal('cy'), scope)).toBeUndefined();
  expect(whyNotDenier(policy, slack('T0123ABCD/U9'), scope)).toContain('not among those');
  expect(whyNotOperator(policy, slack('T0123ABCD/U3'))).toBeUndefined();
  expect(whyNotOperator(policy, slack('T0123ABCD/U9'))).toContain('slack: [T0123ABCD/U9]');
});

describe('how many more are needed', () => {
  test.each<[string, Partial<ApprovalPolicy>, string[], Risk, string[], number, number]>([
    ['nobody yet', {}, [], 'disruptive', [], 1, 1],
    ['one for what can be undone', {}, ['Ann'], 'disruptive', ['Ann'], 1, 0],
    ['one of two', {}, ['Ann'], 'destructive', [], 2, 1],
    ['one person twice', {}, ['Ann', 'Ann'], 'destructive', [], 2, 1],
    ['two people', {}, ['Ann', 'Ben'], 'destructive', ['Ann'], 2, 0],
    ['a question of an older program', {}, ['Ann'], 'destructive', [], 1, 1],
    ['one where one is enough', { destructiveNeeds: 1 }, ['Ann'], 'destructive', [], 1, 0],
    ['the initiator alone', { destructiveNeeds: 1 }, ['Ann'], 'destructive', ['Ann'], 1, 1],
    ['the initiator and another', { destructiveNeeds: 1 }, ['Ann', 'Ben'], 'destructive', ['Ann'], 1, 0],
    ['two initiators', {}, ['Ann', 'Ben'], 'destructive', ['Ann', 'Ben'], 2, 1],
    [
      'the initiator where that is allowed',
      { destructiveNeeds: 1, selfApproval: true },
      ['Ann'],
      'destructive',
      ['Ann'],
      1,
      0,
    ],
  ])('%s', (_what, change, people, risk, initiators, needed, want) => {
    const votes = people.map((person) => ({ person }));

    expect(stillNeeded({ ...policy, ...change }, votes, { needed, risk, initiators })).toBe(want);
  });
});

test('an account that is called like a listed person is not that person', () => {
  const scope = { cluster: 'dev', risk: 'safe', severity: 'low' } as const;

  expect(personOf(policy, terminal('Ben'))).toEqual({ name: 'Ben', isListed: false });
  expect(whyNotApprover(policy, terminal('Ben'), scope)).toContain('you are not among those');
});

describe('votes that were given', () => {
  const vote = (person: string, by: string, at: number): Vote => ({ person, by, at, via: 'terminal' });
  const scope = { cluster: 'prod-eu', risk: 'destructive' } as const;
  const both: ApprovalPolicy = {
    ...policy,
    rules: [
      { clusters: ['*'], risks: ['destructive'], people: ['Ann'] },
      { clusters: ['*'], risks: ['destructive'], severities: ['high'], people: ['Cy'] },
    ],
  };
  const two = [vote('Ann', 'ann', 1), vote('Cy', 'cy', 2)];
  const missing = (given: ApprovalPolicy, votes: readonly Vote[], initiators: readonly string[] = []) =>
    missingNow(given, { votes, needed: 2 }, { ...scope, initiators });

  test('count by the rules of now, at whatever severity', () => {
    expect(missing(both, two)).toBe(0);
    expect(missing({ ...both, rules: both.rules.slice(0, 1) }, two)).toBe(1);
    expect(missing({ ...both, rules: [] }, two)).toBe(0);
    expect(missing(both, two, ['Ann', 'Cy'])).toBe(1);
  });

  test('are of one person when two accounts are one by the names of now', () => {
    const one = { ...both, people: [{ name: 'Ann', slack: [], user: ['ann', 'cy'] }] };

    expect(missing(one, two)).toBe(1);
    expect(countingVotes(one, two, { ...scope, severity: 'high' })).toEqual([vote('Ann', 'ann', 1)]);
  });
});

test('a question that wanted two keeps wanting two', () => {
  const of = { needed: 2, risk: 'safe', initiators: [] } as const;

  expect(stillNeeded(policy, [{ person: 'Ann' }], of)).toBe(1);
});
