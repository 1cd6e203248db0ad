import { readFile } from 'node:fs/promises';

export type Token =
  | { readonly kind: 'ready'; readonly text: string | undefined }
  | { readonly kind: 'unreadable'; readonly why: string };

/** The bearer token of a file, read for every request, so that a rotated one works. Undefined file: none is wanted. */
export async function readToken(file: string | undefined): Promise<Token> {
  if (file === undefined) return { kind: 'ready', text: undefined };
  try {
    const text = (await readFile(file, 'utf8')).trim();
    if (/^[\x21-\x7e]+$/.test(text)) return { kind: 'ready', text };
  } catch {
    return { kind: 'unreadable', why: `the token file ${file} cannot be read` };
  }
  return { kind: 'unreadable', why: `the token file ${file} does not hold one token of printable characters` };
}
