import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { type StartedSlack, startSlack } from '../../../src/adapters/slack/start-slack.ts';
import { alert } from '../../support/alerts.ts';
import { type AllLog, allLog } from '../../support/all-log.ts';
import { type DeskScript, recordingDesk } from '../../support/recording-desk.ts';
import { addUser, pressPayload } from '../../support/slack-people.ts';
import {
  appToken,
  botToken,
  channel,
  type SlackFault,
  type SlackServer,
  startSlackServer,
  team,
} from '../../support/slack-server.ts';
import { waitingClock, type WaitingClock } from '../../support/waiting-clock.ts';

const user = 'U0TEST001';
let slack: SlackServer;
let clock: WaitingClock;
let log: AllLog;
let desk: ReturnType<typeof recordingDesk> & DeskScript;
let stop: AbortController;
let started: StartedSlack;

beforeEach(async () => {
  slack = await startSlackServer({ ackWithinMs: 500 });
  addUser(slack, user);
  clock = waitingClock();
  log = allLog();
  desk = recordingDesk();
  stop = new AbortController();
});

afterEach(async () => {
  stop.abort();
  await started.ended;
  await slack.close();
});

function start(token = appToken): void {
  const access = { apiUrl: slack.apiUrl, botToken, appToken: token, team };
  started = startSlack({ access, mentions: {}, desk, clock, log, signal: stop.signal });
}

/** Posts an alert, presses its button, and waits for the answer: Slack is really heard. */
async function expectHeard(): Promise<void> {
  const before = slack.answers.length;
  const body = { kind: 'alert', alert: alert() } as const;
  const sent = await started.messenger.post({ channel, thread: undefined, body, key: 'k' }, stop.signal);
  const ts = sent.result?.['message'] ?? '';
  await slack.socket.deliver('interactive', pressPayload(slack, { user, button: 'approve', ts })).acked;
  await slack.answered(before + 1);
}

const opens = () => slack.calls.filter((call) => call.method === 'apps.connections.open').length;

test('a start returns at once, and tells when Slack is connected', async () => {
  start();
  const before = started.state();
  await slack.socket.connected(1);
  await expectHeard();

  expect(before).toEqual({ kind: 'connecting' });
  expect(started.state()).toEqual({ kind: 'connected', since: 1_800_000_000_000 });
  // The local Slack's hello says 1: another program with this app token would be the second.
  expect(log.of('Slack is connected')).toMatchObject([{ connections: 1 }]);
});

test.each<[string, boolean]>([
  ['warning', false],
  ['refresh_requested', false],
  ['refresh_requested', true],
])('a connection that Slack wants replaced (%s, deaf: %s) is replaced without a wait', async (reason, deaf) => {
  start();
  await slack.socket.connected(1);
  await expectHeard();
  clock.move(60_000);
  const began = performance.now();

  slack.socket.disconnect(reason, { deaf });
  await slack.socket.connected(2);
  const tookMs = performance.now() - began;
  await expectHeard();

  expect(tookMs).toBeLessThan(2_000);
  expect(clock.waits).toEqual([0]);
  expect(log.of('Slack is not connected')).toEqual([]);
});

test('a Socket Mode that was switched off is asked again rarely, and says so', async () => {
  start();
  await slack.socket.connected(1);
  await expectHeard();

  slack.socket.disconnect('link_disabled');
  await slack.socket.connected(2);
  await expectHeard();

  expect(clock.waits).toEqual([300_000]);
  expect(log.of('Slack is not connected')).toMatchObject([{ why: 'link_disabled: switch Socket Mode on in the app' }]);
});

test('a line that breaks is noticed, told and replaced', async () => {
  start();
  await slack.socket.connected(1);

  slack.socket.drop();
  await slack.socket.connected(2);
  await expectHeard();

  expect(log.of('Slack is not connected')).toHaveLength(1);
  expect(started.state().kind).toBe('connected');
});

