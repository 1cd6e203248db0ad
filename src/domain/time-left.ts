/** `58 min`, `23 h 5 min`, `40 s`: rounded down, so that nobody counts on more than there is. Undefined: it is over, or cannot be told. */
export function timeLeft(until: number, now: number): string | undefined {
  const seconds = Math.floor((until - now) / 1_000);
  if (!(seconds > 0)) return undefined;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 2) return `${seconds} s`;
  if (minutes < 120) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
