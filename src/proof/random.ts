/** Numbers that look random and are the same for the same seed: what makes a run worth repeating. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number, both ends included. */
  whole(from: number, to: number): number;
  /** True in this share of the cases. */
  chance(share: number): boolean;
  pick<T>(choices: readonly [T, ...T[]]): T;
}

export function makeRandom(seed: number): Random {
  // Zero would stay zero; neighbouring seeds are moved far apart first.
  let state = (Math.imul(seed, 0x9e3779b1) ^ 0x5bd1e995) >>> 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    // Neighbours of the sequence resemble each other; the product's upper bits do not.
    return (Math.imul(state ^ (state >>> 16), 0x45d9f3b5) >>> 0) / 2 ** 32;
  };
  for (let n = 0; n < 8; n += 1) next();
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    whole,
    chance: (share) => next() < share,
    pick: (choices) => choices[whole(0, choices.length - 1)] ?? choices[0],
  };
}