test('a Slack that is away for a while is asked later and later, told of once, and heard again', async () => {
  slack.refuse(true);
  start();
  await clock.waited(8);
  const down = started.state();
  slack.refuse(false);
  await slack.socket.connected(1);
  await expectHeard();

  expect(clock.waits.slice(0, 8)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
  expect(down).toMatchObject({ kind: 'down', since: 1_800_000_000_000 });
  expect(log.of('Slack is not connected')).toHaveLength(1);
  expect(log.of('Slack is connected')).toMatchObject([{ downMs: expect.any(Number) }]);
});

test('an application that has too many connections elsewhere waits longer each time, and says so', async () => {
  slack.socket.script('too_many_websockets', 'too_many_websockets', 'too_many_websockets');
  start();
  await slack.socket.connected(1);
  await expectHeard();

  expect(clock.waits).toEqual([1_000, 2_000, 4_000]);
  expect(log.of('Slack is not connected')).toMatchObject([
    { why: expect.stringContaining('too_many_websockets: more than ten') },
  ]);
});

test('a Slack that takes the connection and never greets is given up after twenty seconds', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  slack.socket.script('silence');
  start();
  await slack.socket.greeted(1);

  await vi.advanceTimersByTimeAsync(19_999);
  const before = [...clock.waits];
  await vi.advanceTimersByTimeAsync(1);
  await slack.socket.connected(1);

  expect([before, clock.waits]).toEqual([[], [1_000]]);
  expect(log.of('Slack is not connected')).toMatchObject([{ why: 'no hello within 20000 ms' }]);
});

test('an address that refuses the connection is not the end', async () => {
  slack.socket.script('refuse', 'refuse');
  start();
  await slack.socket.connected(1);
  await expectHeard();

  expect(clock.waits).toEqual([1_000, 2_000]);
});

const says = (error: string): SlackFault => ({ kind: 'json', body: { ok: false, error } });

test.each<[string, SlackFault, number, string]>([
  ['is asked too often', { kind: 'status', status: 429, headers: { 'retry-after': '7' } }, 7_000, 'rate_limited'],
  ['is asked too often and does not say for how long', { kind: 'status', status: 429 }, 1_000, ''],
  ['fails', { kind: 'status', status: 500 }, 1_000, 'status 500'],
  ['shows a page', { kind: 'html' }, 1_000, ''],
  ['breaks off', { kind: 'cut' }, 1_000, ''],
  ['gives no address', { kind: 'json', body: { ok: true } }, 1_000, ''],
  ['is ill', says('internal_error'), 1_000, 'internal_error'],
  ['refuses the token', says('invalid_auth'), 300_000, 'invalid_auth: check'],
  ['misses a scope', says('missing_scope'), 300_000, 'missing_scope: add'],
])('a Slack that %s when a connection is asked for does not end the process', async (_what, fault, waitMs, why) => {
  slack.fault('apps.connections.open', fault);
  start();
  await slack.socket.connected(1);
  await expectHeard();

  expect(clock.waits).toEqual([waitMs]);
  expect(JSON.stringify(log.of('Slack is not connected'))).toContain(why);
});

test('a Slack that fails while the connection is made again does not end the process', async () => {
  start();
  await slack.socket.connected(1);
  slack.fault('apps.connections.open', { kind: 'status', status: 500 }, says('internal_error'), { kind: 'cut' });

  slack.socket.drop();
  await slack.socket.connected(2);
  await expectHeard();

  expect(opens()).toBe(5);
});

test('what was not acknowledged before the line broke comes again, and is answered', async () => {
  start();
  await slack.socket.connected(1);
  const body = { kind: 'alert', alert: alert() } as const;
  const sent = await started.messenger.post({ channel, thread: undefined, body, key: 'k' }, stop.signal);
  const payload = pressPayload(slack, { user, button: 'approve', ts: sent.result?.['message'] ?? '' });

  slack.socket.drop();
  const delivery = slack.socket.deliver('interactive', payload);
  await delivery.acked;
  await slack.answered(1);

  expect(desk.presses).toHaveLength(1);
});

test.each<[string, () => Promise<void>]>([
  ['before anything', () => Promise.resolve()],
  [
    'while it asks for an address that never comes',
    async () => {
      await slack.called('apps.connections.open');
    },
  ],
  [
    'while it waits for a hello that never comes',
    async () => {
      await slack.socket.greeted(1);
    },
  ],
  [
    'while it is connected',
    async () => {
      await slack.socket.connected(1);
    },
  ],
])('a stop %s ends within a second and leaves no connection', async (when, until) => {
  if (when.includes('address')) slack.fault('apps.connections.open', { kind: 'hang' });
  if (when.includes('hello')) slack.socket.script('silence');
  start();
  await until();
  const began = performance.now();

  stop.abort();
  await started.ended;

  expect(performance.now() - began).toBeLessThan(1_500);
  expect(started.state()).toEqual({ kind: 'stopped' });
});

test('a stop ends although the other side does not answer it', async () => {
  start();
  await slack.socket.connected(1);
  slack.socket.deafen();
  const began = performance.now();

  stop.abort();
  await started.ended;

  expect(performance.now() - began).toBeLessThan(1_500);
});
