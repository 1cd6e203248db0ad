import type { CauseLink } from '../domain/incident.ts';
import type { AskedText } from './asked-text.ts';
import { showsOwnLogger } from './foreign-logs.ts';
import { asks, namesFlink, namesStreams, saysWrong } from './is-trouble.ts';
import { lazily } from './lazily.ts';
import type { FoundBy } from './sop-finder.ts';

/** The floor of a text about something else: no score reaches it. */
const nothingFits = 1;
/** With an exception in hand that no SOP names, words must be nearly all there: a neighbour's procedure is worse than none. */
const surelyFloor = 0.75;
/** Less where a person has pasted what Flink's own code threw: it is no fault of the team's, and they see that words have found the procedure. */
const pastedFloor = 0.5;
/** Who says nothing that the SOP says has not told its trouble, however much it sounds like one. */
const leastFloor = 0.1;
/** So much of a text that may be a trouble of Flink a SOP must say, however little it sounds like one. */
const mostFloor = 0.99;
/** From this sound on (see `ofTrouble`) nearly all that a SOP says is enough. */
const sureSound = 1;
/** Below this a text that throws nothing sounds like another program's trouble, if it names no part of Flink … */
const leastSound = -1;
/** … and below this if it has words of streaming. */
const leastSoundOfStreams = -3;

/**
 * What tells a trouble of Flink from whatever else people write, as natural logarithms of odds: weights near those of a logistic
 * regression over some 5,800 texts that the voices did not have, half of them troubles. `none` is
 * set to odds of two to one: most who ask have trouble, and are worse off without their procedure than who has a question is with one. `score`
 * is for a text of which all is said in the SOP, `terse` for one without a word: who says little cannot gather odds; `bare` for a name alone.
 */
const evidence = {
  score: 3.7,
  sound: 0.25,
  odds: 0.11,
  namesFlink: 0.9,
  saysWrong: 0.9,
  asks: -0.9,
  other: -2.9,
  terse: 2,
  bare: -1.4,
  none: -3.2,
};
/** So many words are not terse at all. */
const manyWords = 12;
/** So few are a name, and tell nothing unless one of them says that something is wrong. */
const bareWords = 2;
/** In fewer words than these nothing sounds like another program. */
const fewWords = 5;
/** Beyond these numbers more of the same tells nothing more. */
const mostSound = 8;
const mostOdds = 30;

/** How much likelier, see `Likeness`, a story must speak of one trouble for the exception in it to be only what came of that. */
const muchMore = 4;

/** What a person's text sounds like. Worked out once, and only when asked: it needs what takes long to learn. */
export interface Sound {
  /** Of each SOP: see `Likeness`. */
  readonly alike: () => ReadonlyMap<string, number>;
  /** See `Subject`. */
  readonly odds: () => number;
}

export function soundOf({ told }: AskedText, found: () => FoundBy): Sound {
  return {
    alike: lazily(() => found().speech().likeness.search(told)),
    odds: lazily(() => found().speech().subject.oddsOfTrouble(told)),
  };
}

/** The least score of words with which a SOP fits: the less a text sounds like a trouble of Flink, the more of it a SOP must say. */
export function floorOf({ told, thrown, frames, other }: AskedText, { alike, odds }: Sound): number {
  if (other === 'surely') return nothingFits;
  if (thrown.some(isWhole)) return told !== '' && isThrownByFlink(thrown, frames) ? pastedFloor : surelyFloor;
  // What an incident shows is no sentence.
  if (told === '') return surelyFloor;
  const sound = ofTrouble(alike());
  const isOfFlink = namesFlink(told);
  const isWrong = saysWrong(told);
  const words = wordsOf(told);
  const soundsSo = isOfFlink || namesStreams(told) || sound > sureSound;
  const tellsBriefly = isWrong || words > bareWords;
  const logOdds =
    evidence.none +
    evidence.sound * within(mostSound, sound) +
    evidence.odds * within(mostOdds, odds()) +
    (isOfFlink ? evidence.namesFlink : 0) +
    (isWrong ? evidence.saysWrong : 0) +
    (asks(told) ? evidence.asks : 0) +
    (other === 'likely' ? evidence.other : 0) +
    (tellsBriefly && soundsSo ? evidence.terse * Math.max(0, 1 - words / manyWords) : 0) +
    (tellsBriefly ? 0 : evidence.bare);
  const most = other === undefined && sound > sureSound ? surelyFloor : mostFloor;
  return Math.min(most, Math.max(leastFloor, -logOdds / evidence.score));
}

/**
 * Whether a text that throws nothing sounds like the trouble of another program: that a disk is full, or a server does not answer, is
 * said of any.
 */
export function soundsElsewhere({ told, thrown }: AskedText, { alike }: Sound): boolean {
  if (thrown.length > 0 || namesFlink(told) || showsOwnLogger(told) || wordsOf(told) < fewWords) return false;
  return ofTrouble(alike()) < (namesStreams(told) ? leastSoundOfStreams : leastSound);
}

/** Whether what a person tells in a sentence is the trouble of this SOP, in spite of the exception they name, which is that of another. */
export function soundsMuchMore({ alike }: Sound, id: string, than: string): boolean {
  return (alike().get(id) ?? 0) - (alike().get(than) ?? 0) > muchMore;
}

function isThrownByFlink(thrown: readonly CauseLink[], frames: readonly string[]): boolean {
  const ofFlink = 'org.apache.flink.';
  return frames[0]?.startsWith(`at ${ofFlink}`) === true || thrown[0]?.class.startsWith(ofFlink) === true;
}

/** Chinese writes no blanks, and most of its words have two signs. */
function wordsOf(text: string): number {
  const signs = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return text.trim().split(/\s+/).length + signs / 2;
}

/** A class alone is a word of a sentence. */
function isWhole(link: CauseLink): boolean {
  return link.message !== '' || link.class.includes('.');
}

/** How much likelier, see `Likeness`, a text speaks of the likeliest trouble than of something else; 0 for who cannot tell. */
function ofTrouble(alike: ReadonlyMap<string, number>): number {
  return alike.size === 0 ? 0 : Math.max(...alike.values());
}

function within(most: number, value: number): number {
  return Math.min(most, Math.max(-most, value));
}
