import { match } from './routes.ts';

/**
 * How the next matching request is treated.
 * reset-before: the connection breaks and nothing has happened. reset-after-effect, no-answer-after-effect and
 * status-500-after-effect: it has happened. html: something in front answers 200 with a page, and Flink never hears of it.
 * half-json: it has happened, and the answer ends in its middle. delayMs: it has happened, and the answer comes late.
 */
export type How =
  | 'reset-before'
  | 'reset-after-effect'
  | 'no-answer-after-effect'
  | 'status-500-after-effect'
  | 'html'
  | 'half-json'
  | { readonly delayMs: number };

/** A path is a pattern such as `/jobs/:job/stop`, compared without the query, or an expression over path and query. */
export interface WhichRequest {
  readonly method: string;
  readonly path: string | RegExp;
}

export interface Misbehaviours {
  add(which: WhichRequest, how: How): void;
  /** Takes the oldest that matches; each is used once. */
  take(method: string, target: string): How | undefined;
  /** Those that no request has met. */
  left(): number;
}

export function makeMisbehaviours(): Misbehaviours {
  const waiting: { which: WhichRequest; how: How }[] = [];
  return {
    add: (which, how) => void waiting.push({ which, how }),
    take(method, target) {
      const index = waiting.findIndex(({ which }) => which.method === method && matches(which.path, target));
      return index === -1 ? undefined : waiting.splice(index, 1)[0]?.how;
    },
    left: () => waiting.length,
  };
}

function matches(path: string | RegExp, target: string): boolean {
  if (typeof path !== 'string') return path.test(target);
  const segments = (target.split('?')[0] ?? '').replace(/^\/v1\//, '/').split('/');
  const pattern = path.split('/');
  return pattern.length === segments.length && match(pattern, segments) !== undefined;
}
