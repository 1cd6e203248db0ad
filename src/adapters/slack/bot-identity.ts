import { z } from 'zod';
import { MessengerUnreadable } from '../../domain/errors.ts';
import { describeReply } from './classify-send.ts';
import type { SlackApi } from './slack-api.ts';

/** Who the bot token speaks for. */
const BotIdentity = z.object({
  team_id: z.string(),
  team: z.string().default(''),
  user_id: z.string(),
  bot_id: z.string(),
});
type BotIdentity = z.infer<typeof BotIdentity>;

/**
 * Asks Slack once and remembers the answer; a token does not change its bot.
 * @throws {MessengerUnreadable} (from the returned function) when Slack does not say; the next call asks again.
 */
export function makeBotIdentity(api: SlackApi): (signal: AbortSignal) => Promise<BotIdentity> {
  let known: BotIdentity | undefined;
  return async (signal) => {
    if (known !== undefined) return known;
    const reply = await api.call('auth.test', {}, signal);
    if (reply.kind !== 'ok') throw new MessengerUnreadable(describeReply(reply));
    const identity = BotIdentity.safeParse(reply.data);
    if (!identity.success) {
      throw new MessengerUnreadable('The Slack token is not a bot token: use the one that begins with xoxb-.');
    }
    known = identity.data;
    return known;
  };
}
