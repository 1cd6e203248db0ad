import { describe, expect, test } from 'vitest';
import type { Store } from '../../../src/adapters/store/open-store.ts';
import { answerContract } from './contract-answers.ts';
import { incidentContract } from './contract-incidents.ts';
import { ledgerContract } from './contract-ledger.ts';
import { leaseContract } from './contract-leases.ts';
import { llmSpendContract } from './contract-llm-spend.ts';
import { notificationContract } from './contract-notifications.ts';
import { sopReviewContract } from './contract-sop-reviews.ts';
import { watchContract } from './contract-watch.ts';

/** An empty store, and the time its clock shows. */
export interface StoreUnderTest {
  readonly store: Store;
  readonly clock: { time: number };
}

export type OpenEmptyStore = () => Promise<StoreUnderTest>;

/** What every engine's store must do. `open` gives a new, empty store each time and closes it after the test. */
export function storeContract(engine: string, open: OpenEmptyStore): void {
  describe(`${engine}: incidents`, () => {
    incidentContract(open);
  });
  describe(`${engine}: ledger`, () => {
    ledgerContract(open);
  });
  describe(`${engine}: answers and holds`, () => {
    answerContract(open);
  });
  describe(`${engine}: what was watched`, () => {
    watchContract(open);
  });
  describe(`${engine}: what people were told`, () => {
    notificationContract(open);
  });
  describe(`${engine}: leases`, () => {
    leaseContract(open);
  });
  describe(`${engine}: what the model cost`, () => {
    llmSpendContract(open);
  });
  describe(`${engine}: which procedures were reviewed`, () => {
    sopReviewContract(open);
  });
  test(`${engine}: its clock is that of the machine`, async () => {
    const { store } = await open();

    const before = Date.now();
    const now = await store.databaseClock.now();

    expect(now).toBeGreaterThanOrEqual(before - 5);
    expect(now).toBeLessThanOrEqual(Date.now() + 5);
  });
}
