import { chineseTerms } from './chinese-terms.ts';

const longestFirst = [...chineseTerms].sort(([a], [b]) => b.length - a.length);
const inTerms = new RegExp(longestFirst.map(([term]) => term).join('|'), 'g');
const english = new Map(chineseTerms);
const han = /\p{Script=Han}/u;

/** The terms of Chinese operators as the English words that procedures have; all other text stays as it is. */
export function inEnglish(text: string): string {
  if (!han.test(text)) return text;
  return text.replace(inTerms, (term) => ` ${english.get(term) ?? term} `);
}
