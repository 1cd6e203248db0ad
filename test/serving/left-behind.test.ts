import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import type { Answer } from '../../src/domain/approval.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import { leftBehind, resolveLeft } from '../../src/serving/left-behind.ts';
import { makeSharedParts } from '../../src/serving/shared-parts.ts';
import { incidentNamed } from '../adapters/store/rows-for-tests.ts';
import { newNotification } from '../../src/pipeline/notify-new.ts';
import { makePeople } from '../../src/serving/people.ts';
import { allLog } from '../support/all-log.ts';
import { makeChat } from '../support/chat.ts';
import { temporaryStore } from '../support/temporary-store.ts';

const noKnowledge: Knowledge = {
  retrieve: () => Promise.reject(new Error('nothing is looked up')),
  skills: () => Promise.reject(new Error('nothing is looked up')),
  readAhead: () => Promise.reject(new Error('nothing is read')),
  refresh: () => Promise.reject(new Error('nothing is read')),
};

/** `gone` has an incident and has been held three times by others, as each restart of a replica does. */
async function rigOfGone() {
  const stop = new AbortController();
  const clock = { at: 2_000, now: () => clock.at, sleep: async () => stop.abort() };
  const store = await temporaryStore(clock);
  await store.incidents.save({ incident: incidentNamed('i-1', { cluster: 'gone' }), events: [] });
  for (const holder of ['a', 'b', 'c']) {
    await store.leases.hold({ cluster: 'gone', holder, ttlMs: 60_000 });
    await store.leases.release({ cluster: 'gone', holder });
  }
  const folder = mkdtempSync(join(tmpdir(), 'flink-medic-left-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'medic.yaml');
  writeFileSync(file, JSON.stringify({ clusters: [{ name: 'here', url: 'http://127.0.0.1:1', environment: 'test' }] }));
  const config = loadConfig({ file, env: {} });
  const shared = await makeSharedParts({ config, store, libraries: [], knowledge: noKnowledge, clock, log: allLog() });
  const hold = async (cluster: string) => {
    const lease = await store.leases.hold({ cluster, holder: 'us', ttlMs: 60_000 });
    return lease.kind === 'held' ? lease.epoch : 0;
  };
  const say = (answer: Answer) => store.answers.insert('ana', 1_000, answer);
  return { store, shared, config, clock, stop, hold, say };
}

test('what people resolve of a cluster that left the configuration is applied, and nothing else about it', async () => {
  const { store, shared, stop, hold, say } = await rigOfGone();
  const ack = await say({ kind: 'ack', incidentId: 'i-1', reason: '' });
  const resolve = await say({ kind: 'resolve', incidentId: 'i-1', reason: 'moved' });

  await resolveLeft(shared, 'gone', await hold('gone'), stop.signal);

  expect(await store.answers.outcome(resolve)).toBe('ana resolved it: moved');
  expect(await store.answers.outcome(ack)).toBeUndefined();
});

test('the lease of another cluster closes none of its incidents: somebody may still work for it', async () => {
  const { store, shared, stop, hold, say } = await rigOfGone();
  const resolve = await say({ kind: 'resolve', incidentId: 'i-1', reason: '' });

  await resolveLeft(shared, 'gone', await hold('here'), stop.signal);

  expect(await store.answers.outcome(resolve)).toBeUndefined();
});

test.each([
  ['its channel is that of others, too', 'C0TEST001'],
  ['no route names its channel any more', 'C0OTHER01'],
])(
  'the message of an incident that people resolve there loses its buttons where it stands: %s',
  async (_what, channel) => {
    const { store, shared, config, stop, hold, clock, say } = await rigOfGone();
    const chat = makeChat();
    clock.sleep = async () => {
      clock.at += 1_000;
      const isClosed = chat.messages[0]?.body.kind === 'alert' && chat.messages[0].body.alert.closed;
      if (isClosed || clock.at > 60_000) stop.abort();
      await new Promise(setImmediate);
    };
    const routes = { ...config.notifications, routes: [{ from: 'low' as const, channel }] };
    const log = allLog();
    const people = makePeople({
      config: { ...config, notifications: routes },
      store,
      messenger: chat.messenger,
      clock,
      log,
    });
    const row = newNotification(
      { id: 'incident:i-1', kind: 'incident', cluster: 'gone', incidentId: 'i-1', channel: 'C0TEST001' },
      1,
    );
    chat.messages.push({
      id: 'm1',
      channel: 'C0TEST001',
      thread: undefined,
      key: 'k',
      body: { kind: 'text', lines: ['open'] },
      posted: { kind: 'text', lines: ['open'] },
    });
    const epoch = await hold('gone');
    await store.notifications.save({ ...row, message: 'm1' }, epoch);
    await say({ kind: 'resolve', incidentId: 'i-1', reason: 'moved' });

    await resolveLeft({ ...shared, people }, 'gone', epoch, stop.signal);

    expect(chat.messages).toMatchObject([{ body: { alert: { closed: true, buttons: [] } } }]);
  },
);

test('left behind is what has open incidents and is not configured, each once', () => {
  const open = ['here', 'gone', 'gone', 'older'].map((cluster) => ({ cluster }));

  expect(leftBehind(['here', 'new'], open)).toEqual(['gone', 'older']);
});
