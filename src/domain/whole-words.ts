/**
 * The text if it is short enough, else as much of its beginning as ends between two words.
 * For what is cut before secrets are taken out of it: the first half of a secret is not known for one.
 */
export function wholeWords(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  let end = maxChars;
  // A secret may hold any other sign.
  while (end > 0 && !/[\s"'<>]/.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** The beginning and, from its next line on, the end of a text that is longer than both: the middle of a long trace is frames only. */
export function bothEnds(text: string, headChars: number, tailChars: number, between = ''): string {
  if (text.length <= headChars + tailChars) return text;
  const tail = text.slice(-tailChars);
  return `${wholeWords(text, headChars)}${between}\n${tail.slice(tail.indexOf('\n') + 1)}`;
}
