import { createHash } from 'node:crypto';
import { isOwnStep, type Sop, type SopProblem } from '../domain/sop.ts';
import { maxTextBytes, readFrontMatter } from './front-matter.ts';
import { readPattern } from './match-exception.ts';
import { didYouMean, plainGrammar, readHead, type SopGrammar } from './sop-head.ts';

export type SopResult =
  | {
      readonly ok: true;
      readonly sop: Sop;
      /** The file's line of a part of the head, such as `['examples', 2]`. */
      readonly lineOf: (path: readonly PropertyKey[]) => number;
    }
  /** `id` when the head could be read: shows that two files claim one id. */
  | { readonly ok: false; readonly problems: readonly SopProblem[]; readonly id?: string };

/** The most a SOP file may hold, bytes. */
export const maxSopBytes = maxTextBytes;
const sections = ['When this applies', 'Diagnose', 'Remedy', 'Escalate'] as const;

/**
 * One file → one SOP, or every mistake found, each with its line and what to do. Never throws.
 * `name` is the file's name inside the folder, `file` how problems call it.
 */
export function parseSop(source: {
  readonly file: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly grammar?: SopGrammar;
}): SopResult {
  const { file, name, bytes, grammar = plainGrammar } = source;
  const read = readFrontMatter(file, bytes, {
    tooLong: 'shorten it, or split it into one file per cause',
    empty: 'write the head between two --- lines, then the four sections',
  });
  if (!read.ok) return read;
  const { lines, close } = read;
  const result = readHead(file, lines.slice(1, close).join('\n'), 2, grammar);
  const problems = sectionProblems(file, lines, close + 1);
  if (!result.ok) return { ok: false, problems: [...result.problems, ...problems] };
  const { head, lineOf } = result;
  const say = (path: readonly PropertyKey[], message: string, fix: string) => {
    problems.push({ file, line: lineOf(path), message, fix });
  };
  if (`${head.id}.md` !== name) {
    say(
      ['id'],
      `id ${JSON.stringify(head.id)} is not the file's name ${JSON.stringify(name)}`,
      `rename the file to ${head.id}.md, or the id`,
    );
  }
  if (head.match.exceptions.length + head.match.signals.length === 0) {
    say(['match'], 'match names no exception and no signal', 'add at least one to match.exceptions or match.signals');
  }
  head.match.exceptions.forEach((pattern, index) => {
    if (readPattern(pattern) === undefined) {
      say(
        ['match', 'exceptions', index],
        `${JSON.stringify(pattern)} is not an exception pattern`,
        'write "ClassName", "ClassName: part of the message", "*: part of the message" (8 characters or more), "a.package.*" or "at code.InAnyFrame"',
      );
    }
  });
  head.plan.forEach((step, index) => {
    if (!head.actions.includes(step.action)) {
      say(
        ['plan', index, 'action'],
        `the plan uses ${step.action}, which actions does not permit`,
        `add ${step.action} to actions, or take the step out of the plan`,
      );
    }
    const misfit = isOwnStep(step) ? grammar.own.get(step.action)?.(step.with) : undefined;
    if (misfit !== undefined) {
      say(['plan', index, 'with'], `${step.action} does not take these arguments: ${misfit}`, 'correct with');
    }
  });
  if (problems.length > 0) return { ok: false, problems: problems.toSorted((a, b) => a.line - b.line), id: head.id };
  const body = lines
    .slice(close + 1)
    .join('\n')
    .trim();
  const digest = createHash('sha256').update(bytes).digest('hex');
  return { ok: true, sop: { ...head, file, digest, body }, lineOf };
}

/** The four sections must be there, each with text of its own; headings inside code fences do not count. */
function sectionProblems(file: string, lines: readonly string[], from: number): SopProblem[] {
  const found = new Map<string, { line: number; filled: boolean }>();
  let current: { line: number; filled: boolean } | undefined;
  let fence: string | undefined;
  for (let index = from; index < lines.length; index += 1) {
    const line = (lines[index] ?? '').trimEnd();
    const mark = /^\s{0,3}(```|~~~)/.exec(line)?.[1];
    if (mark !== undefined && (fence === undefined || fence === mark)) fence = fence === undefined ? mark : undefined;
    const heading = fence === undefined ? /^## +(.+?)(?: +#+)?$/.exec(line)?.[1] : undefined;
    if (heading !== undefined) {
      current = { line: index + 1, filled: false };
      if (!found.has(heading)) found.set(heading, current);
    } else if (current !== undefined && line.trim() !== '' && !/^#{1,6}( |$)/.test(line) && mark === undefined) {
      current.filled = true;
    }
  }
  const problems: SopProblem[] = [];
  for (const wanted of sections) {
    const section = found.get(wanted);
    if (section !== undefined) {
      if (!section.filled) {
        problems.push({
          file,
          line: section.line,
          message: `section "## ${wanted}" is empty`,
          fix: 'write what to do at 3 a.m.',
        });
      }
      continue;
    }
    const like = [...found].find(
      ([title]) => !sections.some((s) => s === title) && didYouMean(title, [wanted]) !== undefined,
    );
    problems.push(
      like === undefined
        ? {
            file,
            line: lines.length,
            message: `section "## ${wanted}" is missing`,
            fix: `add the heading "## ${wanted}" with text below it`,
          }
        : {
            file,
            line: like[1].line,
            message: `section "## ${wanted}" is missing`,
            fix: `"## ${like[0]}": did you mean "## ${wanted}"?`,
          },
    );
  }
  return problems;
}
