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
  close(): Promise<void>;
}

/** The last bytes of every complete answer of PostgreSQL: ReadyForQuery, with one byte of state behind. */
const readyForQuery = Buffer.from([0x5a, 0, 0, 0, 5]);

/** Stands between a client and a PostgreSQL on loopback and cuts a connection at the moment that a test chose. */
export async function startCuttingProxy(serverPort: number): Promise<CuttingProxy> {
  let armed: { readonly text: string; readonly cut: Cut } | undefined;
  const sockets = new Set<Socket>();

  const server = createServer((client) => {
    const upstream = connect(serverPort, '127.0.0.1');
    let swallowing = false;
    const end = (): void => {
      client.destroy();
      upstream.destroy();
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
        const { cut } = armed;
        armed = undefined;
        if (cut === 'before') return end();
        swallowing = true;
      }
      upstream.write(bytes);
    });
    upstream.on('data', (bytes) => {
      if (!swallowing) client.write(bytes);
      else if (bytes.subarray(-6, -1).equals(readyForQuery)) end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');

  return {
    port: address.port,
    cutAt: (text, cut) => {
      armed = { text, cut };
    },
    close: async () => {
      if (!server.listening) return;
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
