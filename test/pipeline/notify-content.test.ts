import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { StoredMessage } from '../support/slack-methods.ts';
import { endsThatDiffer, makeNotifyRig } from '../support/notify-rig.ts';
import { makeNotifySlackRig } from '../support/notify-slack-rig.ts';
import { channel, type SlackServer, startSlackServer } from '../support/slack-server.ts';

/** A test lives through minutes of the clock on a store that writes to disk. */
vi.setConfig({ testTimeout: 60_000 });

let slack: SlackServer;

beforeEach(async () => {
  slack = await startSlackServer();
});

afterEach(() => slack.close());

const routes = [{ from: 'low', channel }] as const;
const messages = (): StoredMessage[] => slack.channels.get(channel)?.messages ?? [];
const own = () => messages().filter((one) => one.thread_ts === undefined);
const writes = () =>
  slack.calls.filter((one) => /chat\.(postMessage|update)/.test(one.method)).map((one) => one.method);

/** What Slack takes of us is text alone. */
const refusesBlocks = (word: string) => (content: { readonly blocks?: unknown }) =>
  content.blocks === undefined ? undefined : word;

test.each(['invalid_blocks', 'msg_blocks_too_long', 'msg_too_long', 'invalid_attachments', 'no_text'])(
  'a message that Slack never takes (%s) is told in plain lines, once, and the log says what was refused',
  async (word) => {
    const mentions = { high: ['S0TEST001'], people: new Map([['Ann', 'U0TESTANN']]) };
    const rig = await makeNotifySlackRig(slack, { settings: { routes }, mentions });
    slack.dislikes = refusesBlocks(word);
    await rig.open('a', { severity: 'high', job: 'orders <!channel>' });
    await rig.ask('a', 'p1');
    const process = await rig.start();
    await rig.step(120);

    expect(own().map(({ text, blocks }) => ({ text, blocks }))).toEqual([
      {
        text: [
          '[high] 5 restarts in 2 minutes',
          'prod/orders &lt;!channel&gt; waits for approval (a)',
          'The chat does not take the whole message. Read it, and answer, in the terminal: flink-medic incidents show a',
          '<!subteam^S0TEST001>',
          '*May answer:* <@U0TESTANN>',
        ].join('\n'),
        blocks: undefined,
      },
    ]);
    expect(process.log.errors[0]).toMatchObject({
      message: expect.stringContaining('the chat refuses what a message holds'),
      fields: {
        notification: 'incident:a',
        what: 'post',
        note: expect.stringContaining(word),
        args: expect.stringContaining('orders <!channel>'),
      },
    });
  },
);

test('what Slack refuses of a thread does not keep the rest of it from being told', async () => {
  const rig = await makeNotifySlackRig(slack, { settings: { routes } });
  await rig.open('a');
  await rig.step(3);
  slack.dislikes = (content) =>
    JSON.stringify(content.blocks ?? '').includes('poison') ? 'invalid_blocks' : undefined;
  await rig.change('a', {}, [rig.says('a', 'note', `poison ${'x'.repeat(500)}`)]);
  await rig.step(60);
  await rig.change('a', {}, [rig.says('a', 'note', 'after it')]);
  await rig.step(60);

  const answers = messages().filter((one) => one.thread_ts !== undefined);
  expect(answers.filter((one) => one.text?.includes('poison') && one.blocks === undefined)).toHaveLength(1);
  expect(answers.filter((one) => one.text?.includes('after it'))).toHaveLength(1);
});

test('what was told in plain lines is told whole again once it says something that Slack takes', async () => {
  const rig = await makeNotifySlackRig(slack, { settings: { routes } });
  slack.dislikes = (content) =>
    JSON.stringify(content.blocks ?? '').includes('poison') ? 'invalid_blocks' : undefined;
  await rig.open('a', { job: 'poison' });
  await rig.step(120);
  expect(own().map((one) => one.blocks)).toEqual([undefined]);
  const calm = writes().length;
  await rig.step(120);
  expect(writes()).toHaveLength(calm);

  await rig.change('a', { job: 'orders' });
  await rig.step(20);

  expect(own().map((one) => JSON.stringify(one.blocks).includes('job orders'))).toEqual([true]);
});

