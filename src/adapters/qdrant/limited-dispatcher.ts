import { Agent, type Dispatcher } from 'undici';

/** A full answer to a search is some hundred KiB. */
const maxAnswerBytes = 8 * 1024 * 1024;

/**
 * Where `Retry-After` of an answer is found. The vendor's client takes only the first character of that header (`30` becomes 3),
 * and a date makes it throw, so it never gets to see it.
 */
export const retryAfterHeader = 'x-retry-after-unread';

/** Code of the error for a packed answer: its bytes would be counted as they travel, and few could fill all memory. */
export const packedAnswer = 'PACKED_ANSWER';

/** Connections of one adapter: answers are cut at 8 MiB, and refused when they are packed; idle connections keep no process alive. */
export function makeLimitedDispatcher(): Dispatcher {
  const agent = new Agent({
    connections: 8,
    keepAliveTimeout: 10_000,
    maxResponseSize: maxAnswerBytes,
    // The time limit of the call, which covers its repeats too, comes first.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return agent.compose((dispatch) => (options, handler) => dispatch(options, readsHeaders(handler)));
}

function readsHeaders(handler: Dispatcher.DispatchHandler): Dispatcher.DispatchHandler {
  return {
    onRequestStart: (controller, context: unknown) => handler.onRequestStart?.(controller, context),
    onResponseStart: (controller, status, headers, statusMessage) => {
      const encoding = headers['content-encoding'] ?? 'identity';
      if (encoding !== 'identity') {
        controller.abort(Object.assign(new Error(`content-encoding: ${String(encoding)}`), { code: packedAnswer }));
        return;
      }
      const { 'retry-after': retryAfter, ...others } = headers;
      const renamed = retryAfter === undefined ? headers : { ...others, [retryAfterHeader]: retryAfter };
      handler.onResponseStart?.(controller, status, renamed, statusMessage);
    },
    onResponseData: (controller, chunk) => handler.onResponseData?.(controller, chunk),
    onResponseEnd: (controller, trailers) => handler.onResponseEnd?.(controller, trailers),
    onResponseError: (controller, error) => handler.onResponseError?.(controller, error),
  };
}
