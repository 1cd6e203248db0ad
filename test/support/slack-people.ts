import { nextTs, type StoredMessage } from './slack-methods.ts';
import { app, channel, type SlackServer, team } from './slack-server.ts';

/** Adds a full member unless the change says otherwise. */
export function addUser(slack: SlackServer, id: string, change: Readonly<Record<string, unknown>> = {}): void {
  slack.users.set(id, {
    id,
    team_id: team,
    name: id.toLowerCase(),
    real_name: `Person ${id}`,
    deleted: false,
    is_bot: false,
    is_restricted: false,
    is_ultra_restricted: false,
    ...change,
  });
}

/** The payload of a press of a button that the message really has; `change` forges. */
export function pressPayload(
  slack: SlackServer,
  press: { readonly user: string; readonly button: string; readonly ts: string },
  change: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  const button = buttonOf(slack.message(press.ts), press.button);
  return {
    type: 'block_actions',
    api_app_id: app,
    token: 'not used',
    team: { id: team, domain: 'acme' },
    user: { id: press.user, username: press.user.toLowerCase(), name: press.user.toLowerCase(), team_id: team },
    enterprise: null,
    is_enterprise_install: false,
    container: { type: 'message', message_ts: press.ts, channel_id: channel, is_ephemeral: false },
    channel: { id: channel, name: 'flink' },
    message: { ts: press.ts },
    response_url: `${slack.apiUrl.replace(/\/api$/, '')}/response/${press.user}`,
    actions: [{ ...button, block_id: 'flink_medic', action_ts: nextTs(slack) }],
    ...change,
  };
}

export function commandPayload(
  slack: SlackServer,
  user: string,
  text: string,
  change: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  return {
    command: '/flink-medic',
    text,
    api_app_id: app,
    team_id: team,
    team_domain: 'acme',
    user_id: user,
    user_name: user.toLowerCase(),
    channel_id: channel,
    channel_name: 'flink',
    is_enterprise_install: 'false',
    trigger_id: '1.2.3',
    response_url: `${slack.apiUrl.replace(/\/api$/, '')}/response/${user}`,
    ...change,
  };
}

interface Button {
  readonly type: string;
  readonly action_id: string;
  readonly value: string;
}

/** Names of the buttons a message has. */
export function buttonsOf(message: StoredMessage): readonly string[] {
  return elementsOf(message).map((one) => one.action_id.replace('flink_medic_', ''));
}

function buttonOf(message: StoredMessage, name: string): Button {
  const found = elementsOf(message).find((one) => one.action_id === `flink_medic_${name}`);
  if (found === undefined) throw new Error(`the message has no button ${name}`);
  return { type: found.type, action_id: found.action_id, value: found.value };
}

function elementsOf(message: StoredMessage): readonly Button[] {
  return (message.blocks as { type: string; elements?: Button[] }[]).flatMap((block) =>
    block.type === 'actions' ? (block.elements ?? []) : [],
  );
}
