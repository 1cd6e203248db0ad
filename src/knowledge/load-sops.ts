import type { OwnActions, Sop, SopProblem } from '../domain/sop.ts';
import { complaints as shippedComplaints } from './complaints.ts';
import { forEnvironment } from './for-environment.ts';
import { inTurns } from './in-turns.ts';
import { maxSopBytes, parseSop, type SopResult } from './parse-sop.ts';
import type { FolderEntry, SopFolder } from './sop-folder.ts';
import { plainGrammar, sopGrammar } from './sop-head.ts';
import { type Complaints, type FoundBy, makeSopFinder } from './sop-finder.ts';

/** The SOPs that are in force, and every mistake that keeps a file out. */
export interface LoadedSops {
  readonly sops: readonly Sop[];
  readonly problems: readonly SopProblem[];
  /** Files that were looked at, good and bad. */
  readonly files: number;
  /** The line of a part of a SOP's head in its file, for messages. */
  lineOf(sop: Sop, path: readonly PropertyKey[]): number;
}

export interface SopLibrary {
  /** By what the SOPs that the last `refresh` found are found; read when first asked for, since most commands look for none. */
  readonly found: () => FoundBy;
  /** What is told of the troubles of SOPs, these and others. */
  readonly complaints: Complaints;
  /** What the folder holds now. Reads only files that changed since the last call: cheap enough for every retrieval. Never throws. */
  refresh(): LoadedSops;
  /** Reads what the next `refresh` will find changed, in turns with all other work, so that this one has less to do at once. */
  readAhead(signal: AbortSignal): Promise<void>;
}

const none: readonly Sop[] = [];
/** No file has this version, so the next look reads it again. */
const unread = 'unread';

interface Known {
  readonly version: string;
  readonly result: SopResult;
}

/**
 * `name` is how problems call the folder, as the person who configured it wrote it; `own`: kinds that the configuration adds;
 * `complaints`: the shipped ones unless given.
 */
export function makeSopLibrary(options: {
  readonly name: string;
  readonly folder: SopFolder;
  readonly own?: OwnActions;
  readonly complaints?: Complaints;
}): SopLibrary {
  const { folder, own, complaints = shippedComplaints } = options;
  const grammar = own === undefined ? plainGrammar : sopGrammar(own);
  const finder = makeSopFinder(complaints);
  let known = new Map<string, Known>();
  let ahead = new Map<string, Known>();
  let loaded: LoadedSops | undefined;

  function refresh(): LoadedSops {
    const listing = folder.list();
    if (!listing.ok) {
      const problem = {
        file: options.name,
        line: 1,
        message:
          listing.isGone === true
            ? 'there is no such folder of SOPs'
            : `the folder of SOPs cannot be read: ${listing.reason}`,
        fix: 'create the folder, or correct its path in the configuration',
      };
      // What was in force stays so: a folder that is away for a moment takes no procedure out of a plan under way.
      if (loaded !== undefined && listing.isGone !== true) return { ...loaded, problems: [problem] };
      known = new Map();
      return publish([], [problem], 0, []);
    }
    const next = new Map<string, Known>();
    const entries = listing.entries.filter(isSopName);
    for (const entry of entries) {
      next.set(entry.name, knownOf(entry) ?? read(entry));
    }
    ahead = new Map();
    const same = next.size === known.size && [...next].every(([name, file]) => known.get(name) === file);
    known = next;
    if (same && loaded !== undefined) return loaded;
    const results = [...next.values()].map((file) => file.result);
    return publish(...accept(results), entries.length, results);
  }

  function knownOf({ name, version }: FolderEntry): Known | undefined {
    return [known.get(name), ahead.get(name)].find((one) => one?.version === version);
  }

  function read(entry: FolderEntry): Known {
    const { result, isRead } = load(entry);
    // What could not be read may be readable the next time, although the file is the same.
    return { version: isRead ? entry.version : unread, result };
  }

  async function readAhead(signal: AbortSignal): Promise<void> {
    const listing = folder.list();
    if (!listing.ok) return;
    const take = (entry: FolderEntry): void => {
      // A retrieval in between has read it.
      if (knownOf(entry) !== undefined) return;
      const file = read(entry);
      ahead.set(entry.name, file);
      if (file.result.ok) finder.readAhead(file.result.sop);
    };
    await inTurns(listing.entries.filter(isSopName), take, signal);
  }

  function load(entry: FolderEntry): { readonly result: SopResult; readonly isRead: boolean } {
    const file = `${options.name}/${entry.name}`;
    const refuse = (message: string, fix: string, isRead = true) => {
      const result: SopResult = { ok: false, problems: [{ file, line: 1, message, fix }] };
      return { result, isRead };
    };
    if (entry.kind !== 'file') {
      return refuse(
        `${entry.name} is ${entry.kind === 'folder' ? 'a folder' : 'not a file'}`,
        'put one procedure per file, without subfolders, or rename it',
      );
    }
    if (!entry.name.endsWith('.md'))
      return refuse('the ending is not .md', `rename it to ${entry.name.replace(/\.[^.]*$/, '.md')}`);
    // Checked before reading: a file of gigabytes must not be read to learn that it is too long.
    if (entry.bytes > maxSopBytes) {
      return refuse(
        `the file has ${entry.bytes} bytes, more than ${maxSopBytes} (64 KiB)`,
        'shorten it, or split it into one file per cause',
      );
    }
    const content = folder.read(entry.name);
    if (!content.ok) {
      return refuse(`the file cannot be read: ${content.reason}`, 'check its owner and permissions', false);
    }
    return { result: parseSop({ file, name: entry.name, bytes: content.bytes, grammar }), isRead: true };
  }

  function publish(
    sops: readonly Sop[],
    problems: readonly SopProblem[],
    files: number,
    results: readonly SopResult[],
  ): LoadedSops {
    const lineOf = (sop: Sop, path: readonly PropertyKey[]) => {
      const result = results.find(
        (other) => other.ok && other.sop.digest === sop.digest && other.sop.file === sop.file,
      );
      return result?.ok === true ? result.lineOf(path) : 1;
    };
    // The same array says that nothing has to be read anew, as after a look at a file that cannot be read.
    const before = loaded?.sops;
    const isSame = before?.length === sops.length && before.every((sop, at) => sop === sops[at]);
    loaded = { sops: isSame ? before : sops, problems, files, lineOf };
    return loaded;
  }

  return { found: () => finder.among(loaded?.sops ?? none), complaints, refresh, readAhead };
}

