/** Does so many pieces of work, so many at the same time. @returns what each of them measured. */
export async function inFlight<T>(actions: number, slots: number, act: (slot: number) => Promise<T>): Promise<T[]> {
  const done: T[] = [];
  let left = actions;
  const carryOn = async (slot: number): Promise<void> => {
    while (left > 0) {
      left -= 1;
      done.push(await act(slot));
    }
  };
  await Promise.all(Array.from({ length: slots }, (_, slot) => carryOn(slot)));
  return done;
}

/** Ms that the work takes, and what it says. */
export async function timed<T>(work: () => Promise<T>): Promise<{ readonly ms: number; readonly value: T }> {
  const began = performance.now();
  const value = await work();
  return { ms: performance.now() - began, value };
}
