/** `87%`; `?` where it is not known. */
export function share(value: number | undefined): string {
  return value === undefined ? '?' : `${Math.round(value * 100)}%`;
}

/** `940`, `12k`, `3.4M`: two or three digits are enough to think with. */
export function amount(value: number | undefined): string {
  if (value === undefined) return '?';
  const size = Math.abs(value);
  if (size < 1_000) return String(Math.round(value * 10) / 10);
  if (size < 1_000_000) return `${rounded(value / 1_000)}k`;
  if (size < 1_000_000_000) return `${rounded(value / 1_000_000)}M`;
  return `${rounded(value / 1_000_000_000)}G`;
}

/** `181MB`. */
export function bytes(value: number | undefined): string {
  if (value === undefined) return '?';
  if (value < 1_048_576) return `${Math.round(value / 1_024)}KB`;
  if (value < 10 * 1_073_741_824) return `${Math.round(value / 1_048_576)}MB`;
  return `${Math.round(value / 1_073_741_824)}GB`;
}

/** `10:01:20`, with the day where it is another than that of `now`. */
export function clockTime(at: number, now: number): string {
  if (!Number.isFinite(at) || Math.abs(at) >= 8.64e15) return '?';
  const iso = new Date(at).toISOString();
  return new Date(now).toISOString().slice(0, 10) === iso.slice(0, 10)
    ? iso.slice(11, 19)
    : `${iso.slice(5, 10)} ${iso.slice(11, 19)}`;
}

/** `250ms`, `12s`, `4min`, `3.5h`. */
export function span(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)}ms`;
  if (ms < 120_000) return `${Math.round(ms / 1_000)}s`;
  if (ms < 7_200_000) return `${Math.round(ms / 60_000)}min`;
  return `${(ms / 3_600_000).toFixed(1)}h`;
}

function rounded(value: number): string {
  return value < 10 ? value.toFixed(1).replace(/\.0$/, '') : String(Math.round(value));
}
