import { createHash } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectSecure } from 'node:tls';
import type { SendOutcome } from '../../ports/flink.ts';
import type { Page, Pager } from '../../ports/pager.ts';

export interface WebhookSettings {
  readonly url: string;
  /** Its content is sent as a bearer token; read for every page, so that a rotated one works. */
  readonly tokenFile?: string | undefined;
  /** Undefined: the receiver does not refuse a second call with the same key. */
  readonly keysRememberedForMs?: number | undefined;
  /** For name lookup, TCP and TLS together. */
  readonly connectTimeoutMs?: number;
}

const maxAnswerBytes = 64 * 1024;

/** Statuses that say: it arrived, and nothing came of it. 3xx too, for a redirect is not followed. */
const refusals: readonly number[] = [400, 401, 403, 404, 405, 410, 413, 415, 422, 429];

/** Calls people by one POST of JSON with an `Idempotency-Key`. Redirects are not followed, and nothing is repeated. */
export function makePageWebhook(settings: WebhookSettings): Pager {
  const url = new URL(settings.url);
  return {
    name: nameOf(url),
    keyMemoryMs: settings.keysRememberedForMs,
    async page({ page, key }, signal): Promise<SendOutcome> {
      const token = await readToken(settings.tokenFile);
      if (token.kind === 'unreadable') return notSent(token.why);
      let socket: Socket;
      try {
        socket = await connected(url, settings.connectTimeoutMs ?? 3_000, signal);
      } catch (error) {
        return notSent(`no connection to ${url.host}: ${codeOf(error)}`);
      }
      return await post(url, socket, bodyOf(page, key), headersOf(key, token.text), token.text, signal);
    },
  };
}

/** Stored and shown, so without the path: that of many receivers is a secret. */
function nameOf(url: URL): string {
  return `${url.origin} ${createHash('sha256').update(url.href, 'utf8').digest('hex').slice(0, 16)}`;
}

function bodyOf(page: Page, key: string): string {
  const { about, title, lines, severity, cluster, job } = page;
  return JSON.stringify({ source: 'flink-medic', key, about, severity, title, lines, cluster, job });
}

function headersOf(key: string, token: string | undefined): Record<string, string> {
  return {
    'content-type': 'application/json',
    accept: 'application/json',
    'user-agent': 'flink-medic',
    'idempotency-key': key,
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
}

type Token =
  | { readonly kind: 'ready'; readonly text: string | undefined }
  | { readonly kind: 'unreadable'; readonly why: string };

async function readToken(file: string | undefined): Promise<Token> {
  if (file === undefined) return { kind: 'ready', text: undefined };
  try {
    const text = (await readFile(file, 'utf8')).trim();
    if (/^[\x21-\x7e]+$/.test(text)) return { kind: 'ready', text };
  } catch {
    return { kind: 'unreadable', why: `the token file ${file} cannot be read` };
  }
  return { kind: 'unreadable', why: `the token file ${file} does not hold one token of printable characters` };
}

/** A socket that may be written to: whatever fails before that proves that nothing has left. */
async function connected(url: URL, timeoutMs: number, signal: AbortSignal): Promise<Socket> {
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  const address = isIP(hostname) === 0 ? await resolved(hostname, limit) : hostname;
  if (isLinkLocal(address)) throw Object.assign(new Error('refused'), { code: 'a link-local address is never called' });
  limit.throwIfAborted();
  const secure = url.protocol === 'https:';
  const port = Number(url.port === '' ? (secure ? 443 : 80) : url.port);
  const servername = isIP(hostname) === 0 ? { servername: hostname } : {};
  const socket = secure ? connectSecure({ host: address, port, ...servername }) : connectPlain({ host: address, port });
  return await new Promise((done, fail) => {
    const giveUp = () => {
      socket.destroy();
      fail(Object.assign(new Error('time limit'), { code: 'no answer in time' }));
    };
    limit.addEventListener('abort', giveUp, { once: true });
    socket.once('error', fail);
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      limit.removeEventListener('abort', giveUp);
      socket.off('error', fail);
      done(socket);
    });
  });
}

async function resolved(hostname: string, limit: AbortSignal): Promise<string> {
  const stopped = new Promise<never>((_done, fail) => {
    const timeUp = () => fail(Object.assign(new Error('time limit'), { code: 'its name was not resolved in time' }));
    limit.addEventListener('abort', timeUp, { once: true });
  });
  return (await Promise.race([lookup(hostname), stopped])).address;
}

/** Where clouds keep the credentials of a machine. */
function isLinkLocal(address: string): boolean {
  return /^(?:::ffff:)?169\.254\./i.test(address) || /^fe[89ab][0-9a-f]:/i.test(address);
}

async function post(
  url: URL,
  socket: Socket,
  body: string,
  headers: Record<string, string>,
  token: string | undefined,
  signal: AbortSignal,
): Promise<SendOutcome> {
  const clean = (text: string) => (token === undefined ? text : text.replaceAll(token, '[redacted]'));
  try {
    if (signal.aborted) return notSent('the time limit was over before the first byte');
    const answer = await answerTo(url, socket, body, headers, signal);
    // Its first line has come: what it says counts, whatever becomes of the rest.
    const text = await readAnswer(answer).catch((error: unknown) => `its answer was cut: ${codeOf(error)}`);
    return outcomeOf(answer, clean(text));
  } catch (error) {
    return { kind: 'maybe', status: undefined, detail: `no answer of ${url.host}: ${codeOf(error)}` };
  } finally {
    socket.destroy();
  }
}

function answerTo(
  url: URL,
  socket: Socket,
  body: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<http.IncomingMessage> {
  return new Promise((done, fail) => {
    socket.once('error', fail);
    const request = http.request(
      {
        createConnection: () => socket,
        method: 'POST',
        path: `${url.pathname}${url.search}`,
        headers: { ...headers, host: url.host, connection: 'close', 'content-length': String(Buffer.byteLength(body)) },
        signal,
      },
      done,
    );
    // Stays for what comes after the answer: an error that nobody listens to would end the process.
    request.on('error', fail);
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
  const isPage = String(answer.headers['content-type'] ?? '').includes('html');
  const detail = text
    .slice(0, 200)
    // oxlint-disable-next-line no-control-regex
    .replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ')
    .trim();
  // A page with 200 comes from a login or a proxy, not from the receiver.
  if (status >= 200 && status < 300) return { kind: isPage ? 'maybe' : 'executed', status, detail };
  if ((status >= 300 && status < 400) || refusals.includes(status)) return { kind: 'refused', status, detail };
  return { kind: 'maybe', status, detail };
}

function notSent(detail: string): SendOutcome {
  return { kind: 'not-sent', status: undefined, detail };
}

/** Only a code goes on: messages of the network may quote the request. */
function codeOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error) return String(error.code);
  return error instanceof Error ? error.name : 'unknown';
}
