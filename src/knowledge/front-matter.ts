import type { SopProblem } from '../domain/sop.ts';

/** The most a SOP file or a SKILL.md may hold, bytes. */
export const maxTextBytes = 64 * 1024;

export type FrontMatter =
  | {
      readonly ok: true;
      /** All lines of the file; the head's are those between the first and `close`. */
      readonly lines: readonly string[];
      /** Index of the line that ends the head. */
      readonly close: number;
    }
  | { readonly ok: false; readonly problems: readonly SopProblem[] };

/** A markdown file with a head between two `---` lines, cut into lines; or the mistake that keeps it from being read. Never throws. */
export function readFrontMatter(
  file: string,
  bytes: Uint8Array,
  fixes: { readonly tooLong: string; readonly empty: string },
): FrontMatter {
  const refuse = (message: string, fix: string, line = 1): FrontMatter => ({
    ok: false,
    problems: [{ file, line, message, fix }],
  });
  if (bytes.length > maxTextBytes) {
    return refuse(`the file has ${bytes.length} bytes, more than ${maxTextBytes} (64 KiB)`, fixes.tooLong);
  }
  const text = readText(bytes);
  if (text === undefined) return refuse('the file is not UTF-8 text', 'save it as UTF-8');
  if (text.trim() === '') return refuse('the file is empty', fixes.empty);
  const hidden = hiddenCharacter(text);
  if (hidden !== undefined) {
    return refuse(
      `hidden character ${hidden.code} makes the text show otherwise than it reads`,
      'delete it',
      hidden.line,
    );
  }
  const lines = text.split('\n');
  if (lines[0]?.trimEnd() !== '---') {
    return refuse(
      'the file does not begin with a head',
      'begin with a line that is exactly ---, then the keys, then --- again',
    );
  }
  const close = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
  if (close === -1) return refuse('the head is not closed', 'end the head with a line that is exactly ---');
  return { ok: true, lines, close };
}

/** UTF-8 without a byte order mark, lines ended by \n; undefined when the bytes are no such text. */
export function readText(bytes: Uint8Array): string | undefined {
  try {
    // Drops a byte order mark by itself.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  } catch {
    return undefined;
  }
}

/** Control characters and those that turn the reading direction: a reviewer would not see what they hide. */
export function hiddenCharacter(text: string): { readonly code: string; readonly line: number } | undefined {
  const match = /[\p{Cc}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    const found = match.exec(line.replaceAll('\t', ' '));
    if (found !== null) {
      return {
        code: `U+${(found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
        line: index + 1,
      };
    }
  }
  return undefined;
}
