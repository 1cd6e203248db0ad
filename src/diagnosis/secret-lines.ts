import { redact, secretName } from './redact.ts';

/** The longest keys in use have fewer lines. A beginning without an end hides no more than these. */
const mostLines = 200;

const keyBegins = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?![^]*-----END )/;
/** What a line of a key may look like, also behind the head of a log line. */
const keyLike = /^\s*\S*\s*$|[A-Za-z0-9+/]{32}|(?:^|\s)[A-Za-z0-9+/]{12,100}={0,2}\s*$|=\s*$/;

/** A secret's name, and its value is yet to come; the sign that YAML puts before several lines. */
const nameAtEnd = new RegExp(
  String.raw`(?:${secretName}|authorization|cookie)(?![\w.$]{0,64}(?:Exception|Error)\b)[\w.-]{0,64}["']?\s{0,4}(?:=>|:=|[:=])\s{0,4}(?:["']|([|>])[-+\d]{0,2})?\s*$`,
  'i',
);
/** A pair whose value stands on the line below: Hadoop's XML, Kubernetes' variables, JSON. */
const pairBegins = new RegExp(
  String.raw`(?:<name>|\b(?:name|key)["']?\s{0,4}[:=])\s{0,4}["']?[\w.-]{0,64}(?:${secretName})[\w.-]{0,64}(?:["']|</name>)?,?\s*$`,
  'i',
);
const pairEnds = /^[\s{"'<-]{0,40}value\b/i;
const frame = /^\s*(?:at |\.\.\. \d|Caused by: |Suppressed: )/;
const longestTail = 300;

/**
 * Tells of each line of a log, from first to last, whether it is a part of a secret that an earlier line began:
 * inside a private key, or the value below its name. What is wholly on one line is for `redact`.
 */
export function makeSecretLines(): (line: string) => boolean {
  type Open =
    | { readonly kind: 'key' | 'value' | 'pair' | 'continued' }
    | { readonly kind: 'block'; readonly indent: number };
  let open: Open | undefined;
  let left = 0;

  function isInside(line: string): boolean {
    if (open === undefined) return false;
    left -= 1;
    const now = open;
    if (left === 0) open = undefined;
    switch (now.kind) {
      case 'key':
        if (line.includes('-----END ')) open = undefined;
        return keyLike.test(line) || line.includes('-----END ');
      case 'block':
        if (line.trim() === '' || indentOf(line) > now.indent) return true;
        open = undefined;
        return false;
      case 'continued':
        if (!line.trimEnd().endsWith('\\')) open = undefined;
        return true;
      case 'value':
        if (line.trim() === '') return true;
        open = undefined;
        return !frame.test(line);
      case 'pair':
        open = undefined;
        return pairEnds.test(line);
    }
  }

  function begins(line: string): Open | undefined {
    if (line.includes('PRIVATE KEY') && keyBegins.test(line)) return { kind: 'key' };
    if (line.endsWith('\\')) return redact(line) === line ? undefined : { kind: 'continued' };
    const tail = line.slice(-longestTail);
    const named = nameAtEnd.exec(tail);
    if (named !== null) return named[1] === undefined ? { kind: 'value' } : { kind: 'block', indent: indentOf(line) };
    return pairBegins.test(tail) ? { kind: 'pair' } : undefined;
  }

  return (line) => {
    const inside = isInside(line);
    if (open === undefined) {
      open = begins(line);
      left = mostLines;
    }
    return inside;
  };
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
