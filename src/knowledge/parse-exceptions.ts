import type { CauseLink } from '../domain/incident.ts';

const qualified = String.raw`(?:[a-z_][\w]*\.)+[A-Z][\w$]*`;
const bare = String.raw`[A-Z][\w$]*(?:Exception|Error|Throwable)`;
/** A class at the start of a text, its message behind a colon. */
const atStart = new RegExp(`^(?:Exception in thread "[^"]*" )?(${qualified}|${bare})(?::\\s*|$)`);
/** A thrown class inside a line: qualified, or named like one. */
const inside = new RegExp(`(?<![\\w.$])((?:[a-z_]\\w*\\.)*${bare})(?![\\w.$(])`);
/** A new entry of a log, not the rest of a message. */
const logLine = /^(?:\[?\d{4}-\d\d-\d\d|\d\d:\d\d:\d\d|(?:TRACE|DEBUG|INFO|WARN|ERROR)\b)/;
/** JSON's escaped line end before a line of a stack trace, and its escaped tabs; not the `\n` of `C:\new`. */
const escapedLineEnd = /(?:\\r)?\\n((?:\\t)*)(?=at |\.\.\. \d|Caused by: |Suppressed: )/g;
const thrownLike = /(?:Exception|Error|Throwable|Failure)$/;
/** Their message names a class that is missing; it may be called like an exception, but nobody threw it. */
const missing = /(?:^|[.$])(?:ClassNotFoundException|NoClassDefFoundError)$/;
const maxChars = 64 * 1024;
const maxLinks = 32;
const maxMessage = 2000;

/**
 * Stack trace, log lines, or a sentence naming an exception → the chain, root cause first.
 * Walks `Caused by:` to the end; takes apart messages that repeat their cause (`A: b.C: text`);
 * leaves out frames, `Suppressed:` sections and everything below them that is not a cause of the chain itself.
 * Text without any exception gives an empty list. Never throws; reads the first 64 KiB only.
 */
export function parseExceptions(text: string): readonly CauseLink[] {
  const links: CauseLink[] = [];
  let suppressed = -1;
  for (const line of logicalLines(text)) {
    const indent = line.length - line.trimStart().length;
    const content = line.trim();
    if (content === '' || /^(?:at |\.\.\. \d+ )/.test(content)) continue;
    if (content.startsWith('Suppressed:')) {
      suppressed = suppressed === -1 ? indent : Math.min(suppressed, indent);
      continue;
    }
    if (suppressed !== -1 && indent >= suppressed && indent > 0) continue;
    suppressed = -1;
    const found = readLine(content.replace(/^\[CIRCULAR REFERENCE: ?/, ''));
    if (found.length > 0) {
      links.push(...found);
    } else {
      continueMessage(links, content);
    }
    if (links.length >= maxLinks) break;
  }
  return links.reverse();
}

/** Lines, with JSON's escaped newlines undone and `Caused by:` always at the start of one. */
function logicalLines(text: string): string[] {
  return text
    .slice(0, maxChars)
    .replaceAll('\r\n', '\n')
    .replace(escapedLineEnd, (_all, tabs: string) => `\n${'\t'.repeat(tabs.length / 2)}`)
    .replace(/(?<=\S)[ \t]+(?=(?:Caused by: |Wrapped by: |nested exception is ))/g, '\n')
    .split('\n');
}

function readLine(line: string): CauseLink[] {
  const marker = /^(?:Caused by: |Wrapped by: |nested exception is )/.exec(line);
  const content = marker === null ? line : line.slice(marker[0].length);
  if (atStart.test(content)) return unfold(content);
  const match = inside.exec(content);
  if (match === null) return [];
  const name = match[1] ?? '';
  const rest = content.slice(match.index + name.length);
  return rest.startsWith(':') ? unfold(content.slice(match.index)) : [{ class: name, message: '' }];
}

/** `A: b.C: text` is A with the message "b.C: text", caused by b.C: that is how Java prints a cause as a message. */
function unfold(content: string): CauseLink[] {
  const links: CauseLink[] = [];
  let rest = content;
  while (links.length < 8) {
    const match = atStart.exec(rest);
    const name = match?.[1] ?? '';
    if (match === null || (links.length > 0 && !thrownLike.test(name))) break;
    const message = rest.slice(match[0].length);
    links.push({ class: name, message: message.trim().slice(0, maxMessage) });
    if (message === '' || missing.test(name)) break;
    rest = message;
  }
  return links;
}

/** A message may run over several lines; only a line right below an exception that has a message belongs to it. */
function continueMessage(links: CauseLink[], line: string): void {
  const last = links.at(-1);
  if (last === undefined || logLine.test(line) || last.message.length + line.length > maxMessage) return;
  links[links.length - 1] = { class: last.class, message: `${last.message} ${line}`.trim() };
}
