const segments = new Intl.Segmenter('en');

/** No sign that people use is made of more; what is, such as a letter under hundreds of accents, is cut like text. */
const longestSign = 40;

/** At most `max` characters, the last one a … when something was left out; never half a letter or emoji, whatever it is made of. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  const end = max - 1;
  // Far enough back that the sign at the end is seen whole, whatever stands before it.
  const from = Math.max(0, end - 2 * longestSign);
  const sign = segments.segment(text.slice(from, end + longestSign)).containing(end - from);
  const kept = text.slice(0, sign !== undefined && sign.segment.length <= longestSign ? from + sign.index : end);
  return `${/[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
}
