import { type Stats, statSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import { addAbortSignal } from 'node:stream';
import type { Command } from 'commander';
import { UserMistake } from '../domain/errors.ts';
import { SignalKind, signalKinds } from '../domain/signal.ts';
import { takeTurn } from '../knowledge/in-turns.ts';
import type { LintReport } from '../knowledge/lint-sops.ts';
import { mostTexts } from '../knowledge/likeness.ts';
import { nearestWord } from '../knowledge/nearest-word.ts';
import type { Via } from '../knowledge/knowledge.ts';
import { isSopName, type SopLibrary } from '../knowledge/load-sops.ts';
import { mostAsked } from '../knowledge/part-of-log.ts';
import type { SopQuery } from '../knowledge/asked-text.ts';
import type { SopMatch } from '../knowledge/retrieve.ts';
import type { Log } from '../ports/log.ts';
import type { CliContext } from './context.ts';
import { clean, count, exitCodes } from './output.ts';
import { ownActionsIfAny, ownActionsOf } from './own-actions.ts';
import { lintFolders, type NamedFolder, openSopFolders } from './sop-folders.ts';
import { addTrustCommands } from './trust-commands.ts';

/** Said before a search, since nothing in its answer shows that it knew less. */
const tooMany = `A folder has more than ${mostTexts} SOPs, those that flink-medic ships counted: by words it is searched less well. See docs/sops.md.`;
/** A log is read so far; retrieval itself looks at less. */
const maxInputBytes = 64 * 1024 * 1024;
const longLog = `A log of more than ${mostAsked / 1024} KiB is searched without its INFO, DEBUG and TRACE lines; of what is left, the first and the last ${mostAsked / 2048} KiB.`;

export function addSopCommands(program: Command, context: CliContext): void {
  const sop = program
    .command('sop')
    .description("the team's procedures: check them, ask which one fits, or say which may run alone");

  sop
    .command('lint [path]')
    .description(
      'every mistake with file, line and fix, in a folder or one file of it; without a path, in the folders of the configuration, else ./sops',
    )
    .action(async (path: string | undefined) => {
      const own = await (path === undefined ? ownActionsOf(context) : ownActionsIfAny(context));
      const file = path === undefined ? undefined : fileAt(context.folder, path);
      context.output.progress('Searching for each example; this takes some seconds.');
      const folders = foldersOf(context, path === undefined || file === undefined ? path : dirname(path));
      const only = file === undefined ? undefined : `${folders[0]?.name}/${file}`;
      const report = await lintFolders(openSopFolders(folders, own), context.signal, only);
      if (report.problems.length > 0) context.exit(exitCodes.findings);
      context.output.result(report, () => lintText(report));
    });

  sop
    .command('search <words...>')
    .description('the procedure that an incident with these words would get; - reads a log from stdin')
    .option('--signals <kinds>', 'signals that are present, separated by commas')
    .option('--environment <name>', 'leave out procedures for other environments')
    .action(async (words: string[], options: { signals?: string; environment?: string }) => {
      const signals = readSignals(options.signals);
      const said = await readWords(context, words);
      const libraries = openSopFolders(foldersOf(context, undefined), await ownActionsOf(context));
      const problems = libraries.flatMap((library) => library.refresh().problems);
      if (libraries.every((library) => library.refresh().sops.length === 0)) throw nothingToSearch(problems);
      warn(context, problems.length);
      if (libraries.some((library) => library.found().isTooMany)) context.output.progress(tooMany);
      if (said.length > mostAsked) context.output.progress(longLog);
      const { environment } = options;
      const asked = environment === undefined ? null : environmentOf(context, libraries, environment);
      context.output.progress('Searching; what is only told in words takes some seconds.');
      const { match, via } = await search(context, libraries, { exceptions: [], signals, words: said, environment });
      const answer = { ...searchAnswer(match, via), environment: asked, mistakes: problems.length };
      context.output.result(answer, () => searchText(match, via));
    });

  addTrustCommands(sop, context);
}

async function search(
  context: CliContext,
  libraries: readonly SopLibrary[],
  query: SopQuery,
): Promise<{ readonly match: SopMatch; readonly via: Via }> {
  const { clock, signal } = context;
  const { openKnowledge } = await import('../serving/open-knowledge.ts');
  const config = context.hasConfig() ? context.config() : undefined;
  const { knowledge, close } = await openKnowledge({ config, libraries, role: 'cli', clock, log: silent });
  try {
    await knowledge.refresh(signal);
    await takeTurn(signal);
    const found = await knowledge.retrieve(query, signal);
    await takeTurn(signal);
    return found;
  } finally {
    close();
  }
}

/** What is to be said stands in the answer. */
const nothing = () => {};
const silent: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing, child: () => silent };

/**
 * The name of the file when the path is one; undefined for a folder.
 * @throws {UserMistake} there is nothing, or no SOP.
 */
function fileAt(folder: string, path: string): string | undefined {
  const stat = statOf(resolve(folder, path));
  if (stat === 'gone') {
    throw new UserMistake(`There is no file or folder ${path}. sop lint takes a folder of SOPs, or one file in it.`);
  }
  if (stat === undefined || !stat.isFile()) return undefined;
  if (!isSopName({ name: basename(path) })) {
    throw new UserMistake(`${path} is no SOP: the name of one ends in .md, and README and hidden files are left out.`);
  }
  return basename(path);
}

