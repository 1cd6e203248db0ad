import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Workspace } from './slack-methods.ts';
import { makeTurnstile } from './turnstile.ts';

type Payload = Readonly<Record<string, unknown>>;

/** One message to the app, as often as it is delivered. */
export interface Delivery {
  readonly envelopeId: string;
  /** How often it was sent. */
  readonly attempts: number;
  /** Resolves with the milliseconds that the acknowledgement took. */
  readonly acked: Promise<number>;
}

export interface SlackSocket {
  /** A new address for one connection. */
  ticket(): string;
  /** Resolves when the app has connected for the n-th time (1 = the first). */
  connected(times: number): Promise<void>;
  /** Resolves when so many connections were made, hello or not. */
  greeted(times: number): Promise<void>;
  /** Addresses given out. */
  readonly tickets: number;
  deliver(type: 'interactive' | 'slash_commands' | 'events_api', payload: Payload): Delivery;
  /** Any text, as a frame. */
  raw(text: string): void;
  /** Slack wants the connection closed; deaf: it reads no close frame and leaves the line open. */
  disconnect(reason: string, options?: { readonly deaf?: boolean }): void;
  /** Slack reads nothing any more and leaves the line open. */
  deafen(): void;
  /** The line breaks without a word. */
  drop(): void;
  /** What the next connections get instead of a hello. */
  script(...greetings: ('hello' | 'too_many_websockets' | 'silence' | 'refuse')[]): void;
  close(): void;
}

interface Pending {
  readonly envelope: Payload & { readonly envelope_id: string };
  attempts: number;
  sentAt: number;
  timer: NodeJS.Timeout | undefined;
  readonly ack: (afterMs: number) => void;
}

/** Slack's side of Socket Mode: an address per connection, a hello, envelopes that are repeated until they are acknowledged. */
export function startSlackSocket(options: {
  readonly server: Server;
  readonly workspace: Workspace;
  readonly origin: string;
  readonly complaints: string[];
  readonly ackWithinMs: number;
}): SlackSocket {
  const { server, workspace, origin, complaints, ackWithinMs } = options;
  const sockets = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const greetings: ('hello' | 'too_many_websockets' | 'silence' | 'refuse')[] = [];
  const pending = new Map<string, Pending>();
  const done = new Set<string>();
  const hellos = makeTurnstile();
  const greeted = makeTurnstile();
  let issued = 0;
  let current: { readonly ws: WebSocket; readonly line: Socket } | undefined;

  server.on('upgrade', (request, line: Socket, head) => {
    const ticket = new URL(request.url ?? '', origin).searchParams.get('ticket') ?? '';
    if (!tickets.delete(ticket)) {
      complaints.push('a connection without a fresh ticket');
      line.destroy();
      return;
    }
    const greeting = greetings.shift() ?? 'hello';
    if (greeting === 'refuse') {
      line.end('HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, line, head, (ws) => greet(ws, line, greeting));
  });

  function greet(ws: WebSocket, line: Socket, greeting: 'hello' | 'too_many_websockets' | 'silence'): void {
    ws.on('error', () => {});
    ws.on('message', (data) => takeAck((data as Buffer).toString('utf8')));
    ws.on('close', () => {
      if (current?.ws === ws) current = undefined;
    });
    greeted.pass();
    if (greeting === 'silence') return;
    if (greeting === 'too_many_websockets') {
      ws.send(JSON.stringify({ type: 'disconnect', reason: greeting, debug_info: { host: 'local' } }));
      return;
    }
    current = { ws, line };
    ws.send(
      JSON.stringify({
        type: 'hello',
        num_connections: 1,
        debug_info: { host: 'local' },
        connection_info: { app_id: workspace.app },
      }),
    );
    hellos.pass();
    for (const one of pending.values()) send(one);
  }

  function send(one: Pending): void {
    clearTimeout(one.timer);
    if (current === undefined) return;
    const retry = one.attempts === 0 ? {} : { retry_attempt: one.attempts, retry_reason: 'timeout' };
    one.attempts += 1;
    one.sentAt = performance.now();
    current.ws.send(JSON.stringify({ ...one.envelope, ...retry }));
    one.timer = setTimeout(() => {
      if (one.attempts >= 3) complaints.push(`${one.envelope.envelope_id} was not acknowledged`);
      else send(one);
    }, ackWithinMs);
  }

  function takeAck(text: string): void {
    const { envelope_id: id } = JSON.parse(text) as { envelope_id: string };
    const one = pending.get(id);
    if (one === undefined) {
      complaints.push(done.has(id) ? `${id} was acknowledged twice` : `${id} is not an envelope of ours`);
      return;
    }
    clearTimeout(one.timer);
    pending.delete(id);
    done.add(id);
    one.ack(performance.now() - one.sentAt);
  }

  return {
    ticket: () => {
      issued += 1;
      const ticket = randomUUID();
      tickets.add(ticket);
      return `${origin.replace('http', 'ws')}/link/?ticket=${ticket}&app_id=${workspace.app}`;
    },
    connected: hellos.reached,
    greeted: greeted.reached,
    get tickets() {
      return issued;
    },
    deliver: (type, payload) => {
      const id = randomUUID();
      const { promise, resolve } = Promise.withResolvers<number>();
      const envelope = { envelope_id: id, type, accepts_response_payload: type !== 'events_api', payload };
      const one: Pending = { envelope, attempts: 0, sentAt: 0, timer: undefined, ack: resolve };
      pending.set(id, one);
      send(one);
      return {
        envelopeId: id,
        get attempts() {
          return one.attempts;
        },
        acked: promise,
      };
    },
    raw: (text) => current?.ws.send(text),
    disconnect: (reason, { deaf = false } = {}) => {
      if (deaf) current?.line.pause();
      current?.ws.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'local' } }));
      current = undefined;
    },
    deafen: () => {
      current?.line.pause();
    },
    drop: () => {
      current?.line.destroy();
      current = undefined;
    },
    script: (...more) => {
      greetings.push(...more);
    },
    close: () => {
      for (const one of pending.values()) clearTimeout(one.timer);
      for (const ws of sockets.clients) ws.terminate();
      sockets.close();
    },
  };
}
