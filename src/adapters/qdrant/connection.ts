import { QdrantClient } from '@qdrant/js-client-rest';
import type { z } from 'zod';
import { KnowledgeIndexUnusable } from '../../domain/errors.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { explainFailure } from './explain-failure.ts';
import { makeLimitedDispatcher } from './limited-dispatcher.ts';

export type QdrantApi = ReturnType<QdrantClient['api']>;

/** Where a Qdrant is and how it is asked. */
export interface QdrantAccess {
  /** http(s)://host:port, with a path where a proxy wants one. A port that is not written is the scheme's. */
  readonly url: string;
  /** Undefined: the server wants none. Never logged. */
  readonly apiKey: string | undefined;
  /** For one request with its repeats, in milliseconds. */
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly log: Log;
}

/** One request and its answer, checked against its shape. */
export interface QdrantConnection {
  /**
   * Asks, and asks again when that can help; everything that is asked here may be repeated.
   * @throws {KnowledgeIndexUnusable}
   */
  ask<T>(
    shape: z.ZodType<T>,
    send: (api: QdrantApi, init: RequestInit) => Promise<{ readonly data: unknown }>,
    signal: AbortSignal,
  ): Promise<T>;
}

const maxTries = 4;
const firstPauseMs = 200;

/**
 * The vendor's client for requests and addresses; limits are ours: its own time limit would replace the caller's signal, it follows
 * redirects with the key, prints when a key goes over plain http, and asks for the server's version unasked.
 */
export function connectQdrant(access: QdrantAccess): QdrantConnection {
  const { apiKey, timeoutMs, clock, log } = access;
  const { protocol, port, host, pathname } = new URL(access.url);
  const api = new QdrantClient({
    url: `${protocol}//${host}`,
    port: port === '' ? null : Number(port),
    prefix: pathname.replace(/\/+$/, ''),
    timeout: Number.POSITIVE_INFINITY,
    checkCompatibility: false,
    headers: { 'api-key': apiKey, 'accept-encoding': 'identity' },
  }).api();
  // The same class in two versions of its types: Node's and the package's.
  const dispatcher = makeLimitedDispatcher() as unknown as NonNullable<RequestInit['dispatcher']>;

  async function ask<T>(
    shape: z.ZodType<T>,
    send: (api: QdrantApi, init: RequestInit) => Promise<{ readonly data: unknown }>,
    signal: AbortSignal,
  ): Promise<T> {
    const started = clock.now();
    for (let tries = 1; ; tries += 1) {
      const limit = AbortSignal.timeout(Math.max(1, timeoutMs - (clock.now() - started)));
      try {
        const init = { signal: AbortSignal.any([signal, limit]), redirect: 'manual' as const, dispatcher };
        const { data } = await send(api, init);
        return shape.parse(data);
      } catch (error) {
        const { url } = access;
        const failure = explainFailure(error, { url, apiKey, timeoutMs, limit, stopped: signal, now: clock.now() });
        const pauseMs = Math.max(firstPauseMs * 2 ** (tries - 1), failure.pauseMs);
        const leftMs = timeoutMs - (clock.now() - started);
        if (!failure.again || tries >= maxTries || pauseMs >= leftMs) throw failure.told;
        log.debug({ tries, pauseMs, reason: failure.told.message }, 'Qdrant is asked again');
        await clock.sleep(pauseMs, signal);
        if (signal.aborted) throw new KnowledgeIndexUnusable('Given up by the one who asked.');
      }
    }
  }

  return { ask };
}
