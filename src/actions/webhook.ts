import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type OwnKindName, receiverFinalityMs, type Risk } from '../domain/action.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { OwnArgs } from '../domain/own-args.ts';
import type { ActionKind } from '../ports/action-kind.ts';
import type { Webhook } from '../ports/webhook.ts';
import { fill, namesIn, type Template } from './body-template.ts';
import { parserOf } from './parse-args.ts';

export interface WebhookKind {
  readonly name: OwnKindName;
  readonly risk: Risk;
  /** For how long the receiver refuses a second effect of the same key, ms; undefined: it makes no such promise. */
  readonly keyMemoryMs: number | undefined;
  readonly sendLimitMs: number;
  readonly body: Template;
}

const Scalar = z.union([z.string(), z.number(), z.boolean()], { error: 'a text, a number, true or false' });

/**
 * One POST of JSON to an address of the team's own, declared in the configuration. A receiver that honours keys gets the same one
 * again; of any other nobody can find out, so a person is asked.
 */
export function makeWebhook(settings: WebhookKind, webhook: Webhook): ActionKind {
  const { name, risk, keyMemoryMs, sendLimitMs, body } = settings;
  const names = namesIn(body).filter((one) => one !== 'incident');
  const Args: z.ZodType<OwnArgs> = z.strictObject({
    incident: z.string().min(1),
    ...Object.fromEntries(names.map((one) => [one, Scalar])),
  });
  // Another address or another document: the receiver does not know the key for that.
  const receiver = `${webhook.name} ${createHash('sha256').update(canonicalJson(body), 'utf8').digest('hex').slice(0, 16)}`;
  const kind: ActionKind<OwnArgs> = {
    kind: name,
    risk,
    declared: receiver,
    onDoubt: keyMemoryMs === undefined ? 'askHuman' : 'retrySameKey',
    keyWindowMs: keyMemoryMs ?? 0,
    finalityMs: receiverFinalityMs,
    sendLimitMs,
    runLimitMs: 900_000,
    afterExecuted: 'succeeded',
    resultNames: [],
    parse: parserOf(Args),
    identity: (args) => ({ ...args }),
    incarnationJob: () => undefined,
    incarnation: async () => (keyMemoryMs === undefined ? undefined : receiver),
    send: (_context, args, key, signal) => webhook.post({ body: fill(body, args), key }, signal),
    poll: async () => ({ kind: 'lost', why: 'a webhook is not work that goes on' }),
    query: async () => ({ kind: 'unknown', why: 'the receiver cannot be asked' }),
  };
  // Arguments reach a kind only through its own `parse`.
  return kind as ActionKind;
}
