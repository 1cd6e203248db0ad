import { z } from 'zod';
import { type OwnKindName, sopActionKinds } from '../domain/action.ts';
import { severities, signalKinds } from '../domain/signal.ts';
import { type OwnActions, type SopHead, type SopProblem, sopHead } from '../domain/sop.ts';
import { nearestWord } from './nearest-word.ts';
import { readPlainYaml } from './plain-yaml.ts';

export type HeadResult =
  | { readonly ok: true; readonly head: SopHead; readonly lineOf: (path: readonly PropertyKey[]) => number }
  | { readonly ok: false; readonly problems: readonly SopProblem[] };

/** What a SOP may say. Made once for all files. */
export interface SopGrammar {
  readonly head: ReturnType<typeof sopHead>;
  readonly own: OwnActions;
}

export function sopGrammar(own: OwnActions): SopGrammar {
  return { head: sopHead([...own.keys()]), own };
}

/** With Flink's kinds alone. */
export const plainGrammar = sopGrammar(new Map());

/**
 * The text between the `---` lines → a checked head. `firstLine` is the file's line of its first line.
 * Only plain YAML: no aliases or anchors, no tags, no merge keys, no second document.
 */
export function readHead(file: string, yaml: string, firstLine: number, grammar: SopGrammar): HeadResult {
  const read = readPlainYaml({ file, yaml, firstLine, schema: 'core' });
  if (!read.ok) return read;
  const { lineAt } = read;
  const parsed = grammar.head.safeParse(read.value, { reportInput: true });
  if (parsed.success) return { ok: true, head: parsed.data, lineOf: (path) => lineAt(path).line };
  return {
    ok: false,
    problems: parsed.error.issues
      .flatMap((issue) => explain(issue, read.value, [...grammar.own.keys()]))
      .map(({ path, message, fix }) => ({
        file,
        ...lineAt(path),
        message,
        fix,
      })),
  };
}

interface Explained {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly fix: string;
}

const keysAt: Readonly<Record<string, readonly string[]>> = {
  '': ['id', 'title', 'severity', 'environments', 'match', 'actions', 'plan', 'verify', 'examples', 'notFor'],
  match: ['exceptions', 'signals'],
  plan: ['action', 'when', 'with'],
  verify: ['checkpoints', 'within'],
};

/** A zod issue in the words of someone who edits the file. */
function explain(issue: z.core.$ZodIssue, head: unknown, own: readonly OwnKindName[]): Explained[] {
  const { path } = issue;
  const name = path.length === 0 ? 'the head' : dotted(path);
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt[String(path[0] ?? '')] ?? [];
    // Of Flink's actions only rescale-job takes any, and those are told below; of one's own, any name is known here.
    const takesNone = path.at(-1) === 'with';
    return issue.keys.map((key) => ({
      path: [...path, key],
      message: `unknown key ${JSON.stringify(key)} in ${name}`,
      fix: takesNone
        ? `${actionAt(head, path)} takes no arguments: remove \`with\``
        : (didYouMean(key, known) ?? (known.length > 0 ? `remove it; known keys: ${known.join(', ')}` : 'remove it')),
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
  const words = wordsFor(path, own);
  if (words.length > 0 && (issue.code === 'invalid_value' || issue.code === 'invalid_union')) {
    const shown = written === undefined ? '' : ` ${JSON.stringify(written)}`;
    return [
      {
        path,
        message: `${name}: unknown ${words === signalKinds ? 'signal' : words === severities ? 'severity' : 'action'}${shown}`,
        fix:
          ownFix(written, words) ??
          (written === undefined ? undefined : didYouMean(written, words)) ??
          `use one of: ${words.join(', ')}`,
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

/** The action of the step that has these arguments. */
function actionAt(head: unknown, path: readonly PropertyKey[]): string {
  const Head = z.object({ plan: z.array(z.object({ action: z.string() })) });
  const steps = Head.safeParse(head).data?.plan;
  return steps?.[Number(path[1])]?.action ?? 'this action';
}

/** For a name with an owner, which only the configuration can make known. */
function ownFix(written: string | undefined, words: readonly string[]): string | undefined {
  if (written?.includes('/') !== true || words === signalKinds || words === severities) return undefined;
  const near = didYouMean(
    written,
    words.filter((word) => word.includes('/')),
  );
  return (
    near ??
    `declare ${JSON.stringify(written)} under actions or webhooks of the configuration, or use one of: ${words.join(', ')}`
  );
}

function wordsFor(path: readonly PropertyKey[], own: readonly OwnKindName[]): readonly string[] {
  const [first, second] = path;
  if (first === 'severity') return severities;
  if (first === 'actions' || path[2] === 'action') return [...sopActionKinds, ...own];
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
