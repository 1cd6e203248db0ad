import { makeSlackMessenger } from '../../src/adapters/slack/messenger.ts';
import type { SlackMentions } from '../../src/adapters/slack/slack-access.ts';
import { makeSlackApi } from '../../src/adapters/slack/slack-api.ts';
import { makeNotifyRig } from './notify-rig.ts';
import { botToken, type SlackServer } from './slack-server.ts';

type Setting = NonNullable<Parameters<typeof makeNotifyRig>[0]>;

/** People are told through the real adapter, by a Slack whose clock goes with ours, or so far ahead of it. */
export async function makeNotifySlackRig(
  slack: SlackServer,
  { slackAheadMs = 0, mentions = {}, ...setting }: Setting & { slackAheadMs?: number; mentions?: SlackMentions } = {},
) {
  const slackNow = () => Math.floor((rig.clock.at + slackAheadMs) / 1_000);
  const onRound = async (about: { readonly round: number }): Promise<void> => {
    slack.now = Math.max(slack.now, slackNow());
    await setting.onRound?.(about);
  };
  const rig = await makeNotifyRig({ ...setting, onRound });
  slack.now = slackNow();
  rig.chat.messenger = makeSlackMessenger({
    api: makeSlackApi({ apiUrl: slack.apiUrl, token: botToken, timeoutMs: 2_000 }),
    mentions,
    clock: rig.clock,
  });
  return rig;
}
