import { z } from 'zod';
import type { ActionKind, Finding } from '../ports/action-kind.ts';
import type { SendOutcome } from '../ports/flink.ts';
import type { Messenger } from '../ports/messenger.ts';
import { bodyOf, messageNames, StoredBody } from './message-body.ts';
import { parserOf } from './parse-args.ts';

const PostArgs = z.strictObject({
  ...messageNames,
  /** Id of the message it answers; null: it begins a thread of its own. */
  thread: z.string().min(1).nullable(),
  body: StoredBody,
});
type PostArgs = z.infer<typeof PostArgs>;

/** The chat's clock and ours may differ by so much: the search for a message begins that much earlier and ends that much later. */
const clockDifferenceMs = 300_000;
const finalityMs = 15_000;

/**
 * A new message, or an answer in a thread. No chat promises to refuse a second one of the same key, so a lost answer is looked
 * for by the key that stands in the message; what is not there after the finality wait has failed, and only another message says it again.
 */
export function makePostMessage(messenger: Messenger): ActionKind {
  const kind: ActionKind<PostArgs> = {
    kind: 'slack/post-message',
    risk: 'safe',
    onDoubt: 'queryFirst',
    keyWindowMs: 0,
    finalityMs,
    sendLimitMs: 10_000,
    runLimitMs: 60_000,
    afterExecuted: 'succeeded',
    resultNames: ['message'],
    parse: parserOf(PostArgs),
    identity: ({ channel, subject, sequence }) => ({ channel, subject, sequence }),
    incarnationJob: () => undefined,
    incarnation: async () => undefined,

    async send(_context, { channel, thread, body }, key, signal): Promise<SendOutcome> {
      const place = { channel, thread: thread ?? undefined };
      const outcome = await messenger.post({ ...place, body: bodyOf(body), key }, signal);
      const isThere = outcome.kind === 'executed' || outcome.kind === 'already';
      if (!isThere || (outcome.result?.['message'] ?? '') !== '') return outcome;
      return { kind: 'maybe', status: outcome.status, detail: 'accepted, but without the id of the message' };
    },

    // Complete with its answer, so nothing is ever waited for.
    poll: async () => ({ kind: 'lost', why: 'a message is not work that goes on' }),

    async query(_context, { args: { channel, thread }, key, row }, signal): Promise<Finding> {
      const since = (row.firstSentAt ?? row.createdAt) - clockDifferenceMs;
      // What came later is another message, whatever the chat tells of it.
      const until = row.sendDeadlineAt === null ? undefined : row.sendDeadlineAt + finalityMs + clockDifferenceMs;
      const message = await messenger.find({ channel, thread: thread ?? undefined, key, since, until }, signal);
      if (message !== undefined) return { kind: 'executed', result: { message }, note: 'found in the chat' };
      return { kind: 'not-executed', proof: 'the chat does not show it', repeat: 'never' };
    },
  };
  // Arguments reach a kind only through its own `parse`.
  return kind as ActionKind;
}
