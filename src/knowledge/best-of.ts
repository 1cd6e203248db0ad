/**
 * The numbers 0 to `count` - 1 whose value is highest, best first; of equal ones the lower number.
 * A value of 0 or less, or NaN, is never among them. One pass, without sorting what is not wanted.
 */
export function bestOf(count: number, limit: number, valueOf: (at: number) => number): number[] {
  const best: { at: number; value: number }[] = [];
  let least = 0;
  for (let at = 0; at < count; at += 1) {
    const value = valueOf(at);
    if (!(value > least)) continue;
    let place = best.length;
    while (place > 0 && (best[place - 1]?.value ?? 0) < value) place -= 1;
    best.splice(place, 0, { at, value });
    if (best.length > limit) best.pop();
    if (best.length === limit) least = best.at(-1)?.value ?? 0;
  }
  return best.slice(0, limit).map((one) => one.at);
}
