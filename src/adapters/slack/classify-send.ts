import type { SendOutcome } from '../../ports/flink.ts';
import type { Refusal } from '../../ports/messenger.ts';
import { mayPassSoon, refusalOf, withAdvice } from './error-advice.ts';
import type { SlackReply } from './slack-api.ts';

type Unanswered = Exclude<SlackReply, { readonly kind: 'ok' }>;

/** What a write that was not answered with `ok: true` proved. What is not a proof is `maybe`: the message's key settles it. */
export function classifySend(reply: Unanswered): SendOutcome {
  switch (reply.kind) {
    case 'silent':
      return {
        kind: reply.mayHaveLeft ? 'maybe' : 'not-sent',
        status: undefined,
        detail: describeReply(reply),
      };
    case 'not-slack':
      return { kind: 'maybe', status: 200, detail: describeReply(reply) };
    case 'status':
      return statusOutcome(reply);
    case 'error': {
      const refusal = refusalOf(reply.error);
      const about = { status: 200, detail: describeReply(reply) };
      return refusal === undefined ? { kind: 'maybe', ...about } : { kind: 'refused', ...about, result: { refusal } };
    }
  }
}

function statusOutcome(reply: Extract<Unanswered, { readonly kind: 'status' }>): SendOutcome {
  const { status, retryAfterMs } = reply;
  const about = { status, detail: describeReply(reply) };
  if (provesNothing(status)) return { kind: 'maybe', ...about };
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs: String(retryAfterMs) };
  return { kind: 'refused', ...about, result: { ...wait, refusal: refusalOfStatus(status) } };
}

/** What is neither "too much" nor "too large" keeps everything away from Slack, such as a proxy. */
function refusalOfStatus(status: number): Refusal {
  if (status === 429) return 'rate';
  return status === 413 ? 'content' : 'access';
}

/** 2xx but not 200 is nothing Slack says; 408 and 5xx come from anywhere on the way. */
function provesNothing(status: number): boolean {
  return status < 300 || status === 408 || status >= 500;
}

/** Whether the same read may be answered when it is tried again in a moment. A page of a proxy may be gone by then, too. */
export function isPassing(reply: SlackReply): boolean {
  switch (reply.kind) {
    case 'ok':
      return false;
    case 'silent':
    case 'not-slack':
      return true;
    case 'status':
      return reply.status === 429 || provesNothing(reply.status);
    case 'error':
      return mayPassSoon(reply.error);
  }
}

/** One sentence for a person, without anything that Slack was sent. */
export function describeReply(reply: Unanswered): string {
  switch (reply.kind) {
    case 'silent':
      return `Slack: ${reply.why}`;
    case 'not-slack':
      return 'Slack: the answer is not from Slack; check slack.apiUrl and any proxy';
    case 'status':
      if (reply.status === 429) {
        const wait = reply.retryAfterMs === undefined ? '' : `, in ${reply.retryAfterMs / 1_000} s`;
        return `Slack: wants fewer requests (429)${wait}`;
      }
      return `Slack: answered with status ${reply.status}`;
    case 'error':
      return `Slack: ${withAdvice(reply.error)}`;
  }
}
