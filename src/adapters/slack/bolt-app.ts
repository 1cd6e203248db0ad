import { App, SocketModeReceiver } from '@slack/bolt';
import { messageOf } from '../../domain/errors.ts';
import type { Log } from '../../ports/log.ts';
import { boundedFetch } from './bounded-fetch.ts';
import { boltLogger } from './bolt-logger.ts';
import type { Inbound } from './inbound.ts';
import { makeProxyDispatcher } from './proxy-dispatcher.ts';
import { openReceipt, type Receipt } from './receipt.ts';
import type { SlackAccess } from './slack-access.ts';

/** The vendor's receiver and what is being handled right now. */
export interface BoltApp {
  readonly client: SocketModeReceiver['client'];
  /** Resolves when everything that was taken is handled. It connects no more then. */
  end(): Promise<void>;
}

/**
 * Bolt in Socket Mode. A press is acknowledged as soon as it is stored, so that neither a process that ends before nor a
 * failure loses one: Slack delivers it again. Slack waits three seconds for that and gives minutes for the answer, so what is
 * merely slow is acknowledged before. It does not connect by itself; see `keep-connected.ts`.
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

  async function tell(ack: () => Promise<void>): Promise<void> {
    try {
      await ack();
    } catch (error) {
      // A broken connection loses the acknowledgement, not the press: Slack may deliver it again, under the same press id.
      log.warn({ err: messageOf(error) }, 'Slack was not told that its message came');
    }
  }

  async function handle(ack: () => Promise<void>, body: object): Promise<void> {
    const receipt = openReceipt(() => tell(ack));
    await take(body, receipt);
    await receipt.close();
  }

  function run(ack: () => Promise<void>, body: object): void {
    const handled = handle(ack, body).then(() => {
      running.delete(handled);
    });
    running.add(handled);
  }

  function take(body: object, receipt: Receipt): Promise<void> {
    if (!('command' in body)) return inbound.press(body, receipt);
    // A command is not repeated: whoever gets no answer to it sees that.
    receipt.keep();
    return inbound.command(body, receipt);
  }

  const dispatcher = makeProxyDispatcher();
  const receiver = new SocketModeReceiver({
    appToken: access.appToken,
    ...(dispatcher !== undefined && { dispatcher }),
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
    if (ack !== undefined) run(ack, body);
    return Promise.resolve();
  });
  app.error((error) => {
    log.warn({ err: messageOf(error) }, 'refused a malformed message from Slack');
    return Promise.resolve();
  });
  return {
    client: receiver.client,
    async end() {
      await Promise.all(running);
      // A tunnel that the proxy leaves open would keep the process alive.
      await dispatcher?.destroy();
    },
  };
}
