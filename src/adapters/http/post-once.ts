import http from 'node:http';
import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { lookup } from 'node:dns/promises';
import { connect as connectSecure } from 'node:tls';
import type { SendOutcome } from '../../ports/flink.ts';
import { proofOf, type Row } from './proof-of-send.ts';
import type { AddressRule } from './public-address.ts';

/** All addresses of a name, once. @throws when the name has none. */
export type Resolve = (host: string) => Promise<readonly string[]>;

export interface Target {
  readonly url: URL;
  readonly mayConnect: AddressRule;
  /** For name lookup, TCP and TLS together, ms. */
  readonly connectTimeoutMs: number;
  /** The system's, if left out. */
  readonly resolve?: Resolve | undefined;
}

export interface Post extends Target {
  /** JSON. */
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Cut out of what is kept of the answer, like the address itself. */
  readonly secrets: readonly string[];
}

const maxAnswerBytes = 64 * 1024;

/** A page is posted, or a ticket opened, behind an address that is there for it: where there is none, nobody was asked. */
const rows: readonly Row[] = [
  { status: 404, proves: 'refused' },
  { status: 410, proves: 'refused' },
];

/**
 * One POST of JSON to an address that was looked up once and checked. Redirects are not followed, nothing is repeated, no proxy
 * is used. Never throws: what is not proven is `maybe`.
 */
export async function postOnce(post: Post, signal: AbortSignal): Promise<SendOutcome> {
  const { url, secrets } = post;
  let socket: Socket;
  try {
    socket = await connectOnce(post, signal);
  } catch (error) {
    return notSent(whyNot(url, error));
  }
  try {
    if (signal.aborted) return notSent('the time limit was over before the first byte');
    const answer = await answerTo(post, socket, signal);
    // Its first line has come: what it says counts, whatever becomes of the rest.
    const text = await readAnswer(answer).catch((error: unknown) => `its answer was cut: ${codeOf(error)}`);
    const clean = [...secretsOf(url), ...secrets].reduce((left, secret) => left.replaceAll(secret, '[redacted]'), text);
    return outcomeOf(answer, clean);
  } catch (error) {
    const why = signal.aborted ? ' in time' : `: ${codeOf(error)}`;
    return { kind: 'maybe', status: undefined, detail: `no answer of ${url.host}${why}` };
  } finally {
    socket.destroy();
  }
}

export function notSent(detail: string): SendOutcome {
  return { kind: 'not-sent', status: undefined, detail };
}

/** The address may not be called: it stays so until somebody changes something. */
export class AddressRefused extends Error {
  readonly code: string;

  constructor(address: string) {
    super('refused');
    this.code = `it leads to ${address}, which may not be called; if that is your own server, add it to allowAddresses`;
  }
}

/** What `connectOnce` threw, for people. */
export function whyNot(url: URL, error: unknown): string {
  return `no connection to ${url.host}: ${codeOf(error)}`;
}

/** A socket that may be written to: whatever fails before that proves that nothing has left. */
export async function connectOnce(target: Target, signal: AbortSignal): Promise<Socket> {
  const { url, mayConnect, resolve = resolveAll } = target;
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  const limit = AbortSignal.any([signal, AbortSignal.timeout(target.connectTimeoutMs)]);
  const addresses = isIP(hostname) === 0 ? await orTimeUp(resolve(hostname), limit) : [hostname];
  // One closed address among several refuses all: which one is used must not be a matter of luck.
  const closed = addresses.find((address) => !mayConnect(address));
  if (closed !== undefined) {
    throw new AddressRefused(closed);
  }
  let last: unknown = withCode('its name has no address');
  for (const address of addresses) {
    try {
      return await connectTo(address, hostname, url, limit);
    } catch (error) {
      if (limit.aborted) throw error;
      last = error;
    }
  }
  throw last;
}

async function connectTo(address: string, hostname: string, url: URL, limit: AbortSignal): Promise<Socket> {
  limit.throwIfAborted();
  const secure = url.protocol === 'https:';
  const port = Number(url.port === '' ? (secure ? 443 : 80) : url.port);
  const servername = isIP(hostname) === 0 ? { servername: hostname } : {};
  const socket = secure ? connectSecure({ host: address, port, ...servername }) : connectPlain({ host: address, port });
  return await new Promise((done, fail) => {
    const giveUp = () => {
      socket.destroy();
      fail(withCode('no answer in time'));
    };
    const onError = (error: Error) => {
      limit.removeEventListener('abort', giveUp);
      fail(error);
    };
    limit.addEventListener('abort', giveUp, { once: true });
    socket.once('error', onError);
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      limit.removeEventListener('abort', giveUp);
      socket.off('error', onError);
      done(socket);
    });
  });
}

async function resolveAll(hostname: string): Promise<readonly string[]> {
  return (await lookup(hostname, { all: true })).map(({ address }) => address);
}

async function orTimeUp<T>(work: Promise<T>, limit: AbortSignal): Promise<T> {
  limit.throwIfAborted();
  const stopped = new Promise<never>((_done, fail) => {
    limit.addEventListener('abort', () => fail(withCode('its name was not resolved in time')), { once: true });
  });
  return await Promise.race([work, stopped]);
}

function answerTo(post: Post, socket: Socket, signal: AbortSignal): Promise<http.IncomingMessage> {
  const { url, body } = post;
  return new Promise((done, fail) => {
    socket.once('error', fail);
    const request = http.request(
      {
        createConnection: () => socket,
        method: 'POST',
        path: `${url.pathname}${url.search}`,
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          'user-agent': 'flink-medic',
          ...post.headers,
          host: url.host,
          connection: 'close',
          'content-length': String(Buffer.byteLength(body)),
        },
        signal,
      },
      done,
    );
    // Stays for what comes after the answer: an error that nobody listens to would end the process.
    request.on('error', fail);
    // Without an error, and without an answer, where it was one to another protocol (101).
    request.on('close', () => fail(withCode('closed without an answer')));
    request.end(body);
  });
}

async function readAnswer(answer: http.IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    text += chunk.toString('utf8');
    if (text.length > maxAnswerBytes) break;
  }
  return text;
}

function outcomeOf(answer: http.IncomingMessage, text: string): SendOutcome {
  const status = answer.statusCode ?? 0;
  const isPage = /html/i.test(String(answer.headers['content-type'] ?? ''));
  const detail = text
    .slice(0, 200)
    // oxlint-disable-next-line no-control-regex
    .replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ')
    .trim();
  return { kind: proofOf({ kind: 'answered', status, isPage }, rows), status, detail };
}

/** The address of many receivers is a secret, and "cannot POST /that" a common answer. */
function secretsOf({ pathname, search, searchParams }: URL): readonly string[] {
  const parts = [...pathname.split('/'), ...searchParams.values()].filter((part) => part.length >= 16);
  return [`${pathname}${search}`, pathname, ...parts].filter((part) => part.length >= 8);
}

function withCode(code: string): Error {
  return Object.assign(new Error('refused'), { code });
}

/** Only a code goes on: messages of the network may quote the request. */
function codeOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error) return String(error.code);
  return error instanceof Error ? error.name : 'unknown';
}
