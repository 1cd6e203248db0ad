import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { configSchema } from '../../src/config/schema.ts';
import { makePeople } from '../../src/serving/people.ts';
import { incidentNamed } from '../adapters/store/rows-for-tests.ts';
import { makeChat } from '../support/chat.ts';
import { keptLog } from '../support/logs.ts';
import { movableClock, temporaryStore } from '../support/temporary-store.ts';
import { waitingClock } from '../support/waiting-clock.ts';

const clusters = [{ name: 'a', url: 'http://flink:8081' }];
const route = { channel: 'C0TEST001' };

async function warnings(notifications: object, hasChat: boolean): Promise<readonly string[]> {
  const clock = movableClock(0);
  const told: string[] = [];
  const log = { ...keptLog(), warn: (_fields: object, message: string) => void told.push(message) };
  const { notifications: parsed, ...config } = configSchema('/').parse({ clusters, notifications });
  const messenger = hasChat ? makeChat().messenger : undefined;
  makePeople({
    config: { ...config, notifications: parsed, llm: undefined, slack: undefined },
    store: await temporaryStore(clock),
    messenger,
    clock,
    log,
  });
  return told;
}

test.each<[title: string, notifications: object, hasChat: boolean, want: readonly string[]]>([
  ['a chat without routes', {}, true, [expect.stringContaining('add one to notifications.routes')]],
  ['routes without a chat', { routes: [route] }, false, [expect.stringContaining('slack is not configured')]],
  ['a chat with routes', { routes: [route] }, true, []],
  ['neither', {}, false, []],
])('%s: what is never posted is told once at the start', async (_title, notifications, hasChat, want) => {
  expect(await warnings(notifications, hasChat)).toEqual(want);
});

/** Resolves with the first call to a person. */
async function receiver() {
  const { promise: called, resolve } = Promise.withResolvers<{ about: string; cluster: string }>();
  const server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      response.end('ok');
      resolve(JSON.parse(body) as { about: string; cluster: string });
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { called, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` };
}

test('the process that tells of a cluster calls a person when its chat is down, whoever tells the digest', async () => {
  const { called, url } = await receiver();
  const clock = waitingClock();
  const store = await temporaryStore(clock);
  const chat = makeChat();
  chat.mood = 'down';
  const config = configSchema('/').parse({
    clusters,
    notifications: { routes: [route], escalation: { url, chatDownFor: '1m' } },
  });
  const people = makePeople({
    config: { ...config, llm: undefined, slack: undefined },
    store,
    messenger: chat.messenger,
    clock,
    log: keptLog(),
  });
  const incident = incidentNamed('i1', { cluster: 'a', openedAt: clock.now(), updatedAt: clock.now() });
  await store.incidents.save({ incident, events: [] });
  const stop = new AbortController();

  const ended = people?.tell('a', await store.ledger.nextEpoch(), stop.signal);
  const page = await called;
  stop.abort();
  await ended;

  expect(page).toMatchObject({ about: expect.stringMatching(/^chat-outage-a-/), cluster: 'a' });
});
