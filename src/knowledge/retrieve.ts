import type { CauseLink } from '../domain/incident.ts';
import type { SignalKind } from '../domain/signal.ts';
import type { Sop } from '../domain/sop.ts';
import { inEnglish } from '../domain/in-english.ts';
import { forEnvironment } from './for-environment.ts';
import type { FoundBy, SopLibrary } from './load-sops.ts';
import { isTrouble, namesFlink, namesStatements, namesStreams, saysWrong } from './is-trouble.ts';
import { parseExceptions } from './parse-exceptions.ts';
import { plainLog, throwingFrames } from './plain-log.ts';
import type { WordHit } from './word-index.ts';
import { asMessages, byException, type Order } from './rank-exceptions.ts';

/** What is known of a trouble. All parts may be empty. */
export interface SopQuery {
  /** Root cause first. */
  readonly exceptions: readonly CauseLink[];
  readonly signals: readonly SignalKind[];
  /** An operator's sentence, or a pasted log: exceptions in it are found too. */
  readonly words?: string;
  /** The diagnosis' cause: a SOP id, or `unknown`. */
  readonly cause?: string;
  /** SOPs for other environments are not offered. Left out: all are. */
  readonly environment?: string | undefined;
}

/** Another SOP that came near, best first. */
export interface OtherSop {
  readonly id: string;
  readonly by: MatchedBy;
}
/** Strongest first. */
export const matchedBy = ['cause', 'exception', 'signal', 'words', 'meaning'] as const;
export type MatchedBy = (typeof matchedBy)[number];

/** `score`: 1 for cause and exception; 0–1, the share of the SOP's signals present; for words see `WordHit.score`; for meaning the cosine. */
export type SopMatch =
  | {
      readonly kind: 'fits';
      readonly sop: Sop;
      readonly by: MatchedBy;
      readonly score: number;
      readonly others: readonly OtherSop[];
    }
  | {
      readonly kind: 'none-fits';
      /** At or above the floor: what is said of a trouble without a SOP here is nearer. */
      readonly best?: { readonly id: string; readonly score: number };
      readonly floor: number;
    };

/**
 * Below this, words alone do not make a SOP fit. Set between the examples of the shipped SOPs and the
 * texts of test/knowledge/foreign-texts.ts, which have nothing to do with Flink.
 */
const wordsFloor = 0.29;
/** What names a part of Flink and says that something is wrong is surely about a trouble of Flink: its other words may be the team's own. */
const troubleFloor = 0.19;
/** With an exception in hand that no SOP names, words must be nearly all there: a neighbour's procedure is worse than none. */
const unknownExceptionFloor = 0.75;
/** Without a word of streaming it may be about anything, and about SQL without a word of trouble it may be a question. */
const foreignWordsFloor = 0.36;

/** What names no part of Flink must say so much where trouble and something else are as likely … */
const unnamedAtEvenOdds = 0.58;
/** … and so much in a few words of streaming, which cannot gather odds. */
const terseAtEvenOdds = 0.42;
const terseWords = 4;
const unnamedPerOdds = 0.02;

/** The floor of a text about something else: no score reaches it. */
export const nothingFits = 1;
/** Below these odds (natural logarithm) a text is about something else, however many words of a SOP it has. */
const leastOdds = -6;
/** What is more likely about something else must say most of what a SOP says. */
const unlikelyFloor = 0.5;

/** Whoever asks at the end how to get out of it has told a trouble, and no question. */
const plea =
  /(\S[.,;:!?)]?)\s+(?:and |so |but )?how (?:do|can|could|should|to) (?:i |we |you )?(?:fix|solve|resolve|repair|recover|prevent|avoid|stop|debug|get (?:rid|out|back|it))\b[^.?!\n]{0,40}\?\s*$/i;

/** So many of the most alike are looked at; the first of them that explains enough of what was asked is chosen. */
const candidates = 5;
/** Of two that are nearly as much alike, the one that explains more is meant. */
const explainedWeight = 0.2;

/** Classes of any trouble: as words, `IllegalStateException` would find whatever speaks of state. */
const generalClass =
  /\b(?:(?:Illegal(?:State|Argument|Monitor)|UnsupportedOperation|NoSuchElement|NullPointer|ClassCast|Runtime|IO|Execution|Completion|InvocationTarget|Flink|FlinkRuntime|Job|JobExecution|ProgramInvocation)?Exception|Error|Throwable|SerializedThrowable)\b/g;

/**
 * How much a signal tells about the cause. The weak ones are what nearly every fault ends in,
 * so a SOP that names only those is taken only when no stronger signal speaks.
 */
const signalWeight: Readonly<Record<SignalKind, number>> = {
  'no-slots': 8,
  'duplicate-job': 8,
  'taskmanager-lost': 7,
  'jobmanager-restarted': 6,
  'cluster-unreachable': 6,
  'checkpoint-failing': 5,
  'backpressure-high': 4,
  'job-vanished': 3,
  'job-failed': 2.5,
  'restart-loop': 2,
  'recovery-point-stale': 1,
  'lag-rising': 0.5,
  'new-exception': 0.25,
  'catching-up': 0,
};

/**
 * The SOP for a trouble, or the honest answer that none fits. In this order, the first that finds one decides:
 * the diagnosis' cause; exceptions, nearest to the root first, then the most exact pattern; signals; words,
 * the most alike first, with a floor on how much they explain.
 * Meaning comes in only where nothing of this matches exactly: see knowledge.ts.
 * Where several SOPs match equally, words break the tie, then the id.
 */
