import { inEnglish } from '../domain/in-english.ts';

/** A text as it is heard: in English, in lower case, and the parts of names of code as words. */
export function spoken(text: string): string {
  return inEnglish(text)
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase();
}
