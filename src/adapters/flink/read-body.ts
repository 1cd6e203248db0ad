import type { Readable } from 'node:stream';
import type { UnreadableReason } from '../../domain/errors.ts';
import { codeOf } from '../http/causes.ts';
import { withoutSecrets } from './plain-text.ts';

/** Far above any answer of Flink; counted after decompression. */
const maxBodyBytes = 16 * 1024 * 1024;

/** broken: the status is known, the rest is not. */
export type Body =
  | { readonly kind: 'whole'; readonly text: string }
  | { readonly kind: 'broken'; readonly reason: UnreadableReason; readonly why: string };

/** Reads an answer to its end, its limit or the end of its time. Never throws. An answer that is not a good one may repeat what was sent: it is cleaned. */
export async function readBody(
  stream: Readable,
  status: number,
  secrets: readonly string[],
  ends: { readonly limit: AbortSignal; readonly stopped: AbortSignal },
): Promise<Body> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.byteLength;
      if (bytes > maxBodyBytes) {
        return {
          kind: 'broken',
          reason: 'too-large',
          why: `the answer (${status}) is larger than ${maxBodyBytes} bytes`,
        };
      }
      chunks.push(chunk);
    }
  } catch (error) {
    if (ends.limit.aborted || ends.stopped.aborted) {
      return { kind: 'broken', reason: 'time-limit', why: `the answer (${status}) began and did not end in time` };
    }
    if (codeOf(error)?.startsWith('Z_') === true) {
      return { kind: 'broken', reason: 'not-flink', why: `the answer (${status}) could not be decompressed` };
    }
    return { kind: 'broken', reason: 'no-connection', why: `the answer (${status}) broke off after ${bytes} bytes` };
  }
  const text = Buffer.concat(chunks).toString('utf8');
  return { kind: 'whole', text: status >= 200 && status < 300 ? text : withoutSecrets(text, secrets) };
}
