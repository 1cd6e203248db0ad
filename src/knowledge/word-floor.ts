import type { CauseLink } from '../domain/incident.ts';
import type { AskedText } from './asked-text.ts';
import { namesFlink, namesStatements, namesStreams, saysWrong } from './is-trouble.ts';
import type { FoundBy, Speech } from './sop-finder.ts';

/**
 * Below this, words alone do not make a SOP fit. Set between the examples of the shipped SOPs and the
 * texts of test/knowledge/foreign-texts.ts, which have nothing to do with Flink.
 */
const wordsFloor = 0.29;
/** What names a part of Flink and says that something is wrong is surely about a trouble of Flink: its other words may be the team's own. */
const troubleFloor = 0.19;
/** With an exception in hand that no SOP names, words must be nearly all there: a neighbour's procedure is worse than none. */
const surelyFloor = 0.75;
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
/** Below this a text sounds like something else (see `soundsOfTrouble`). */
const leastSound = -2;
/** What is more likely about something else must say most of what a SOP says. */
const unlikelyFloor = 0.5;

/** The least score of words with which a SOP fits. */
export function floorOf({ told, said, thrown, isOther }: AskedText, found: () => FoundBy): number {
  if (isOther) return nothingFits;
  // What an incident shows is no sentence.
  if (told === '') return surelyFloor;
  const { likeness, subject } = found().speech();
  const soundsOther = !isTerse(told) && soundsOfTrouble(likeness, told) < leastSound;
  const least = thrown.some(isWhole) ? surelyFloor : floorFor(said);
  return Math.max(least, soundsOther ? unlikelyFloor : 0, floorByOdds(said, subject.oddsOfTrouble(told)));
}

/** The less a text sounds like a trouble, the more of what a SOP says it must say; above all if it names no part of Flink. */
function floorByOdds(said: string, odds: number): number {
  if (odds < leastOdds) return nothingFits;
  const unlikely = odds < 0 ? unlikelyFloor : 0;
  if (namesFlink(said)) return unlikely;
  return Math.max(
    unlikely,
    (isTerse(said) && namesStreams(said) ? terseAtEvenOdds : unnamedAtEvenOdds) - unnamedPerOdds * odds,
  );
}

function isTerse(text: string): boolean {
  return text.split(/\s+/).length <= terseWords;
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

/** Natural logarithm of how much likelier a text speaks of the likeliest trouble than of something else; 0 for who cannot tell. */
function soundsOfTrouble(likeness: Speech['likeness'], text: string): number {
  const alike = [...likeness.search(text).values()];
  return alike.length === 0 ? 0 : Math.max(...alike);
}
