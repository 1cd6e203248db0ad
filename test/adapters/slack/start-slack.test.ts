import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { EnvHttpProxyAgent, getGlobalDispatcher, setGlobalDispatcher } from 'undici';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { type StartedSlack, startSlack } from '../../../src/adapters/slack/start-slack.ts';
import type { ChatDesk, ChatPress } from '../../../src/ports/chat.ts';
import { alert } from '../../support/alerts.ts';
import { addUser, commandPayload, pressPayload } from '../../support/slack-people.ts';
import { appToken, botToken, channel, type SlackServer, startSlackServer, team } from '../../support/slack-server.ts';
import { allLog, type AllLog } from '../../support/all-log.ts';
import { type DeskScript, recordingDesk } from '../../support/recording-desk.ts';
import { waitingClock, type WaitingClock } from '../../support/waiting-clock.ts';

const user = 'U0TEST001';
let slack: SlackServer;
let clock: WaitingClock;
let log: AllLog;
let desk: ChatDesk & DeskScript;
let stop: AbortController;
let started: StartedSlack | undefined;

beforeEach(async () => {
  slack = await startSlackServer({ ackWithinMs: 1_000 });
  addUser(slack, user);
  clock = waitingClock();
  log = allLog();
  desk = recordingDesk();
  stop = new AbortController();
  started = undefined;
});

afterEach(async () => {
  stop.abort();
  await started?.ended;
  await slack.close();
  if (/xoxb-|xapp-/.test(JSON.stringify(log.lines))) throw new Error('a token was logged');
});

function start(): StartedSlack {
  const access = { apiUrl: slack.apiUrl, botToken, appToken, team };
  started = startSlack({ access, mentions: {}, desk, clock, log, signal: stop.signal });
  return started;
}

async function startWithAlert(): Promise<string> {
  const { messenger } = start();
  await slack.socket.connected(1);
  const sent = await messenger.post(
    { channel, thread: undefined, body: { kind: 'alert', alert: alert() }, key: 'k1' },
    stop.signal,
  );
  return sent.result?.['message'] ?? '';
}

const press = (ts: string, button = 'approve', change: object = {}) =>
  pressPayload(slack, { user, button, ts }, { ...change });

test.each(['approve', 'deny', 'snooze'] as const)(
  'a press of %s reaches the desk with the person, and the person alone gets the answer',
  async (button) => {
    const ts = await startWithAlert();

    const delivery = slack.socket.deliver('interactive', press(ts, button));
    await delivery.acked;
    await desk.asked(1);
    await slack.answered(1);

    expect(desk.presses).toEqual<ChatPress[]>([
      {
        kind: button,
        incidentId: 'inc-1',
        planDigest: 'plan-digest-1',
        person: { id: `slack:${team}/${user}`, name: `Person ${user}` },
        channel,
        pressId: `${team}/${channel}/${ts}/${user}/flink_medic_${button}/1800000002.000100`,
        at: 1_800_000_002_000,
      },
    ]);
    expect(slack.answers[0]?.text).toBe(`done: ${button}`);
  },
);

test('Slack is told at once that the press came, however long the desk takes', async () => {
  const ts = await startWithAlert();
  const release = desk.hold();

  const delivery = slack.socket.deliver('interactive', press(ts));
  const tookMs = await delivery.acked;

  expect(tookMs).toBeLessThan(3_000);
  expect(slack.answers).toEqual([]);
  release();
  await slack.answered(1);
  expect(delivery.attempts).toBe(1);
});

test('why is answered without touching the question', async () => {
  const ts = await startWithAlert();

  await slack.socket.deliver('interactive', press(ts, 'why')).acked;
  await slack.answered(1);

  expect(desk.presses).toEqual([]);
  expect(slack.answers[0]?.text).toBe('why inc-1: because &lt;!channel&gt;');
});

test.each(['status', 'incidents', 'pause deploy at 5', 'resume', ''])(
  'the command %j reaches the desk',
  async (text) => {
    await startWithAlert();

    await slack.socket.deliver('slash_commands', commandPayload(slack, user, ` ${text} `)).acked;
    await slack.answered(1);

    expect(desk.commands).toEqual([text]);
    expect(slack.answers[0]?.text).toBe(`command ${text}`.trim());
  },
);

