/**
 * A process like `serve`, as far as the ledger goes: takes an epoch, recovers, and carries plans on until it is told to
 * drain, or killed. Started with an IPC channel, and everything loaded, it waits for `go`. It ends when the channel does.
 */
import { carryPlansOn } from './carry-on.ts';
import type { FromWorker, WorkerSettings } from './messages.ts';
import { obeyParent } from './obey-parent.ts';
import { openPlace } from './store-place.ts';

const calm = new AbortController().signal;

let draining = false;

function say(message: FromWorker): void {
  process.send?.(message);
}

async function work(settings: WorkerSettings): Promise<void> {
  const store = await openPlace(settings.place, 'serve', settings.busyTimeoutMs);
  const epoch = await store.ledger.nextEpoch();
  say({ kind: 'epoch', epoch });
  const isDraining = (): boolean => draining;
  await carryPlansOn({
    store,
    settings,
    epoch,
    isDraining,
    signal: calm,
    onWorking: () => say({ kind: 'working' }),
    crashPoint: (point) => {
      if (point === settings.dieAt) process.kill(process.pid, 'SIGKILL');
    },
  });
  await store.close();
  say({ kind: 'drained' });
}

obeyParent(work, () => {
  draining = true;
});
say({ kind: 'warm' });
