import type { SignalKind } from '../domain/signal.ts';
import type { Sop } from '../domain/sop.ts';
import { type AskedText, readQuery, type SopQuery, tellsStory } from './asked-text.ts';
import { forEnvironment } from './for-environment.ts';
import { lazily } from './lazily.ts';
import type { SopLibrary } from './load-sops.ts';
import type { WordHit } from './word-index.ts';
import { asMessages, byException, isMessageOf, type Order } from './rank-exceptions.ts';
import { floorOf, soundOf, soundsElsewhere, soundsMuchMore } from './word-floor.ts';

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
      /** It reads like a question, a wish or another program. */
      readonly isOther: boolean;
    };

/** So many of the most alike are looked at; the first of them that explains enough of what was asked is chosen. */
const candidates = 5;
/** Of two that are nearly as much alike, the one that explains more is meant. */
const explainedWeight = 4;

/** The cause of a loop that nothing known explains: an exception that another procedure names says more. */
export const lastResort = 'restart-loop';

/**
 * How much a signal tells about the cause. The weak ones are what nearly every fault ends in,
 * so a SOP that names only those is taken only when no stronger signal speaks.
 */
const signalWeight: Readonly<Record<SignalKind, number>> = {
  'no-slots': 8,
  'duplicate-job': 8,
  'commits-failed': 8,
  'gc-pressure': 8,
  'taskmanager-lost': 7,
  'jobmanager-restarted': 6,
  'cluster-unreachable': 6,
  'checkpoint-failing': 5,
  'backpressure-high': 4,
  'watermark-stalled': 4,
  'job-stuck': 3,
  'job-vanished': 3,
  'job-failed': 2.5,
  'restart-loop': 2,
  'job-unreadable': 1,
  'recovery-point-stale': 1,
  'lag-rising': 0.5,
  'new-exception': 0.25,
  'catching-up': 0,
};

/**
 * The SOP for a trouble, or the honest answer that none fits. In this order, the first that finds one decides:
 * the diagnosis' cause, unless it is only that the job loops; exceptions, nearest to the root first, then the most exact pattern; signals; words,
 * the most alike first, with a floor on how much they explain. Two texts of people pass over exceptions: a story that sounds much
 * more like another trouble than the exception in it, and what throws nothing and sounds like another program; not the bare sentence
 * of an exception.
 * Meaning comes in only where nothing of this matches exactly: see knowledge.ts.
 * Where several SOPs match equally, words break the tie, then the id.
 */
export function retrieve(query: SopQuery, library: SopLibrary): SopMatch {
  const sops = library.refresh().sops.filter((sop) => forEnvironment(sop, query.environment));
  const byId = new Map(sops.map((sop) => [sop.id, sop]));
  const isOffered = (id: string): boolean => byId.has(id);
  const asked = readQuery(query);
  // Most incidents are decided without a word.
  const near = lazily(() => nearestOf(library, asked, isOffered).slice(0, candidates));
  const sound = soundOf(asked, library.found);
  const floor = lazily(() => floorOf(asked, sound));
  const order = (a: Sop, b: Sop) => placeIn(near(), a) - placeIn(near(), b) || a.id.localeCompare(b.id);

  const ranked: { sop: Sop; by: MatchedBy; score: number }[] = [];
  const add = (sop: Sop, by: MatchedBy, score: number) => {
    if (!ranked.some((other) => other.sop.id === sop.id)) ranked.push({ sop, by, score });
  };
  const addWords = ({ id, score }: WordHit) => {
    const sop = byId.get(id);
    if (sop !== undefined && score >= floor()) add(sop, 'words', score);
  };
  const caused = byId.get(query.cause ?? '');
  if (caused !== undefined && caused.id !== lastResort) add(caused, 'cause', 1);
  const { patternsOf } = library.found();
  const isMessage = isMessageOf(sops, patternsOf, asked.said);
  const named = byException(
    { sops, patternsOf },
    { ...asked, lines: asMessages(asked.said) },
    order,
    asked.showsLibraries && !isMessage,
  );
  const [first] = named;
  if (first !== undefined && (isMessage || !soundsElsewhere(asked, sound))) {
    const meant = !isMessage && tellsStory(asked) ? near()[0] : undefined;
    if (meant !== undefined && soundsMuchMore(sound, meant.id, first.id)) addWords(meant);
    for (const sop of named) add(sop, 'exception', 1);
  }
  if (caused !== undefined) add(caused, 'cause', 1);
  for (const { sop, share } of bySignal(sops, query.signals, order)) add(sop, 'signal', share);
  // An exception that a SOP names is answered at once: what else sounds near would take seconds to learn.
  if (ranked.length === 0 || tellsStory(asked)) near().forEach(addWords);

  const [found, ...rest] = ranked;
  if (found !== undefined) {
    return { kind: 'fits', ...found, others: rest.slice(0, 3).map(({ sop, by }) => ({ id: sop.id, by })) };
  }
  const { words, speech } = library.found();
  const [best] = (asked.told === '' ? words() : speech().words).search(asked.text, 1, isOffered);
  return {
    kind: 'none-fits',
    floor: floor(),
    isOther: asked.other !== undefined,
    ...(best === undefined ? {} : { best: { id: best.id, score: best.score } }),
  };
}

function placeIn(hits: readonly WordHit[], { id }: Sop): number {
  const place = hits.findIndex((hit) => hit.id === id);
  return place === -1 ? candidates : place;
}

/**
 * The SOPs whose words come near, best first. One that is known by its complaints gives way where those of a SOP that is not
 * offered are nearer. Without a sentence of a person that can sound like something, the own words of the SOPs decide.
 */
export function nearestOf(
  { found, complaints }: Pick<SopLibrary, 'found' | 'complaints'>,
  { told, text }: Pick<AskedText, 'told' | 'text'>,
  isOffered: (id: string) => boolean,
): readonly WordHit[] {
  if (told === '') {
    const near = found().words().search(text, Number.MAX_SAFE_INTEGER, isOffered);
    return near.toSorted((a, b) => b.score - a.score);
  }
  const { words, likeness } = found().speech();
  const alike = likeness.search(text);
  const nearness = (hit: WordHit) => (alike.get(hit.id) ?? 0) + explainedWeight * hit.score;
  const near = words
    .search(text, Number.MAX_SAFE_INTEGER, (id) => isOffered(id) || complaints.has(id))
    .toSorted((a, b) => nearness(b) - nearness(a));
  const rival = near.findIndex((hit) => !isOffered(hit.id));
  // All that is not offered is known by its complaints.
  return near.filter((hit, place) => rival === -1 || place < rival || !complaints.has(hit.id));
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
