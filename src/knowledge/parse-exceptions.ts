import type { CauseLink } from '../domain/incident.ts';

const qualified = String.raw`(?:[a-z_][\w]*\.)+[A-Z][\w$]*`;
const bare = String.raw`[A-Z][\w$]*(?:Exception|Error|Throwable)`;
/** A class at the start of a text, its message behind a colon. */
const atStart = new RegExp(`^(?:Exception in thread "[^"]*" )?(${qualified}|${bare})(?::\\s*|$)`);
/** A thrown class inside a line: qualified, or named like one. */
const inside = new RegExp(`(?<![\\w.$])((?:[a-z_]\\w*\\.)*${bare})(?![\\w.$(])`);
/** A new entry of a log, not the rest of a message. */
const logLine = /^(?:\[?\d{4}-\d\d-\d\d|\d\d:\d\d:\d\d|(?:TRACE|DEBUG|INFO|WARN|ERROR)\b)/;
/** JSON's escaped line end before a line of a log or of a stack trace, and its escaped tabs; not the `\n` of `C:\new`. */
const escapedLineEnd =
  /(?:\\r)?\\n((?:\\t)*)(?=at |\.\.\. \d|Caused by: |Suppressed: |\d{4}-\d\d-\d\d|(?:[a-z_]\w*\.){1,20}[A-Z][\w$]*(?:Exception|Error))/g;
/** A cause of what was thrown above it, not something new. */
const toldBelow = /(?:^|[^\w ])(?:Caused by: |Wrapped by: |nested exception is )|^\)?: /;
/** How Hadoop writes what another process threw: `RemoteException(a.b.C): text`. */
const carried = /(Exception)\(((?:[a-z_]\w*\.){1,20}[A-Z][\w$]*)\)(?=: )/g;
/** What goes before a cause that a program has put at the end of its own sentence. */
const toldAtEnd = /^[^:\n]{1,200}: (?=(?:[a-z_]\w*\.){1,20}[A-Z][\w$]*(?:Exception|Error)(?::|$))/;
const thrownLike = /(?:Exception|Error|Throwable|Failure)$/;
/** Their message names a class that is missing; it may be called like an exception, but nobody threw it. */
const missing = /(?:^|[.$])(?:ClassNotFoundException|NoClassDefFoundError)$/;
const maxChars = 64 * 1024;
const maxLinks = 32;
const maxMessage = 2000;

/**
 * Stack trace, log lines, or a sentence naming an exception → the chain, root cause first; of several, what was written first.
 * Walks `Caused by:` to the end; takes apart messages that repeat their cause (`A: b.C: text`);
 * leaves out frames, `Suppressed:` sections and everything below them that is not a cause of the chain itself.
 * Text without any exception gives an empty list. Never throws; reads the first 64 KiB only.
 */
export function parseExceptions(text: string): readonly CauseLink[] {
  const entries: CauseLink[][] = [];
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
    const entry = entries.at(-1);
    const isNew = indent === 0 && !toldBelow.test(content) && entry?.some((link) => link.message !== '');
    if (entry === undefined || (found.length > 0 && isNew)) {
      if (found.length > 0) entries.push(found);
    } else if (found.length > 0) {
      entry.push(...found);
    } else {
      continueMessage(entry, content);
    }
    if (entries.flat().length >= maxLinks) break;
  }
  return entries.flatMap((links) => links.toReversed());
}

/** Lines, with JSON's escaped newlines undone and `Caused by:` always at the start of one. */
function logicalLines(text: string): string[] {
  return text
    .slice(0, maxChars)
    .replaceAll('\r\n', '\n')
    .replace(escapedLineEnd, (_all, tabs: string) => `\n${'\t'.repeat(tabs.length / 2)}`)
    .replace(carried, '$1: $2')
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
    rest = message.slice(toldAtEnd.exec(message)?.[0].length ?? 0);
  }
  return links;
}

/** A message may run over several lines; only a line right below an exception that has a message belongs to it. */
function continueMessage(links: CauseLink[], line: string): void {
  const last = links.at(-1);
  if (last === undefined || logLine.test(line) || last.message.length + line.length > maxMessage) return;
  links[links.length - 1] = { class: last.class, message: `${last.message} ${line}`.trim() };
}
