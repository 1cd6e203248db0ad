import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { realOutside } from '../../src/cli/outside.ts';
import { cliFolder, configured, outsideWith, run, written } from './run-for-tests.ts';

const examples = join(import.meta.dirname, '../../docs/examples');
const ticket = readFileSync(join(examples, 'actions/open-ticket.mjs'), 'utf8');
const sop = readFileSync(join(examples, 'sops/checkpoint-storage-down.md'), 'utf8');
const hash = createHash('sha256').update(ticket).digest('hex');

const webhook = `webhooks:
  - name: acme/tell-storage
    url: https://hooks.example.com/s3cret
    risk: safe
    onDoubt: askHuman
    body: { text: { from: with.text }, job: { from: with.job } }
`;

/** A configuration with the documented file, its webhook and its SOP. */
function folderWith(sha256: string | undefined, text = sop): string {
  const folder = cliFolder();
  const pinned = sha256 === undefined ? '' : `, sha256: ${sha256}`;
  const actions = `actions:\n  - { file: ./open-ticket.mjs${pinned}, settings: { url: "https://tickets.example.com" } }\n`;
  configured(folder, `${webhook}${actions}`);
  written(folder, { 'open-ticket.mjs': ticket, 'sops/checkpoint-storage-down.md': text });
  return folder;
}

test('serve does not start with a file that nobody pinned, and tells the line to write; exit code 2', async () => {
  const folder = folderWith(undefined);

  const ran = await run(['serve'], {
    folder,
    outside: outsideWith({ serve: (...options) => realOutside.serve(...options) }),
  });

  expect(ran.code).toBe(2);
  expect(ran.stdout).toBe('');
  expect(ran.stderr).toContain('The configured actions have a mistake:');
  expect(ran.stderr).toContain(`write sha256: ${hash}`);
  expect(ran.stderr).not.toMatch(/ at .*:\d+:\d+/);
  expect(existsSync(join(folder, 'data/medic.db'))).toBe(false);
});

test('doctor lists the kinds with what they may do, and a file that may not run', async () => {
  const outside = outsideWith({
    flink: (access) => realOutside.flink(access),
    jars: () => realOutside.jars(),
    checkPageWebhook: async ({ url, allowAddresses }) => {
      expect({ url, allowAddresses }).toEqual({ url: 'https://hooks.example.com/s3cret', allowAddresses: [] });
      return { kind: 'unusable', why: 'no connection to hooks.example.com: ENOTFOUND', lasting: false };
    },
  });
  const doctor = async (folder: string) => (await run(['doctor', '--json'], { folder, outside })).stdout;

  const good = await doctor(folderWith(hash));
  const bad = await doctor(folderWith('a'.repeat(64)));

  expect(good).toContain('acme/open-ticket: safe, in doubt retrySameKey');
  expect(good).toContain('acme/tell-storage: safe, in doubt askHuman');
  expect(good).toContain('acme/tell-storage: no connection to hooks.example.com: ENOTFOUND (webhooks)');
  expect(good).not.toContain('s3cret');
  expect(bad).toContain('is not the file that sha256 names');
});

test('sop lint knows the configured kinds', async () => {
  const ran = await run(['sop', 'lint'], { folder: folderWith(hash) });

  expect(ran).toMatchObject({ code: 0, stdout: '1 file, no problems.\n' });
});

test.each<[title: string, from: string, to: string, line: number, want: string]>([
  ['another name', 'acme/open-ticket, acme', 'acme/open-tickt, acme', 8, 'did you mean "acme/open-ticket"?'],
  ['a name nobody declared', '[acme/open-ticket', '[other/thing', 8, 'declare "other/thing" under actions or webhooks'],
  [
    'an argument that a webhook does not have',
    'with: { text:',
    'with: { txt:',
    15,
    'acme/tell-storage does not take these arguments: text',
  ],
  [
    'a value that a file does not take',
    'queue: storage, job: { from: incident.job }',
    'queue: unknown, job: orders',
    12,
    'acme/open-ticket does not take these arguments: queue',
  ],
  [
    'a field of the incident that is not given',
    'incident.job',
    'incident.exception',
    12,
    'one of incident.id, incident.cluster, incident.job',
  ],
  ['the incident itself', 'with: { queue:', 'with: { incident: mine, queue:', 12, 'incident is added by itself'],
])('sop lint finds %s', async (_title, from, to, line, want) => {
  expect(sop).toContain(from);

  const ran = await run(['sop', 'lint'], { folder: folderWith(hash, sop.replace(from, to)) });

  expect(ran.code).toBe(1);
  expect(ran.stdout).toContain(`sops/checkpoint-storage-down.md:${line}: `);
  expect(ran.stdout).toContain(want);
});

test('sop lint says why a declared kind is not there', async () => {
  const ran = await run(['sop', 'lint'], { folder: folderWith('a'.repeat(64)) });

  expect(ran.code).toBe(1);
  expect(ran.stderr).toContain('is not the file that sha256 names');
});

test('the line with which docs/actions.md begins is read, and answered with the right one', async () => {
  const page = readFileSync(join(examples, '../actions.md'), 'utf8');
  const shown = /^ {4}sha256: (\S+)/m.exec(page)?.[1];
  const folder = folderWith(shown);

  const ran = await run(['serve'], {
    folder,
    outside: outsideWith({ serve: (...options) => realOutside.serve(...options) }),
  });

  expect(ran.code).toBe(2);
  expect(ran.stderr).toContain(`write sha256: ${hash}`);
});
