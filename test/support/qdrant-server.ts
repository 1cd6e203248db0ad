import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { makeQdrantEngine, Refusal } from './qdrant-engine.ts';

/** What happens instead of the answer to one request. */
export type QdrantFault =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: string;
    }
  | { readonly kind: 'json'; readonly body: unknown }
  | { readonly kind: 'html'; readonly status: number }
  /** The connection breaks: before the request is done, or after it, so that only the answer is lost. */
  | { readonly kind: 'cut'; readonly when: 'before' | 'after' | 'in-answer' }
  | { readonly kind: 'hang' }
  | { readonly kind: 'endless' }
  /** Small as it travels, far beyond any limit when it is unpacked. */
  | { readonly kind: 'packed' }
  /** Something else happens first; then the request is handled as ever. */
  | { readonly kind: 'meanwhile'; readonly happens: () => void | Promise<void> };

export interface QdrantRequest {
  /** Method and path, names of collections as they came. */
  readonly line: string;
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

export interface QdrantServer {
  readonly url: string;
  readonly requests: QdrantRequest[];
  readonly engine: ReturnType<typeof makeQdrantEngine>;
  /** For the next request whose line matches; faults for one line are used in the order given. */
  fault(line: RegExp, ...faults: QdrantFault[]): void;
  /** Closes; throws when something was asked that no Qdrant knows, or a fault was not used. */
  close(): Promise<void>;
}

/**
 * A Qdrant on 127.0.0.1 for the calls this program makes: it stores, filters, scores and fuses, and refuses what the real one refuses.
 * Stricter than that one: an unknown field anywhere, and a filter on a field without an index.
 */
export async function startQdrantServer(options: { readonly apiKey?: string } = {}): Promise<QdrantServer> {
  const engine = makeQdrantEngine();
  const requests: QdrantRequest[] = [];
  const faults: { readonly line: RegExp; readonly fault: QdrantFault }[] = [];
  const complaints: string[] = [];
  const server = createServer((request, response) => {
    void serve(request, response).catch((error: unknown) => {
      complaints.push(String(error));
      response.destroy();
    });
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { pathname, search } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const text = Buffer.concat(chunks).toString('utf8');
    const line = `${request.method} ${pathname}`;
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    requests.push({ line, query: search, headers: request.headers, body });
    const at = faults.findIndex((one) => one.line.test(line));
    const fault = at < 0 ? undefined : faults.splice(at, 1)[0]?.fault;
    if (fault?.kind === 'meanwhile') await fault.happens();
    else if (fault !== undefined && fail(response, fault, () => handled(request, pathname, body))) return;
    const { status, body: answer } = handled(request, pathname, body);
    if (typeof answer === 'string') response.writeHead(status, { 'content-type': 'text/plain' }).end(answer);
    else response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }

  function handled(request: IncomingMessage, path: string, body: unknown): { status: number; body: unknown } {
    if (path === '/')
      return { status: 200, body: { title: 'qdrant - vector search engine', version: '1.19.0', commit: '74f3e85b' } };
    if (options.apiKey !== undefined && request.headers['api-key'] !== options.apiKey) {
      const given = request.headers['api-key'] !== undefined;
      const told = given ? 'Invalid API key or JWT' : 'Must provide an API key or an Authorization bearer token';
      return { status: 401, body: told };
    }
    try {
      const result = engine.handle(request.method ?? '', path, body);
      return { status: 200, body: { result, status: 'ok', time: 0.001 } };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.status === 405 || /^Format error|^Bad request/.test(error.message)) complaints.push(error.message);
      return { status: error.status, body: { status: { error: error.message }, time: 0.001 } };
    }
  }

  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    engine,
    fault: (line, ...more) => {
      faults.push(...more.map((fault) => ({ line, fault })));
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      complaints.push(...faults.map(({ line, fault }) => `the fault ${fault.kind} of ${line} was not used`));
      if (complaints.length > 0) throw new Error(`Qdrant server: ${complaints.join('; ')}`);
    },
  };
}

/** @returns whether the request is over with it. */
function fail(response: ServerResponse, fault: QdrantFault, handle: () => unknown): boolean {
  const json = { 'content-type': 'application/json' };
  switch (fault.kind) {
    case 'status':
      response.writeHead(fault.status, { ...json, ...fault.headers });
      response.end(fault.body ?? JSON.stringify({ status: { error: 'Service error: so it is' }, time: 0 }));
      return true;
    case 'json':
      response.writeHead(200, json).end(JSON.stringify(fault.body));
      return true;
    case 'html':
      response.writeHead(fault.status, { 'content-type': 'text/html' }).end('<html><body>Welcome</body></html>');
      return true;
    case 'cut':
      if (fault.when === 'after') handle();
      if (fault.when === 'in-answer') {
        response.writeHead(200, { ...json, 'content-length': '9000' });
        response.write('{"result":', () => response.socket?.resetAndDestroy());
      } else response.socket?.resetAndDestroy();
      return true;
    case 'hang':
      return true;
    case 'endless':
      response.writeHead(200, json).write(Buffer.alloc(9 * 1024 * 1024, ' '));
      return true;
    case 'packed':
      response
        .writeHead(200, { ...json, 'content-encoding': 'gzip' })
        .end(gzipSync(Buffer.alloc(32 * 1024 * 1024, ' ')));
      return true;
    case 'meanwhile':
      return false;
  }
}
