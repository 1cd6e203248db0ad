// A target that answers at once, in a process of its own. Says its port over the IPC channel and ends when that does.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const body = '{"already":false}';
const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end(body));
});
// A benchmark pauses between two turns; its connections are kept.
server.keepAliveTimeout = 600_000;
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on('disconnect', () => process.exit(0));
