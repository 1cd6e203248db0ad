import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { approvalFindings } from '../../src/cli/doctor-approvals.ts';
import { loadConfig } from '../../src/config.ts';
import { configSchema } from '../../src/config/schema.ts';

function findings(
  approvals: object,
  of: { readonly modes?: Record<string, string>; readonly slack?: object | undefined } = {},
) {
  const clusters = ['prod-eu', 'prod-us', 'dev'].map((name) => {
    const mode = of.modes?.[name];
    return { name, url: `http://${name}:8081`, ...(mode !== undefined && { jobs: [{ name: 'a', mode }] }) };
  });
  const people = ['Ann', 'Ben'].map((name) => ({ name, user: [name.toLowerCase()] }));
  return approvalFindings({
    slack: undefined,
    ...configSchema('/').parse({ clusters, slack: of.slack, approvals: { people, ...approvals } }),
  });
}

const destructive = (clusters: readonly string[], ...people: readonly string[]) => ({
  clusters,
  risks: ['destructive'],
  people,
});

test.each<[what: string, approvals: object]>([
  ['nothing is said about who', {}],
  ['nobody may lose state on purpose', { rules: [{ risks: ['safe', 'disruptive'], people: ['Ann'] }] }],
  ['two people may', { rules: [destructive(['*'], 'Ann', 'Ben')] }],
  ['two rules name one each', { rules: [destructive(['*'], 'Ann'), destructive(['prod-*', 'dev'], 'Ben')] }],
  ['one is enough', { rules: [destructive(['*'], 'Ann')], destructiveNeeds: 1 }],
  ['the rule fits no cluster that is configured', { rules: [destructive(['stage-*'], 'Ann')] }],
])('nothing is wrong when %s', (_what, approvals) => {
  expect(findings(approvals)).toEqual([]);
});

test('clusters where a destructive plan can never get enough people are named with them', () => {
  const rules = [destructive(['*'], 'Ann', 'Ann'), destructive(['dev'], 'Ben')];

  expect(findings({ rules })).toEqual([
    {
      level: 'problem',
      about: 'approvals',
      text: 'a destructive plan on prod-eu, prod-us needs 2 people, and only Ann may approve it, so none ever begins: name another person in a rule of approvals.rules, or set approvals.destructiveNeeds: 1',
    },
  ]);
});

const asked = { 'prod-eu': 'ask', 'prod-us': 'auto', dev: 'observe' };
const rule = (clusters: readonly string[], ...risks: readonly string[]) => ({
  clusters,
  risks,
  people: ['Ann', 'Ben'],
});

test('clusters where something is asked about that nobody may approve are named, with the line to add', () => {
  expect(findings({ rules: [rule(['prod-eu'], 'safe', 'disruptive', 'destructive')] }, { modes: asked })).toEqual([
    {
      level: 'problem',
      about: 'approvals',
      text: 'nobody may approve a plan on prod-us that is safe or disruptive or destructive, so none ever begins: add to approvals.rules: - { clusters: [prod-us], risks: [safe, disruptive, destructive], people: [<name>] }',
    },
  ]);
});

test('a severity at which a destructive plan never gets enough people, or nobody may answer, is named', () => {
  const rules = [
    { ...destructive(['*'], 'Ann'), severities: ['high', 'critical'] },
    { ...destructive(['*'], 'Ben'), severities: ['critical'] },
    rule(['*'], 'disruptive'),
    { ...rule(['prod-eu'], 'safe'), severities: ['high', 'medium', 'low'] },
  ];

  const said = findings({ rules }, { modes: { 'prod-eu': 'ask' } });

  expect(said.map(({ level, text }) => `${level}: ${text.split(', so none')[0]}`)).toEqual([
    'problem: a destructive plan on prod-eu, prod-us, dev for an incident of severity high needs 2 people, and only Ann may approve it',
    'note: nobody may approve a plan on prod-eu for an incident of severity low or medium that is destructive',
    'problem: nobody may approve a plan on prod-eu for an incident of severity critical that is safe',
  ]);
  expect(said[1]?.text).toMatch(/clusters: \[prod-eu\], risks: \[destructive\], severities: \[low, medium\]/);
});

test('that nobody may lose state is worth a note, as it may be meant', () => {
  const said = findings({ rules: [rule(['*'], 'safe', 'disruptive')] }, { modes: asked });

  expect(said).toMatchObject([
    { level: 'note', text: expect.stringContaining('prod-eu, prod-us that is destructive') },
  ]);
});

test.each<[what: string, slack: object | undefined, accounts: object, want: readonly string[]]>([
  ['Slack is not configured', undefined, { slack: ['T0123ABCD/U0AAAAAAA'] }, ['slack is not configured']],
  ['it is another workspace', { team: 'T0123ABCD' }, { slack: ['T9999ABCD/U0AAAAAAA'] }, ['none of slack.team']],
  ['it is a member', { team: 'T0123ABCD' }, { slack: ['U0AAAAAAA'] }, []],
  ['there is a terminal', undefined, { slack: ['T0123ABCD/U0AAAAAAA'], user: ['cem'] }, []],
])('whom a rule names and who has a Slack account alone can answer or not: %s', (_what, slack, accounts, want) => {
  const people = [{ name: 'Cem', ...accounts }];

  const said = findings({ people, rules: [{ risks: ['safe'], people: ['Cem'] }] }, { slack });

  expect(said.map(({ level, text }) => `${level} ${text}`)).toEqual(
    want.map((why) => expect.stringMatching(`^problem Cem cannot answer anywhere: .*${why}`)),
  );
});

test.each<[title: string, approvals: object, modes: Record<string, string>, slack: object | undefined, want: number]>([
  ['with Slack and without rules', {}, asked, { team: 'T0123ABCD' }, 1],
  ['where nothing is ever asked about', {}, {}, { team: 'T0123ABCD' }, 0],
  ['without Slack', {}, asked, undefined, 0],
])('questions in a Slack in which nobody can answer are noted: %s', (_title, approvals, modes, slack, want) => {
  const said = findings(approvals, { modes, slack });

  expect(said).toHaveLength(want);
  for (const one of said) expect(one).toMatchObject({ level: 'note', text: expect.stringContaining('names nobody') });
});

test.each<[page: string, more: string, cluster: string]>([
  ['slack.md', '', 'main'],
  ['approvals.md', 'slack: { team: T0123ABCD }\n', 'prod-eu'],
])('the example of docs/%s is a configuration where a destructive plan can begin', (page, more, cluster) => {
  const folder = mkdtempSync(join(tmpdir(), 'medic-doctor-approvals-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const text = readFileSync(join(import.meta.dirname, '../../docs', page), 'utf8');
  const example = /```yaml\n(?<example>[^`]*approvals:[^`]*)```/.exec(text)?.groups?.['example'] ?? '';
  const indent = /^ */.exec(example)?.[0] ?? '';
  const lines = example.split('\n').map((line) => line.slice(indent.length));
  const clusters = `clusters: [{ name: ${cluster}, url: "http://flink:8081" }]`;
  writeFileSync(join(folder, 'flink-medic.yaml'), `${more}${lines.join('\n')}\n${clusters}\n`);
  const config = loadConfig({ env: {}, folder });

  expect(config.approvals.rules.some((rule) => rule.risks.includes('destructive'))).toBe(true);
  expect(approvalFindings(config)).toEqual([]);
});
