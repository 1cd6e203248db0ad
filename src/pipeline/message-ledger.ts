import { finalStates, messageKindNames } from '../domain/action.ts';
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
 * about each message would be one more thing to tell. Only how a call to a person ended stands there.
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
      transition: ({ event, ...change }) => {
        const isTold = change.next.kind === 'webhook/page' && finalStates.includes(change.next.state);
        return store.transition(isTold && event !== undefined ? { ...change, event } : change);
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
