import { openStore } from '../../../src/adapters/store/open-store.ts';
import { makeSlackMessenger } from '../../../src/adapters/slack/messenger.ts';
import { makeSlackApi } from '../../../src/adapters/slack/slack-api.ts';
import { systemClock } from '../../../src/adapters/telemetry/system-clock.ts';
import { loadConfig } from '../../../src/config.ts';
import type { Log } from '../../../src/ports/log.ts';
import { makePeople } from '../../../src/serving/people.ts';

/** A process that does nothing but tell people of one cluster, until it is killed. */
const [file = '', database = '', apiUrl = '', token = ''] = process.argv.slice(2);
const nothing = () => {};
const log: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing, child: () => log };
const store = await openStore({
  file: database,
  busyTimeoutMs: 5_000,
  role: 'serve',
  clock: systemClock,
  onCorrupt: (error) => {
    throw error;
  },
});
const api = makeSlackApi({ apiUrl, token, timeoutMs: 8_000 });
const messenger = makeSlackMessenger({ api, mentions: {}, clock: systemClock });
const people = makePeople({ config: loadConfig({ file, env: {} }), store, messenger, clock: systemClock, log });
await people?.tell('prod', await store.ledger.nextEpoch(), new AbortController().signal);
