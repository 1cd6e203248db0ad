/** Of a pasted log, as much as is looked at. */
export const mostAsked = 64 * 1024;

/** Lines that tell of work as usual. */
const quiet = /^.{0,60}?\b(?:INFO|DEBUG|TRACE)\b/;
const telling = /Exception|Error|Throwable|fail/i;

/** A log that is too long, without what tells of work as usual; of what is left, beginning and end: what broke first, and what broke last. */
export function partOfLog(pasted: string): string {
  if (pasted.length <= mostAsked) return pasted;
  const lines = pasted.split('\n').filter((line) => !quiet.test(line) || telling.test(line));
  const loud = lines.join('\n');
  if (loud.length <= mostAsked) return loud;
  const half = mostAsked / 2;
  return `${loud.slice(0, half - 1)}\n${loud.slice(-half)}`.toWellFormed();
}
