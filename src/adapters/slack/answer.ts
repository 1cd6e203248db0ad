import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { boundedFetch, type Seen } from './bounded-fetch.ts';
import { describeReply, isPassing } from './classify-send.ts';
import type { Asker } from './read-inbound.ts';
import { renderLines } from './render-text.ts';
import type { SlackApi } from './slack-api.ts';

/** Before each further try to reach a person: Slack that is in trouble while somebody presses often is not any more when they still look. */
const waitsMs = [1_000, 3_000, 6_000];

/** Undefined: it is there. */
type Missed = { readonly why: string; readonly isPassing: boolean } | undefined;

const noAddress: Missed = { why: 'no response_url came', isPassing: false };

/** @returns whether the person got it, as far as Slack says. */
export type Answer = (asker: Asker, text: string, signal: AbortSignal) => Promise<boolean>;

/**
 * Answers one person where the others do not see it: by the address that came with the question when it is Slack's, else by
 * chat.postEphemeral; again while Slack is in trouble, as nothing else shows that person what came of it, and to read it twice does
 * no harm. Never throws; an answer that is lost is logged, what was done stays done.
 */
export function makeAnswer(deps: {
  readonly api: SlackApi;
  readonly apiUrl: string;
  readonly timeoutMs: number;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly log: Log;
}): Answer {
  const { api, apiUrl, timeoutMs, clock, log } = deps;

  async function respond(url: string, content: object, signal: AbortSignal): Promise<Missed> {
    if (!isSlackAddress(url, apiUrl)) return { why: 'response_url is not an address of Slack', isPassing: false };
    const seen: Seen = { status: undefined, isJson: false, at: undefined };
    const send = boundedFetch(() => AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]), seen);
    try {
      await send(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, ...content }),
      });
      const { status = 0 } = seen;
      if (status === 200) return undefined;
      return { why: `response_url answered with status ${status}`, isPassing: status === 429 || status >= 500 };
    } catch {
      return { why: 'response_url gave no answer', isPassing: true };
    }
  }

  async function whisper({ channel, user, thread }: Asker, content: object, signal: AbortSignal): Promise<Missed> {
    const args = { channel, user, ...content, ...(thread !== undefined && { thread_ts: thread }) };
    const reply = await api.call('chat.postEphemeral', args, signal);
    return reply.kind === 'ok' ? undefined : { why: describeReply(reply), isPassing: isPassing(reply) };
  }

  return async (asker, text, signal) => {
    const content = renderLines(text.split('\n'));
    const { channel, user, responseUrl } = asker;
    for (let tries = 0; ; tries += 1) {
      const first = responseUrl === undefined ? noAddress : await respond(responseUrl, content, signal);
      const second = first === undefined ? undefined : await whisper(asker, content, signal);
      if (first === undefined || second === undefined) return true;
      const waitMs = first.isPassing || second.isPassing ? waitsMs[tries] : undefined;
      if (waitMs === undefined) {
        log.warn({ user, channel, why: first.why, second: second.why }, 'an answer did not reach a person in Slack');
        return false;
      }
      // Once it is given up the wait is over at once, and neither way sends anything.
      await clock.sleep(waitMs, signal);
    }
  };
}

/** `https://slack.com/api` answers at `https://hooks.slack.com`; a server of one's own at itself. No request is made with a password in its address. */
export function isSlackAddress(url: string, apiUrl: string): boolean {
  if (!URL.canParse(url)) return false;
  const { origin } = new URL(url);
  const api = new URL(apiUrl);
  return [api.origin, `${api.protocol}//hooks.${api.host}`].includes(origin);
}
