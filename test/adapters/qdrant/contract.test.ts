import { randomUUID } from 'node:crypto';
import { makeQdrantIndex } from '../../../src/adapters/qdrant/qdrant-index.ts';
import { connectQdrant } from '../../../src/adapters/qdrant/connection.ts';
import { dropCollection, readAliases } from '../../../src/adapters/qdrant/collections.ts';
import { systemClock } from '../../../src/adapters/telemetry/system-clock.ts';
import { keptLog } from '../../support/logs.ts';
import { startQdrantServer } from '../../support/qdrant-server.ts';
import { knowledgeIndexContract } from '../knowledge-index-contract.ts';

const never = new AbortController().signal;

function accessTo(url: string, apiKey: string | undefined) {
  return { url, apiKey, timeoutMs: 30_000, clock: systemClock, log: keptLog() };
}

/** An alias that was never written leads nowhere; one that was written with nothing leads to what is empty. */
async function emptyIndex(url: string, apiKey: string | undefined, collection: string) {
  const index = makeQdrantIndex({
    ...accessTo(url, apiKey),
    collection,
  });
  await index.replaceAll([], never);
  return index;
}

knowledgeIndexContract('Qdrant index, strict local server', async () => {
  const server = await startQdrantServer({ apiKey: 'key-of-the-test' });
  const index = await emptyIndex(server.url, 'key-of-the-test', 'knowledge');
  return { index, close: () => server.close() };
});

// The same against a real Qdrant, where the environment names one: QDRANT_URL, and QDRANT_API_KEY if it wants a key.
const realUrl = process.env['QDRANT_URL'];
if (realUrl !== undefined && realUrl !== '') {
  knowledgeIndexContract(`Qdrant index, the real server at ${new URL(realUrl).host} (QDRANT_URL)`, async () => {
    const apiKey = process.env['QDRANT_API_KEY'];
    const alias = `flink-medic-test-${randomUUID().slice(0, 8)}`;
    const index = await emptyIndex(realUrl, apiKey, alias);
    const close = async (): Promise<void> => {
      const qdrant = connectQdrant(accessTo(realUrl, apiKey));
      const name = (await readAliases(qdrant, never)).get(alias);
      if (name !== undefined) await dropCollection(qdrant, name, never);
    };
    return { index, close };
  });
}
