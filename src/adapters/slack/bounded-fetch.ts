import { readBounded } from '../http/read-bounded.ts';

const maxAnswerBytes = 4 * 1024 * 1024;

/** What was seen of the one request that a fetch made. */
export interface Seen {
  status: number | undefined;
  isJson: boolean;
  /** Epoch ms, as the other side says. */
  at: number | undefined;
}

/**
 * A fetch for one request or for requests of one kind: with a limit, without redirects, at most 4 MiB, and on a connection of its own,
 * so that none is used that the other side has just closed.
 */
export function boundedFetch(
  limit: () => AbortSignal,
  seen: Seen = { status: undefined, isJson: false, at: undefined },
): (url: string | URL | Request, init?: RequestInit) => Promise<Response> {
  return async (url, init) => {
    const headers = new Headers(init?.headers);
    headers.set('connection', 'close');
    const response = await fetch(url, { ...init, headers, redirect: 'manual', signal: limit() });
    seen.status = response.status;
    seen.isJson = (response.headers.get('content-type') ?? '').includes('json');
    const at = Date.parse(response.headers.get('date') ?? '');
    seen.at = Number.isNaN(at) ? undefined : at;
    const body = await readBounded(response, maxAnswerBytes);
    return new Response(body, { status: response.status, statusText: response.statusText, headers: response.headers });
  };
}
