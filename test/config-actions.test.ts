import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Config, loadConfig } from '../src/config.ts';

const good = `
  - name: acme/open-ticket
    url: https://tickets.example.com/s3cret
    headers: { X-Api-Key: s3cret-value }
    risk: safe
    onDoubt: retrySameKey
    keysRememberedFor: 24h
    body: { text: { from: with.text } }`;

function load(sections: string): Config {
  const folder = mkdtempSync(join(tmpdir(), 'flink-medic-config-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'flink-medic.yaml');
  writeFileSync(file, `clusters:\n  - { name: main, url: "http://127.0.0.1:8081" }\n${sections}\n`);
  return loadConfig({ file, env: {} });
}

/** `change` is a line that replaces the one with the same key, or is added. */
function webhook(...changes: readonly string[]): string {
  const keys = changes.map((line) => `${line.split(':')[0]?.trim()}:`);
  const kept = good.split('\n').filter((line) => !keys.some((key) => line.replace('- ', '').trim().startsWith(key)));
  const added = changes.filter((line) => line.split(': ')[1] !== undefined).map((line) => `    ${line}`);
  return `webhooks:${[...kept, ...added].join('\n')}`;
}

test('a webhook is read with its times in ms and its secrets out of sight', () => {
  const { webhooks } = load(webhook());

  expect(webhooks[0]).toMatchObject({ name: 'acme/open-ticket', keyMemoryMs: 86_400_000, timeoutMs: 10_000 });
  expect(webhooks[0]?.url.reveal()).toBe('https://tickets.example.com/s3cret');
  expect(JSON.stringify(webhooks)).not.toContain('s3cret');
});

test.each<[title: string, changes: readonly string[], want: string]>([
  ['no policy', ['onDoubt:'], 'webhooks[0].onDoubt: is missing; use retrySameKey or askHuman'],
  ['a policy that needs a question', ['onDoubt: queryFirst'], 'is not allowed; use retrySameKey or askHuman'],
  ['no risk', ['risk:'], 'webhooks[0].risk: is missing; use safe, disruptive or destructive'],
  ['no memory to repeat into', ['keysRememberedFor:'], 'webhooks[0].onDoubt: "retrySameKey" needs keysRememberedFor'],
  ['a memory that nobody uses', ['onDoubt: askHuman'], 'webhooks[0].keysRememberedFor: "24h" belongs to onDoubt'],
  [
    'a memory that ends before a repetition may arrive',
    ['keysRememberedFor: 270s', 'timeout: 90s'],
    'webhooks[0].keysRememberedFor: "270s" should be longer than 270s (twice the timeout, and 90s)',
  ],
  ['destructive, and repeats', ['risk: destructive'], 'never repeats in doubt'],
  ['plain http', ['url: http://tickets.example.com/s3cret'], 'webhooks[0].url: should begin with https://'],
  ['a private address', ['url: https://10.1.2.3/s3cret'], 'webhooks[0].url: 10.1.2.3 may not be called'],
  [
    'where a cloud keeps its credentials',
    ['url: http://169.254.169.254/s3cret', 'allowAddresses: [10.0.0.0/8]'],
    'may not be called',
  ],
  ['a password in the address', ['url: https://me:s3cret@tickets.example.com'], 'no user and no password'],
  ['no address', ['url: s3cret'], 'webhooks[0].url: should be an address like'],
  ['a key of its own', ['headers: { Idempotency-Key: mine }'], 'webhooks[0].headers'],
  ['a network that is none', ['allowAddresses: [10.0.0.0/99]'], 'should be an address such as 10.1.2.3'],
  ['a body without arguments', ['body: { text: hello }'], 'takes nothing from the SOP'],
  ['a body that is a text', ['body: hello'], 'should be a section of names and values'],
  [
    'a reference to the cluster',
    ['body: { a: { from: incident.job } }'],
    'webhooks[0].body.a: should be { from: with.<name> }',
  ],
  ['hours for one request', ['timeout: 2h'], 'should be at most 10m'],
  ['an unknown key', ['retries: 3'], 'unknown key'],
])('refuses %s', (_title, changes, want) => {
  expect(() => load(webhook(...changes))).toThrow(want);
  expect(() => load(webhook(...changes))).not.toThrow('s3cret');
});

test.each<[title: string, name: string, want: string]>([
  ['no owner', 'open-ticket', 'should be <owner>/<name>'],
  ['a name of this program', 'slack/post-message', 'belongs to this program'],
])('refuses %s in a name', (_title, name, want) => {
  expect(() => load(webhook().replace('acme/open-ticket', name))).toThrow(want);
});

test('refuses two webhooks of one name', () => {
  expect(() => load(`${webhook()}${good}`)).toThrow('another webhook has this name');
});

test('plain http goes to this machine, and where it is said', () => {
  expect(load(webhook('url: http://127.0.0.1:8080/hook')).webhooks).toHaveLength(1);
  expect(load(webhook('url: https://10.1.2.3/hook', 'allowAddresses: [10.1.0.0/16]')).webhooks).toHaveLength(1);
  expect(load(webhook('url: http://tickets.internal/hook', 'allowAddresses: [10.1.0.0/16]')).webhooks).toHaveLength(1);
});

test('an action names a file of the configuration', () => {
  const { actions } = load(`actions:\n  - { file: ./a.mjs, settings: { url: "https://a.example" } }`);

  expect(actions).toEqual([
    { file: expect.stringMatching(/^\/.*\/a\.mjs$/) as string, settings: { url: 'https://a.example' } },
  ]);
  expect(() => load(`actions:\n  - { file: ./a.mjs, sha256: abc }`)).toThrow(
    'should be a SHA-256 in 64 lower-case hex digits',
  );
});
