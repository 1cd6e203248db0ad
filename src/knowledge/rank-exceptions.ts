import type { CauseLink } from '../domain/incident.ts';
import type { Sop } from '../domain/sop.ts';
import { librariesIn } from './libraries-in.ts';
import {
  type Comparable,
  comparable,
  endOfTrouble,
  type ExceptionPattern,
  matchStrength,
  namesOnlyThatItFailed,
  namesOnlyTheKind,
  namesOnlyTheLibrary,
  namesOnlyTheMain,
  readPattern,
  tellsOnlyTheEnd,
  tellsTheClass,
} from './match-exception.ts';

/** Such a line is known already. */
const thrownAtStart = /^\s*(?:Caused by: )?(?:[\w$]+\.)*[A-Z][\w$]*(?:Exception|Error|Throwable)(?::|$)/;

/** Where something is found, the best first. */
const places = ['exact', 'main', 'library', 'said', 'code', 'kind', 'path', 'end', 'failed'] as const;
type Place = (typeof places)[number];

/** What decides between SOPs that match equally. */
export type Order = (a: Sop, b: Sop) => number;

/** The patterns of a SOP, taken apart. */
export type PatternsOf = (sop: Sop) => readonly ExceptionPattern[];

/** Takes those of each SOP apart once. */
export function makePatternsOf(): PatternsOf {
  const read = new WeakMap<Sop, readonly ExceptionPattern[]>();
  return (sop) => {
    const patterns = read.get(sop) ?? sop.match.exceptions.flatMap((text) => readPattern(text) ?? []);
    read.set(sop, patterns);
    return patterns;
  };
}

/** What a text tells of a trouble, besides in words. */
interface Told {
  /** Root cause first. */
  readonly thrown: readonly CauseLink[];
  /** The nearest to the root cause first. */
  readonly frames: readonly string[];
  /** All of them, so. */
  readonly path: readonly string[];
  /** As they were written. */
  readonly lines: readonly CauseLink[];
}

/**
 * The SOPs whose patterns match, nearest to the root first, then the most exact. `exactly`: only those that are named by what was thrown,
 * not by whose library threw it, nor by what is only said or of a kind that any program knows.
 */
export function byException(
  { sops, patternsOf }: { readonly sops: readonly Sop[]; readonly patternsOf: PatternsOf },
  told: Told,
  order: Order,
  exactly: boolean,
): Sop[] {
  const compared = {
    ...told,
    thrown: told.thrown.map(comparable),
    frames: told.frames.map((message) => comparable({ class: '', message })),
    libraries: librariesIn(told.frames, told.thrown.find((link) => !tellsOnlyTheEnd(link)) ?? told.thrown[0]),
    lines: told.lines.map(comparable),
  };
  return sops
    .flatMap((sop) => nearest({ sop, patterns: patternsOf(sop) }, compared) ?? [])
    .filter(({ depth }) => !exactly || depth < told.thrown.length + 1)
    .toSorted((a, b) => a.depth - b.depth || b.strength - a.strength || order(a.sop, b.sop))
    .map(({ sop }) => sop);
}

/** The same, made ready once for all patterns of all SOPs. */
interface ComparedTold extends Pick<Told, 'path'> {
  readonly thrown: readonly Comparable[];
  readonly frames: readonly Comparable[];
  readonly libraries: readonly string[];
  readonly lines: readonly Comparable[];
}

/**
 * Where a SOP matches nearest to the root; right after the root come the frames that threw it.
 * After all that is named exactly comes that main failed, then what only a library is named for, what is only said, the first first,
 * and a class that names only the kind of trouble; after that what the program was doing, that the job ended and what was thrown
 * around that, and last that a task failed.
 */
