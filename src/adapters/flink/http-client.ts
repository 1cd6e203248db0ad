import http from 'node:http';
import https from 'node:https';
import type { Readable } from 'node:stream';
import axios from 'axios';
import type { UnreadableReason } from '../../domain/errors.ts';
import { type FlinkAccess, requestHeaders } from './flink-access.ts';
import { leadsTo } from './leads-to.ts';
import { makeLimitedAgent } from './limited-agent.ts';
import { pickLines } from './pick-lines.ts';
import { type Body, readBody } from './read-body.ts';
import { type Call, targetOf } from './routes.ts';
import { whySilent } from './why-silent.ts';

export interface HttpRequest {
  readonly call: Call;
  readonly body?: string | { readonly stream: Readable; readonly contentType: string; readonly length: number };
  /** For everything: waiting for a connection, sending, the whole answer. */
  readonly limitMs: number;
  /** A connection of its own, so that none is used that the other side has just closed, or to which the address does not lead any more. */
  readonly fresh: boolean;
  /** The answer is lines of text, and the body becomes JSON with those that this picks. */
  readonly pick?: ((line: string) => boolean) | undefined;
}

export type HttpResult =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly isHtml: boolean;
      /** Of a redirect. */
      readonly leadsTo: string | undefined;
      readonly body: Body;
    }
  | {
      readonly kind: 'silent';
      /** False proves that no byte of the request left this machine. */
      readonly mayHaveLeft: boolean;
      /** The kept connection turned out to be dead: nobody has answered, and a new one may work. */
      readonly wasStale: boolean;
      readonly reason: UnreadableReason;
      readonly why: string;
    };

/** One request, one answer, or why not. */
export interface HttpClient {
  /** Never throws and never repeats a request. What it returns holds no secret, unless it is a good answer's own. */
  send(request: HttpRequest, signal: AbortSignal): Promise<HttpResult>;
  /** Where a call goes, for a message: method and address without ids, user and query. */
  where(call: Call): string;
  calls(): Readonly<Record<string, number>>;
}

export function makeHttpClient(access: FlinkAccess): HttpClient {
  const base = access.url.replace(/\/+$/, '');
  const secure = base.startsWith('https:');
  const kept = makeLimitedAgent(secure, true, access);
  const single = makeLimitedAgent(secure, false, access);
  /** As many jars at a time; what else is asked or sent does not wait for them. */
  const uploads = makeLimitedAgent(secure, false, access);
  const counts = new Map<string, number>();

  async function send(request: HttpRequest, signal: AbortSignal): Promise<HttpResult> {
    const { method, template, path } = targetOf(request.call);
    const unsent = (reason: UnreadableReason, why: string): HttpResult => {
      return { kind: 'silent', mayHaveLeft: false, wasStale: false, reason, why };
    };
    if (path === undefined) return unsent('not-flink', 'an id in it cannot be part of an address');
    const ready = await requestHeaders(access, method !== 'GET');
    if (ready.kind === 'unreadable') return unsent('access-denied', ready.why);
    if (signal.aborted) return unsent('time-limit', 'it was given up before it was sent');

    const key = `${method} ${template}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    const limit = AbortSignal.timeout(request.limitMs);
    const watched = watchTransport(secure);
    const others = request.fresh ? single : kept;
    const agent = typeof request.body === 'object' ? uploads : others;
    // What is read next is read from the same cluster.
    if (request.fresh) endIdle(kept);
    try {
      const response = await axios.request<Readable>({
        adapter: 'http',
        transport: watched.transport,
        httpAgent: agent,
        httpsAgent: agent,
        proxy: false,
        maxRedirects: 0,
        maxBodyLength: Number.POSITIVE_INFINITY,
        validateStatus: null,
        responseType: 'stream',
        transformRequest: (data: unknown) => data,
        method,
        url: base + path,
        headers: headersOf(request, ready.headers),
        data: typeof request.body === 'object' ? request.body.stream : request.body,
        signal: AbortSignal.any([signal, limit]),
      });
      const ageS = Number(response.headers['age'] ?? 0);
      if (ageS > 0) {
        response.data.destroy();
        // Such as which checkpoint was the newest then.
        const why = `a cache answered, with what is ${ageS} s old`;
        return { kind: 'silent', mayHaveLeft: true, wasStale: false, reason: 'not-flink', why };
      }
      const isHtml = /html/i.test(String(response.headers['content-type'] ?? ''));
      const ends = { limit, stopped: signal };
      const isText = request.pick !== undefined && response.status === 200 && !isHtml;
      const body = isText
        ? await pickLines(response.data, request.pick, ends)
        : await readBody(response.data, response.status, ready.secrets, ends);
      const isRedirect = response.status >= 300 && response.status < 400;
      const place = { base, path, secrets: ready.secrets };
      return {
        kind: 'answered',
        status: response.status,
        isHtml,
        leadsTo: isRedirect ? leadsTo(response.headers['location'], place) : undefined,
        body,
      };
    } catch (error) {
      // Only what this program says itself goes on: the errors of axios carry the headers.
      const said = whySilent(error, { limit, limitMs: request.limitMs, stopped: signal });
      return {
        kind: 'silent',
        mayHaveLeft: watched.seen.gotSocket,
        wasStale: watched.seen.wasKept && said.reason === 'no-connection',
        ...said,
      };
    }
  }

  return {
    send,
    where: (call) => {
      const { method, template } = targetOf(call);
      const { origin, pathname } = new URL(base);
      return `${method} ${origin}${pathname.replace(/\/+$/, '')}${template}`;
    },
    calls: () => Object.fromEntries(counts),
  };
}

function headersOf(request: HttpRequest, own: Readonly<Record<string, string>>): Record<string, string> {
  const { body } = request;
  return {
    'user-agent': 'flink-medic',
    'accept-encoding': 'identity',
    'cache-control': 'no-cache',
    ...own,
    accept: 'application/json',
    ...(typeof body === 'string' && { 'content-type': 'application/json' }),
    ...(typeof body === 'object' && { 'content-type': body.contentType, 'content-length': String(body.length) }),
  };
}

function endIdle({ freeSockets }: http.Agent): void {
  for (const socket of Object.values(freeSockets).flat()) socket?.destroy();
}

/** Node writes nothing of a request before its `socket` event, and our agents give a socket only when it is connected. */
function watchTransport(secure: boolean) {
  const seen = { gotSocket: false, wasKept: false };
  const transport = {
    request(options: https.RequestOptions, onResponse: (response: http.IncomingMessage) => void): http.ClientRequest {
      const request = secure ? https.request(options, onResponse) : http.request(options, onResponse);
      request.once('socket', () => {
        seen.gotSocket = true;
        seen.wasKept = request.reusedSocket;
      });
      return request;
    },
  };
  return { seen, transport };
}
