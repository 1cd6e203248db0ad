import { type ActionRow, finalStates, messageKindNames } from '../domain/action.ts';
import { type Ledger, makeLedger } from '../ledger/ledger.ts';
import type { ActionKinds } from '../ports/action-kind.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { LedgerStore } from '../ports/store.ts';

/** The ledger's rows as everything that acts on jobs may see them: a message is neither in a job's lane nor in its budget. */
export function withoutMessages(store: LedgerStore): LedgerStore {
  return { ...store, actions: (filter) => store.actions({ ...filter, exceptKinds: messageKindNames }) };
}

/**
 * A ledger of its own for messages, over the same rows and with the same promise. They are told to nobody: a line in the timeline
 * about each message would be one more thing to tell. Only how a call to a person ended stands there, once while it ends alike.
 */
export function makeMessageLedger(deps: {
  readonly store: LedgerStore;
  readonly kinds: ActionKinds;
  readonly epoch: number;
  readonly clock: Clock;
  readonly log: Log;
}): Ledger {
  const { store, kinds, epoch, clock, log } = deps;
  return makeLedger({
    store: {
      ...store,
      actions: (filter) => store.actions({ ...filter, kinds: messageKindNames }),
      transition: async ({ event, ...change }) => {
        const isTold = event !== undefined && (await isNews(store, change.next));
        return await store.transition(isTold ? { ...change, event } : change);
      },
    },
    kinds,
    epoch,
    clock,
    log: quiet(log),
    flinkOf: (cluster) => {
      throw new Error(`a message does not act on cluster ${cluster}`);
    },
    storageOf: () => undefined,
    // No hold, mode or budget of a job binds what only tells of it.
    recheck: async () => ({ kind: 'go', incarnation: undefined, checkpointBefore: undefined }),
  });
}

/** A receiver that is gone for a night would else be told of six times an hour: the first time, and what ends otherwise, says it all. */
async function isNews(store: LedgerStore, next: ActionRow): Promise<boolean> {
  if (next.kind !== 'webhook/page' || !finalStates.includes(next.state)) return false;
  if (next.state === 'succeeded') return true;
  const calls = await store.actions({ lane: next.lane, kinds: [next.kind] });
  const before = calls.findLast(
    (one) => one.id !== next.id && one.incidentId === next.incidentId && finalStates.includes(one.state),
  );
  return before?.state !== next.state || before.dropReason !== next.dropReason;
}

/** Each message would else be two lines in the log; doubt about one is settled by the notifier and wakes nobody. */
function quiet(log: Log): Log {
  return {
    debug: (fields, message) => log.debug(fields, message),
    info: (fields, message) => log.debug(fields, message),
    warn: (fields, message) => log.warn(fields, message),
    error: (fields, message) => log.warn(fields, message),
    child: (fields) => quiet(log.child(fields)),
  };
}