/** Notes such as README.md may lie beside the procedures; hidden files and other endings are nobody's SOP. */
export function isSopName({ name }: Pick<FolderEntry, 'name'>): boolean {
  return /\.(md|markdown)$/i.test(name) && !name.startsWith('.') && !/^readme\./i.test(name);
}

/** Good ones in. Of two that claim one id or one exception, the one that the file name or the alphabet favours stays; the other is reported. */
function accept(results: readonly SopResult[]): [Sop[], SopProblem[]] {
  const read = results.flatMap((result) => (result.ok ? [result] : []));
  const problems: SopProblem[] = [];
  for (const result of results) {
    if (result.ok) continue;
    problems.push(...result.problems);
    const holder = read.find(({ sop }) => sop.id === result.id);
    const [first] = result.problems;
    if (holder === undefined || first === undefined) continue;
    problems.push({
      file: first.file,
      line: first.line,
      message: `duplicate id ${JSON.stringify(result.id)}: it belongs to ${holder.sop.file}`,
      fix: 'give this file an id of its own, or delete it',
    });
  }
  const owners = new Map<string, Sop[]>();
  const kept: Sop[] = [];
  for (const { sop, lineOf } of read) {
    const keys = sop.match.exceptions.map((text) => text.toLowerCase().replace(/\s+/g, ' '));
    const holderOf = (key: string) => owners.get(key)?.find((other) => shareEnvironment(other, sop));
    const clash = keys.findIndex((key) => holderOf(key) !== undefined);
    if (clash === -1) {
      for (const key of new Set(keys)) owners.set(key, [...(owners.get(key) ?? []), sop]);
      kept.push(sop);
      continue;
    }
    problems.push({
      file: sop.file,
      line: lineOf(['match', 'exceptions', clash]),
      message: `exception ${JSON.stringify(sop.match.exceptions[clash])} already belongs to ${holderOf(keys[clash] ?? '')?.file ?? 'another file'}`,
      fix: 'make one of the two more specific, or remove it',
    });
  }
  return [kept, problems];
}

function shareEnvironment(a: Sop, b: Sop): boolean {
  return b.environments.length === 0 || b.environments.some((environment) => forEnvironment(a, environment));
}
