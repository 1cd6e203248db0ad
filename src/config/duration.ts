import { z } from 'zod';

const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const longestMs = 3_650 * unitMs.d;

/** `500ms`, `10s`, `5m`, `1h`, `7d` → milliseconds; undefined for anything else, and for more than ten years. */
export function durationMs(text: string): number | undefined {
  const match = /^(\d{1,12})(ms|s|m|h|d)$/.exec(text.trim());
  if (match === null) return undefined;
  const ms = Number(match[1]) * unitMs[match[2] as keyof typeof unitMs];
  return ms <= longestMs ? ms : undefined;
}

/** How people may write one, for messages. */
export const durationForms = 'a whole number with ms, s, m, h or d behind it, such as 90s, 5m, 1h or 7d';

/** A duration above zero, written as text with its unit; read as milliseconds. */
export const Duration = z.string({ error: `should be a duration: ${durationForms}` }).transform((text, context) => {
  const ms = durationMs(text);
  if (ms !== undefined && ms > 0) return ms;
  context.issues.push({
    code: 'custom',
    input: text,
    message: `should be a duration above zero and below ten years: ${durationForms}`,
  });
  return z.NEVER;
});
