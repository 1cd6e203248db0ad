const consonant = '[^aeiouy]';
/** A consonant, and y behind a vowel counts as one. */
const c = '(?:[^aeiouy]|(?<=[aeiou])y|^y)';
const v = '(?:[aeiou]|(?<![aeiou]|^)y)';
/** How often vowels are followed by consonants is the length that counts in English stems. */
const longerThan0 = new RegExp(`^${c}*${v}+${c}`);
const exactly1 = new RegExp(`^${c}*${v}+${c}+${v}*$`);
const longerThan1 = new RegExp(`^${c}*${v}+${c}+${v}+${c}`);
const hasVowel = new RegExp(v);
const endsShort = new RegExp(`${c}${v}(?![wx])${consonant}$`);
const endsDouble = new RegExp(`(${consonant})\\1$`);

type Ending = readonly [ending: string, instead: string];

const derived: readonly Ending[] = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['izer', 'ize'],
  ['logi', 'log'],
  ['bli', 'ble'],
  ['alli', 'al'],
  ['entli', 'ent'],
  ['eli', 'e'],
  ['ousli', 'ous'],
  ['ization', 'ize'],
  ['ation', 'ate'],
  ['ator', 'ate'],
  ['alism', 'al'],
  ['iveness', 'ive'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['aliti', 'al'],
  ['iviti', 'ive'],
  ['biliti', 'ble'],
];
const qualities: readonly Ending[] = [
  ['icate', 'ic'],
  ['ative', ''],
  ['alize', 'al'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ful', ''],
  ['ness', ''],
];
const last: readonly Ending[] = 'al ance ence er ic able ible ant ement ment ent ion ou ism ate iti ous ive ize'
  .split(' ')
  .map((ending) => [ending, '']);

/**
 * A lower-case English word → what it shares with its relatives: `restarts`, `restarted` and `restarting` are one word to a search.
 * Porter's rules; very short words stay as they are. Letters of other alphabets count as consonants, so those words stay too.
 */
export function stem(word: string): string {
  if (word.length < 3) return word;
  let text = withoutPlural(word);
  text = withoutTense(text);
  if (text.endsWith('y') && hasVowel.test(text.slice(0, -1))) text = `${text.slice(0, -1)}i`;
  text = replaceEnding(text, derived, longerThan0);
  text = replaceEnding(text, qualities, longerThan0);
  text = replaceEnding(text, last, longerThan1);
  return withoutLastLetter(text);
}

function withoutPlural(word: string): string {
  if (word.endsWith('sses') || word.endsWith('ies')) return word.slice(0, -2);
  return word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

function withoutTense(word: string): string {
  if (word.endsWith('eed')) return longerThan0.test(word.slice(0, -3)) ? word.slice(0, -1) : word;
  const ending = word.endsWith('ed') ? 2 : word.endsWith('ing') ? 3 : 0;
  const base = word.slice(0, word.length - ending);
  if (ending === 0 || !hasVowel.test(base)) return word;
  if (/(?:at|bl|iz)$/.test(base)) return `${base}e`;
  if (endsDouble.test(base) && !/[lsz]$/.test(base)) return base.slice(0, -1);
  return exactly1.test(base) && endsShort.test(base) ? `${base}e` : base;
}

/** The longest ending decides, whether its stem is long enough or not. */
function replaceEnding(word: string, endings: readonly Ending[], enough: RegExp): string {
  const fitting = endings.filter(([ending]) => word.endsWith(ending));
  const [ending, instead] = fitting.toSorted((a, b) => b[0].length - a[0].length)[0] ?? ['', ''];
  const base = word.slice(0, word.length - ending.length);
  if (ending === '' || !enough.test(base) || (ending === 'ion' && !/[st]$/.test(base))) return word;
  return base + instead;
}

function withoutLastLetter(word: string): string {
  let text = word;
  if (text.endsWith('e')) {
    const base = text.slice(0, -1);
    if (longerThan1.test(base) || (exactly1.test(base) && !endsShort.test(base))) text = base;
  }
  return text.endsWith('ll') && longerThan1.test(text) ? text.slice(0, -1) : text;
}
