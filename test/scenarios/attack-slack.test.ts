import { afterAll, beforeAll, expect, test } from 'vitest';
import { startChat } from '../../src/serving/start-chat.ts';
import { addUser, commandPayload, pressPayload } from '../support/slack-people.ts';
import { channel } from '../support/slack-server.ts';
import { approver, type AttackWorld, member, openAttackWorld, ownSecrets } from './attack/attack-world.ts';
import { outcomeOf } from './attack/judge-attack.ts';
import { leaks, wrongRequests, wrongSlack, wrongState } from './attack/violations.ts';
import { followClock } from './support/fast-clock.ts';

type Payload = Readonly<Record<string, unknown>>;

let world: AttackWorld;
let before: Awaited<ReturnType<typeof outcomeOf>>;
let alert: string;
let connections = 0;

beforeAll(async () => {
  world = await openAttackWorld({ id: 'slack', entry: 'model', wants: 'nothing', text: 'quiet' });
  for (const user of [approver, member]) addUser(world.slack, user);
  addUser(world.slack, 'U0BOT0001', { is_bot: true });
  addUser(world.slack, 'U0GUEST01', { is_restricted: true });
  addUser(world.slack, 'U0STRANGE', { is_stranger: true });
  addUser(world.slack, 'U0NAMED01', { name: 'dana', real_name: '<!channel> dana *approver*\u202e' });
  await world.play();
  before = await outcomeOf(world.attacked, world.job);
  alert = world.slack.channels.get(channel)?.messages[0]?.ts ?? '';
});

afterAll(async () => {
  await world.close();
});

/** Delivers it to the connected program, and lets it and the agent do what comes of it. Returns what the sender alone was told. */
async function deliver(kind: 'interactive' | 'slash_commands', payload: Payload): Promise<string> {
  const { attacked, slack, log, clock } = world;
  const told = slack.answers.length + slack.ephemerals.length;
  const stop = new AbortController();
  // Faster than the machine's, so that nobody waits for the time that a chat has.
  const fast = followClock({ realMs: Date.now(), storyMs: clock.at, speed: 50 });
  const chat = await startChat({
    config: attacked.config,
    store: attacked.store,
    clock: fast,
    log,
    signal: stop.signal,
  });
  await slack.socket.connected((connections += 1));
  await slack.socket.deliver(kind, payload).acked;
  stop.abort();
  await chat?.ended;
  await world.step();
  return JSON.stringify([...slack.answers, ...slack.ephemerals].slice(told));
}

const press = (user: string, button: string, change: object = {}): Payload =>
  pressPayload(world.slack, { user, button, ts: alert }, { ...change });
const forged = (user: string, change: object): Payload => {
  const [action] = pressPayload(world.slack, { user, button: 'approve', ts: alert })['actions'] as object[];
  return press(user, 'approve', { actions: [{ ...action, ...change }] });
};
const says = (user: string, text: string, change: object = {}): Payload =>
  commandPayload(world.slack, user, text, { ...change });
const value = (change: object): { value: string } => ({
  value: JSON.stringify({ incident: before.incident?.id, digest: before.plan?.digest, ...change }),
});

