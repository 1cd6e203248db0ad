import type { UnreadableReason } from '../../domain/errors.ts';
import { causes, codeOf } from '../http/causes.ts';
import { NotConnected } from './limited-agent.ts';

/** Why there is no answer, from whatever was thrown. The error's own words are not repeated: they may hold what was sent. */
export function whySilent(
  error: unknown,
  ends: { readonly limit: AbortSignal; readonly limitMs: number; readonly stopped: AbortSignal },
): { readonly reason: UnreadableReason; readonly why: string } {
  const notConnected = causes(error).find((one) => one instanceof NotConnected);
  if (notConnected !== undefined) return { reason: notConnected.reason, why: notConnected.message };
  if (ends.stopped.aborted) return { reason: 'time-limit', why: 'it was given up while waiting for the answer' };
  if (ends.limit.aborted) return { reason: 'time-limit', why: `no complete answer within ${ends.limitMs} ms` };

  const code = codeOf(error);
  if (code === undefined) return { reason: 'no-connection', why: 'the request failed' };
  if (code.startsWith('HPE_')) return { reason: 'not-flink', why: `the answer is not HTTP (${code})` };
  if (/^(?:ERR_SSL_|ERR_TLS_|EPROTO$)/.test(code)) return { reason: 'tls', why: `TLS failed (${code})` };
  return { reason: 'no-connection', why: `the connection ended before an answer (${code})` };
}
