import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/**
 * before: the connection breaks and the server never sees what matched.
 * after: the server has answered, but its answer never arrives.
 */
export type Cut = 'before' | 'after';

export interface CuttingProxy {
  readonly port: number;
  /** Cuts the next connection on which the client sends bytes that hold `text`; once. */
  cutAt(text: string, cut: Cut): void;
  /** The same; resolves when the connection has broken. */
  cutNext(text: string, cut: Cut): Promise<void>;
  /** The next connection is let in and, in the same packet, told that it is over; once. */
  endNextAtLogin(): void;
  close(): Promise<void>;
}

/** The last bytes of every complete answer of PostgreSQL: ReadyForQuery, with one byte of state behind. */
const readyForQuery = Buffer.from([0x5a, 0, 0, 0, 5]);

/** What a server says to a connection that it ends: FATAL 57P01. */
const endedByServer = errorResponse([
  'SFATAL',
  'VFATAL',
  'C57P01',
  'Mterminating connection due to administrator command',
]);

function errorResponse(fields: readonly string[]): Buffer {
  const body = Buffer.from(`${fields.map((field) => `${field}\0`).join('')}\0`);
  const head = Buffer.from([0x45, 0, 0, 0, 0]);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** Stands between a client and a PostgreSQL on loopback and cuts a connection at the moment that a test chose. */
export async function startCuttingProxy(
  serverPort: number,
  { firstBytes = (bytes) => bytes }: { readonly firstBytes?: (bytes: Buffer) => Buffer } = {},
): Promise<CuttingProxy> {
  let armed: { readonly text: string; readonly cut: Cut; readonly done: () => void } | undefined;
  let endsNext = false;
  const sockets = new Set<Socket>();

  const server = createServer((client) => {
    const upstream = connect(serverPort, '127.0.0.1');
    let swallowing = false;
    let began = false;
    let letIn = false;
    let broken: () => void = () => undefined;
    const end = (): void => {
      client.destroy();
      upstream.destroy();
      broken();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', end);
      socket.on('close', () => {
        sockets.delete(socket);
        end();
      });
    }
    client.on('data', (bytes) => {
      if (armed !== undefined && bytes.includes(armed.text)) {
        const { cut, done } = armed;
        broken = done;
        armed = undefined;
        if (cut === 'before') return end();
        swallowing = true;
      }
      upstream.write(began ? bytes : firstBytes(bytes));
      began = true;
    });
    upstream.on('data', (bytes) => {
      const isWholeAnswer = bytes.subarray(-6, -1).equals(readyForQuery);
      if (endsNext && isWholeAnswer && !letIn) {
        endsNext = false;
        client.end(Buffer.concat([bytes, endedByServer]));
        return;
      }
      letIn ||= isWholeAnswer;
      if (!swallowing) client.write(bytes);
      else if (isWholeAnswer) end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');

  return {
    port: address.port,
    cutAt: (text, cut) => {
      armed = { text, cut, done: () => undefined };
    },
    cutNext: (text, cut) =>
      new Promise((done) => {
        armed = { text, cut, done };
      }),
    endNextAtLogin: () => {
      endsNext = true;
    },
    close: async () => {
      if (!server.listening) return;
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
