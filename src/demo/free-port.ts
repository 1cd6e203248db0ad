import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { DemoError } from './demo-error.ts';

// Below the range from which the system takes ports for outgoing connections, so none is lost before its use.
const lowest = 20_000;
const highest = 32_000;

/** Returns a port of 127.0.0.1 on which nothing listens now. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    const port = randomInt(lowest, highest);
    if (await canListen(port)) return port;
  }
  throw new DemoError('demo.process_failed', `No free port between ${lowest} and ${highest} on 127.0.0.1`);
}

async function canListen(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
