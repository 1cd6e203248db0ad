import { readFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

export interface ClusterConnection {
  /** Until a socket may be written to: name lookup, TCP and TLS together. */
  readonly connectTimeoutMs: number;
  /** Trusted instead of the system's authorities. */
  readonly caFile?: string | undefined;
  readonly certFile?: string | undefined;
  readonly keyFile?: string | undefined;
}

/** No connection came about, so no byte of the request has left. */
export class NotConnected extends Error {
  readonly reason: 'no-connection' | 'time-limit' | 'tls';

  constructor(reason: NotConnected['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

type Done = (error: Error | null, socket: Duplex) => void;

/**
 * An agent that hands a socket to a request only when it is connected (and, for https, its handshake is over): a request
 * that never got one has sent nothing. Gives {NotConnected} otherwise, at the latest after the connect time limit.
 */
export function makeLimitedAgent(secure: boolean, keepAlive: boolean, connection: ClusterConnection): http.Agent {
  // Few enough not to be a load; waiting for one counts into the time limit of the request.
  const options = { keepAlive, maxSockets: 8, maxFreeSockets: 2 };
  return secure ? new LimitedHttpsAgent(options, connection) : new LimitedHttpAgent(options, connection);
}

class LimitedHttpAgent extends http.Agent {
  readonly #connection: ClusterConnection;

  constructor(options: http.AgentOptions, connection: ClusterConnection) {
    super(options);
    this.#connection = connection;
  }

  override createConnection(options: http.ClientRequestArgs, done?: Done): undefined {
    const socket = super.createConnection(options) as Socket;
    if (done !== undefined) handOver(socket, 'connect', this.#connection.connectTimeoutMs, done);
  }
}

class LimitedHttpsAgent extends https.Agent {
  readonly #connection: ClusterConnection;

  constructor(options: https.AgentOptions, connection: ClusterConnection) {
    super(options);
    this.#connection = connection;
  }

  override createConnection(options: https.RequestOptions, done?: Done): undefined {
    if (done !== undefined) void this.#connect(options, done);
  }

  async #connect(options: https.RequestOptions, done: Done): Promise<void> {
    let socket: Socket;
    try {
      socket = super.createConnection({ ...options, ...(await readTlsFiles(this.#connection)) }) as Socket;
    } catch (error) {
      const known =
        error instanceof NotConnected ? error : new NotConnected('tls', 'what the TLS files hold is unusable');
      // The agent looks at no socket that comes with an error; its type wants one.
      return done(known, new Socket());
    }
    handOver(socket, 'secureConnect', this.#connection.connectTimeoutMs, done);
  }
}

async function readTlsFiles(connection: ClusterConnection): Promise<{ ca?: Buffer; cert?: Buffer; key?: Buffer }> {
  const read = async (file: string): Promise<Buffer> => {
    try {
      return await readFile(file);
    } catch {
      throw new NotConnected('tls', `the file ${file} cannot be read`);
    }
  };
  const { caFile, certFile, keyFile } = connection;
  return {
    ...(caFile !== undefined && { ca: await read(caFile) }),
    ...(certFile !== undefined && { cert: await read(certFile) }),
    ...(keyFile !== undefined && { key: await read(keyFile) }),
  };
}

/** Calls `done` once: with the usable socket, or with why there is none. */
function handOver(socket: Socket, usable: 'connect' | 'secureConnect', limitMs: number, done: Done): void {
  let hasAddress = false;
  const onAttempt = (): void => {
    hasAddress = true;
  };
  let reached = false;
  const onReached = (): void => {
    reached = true;
  };
  const settle = (error: Error | null): void => {
    clearTimeout(timer);
    socket
      .off('connectionAttempt', onAttempt)
      .off('connect', onReached)
      .off(usable, onUsable)
      .off('error', onError)
      .off('close', onClose);
    if (error !== null) {
      // What still comes of this socket is of no interest, and must not end the process.
      socket.on('error', () => undefined).destroy();
    }
    done(error, socket);
  };
  const onUsable = (): void => settle(null);
  const onError = (error: NodeJS.ErrnoException): void => {
    const code = error.code ?? 'no code';
    // OpenSSL took the answer for a record of its own.
    const hint = code === 'ERR_SSL_WRONG_VERSION_NUMBER' ? '; http:// may be meant, as no TLS was answered' : '';
    const nameless = hasAddress ? '' : ': the name of its host was not found';
    if (reached) settle(new NotConnected('tls', `the TLS handshake failed (${code})${hint}`));
    else settle(new NotConnected('no-connection', `no connection (${code})${nameless}`));
  };
  const onClose = (): void => settle(new NotConnected('no-connection', 'the connection was closed at once'));
  const onLimit = (): void => {
    const what = reached ? 'the TLS handshake was not over' : 'no connection';
    const nameless = hasAddress ? '' : ': the name of its host was still being looked up';
    settle(new NotConnected('time-limit', `${what} within ${limitMs} ms${nameless}`));
  };
  const timer = setTimeout(onLimit, limitMs);
  socket
    .on('connectionAttempt', onAttempt)
    .on('connect', onReached)
    .on(usable, onUsable)
    .on('error', onError)
    .on('close', onClose);
}