test('a repeated delivery of one press carries the same press id, a second press another', async () => {
  const ts = await startWithAlert();
  const once = press(ts);

  for (const payload of [once, once, press(ts)]) await slack.socket.deliver('interactive', payload).acked;
  await slack.answered(3);

  const ids = desk.presses.map((one) => one.pressId);
  expect(ids).toHaveLength(3);
  expect(new Set(ids).size).toBe(2);
});

test('presses that come late and in another order all reach the desk exactly as they are', async () => {
  const ts = await startWithAlert();
  const payloads = [press(ts), press(ts, 'deny'), press(ts, 'snooze')];

  for (const payload of payloads.toReversed()) await slack.socket.deliver('interactive', payload).acked;
  await slack.answered(3);

  expect(desk.presses.map((one) => one.kind).toSorted()).toEqual(['approve', 'deny', 'snooze']);
  expect(new Set(desk.presses.map((one) => one.at)).size).toBe(3);
});

test('a press whose acknowledgement is lost with the line is handled, and again after it is delivered again', async () => {
  const ts = await startWithAlert();
  const release = desk.hold();

  const payload = press(ts);
  await slack.socket.deliver('interactive', payload).acked;
  await desk.asked(1);
  slack.socket.drop();
  await slack.socket.connected(2);
  await slack.socket.deliver('interactive', payload).acked;
  release();
  await slack.answered(2);

  expect(new Set(desk.presses.map((one) => one.pressId)).size).toBe(1);
});

test('a forged value reaches the desk as what it is: untrusted text', async () => {
  const ts = await startWithAlert();
  const [action] = press(ts)['actions'] as object[];

  const value = JSON.stringify({ incident: 'inc-9', digest: 'forged' });
  await slack.socket.deliver('interactive', press(ts, 'approve', { actions: [{ ...action, value }] })).acked;
  await desk.asked(1);
  await slack.answered(1);

  expect(desk.presses[0]).toMatchObject({ incidentId: 'inc-9', planDigest: 'forged' });
});

test.each<[string, object, RegExp, account: string]>([
  ['another workspace', { team: { id: 'T0EVIL001' } }, /another workspace.*T0EVIL001/, `${team}/${user}`],
  ['no workspace at all', { team: null }, /another workspace.*organisation/, `${team}/${user}`],
  ['another app', { api_app_id: 'A0EVIL001' }, /another app.*A0EVIL001/, `${team}/${user}`],
  [
    'a person of another workspace',
    { user: { id: user, team_id: 'T0EVIL001' } },
    /only members.*T0EVIL001/,
    `T0EVIL001/${user}`,
  ],
])('a press from %s is refused, told, recorded and logged', async (_what, change, reason, account) => {
  const ts = await startWithAlert();

  await slack.socket.deliver('interactive', press(ts, 'approve', change)).acked;
  await slack.answered(1);

  expect(desk.presses).toEqual([]);
  expect(slack.answers[0]?.text).toMatch(reason);
  expect(desk.refusals).toEqual([[`slack:${account}`, expect.stringMatching(/workspace|app/)]]);
  expect(log.of('refused a person in Slack')).toHaveLength(1);
});

test.each<[string, object, RegExp]>([
  ['a bot', { is_bot: true }, /bots may not answer/],
  ['a guest', { is_restricted: true }, /guests/],
  ['a single-channel guest', { is_ultra_restricted: true }, /guests/],
  ['a stranger', { is_stranger: true }, /other organisations/],
  ['a deactivated account', { deleted: true }, /deactivated/],
  ['an invited person', { is_invited_user: true }, /invitation/],
  ['a workflow', { is_workflow_bot: true }, /bots may not/],
  ['a member of another workspace', { team_id: 'T0EVIL001' }, /only members/],
  ['a person without a workspace', { team_id: undefined }, /only members/],
  [
    'a member of the organisation only',
    { team_id: 'E0TEST001', enterprise_user: { teams: ['T0OTHER01'] } },
    /only members/,
  ],
])('%s may press and type, and is refused', async (_what, change, reason) => {
  const ts = await startWithAlert();
  addUser(slack, user, { ...change });

  await slack.socket.deliver('interactive', press(ts)).acked;
  await slack.socket.deliver('slash_commands', commandPayload(slack, user, 'pause')).acked;
  await slack.answered(2);

  expect([desk.presses, desk.commands]).toEqual([[], []]);
  expect(desk.refusals).toEqual([[`slack:${team}/${user}`, expect.stringMatching(reason)]]);
  for (const answer of slack.answers) expect(answer.text).toMatch(reason);
});

