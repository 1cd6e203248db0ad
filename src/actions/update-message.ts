import { z } from 'zod';
import type { ActionKind } from '../ports/action-kind.ts';
import type { Messenger } from '../ports/messenger.ts';
import { bodyOf, messageNames, StoredBody } from './message-body.ts';
import { parserOf } from './parse-args.ts';

const UpdateArgs = z.strictObject({ ...messageNames, message: z.string().min(1), body: StoredBody });
type UpdateArgs = z.infer<typeof UpdateArgs>;

/** Makes a message say how things stand now. Saying the same twice is harmless, so doubt ends by saying it once more. */
export function makeUpdateMessage(messenger: Messenger): ActionKind {
  const kind: ActionKind<UpdateArgs> = {
    kind: 'slack/update-message',
    risk: 'safe',
    onDoubt: 'queryFirst',
    keyWindowMs: 'declarative',
    // A late first request must not overwrite a newer text: by then none is on its way.
    finalityMs: 15_000,
    sendLimitMs: 10_000,
    runLimitMs: 60_000,
    afterExecuted: 'succeeded',
    resultNames: [],
    parse: parserOf(UpdateArgs),
    identity: ({ channel, subject, sequence }) => ({ channel, subject, sequence }),
    incarnationJob: () => undefined,
    incarnation: async () => undefined,
    send: (_context, { channel, message, body }, key, signal) =>
      messenger.update({ channel, message, body: bodyOf(body), key }, signal),
    poll: async () => ({ kind: 'lost', why: 'an update is not work that goes on' }),
    query: async () => ({ kind: 'not-executed', proof: 'it may be said again without harm', repeat: 'same-key' }),
  };
  // Arguments reach a kind only through its own `parse`.
  return kind as ActionKind;
}
