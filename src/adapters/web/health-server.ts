import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { messageOf, OpsError } from '../../domain/errors.ts';

/** The configured address cannot be listened on. Another port, or an end to what uses it, is needed first. */
export class HealthAddressTaken extends OpsError {
  readonly code = 'web.address_taken';
  readonly retryable = false;
}

export interface HealthStatus {
  readonly ok: boolean;
  /** For people; never secrets, as everyone who reaches the port may read it. */
  readonly detail: object;
}

export interface HealthServer {
  /** Base address, with the port that was really taken. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Answers `GET /healthz` with 200 or 503 and `{ok, detail}`, and nothing else. `status` is asked for every request; one that throws counts as not ok.
 * @param options.host the loopback address unless given. @param options.port 0 takes any free one.
 * @throws {HealthAddressTaken}
 */
export async function startHealthServer(options: {
  readonly host?: string;
  readonly port: number;
  readonly status: () => HealthStatus;
}): Promise<HealthServer> {
  const { host = '127.0.0.1', port, status } = options;
  const server = createServer((request, response) => answer(request, response, status));
  // A health request is one small packet; whoever takes longer only holds a connection.
  server.requestTimeout = 5_000;
  server.headersTimeout = 5_000;
  server.maxConnections = 64;

  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      reject(
        new HealthAddressTaken(
          `health: ${host}:${port} cannot be listened on (${messageOf(cause)}). Set another health.port or health.host.`,
          { cause },
        ),
      );
    });
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`,
    close: async () => {
      if (!server.listening) return;
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeAllConnections();
      await closed;
    },
  };
}

function answer(request: IncomingMessage, response: ServerResponse, status: () => HealthStatus): void {
  const path = (request.url ?? '').split('?')[0];
  if (path !== '/healthz') return send(response, 404, { error: 'only /healthz is here' });
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD');
    return send(response, 405, { error: 'only GET' });
  }
  const { ok, detail } = safely(status);
  send(response, ok ? 200 : 503, { ok, detail });
}

function safely(status: () => HealthStatus): HealthStatus {
  try {
    return status();
  } catch (error) {
    return { ok: false, detail: { error: messageOf(error) } };
  }
}

/** Node leaves the body out of an answer to HEAD by itself. */
function send(response: ServerResponse, code: number, body: object): void {
  response
    .writeHead(code, { 'content-type': 'application/json', 'cache-control': 'no-store', connection: 'close' })
    .end(`${JSON.stringify(body)}\n`);
}