test('buttons that Slack took before go away with a change that it does not take', async () => {
  const rig = await makeNotifySlackRig(slack, { settings: { routes } });
  await rig.open('a');
  await rig.ask('a', 'p1');
  await rig.step(3);
  expect(JSON.stringify(own()[0]?.blocks)).toContain('flink_medic_approve');
  slack.dislikes = refusesBlocks('invalid_blocks');
  await rig.change('a', { state: 'closed', closing: 'cleared', closedAt: rig.clock.at }, [
    rig.says('a', 'closed', 'a is over'),
  ]);
  await rig.step(60);

  expect(own().map((one) => one.blocks)).toEqual([undefined]);
  expect(own()[0]?.text).toContain('closed (cleared)');
  expect(await rig.store.notifications.open()).toEqual([]);
});

test('a list of several incidents is told in plain lines, too', async () => {
  const rig = await makeNotifySlackRig(slack, { settings: { routes, newPerMinute: 1 } });
  slack.dislikes = refusesBlocks('msg_blocks_too_long');
  for (const id of ['a', 'b', 'c']) await rig.open(id);
  await rig.step(180);

  expect(own()).toHaveLength(2);
  expect(own()[1]?.text).toMatch(/^2 more incidents on prod.*flink-medic incidents list$/s);
});

test('what says something else each time is told in plain lines all the same', async () => {
  const rig = await makeNotifySlackRig(slack, { settings: { routes } });
  slack.dislikes = refusesBlocks('msg_too_long');
  await rig.open('a');
  for (let n = 0; n < 20; n += 1) {
    await rig.change('a', { job: `orders ${n}` });
    await rig.step(4);
  }

  expect(own().map((one) => one.blocks)).toEqual([undefined]);
});

type Rig = Awaited<ReturnType<typeof makeNotifyRig>>;

/** Of everything that is said the chat takes the plain lines alone. */
async function refused(): Promise<Rig> {
  const rig: Rig = await makeNotifyRig({
    everyMs: 3_000,
    onRound: async ({ round }) => {
      if (round === 1) await rig.open('a');
      if (round !== 26) return;
      const over = { state: 'closed', closing: 'cleared', closedAt: rig.clock.at } as const;
      await rig.change('a', over, [rig.says('a', 'closed', 'a is over')]);
    },
  });
  rig.chat.takesPlainAlone = true;
  return rig;
}

async function seen(rig: Rig) {
  const rows = await rig.store.ledger.actions({});
  const told = rig.told().filter((line) => !line.startsWith('The chat does not take'));
  return {
    messages: rig.chat.messages.filter((one) => one.thread === undefined).map(({ body }) => body),
    told: told.toSorted(),
    open: (await rig.store.notifications.open()).map((one) => one.id),
    undetermined: rows.filter((row) => ['sent', 'in_doubt', 'needs_human', 'running'].includes(row.state)).length,
    wrong: rig.chat.wrong,
  };
}

/** Until everything is said. */
async function live(rig: Rig): Promise<void> {
  await rig.step(27);
  for (let n = 0; n < 60 && (await rig.store.notifications.open()).length > 0; n += 1) await rig.step();
}

test('plain lines are said once wherever the process ends at a write', { timeout: 600_000 }, async () => {
  const calm = await refused();
  const { life } = await calm.start();
  await live(calm);
  const want = await seen(calm);

  const others = await endsThatDiffer(life, want, async (at) => {
    const rig = await refused();
    await rig.start(at);
    await live(rig);
    return seen(rig);
  });

  expect(want).toEqual({
    messages: [expect.objectContaining({ kind: 'text', plain: true })],
    told: ['closed: a is over', 'opened: a was opened'],
    open: [],
    undetermined: 0,
    wrong: [],
  });
  expect(life.writes.length).toBeGreaterThan(30);
  expect(others).toEqual([]);
});
