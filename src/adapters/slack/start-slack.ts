import type { ChatDesk } from '../../ports/chat.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Messenger } from '../../ports/messenger.ts';
import { makeAnswer } from './answer.ts';
import { makeBoltApp } from './bolt-app.ts';
import { makePersonCheck } from './check-person.ts';
import { guardSocket, type SocketNews } from './guard-socket.ts';
import { makeInbound } from './inbound.ts';
import { keepConnected, type SlackState } from './keep-connected.ts';
import { makeSlackMessenger } from './messenger.ts';
import type { SlackAccess, SlackMentions } from './slack-access.ts';
import { makeSlackApi } from './slack-api.ts';

/** For one call of Slack with everything included. */
const timeoutMs = 15_000;
/** For one try to find out who pressed, so that one that hangs leaves time for others. */
const personWithinMs = 4_000;

export interface StartedSlack {
  /** Works whether or not Slack is connected: an outage is an outcome of the send. */
  readonly messenger: Messenger;
  state(): SlackState;
  /** Resolves after the signal aborted, when the connection is closed and what people had pressed is handled. */
  readonly ended: Promise<void>;
}

/** Starts Slack in the background and returns at once: a Slack that is down, slow or misconfigured is a state, never an error. */
export function startSlack(options: {
  readonly access: SlackAccess;
  readonly mentions: SlackMentions;
  readonly desk: ChatDesk;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
}): StartedSlack {
  const { access, mentions, desk, clock, signal } = options;
  const { apiUrl, team } = access;
  const log = options.log.child({ adapter: 'slack' });
  const api = makeSlackApi({ apiUrl, token: access.botToken, timeoutMs });
  // Known from the connection, which the handlers of presses come before.
  let news: SocketNews | undefined;
  const inbound = makeInbound({
    desk,
    check: makePersonCheck({
      api: makeSlackApi({ apiUrl, token: access.botToken, timeoutMs: personWithinMs }),
      team,
      app: () => news?.app,
      clock,
    }),
    answer: makeAnswer({ api, apiUrl, timeoutMs, clock, log }),
    log,
  });
  const bolt = makeBoltApp({ access, inbound, timeoutMs, log, signal });
  news = guardSocket(bolt.client, log);
  const { state, ended } = keepConnected({ client: bolt.client, news, clock, log, signal });
  return {
    messenger: makeSlackMessenger({ api, mentions, clock }),
    state,
    ended: ended.then(() => bolt.end()),
  };
}
