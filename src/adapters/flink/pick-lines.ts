import type { Readable } from 'node:stream';
import { wholeWords } from '../../domain/whole-words.ts';
import type { Body } from './read-body.ts';

/** Flink's own logging begins a new file at 100 MB. */
const maxBytes = 128 * 1024 * 1024;
/** What is longer is no line of a log; the rest of it is not looked at. */
const maxLineChars = 4_096;
const maxKept = 60;

/** Reads a text of any length in bounded memory. The body is JSON: the last lines that were picked, how many there were, and whether reading stopped early. */
export async function pickLines(
  stream: Readable,
  pick: (line: string) => boolean,
  ends: { readonly limit: AbortSignal; readonly stopped: AbortSignal },
): Promise<Body> {
  const decoder = new TextDecoder();
  const kept: string[] = [];
  let matched = 0;
  let bytes = 0;
  let rest = '';
  let cut = false;

  function look(line: string): void {
    const text = line.endsWith('\r') ? line.slice(0, -1) : wholeWords(line, maxLineChars);
    if (!pick(text)) return;
    matched += 1;
    kept.push(text);
    if (kept.length > maxKept) kept.shift();
  }

  function take(text: string): void {
    let from = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', from)) {
      look(rest + text.slice(from, Math.min(end, from + maxLineChars + 1 - rest.length)));
      rest = '';
      from = end + 1;
    }
    if (rest.length <= maxLineChars) rest += text.slice(from, from + maxLineChars + 1 - rest.length);
  }

  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.byteLength;
      take(decoder.decode(chunk, { stream: true }));
      if (bytes > maxBytes) {
        cut = true;
        break;
      }
    }
  } catch {
    if (ends.stopped.aborted) return { kind: 'broken', reason: 'time-limit', why: 'reading the log was given up' };
    // What was read until then is worth having, as long as it is said that it is a part.
    if (bytes === 0) return { kind: 'broken', reason: 'no-connection', why: 'the log broke off before its first line' };
    cut = true;
  }
  if (rest !== '') look(rest);
  return { kind: 'whole', text: JSON.stringify({ lines: kept, matched, cut }) };
}
