import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { addUser, buttonsOf, commandPayload, pressPayload } from '../support/slack-people.ts';
import { app, appToken, botToken, channel, type SlackServer, startSlackServer, team } from '../support/slack-server.ts';
import type { Operator } from './support/operator.ts';
import { scenario, type World } from './support/scenario.ts';

const ann = 'U0TESTANN';
const ben = 'U0TESTBEN';
const stranger = 'U0TESTXXX';
const guest = 'U0TESTGGG';
const bot = 'U0TESTBOT';
const invoices = { name: 'invoice-totals', restartAttempts: 2 };

let tokens: string;

beforeAll(() => {
  tokens = mkdtempSync(join(tmpdir(), 'flink-medic-tokens-'));
  writeFileSync(join(tokens, 'bot'), botToken);
  writeFileSync(join(tokens, 'app'), appToken);
});
afterAll(() => rmSync(tokens, { recursive: true, force: true }));

interface Stage extends Operator {
  readonly slack: SlackServer;
  /** The message of the incident, once it has an Approve button. */
  question(): Promise<string>;
  press(user: string, change?: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>>;
}

/** An agent whose questions stand in a Slack of its own. */
async function withSlack(
  world: World,
  of: { readonly limits?: Readonly<Record<string, unknown>>; readonly cluster?: Readonly<Record<string, unknown>> },
  story: (stage: Stage) => Promise<void>,
): Promise<void> {
  const slack = await startSlackServer();
  for (const id of [ann, ben, stranger]) addUser(slack, id);
  addUser(slack, guest, { is_restricted: true });
  addUser(slack, bot, { is_bot: true });
  const medic = world.operator('chat', {
    cluster: { mode: 'ask', ...of.cluster },
    limits: of.limits ?? {},
    root: {
      slack: { team, apiUrl: slack.apiUrl, botTokenFile: join(tokens, 'bot'), appTokenFile: join(tokens, 'app') },
      notifications: { routes: [{ from: 'low', channel }] },
      approvals: {
        people: [
          { name: 'Ann', slack: [ann] },
          { name: 'Ben', slack: [`${team}/${ben}`] },
          { name: 'Guest', slack: [guest, bot] },
        ],
        rules: [{ clusters: ['main'], risks: ['safe', 'disruptive'], people: ['Ann', 'Ben', 'Guest'] }],
      },
    },
  });
  const messages = () => slack.channels.get(channel)?.messages ?? [];
  try {
    await story({
      ...medic,
      slack,
      question: () =>
        medic.until(
          'the question is in Slack',
          () => messages().findLast((one) => buttonsOf(one).includes('approve'))?.ts,
        ),
      async press(user, change = {}) {
        const ts = messages().findLast((one) => buttonsOf(one).includes('approve'))?.ts ?? '';
        const payload = pressPayload(slack, { user, button: 'approve', ts }, change);
        await slack.socket.deliver('interactive', payload).acked;
        return payload;
      },
    });
  } finally {
    await medic.end();
    await slack.close();
  }
}

async function failInvoices({ flink, until }: World): Promise<void> {
  flink.setTrouble('invoice-totals', 'out-of-restarts');
  await until('the job has failed', () => flink.job('invoice-totals')?.state === 'FAILED');
  flink.setTrouble('invoice-totals', undefined);
}

const refusedWhys = async (stage: Stage) =>
  (await stage.timeline()).filter((one) => one.data['answer'] === 'refused').map((one) => String(one.data['why']));

scenario('only the right person in Slack starts the job, and once', { jobs: [invoices] }, async (world) => {
  await withSlack(world, {}, async (stage) => {
    const { slack } = stage;
    await stage.serve();
    await failInvoices(world);
    await stage.reaches('invoice-totals', 'awaiting_approval');
    const ts = await stage.question();
    const button = (slack.message(ts).blocks as { elements?: { action_id: string; value: string }[] }[])
      .flatMap((block) => block.elements ?? [])
      .find((one) => one.action_id === 'flink_medic_approve');
    const { incident } = JSON.parse(button?.value ?? '{}') as { incident: string };
    const shown = JSON.stringify(slack.message(ts).blocks);
    expect(shown).toContain(`*May answer:* <@${ann}>, <@${ben}>, <@${guest}>`);
    const forged = (value: object, at: string) => ({
      actions: [
        {
          type: 'button',
          action_id: 'flink_medic_approve',
          block_id: 'x',
          value: JSON.stringify(value),
          action_ts: at,
        },
      ],
    });

    await stage.press(stranger);
    await stage.press(guest);
    await stage.press(bot);
    await stage.press(ann, { team: { id: 'T0OTHER01', domain: 'evil' } });
    await stage.press(ann, { api_app_id: `${app}X` });
    await stage.press(ann, forged({ incident, digest: 'f'.repeat(64) }, '1800000900.000100'));
    await stage.press(ann, forged({ incident: 'inc-none', digest: 'f'.repeat(64) }, '1800000901.000100'));
    await slack.answered(7);
    await stage.polls(3);

    expect(world.writes()).toEqual([]);
    const whys = await stage.until('all refusals are recorded', async () => {
      const all = await refusedWhys(stage);
      return all.length >= 6 ? all : undefined;
    });
    expect(whys.toSorted()).toEqual([
      'bots may not answer',
      'guests may not answer',
      'it comes from another workspace than slack.team',
      'it was pressed in another app',
      'the plan is not the one that was answered',
      expect.stringContaining('you are not among those who may approve'),
    ]);

    const first = await stage.press(ann);
    await slack.socket.deliver('interactive', first).acked;
    const closed = await stage.reaches('invoice-totals', 'closed');
    await slack.answered(9);

    expect(closed.closing).toBe('cleared');
    expect((await stage.timeline()).filter((one) => one.kind === 'approved').map((one) => one.text)).toEqual([
      expect.stringMatching(/^Ann approved plan/),
    ]);
    expect(await refusedWhys(stage)).toHaveLength(6);
    await stage.until('the buttons are gone', () => buttonsOf(slack.message(ts)).length === 0);
  });
  return ['start invoice-totals'];
});

scenario(
  'a click survives a process that is killed before it acts',
  { jobs: [invoices], withinMs: 90_000 },
  async (world) => {
    await withSlack(world, {}, async (stage) => {
      const child = stage.spawn();
      await stage.until('the agent knows the cluster', () => stage.knows());
      await stage.polls(5);
      await failInvoices(world);
      await stage.reaches('invoice-totals', 'awaiting_approval');
      await stage.question();

      await stage.press(ann);
      await child.kill();
      stage.spawn();
      const closed = await stage.reaches('invoice-totals', 'closed');

      expect(closed.closing).toBe('cleared');
      expect((await stage.timeline()).filter((one) => one.kind === 'approved')).toHaveLength(1);
    });
    return ['start invoice-totals'];
  },
);

scenario('a click while nobody runs is delivered by Slack later, and counts', { jobs: [invoices] }, async (world) => {
  await withSlack(world, {}, async (stage) => {
    const agent = await stage.serve();
    await failInvoices(world);
    await stage.reaches('invoice-totals', 'awaiting_approval');
    const ts = await stage.question();
    await agent.stop();

    const delivery = stage.slack.socket.deliver(
      'interactive',
      pressPayload(stage.slack, { user: ben, button: 'approve', ts }),
    );
    stage.start();
    await delivery.acked;
    const closed = await stage.reaches('invoice-totals', 'closed');

    expect(closed.closing).toBe('cleared');
    expect((await stage.timeline()).filter((one) => one.kind === 'approved').map((one) => one.text)).toEqual([
      expect.stringMatching(/^Ben approved plan/),
    ]);
  });
  return ['start invoice-totals'];
});

scenario('a click that comes after the time is over starts nothing', { jobs: [invoices] }, async (world) => {
  await withSlack(world, { limits: { approvalExpires: '20m' } }, async (stage) => {
    await stage.serve();
    await failInvoices(world);
    await stage.reaches('invoice-totals', 'awaiting_approval');
    const ts = await stage.question();
    const late = pressPayload(stage.slack, { user: ann, button: 'approve', ts });
    stage.skip(21 * 60_000);
    await stage.reaches('invoice-totals', 'escalated');

    await stage.slack.socket.deliver('interactive', late).acked;
    await stage.until('the refusal is recorded', async () => (await refusedWhys(stage)).length === 1);

    expect(await refusedWhys(stage)).toEqual(['the time to answer is over']);
    expect(world.writes()).toEqual([]);
  });
  return [];
});

scenario('pause in Slack keeps a plan from beginning until resume', { jobs: [invoices] }, async (world) => {
  await withSlack(world, {}, async (stage) => {
    const { slack } = stage;
    const say = (user: string, text: string) =>
      slack.socket.deliver('slash_commands', commandPayload(slack, user, text)).acked;
    await stage.serve();
    await failInvoices(world);
    await stage.reaches('invoice-totals', 'awaiting_approval');
    await stage.question();

    await say(ann, 'pause network change');
    await slack.answered(1);
    await stage.press(ann);
    const waiting = await stage.until('it waits', async () =>
      (await stage.incidents()).find((one) =>
        one.refusals.some(({ reason }) => reason === 'held by Ann: network change'),
      ),
    );
    await say(stranger, 'resume');
    await stage.polls(5);
    const before = world.writes();
    await say(ann, 'resume');
    await stage.reaches('invoice-totals', 'closed');

    expect(waiting.state).toBe('awaiting_approval');
    expect(before).toEqual([]);
  });
  return ['start invoice-totals'];
});

scenario('a maintenance window sends nothing, and watching goes on', { jobs: [invoices] }, async (world) => {
  const from = new Date(world.clock.now() - 3_600_000).toISOString().slice(11, 16);
  const to = new Date(world.clock.now() + 6 * 3_600_000).toISOString().slice(11, 16);
  const maintenance = [{ from, to, timezone: 'Etc/UTC', reason: 'network change', jobs: ['invoice-*'] }];
  await withSlack(world, { cluster: { mode: 'auto', maintenance } }, async (stage) => {
    await stage.serve();
    await failInvoices(world);

    const noted = await stage.until('it waits', async () =>
      (await stage.timeline()).find((one) => one.text.includes('held by configuration: maintenance window until')),
    );
    await stage.polls(5);

    expect(noted.text).toContain('network change');
    expect(world.writes()).toEqual([]);
  });
  return [];
});