test('Slackbot, of which Slack says that it is no bot, is one', async () => {
  const ts = await startWithAlert();
  addUser(slack, 'USLACKBOT');

  await slack.socket.deliver('interactive', press(ts, 'approve', { user: { id: 'USLACKBOT', team_id: team } })).acked;
  await slack.answered(1);

  expect(desk.presses).toEqual([]);
  expect(slack.answers[0]?.text).toMatch(/bots may not answer/);
});

test.each<[string, Readonly<Record<string, unknown>>]>([
  ['by its list', { team_id: 'E0TEST001', enterprise_user: { teams: [team] } }],
  ['as Slack says of them alone', { team_id: team }],
])('a member of the workspace in an organisation may answer: %s', async (_what, change) => {
  const ts = await startWithAlert();
  addUser(slack, user, change);

  await slack.socket.deliver('interactive', press(ts, 'approve', { user: { id: user, team_id: 'E0TEST001' } })).acked;
  await slack.answered(1);

  expect(desk.presses).toHaveLength(1);
});

test('so may one of whom Slack names another of their workspaces in the organisation, and nobody who is not in ours', async () => {
  const ts = await startWithAlert();
  const elsewhere = { user: { id: user, team_id: 'T0OTHER01' } };
  addUser(slack, user, { team_id: 'T0OTHER01', enterprise_user: { teams: ['T0OTHER01', team] } });

  await slack.socket.deliver('interactive', press(ts, 'approve', elsewhere)).acked;
  await slack.answered(1);
  addUser(slack, 'U0NOTOURS', { team_id: 'T0OTHER01', enterprise_user: { teams: ['T0OTHER01'] } });
  const notOurs = { user: { id: 'U0NOTOURS', team_id: 'T0OTHER01' } };
  await slack.socket.deliver('interactive', press(ts, 'approve', notOurs)).acked;
  await slack.answered(2);

  expect(desk.presses.map((one) => one.person.id)).toEqual([`slack:${team}/${user}`]);
  expect(slack.answers[1]?.text).toMatch(/only members of this workspace may answer/);
});

type Fault = Parameters<SlackServer['fault']>[1];

test.each<[string, Fault]>([
  ['does not know the person', { kind: 'json', body: { ok: false, error: 'user_not_found' } }],
  ['tells of somebody else', { kind: 'json', body: { ok: true, user: { id: 'U0OTHER01', team_id: team } } }],
  ['refuses the token', { kind: 'json', body: { ok: false, error: 'invalid_auth' } }],
])('nobody is believed while Slack %s', async (_what, fault) => {
  const ts = await startWithAlert();
  slack.fault('users.info', fault);

  await slack.socket.deliver('interactive', press(ts)).acked;
  await slack.answered(1);

  expect(desk.presses).toEqual([]);
  expect(slack.answers[0]?.text).toMatch(/does not say who you are/);
});

const unavailable: Fault = { kind: 'status', status: 503 };

test.each<[string, Fault, tries: number]>([
  ['is ill', unavailable, 4],
  ['wants fewer requests', { kind: 'status', status: 429, headers: { 'retry-after': '1' } }, 1],
  ['cuts the line', { kind: 'cut' }, 1],
  ['is in trouble', { kind: 'json', body: { ok: false, error: 'internal_error' } }, 1],
  ['stands behind a proxy with a page', { kind: 'html' }, 1],
])('a press is stored although Slack %s when it is asked who pressed', async (_what, fault, tries) => {
  const ts = await startWithAlert();
  slack.fault('users.info', ...Array.from({ length: tries }, () => fault));

  const delivery = slack.socket.deliver('interactive', press(ts));
  await delivery.acked;
  await slack.answered(1);

  expect(desk.presses).toHaveLength(1);
  expect(delivery.attempts).toBe(1);
  expect(slack.answers.map((one) => one.text)).toEqual(['done: approve']);
});

test('Slack is waited for as long as it asks for', async () => {
  const ts = await startWithAlert();
  slack.fault('users.info', { kind: 'status', status: 429, headers: { 'retry-after': '1' } });

  await slack.socket.deliver('interactive', press(ts)).acked;

  expect(clock.waits).toContain(1_000);
});