export function retrieve(query: SopQuery, library: SopLibrary): SopMatch {
  const sops = library.refresh().sops.filter((sop) => forEnvironment(sop, query.environment));
  const byId = new Map(sops.map((sop) => [sop.id, sop]));
  const { said, thrown, frames, text, floor } = readQuery(query, library.found().subject);
  const hits = nearestOf(library, text, (id) => byId.has(id)).slice(0, candidates);
  const place = new Map(hits.map((hit, index) => [hit.id, index]));
  const order = (a: Sop, b: Sop) => (place.get(a.id) ?? 99) - (place.get(b.id) ?? 99) || a.id.localeCompare(b.id);

  const exact = byException(sops, { thrown, frames, lines: asMessages(said) }, order);
  const signalled = bySignal(sops, query.signals, order);
  const worded = hits.filter((hit) => hit.score >= floor).flatMap((hit) => byId.get(hit.id) ?? []);

  const ranked: { sop: Sop; by: MatchedBy; score: number }[] = [];
  const add = (sop: Sop, by: MatchedBy, score: number) => {
    if (!ranked.some((other) => other.sop.id === sop.id)) ranked.push({ sop, by, score });
  };
  const caused = byId.get(query.cause ?? '');
  if (caused !== undefined) add(caused, 'cause', 1);
  for (const sop of exact) add(sop, 'exception', 1);
  for (const { sop, share } of signalled) add(sop, 'signal', share);
  for (const sop of worded) add(sop, 'words', hits[place.get(sop.id) ?? 0]?.score ?? 0);

  const [first, ...rest] = ranked;
  if (first !== undefined) {
    return { kind: 'fits', ...first, others: rest.slice(0, 3).map(({ sop, by }) => ({ id: sop.id, by })) };
  }
  const [best] = library.found().words.search(text, 1, (id) => byId.has(id));
  return { kind: 'none-fits', floor, ...(best === undefined ? {} : { best: { id: best.id, score: best.score } }) };
}

/**
 * The SOPs whose words come near, best first. One that is known by its complaints gives way where those of a SOP that is not
 * offered are nearer.
 */
export function nearestOf(
  { found, complaints }: Pick<SopLibrary, 'found' | 'complaints'>,
  text: string,
  isOffered: (id: string) => boolean,
): readonly WordHit[] {
  const { words, likeness } = found();
  const alike = likeness.search(text);
  const nearness = (hit: WordHit) => (alike.get(hit.id) ?? 0) + explainedWeight * hit.score;
  const near = words
    .search(text, Number.MAX_SAFE_INTEGER, (id) => isOffered(id) || complaints.has(id))
    .toSorted((a, b) => nearness(b) - nearness(a));
  const rival = near.findIndex((hit) => !isOffered(hit.id));
  return near.filter((hit, place) => isOffered(hit.id) && (rival === -1 || place < rival || !complaints.has(hit.id)));
}

/** What is looked for when nothing matches exactly. */
export interface AskedText {
  /** Without frames and without the names of classes that any trouble throws. */
  readonly text: string;
  /** What was thrown, root cause first: told, or found in the words. */
  readonly thrown: readonly CauseLink[];
  /** The least score of words. */
  readonly floor: number;
}

export function readQuery(
  query: SopQuery,
  subject: FoundBy['subject'],
): AskedText & { readonly said: string; readonly frames: readonly string[] } {
  // What does not speak of a trouble of Flink fits nothing.
  const told = (query.words ?? '').replace(plea, '$1');
  const words = inEnglish(told);
  if (!isTrouble(words)) return { ...readQuery({ ...query, words: '' }, subject), floor: nothingFits };
  const said = plainLog(words);
  const chain = query.exceptions.map((link) => `${link.class}: ${link.message}`).join('\n');
  const thrown = [...query.exceptions, ...parseExceptions(said)];
  const least = thrown.some(isWhole) ? unknownExceptionFloor : floorFor(said);
  const floor = Math.max(least, floorByOdds(said, subject.oddsOfTrouble(told)));
  const frames = throwingFrames(words);
  return { said, thrown, frames, floor, text: `${said}\n${chain}`.replace(generalClass, ' ') };
}

/** The less a text sounds like a trouble, the more of what a SOP says it must say; above all if it names no part of Flink. */
function floorByOdds(said: string, odds: number): number {
  if (odds < leastOdds) return nothingFits;
  const unlikely = odds < 0 ? unlikelyFloor : 0;
  if (namesFlink(said)) return unlikely;
  const isTerse = said.split(/\s+/).length <= terseWords && namesStreams(said);
  return Math.max(unlikely, (isTerse ? terseAtEvenOdds : unnamedAtEvenOdds) - unnamedPerOdds * odds);
}

function floorFor(said: string): number {
  if (!namesStreams(said)) return foreignWordsFloor;
  if (!saysWrong(said)) return namesStatements(said) ? foreignWordsFloor : wordsFloor;
  return namesFlink(said) ? troubleFloor : wordsFloor;
}

/** A class alone is a word of a sentence. */
function isWhole(link: CauseLink): boolean {
  return link.message !== '' || link.class.includes('.');
}

function bySignal(sops: readonly Sop[], signals: readonly SignalKind[], order: Order): { sop: Sop; share: number }[] {
  const present = new Set(signals);
  return sops
    .map((sop) => {
      const matched = sop.match.signals.filter((kind) => present.has(kind));
      const weight = matched.reduce((sum, kind) => sum + signalWeight[kind], 0);
      return { sop, weight, share: matched.length / Math.max(1, sop.match.signals.length) };
    })
    .filter(({ weight }) => weight >= 1)
    .toSorted((a, b) => b.weight - a.weight || b.share - a.share || order(a.sop, b.sop))
    .map(({ sop, share }) => ({ sop, share }));
}
