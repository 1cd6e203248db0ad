import { expect, test } from 'vitest';
import { isPassing } from '../../../src/adapters/slack/classify-send.ts';
import { fits, slackLimits } from '../../../src/adapters/slack/limits.ts';
import { keyOf } from '../../../src/adapters/slack/message-key.ts';
import { makeSlackMessenger } from '../../../src/adapters/slack/messenger.ts';
import { renderText } from '../../../src/adapters/slack/render-text.ts';
import type { SlackApi } from '../../../src/adapters/slack/slack-api.ts';
import { waitingClock } from '../../support/waiting-clock.ts';

const never = new AbortController().signal;
const lines = ['<!channel> see', '<https://evil.example|here>'];

/** What Slack is sent. */
async function sent(body: { readonly lines: readonly string[]; readonly plain?: true }): Promise<readonly object[]> {
  const calls: object[] = [];
  const api: SlackApi = {
    call: (_method, args) => {
      calls.push(args);
      return Promise.resolve({ kind: 'ok', data: { ok: true, ts: '1.000001' }, scopes: undefined, at: undefined });
    },
  };
  const messenger = makeSlackMessenger({ api, mentions: {}, clock: waitingClock() });
  const about = { channel: 'C0FLINK01', body: { kind: 'text', ...body }, key: 'k1' } as const;
  await messenger.post({ ...about, thread: undefined }, never);
  await messenger.update({ ...about, message: '1.000001' }, never);
  return calls;
}

test('Slack is told to make neither links nor names nor previews of any text', async () => {
  const [post, update] = await sent({ lines });

  expect(post).toMatchObject({ link_names: false, parse: 'none', unfurl_links: false, unfurl_media: false });
  expect(update).toMatchObject({ link_names: false, parse: 'none' });
});

test('a message that has no blocks any more is told so: those of before would stay', async () => {
  const [post, update] = await sent({ lines, plain: true });

  expect(post).not.toHaveProperty('blocks');
  expect(update).toMatchObject({ blocks: [] });
});

test.each([undefined, true] as const)('nothing foreign is more than its words, without blocks: %s', (plain) => {
  const rendered = renderText({ kind: 'text', lines, goesOn: '!channel', ...(plain && { plain }) }, {});

  expect(JSON.stringify(rendered)).not.toMatch(/<!|<https|<#/);
  expect(rendered.text).toContain('&lt;!channel&gt; see');
  expect(rendered.blocks).toHaveLength(plain ? 0 : 1);
});

test('where it goes on is named when it is a channel', () => {
  const { blocks } = renderText({ kind: 'text', lines, goesOn: 'C0OTHER01' }, {});

  expect(JSON.stringify(blocks)).toContain('It goes on in <#C0OTHER01>.');
});

test('lines that are too many for one message go on in more blocks, and what does not fit is said to be left out', () => {
  const many = Array.from({ length: 200 }, (_, n) => `line ${n} ${'word '.repeat(150)}`);

  const { text, blocks } = renderText({ kind: 'text', lines: many }, {});

  const sections = blocks.map((one) => JSON.stringify(one));
  expect(fits(blocks)).toBe(true);
  expect(text.length).toBeLessThanOrEqual(slackLimits.text);
  expect(sections.length).toBeGreaterThan(2);
  for (const one of sections) expect(one.length).toBeLessThan(slackLimits.section + 200);
  const shown = sections.join('').match(/line \d+ word/g)?.length ?? 0;
  expect(sections.at(-1)).toContain(`… and ${200 - shown} more lines: look in the terminal`);
});

test('a message without a word says that there is nothing: Slack takes no empty one', () => {
  expect(renderText({ kind: 'text', lines: [] }, {})).toMatchObject({
    text: '(nothing)',
    blocks: [{ type: 'section' }],
  });
});

test('a message of ours whose metadata is of another kind might be the one that is looked for', () => {
  const of = (event_type: string) =>
    keyOf({ ts: '1.000001', bot_id: 'B1', metadata: { event_type, event_payload: { key: 'k1' } } }, 'B1');

  expect([of('flink_medic_message'), of('other')]).toEqual([{ key: 'k1' }, 'stripped']);
});

test.each([
  [{ kind: 'status', status: 429, retryAfterMs: 1_000 }, true],
  [{ kind: 'status', status: 503, retryAfterMs: undefined }, true],
  [{ kind: 'status', status: 403, retryAfterMs: undefined }, false],
  [{ kind: 'error', error: 'internal_error' }, true],
  [{ kind: 'error', error: 'user_not_found' }, false],
  [{ kind: 'not-slack' }, true],
] as const)('whether the same is asked again in a moment after %j: %s', (reply, want) => {
  expect(isPassing(reply)).toBe(want);
});
