import { execFileSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { connect } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** A port of 127.0.0.1 that refuses connections: it was free a moment ago. */
export async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export interface OddPort {
  readonly port: number;
  close(): Promise<void>;
}

/** Accepts every connection and does this with it; what it reads is thrown away. */
export async function rawPort(onSocket: (socket: Socket) => void): Promise<OddPort> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).resume();
    onSocket(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A listener that never accepts and whose queue is full: the system drops whoever wants to connect, without a word. */
export async function blackHole(): Promise<OddPort> {
  const gate = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(
    `const { parentPort, workerData } = require('node:worker_threads');
     const server = require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
       parentPort.postMessage(server.address().port);
       Atomics.wait(workerData, 0, 0);
       process.exit(0);
     });`,
    { eval: true, workerData: gate },
  );
  const [port] = (await once(worker, 'message')) as [number];
  // The queue takes two. More would only make the system retry.
  const fillers = await Promise.all([filler(port), filler(port)]);
  return {
    port,
    close: async () => {
      for (const socket of fillers) socket.destroy();
      Atomics.store(gate, 0, 1);
      Atomics.notify(gate, 0);
      await once(worker, 'exit');
    },
  };
}

async function filler(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** Takes all threads on which Node looks names up, as a name server does that does not answer. Gives the function that frees them. */
export async function blockedThreads(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'flink-medic-'));
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const count = Number(process.env['UV_THREADPOOL_SIZE'] ?? 4);
  // Opening one to read waits for somebody who writes.
  const readers = Array.from({ length: count }, () => open(pipe, 'r'));
  return async () => {
    const writer = openSync(pipe, 'r+');
    for (const reader of await Promise.all(readers)) await reader.close();
    closeSync(writer);
    await rm(folder, { recursive: true });
  };
}
