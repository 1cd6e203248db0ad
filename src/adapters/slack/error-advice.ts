import type { Refusal } from '../../ports/messenger.ts';

/** Errors of Slack by name: why it refuses (undefined: it proves nothing of a write), and what a person can do. */
interface Known {
  readonly refusal: Refusal | undefined;
  readonly advice: string;
}

const known = (refusal: Refusal | undefined) => (advice: string) => ({ refusal, advice });
const gone = known('message-gone');
const fixed = known('message-fixed');
const channel = known('channel');
const access = known('access');
const content = known('content');
const rate = known('rate');
const maybe = known(undefined);

const token = access('check SLACK_BOT_TOKEN or slack.botTokenFile, and that the app is still installed');
const size = content('the message is larger than Slack takes; read it with flink-medic incidents show');
const wrong = content('this program asked wrongly; please report it');
const archived = channel('unarchive the channel, or name another one in notifications.routes');
const slackIsIll = maybe('Slack is in trouble: see status.slack.com');

const errors: Readonly<Record<string, Known>> = {
  not_authed: token,
  invalid_auth: token,
  account_inactive: token,
  token_revoked: token,
  token_expired: token,
  not_allowed_token_type: access('the bot token begins with xoxb-, the app token with xapp-: are they swapped?'),
  missing_scope: access('add the scope in the app manifest and install the app again'),
  no_permission: access('add the scope in the app manifest and install the app again'),
  access_denied: access('the workspace does not allow this app: ask its owner'),
  accesslimited: access('the workspace limits this app: ask its owner'),
  org_login_required: access('the workspace is being moved: wait'),
  ekm_access_denied: access("the workspace's keys are suspended: ask its owner"),
  team_access_not_granted: access('install the app in this workspace'),
  team_added_to_org: access('the workspace is being moved: wait'),
  two_factor_setup_required: access('ask the owner of the workspace'),
  channel_not_found: channel('use a channel id of this workspace; into a private channel invite the bot first'),
  not_in_channel: channel('invite the bot: /invite @flink-medic'),
  is_archived: archived,
  // Of a message in an archived channel that is to be changed, where a new one is refused as is_archived.
  is_inactive: archived,
  external_channel_migrating: channel('the channel is being moved: wait'),
  team_not_found: channel('use a channel id of this workspace'),
  messages_tab_disabled: channel('switch the Messages Tab on in App Home of the app, or name a channel'),
  restricted_action: channel('the workspace does not let apps post here: ask its owner'),
  restricted_action_read_only_channel: channel('the channel is read-only: name another one'),
  restricted_action_thread_only_channel: channel('the channel takes only answers: name another one'),
  restricted_action_non_threadable_channel: channel('the channel takes no threads: name another one'),
  restricted_action_thread_locked: fixed('the thread is locked'),
  thread_locked: fixed('the thread is locked'),
  thread_not_found: gone('the message that begins the thread is gone'),
  cannot_reply_to_message: fixed('that message takes no answers'),
  message_not_found: gone('the message was deleted'),
  cant_update_message: fixed('the message was written by somebody else'),
  edit_window_closed: fixed('the workspace forbids late edits'),
  msg_too_long: size,
  msg_blocks_too_long: size,
  metadata_too_large: size,
  no_text: wrong,
  invalid_blocks: wrong,
  invalid_blocks_format: wrong,
  block_mismatch: wrong,
  invalid_attachments: wrong,
  too_many_attachments: wrong,
  attachment_payload_limit_exceeded: size,
  markdown_text_conflict: wrong,
  invalid_metadata_format: wrong,
  invalid_metadata_schema: wrong,
  metadata_must_be_sent_from_app: wrong,
  invalid_arguments: wrong,
  invalid_arg_name: wrong,
  invalid_array_arg: wrong,
  invalid_charset: wrong,
  invalid_form_data: wrong,
  invalid_post_type: wrong,
  missing_post_type: wrong,
  link_disabled: access('switch Socket Mode on in the app'),
  too_many_websockets: access('more than ten programs are connected with this app token: stop some'),
  unknown_method: access('check slack.apiUrl'),
  method_deprecated: access('a newer flink-medic is needed'),
  deprecated_endpoint: access('a newer flink-medic is needed'),
  enterprise_is_restricted: access('the organisation does not allow this call'),
  ratelimited: rate('Slack wants fewer messages: wait'),
  rate_limited: rate('Slack wants fewer messages: wait'),
  message_limit_exceeded: access('the workspace has used up its messages'),
  internal_error: slackIsIll,
  fatal_error: slackIsIll,
  service_unavailable: slackIsIll,
  team_access_unavailable: slackIsIll,
  request_timeout: slackIsIll,
  update_failed: slackIsIll,
};

/** Why a write that got this `ok: false` was refused; undefined: nothing is proved, as of a word that is not known. */
export function refusalOf(error: string): Refusal | undefined {
  return Object.hasOwn(errors, error) ? errors[error]?.refusal : undefined;
}

/** Whether the same question may be answered in a moment: Slack is in trouble, or wants fewer requests. */
export function mayPassSoon(error: string): boolean {
  const { refusal, advice } = (Object.hasOwn(errors, error) ? errors[error] : undefined) ?? {};
  return advice === slackIsIll.advice || refusal === 'rate';
}

/** The error's name with what to do about it. */
export function withAdvice(error: string): string {
  const advice = Object.hasOwn(errors, error) ? errors[error]?.advice : undefined;
  return advice === undefined ? error : `${error}: ${advice}`;
}
