import { z } from 'zod';
import { parseJson } from '../http/parse-json.ts';
import { actionPrefix } from './render-buttons.ts';

const UserId = z.string().regex(/^[UW][A-Z0-9]{2,30}$/);
const ChannelId = z.string().regex(/^[CDG][A-Z0-9]{2,30}$/);
const Timestamp = z.string().regex(/^\d{1,12}\.\d{6}$/);
const Short = z.string().min(1).max(200);

const ButtonValue = z.strictObject({ incident: Short, digest: z.string().max(200) });

const Press = z.object({
  type: z.literal('block_actions'),
  api_app_id: Short,
  team: z.object({ id: Short }).nullish(),
  user: z.object({ id: UserId, team_id: Short.optional() }),
  channel: z.object({ id: ChannelId }),
  container: z.object({ type: z.literal('message'), message_ts: Timestamp, channel_id: ChannelId }),
  response_url: z.string().max(2_000).optional(),
  actions: z
    .array(
      z.object({
        type: z.literal('button'),
        action_id: z.enum(['approve', 'deny', 'why', 'snooze'].map((one) => `${actionPrefix}${one}`)),
        value: z.string().max(2_000),
        action_ts: Timestamp,
      }),
    )
    .length(1),
});

const Command = z.object({
  command: z.string().startsWith('/'),
  api_app_id: Short,
  team_id: Short,
  user_id: UserId,
  channel_id: ChannelId,
  text: z.string().max(8_000).default(''),
  response_url: z.string().max(2_000).optional(),
});

/** Where an answer goes and who is to be checked; the same for presses and commands. */
export interface Asker {
  readonly app: string;
  /** Undefined: installed for a whole organisation, and Slack names no workspace. */
  readonly team: string | undefined;
  /** The workspace of the person; undefined where Slack does not say. */
  readonly home: string | undefined;
  readonly user: string;
  readonly channel: string;
  readonly thread: string | undefined;
  readonly responseUrl: string | undefined;
  /** The same in every delivery of one press; undefined for what Slack does not deliver again. */
  readonly pressId: string | undefined;
}

export interface InboundPress extends Asker {
  readonly button: 'approve' | 'deny' | 'why' | 'snooze';
  readonly incidentId: string;
  readonly planDigest: string;
  readonly pressId: string;
  readonly at: number;
}

export interface InboundCommand extends Asker {
  readonly text: string;
}

export type Read<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'malformed'; readonly why: string };

/** One press of one of our buttons, from a payload that anybody may have written. */
export function readPress(payload: unknown): Read<InboundPress> {
  const parsed = Press.safeParse(payload);
  if (!parsed.success) return malformed(parsed.error);
  const { api_app_id: app, team, user, channel, container, response_url: responseUrl, actions } = parsed.data;
  const action = actions[0];
  if (action === undefined) return { kind: 'malformed', why: 'actions: is empty' };
  if (container.channel_id !== channel.id) {
    return { kind: 'malformed', why: 'container.channel_id: is not the channel of the press' };
  }
  const value = ButtonValue.safeParse(parseJson(action.value));
  if (!value.success) return { kind: 'malformed', why: `actions.0.value: ${whyOf(value.error)}` };
  return {
    kind: 'read',
    value: {
      app,
      team: team?.id,
      home: user.team_id,
      user: user.id,
      channel: channel.id,
      thread: container.message_ts,
      responseUrl,
      button: action.action_id.slice(actionPrefix.length) as InboundPress['button'],
      incidentId: value.data.incident,
      planDigest: value.data.digest,
      // Of the press, not of its delivery: a repeated delivery may come in another envelope.
      pressId: [team?.id, channel.id, container.message_ts, user.id, action.action_id, action.action_ts].join('/'),
      at: Math.round(Number(action.action_ts) * 1_000),
    },
  };
}

export function readCommand(payload: unknown): Read<InboundCommand> {
  const parsed = Command.safeParse(payload);
  if (!parsed.success) return malformed(parsed.error);
  const { api_app_id: app, team_id: team, user_id: user, channel_id: channel, text } = parsed.data;
  const responseUrl = parsed.data.response_url;
  const nowhere = { home: undefined, thread: undefined, pressId: undefined };
  return { kind: 'read', value: { app, team, user, channel, responseUrl, text: asTyped(text), ...nowhere } };
}

const typed: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** Slack writes its own three characters as entities in what somebody typed; they are written so again where it is shown. */
function asTyped(text: string): string {
  return text.replace(/&(?:amp|lt|gt);/g, (one) => typed[one] ?? one);
}

function malformed(error: z.ZodError): { readonly kind: 'malformed'; readonly why: string } {
  return { kind: 'malformed', why: whyOf(error) };
}

/** Names the field and the rule, never the value. */
function whyOf(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue === undefined ? 'cannot be read' : `${issue.path.map(String).join('.')}: ${issue.message}`;
}
