/** Errors of Slack by name: what a write that got it has done, and what a person can do. */
interface Known {
  readonly proves: 'refused' | 'maybe';
  readonly advice: string;
}

const refused = (advice: string): Known => ({ proves: 'refused', advice });
const maybe = (advice: string): Known => ({ proves: 'maybe', advice });

const token = refused('check SLACK_BOT_TOKEN or slack.botTokenFile, and that the app is still installed');
const size = refused('the message is larger than Slack takes; read it with flink-medic incidents show');
const wrong = refused('this program asked wrongly; please report it');
const slackIsIll = maybe('Slack is in trouble: see status.slack.com');

const known: Readonly<Record<string, Known>> = {
  not_authed: token,
  invalid_auth: token,
  account_inactive: token,
  token_revoked: token,
  token_expired: token,
  not_allowed_token_type: refused('the bot token begins with xoxb-, the app token with xapp-: are they swapped?'),
  missing_scope: refused('add the scope in the app manifest and install the app again'),
  no_permission: refused('add the scope in the app manifest and install the app again'),
  access_denied: refused('the workspace does not allow this app: ask its owner'),
  accesslimited: refused('the workspace limits this app: ask its owner'),
  org_login_required: refused('the workspace is being moved: wait'),
  ekm_access_denied: refused("the workspace's keys are suspended: ask its owner"),
  team_access_not_granted: refused('install the app in this workspace'),
  team_added_to_org: refused('the workspace is being moved: wait'),
  two_factor_setup_required: refused('ask the owner of the workspace'),
  channel_not_found: refused('use a channel id of this workspace; into a private channel invite the bot first'),
  not_in_channel: refused('invite the bot: /invite @flink-medic'),
  is_archived: refused('unarchive the channel, or name another one in slack.channels'),
  restricted_action: refused('the workspace does not let apps post here: ask its owner'),
  restricted_action_read_only_channel: refused('the channel is read-only: name another one'),
  restricted_action_thread_only_channel: refused('the channel takes only answers: name another one'),
  restricted_action_non_threadable_channel: refused('the channel takes no threads: name another one'),
  restricted_action_thread_locked: refused('the thread is locked'),
  thread_locked: refused('the thread is locked'),
  thread_not_found: refused('the message that begins the thread is gone'),
  cannot_reply_to_message: refused('that message takes no answers'),
  message_not_found: refused('the message was deleted'),
  cant_update_message: refused('the message was written by somebody else'),
  edit_window_closed: refused('the workspace forbids late edits'),
  msg_too_long: size,
  msg_blocks_too_long: size,
  metadata_too_large: size,
  no_text: wrong,
  invalid_blocks: wrong,
  invalid_blocks_format: wrong,
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
  link_disabled: refused('switch Socket Mode on in the app'),
  too_many_websockets: refused('more than ten programs are connected with this app token: stop some'),
  unknown_method: refused('check slack.apiUrl'),
  method_deprecated: refused('a newer flink-medic is needed'),
  deprecated_endpoint: refused('a newer flink-medic is needed'),
  enterprise_is_restricted: refused('the organisation does not allow this call'),
  ratelimited: refused('Slack wants fewer messages: wait'),
  rate_limited: refused('Slack wants fewer messages: wait'),
  message_limit_exceeded: refused('the workspace has used up its messages'),
  internal_error: slackIsIll,
  fatal_error: slackIsIll,
  service_unavailable: slackIsIll,
  team_access_unavailable: slackIsIll,
  request_timeout: slackIsIll,
};

/** What an `ok: false` proves of a write. A word that is not known proves nothing. */
export function errorProves(error: string): Known['proves'] {
  return Object.hasOwn(known, error) ? (known[error]?.proves ?? 'maybe') : 'maybe';
}

/** The error's name with what to do about it. */
export function withAdvice(error: string): string {
  const advice = Object.hasOwn(known, error) ? known[error]?.advice : undefined;
  return advice === undefined ? error : `${error}: ${advice}`;
}