/** More than one delivery of a press tries. */
const throughoutOneDelivery = Array.from({ length: 8 }, () => unavailable);

test('a press that nobody vouches for is delivered again until somebody does, and its failure is told once', async () => {
  const ts = await startWithAlert();
  slack.fault('users.info', ...throughoutOneDelivery, ...throughoutOneDelivery);

  const delivery = slack.socket.deliver('interactive', press(ts));
  await delivery.acked;
  await slack.answered(2);

  expect(delivery.attempts).toBe(3);
  expect(desk.presses).toHaveLength(1);
  expect(slack.answers.map((one) => one.text)).toEqual([
    expect.stringMatching(/does not say who you are.*503.*Press again.*it counts once/),
    'done: approve',
  ]);
});

/** Of one answer. */
const allTries = Array.from({ length: 4 }, () => unavailable);

test('a press whose failure cannot be told is not taken as done either', async () => {
  const ts = await startWithAlert();
  slack.fault('users.info', ...throughoutOneDelivery);
  slack.fault('response_url', ...allTries);
  slack.fault('chat.postEphemeral', ...allTries);

  const delivery = slack.socket.deliver('interactive', press(ts));
  await delivery.acked;
  await slack.answered(1);

  expect(delivery.attempts).toBe(2);
  expect(slack.answers.map((one) => one.text)).toEqual(['done: approve']);
  expect(log.lines.map((one) => one.message)).toContain('an answer did not reach a person in Slack');
});

test('a failure that could not be told of one delivery is told of the next', async () => {
  const ts = await startWithAlert();
  slack.fault('users.info', ...throughoutOneDelivery, ...throughoutOneDelivery);
  slack.fault('response_url', ...allTries);
  slack.fault('chat.postEphemeral', ...allTries);

  await slack.socket.deliver('interactive', press(ts)).acked;
  await slack.answered(2);

  expect(slack.answers.map((one) => one.text)).toEqual([
    expect.stringContaining('does not say who you are'),
    'done: approve',
  ]);
});

test('a failure is not told any more once the same press was taken', async () => {
  const ts = await startWithAlert();
  slack.fault('users.info', ...throughoutOneDelivery);
  slack.fault('response_url', { kind: 'hang' });

  await slack.socket.deliver('interactive', press(ts)).acked;
  await slack.answered(1);
  stop.abort();
  await started?.ended;

  expect(slack.answers.map((one) => one.text)).toEqual(['done: approve']);
  expect(slack.ephemerals).toEqual([]);
});

test('an answer that Slack does not take while it is in trouble reaches the person a moment later', async () => {
  const ts = await startWithAlert();
  slack.fault('response_url', { kind: 'cut' }, unavailable);
  slack.fault('chat.postEphemeral', unavailable, { kind: 'json', body: { ok: false, error: 'ratelimited' } });

  await slack.socket.deliver('interactive', press(ts)).acked;
  await slack.answered(1);

  expect(slack.answers.map((one) => one.text)).toEqual(['done: approve']);
  expect(clock.waits).toEqual([1_000, 3_000]);
});

test('an answer that Slack refuses for good is not tried again', async () => {
  const ts = await startWithAlert();
  slack.fault('response_url', { kind: 'status', status: 404 });
  slack.fault('chat.postEphemeral', { kind: 'json', body: { ok: false, error: 'user_not_in_channel' } });

  await slack.socket.deliver('interactive', press(ts)).acked;
  stop.abort();
  await started?.ended;

  expect(log.of('an answer did not reach a person in Slack')).toHaveLength(1);
  expect(slack.calls.filter((one) => one.method === 'chat.postEphemeral')).toHaveLength(1);
});

test('a press that could not be stored is delivered again with the same press id, and its failure is told once', async () => {
  const ts = await startWithAlert();
  desk.loseNext(2);

  const payload = press(ts);
  const delivery = slack.socket.deliver('interactive', payload);
  await delivery.acked;
  await slack.answered(2);

  expect(delivery.attempts).toBe(3);
  expect(desk.presses.map((one) => one.pressId)).toEqual([expect.stringContaining(`/${user}/flink_medic_approve/`)]);
  expect(slack.answers.map((one) => one.text)).toEqual([
    expect.stringMatching(/could not be recorded.*Press again.*it counts once/),
    'done: approve',
  ]);
});

