import { describe, expect, test } from 'vitest';
import type { Vote } from '../../src/domain/approval.ts';
import { type Answerers, answerersOf, answerersText } from '../../src/domain/answerers.ts';
import type { ApprovalPolicy, Scope } from '../../src/domain/approvers.ts';
import type { Severity } from '../../src/domain/signal.ts';

const policy: ApprovalPolicy = {
  people: ['Ann', 'Ben', 'Cem'].map((name) => ({ name, slack: [], user: [name.toLowerCase()] })),
  rules: [
    { clusters: ['prod-*'], risks: ['disruptive'], people: ['Ann', 'Ben'] },
    { clusters: ['prod-eu'], risks: ['disruptive'], people: ['Ben', 'Cem'] },
    { clusters: ['prod-eu'], risks: ['destructive'], people: ['Ann', 'Ben'] },
    { clusters: ['prod-us'], risks: ['destructive'], people: ['Ann'] },
  ],
  destructiveNeeds: 2,
  selfApproval: false,
};
const yes = (person: string): Vote => ({ person, by: person.toLowerCase(), at: 1, via: 'terminal' });
const eu: Scope = { cluster: 'prod-eu', risk: 'disruptive', severity: 'high' };
const lossy: Scope = { cluster: 'prod-eu', risk: 'destructive', severity: 'high' };

describe('who may answer a question', () => {
  test.each<[rule: string, scope: Scope, votes: readonly string[], initiators: readonly string[], names: string[]]>([
    ['is everybody whom a rule names for it, each once', eu, [], [], ['Ann', 'Ben', 'Cem']],
    ['is nobody who has said yes already', lossy, ['Ann'], [], ['Ben']],
    ['may be who had the plan made, as long as another one can, too', lossy, [], ['Ann'], ['Ann', 'Ben']],
  ])('%s', (_rule, scope, votes, initiators, names) => {
    const answerers = answerersOf(policy, scope, { needed: 1, votes: votes.map(yes) }, initiators);

    expect(answerers).toEqual({ kind: 'people', names });
  });

  test.each<[rule: string, scope: Scope, initiators: readonly string[], names: string[], why: string]>([
    [
      'nobody, where no rule fits, with the line to add',
      { cluster: 'dev', risk: 'disruptive', severity: 'high' },
      [],
      [],
      'no rule names anybody for a disruptive plan on dev for an incident of severity high; add to approvals.rules: - { clusters: [dev], risks: [disruptive], people: [<name>] } and start',
    ],
    [
      'not enough, where a rule names too few',
      { cluster: 'prod-us', risk: 'destructive', severity: 'high' },
      [],
      ['Ann'],
      'a destructive plan on prod-us for an incident of severity high needs 2 people, and approvals.rules names only Ann;',
    ],
    [
      'not enough, where all of them had the plan made',
      lossy,
      ['Ann', 'Ben'],
      ['Ann', 'Ben'],
      'who had the plan made is not enough for a destructive plan on prod-eu for an incident of severity high, and approvals.rules names nobody else;',
    ],
  ])('is %s', (_rule, scope, initiators, names, why) => {
    const answerers = answerersOf(policy, scope, { needed: 1, votes: [] }, initiators);

    expect(answerers).toEqual({ kind: 'too-few', names, why: expect.stringContaining(why) });
  });

  test('is judged by the yes that counts now: who may not any more, or is called otherwise, is not left out for it', () => {
    const votes = [yes('Cem'), { ...yes('Anna'), by: 'ann' }];

    expect(answerersOf(policy, lossy, { needed: 2, votes }, [])).toEqual({ kind: 'people', names: ['Ben'] });
  });

  test('is judged by the severity of the incident, and the line to add says which', () => {
    const rules = [{ clusters: ['*'], risks: ['disruptive' as const], severities: ['low' as const], people: ['Ann'] }];
    const of = (severity: Severity) =>
      answerersOf({ ...policy, rules }, { ...eu, severity }, { needed: 1, votes: [] }, []);

    expect(of('low')).toEqual({ kind: 'people', names: ['Ann'] });
    expect(of('critical')).toEqual({
      kind: 'too-few',
      names: [],
      why: expect.stringContaining(
        'severity critical; add to approvals.rules: - { clusters: [prod-eu], risks: [disruptive], severities: [critical], people: [<name>] }',
      ),
    });
  });

  test('is not told by rules where there are none', () => {
    expect(answerersOf({ ...policy, rules: [] }, eu, { needed: 1, votes: [] }, [])).toEqual({ kind: 'unruled' });
  });
});

test.each<[answerers: Answerers, want: string]>([
  [{ kind: 'unruled' }, 'May answer: anybody in the terminal, as approvals.rules names nobody'],
  [{ kind: 'people', names: ['A', 'B', 'C', 'D', 'E'] }, 'May answer: A, B, C, D, E'],
  [{ kind: 'people', names: ['A', 'B', 'C', 'D', 'E', 'F', 'G'] }, 'May answer: A, B, C, D, E and 2 more'],
  [{ kind: 'too-few', names: [], why: 'no rule' }, 'Nobody can answer: no rule'],
  [{ kind: 'too-few', names: ['A'], why: 'needs 2' }, 'A may answer, not enough: needs 2'],
])('a terminal shows %o', (answerers, want) => {
  expect(answerersText(answerers)).toBe(want);
});
