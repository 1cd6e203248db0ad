import type { CauseLink } from '../domain/incident.ts';
import type { SignalKind } from '../domain/signal.ts';
import type { Sop } from '../domain/sop.ts';
import { forEnvironment } from './for-environment.ts';
import type { SopLibrary } from './load-sops.ts';
import { isTrouble, namesFlink, namesStreams, saysWrong } from './is-trouble.ts';
import { matchStrength, namesOnlyTheKind, readPattern } from './match-exception.ts';
import { parseExceptions } from './parse-exceptions.ts';
import { plainLog } from './plain-log.ts';

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
      readonly best?: { readonly id: string; readonly score: number };
      readonly floor: number;
    };

/**
 * Below this, words alone do not make a SOP fit. Set between the examples of the shipped SOPs and the
 * texts of test/knowledge/foreign-texts.ts, which have nothing to do with Flink.
 */
export const wordsFloor = 0.36;
/** What names a part of Flink and says that something is wrong is surely about a trouble of Flink: its other words may be the team's own. */
const troubleFloor = 0.24;
/** With an exception in hand that no SOP names, words must be nearly all there: a neighbour's procedure is worse than none. */
const unknownExceptionFloor = 0.75;
/** Without a word of streaming it may be about anything. */
const foreignWordsFloor = 0.45;

/** The best by BM25, among which the one that explains most of what was asked is chosen. */
const candidates = 12;

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
 * the diagnosis' cause; exceptions, nearest to the root first, then the most exact pattern; signals; words by BM25 with a floor.
 * Meaning comes in only where nothing of this matches exactly: see knowledge.ts.
 * Where several SOPs match equally, words break the tie, then the id.
 */
export function retrieve(query: SopQuery, library: SopLibrary): SopMatch {
  const sops = library.refresh().sops.filter((sop) => forEnvironment(sop, query.environment));
  const byId = new Map(sops.map((sop) => [sop.id, sop]));
  const { said, thrown, text, floor } = readQuery(query);
  const hits = library.words
    .search(text, candidates, (id) => byId.has(id))
    .toSorted((a, b) => b.score - a.score)
    .slice(0, 5);
  const place = new Map(hits.map((hit, index) => [hit.id, index]));
  const order = (a: Sop, b: Sop) => (place.get(a.id) ?? 99) - (place.get(b.id) ?? 99) || a.id.localeCompare(b.id);

  const exact = byException(sops, thrown, order);
  const sentences = exact.length > 0 ? [] : byException(sops, asMessages(said), order);
  const signalled = bySignal(sops, query.signals, order);
  const worded = hits.filter((hit) => hit.score >= floor).flatMap((hit) => byId.get(hit.id) ?? []);

  const ranked: { sop: Sop; by: MatchedBy; score: number }[] = [];
  const add = (sop: Sop, by: MatchedBy, score: number) => {
    if (!ranked.some((other) => other.sop.id === sop.id)) ranked.push({ sop, by, score });
  };
  const caused = byId.get(query.cause ?? '');
  if (caused !== undefined) add(caused, 'cause', 1);
  for (const sop of [...exact, ...sentences]) add(sop, 'exception', 1);
  for (const { sop, share } of signalled) add(sop, 'signal', share);
  for (const sop of worded) add(sop, 'words', hits[place.get(sop.id) ?? 0]?.score ?? 0);

  const [first, ...rest] = ranked;
  if (first !== undefined) {
    return { kind: 'fits', ...first, others: rest.slice(0, 3).map(({ sop, by }) => ({ id: sop.id, by })) };
  }
  const best = hits.toSorted((a, b) => b.score - a.score)[0];
  return { kind: 'none-fits', floor, ...(best === undefined ? {} : { best: { id: best.id, score: best.score } }) };
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

export function readQuery(query: SopQuery): AskedText & { readonly said: string } {
  // What does not speak of a trouble of Flink fits nothing.
  if (!isTrouble(query.words ?? '')) return { ...readQuery({ ...query, words: '' }), floor: 1 };
  const said = plainLog(query.words ?? '');
  const chain = query.exceptions.map((link) => `${link.class}: ${link.message}`).join('\n');
  const thrown = [...query.exceptions, ...parseExceptions(said)];
  const floor = thrown.some(isWhole) ? unknownExceptionFloor : floorFor(said);
  return { said, thrown, floor, text: `${said}\n${chain}`.replace(generalClass, ' ') };
}

function floorFor(said: string): number {
  if (!namesStreams(said)) return foreignWordsFloor;
  return namesFlink(said) && saysWrong(said) ? troubleFloor : wordsFloor;
}

/** A class alone is a word of a sentence. */
function isWhole(link: CauseLink): boolean {
  return link.message !== '' || link.class.includes('.');
}

type Order = (a: Sop, b: Sop) => number;

function byException(sops: readonly Sop[], thrown: readonly CauseLink[], order: Order): Sop[] {
  return sops
    .flatMap((sop) => nearest(sop, thrown) ?? [])
    .toSorted((a, b) => a.depth - b.depth || b.strength - a.strength || order(a.sop, b.sop))
    .map(({ sop }) => sop);
}

/** Where a SOP matches nearest to the root. A class that names only the kind of trouble comes after all that is thrown around it. */
function nearest(sop: Sop, thrown: readonly CauseLink[]): { sop: Sop; depth: number; strength: number } | undefined {
  const patterns = sop.match.exceptions.flatMap((text) => readPattern(text) ?? []);
  return thrown
    .flatMap((link, index) => {
      const strength = Math.max(0, ...patterns.map((pattern) => matchStrength(pattern, link)));
      if (strength === 0) return [];
      return { sop, depth: namesOnlyTheKind(link, strength) ? thrown.length + index : index, strength };
    })
    .toSorted((a, b) => a.depth - b.depth)[0];
}

/** Lines without a class, as messages of nothing: `*:` patterns find the sentence Flink logs without an exception. */
function asMessages(text: string): CauseLink[] {
  return text
    .slice(0, 64 * 1024)
    .split('\n')
    .slice(0, 200)
    .map((line) => ({ class: '', message: line }));
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
