/** After these a point ends no sentence. */
const abbreviation = /(?:^|[\s(])(?:e\.g|i\.e|cf|vs|incl|excl|resp|dr|mr|mrs|ms|st|[a-z])\.$/i;
/** After these none does before a small letter or a number: `5 min. Then` ends, `min. 5` does not. */
const shortWord = /(?:^|[\s(])(?:approx|ca|no|nos|fig|max|min|avg|est|etc)\.$|\.\.$/i;
/** What is quoted or stands in brackets is one piece, however many points it holds; code is, with whatever fence. */
const pieces =
  /(`+).*?\1|"[^"]*"|“[^”]*”|「[^」]*」|\([^()]*\)|（[^（）]*）|[.!?]+|[。！？]+|[^`"“「(（.!?。！？]+|./gsu;
/** A quotation or bracket that ends with the end of its sentence. */
const endsInside = /^["“「(（].*[.!?。！？]["”」)）]$/su;

/**
 * The first sentences of a line, or all of it where it has no more. In doubt, as after an abbreviation or within a version, a class
 * name, code, quotation marks or brackets, no sentence ends.
 */
export function firstSentences(text: string, count: number): string {
  let said = '';
  let sentence = '';
  let ended = 0;
  for (const [piece] of text.matchAll(pieces)) {
    sentence += piece;
    const next = text.slice(said.length + sentence.length);
    if (!isEnd(piece, sentence, next)) continue;
    said += sentence;
    sentence = '';
    ended += 1;
    if (ended === count) return said.trim();
  }
  return text;
}

function isEnd(piece: string, sentence: string, next: string): boolean {
  // No space follows these.
  if (/^[。！？]/u.test(piece)) return !/^[”」』）)"]/u.test(next);
  if (!/^[.!?]/.test(piece) && !endsInside.test(piece)) return false;
  if (!/^\s/.test(next)) return false;
  // The number of an item, or three points without a word before them.
  if (/^[\s\d.]*$/.test(sentence)) return false;
  return !abbreviation.test(sentence) && !(shortWord.test(sentence) && /^\s+[\p{Ll}\d]/u.test(next));
}
