import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/adapters/store/open-store.ts';
import { systemClock } from '../../src/adapters/telemetry/system-clock.ts';
import { finalStates } from '../../src/domain/action.ts';
import { event } from '../../src/pipeline/update-incident.ts';
import { incidentNamed } from '../adapters/store/rows-for-tests.ts';
import { botToken, channel, startSlackServer } from '../support/slack-server.ts';
import { until } from './support/until.ts';

const child = new URL('./support/notify-child.ts', import.meta.url).pathname;

async function killed(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return;
  const ended = once(process, 'exit');
  process.kill('SIGKILL');
  await ended;
}

/** A process that tells people of one cluster, the Slack it tells them in, and the store that it reads. */
async function world() {
  const folder = mkdtempSync(join(tmpdir(), 'flink-medic-notify-'));
  const slack = await startSlackServer();
  const database = join(folder, 'medic.sqlite');
  const store = await openStore({
    file: database,
    busyTimeoutMs: 5_000,
    role: 'serve',
    clock: systemClock,
    onCorrupt: (error) => {
      throw error;
    },
  });
  const children: ChildProcess[] = [];
  onTestFinished(async () => {
    await Promise.all(children.map(killed));
    await store.close();
    await slack.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const file = join(folder, 'flink-medic.yaml');
  const clusters = 'clusters:\n  - { name: prod, url: "http://127.0.0.1:1" }\n';
  writeFileSync(file, `${clusters}notifications:\n  updateEvery: 1s\n  routes: [{ channel: ${channel} }]\n`);
  const now = Date.now();
  slack.now = Math.floor(now / 1000);
  const incident = incidentNamed('inc-1', { openedAt: now, lastSeenAt: now, updatedAt: now });
  await store.incidents.save({ incident, events: [event('inc-1', now, 'opened', 'orders restarts')] });
  return {
    slack,
    store,
    messages: () => slack.channels.get(channel)?.messages ?? [],
    start: () => {
      children.push(spawn(process.execPath, [child, file, database, slack.apiUrl, botToken], { stdio: 'inherit' }));
    },
    kill: async () => {
      await Promise.all(children.map(killed));
    },
  };
}

test.each([
  ['after Slack took the message', true],
  ['before Slack took it', false],
])('a process that is killed %s leaves one message and one thread', { timeout: 120_000 }, async (_title, effect) => {
  const { slack, store, messages, start, kill } = await world();
  slack.fault('chat.postMessage', { kind: 'hang', effect });

  start();
  await slack.called('chat.postMessage');
  await kill();
  start();
  await until('the thread is told', () => messages().length >= 2, { withinMs: 90_000 });

  const [main, ...replies] = messages().toSorted((a, b) => (a.ts < b.ts ? -1 : 1));
  expect(replies).toHaveLength(1);
  expect(replies[0]?.thread_ts).toBe(main?.ts);
  const areFinal = async () => {
    const all = await store.ledger.actions({ kinds: ['slack/post-message'] });
    return all.every((row) => finalStates.includes(row.state)) && all;
  };
  const rows = await until('the answers are stored', areFinal, { withinMs: 30_000 });
  expect(rows.map((row) => row.state)).toEqual(
    effect ? ['succeeded', 'succeeded'] : ['failed', 'succeeded', 'succeeded'],
  );
});

test('a process that is killed while it calls people calls them once', { timeout: 150_000 }, async () => {
  const { slack, store, messages, start, kill } = await world();
  start();
  await until('the incident is told', () => messages().length >= 2, { withinMs: 60_000 });
  const before = await store.incidents.get('inc-1');
  if (before === undefined) throw new Error('no incident');
  slack.fault('chat.postMessage', { kind: 'hang', effect: true });
  await store.incidents.save({ incident: { ...before, severity: 'critical', updatedAt: Date.now() }, events: [] });
  await until('it calls', () => messages().length >= 3, { withinMs: 30_000 });
  await kill();

  start();
  const callIsSettled = async () => {
    const row = await store.notifications.get('incident:inc-1');
    return row?.pending === null && row.called?.severity === 'critical';
  };
  await until('it is found again', callIsSettled, { withinMs: 90_000 });
  const worse = await store.incidents.get('inc-1');
  if (worse === undefined) throw new Error('no incident');
  const closed = {
    ...worse,
    state: 'closed',
    closing: 'cleared',
    closedAt: Date.now(),
    updatedAt: Date.now(),
  } as const;
  await store.incidents.save({ incident: closed, events: [] });
  await until('nothing is left to say', async () => (await store.notifications.open()).length === 0, {
    withinMs: 30_000,
  });

  expect(messages().filter((one) => one.subtype === 'thread_broadcast')).toHaveLength(1);
  expect(messages()).toHaveLength(3);
});
