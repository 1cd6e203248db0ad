import OpenAI from 'openai';
import { z } from 'zod';
import { EmbeddingsUnavailable } from '../../domain/errors.ts';
import type { Embeddings } from '../../ports/embeddings.ts';
import { codeOf } from '../http/causes.ts';
import { errorInside } from './error-inside.ts';
import { notReached } from './not-reached.ts';
import { makeOpenAiClient } from './openai-client.ts';
import { type Allowed, whyFailed } from './why-failed.ts';

/** Texts of one request at most; 32 vectors of 4,096 numbers are about 3 MB of JSON. */
const mostAtOnce = 32;
const maxAnswerBytes = 16 * 1024 * 1024;

const Answer = z.object({
  // Some leave out the index; Gemini that of the first vector alone, as it leaves out every 0.
  data: z.array(z.object({ index: z.int().nonnegative().nullish(), embedding: z.array(z.number()).min(1) })),
});

/**
 * Vectors from an OpenAI-compatible server: OpenAI, vLLM, Ollama, text-embeddings-inference … A request is repeated once, and only
 * when its connection ends without an answer; one that is refused is sent again with half of its texts. No environment variable is read.
 */
export function makeOpenAiEmbeddings(options: {
  /** Up to and with `/v1`. */
  readonly baseUrl: string;
  readonly model: string;
  /** Undefined: sent without Authorization. */
  readonly apiKey: string | undefined;
  /** Undefined: as long as the model makes them. */
  readonly dimensions: number | undefined;
  /** For one request, in milliseconds. */
  readonly timeoutMs: number;
  /** Takes secrets and links out of what a server writes in a refusal. */
  readonly clean: (text: string) => string;
}): Embeddings {
  const { model, apiKey, dimensions, timeoutMs, clean } = options;
  const client = makeOpenAiClient({ baseUrl: options.baseUrl, apiKey, timeoutMs, maxAnswerBytes });
  /** As many as the server took: some take 16, 10 or one. */
  let atOnce = mostAtOnce;

  async function ask(
    texts: readonly string[],
    stopped: AbortSignal,
  ): Promise<readonly (readonly number[])[] | 'too-many'> {
    const limit = AbortSignal.timeout(timeoutMs);
    const signal = AbortSignal.any([limit, stopped]);
    const send = () =>
      // Not by the client's own method: it asks for base64 where no encoding is named, and some servers refuse every name of one.
      client.post<unknown>('/embeddings', {
        body: { model, input: texts, ...(dimensions !== undefined && { dimensions }) },
        signal,
      });
    let body: unknown;
    try {
      body = await send().catch((error: unknown) => {
        if (signal.aborted || !isCutOff(error)) throw error;
        return send();
      });
      const failed = errorInside(body);
      if (failed !== undefined) throw failed;
    } catch (error) {
      if (isRefused(error) && texts.length > 1) return 'too-many';
      // It was not their number.
      if (isRefused(error)) atOnce = mostAtOnce;
      throw toUnavailable(error, { limit, stopped, timeoutMs, apiKey, clean });
    }
    return vectorsOf(body, texts.length);
  }

  return {
    model: dimensions === undefined ? model : `${model}/${dimensions}`,
    async embed(texts, signal) {
      const vectors: (readonly number[])[] = [];
      while (vectors.length < texts.length) {
        const batch = texts.slice(vectors.length, vectors.length + atOnce);
        const answer = await ask(batch, signal);
        if (answer === 'too-many') atOnce = Math.ceil(batch.length / 2);
        else vectors.push(...answer);
      }
      const wanted = dimensions ?? vectors[0]?.length;
      const other = vectors.find((vector) => vector.length !== wanted);
      if (other === undefined) return vectors;
      throw new EmbeddingsUnavailable(
        `The embedding server sent a vector of ${other.length} numbers instead of ${wanted}; check embeddings.model and embeddings.dimensions.`,
      );
    },
  };
}

function vectorsOf(body: unknown, count: number): readonly (readonly number[])[] {
  const parsed = Answer.safeParse(body);
  const vectors = new Map(parsed.data?.data.map(({ index, embedding }, at) => [index ?? at, embedding]));
  const ordered = Array.from({ length: count }, (_, at) => vectors.get(at)).filter((vector) => vector !== undefined);
  if (parsed.data?.data.length === count && ordered.length === count) return ordered;
  throw new EmbeddingsUnavailable(
    `The embedding server answered, but not with ${count} ${count === 1 ? 'vector' : 'vectors'} of numbers; check embeddings.baseUrl and embeddings.model.`,
  );
}

/** Whatever a server writes of it, it may mean that there were too many. */
function isRefused(error: unknown): boolean {
  return error instanceof OpenAI.APIError && [400, 413, 422].includes(error.status ?? 0);
}

/** Servers end connections that were idle for some seconds, and the next request may be on its way already. */
function isCutOff(error: unknown): boolean {
  return ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'].includes(codeOf(error) ?? '');
}

function toUnavailable(error: unknown, allowed: Allowed): EmbeddingsUnavailable {
  const say = (text: string) => new EmbeddingsUnavailable(`The embedding server ${text}`);
  const why = whyFailed(error, allowed);
  switch (why.kind) {
    case 'stopped':
      return say('was not waited for.');
    case 'timeout':
      return say(`gave no complete answer within ${allowed.timeoutMs} ms (embeddings.timeout).`);
    case 'status':
      return say(ofStatus(why.status, why.words));
    case 'too-large':
      return say('sent more than 16 MiB; check embeddings.baseUrl.');
    case 'no-json':
      return say('sent something that is not JSON, or half of it; check embeddings.baseUrl.');
    case 'not-reached':
      return say(notReached(error, 'embeddings.baseUrl'));
  }
}

function ofStatus(status: number, words: string): string {
  const said = words === '' ? '.' : `: ${words}`;
  if (status >= 300 && status < 400)
    return `redirects (${status}): the key is not sent elsewhere. Set embeddings.baseUrl to where it really is.`;
  if (status === 401 || status === 403) {
    return `refused the key (${status}); check FLINK_MEDIC_EMBEDDINGS_API_KEY or embeddings.apiKeyFile.`;
  }
  if (status === 404)
    return 'does not know the address or the model (404); check embeddings.baseUrl and embeddings.model.';
  if (status === 429) return `wants fewer requests, or the quota is spent (429)${said}`;
  if (status >= 500 || status < 300) return `failed (${status})${said}`;
  return `refused the request (${status})${said} Check embeddings.model and embeddings.dimensions.`;
}
