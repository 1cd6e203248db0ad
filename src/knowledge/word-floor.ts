import type { CauseLink } from '../domain/incident.ts';
import type { AskedText } from './asked-text.ts';
import { asks, namesFlink, namesStreams, saysWrong } from './is-trouble.ts';
import type { FoundBy, Speech } from './sop-finder.ts';

/** The floor of a text about something else: no score reaches it. */
export const nothingFits = 1;
/** With an exception in hand that no SOP names, words must be nearly all there: a neighbour's procedure is worse than none. */
const surelyFloor = 0.75;
/** Less where a person has pasted what Flink's own code threw: it is no fault of the team's, and they see that words have found the procedure. */
const pastedFloor = 0.5;
/** Who says nothing that the SOP says has not told its trouble, however much it sounds like one. */
const leastFloor = 0.1;
/** So much of a text that may be a trouble of Flink a SOP must say, however little it sounds like one. */
const mostFloor = 0.99;
/** From this sound on (see `soundsOfTrouble`) nearly all that a SOP says is enough. */
const sureSound = 1;
/** Below this a text that throws nothing sounds like another program's trouble, if it names no part of Flink … */
const leastSound = -1;
/** … and below this if it has words of streaming. */
const leastSoundOfStreams = -3;

/**
 * What tells a trouble of Flink from whatever else people write, as natural logarithms of odds: weights near those of a logistic
 * regression over some 2,800 texts that the voices did not have. `score` is for a text of which all is said in the SOP, `terse` for one without a word:
 * who says little cannot gather odds.
 */
const evidence = {
  score: 3.2,
  sound: 0.25,
  odds: 0.12,
  namesFlink: 1.3,
  saysWrong: 1.7,
  asks: -0.7,
  other: -4,
  terse: 3.5,
  none: -4.4,
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

/** The least score of words with which a SOP fits: the less a text sounds like a trouble of Flink, the more of it a SOP must say. */
export function floorOf(asked: AskedText, found: () => FoundBy): number {
  const { told, thrown, frames, other } = asked;
  if (other === 'surely') return nothingFits;
  if (thrown.some(isWhole)) return told !== '' && isThrownByFlink(thrown, frames) ? pastedFloor : surelyFloor;
  // What an incident shows is no sentence.
  if (told === '') return surelyFloor;
  const { likeness, subject } = found().speech();
  const sound = soundsOfTrouble(likeness, told);
  const isOfStreams = namesFlink(told) || namesStreams(told);
  const tellsBriefly = saysWrong(told) || wordsOf(told) > bareWords;
  const logOdds =
    evidence.none +
    evidence.sound * within(mostSound, sound) +
    evidence.odds * within(mostOdds, subject.oddsOfTrouble(told)) +
    (namesFlink(told) ? evidence.namesFlink : 0) +
    (saysWrong(told) ? evidence.saysWrong : 0) +
    (asks(told) ? evidence.asks : 0) +
    (other === 'likely' ? evidence.other : 0) +
    (tellsBriefly && (isOfStreams || sound > sureSound)
      ? evidence.terse * Math.max(0, 1 - wordsOf(told) / manyWords)
      : 0);
  const most = other === undefined && sound > sureSound ? surelyFloor : mostFloor;
  return Math.min(most, Math.max(leastFloor, -logOdds / evidence.score));
}

/**
 * Whether a text that throws nothing sounds like the trouble of another program: that a disk is full, or a server does not answer, is
 * said of any.
 */
export function soundsElsewhere({ told, thrown }: AskedText, found: () => FoundBy): boolean {
  if (thrown.length > 0 || namesFlink(told) || wordsOf(told) < fewWords) return false;
  return soundsOfTrouble(found().speech().likeness, told) < (namesStreams(told) ? leastSoundOfStreams : leastSound);
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

/** Natural logarithm of how much likelier a text speaks of the likeliest trouble than of something else; 0 for who cannot tell. */
function soundsOfTrouble(likeness: Speech['likeness'], text: string): number {
  const alike = [...likeness.search(text).values()];
  return alike.length === 0 ? 0 : Math.max(...alike);
}

function within(most: number, value: number): number {
  return Math.min(most, Math.max(-most, value));
}
