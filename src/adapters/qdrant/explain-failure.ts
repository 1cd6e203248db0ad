import { QdrantClientUnexpectedResponseError } from '@qdrant/js-client-rest';
import { z } from 'zod';
import { KnowledgeIndexUnusable } from '../../domain/errors.ts';
import { codeOf } from '../http/causes.ts';
import { packedAnswer, retryAfterHeader } from './limited-dispatcher.ts';

/** Qdrant answered and refused. `status` is HTTP's; what it means depends on what was asked. */
export class QdrantRefused extends KnowledgeIndexUnusable {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The key is missing, wrong, or may not do this: nothing changes until somebody changes it. */
export class QdrantKeyRefused extends KnowledgeIndexUnusable {}

export interface Failure {
  readonly told: KnowledgeIndexUnusable;
  /** Whether the same call may succeed in a moment. */
  readonly again: boolean;
  /** How long the server wants to be left alone, in milliseconds; 0: it did not say. */
  readonly pauseMs: number;
}

export interface FailedCall {
  readonly url: string;
  readonly apiKey: string | undefined;
  readonly timeoutMs: number;
  readonly limit: AbortSignal;
  readonly stopped: AbortSignal;
  readonly now: number;
}

/** A non-2xx answer, as the vendor's client throws it. */
const Refusal = z.object({ status: z.int(), data: z.unknown(), headers: z.instanceof(Headers) });
const Told = z.object({ status: z.object({ error: z.string() }) });

/** Anything thrown by the vendor's client → what it means, in words that say what to do. Never holds the key. */
export function explainFailure(error: unknown, call: FailedCall): Failure {
  if (call.stopped.aborted) return final(new KnowledgeIndexUnusable('Given up by the one who asked.'));
  if (call.limit.aborted) {
    return final(
      new KnowledgeIndexUnusable(
        `No answer from Qdrant at ${call.url} within ${call.timeoutMs} ms: is it overloaded? See qdrant.timeout.`,
      ),
    );
  }
  const refusal = error instanceof Error ? Refusal.safeParse(error).data : undefined;
  if (refusal !== undefined) return ofStatus(refusal, call);
  if (
    error instanceof z.ZodError ||
    error instanceof SyntaxError ||
    error instanceof QdrantClientUnexpectedResponseError
  )
    return final(notQdrant(call));
  const code = codeOf(error);
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') {
    return final(new KnowledgeIndexUnusable(`Qdrant at ${call.url} sends more than 8 MiB: is this a Qdrant?`));
  }
  if (code === packedAnswer) {
    const text = `Qdrant at ${call.url} packs its answers although it is asked not to: check what stands before it.`;
    return final(new KnowledgeIndexUnusable(text));
  }
  return {
    told: new KnowledgeIndexUnusable(
      `No connection to Qdrant at ${call.url}${code === undefined ? '' : ` (${code})`}: is it running, and is qdrant.url right?`,
      { cause: error },
    ),
    again: true,
    pauseMs: 0,
  };
}

function ofStatus({ status, data, headers }: z.output<typeof Refusal>, call: FailedCall): Failure {
  const { url } = call;
  if (status === 401) {
    const text = `Qdrant at ${url} ${call.apiKey === undefined ? 'wants a key' : 'refused the key'} (401): set FLINK_MEDIC_QDRANT_API_KEY or qdrant.apiKeyFile.`;
    return final(new QdrantKeyRefused(text));
  }
  if (status === 403) {
    const text = `Qdrant at ${url} does not allow this (403): the key must manage collections and aliases, and the storage must not be locked.`;
    return final(new QdrantKeyRefused(text));
  }
  if (status >= 300 && status < 400) {
    const text = `Qdrant at ${url} redirects (${status}): the key is not sent elsewhere. Set qdrant.url to where it really is.`;
    return final(new KnowledgeIndexUnusable(text));
  }
  if (status === 408 || status === 429 || status >= 500) {
    const what = status === 429 ? 'wants fewer requests' : status === 408 ? 'gave up' : 'failed';
    return {
      told: new QdrantRefused(status, `Qdrant at ${url} ${what} (${status}); it is asked again at the next search.`),
      again: status !== 507,
      pauseMs: pauseOf(headers.get(retryAfterHeader), call.now),
    };
  }
  const told = Told.safeParse(data).data?.status.error;
  if (told === undefined && status === 404) {
    const text = `What answers at ${url} does not know a call (404): it is not a Qdrant, or one before 1.10. Check qdrant.url and what stands before it.`;
    return final(new KnowledgeIndexUnusable(text));
  }
  if (told === undefined) return final(notQdrant(call));
  return final(new QdrantRefused(status, `Qdrant at ${url} refused (${status}): ${oneLine(told, call.apiKey)}`));
}

function final(told: KnowledgeIndexUnusable): Failure {
  return { told, again: false, pauseMs: 0 };
}

function notQdrant({ url }: FailedCall): KnowledgeIndexUnusable {
  return new KnowledgeIndexUnusable(
    `What answers at ${url} is not a Qdrant: check qdrant.url and what stands before it.`,
  );
}

/** Seconds or a date, as HTTP has it. */
function pauseOf(written: string | null, now: number): number {
  if (written === null) return 0;
  if (/^\d{1,9}$/.test(written.trim())) return Number(written) * 1_000;
  const until = Date.parse(written);
  return Number.isNaN(until) ? 0 : Math.max(0, until - now);
}

function oneLine(text: string, apiKey: string | undefined): string {
  const safe = apiKey === undefined ? text : text.replaceAll(apiKey, '[redacted]');
  return safe.replace(/[\p{C}\s]+/gu, ' ').slice(0, 200);
}
