import type { Log } from '../../ports/log.ts';
import { boundedFetch, type Seen } from './bounded-fetch.ts';
import { describeReply } from './classify-send.ts';
import type { Asker } from './read-inbound.ts';
import { renderLines } from './render-text.ts';
import type { SlackApi } from './slack-api.ts';

/**
 * Answers one person where the others do not see it: by the address that came with the question when it is Slack's, else by
 * chat.postEphemeral. Never throws; an answer that is lost is logged, what was done stays done.
 */
export function makeAnswer(deps: {
  readonly api: SlackApi;
  readonly apiUrl: string;
  readonly timeoutMs: number;
  readonly log: Log;
}): (asker: Asker, text: string, signal: AbortSignal) => Promise<void> {
  const { api, apiUrl, timeoutMs, log } = deps;

  async function respond(url: string, content: object, signal: AbortSignal): Promise<string | undefined> {
    if (!isSlackAddress(url, apiUrl)) return 'response_url is not an address of Slack';
    const seen: Seen = { status: undefined, isJson: false, at: undefined };
    const send = boundedFetch(() => AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]), seen);
    try {
      await send(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, ...content }),
      });
      return seen.status === 200 ? undefined : `response_url answered with status ${seen.status}`;
    } catch {
      return 'response_url gave no answer';
    }
  }

  return async (asker, text, signal) => {
    const content = renderLines(text.split('\n'));
    const { channel, user, thread, responseUrl } = asker;
    const why = responseUrl === undefined ? 'no response_url came' : await respond(responseUrl, content, signal);
    if (why === undefined) return;
    const args = { channel, user, ...content, ...(thread !== undefined && { thread_ts: thread }) };
    const reply = await api.call('chat.postEphemeral', args, signal);
    if (reply.kind === 'ok') return;
    log.warn({ user, channel, why, second: describeReply(reply) }, 'an answer did not reach a person in Slack');
  };
}

/** `https://slack.com/api` answers at `https://hooks.slack.com`; a server of one's own at itself. */
export function isSlackAddress(url: string, apiUrl: string): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, username, password } = new URL(url);
  const api = new URL(apiUrl);
  return username === '' && password === '' && [api.origin, `${api.protocol}//hooks.${api.host}`].includes(origin);
}
