/** The answer is longer than it may be. */
export class AnswerTooLarge extends Error {}

/** @throws {AnswerTooLarge} it has more bytes than that. */
export async function readBounded(response: Response, maxBytes: number): Promise<string | null> {
  if (response.body === null) return null;
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body as ReadableStream<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new AnswerTooLarge(`more than ${maxBytes} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
