import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { configSchema } from '../../src/config/schema.ts';
import { checkWebhook } from '../../src/serving/check-webhook.ts';

const signal = new AbortController().signal;

async function warningsFor(notifications: object): Promise<readonly object[]> {
  const config = configSchema('/').parse({ clusters: [{ name: 'a', url: 'http://flink:8081' }], notifications });
  const told: object[] = [];
  await checkWebhook(config, { warn: (fields, message) => void told.push({ ...fields, message }) }, signal);
  return told;
}

test('a webhook that takes connections, or none at all, is no news', async () => {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

  expect(await warningsFor({ escalation: { url } })).toEqual([]);
  expect(await warningsFor({})).toEqual([]);
});

test('one that cannot be called is told at the start, with the reason', async () => {
  const tokenFile = '/nowhere/token';

  expect(await warningsFor({ escalation: { url: 'https://127.0.0.1:1/', tokenFile } })).toEqual([
    {
      why: 'the token file /nowhere/token cannot be read',
      message: 'nobody could be called now: see notifications.escalation',
    },
  ]);
});
