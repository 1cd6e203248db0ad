/** Counts, and wakes who waits for a count. */
export interface Turnstile {
  readonly pass: () => void;
  readonly reached: (count: number) => Promise<void>;
}

export function makeTurnstile(): Turnstile {
  let count = 0;
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  return {
    pass: () => {
      count += 1;
      for (const one of waiting) if (one.count <= count) one.resolve();
    },
    reached: (wanted) => {
      if (wanted <= count) return Promise.resolve();
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push({ count: wanted, resolve });
      return promise;
    },
  };
}
