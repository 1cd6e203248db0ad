import { readBounded } from '../http/read-bounded.ts';

const maxAnswerBytes = 1024 * 1024;

/**
 * Fetch that sends no headers but ours (the vendor's client adds some from environment variables), follows no redirect
 * with the key, and reads at most `maxBytes`, 1 MiB if not told otherwise. A refusal has the form in which the vendor's client finds its words.
 */
export function boundedFetch(
  apiKey: string | undefined,
  maxBytes = maxAnswerBytes,
): (url: string | URL | Request, init?: RequestInit) => Promise<Response> {
  return async (url, init) => {
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
      },
    });
    const body = await readBounded(response, maxBytes);
    const { status, statusText } = response;
    // Nothing but JSON is asked for; some servers call it text, and the vendor's client would then not read it.
    const headers = { 'content-type': 'application/json' };
    return new Response(response.ok ? body : withError(body), { status, statusText, headers });
  };
}

/** Gemini puts its error into a list, vLLM leaves the envelope out, Ollama's is a text, Mistral and others on FastAPI tell a `detail`. */
function withError(text: string | null): string | null {
  try {
    const written: unknown = JSON.parse(text ?? '');
    const [body]: unknown[] = Array.isArray(written) ? written : [written];
    if (typeof body !== 'object' || body === null) return text;
    const { error, message, detail } = body as { error?: unknown; message?: unknown; detail?: unknown };
    const words = [message, detail].find((one) => typeof one === 'string') ?? JSON.stringify(body);
    return JSON.stringify({ error: typeof error === 'string' ? { message: error } : (error ?? { message: words }) });
  } catch {
    return text;
  }
}
