import type { CauseLink } from './incident.ts';

/** Longest message kept of one exception. */
const maxMessage = 2_000;
/** A deeper chain keeps its first and its last links. */
const maxLinks = 64;
/** Text behind this is not read; Flink's own answers are far smaller. */
const maxChars = 4_000_000;
/** Only the beginning of a line decides what it is. */
const maxLine = 4_096;

const name = String.raw`[\p{L}_$][\p{L}\p{N}_$]*`;
const qualified = new RegExp(`^(${name}(?:[./]${name})*\\.${name})(?::\\s?|\\s*$)`, 'u');
const bare = new RegExp(`^(${name}(?:Exception|Error|Throwable))(?::\\s?|\\s*$)`, 'u');
/** Oracle's driver prints its `OracleDatabaseException` without the class. */
const ofOracle = /^Error : \d+, Position : /;
const thrownLike = /(?:Exception|Error|Throwable|Failure)$/;
/** Their message names a class that is missing; it may be called like an exception, but nobody threw it. */
const missing = /(?:^|[.$])(?:ClassNotFoundException|NoClassDefFoundError)$/;
const frame = /^\s*at (?:[^\s[(]+\(|[^\s[(]*$)/;
const elided = /^\s*(?:\.\.\. \d+ (?:more|common frames omitted)|- (?:locked|waiting)|\[CIRCULAR REFERENCE)/;
const section = /^\s*(?:Caused by|Wrapped by): ?/;
const suppressed = /^\s*Suppressed: /;

/** One exception of a stack trace with the frames printed below it, as text without `at `. */
export interface TraceSection {
  readonly link: CauseLink;
  readonly frames: readonly string[];
}

/**
 * The exceptions of a Java stack trace, outermost first. Suppressed exceptions are left out; a `SerializedThrowable`
 * stands for the exception that it names; a cause that is only repeated in the last message
 * (`A: b.C: text`, the rest cut off) becomes a link of its own. Text without an exception gives an empty list.
 * Never throws; reads each character a bounded number of times.
 */
export function causeChain(stacktrace: string): CauseLink[] {
  return traceSections(stacktrace).map((one) => one.link);
}

/** The innermost exception: what happened first. Undefined for an empty chain. */
export function rootCause(chain: readonly CauseLink[]): CauseLink | undefined {
  return chain.at(-1);
}

/** `causeChain` with the first frames of each exception. */
export function traceSections(stacktrace: string, maxFrames = 0): TraceSection[] {
  const sections: { link: CauseLink; frames: string[] }[] = [];
  // Indentation of the suppressed exception that is being skipped; -1 outside of one.
  let skipFrom = -1;
  let inMessage = false;
  for (const line of lines(stacktrace)) {
    if (line.trim() === '') continue;
    const indent = line.length - line.trimStart().length;
    if (suppressed.test(line)) {
      skipFrom = skipFrom === -1 ? indent : Math.min(skipFrom, indent);
      inMessage = false;
      continue;
    }
    if (skipFrom !== -1) {
      if (indent >= skipFrom || !section.test(line)) continue;
      skipFrom = -1;
    }
    const last = sections.at(-1);
    if (last !== undefined && (frame.test(line) || elided.test(line))) {
      if (frame.test(line) && last.frames.length < maxFrames) last.frames.push(line.trim().slice(3));
      inMessage = false;
      continue;
    }
    const marker = section.exec(line);
    const link = marker !== null || last === undefined ? readHeader(line.slice(marker?.[0].length ?? 0)) : undefined;
    if (link !== undefined) {
      if (sections.length >= maxLinks) sections.splice(maxLinks / 2, 1);
      sections.push({ link, frames: [] });
      inMessage = true;
    } else if (inMessage && last !== undefined && last.link.message.length < maxMessage) {
      last.link = { ...last.link, message: `${last.link.message}\n${line.trim()}`.slice(0, maxMessage) };
    }
  }
  return [...sections, ...unfold(sections.at(-1)?.link)];
}

function* lines(text: string): Generator<string> {
  const end = Math.min(text.length, maxChars);
  let from = 0;
  while (from < end) {
    const next = text.indexOf('\n', from);
    const to = next === -1 || next > end ? end : next;
    const line = text.slice(from, Math.min(to, from + maxLine));
    yield line.endsWith('\r') ? line.slice(0, -1) : line;
    from = to + 1;
  }
}

/** `a.B: message` → the exception that it names, a serialised wrapper taken off. */
function readHeader(text: string): CauseLink | undefined {
  let content = text.trim().replace(/^Exception in thread "[^"]*" /, '');
  if (ofOracle.test(content)) content = `oracle.jdbc.OracleDatabaseException: ${content}`;
  for (let depth = 0; depth < 8; depth += 1) {
    const match = qualified.exec(content) ?? bare.exec(content);
    if (match === null) return undefined;
    const link = { class: match[1] ?? '', message: content.slice(match[0].length).trim().slice(0, maxMessage) };
    if (!link.class.endsWith('.SerializedThrowable') || !namesThrown(link.message)) return link;
    content = link.message;
  }
  return undefined;
}

function namesThrown(message: string): boolean {
  const match = qualified.exec(message);
  return match !== null && thrownLike.test(match[1] ?? '');
}

/** The causes that the last message repeats: Java prints a cause as the message of what wraps it. */
function unfold(last: CauseLink | undefined): TraceSection[] {
  const more: TraceSection[] = [];
  let outer = last;
  while (more.length < 8 && outer !== undefined && !missing.test(outer.class) && namesThrown(outer.message)) {
    const link = readHeader(outer.message);
    if (link !== undefined) more.push({ link, frames: [] });
    outer = link;
  }
  return more;
}
