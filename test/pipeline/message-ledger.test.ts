import { expect, test } from 'vitest';
import { messageKindNames } from '../../src/domain/action.ts';
import { makeMessageLedger, withoutMessages } from '../../src/pipeline/message-ledger.ts';
import type { LedgerStore } from '../../src/ports/store.ts';
import { allLog } from '../support/all-log.ts';
import { movableClock } from '../support/temporary-store.ts';

type ActionFilter = Parameters<LedgerStore['actions']>[0];

/** What is asked of the store. */
function asking() {
  const filters: ActionFilter[] = [];
  const store = { actions: (filter: ActionFilter) => (filters.push(filter), Promise.resolve([])) };
  return { filters, store: store as unknown as LedgerStore };
}

test('whatever acts on jobs sees no message, and the ledger of messages nothing else', async () => {
  const { filters, store } = asking();

  await withoutMessages(store).actions({ planId: 'plan-1' });
  expect(filters).toEqual([{ planId: 'plan-1', exceptKinds: messageKindNames }]);

  const ledger = makeMessageLedger({ store, kinds: new Map(), epoch: 1, clock: movableClock(0), log: allLog() });
  await ledger.progress('plan-1').catch(() => {});
  expect(filters.length).toBeGreaterThan(1);
  for (const filter of filters.slice(1)) expect(filter.kinds).toEqual(messageKindNames);
});
