import { expect, test } from 'vitest';
import type { SopReview } from '../../../src/domain/sop-review.ts';
import type { OpenEmptyStore } from './contract.ts';

const review = (sopId: string, change: Partial<SopReview> = {}): SopReview => ({
  sopId,
  digest: 'a'.repeat(64),
  by: 'ann',
  at: 1_700_000_000_000,
  ...change,
});

export function sopReviewContract(open: OpenEmptyStore): void {
  test('nothing is reviewed in an empty store', async () => {
    const { sopReviews } = (await open()).store;

    expect(await sopReviews.list()).toEqual([]);
    expect(await sopReviews.of('heap-exhausted')).toBeUndefined();
    expect(await sopReviews.revoke(['heap-exhausted'])).toEqual([]);
    expect(await sopReviews.revoke([])).toEqual([]);
  });

  test('what is recorded is found by its id, and listed by id', async () => {
    const { sopReviews } = (await open()).store;

    await sopReviews.record([review('no-slots'), review('backpressure', { by: 'ben' })]);
    await sopReviews.record([]);

    expect(await sopReviews.of('no-slots')).toEqual(review('no-slots'));
    expect(await sopReviews.of('no-slot')).toBeUndefined();
    expect(await sopReviews.list()).toEqual([review('backpressure', { by: 'ben' }), review('no-slots')]);
  });

  test('a later review takes the place of the one before, with person and time', async () => {
    const { sopReviews } = (await open()).store;
    await sopReviews.record([review('no-slots'), review('backpressure')]);

    const later = review('no-slots', { digest: 'b'.repeat(64), by: 'ben', at: 1_700_000_000_001 });
    await sopReviews.record([later]);

    expect(await sopReviews.list()).toEqual([review('backpressure'), later]);
  });

  test('taking back leaves the others, and tells which there were', async () => {
    const { sopReviews } = (await open()).store;
    await sopReviews.record([review('no-slots'), review('backpressure'), review('heap-exhausted')]);

    const revoked = await sopReviews.revoke(['no-slots', 'unknown', 'backpressure']);

    expect(revoked).toEqual(['backpressure', 'no-slots']);
    expect((await sopReviews.list()).map((one) => one.sopId)).toEqual(['heap-exhausted']);
  });

  test.each<[title: string, bad: Partial<SopReview>]>([
    ['digest', { digest: '' }],
    ['person', { by: '' }],
    ['time', { at: Number.NaN }],
  ])('one without a %s is refused, and none of those with it is recorded', async (_title, bad) => {
    const { sopReviews } = (await open()).store;

    await expect(sopReviews.record([review('no-slots'), review('backpressure', bad)])).rejects.toThrow(
      'review of SOP backpressure cannot be stored',
    );

    expect(await sopReviews.list()).toEqual([]);
  });
}
