import { type Document, isMap, isNode, isPair, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { sopActionKinds } from '../domain/action.ts';
import { severities, signalKinds } from '../domain/signal.ts';
import { SopHead, type SopProblem } from '../domain/sop.ts';
import { nearestWord } from './nearest-word.ts';

export type HeadResult =
  | { readonly ok: true; readonly head: SopHead; readonly lineOf: (path: readonly PropertyKey[]) => number }
  | { readonly ok: false; readonly problems: readonly SopProblem[] };

/**
 * The text between the `---` lines → a checked head. `firstLine` is the file's line of its first line.
 * Only plain YAML: no aliases or anchors, no tags, no merge keys, no second document.
 */
export function readHead(file: string, yaml: string, firstLine: number): HeadResult {
  const lines = new LineCounter();
  const at = (offset: number) => {
    const place = lines.linePos(offset);
    return { line: place.line + firstLine - 1, column: place.col };
  };
  let doc: Document.Parsed;
  try {
    doc = parseDocument(yaml, {
      lineCounter: lines,
      schema: 'core',
      merge: false,
      // 'silent' would also be silent about a second document, and drop it.
      logLevel: 'error',
      stringKeys: true,
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
  const problems: SopProblem[] = [...doc.errors, ...doc.warnings].slice(0, 10).map((error) => ({
    file,
    ...at(error.pos[0]),
    message: `YAML: ${error.message.split('\n')[0] ?? ''}`,
    fix: yamlFix(error.code, yaml.slice(error.pos[0], error.pos[1])),
  }));
  problems.push(...forbidden(file, doc, at));
  if (problems.length > 0) return { ok: false, problems: unique(problems) };

  const lineAt = (path: readonly PropertyKey[]) => placeOf(doc, path, at) ?? { line: firstLine };
  const parsed = SopHead.safeParse(doc.toJS({ maxAliasCount: 0 }), { reportInput: true });
  if (parsed.success) return { ok: true, head: parsed.data, lineOf: (path) => lineAt(path).line };
  return {
    ok: false,
    problems: parsed.error.issues
      .flatMap((issue) => explain(issue, []))
      .map(({ path, message, fix }) => ({
        file,
        ...lineAt(path),
        message,
        fix,
      })),
  };
}

type At = (offset: number) => { line: number; column: number };

/** What plain YAML does not need and an attacker does. */
function forbidden(file: string, doc: Document.Parsed, at: At): SopProblem[] {
  const found: SopProblem[] = [];
  const say = (offset: number | undefined, message: string, fix: string) => {
    if (found.length < 10) found.push({ file, ...at(offset ?? 0), message, fix });
  };
  visit(doc, {
    Alias(_key, node) {
      say(node.range?.[0], `alias *${node.source} is not allowed`, 'write the value out in full');
    },
    Node(_key, node) {
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
      if (isScalar(pair.key) && pair.key.value === '<<') {
        say(pair.key.range?.[0], 'merge key << is not allowed', 'write the keys out in full');
      }
    },
  });
  return found;
}

function yamlFix(code: string, source: string): string {
  if (code === 'TAB_AS_INDENT') return 'indent with spaces, not tabs';
  if (code === 'DUPLICATE_KEY') return 'keep one of the two keys';
  if (code === 'TAG_RESOLVE_FAILED') return 'remove the tag; quote the value if it is text';
  if (code === 'MULTIPLE_DOCS') return 'keep one YAML document between the two --- lines';
  if (source.includes('\t')) return 'indent with spaces, not tabs';
  return 'check the indent, close every bracket and quote, and put text with ": " or a leading * & ! % @ in double quotes';
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

interface Explained {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly fix: string;
}

const keysAt: Readonly<Record<string, readonly string[]>> = {
  '': ['id', 'title', 'severity', 'match', 'actions', 'plan', 'verify', 'examples', 'notFor'],
  match: ['exceptions', 'signals'],
  plan: ['action', 'when', 'with'],
  verify: ['checkpoints', 'within'],
};

/** A zod issue in the words of someone who edits the file. */
function explain(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): Explained[] {
  const path = [...above, ...issue.path];
  const name = path.length === 0 ? 'the head' : dotted(path);
  if (issue.code === 'unrecognized_keys') {
    const known = path.at(-1) === 'with' ? ['factor', 'parallelism'] : (keysAt[String(path[0] ?? '')] ?? []);
    return issue.keys.map((key) => ({
      path: [...path, key],
      message: `unknown key ${JSON.stringify(key)} in ${name}`,
      fix: didYouMean(key, known) ?? (known.length > 0 ? `remove it; known keys: ${known.join(', ')}` : 'remove it'),
    }));
  }
  if (issue.code === 'invalid_union' && path.at(-1) === 'with') {
    return [
      {
        path,
        message: `${name} must hold either factor (above 1, at most 4) or parallelism (a whole number from 1)`,
        fix: 'write for example "with: { factor: 2 }"',
      },
    ];
  }
  const written = typeof issue.input === 'string' ? issue.input : undefined;
  const words = wordsFor(path);
  if (words.length > 0 && (issue.code === 'invalid_value' || issue.code === 'invalid_union')) {
    const shown = written === undefined ? '' : ` ${JSON.stringify(written)}`;
    return [
      {
        path,
        message: `${name}: unknown ${words === signalKinds ? 'signal' : words === severities ? 'severity' : 'action'}${shown}`,
        fix: (written === undefined ? undefined : didYouMean(written, words)) ?? `use one of: ${words.join(', ')}`,
      },
    ];
  }
  if (issue.code === 'invalid_type' && issue.input === undefined) {
    return [{ path, message: `${name} is missing`, fix: `add ${name}, a ${kindName(issue.expected)}` }];
  }
  if (issue.code === 'invalid_type') {
    const fix = issue.expected === 'string' ? `put the text in double quotes` : `write a ${kindName(issue.expected)}`;
    return [{ path, message: `${name} must be a ${kindName(issue.expected)}`, fix }];
  }
  return [{ path, message: `${name} is not right: ${issue.message}`, fix: `write ${issue.message}` }];
}

function wordsFor(path: readonly PropertyKey[]): readonly string[] {
  const [first, second] = path;
  if (first === 'severity') return severities;
  if (first === 'actions' || path[2] === 'action') return sopActionKinds;
  return (first === 'match' && second === 'signals') || path[2] === 'when' ? signalKinds : [];
}

export function didYouMean(written: string, known: readonly string[]): string | undefined {
  const word = nearestWord(written, known);
  return word === undefined ? undefined : `did you mean ${JSON.stringify(word)}?`;
}

function kindName(expected: string): string {
  if (expected === 'array') return 'list';
  if (expected === 'object') return 'group of keys';
  return expected === 'string' ? 'text' : expected === 'int' ? 'whole number' : expected;
}

function dotted(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}

function unique(problems: readonly SopProblem[]): SopProblem[] {
  const seen = new Set<string>();
  return problems.filter((problem) => {
    const key = `${problem.line}:${problem.message}`;
    return !seen.has(key) && seen.add(key);
  });
}
