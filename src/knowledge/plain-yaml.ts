import { type Document, isMap, isNode, isPair, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { SopProblem } from '../domain/sop.ts';
import { hiddenCharacter } from './front-matter.ts';
import { yamlMistake } from './yaml-mistake.ts';

/** Where something stands in the file, counted from 1. */
export interface Place {
  readonly line: number;
  readonly column?: number;
}

export type PlainYaml =
  | {
      readonly ok: true;
      readonly value: unknown;
      /** Of the deepest part of a path that the file really has; of the key, for a key. */
      readonly lineAt: (path: readonly PropertyKey[]) => Place;
    }
  | { readonly ok: false; readonly problems: readonly SopProblem[] };

/**
 * The text between the `---` lines of a SOP or skill → its value. `firstLine` is the file's line of its first line.
 * Only plain YAML: no aliases or anchors, no tags, no merge keys, no second document. With the schema `failsafe` every value
 * stays the text that was written. Never throws.
 */
export function readPlainYaml(source: {
  readonly file: string;
  readonly yaml: string;
  readonly firstLine: number;
  readonly schema: 'core' | 'failsafe';
}): PlainYaml {
  const { file, yaml, firstLine, schema } = source;
  const lines = new LineCounter();
  const at = (offset: number) => {
    const place = lines.linePos(offset);
    return { line: place.line + firstLine - 1, column: place.col };
  };
  let doc: Document.Parsed;
  try {
    doc = parseDocument(yaml, {
      lineCounter: lines,
      schema,
      // 'silent' would also be silent about a second document, and drop it.
      logLevel: 'error',
      stringKeys: true,
      // The package compares each key with all before it: a head full of keys would hold up everything else for seconds.
      uniqueKeys: false,
      // Its line numbers would count from the head, ours from the file.
      prettyErrors: false,
    });
  } catch (error) {
    // The parser recurses: thousands of nested brackets end here.
    const message = error instanceof RangeError ? 'the YAML is nested too deeply' : 'the YAML cannot be read';
    return {
      ok: false,
      problems: [{ file, line: firstLine, message, fix: 'write the head as plain keys and short lists' }],
    };
  }
  const problems: SopProblem[] = [...doc.errors, ...doc.warnings].slice(0, 10).map((error) => {
    const { message, fix } = yamlMistake(error);
    return { file, ...at(error.pos[0]), message: `YAML: ${message}`, fix };
  });
  problems.push(...forbidden(file, doc, at));
  if (problems.length > 0) return { ok: false, problems: unique(problems) };

  return {
    ok: true,
    value: doc.toJS(),
    lineAt: (path) => placeOf(doc, path, at) ?? { line: firstLine },
  };
}

const twice = yamlMistake({ code: 'DUPLICATE_KEY', message: '' });

/** Far more than any head needs; each may become a problem, and its line is looked for. */
const maxKeys = 1_000;

type At = (offset: number) => { line: number; column: number };

/** What plain YAML does not need and an attacker does. */
function forbidden(file: string, doc: Document.Parsed, at: At): SopProblem[] {
  const found: SopProblem[] = [];
  const say = (offset: number | undefined, message: string, fix: string) => {
    if (found.length < 10) found.push({ file, ...at(offset ?? 0), message, fix });
  };
  let keys = 0;
  visit(doc, {
    Alias(_key, node) {
      say(node.range?.[0], `alias *${node.source} is not allowed`, 'write the value out in full');
    },
    // No Scalar or Map beside it: they would be called in its place.
    Node(_key, node) {
      if (isScalar(node) && typeof node.value === 'string') {
        // Written as an escape, it is in no line of the file.
        const hidden = hiddenCharacter(node.value);
        if (hidden !== undefined)
          say(
            node.range?.[0],
            `hidden character ${hidden.code} makes the text show otherwise than it reads`,
            'delete it',
          );
      }
      if (isMap(node)) {
        const seen = new Set<unknown>();
        for (const { key } of node.items) {
          if (!isScalar(key)) continue;
          if (seen.has(key.value)) say(key.range?.[0], `YAML: ${twice.message}`, twice.fix);
          seen.add(key.value);
        }
      }
      if (isNode(node) && 'anchor' in node && typeof node.anchor === 'string' && node.anchor !== '') {
        say(
          node.range?.[0],
          `anchor &${node.anchor} is not allowed`,
          'remove the anchor and write each value out in full',
        );
      }
      if (node.tag !== undefined && 'source' in node)
        say(node.range?.[0], `tag ${node.tag} is not allowed`, 'remove the tag; quote the value if it is text');
    },
    Pair(_key, pair) {
      keys += 1;
      if (keys === maxKeys + 1)
        say(
          isScalar(pair.key) ? pair.key.range?.[0] : undefined,
          `more than ${maxKeys} keys`,
          'keep those that the head needs',
        );
      if (isScalar(pair.key) && pair.key.value === '<<') {
        say(pair.key.range?.[0], 'merge key << is not allowed', 'write the keys out in full');
      }
    },
  });
  return found;
}

/** Line and column of the deepest part of a path that the file really has; of the key, for a key. */
function placeOf(
  doc: Document.Parsed,
  path: readonly PropertyKey[],
  at: At,
): { line: number; column: number } | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const part = path.slice(0, length);
    const last = part.at(-1);
    const parent = length === 1 ? doc.contents : doc.getIn(part.slice(0, -1), true);
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === last);
      if (pair !== undefined && isScalar(pair.key) && pair.key.range) return at(pair.key.range[0]);
    }
    const node = doc.getIn(part, true);
    if (isNode(node) && node.range) return at(node.range[0]);
  }
  return undefined;
}

function unique(problems: readonly SopProblem[]): SopProblem[] {
  const seen = new Set<string>();
  return problems.filter((problem) => {
    const key = `${problem.line}:${problem.message}`;
    return !seen.has(key) && seen.add(key);
  });
}
