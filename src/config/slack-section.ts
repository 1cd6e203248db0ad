import { z } from 'zod';
import { isLoopbackHost } from '../adapters/http/public-address.ts';

const id = (pattern: RegExp, message: string) => z.string().regex(pattern, message);
const TeamId = id(
  /^T[A-Z0-9]{6,}$/,
  'should be the id of a workspace, like T0123ABCD (the first part of its address in the browser)',
);
const GroupId = id(/^S[A-Z0-9]{6,}$/, 'should be the id of a user group, like S0123ABCD');

const isLoopback = (url: string) => URL.canParse(url) && isLoopbackHost(new URL(url).hostname);

/** `slack`: tokens come by SLACK_BOT_TOKEN and SLACK_APP_TOKEN, or from files. Channels stand in `notifications`. */
export function slackSection(shared: { readonly path: z.ZodType<string>; readonly url: z.ZodType<string> }) {
  const groups = z.array(GroupId).optional();
  const mentions = z.strictObject({ low: groups, medium: groups, high: groups, critical: groups });
  return z.strictObject({
    team: TeamId,
    /** GovSlack has its own. */
    apiUrl: shared.url
      .refine((url) => url.startsWith('https:') || isLoopback(url), 'should begin with https://: tokens go there')
      .default('https://slack.com/api'),
    botTokenFile: shared.path.optional(),
    appTokenFile: shared.path.optional(),
    /** User groups that an alert calls. */
    mentions: mentions.prefault({}),
  });
}
