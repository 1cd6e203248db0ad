import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';

/** What the scripted server does with one request. */
export type FlinkReply =
  | { readonly kind: 'json'; readonly status?: number; readonly body: unknown }
  | {
      readonly kind: 'text';
      readonly status?: number;
      readonly text: string | Buffer;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** Made when it is needed. */
  | { readonly kind: 'lazy'; readonly body: () => unknown }
  | { readonly kind: 'stream'; readonly body: () => Readable }
  /** Reads the request and resets the connection: before it answers, or in the middle of its answer. */
  | { readonly kind: 'reset'; readonly after: 'request' | { readonly status: number; readonly part: string } }
  /** Reads the request, and says nothing more after this much of an answer. */
  | { readonly kind: 'hang'; readonly after?: { readonly status: number; readonly part: string } }
  /** Bytes as they are, instead of an HTTP answer; then the end of the connection. */
  | { readonly kind: 'bytes'; readonly bytes: string };

export interface FlinkRequest {
  readonly line: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** The how-manieth request on its connection, from 1. */
  readonly onConnection: number;
}

export interface FlinkHttpServer {
  readonly url: string;
  readonly port: number;
  readonly requests: readonly FlinkRequest[];
  /** `line` is method and path with query, as it comes over the wire. Replies are used in the order given. */
  on(line: string, reply: FlinkReply): void;
  /** How often somebody connected. */
  connections(): number;
  /** Closes; throws when a request came that was not expected, or a reply was not used. */
  close(): Promise<void>;
}

/** A strict HTTP server on 127.0.0.1 that plays Flink, or what stands before it: one scripted reply per request, in order. */
export async function startFlinkHttpServer(tls?: ServerOptions): Promise<FlinkHttpServer> {
  const script: { readonly line: string; readonly reply: FlinkReply }[] = [];
  const requests: FlinkRequest[] = [];
  const complaints: string[] = [];
  const perSocket = new WeakMap<object, number>();
  let connections = 0;

  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    void handle(request, response).catch((error: unknown) => {
      complaints.push(String(error));
      response.destroy();
    });
  };
  const server = tls === undefined ? createServer(onRequest) : createTlsServer(tls, onRequest);
  server.on(tls === undefined ? 'connection' : 'secureConnection', () => {
    connections += 1;
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    const line = `${request.method} ${request.url}`;
    const onConnection = (perSocket.get(request.socket) ?? 0) + 1;
    perSocket.set(request.socket, onConnection);
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch {
      // The client broke off: what it was about to send is of no interest, that it did is.
    }
    requests.push({ line, headers: request.headers, body: Buffer.concat(chunks), onConnection });
    const next = script.shift();
    if (next?.line !== line) {
      complaints.push(`${line} came, ${next?.line ?? 'nothing'} was expected`);
      response.writeHead(599).end();
      return;
    }
    answer(response, next.reply);
  }

  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    port,
    requests,
    on: (line, reply) => {
      script.push({ line, reply });
    },
    connections: () => connections,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      complaints.push(...script.map(({ line }) => `the reply to ${line} was not used`));
      if (complaints.length > 0) throw new Error(`Flink server: ${complaints.join('; ')}`);
    },
  };
}

function answer(response: ServerResponse, reply: FlinkReply): void {
  const socket = response.socket;
  switch (reply.kind) {
    case 'json':
      response.writeHead(reply.status ?? 200, { 'content-type': 'application/json; charset=UTF-8' });
      response.end(JSON.stringify(reply.body));
      return;
    case 'lazy':
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(reply.body()));
      return;
    case 'text':
      response.writeHead(reply.status ?? 200, reply.headers ?? { 'content-type': 'application/json' }).end(reply.text);
      return;
    case 'stream':
      response.writeHead(200, { 'content-type': 'application/json' });
      reply
        .body()
        .on('error', () => undefined)
        .pipe(response)
        .on('error', () => undefined);
      return;
    case 'reset':
      if (reply.after === 'request') {
        socket?.resetAndDestroy();
        return;
      }
      response.writeHead(reply.after.status, { 'content-type': 'application/json', 'content-length': '9000' });
      response.write(reply.after.part, () => socket?.resetAndDestroy());
      return;
    case 'hang':
      if (reply.after !== undefined) {
        response.writeHead(reply.after.status, { 'content-type': 'application/json', 'content-length': '9000' });
        response.write(reply.after.part);
      }
      return;
    case 'bytes':
      socket?.end(reply.bytes);
      return;
  }
}
