import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Decoy {
  readonly url: string;
  readonly requests: readonly { readonly method: string; readonly path: string }[];
  close(): Promise<void>;
}

/** A place where nobody may ever come: another cluster, or a server of the attacker. Answers, and keeps who came. */
export async function startDecoy(): Promise<Decoy> {
  const requests: { method: string; path: string }[] = [];
  const server = createServer((request, response) => {
    requests.push({ method: request.method ?? '', path: request.url ?? '' });
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  return { ...(await listening(server)), requests };
}

export async function listening(server: Server): Promise<Pick<Decoy, 'url' | 'close'>> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}
