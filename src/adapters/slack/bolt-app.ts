import { App, SocketModeReceiver } from '@slack/bolt';
import { messageOf } from '../../domain/errors.ts';
import type { Log } from '../../ports/log.ts';
import { boundedFetch } from './bounded-fetch.ts';
import { boltLogger } from './bolt-logger.ts';
import type { Inbound } from './inbound.ts';
import type { SlackAccess } from './slack-access.ts';

/** The vendor's receiver and what is being handled right now. */
export interface BoltApp {
  readonly client: SocketModeReceiver['client'];
  /** Resolves when everything that was taken is handled. */
  idle(): Promise<void>;
}

/** Slack waits three seconds for the acknowledgement before it delivers again. */
const ackWithinMs = 1_500;

/**
 * Bolt in Socket Mode. A press is acknowledged as soon as it is stored, so that a process that ends before loses none: Slack
 * delivers it again. Slack waits three seconds for that and gives minutes for the answer, so it is told in any case after a
 * while. It does not connect by itself; see `keep-connected.ts`.
 */
export function makeBoltApp(options: {
  readonly access: SlackAccess;
  readonly inbound: Inbound;
  readonly timeoutMs: number;
  readonly log: Log;
  readonly signal: AbortSignal;
}): BoltApp {
  const { access, inbound, log, signal } = options;
  const logger = boltLogger(log);
  const running = new Set<Promise<void>>();

  function run(ack: () => Promise<void>, work: (onKept: () => void) => Promise<void>): void {
    const { promise: kept, resolve: onKept } = Promise.withResolvers<void>();
    const late = setTimeout(onKept, ackWithinMs);
    const worked = work(onKept).finally(() => {
      clearTimeout(late);
      onKept();
    });
    // A broken connection loses the acknowledgement, not the press: Slack may deliver it again, under the same press id.
    const acked = kept
      .then(ack)
      .catch((error: unknown) => log.warn({ err: messageOf(error) }, 'Slack was not told that its message came'));
    const all = Promise.all([acked, worked]).then(() => {
      running.delete(all);
    });
    running.add(all);
  }

  function take(body: object, onKept: () => void): Promise<void> {
    if (!('command' in body)) return inbound.press(body, onKept);
    // A command is not repeated: whoever gets no answer to it sees that.
    onKept();
    return inbound.command(body);
  }

  const receiver = new SocketModeReceiver({
    appToken: access.appToken,
    logger,
    // Its own way of connecting again ends the process when Slack answers with an error meanwhile.
    autoReconnectEnabled: false,
    installerOptions: {
      clientOptions: {
        slackApiUrl: access.apiUrl,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        fetch: boundedFetch(() => AbortSignal.any([signal, AbortSignal.timeout(options.timeoutMs)])),
      },
    },
    processEventErrorHandler: async ({ error, event }) => {
      log.warn({ err: messageOf(error) }, 'refused a malformed message from Slack');
      await event.ack().catch(() => {});
      return false;
    },
  });
  const app = new App({
    receiver,
    logger,
    // People and workspaces are checked by us, per press; Bolt itself calls nothing.
    authorize: () => Promise.resolve({}),
    convoStore: false,
    ignoreSelf: false,
  });
  // Before Bolt's own matching, which leaves unacknowledged what fits no listener.
  app.use((args) => {
    const { body } = args;
    const ack = 'ack' in args ? args.ack : undefined;
    if (ack !== undefined) run(ack, (onKept) => take(body, onKept));
    return Promise.resolve();
  });
  app.error((error) => {
    log.warn({ err: messageOf(error) }, 'refused a malformed message from Slack');
    return Promise.resolve();
  });
  return {
    client: receiver.client,
    async idle() {
      await Promise.all(running);
    },
  };
}