test('the reason of a pause is what was typed, without the entities of Slack', async () => {
  await startWithAlert();

  await slack.socket.deliver('slash_commands', commandPayload(slack, user, 'pause R&amp;D &lt;rollout&gt; &amp;lt;'))
    .acked;
  await slack.answered(1);

  expect(desk.commands).toEqual(['pause R&D <rollout> &lt;']);
});

test('a command is not delivered again, so it waits for Slack to say who typed it', async () => {
  await startWithAlert();
  slack.fault('users.info', ...throughoutOneDelivery.slice(0, 7));

  const delivery = slack.socket.deliver('slash_commands', commandPayload(slack, user, 'status'));
  await delivery.acked;
  await slack.answered(1);

  expect(delivery.attempts).toBe(1);
  expect(slack.answers.map((one) => one.text)).toEqual(['command status']);
});

test('a command that nobody vouches for is refused with what to do', async () => {
  await startWithAlert();
  slack.fault('users.info', ...throughoutOneDelivery);

  await slack.socket.deliver('slash_commands', commandPayload(slack, user, 'pause')).acked;
  await slack.answered(1);

  expect(desk.commands).toEqual([]);
  expect(slack.answers[0]?.text).toMatch(/does not say who you are.*Try again, or answer in the terminal/);
});

test('a press is acknowledged before Slack delivers it again when Slack itself takes long, and is tried on', async () => {
  await slack.close();
  slack = await startSlackServer({ ackWithinMs: 3_000 });
  addUser(slack, user);
  const ts = await startWithAlert();
  slack.fault('users.info', { kind: 'hang' });

  const delivery = slack.socket.deliver('interactive', press(ts));
  const tookMs = await delivery.acked;
  const before = desk.presses.length;
  await slack.answered(1);

  expect(tookMs).toBeLessThan(3_000);
  expect(before).toBe(0);
  expect(delivery.attempts).toBe(1);
  expect(slack.answers.map((one) => one.text)).toEqual(['done: approve']);
}, 15_000);

test('a person is asked about once a minute', async () => {
  const ts = await startWithAlert();
  const asked = () => slack.calls.filter((call) => call.method === 'users.info').length;

  for (let count = 1; count <= 2; count += 1) await slack.socket.deliver('interactive', press(ts)).acked;
  await slack.answered(2);
  const before = asked();
  clock.move(60_000);
  await slack.socket.deliver('interactive', press(ts)).acked;
  await slack.answered(3);

  expect(before).toBeLessThanOrEqual(2);
  expect(asked()).toBe(before + 1);
});

test('a person who was asked about by a clock that is put back is asked about again', async () => {
  const ts = await startWithAlert();
  await slack.socket.deliver('interactive', press(ts)).acked;
  await slack.answered(1);
  const asked = () => slack.calls.filter((call) => call.method === 'users.info').length;
  const before = asked();

  clock.move(-3_600_000);
  await slack.socket.deliver('interactive', press(ts)).acked;
  await slack.answered(2);

  expect(asked()).toBe(before + 1);
});

const [text600] = ['x'.repeat(600)];
test.each<[string, Readonly<Record<string, unknown>>]>([
  ['no actions', { actions: [] }],
  ['two actions', { actions: [{}, {}] }],
  ['actions that are null', { actions: null }],
  [
    'a button of another app',
    { actions: [{ type: 'button', action_id: 'other', value: '{}', action_ts: '1.000001' }] },
  ],
  [
    'a value that is not JSON',
    { actions: [{ type: 'button', action_id: 'flink_medic_approve', value: 'x', action_ts: '1.000001' }] },
  ],
  [
    'a value with more in it',
    {
      actions: [
        {
          type: 'button',
          action_id: 'flink_medic_approve',
          value: '{"incident":"a","digest":"b","as":"admin"}',
          action_ts: '1.000001',
        },
      ],
    },
  ],
  [
    'an endless incident',
    {
      actions: [
        {
          type: 'button',
          action_id: 'flink_medic_approve',
          value: `{"incident":"${text600}","digest":"b"}`,
          action_ts: '1.000001',
        },
      ],
    },
  ],
  ['no person', { user: null }],
  ['a person with an address for an id', { user: { id: '../../admin', team_id: team } }],
  ['no channel', { channel: undefined }],
  ['two channels', { channel: { id: 'C0OTHER01' } }],
  ['no message', { container: { type: 'view' } }],
])('a press with %s is refused and logged, and the next one works', async (_what, change) => {
  const ts = await startWithAlert();

  await slack.socket.deliver('interactive', press(ts, 'approve', change)).acked;
  await slack.socket.deliver('interactive', press(ts)).acked;
  await slack.answered(1);

  expect(desk.presses).toHaveLength(1);
  expect(log.of('refused a malformed message from Slack')).toHaveLength(1);
});

