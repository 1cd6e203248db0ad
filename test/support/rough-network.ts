import { once } from 'node:events';
import { createServer, type IncomingMessage, request as send, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Random } from '../../src/proof/random.ts';
import { copyHeader } from '../../src/proof/target-client.ts';

/**
 * What a network does to one request.
 * refuse: for a while nobody listens. reset-at-connect: the connection breaks before a byte of it is read.
 * reset-before: its bytes are read and go no further. reset-after: the target has it, and its answer never arrives.
 * hole-before, hole-after: the same, but nothing breaks: the sender waits in vain.
 * cut-answer: half of the answer's body. wrong-before, wrong-after: a gateway answers in the target's place.
 * twice: the target gets it once more. stale: the connection is kept, and breaks when nobody uses it.
 */
export const troubles = [
  'refuse',
  'reset-at-connect',
  'reset-before',
  'reset-after',
  'hole-before',
  'hole-after',
  'cut-answer',
  'wrong-before',
  'wrong-after',
  'twice',
  'stale',
] as const;
export type Trouble = (typeof troubles)[number];

export interface RoughNetwork {
  readonly port: number;
  /** How often each trouble has happened. */
  readonly seen: Readonly<Record<Trouble, number>>;
  /** Everything passes from now on. */
  calm(): void;
  close(): Promise<void>;
}

/** What gateways say of a request that may have had its effect. */
const gatewayAnswers = [502, 504, 500, 408, 404, 409] as const;

/**
 * Stands between clients and an HTTP server on loopback, and does each trouble to its share of the requests: writes to
 * classes that remember keys are delivered twice, all others once at most.
 */
export async function startRoughNetwork(
  targetPort: number,
  { random, share }: { readonly random: Random; readonly share: number },
): Promise<RoughNetwork> {
  const seen = Object.fromEntries(troubles.map((one) => [one, 0])) as Record<Trouble, number>;
  const timers = new Set<NodeJS.Timeout>();
  const ahead: Trouble[] = [];
  let closed = false;
  let isCalm = false;
  let port = 0;

  const later = (ms: number, work: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, ms);
    timers.add(timer);
  };
  const did = (trouble: Trouble): void => {
    seen[trouble] += 1;
  };

  const server = createServer((request, response) => void handle(request, response));
  server.on('connection', (socket) => {
    socket.on('error', () => undefined);
    if (isCalm || !random.chance(share / troubles.length)) return;
    did('reset-at-connect');
    socket.resetAndDestroy();
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch {
      return;
    }
    const body = Buffer.concat(chunks);
    const trouble = troubleFor(request);
    const { socket } = request;
    if (trouble === undefined) return pass(request, body, response);
    did(trouble);
    switch (trouble) {
      case 'refuse':
        refuseFor(random.whole(5, 25));
        return pass(request, body, response);
      case 'reset-at-connect':
      case 'reset-before':
        socket.resetAndDestroy();
        return;
      case 'reset-after':
        await forward(request, body);
        socket.resetAndDestroy();
        return;
      case 'hole-before':
        return;
      case 'hole-after':
        await forward(request, body);
        return;
      case 'cut-answer': {
        const answer = await forward(request, body);
        if (answer === undefined) return void socket.resetAndDestroy();
        response.writeHead(answer.status, { 'content-length': answer.body.length + 10 });
        response.write(answer.body.subarray(0, answer.body.length >> 1), () => socket.destroy());
        return;
      }
      case 'wrong-before':
        return reply(response, random.pick(gatewayAnswers), Buffer.from('gateway'));
      case 'wrong-after':
        await forward(request, body);
        return reply(response, random.pick(gatewayAnswers), Buffer.from('gateway'));
      case 'twice':
        // Nobody waits for the answer to a copy.
        void forward(request, body, random.whole(5, 40), { [copyHeader]: '1' });
        // Either of the two may be the first to arrive.
        return pass(request, body, response, random.pick([0, random.whole(5, 80)]));
      case 'stale':
        await pass(request, body, response);
        later(random.whole(1, 20), () => socket.resetAndDestroy());
    }
  }

  /** Each in its turn, so that a short run meets all of them. */
  function troubleFor({ method, url = '' }: IncomingMessage): Trouble | undefined {
    if (isCalm) return undefined;
    // A second delivery to what remembers nothing is a second effect that no sender can prevent.
    const mayRepeat = method === 'POST' && ['/keyed', '/long'].includes(url);
    // Few requests may be repeated, so the first of them is: left to chance, a short run can pass without any.
    if (mayRepeat && seen.twice === 0) return 'twice';
    if (!random.chance(share)) return undefined;
    const fits = (one: Trouble): boolean => one !== 'twice' || mayRepeat;
    if (!ahead.some(fits)) ahead.push(...troubles);
    return ahead.splice(ahead.findIndex(fits), 1)[0];
  }

  async function pass(request: IncomingMessage, body: Buffer, response: ServerResponse, afterMs = 0): Promise<void> {
    const answer = await forward(request, body, afterMs);
    if (answer === undefined) request.socket.resetAndDestroy();
    else reply(response, answer.status, answer.body);
  }

  /** On a connection that is made at once, so that it dies with the process at its other end. Undefined: it broke. */
  function forward(
    { method, url }: IncomingMessage,
    body: Buffer,
    afterMs = 0,
    marks: Readonly<Record<string, string>> = {},
  ): Promise<{ readonly status: number; readonly body: Buffer } | undefined> {
    return new Promise((resolve) => {
      const headers = { 'content-length': body.length, ...marks };
      const onward = send(
        { host: '127.0.0.1', port: targetPort, method, path: url, headers, agent: false },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('error', () => resolve(undefined));
          answer.on('close', () =>
            resolve(answer.complete ? { status: answer.statusCode ?? 0, body: Buffer.concat(chunks) } : undefined),
          );
        },
      );
      onward.on('error', () => resolve(undefined));
      if (afterMs === 0) return void onward.end(body);
      onward.flushHeaders();
      later(afterMs, () => onward.end(body));
    });
  }

  function refuseFor(ms: number): void {
    if (!server.listening) return;
    // Connections that stand go on.
    server.close();
    later(ms, () => {
      if (!closed) server.listen(port, '127.0.0.1');
    });
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;

  return {
    port,
    seen,
    calm() {
      isCalm = true;
    },
    async close() {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
      server.closeAllConnections();
      if (!server.listening) return;
      server.close();
      await once(server, 'close');
    },
  };
}

function reply(response: ServerResponse, status: number, body: Buffer): void {
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
}
