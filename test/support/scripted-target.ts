import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished } from 'vitest';

export interface Received {
  /** Such as `POST /tickets`. */
  readonly call: string;
  readonly key: string | undefined;
  readonly body: unknown;
  readonly headers: http.IncomingHttpHeaders;
}

/** Answers, or leaves the connection as it is. */
export type Reply = (request: Received, response: http.ServerResponse) => void;

export const json = (value: unknown, status = 200): Reply => {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  };
};

interface Script {
  readonly reads?: Readonly<Record<string, Reply>>;
  readonly writes: readonly (readonly [call: string, reply: Reply])[];
}

/** As `startScriptedTarget`, closed after the test. */
export async function scriptedTarget(script: Script) {
  const target = await startScriptedTarget(script);
  onTestFinished(() => target.close());
  return target;
}

/**
 * A target over real HTTP that knows `reads`, as often as they are asked, and `writes`, one after the other. Any other request
 * and any write that is left over fails the test when it is closed.
 */
export async function startScriptedTarget(script: Script) {
  const writes: Received[] = [];
  const unexpected: string[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const call = `${request.method} ${request.url?.replace(/[0-9a-f]{32}/, '<key>')}`;
      const key = request.headers['idempotency-key'];
      const received = {
        call,
        key: typeof key === 'string' ? key : undefined,
        body: text === '' ? undefined : (JSON.parse(text) as unknown),
        headers: request.headers,
      };
      const read = script.reads?.[call];
      if (read !== undefined) return read(received, response);
      const next = script.writes[writes.length];
      if (next?.[0] !== call) {
        unexpected.push(call);
        response.writeHead(500).end();
        return;
      }
      writes.push(received);
      next[1](received, response);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    writes,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      expect(unexpected).toEqual([]);
      expect(writes.map(({ call }) => call)).toEqual(script.writes.map(([call]) => call));
    },
  };
}