function nearest(
  { sop, patterns }: { readonly sop: Sop; readonly patterns: readonly ExceptionPattern[] },
  { thrown, frames, libraries, path, lines }: ComparedTold,
): { sop: Sop; depth: number; strength: number } | undefined {
  const match = (link: Comparable) =>
    patterns
      .map((pattern) => ({ strength: matchStrength(pattern, link), matched: pattern.message }))
      .reduce((one, other) => (other.strength > one.strength ? other : one), { strength: 0, matched: null });
  const best = (link: Comparable) => match(link).strength;
  const depthOf = (place: Place, share: number) => (places.indexOf(place) + share) * (thrown.length + 1);
  const end = endOfTrouble(thrown);
  const causes = thrown.map((link, index) => {
    const { strength, matched } = match(link);
    const place = index >= end ? 'end' : placeOf(link, strength, matched);
    const from = tellsTheClass(thrown[index + 1], link) ? index + 1.5 : index;
    return { sop, depth: depthOf(place, from / (thrown.length + 1)), strength };
  });
  const shown = frames.map((frame, index) => {
    const share = (index + 1) / (frames.length + 1) / (thrown.length + 1);
    return { sop, depth: depthOf('exact', share), strength: best(frame) };
  });
  const used = libraries.map((code, index) => {
    const strength = best(comparable({ class: code, message: '' }));
    const depth = depthOf('code', index / libraries.length);
    return { sop, depth, strength: namesOnlyTheLibrary(strength) ? strength : 0 };
  });
  const said = lines.map((line, index) => {
    const { strength, matched } = match(line);
    const place = placeOf(line, strength, matched);
    const depth = depthOf(place === 'exact' ? 'said' : place, index / lines.length);
    return { sop, depth, strength };
  });
  const codes = patterns.flatMap(({ code }) => code ?? []).toSorted((a, b) => b.length - a.length);
  const passed = path.flatMap((frame, index) =>
    codes
      .filter((code) => frame.includes(code))
      .map((code) => {
        const place = namesOnlyThatItFailed(code) ? 'failed' : 'path';
        return { sop, depth: depthOf(place, index / path.length), strength: code.length };
      }),
  );
  return [...causes, ...shown, ...used, ...said, ...passed]
    .filter(({ strength }) => strength > 0)
    .toSorted((a, b) => a.depth - b.depth)[0];
}

function placeOf(thrown: CauseLink, strength: number, matched: string | null): Place {
  if (namesOnlyThatItFailed(matched)) return 'failed';
  if (namesOnlyTheKind(thrown, strength, matched)) return 'kind';
  if (namesOnlyTheMain(thrown, matched)) return 'main';
  return namesOnlyTheLibrary(strength) ? 'library' : 'exact';
}

/** As the beginning of a text so much of a `*:` pattern is no chance. */
const wholeSentence = 20;

/** What a program logs before its message: a level, perhaps who logs it, perhaps that it is an error. */
const logHead =
  /(?:\b(?:WARN(?:ING)?|ERROR|FATAL|SEVERE)\b[\]:]?\s+(?:[\w.$]{1,200}\s*(?:\[[^\]\n]{0,100}\]\s*)?[-:]\s*)?|\[\] - )(?:(?:error|reason|cause) ?: ?)?/i;

/**
 * Whether a text is a `*:` pattern, or it or what it says was logged begins with a long one: who pastes the sentence of an exception
 * tells no story, of no other program either.
 */
export function isMessageOf(sops: readonly Sop[], patternsOf: PatternsOf, text: string): boolean {
  const asked = readPattern(`*: ${text}`)?.message;
  if (asked === undefined || asked === null) return false;
  const messages = loggedIn(text);
  return sops.some((sop) =>
    patternsOf(sop).some(({ class: thrown, message }) => {
      if (thrown !== null || message === null) return false;
      return (
        message === asked ||
        (message.length >= wholeSentence && [asked, ...messages].some((said) => said.startsWith(message)))
      );
    }),
  );
}

/** The messages in the first lines of a log. */
function loggedIn(text: string): string[] {
  return text.split('\n', 20).flatMap((line) => {
    const head = logHead.exec(line);
    return head === null ? [] : (readPattern(`*: ${line.slice(head.index + head[0].length)}`)?.message ?? []);
  });
}

/** Lines that name nothing that was thrown, as messages of nothing: `*:` patterns find the sentence Flink logs without an exception. */
export function asMessages(text: string): CauseLink[] {
  return text
    .slice(0, 64 * 1024)
    .split('\n')
    .slice(0, 200)
    .filter((line) => !thrownAtStart.test(line))
    .map((line) => ({ class: '', message: line }));
}
