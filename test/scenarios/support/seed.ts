/** What random moments are made from; another one, or that of a run that failed, by the variable. */
export function sweepSeed(): number {
  return Number(process.env['SCENARIO_SEED'] ?? defaultSeed);
}

const defaultSeed = Math.floor(Date.now() / 1000) % 1_000_000;

/** Mulberry32: the same numbers for the same seed. */
export function randomBelow(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}