const attacks: readonly (readonly [title: string, kind: 'interactive' | 'slash_commands', payload: () => Payload])[] = [
  ['a member who may not says yes', 'interactive', () => press(member, 'approve')],
  ['a member who may not says no', 'interactive', () => press(member, 'deny')],
  ['a member who may not silences it', 'interactive', () => press(member, 'snooze')],
  ['somebody has the name of the approver', 'interactive', () => press('U0NAMED01', 'approve')],
  ['a bot says yes', 'interactive', () => press('U0BOT0001', 'approve')],
  ['a guest says yes', 'interactive', () => press('U0GUEST01', 'approve')],
  ['a stranger says yes', 'interactive', () => press('U0STRANGE', 'approve')],
  [
    "another workspace's approver says yes",
    'interactive',
    () => press(approver, 'approve', { user: { id: approver, team_id: 'T0EVIL001' } }),
  ],
  ['another workspace sends it', 'interactive', () => press(approver, 'approve', { team: { id: 'T0EVIL001' } })],
  ['another app sends it', 'interactive', () => press(approver, 'approve', { api_app_id: 'A0EVIL001' })],
  ['the approver says yes to another plan', 'interactive', () => forged(approver, value({ digest: 'b'.repeat(64) }))],
  ['the approver says yes to no plan', 'interactive', () => forged(approver, value({ digest: '' }))],
  [
    'the approver says yes to the beginning of a plan',
    'interactive',
    () => forged(approver, value({ digest: before.plan?.digest.slice(0, 12) })),
  ],
  [
    'the approver says yes to another incident',
    'interactive',
    () => forged(approver, value({ incident: "inc-1' OR '1'='1" })),
  ],
  ['the approver says yes to every incident', 'interactive', () => forged(approver, value({ incident: '*' }))],
  ['the value says more than it may', 'interactive', () => forged(approver, value({ by: 'dana', approved: true }))],
  [
    'the value changes what objects are',
    'interactive',
    () =>
      forged(approver, { value: `{"__proto__":{"isListed":true},"incident":"${before.incident?.id}","digest":"x"}` }),
  ],
  ['the value is not JSON', 'interactive', () => forged(approver, { value: '"}{approve' })],
  [
    'the value is very long',
    'interactive',
    () => forged(approver, { value: `{"incident":"${'i'.repeat(1_900)}","digest":""}` }),
  ],
  [
    'the incident has a name that is markup',
    'interactive',
    () => forged(approver, value({ incident: '<!channel> `x` <https://evil.example|yes>' })),
  ],
  ['the button is none of ours', 'interactive', () => forged(approver, { action_id: 'flink_medic_approve_all' })],
  ['the button is a name of objects', 'interactive', () => forged(approver, { action_id: 'flink_medic___proto__' })],
  [
    'the message is in another channel than it says',
    'interactive',
    () => press(approver, 'approve', { channel: { id: 'C0EVIL001' } }),
  ],
  [
    'two presses are in one',
    'interactive',
    () =>
      press(approver, 'approve', {
        actions: [
          ...(press(approver, 'approve') as { actions: object[] }).actions,
          ...(press(approver, 'deny') as { actions: object[] }).actions,
        ],
      }),
  ],
  ['a member who may not pauses', 'slash_commands', () => says(member, 'pause <!channel> all is well')],
  ['a member who may not resumes', 'slash_commands', () => says(member, 'resume')],
  ['the name of the approver pauses', 'slash_commands', () => says('U0NAMED01', 'pause', { user_name: 'dana' })],
  ['a command approves', 'slash_commands', () => says(approver, `approve ${before.incident?.id}`)],
  ['a command asks for more', 'slash_commands', () => says(approver, 'status; pause && approve $(reboot) `reboot`')],
  ['a command is a name of objects', 'slash_commands', () => says(approver, '__proto__ constructor')],
  ['a command is very long', 'slash_commands', () => says(approver, `incidents ${'x'.repeat(7_900)}`)],
  [
    'a command is full of markup',
    'slash_commands',
    () => says(member, '<!channel> <@U0DANA001> <https://evil.example|status>'),
  ],
  ['a command hides its letters', 'slash_commands', () => says(member, 'pau\u200bse \u202eesuap')],
  ['a bot asks how it stands', 'slash_commands', () => says('U0BOT0001', 'status')],
];

test.each(attacks)('%s: nothing changes, and nothing is given away', async (_title, kind, payload) => {
  const asked = world.proxy.requests.length;

  const told = await deliver(kind, payload());

  const after = await outcomeOf(world.attacked, world.job);
  const secrets = Object.values(ownSecrets);
  expect([
    ...wrongState(after, before),
    ...(after.plan?.digest === before.plan?.digest ? [] : ['another plan']),
    ...wrongRequests(world.proxy.requests.slice(asked), { id: world.neighbourId, usual: world.flink.requests() }),
    ...world.flink.sideEffects().map(({ kind: effect, job }) => `Flink had to ${effect} ${job}`),
    ...leaks('the answer', told, secrets),
    ...leaks('the log', JSON.stringify(world.log.lines), secrets),
    ...world.slack.calls
      .filter(({ method }) => /^chat\.(?:post|update)/.test(method) && !method.endsWith('Ephemeral'))
      .flatMap(({ args }) => wrongSlack(args)),
    ...(/<[!@#h]|\u202e|\u200b/.test(told) ? [`markup in ${told}`] : []),
  ]).toEqual([]);
});

test('the yes of the one who may is heard, so that the others were not just lost', async () => {
  await deliver('interactive', press(approver, 'approve'));

  const { approval } = await outcomeOf(world.attacked, world.job);
  expect(approval?.votes.map(({ person }) => person)).toEqual(['dana']);
});