/** Undefined: nobody can say, and reading it as a folder will tell why. */
function statOf(path: string): Stats | 'gone' | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? 'gone';
  } catch {
    return undefined;
  }
}

/** Folders are called as the person would: relative to where the command runs, when they lie below it. */
function foldersOf(context: CliContext, given: string | undefined): NamedFolder[] {
  if (given !== undefined) return [{ name: given.replace(/\/+$/, '') || given, path: resolve(context.folder, given) }];
  const paths = context.hasConfig() ? context.config().sops : [resolve(context.folder, 'sops')];
  return paths.map((path) => {
    const near = relative(context.folder, path);
    return { name: near === '' || near.startsWith('..') ? path : near, path };
  });
}

function lintText({ files, problems }: LintReport): string {
  const lines = problems.flatMap(({ file, line, message, fix }) => [`${file}:${line}: ${message}`, `    fix: ${fix}`]);
  const found = problems.length === 0 ? 'no problems' : count(problems.length, 'problem');
  return clean([...lines, `${count(files, 'file')}, ${found}.`].join('\n'));
}

function readSignals(text: string | undefined): SignalKind[] {
  const names = (text ?? '').split(',').map((name) => name.trim());
  return names
    .filter((name) => name !== '')
    .map((name) => {
      const known = SignalKind.safeParse(name);
      if (known.success) return known.data;
      const near = nearestWord(name, signalKinds);
      const hint = near === undefined ? `the signals are ${signalKinds.join(', ')}` : `did you mean ${near}?`;
      throw new UserMistake(`--signals: ${clean(name)} is no signal; ${hint}`);
    });
}

async function readWords(context: CliContext, words: readonly string[]): Promise<string> {
  if (!words.includes('-')) return words.join(' ');
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of addAbortSignal(context.signal, context.stdin)) {
    const piece = Buffer.from(chunk as string | Uint8Array);
    chunks.push(piece);
    bytes += piece.length;
    if (bytes >= maxInputBytes) break;
  }
  const piped = Buffer.concat(chunks).toString('utf8');
  return [...words.filter((word) => word !== '-'), piped].join('\n');
}

/** An answer of "none fits" would read like one about the trouble. */
function nothingToSearch(problems: readonly { readonly file: string; readonly message: string }[]): UserMistake {
  const [first] = problems;
  const why = first === undefined ? 'the folder is empty' : `${first.file}: ${first.message}`;
  return new UserMistake(
    clean(
      `There is no SOP to search: ${why}. Run it in the folder that holds ./sops, or name your folders under sops in the configuration.`,
    ),
  );
}

function warn({ output }: CliContext, problems: number): void {
  if (problems === 0) return;
  const what = problems === 1 ? '1 mistake keeps' : `${problems} mistakes keep`;
  output.progress(`${what} SOPs out of this search. See: flink-medic sop lint`);
}

/** A name that nothing here has leaves out all that is for some environments only: it may be a slip, and then that is not wanted. */
function environmentOf(
  context: CliContext,
  libraries: readonly SopLibrary[],
  name: string,
): { readonly name: string; readonly known: boolean } {
  const ofSops = libraries.flatMap((library) => library.refresh().sops).flatMap((sop) => sop.environments);
  const ofClusters = context.hasConfig() ? context.config().clusters.map((cluster) => cluster.environment) : [];
  const names = [...new Set([...ofSops, ...ofClusters])].toSorted();
  const known = names.includes(name);
  if (known) return { name, known };
  const near = nearestWord(name, names);
  const they = names.length === 0 ? 'name none' : `name ${names.join(', ')}`;
  const hint = near === undefined ? `they ${they}.` : `did you mean ${near}?`;
  context.output.progress(clean(`No SOP and no cluster here names the environment ${name}; ${hint}`));
  return { name, known };
}

/** Keeps its shape whether one fits or not. */
function searchAnswer(match: SopMatch, via: Via): object {
  if (match.kind === 'fits') {
    const { sop, by, score, others } = match;
    return { fits: true, id: sop.id, by, score, title: sop.title, others, best: null, ...via };
  }
  const nothing = { id: null, by: null, score: null, title: null };
  return { fits: false, ...nothing, others: [], best: match.best ?? null, ...via };
}

function searchText(match: SopMatch, via: Via): string {
  const { index, embeddings } = via;
  const notes = [
    ...(index.fallback === null ? [] : [`  the embedded index answered: ${index.fallback}`]),
    ...(embeddings === null || embeddings.problem === null ? [] : [`  by words alone: ${embeddings.problem}`]),
  ];
  return clean([...matchLines(match), ...notes].join('\n'));
}

function matchLines(match: SopMatch): string[] {
  if (match.kind === 'none-fits') {
    const { best, floor, isOther } = match;
    if (isOther) return ['No SOP fits: this does not read like a trouble of Flink.'];
    if (best === undefined) return ['No SOP fits; no word is known.'];
    if (best.score >= floor) {
      return [`No SOP fits; the nearest is ${best.id}, but it sounds more like a trouble that no SOP here is for.`];
    }
    return [`No SOP fits; the nearest is ${best.id} (score ${best.score.toFixed(2)}, needs ${floor.toFixed(2)}).`];
  }
  const { sop, by, score, others } = match;
  const near = others.map((one) => `${one.id} (${one.by})`).join(', ');
  return [
    `${sop.id}  ${sop.title}`,
    `  found by ${by}, score ${score.toFixed(2)}`,
    `  ${sop.file}`,
    ...(near === '' ? [] : [`  also near: ${near}`]),
  ];
}
