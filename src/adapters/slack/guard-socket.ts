import type { SocketModeReceiver } from '@slack/bolt';
import { z } from 'zod';
import { messageOf } from '../../domain/errors.ts';
import type { Log } from '../../ports/log.ts';
import { parseJson } from '../http/parse-json.ts';

type Client = SocketModeReceiver['client'];

const Envelope = z.object({
  type: z.enum(['hello', 'disconnect', 'interactive', 'slash_commands', 'events_api']),
  reason: z.string().max(100).optional(),
  connection_info: z.object({ app_id: z.string() }).optional(),
  // Told to people and nothing else: no greeting is refused for it.
  num_connections: z.number().optional().catch(undefined),
});

/** How long the client may take to close a connection that Slack wants closed; Slack itself leaves it open. */
const closeWithinMs = 250;

/** What the connection said of itself. */
export interface SocketNews {
  app: string | undefined;
  /** As many connections of our app as Slack knew then, this one included: it divides presses among them. */
  connections: number | undefined;
  /** Why the last connection ended; undefined: it did not say. */
  lastReason: string | undefined;
}

/**
 * Stands before the vendor's listener, whose errors would end the process: what is not an envelope of a kind we know is logged and dropped.
 */
export function guardSocket(client: Client, log: Log): SocketNews {
  const news: SocketNews = { app: undefined, connections: undefined, lastReason: undefined };
  const handlers = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', (data: unknown, isBinary: boolean) => {
    const envelope = Envelope.safeParse(isBinary ? undefined : parseJson(String(data)));
    if (!envelope.success) {
      log.warn({ bytes: String(data).length }, 'refused a malformed message from Slack');
      return;
    }
    const { type, reason, connection_info: connection, num_connections: connections } = envelope.data;
    if (type === 'hello') {
      news.app = connection?.app_id ?? news.app;
      news.connections = connections;
    }
    if (type === 'disconnect') {
      news.lastReason = reason ?? 'disconnect';
      cutSoon(client);
    }
    void pass(handlers, data, isBinary, log);
  });
  client.on('error', (error: unknown) => {
    news.lastReason = messageOf(error).slice(0, 200);
  });
  return news;
}

/** Ends the connection of now, if it is still there then. */
function cutSoon(client: Client): void {
  const socket = client.websocket;
  setTimeout(() => {
    if (client.websocket === socket) socket?.disconnect();
  }, closeWithinMs).unref();
}

async function pass(
  handlers: readonly ((data: unknown, isBinary: boolean) => unknown)[],
  data: unknown,
  isBinary: boolean,
  log: Log,
): Promise<void> {
  try {
    for (const handle of handlers) await handle(data, isBinary);
  } catch (error) {
    log.warn({ err: messageOf(error) }, 'refused a malformed message from Slack');
  }
}
