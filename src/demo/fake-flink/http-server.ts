import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, refused } from './answer.ts';
import type { FakeCluster } from './cluster.ts';
import type { How, Misbehaviours } from './misbehaviour.ts';
import { findRoute } from './routes.ts';

/** A request as it arrived, answered or not. */
export interface SeenRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** Text of a JSON body, the number of bytes of any other. */
  readonly body: string;
  readonly at: number;
}

export interface FakeServer {
  readonly url: string;
  readonly seen: SeenRequest[];
  /** What no route or no query parameter was there for. */
  readonly unexpected: string[];
  freeze(): void;
  thaw(): void;
  /** Breaks every connection, as the end of a process does. */
  dropConnections(): void;
  close(): Promise<void>;
}

/** So many requests are remembered; a fleet under load makes more. */
const seenAtMost = 20_000;

/** Speaks HTTP on 127.0.0.1 for the cluster. Requests that arrive while it is frozen are worked off by `thaw`, like those in the buffers of a stopped process. */
export async function startHttpServer(
  cluster: FakeCluster,
  misbehaviours: Misbehaviours,
  options: { readonly now: () => number; readonly port: number },
): Promise<FakeServer> {
  const seen: SeenRequest[] = [];
  const unexpected: string[] = [];
  const timers = new Set<NodeJS.Timeout>();
  let frozen: (() => void)[] | undefined;
  let url = '';

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const work = (): void => handle(request, response, Buffer.concat(chunks));
      if (frozen === undefined) work();
      else frozen.push(work);
    });
    // A client that is killed takes its connections with it; that is its affair.
    request.on('error', () => response.destroy());
    response.on('error', () => response.destroy());
  });
  server.keepAliveTimeout = 60_000;

  function handle(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
    const method = request.method ?? 'GET';
    const target = request.url ?? '/';
    remember(method, target, request, body);
    const how = misbehaviours.take(method, target);
    if (how === 'reset-before') {
      request.socket.destroy();
      return;
    }
    if (how === 'html') {
      sendText(response, 200, 'text/html', '<!DOCTYPE html><html><body><h1>Sign in</h1></body></html>');
      return;
    }
    respond(request, response, answerTo(method, target, body), how);
  }

  function remember(method: string, path: string, request: IncomingMessage, body: Buffer): void {
    if (seen.length >= seenAtMost) seen.splice(0, seenAtMost / 2);
    const isJson = request.headers['content-type']?.includes('json') ?? true;
    seen.push({ method, path, body: isJson ? body.toString('utf8') : `${body.length} bytes`, at: options.now() });
  }

  function answerTo(method: string, target: string, body: Buffer): Answer {
    const [path = '/', search = ''] = target.split('?');
    const route = findRoute(method, path);
    if (route === undefined) {
      unexpected.push(`${method} ${target}`);
      return refused(404, method === 'GET' ? `Unable to load requested file ${path}.` : `Not found: ${path}`);
    }
    const query = new URLSearchParams(search);
    for (const name of query.keys()) {
      if (!route.query.includes(name)) unexpected.push(`${method} ${target} (${name})`);
    }
    return route.handler({ cluster, url, params: route.params, query, body, now: options.now() });
  }

  function respond(request: IncomingMessage, response: ServerResponse, answer: Answer, how: How | undefined): void {
    const text = JSON.stringify(answer.body);
    switch (how) {
      case undefined:
        sendText(response, answer.status, 'application/json', text);
        return;
      case 'reset-after-effect':
      case 'reset-before':
        request.socket.destroy();
        return;
      case 'no-answer-after-effect':
        return;
      case 'status-500-after-effect':
        sendText(response, 500, 'application/json', JSON.stringify({ errors: ['Internal server error.', askTimeout] }));
        return;
      case 'html':
      case 'half-json':
        sendText(response, answer.status, 'application/json', text.slice(0, Math.ceil(text.length / 2)));
        return;
      default:
        later(how.delayMs, () => sendText(response, answer.status, 'application/json', text));
    }
  }

  function later(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, ms);
    timers.add(timer);
  }

  url = `http://127.0.0.1:${await listen(server, options.port)}`;
  return {
    url,
    seen,
    unexpected,
    freeze() {
      frozen ??= [];
    },
    thaw() {
      const waiting = frozen ?? [];
      frozen = undefined;
      for (const work of waiting) work();
    },
    dropConnections: () => server.closeAllConnections(),
    async close() {
      for (const timer of timers) clearTimeout(timer);
      frozen = undefined;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

const askTimeout =
  '<Exception on server side:\norg.apache.pekko.pattern.AskTimeoutException: Ask timed out on [Actor[pekko://flink/user/rpc/dispatcher_0]] after [600000 ms].';

function sendText(response: ServerResponse, status: number, type: string, text: string): void {
  if (response.destroyed) return;
  const headers = { 'content-type': `${type}; charset=UTF-8`, 'content-length': Buffer.byteLength(text) };
  response.writeHead(status, headers).end(text);
}

async function listen(server: Server, port: number): Promise<number> {
  return await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