test.each([
  'null',
  '[]',
  '"x"',
  '{',
  '{"type":"close"}',
  '{"type":"events_api","payload":{}}',
  '{"type":"ws_message"}',
])('a frame of %s neither ends the process nor the connection', async (text) => {
  const ts = await startWithAlert();

  slack.socket.raw(text);
  await slack.socket.deliver('interactive', press(ts)).acked;
  await slack.answered(1);

  expect(log.of('refused a malformed message from Slack')).toHaveLength(1);
  expect(slack.socket.tickets).toBe(1);
});

test.each<[string, (stranger: string) => string]>([
  ['another server', (stranger) => `${stranger}/response/U0TEST001`],
  ['an address with a password', () => `${slack.apiUrl.replace('//', '//a:b@').replace(/api$/, '')}response/${user}`],
  ['something that is no address', () => 'nothing'],
])('an answer is never sent to %s, but given another way', async (_what, addressOf) => {
  const ts = await startWithAlert();
  const stranger = await startSlackServer();
  onTestFinished(() => stranger.close());
  const responseUrl = addressOf(stranger.apiUrl.replace(/\/api$/, ''));

  await slack.socket.deliver('interactive', press(ts, 'approve', { response_url: responseUrl })).acked;
  await slack.whispered(1);

  expect(slack.ephemerals[0]).toMatchObject({ channel, user, text: 'done: approve' });
  expect([slack.answers, stranger.answers]).toEqual([[], []]);
});

test('an answer that Slack does not take is given another way', async () => {
  const ts = await startWithAlert();
  slack.fault('response_url', { kind: 'status', status: 404 });

  await slack.socket.deliver('interactive', press(ts)).acked;
  await slack.whispered(1);

  expect(slack.ephemerals).toHaveLength(1);
});

test('a desk that fails is told as that, and nothing of its error', async () => {
  const ts = await startWithAlert();
  desk.fail(new Error('database password hunter2'));

  await slack.socket.deliver('interactive', press(ts)).acked;
  await slack.answered(1);

  expect(slack.answers[0]?.text).toMatch(/could not be recorded/);
  expect(JSON.stringify(slack.answers)).not.toContain('hunter2');
});

test('what was pressed before the stop is handled before it ends', async () => {
  const ts = await startWithAlert();
  const release = desk.hold();

  await slack.socket.deliver('interactive', press(ts)).acked;
  await desk.asked(1);
  stop.abort();
  release();
  await started?.ended;

  expect(slack.answers[0]?.text).toBe('done: approve');
  expect(started?.state()).toEqual({ kind: 'stopped' });
});

test('behind a proxy that the environment names everything goes through it, the connection too', async () => {
  const tunnels: string[] = [];
  const proxy = createServer().on('connect', (request, line, head) => {
    tunnels.push(request.url ?? '');
    const onward = connect(Number(request.url?.split(':')[1]), '127.0.0.1', () => {
      line.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.write(head);
      onward.pipe(line).pipe(onward);
    });
    for (const socket of [line, onward]) socket.on('error', () => [line, onward].forEach((one) => one.destroy()));
  });
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
  const { port } = proxy.address() as AddressInfo;
  vi.stubEnv('HTTP_PROXY', `http://127.0.0.1:${port}`);
  const direct = getGlobalDispatcher();
  // As Node itself does with NODE_USE_ENV_PROXY=1.
  setGlobalDispatcher(new EnvHttpProxyAgent({ proxyTunnel: true }));
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    setGlobalDispatcher(direct);
    proxy.closeAllConnections();
    proxy.close();
  });

  await startWithAlert();
  const asked = slack.calls.length;
  stop.abort();
  await started?.ended;

  expect(asked).toBeGreaterThan(0);
  expect(tunnels).toHaveLength(asked + 1);
});
