/**
 * A process that begins a plan of a kind of a team's own and is killed from outside: `node own-kind-child.ts <database> <plan>
 * <actions of the configuration as JSON>`.
 */
import { openStore } from '../../src/adapters/store/open-store.ts';
import { systemClock } from '../../src/adapters/telemetry/system-clock.ts';
import { makeLedger } from '../../src/ledger/ledger.ts';
import type { ActionFile } from '../../src/serving/load-action-file.ts';
import { requireOwnKinds } from '../../src/serving/own-kinds.ts';
import { ledgerParts } from './own-kind-ledger.ts';

const [file = '', planId = '', actions = '[]'] = process.argv.slice(2);
const own = await requireOwnKinds({ actions: JSON.parse(actions) as ActionFile[], webhooks: [] });
const store = await openStore({
  file,
  role: 'serve',
  busyTimeoutMs: 10_000,
  clock: systemClock,
  onCorrupt: (error) => {
    throw error;
  },
});
const epoch = await store.ledger.nextEpoch();
const ledger = makeLedger({ ...ledgerParts(own.kinds), store: store.ledger, clock: systemClock, epoch });
await ledger.release(planId);
await ledger.advance(planId, new AbortController().signal);
