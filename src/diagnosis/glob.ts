/**
 * Whether the text contains the pattern: plain characters, and `*` for any run of characters; upper and lower case are one.
 * No expressions, so that no pattern is slow: each part of it is looked for once, from left to right.
 */
export function makeGlob(pattern: string): (text: string) => boolean {
  const parts = pattern
    .toLowerCase()
    .split('*')
    .filter((part) => part !== '');
  return (text) => {
    const lower = text.toLowerCase();
    let from = 0;
    for (const part of parts) {
      const at = lower.indexOf(part, from);
      if (at === -1) return false;
      from = at + part.length;
    }
    return true;
  };
}
