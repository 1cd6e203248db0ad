import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Decoy, listening } from './decoy.ts';

/** How an attacker who owns some text of the cluster changes what Flink says. Each is called with the path, without its query. */
export interface Poison {
  readonly json?: (path: string, body: unknown) => unknown;
  /** Whole answers of paths that the fake does not have: logs and thread dumps. */
  readonly answers?: (path: string) => { readonly type: string; readonly body: string } | undefined;
}

export interface PoisoningProxy extends Decoy {
  /** What is poisoned from now on. */
  poison(poison: Poison): void;
}

/** Stands before a Flink and keeps every request. */
export async function startPoisoningProxy(target: string): Promise<PoisoningProxy> {
  let current: Poison = {};
  const requests: { method: string; path: string }[] = [];
  const server = createServer((request, response) => {
    void pass(request, response).catch(() => response.destroy());
  });

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/' } = request;
    requests.push({ method, path: url });
    const path = url.split('?')[0] ?? '';
    const own = current.answers?.(path);
    if (own !== undefined) {
      response.writeHead(200, { 'content-type': own.type }).end(own.body);
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const type = request.headers['content-type'];
    const answer = await fetch(`${target}${url}`, {
      method,
      ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
      headers: type === undefined ? {} : { 'content-type': type },
    });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') === true;
    const body =
      isJson && current.json !== undefined ? JSON.stringify(current.json(path, JSON.parse(text) as unknown)) : text;
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' }).end(body);
  }

  const listener = await listening(server);
  return {
    ...listener,
    requests,
    poison(poison) {
      current = poison;
    },
  };
}
