const unitsMs: readonly (readonly [names: RegExp, ms: number])[] = [
  [/^$|^(?:ms|milli|millis|millisecond|milliseconds)$/, 1],
  [/^(?:s|sec|secs|second|seconds)$/, 1_000],
  [/^(?:m|min|mins|minute|minutes)$/, 60_000],
  [/^(?:h|hour|hours)$/, 3_600_000],
  [/^(?:d|day|days)$/, 86_400_000],
  [/^(?:µs|micro|micros|microsecond|microseconds)$/, 0.001],
  [/^(?:ns|nano|nanos|nanosecond|nanoseconds)$/, 0.000_001],
];

/** A duration as Flink writes and reads it: `5 min`, `300 s`, `300000`, `PT5M`. Milliseconds; undefined: not understood. */
export function flinkDurationMs(text: string): number | undefined {
  const written = text.trim().toLowerCase();
  const plain = /^(\d{1,15})\s*([a-zµ]*)$/.exec(written);
  if (plain !== null) {
    const unitMs = unitsMs.find(([names]) => names.test(plain[2] ?? ''))?.[1];
    return unitMs === undefined ? undefined : Number(plain[1]) * unitMs;
  }
  const iso = /^p(?:(\d+)d)?(?:t(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s)?)?$/.exec(written);
  if (iso === null || iso.slice(1).every((part) => part === undefined)) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = iso.slice(1).map((part) => Number(part ?? 0));
  return days * 86_400_000 + hours * 3_600_000 + minutes * 60_000 + seconds * 1_000;
}
