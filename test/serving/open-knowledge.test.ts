import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import type { IncidentQuery } from '../../src/knowledge/asked-text.ts';
import { makeSopLibrary, type SopLibrary } from '../../src/knowledge/load-sops.ts';
import { openKnowledge } from '../../src/serving/open-knowledge.ts';
import { memoryFolder, sopText } from '../knowledge/sop-text.ts';
import { type EmbeddingsServer, startEmbeddingsServer } from '../support/embeddings-server.ts';
import { keptLog } from '../support/logs.ts';

const never = new AbortController().signal;
const clock = { now: () => 0, sleep: async () => {} };
let folder: string;
let server: EmbeddingsServer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'knowledge-'));
  server = await startEmbeddingsServer();
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await server.close();
});

async function open(
  role: 'serve' | 'cli',
  env: Readonly<Record<string, string>> = {},
  files = new Map([['disk-full.md', sopText()]]),
  wrap = (library: SopLibrary) => library,
) {
  const config = loadConfig({
    env: {
      FLINK_MEDIC_FLINK_URL: 'http://127.0.0.1:9',
      FLINK_MEDIC_DATA: folder,
      FLINK_MEDIC_EMBEDDINGS_MODEL: 'small',
      FLINK_MEDIC_EMBEDDINGS_BASE_URL: server.baseUrl,
      FLINK_MEDIC_EMBEDDINGS_API_KEY: 'key',
      ...env,
    },
    folder,
  });
  const library = makeSopLibrary({ name: 'sops', folder: memoryFolder(files), complaints: new Map() });
  const libraries = [wrap(library)];
  return openKnowledge({ config, libraries, role, clock, log: keptLog() });
}

/** Parts of the SOP: title with examples, and four sections. */
const parts = { kind: 'vectors' as const, vectors: Array.from({ length: 5 }, (_, n) => [1, n / 100]) };
const asked = { exceptions: [], signals: [], words: 'volume exceeds capacity' };

test('serve pays once for a vector, and later starts and commands use it', async () => {
  server.reply(parts, { kind: 'vectors', vectors: [[1, 0.1]] }, { kind: 'vectors', vectors: [[1, 0.1]] });

  for (const role of ['serve', 'cli'] as const) {
    const { knowledge, close } = await open(role);
    await knowledge.refresh(never);
    const { match, via } = await knowledge.retrieve(asked, never);
    close();

    expect(match).toMatchObject({ kind: 'fits', by: 'meaning', sop: { id: 'disk-full' } });
    expect(via.embeddings).toEqual({ model: 'small', problem: null });
  }
  expect(server.requests.map((request) => request.body.input.length)).toEqual([5, 1, 1]);
  expect(server.requests.map((request) => request.authorization)).toEqual(Array(3).fill('Bearer key'));
});

test.each<[title: string, role: 'serve' | 'cli', env: Readonly<Record<string, string>>]>([
  ['a command where serve has not run', 'cli', {}],
  ['serve on PostgreSQL', 'serve', { DATABASE_URL: 'postgresql://medic@127.0.0.1:9/medic' }],
])('%s leaves no file behind', async (_title, role, env) => {
  server.reply(parts);

  const { knowledge, close } = await open(role, env);
  await knowledge.refresh(never);
  close();

  expect(existsSync(join(folder, 'vectors.sqlite'))).toBe(false);
});

test('an incident makes serve learn nothing of how people speak, with vectors and after a file has changed', async () => {
  server.reply(
    parts,
    { kind: 'vectors', vectors: [[0, 1]] },
    { kind: 'vectors', vectors: [[1, 0.1]] },
    { kind: 'vectors', vectors: [[0, 1]] },
  );
  const files = new Map([['disk-full.md', sopText()]]);
  const { knowledge, close } = await open('serve', {}, files, (library) => ({
    ...library,
    found: () => ({ ...library.found(), speech: () => expect.fail('for these seconds no lease would be renewed') }),
  }));
  const shown: IncidentQuery = { exceptions: [{ class: 'com.acme.FooException', message: 'volume' }], signals: [] };

  await knowledge.refresh(never);
  const before = await knowledge.retrieve(shown, never);
  files.set('disk-full.md', sopText().replace('## Escalate', 'And then?\n\n## Escalate'));
  await knowledge.readAhead(never);
  await knowledge.refresh(never);
  const after = await knowledge.retrieve(shown, never);
  close();

  expect([before, after].map(({ via }) => via)).toMatchObject(Array(2).fill({ embeddings: { problem: null } }));
});
