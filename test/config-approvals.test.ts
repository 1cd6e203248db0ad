import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadConfig } from '../src/config.ts';
import { approvalPolicy, slackMembers } from '../src/config/approvals-section.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'medic-config-approvals-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function load(text: string, cluster = '') {
  const clusters = `clusters:\n  - name: a\n    url: "http://flink:8081"\n${cluster}`;
  writeFileSync(join(folder, 'flink-medic.yaml'), `${text}\n${clusters}`);
  return loadConfig({ env: {}, folder });
}

test('without a word two people are needed for what may lose state, and nobody is named', () => {
  const { approvals } = load('');

  expect(approvals).toEqual({ people: [], rules: [], destructiveNeeds: 2, selfApproval: false });
});

test('an id alone means a member of the workspace', () => {
  const config = load(`slack: { team: T0123ABCD }
approvals:
  people:
    - { name: Ann, slack: [U0AAAAAAA, T9999ABCD/U0BBBBBBB], user: [ann] }
  rules:
    - { risks: [safe], people: [Ann] }
    - { risks: [safe], severities: [low], people: [Ann] }`);

  expect(approvalPolicy(config)).toMatchObject({
    people: [{ name: 'Ann', slack: ['T0123ABCD/U0AAAAAAA', 'T9999ABCD/U0BBBBBBB'], user: ['ann'] }],
    rules: [
      { clusters: ['*'], risks: ['safe'], people: ['Ann'] },
      { clusters: ['*'], risks: ['safe'], severities: ['low'], people: ['Ann'] },
    ],
  });
  expect([...slackMembers(config)]).toEqual([['Ann', 'U0AAAAAAA']]);
});

test('nobody can be called in Slack by an account of another workspace, or without a Slack', () => {
  const approvals = `approvals: { people: [{ name: Ann, slack: [T9999ABCD/U0BBBBBBB] }] }`;

  expect(slackMembers(load(approvals)).size).toBe(0);
  expect(slackMembers(load(`slack: { team: T0123ABCD }\n${approvals}`)).size).toBe(0);
});

describe('approvals', () => {
  test.each<[what: string, text: string, want: string]>([
    [
      'name a person that is not there',
      'rules: [{ risks: [safe], people: [Bob] }]',
      ':3:37  approvals.rules[0].people[0]: "Bob" is nobody',
    ],
    [
      'give one account to two people',
      'people: [{ name: A, user: [x] }, { name: B, user: [x] }]',
      'belongs to A already',
    ],
    [
      'give one account to two people, whole and short',
      'people: [{ name: A, slack: [U0AAAAAAA] }, { name: B, slack: [T0123ABCD/U0AAAAAAA] }]',
      'belongs to A already',
    ],
    ['name a person twice', 'people: [{ name: A, user: [x] }, { name: A, user: [y] }]', 'another person has this name'],
    ['name a person without an account', 'people: [{ name: A }]', 'names no account'],
    ['name a member instead of the id', 'people: [{ name: A, slack: [ann] }]', 'should be the id of a member'],
    ...['root', 'node', 'uid 1000', '1000', ' root '].map((user): [string, string, string] => [
      `take ${JSON.stringify(user)} for one person`,
      `people: [{ name: A, user: [x, ${JSON.stringify(user)}] }]`,
      'approvals.people[0].user[1]: is anybody who has the machine or the container',
    ]),
    ['want three people', 'destructiveNeeds: 3', 'should be 1 or 2'],
    ['want nobody', 'destructiveNeeds: 0', 'should be 1 or 2'],
    ['know an unknown risk', 'rules: [{ risks: [huge], people: [A] }]', 'use safe, disruptive or destructive'],
    ['know an unknown severity', 'rules: [{ risks: [safe], severities: [huge], people: [A] }]', 'severities[0]'],
    [
      'are for no severity',
      'rules: [{ risks: [safe], severities: [], people: [A] }]',
      'should name at least one severity',
    ],
    [
      'have an unknown key in a rule',
      'rules: [{ risks: [safe], severity: [low], people: [A] }]',
      'known here: clusters, risks, severities, people',
    ],
    ['have an unknown key', 'destructiveNeed: 1', 'Did you mean destructiveNeeds?'],
  ])('that %s are refused with their place', (_what, text, want) => {
    expect(() => load(`slack: { team: T0123ABCD }\napprovals:\n  ${text}`)).toThrow(want);
  });

  test('with a short id and no workspace are refused', () => {
    expect(() => load('approvals: { people: [{ name: A, slack: [U0AAAAAAA] }] }')).toThrow('needs slack.team');
  });
});

describe('maintenance', () => {
  test('is read with its zone and minutes', () => {
    const config = load(
      '',
      '    maintenance: [{ days: [mon], from: "22:00", to: "02:00", timezone: Europe/Berlin }]\n',
    );

    expect(config.clusters[0]?.maintenance).toEqual([
      { days: ['mon'], from: 1320, to: 120, timeZone: 'Europe/Berlin', reason: 'maintenance' },
    ]);
  });

  test.each<[what: string, entry: string, want: string]>([
    [
      'a zone that is none',
      'from: "22:00", to: "23:00", timezone: Europe/Berln',
      ':5:59  clusters[0].maintenance[0].timezone: "Europe/Berln" should be an IANA time zone',
    ],
    ['an offset instead of a zone', 'from: "22:00", to: "23:00", timezone: "+02:00"', 'should be an IANA time zone'],
    [
      'an abbreviation that knows no summer',
      'from: "22:00", to: "23:00", timezone: EST',
      'should be an IANA time zone',
    ],
    ['no zone', 'from: "22:00", to: "23:00"', 'timezone: is missing'],
    ['a time that is none', 'from: "25:00", to: "23:00", timezone: UTC', 'should be a time of day'],
    [
      'a time that YAML reads as a number',
      'from: 2200, to: "23:00", timezone: UTC',
      'should be a time of day in quotes',
    ],
    ['no day', 'days: [], from: "22:00", to: "23:00", timezone: UTC', 'at least one day'],
  ])('with %s is refused', (_what, entry, want) => {
    expect(() => load('', `    maintenance: [{ ${entry} }]\n`)).toThrow(want);
  });
});
