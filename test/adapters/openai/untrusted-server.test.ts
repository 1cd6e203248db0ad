import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeOpenAiEmbeddings } from '../../../src/adapters/openai/openai-embeddings.ts';
import { makeOpenAiLlm } from '../../../src/adapters/openai/openai-llm.ts';
import { makeTestCertificates, type TestCertificates } from '../../support/test-certificates.ts';

let certificates: TestCertificates;
let server: ReturnType<typeof createServer>;
let requests = 0;

beforeAll(async () => {
  certificates = makeTestCertificates();
  server = createServer(certificates.server, (_request, response) => {
    requests += 1;
    response.end('{}');
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  certificates.remove();
});

test('a certificate of an authority that nobody named is told with what to do, and no key is sent', async () => {
  const { port } = server.address() as AddressInfo;
  const access = {
    baseUrl: `https://127.0.0.1:${port}/v1`,
    model: 'small',
    apiKey: 'sk-live-0123456789abcdef',
    timeoutMs: 20_000,
    clean: (text: string) => text,
  };
  const signal = new AbortController().signal;
  const llm = makeOpenAiLlm(access);
  const embeddings = makeOpenAiEmbeddings({ ...access, dimensions: undefined });

  const told = /could not be reached \([A-Z_]+\): .* NODE_EXTRA_CA_CERTS, or check/;
  await expect(llm.turn({ messages: [], tools: [] }, signal)).rejects.toThrow(told);
  await expect(embeddings.embed(['a'], signal)).rejects.toThrow(told);
  expect(requests).toBe(0);
});
