import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { approvalFindings } from '../../src/cli/doctor-approvals.ts';
import { loadConfig } from '../../src/config.ts';
import { configSchema } from '../../src/config/schema.ts';

function findings(approvals: object) {
  const clusters = ['prod-eu', 'prod-us', 'dev'].map((name) => ({ name, url: `http://${name}:8081` }));
  const people = ['Ann', 'Ben'].map((name) => ({ name, user: [name.toLowerCase()] }));
  return approvalFindings(configSchema('/').parse({ clusters, approvals: { people, ...approvals } }));
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
