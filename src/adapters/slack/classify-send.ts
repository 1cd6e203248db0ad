import type { SendOutcome } from '../../ports/flink.ts';
import type { Refusal } from '../../ports/messenger.ts';
import { proofOf, type Row } from '../http/proof-of-send.ts';
import { mayPassSoon, refusalOf, withAdvice } from './error-advice.ts';
import type { SlackReply } from './slack-api.ts';

type Unanswered = Exclude<SlackReply, { readonly kind: 'ok' }>;

/** Slack itself answers with 200 or 429 alone: any other status is of something that stands before it. */
const rows: readonly Row[] = [
  { status: [201, 299], proves: 'maybe' },
  { status: 408, proves: 'maybe' },
  // Such as a login, or a proxy that does not let this program out: nothing reaches Slack.
  { status: [300, 499], proves: 'refused' },
];

/**
 * What a write that was not answered with `ok: true` proved: its words by `refusalOf`, anything else by the rows. What is not a proof
 * is `maybe`: the message's key settles it.
 */
export function classifySend(reply: Unanswered): SendOutcome {
  switch (reply.kind) {
    case 'silent':
      return { kind: proofOf(reply, rows), status: undefined, detail: describeReply(reply) };
    case 'not-slack':
      return {
        kind: proofOf({ kind: 'answered', status: 200, isPage: true }, rows),
        status: 200,
        detail: describeReply(reply),
      };
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
  const kind = proofOfStatus(status);
  const about = { status, detail: describeReply(reply) };
  if (kind !== 'refused') return { kind, ...about };
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs: String(retryAfterMs) };
  return { kind, ...about, result: { ...wait, refusal: refusalOfStatus(status) } };
}

function proofOfStatus(status: number): SendOutcome['kind'] {
  return proofOf({ kind: 'answered', status, isPage: false }, rows);
}

/** What is neither "too much" nor "too large" keeps everything away from Slack, such as a proxy. */
function refusalOfStatus(status: number): Refusal {
  if (status === 429) return 'rate';
  return status === 413 ? 'content' : 'access';
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
      return reply.status === 429 || proofOfStatus(reply.status) === 'maybe';
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
