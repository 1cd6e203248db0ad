import { expect, test } from 'vitest';
import { usePostgres } from './temp-postgres.ts';

const postgres = usePostgres();
const review = (digest: string, by: string) => ({ sopId: 'no-slots', digest, by, at: 1_000 });

test('what one replica records or takes back the other one sees at its next look', { timeout: 60_000 }, async () => {
  const schema = postgres.newSchema();
  const [one, two] = [(await postgres.opened({ schema })).store, (await postgres.opened({ schema })).store];

  await one.sopReviews.record([review('digest-1', 'ann')]);
  const seen = await two.sopReviews.of('no-slots');
  await two.sopReviews.revoke(['no-slots']);

  expect(seen).toEqual(review('digest-1', 'ann'));
  expect(await one.sopReviews.of('no-slots')).toBeUndefined();
});

test('of two people who review at once one is recorded, whole', { timeout: 60_000 }, async () => {
  const schema = postgres.newSchema();
  const [one, two] = [(await postgres.opened({ schema })).store, (await postgres.opened({ schema })).store];
  const [ann, ben] = [review('digest-1', 'ann'), review('digest-2', 'ben')];

  for (let round = 0; round < 20; round += 1) {
    await Promise.all([one.sopReviews.record([ann]), two.sopReviews.record([ben])]);

    const [only, ...others] = await one.sopReviews.list();
    expect(others).toEqual([]);
    expect([ann, ben]).toContainEqual(only);
  }
});
