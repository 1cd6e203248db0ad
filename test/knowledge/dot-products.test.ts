import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeDotProducts, paddedWidth } from '../../src/knowledge/dot-products.ts';

const number = fc.float({ noNaN: true, min: -1, max: 1 });

test('are what plain arithmetic gives, for every length of vector', () => {
  const cases = fc.integer({ min: 1, max: 70 }).chain((length) => {
    const vector = fc.array(number, { minLength: length, maxLength: length });
    return fc.record({ vector, rows: fc.array(vector, { minLength: 1, maxLength: 9 }) });
  });

  fc.assert(
    fc.property(cases, ({ vector, rows }) => {
      const width = paddedWidth(vector.length);
      const products = makeDotProducts(rows.length, width);
      for (const [at, row] of rows.entries()) products.rows.set(row, at * width);

      const found = [...products.multiply(vector, 0, rows.length)];

      const want = rows.map((row) => row.reduce((sum, value, at) => sum + value * (vector[at] ?? 0), 0));
      for (const [at, value] of found.entries()) expect(value).toBeCloseTo(want[at] ?? Number.NaN, 4);
    }),
  );
});

test('of some rows leave the others as they were', () => {
  const products = makeDotProducts(3, 16);
  products.rows.fill(1);
  const twos = Array<number>(16).fill(2);
  const fours = Array<number>(16).fill(4);

  products.multiply(twos, 0, 3);
  expect([...products.multiply(fours, 1, 2)]).toEqual([32, 64, 32]);
  expect([...products.multiply(fours, 2, 2)]).toEqual([32, 64, 32]);
});

test('of no rows are none', () => {
  expect([...makeDotProducts(0, 0).multiply([], 0, 0)]).toEqual([]);
});
