import { openStore } from '../src/adapters/store/open-store.ts';
import { systemClock } from '../src/adapters/telemetry/system-clock.ts';
import { registerKinds } from '../src/actions/index.ts';
import type { Plan } from '../src/domain/plan.ts';
import type { Incident } from '../src/domain/incident.ts';
import { makeLedger } from '../src/ledger/ledger.ts';
import { planDigest, proposeActions } from '../src/ledger/propose.ts';
import type { ActionKind } from '../src/ports/action-kind.ts';
import type { Log } from '../src/ports/log.ts';
import type { LedgerStore } from '../src/ports/store.ts';
import { incidentOf } from '../src/proof/plans.ts';
import type { StorePlace } from '../src/proof/store-place.ts';
import { timed } from './ledger-in-flight.ts';

const cluster = 'bench';
const kindName = 'bench/post';
const nothing = (): void => {};
const quiet: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing, child: () => quiet };
const calm = new AbortController().signal;

export interface OwnLedger {
  /** One action from its proposal to its success. */
  act(slot: number): Promise<{ readonly totalMs: number; readonly writesMs: number }>;
  close(): Promise<void>;
}

interface Options {
  readonly place: StorePlace;
  readonly post: () => Promise<unknown>;
  readonly onStatement?: (sql: string) => void;
  /** Called around the two writes that make an action durable: its intent and its outcome. */
  readonly onWrite?: (moment: 'before' | 'after') => void;
}

/** The ledger as `serve` puts it together, with an action that is one request and a recheck that costs nothing. */
export async function openOwnLedger({ place, post, onStatement, onWrite }: Options): Promise<OwnLedger> {
  const store = await openStore({
    ...place,
    role: 'serve',
    busyTimeoutMs: 5_000,
    clock: systemClock,
    onCorrupt(error) {
      throw error;
    },
    ...(onStatement !== undefined && { onStatement }),
  });
  const epoch = await store.ledger.nextEpoch();
  const kinds = registerKinds([postKind(post)]);
  const writesOf = new Map<string, number>();
  const ledger = makeLedger({
    store: timingWrites(store.ledger, writesOf, onWrite),
    kinds,
    flinkOf: () => notHere('Flink'),
    storageOf: () => undefined,
    recheck: async () => ({ kind: 'go', incarnation: undefined, checkpointBefore: undefined }),
    clock: systemClock,
    log: quiet,
    epoch,
  });
  const incidents = new Map<number, Incident>();
  let made = 0;

  return {
    async act(slot) {
      const began = performance.now();
      const now = Date.now();
      const incident = incidents.get(slot) ?? incidentOf(`${epoch}-${slot}`, now);
      made += 1;
      const plan = planOf(`${epoch}-${made}`, incident, now);
      const actions = proposeActions(plan, kinds, { now, epoch });
      incidents.set(slot, await store.incidents.save({ incident, events: [], plan: { plan, actions } }));
      await ledger.release(plan.id);
      const { kind, actionId } = await ledger.advance(plan.id, calm);
      const totalMs = performance.now() - began;
      if (kind !== 'succeeded') throw new Error(`An action of the benchmark is ${kind}`);
      const writesMs = writesOf.get(actionId) ?? 0;
      writesOf.delete(actionId);
      return { totalMs, writesMs };
    },
    close: () => store.close(),
  };
}

/** Adds up, per action, what the writes take between which the request goes out: to `sent`, and from it. */
function timingWrites(store: LedgerStore, into: Map<string, number>, onWrite: Options['onWrite']): LedgerStore {
  return {
    ...store,
    async transition(change) {
      if (change.next.state !== 'sent' && change.from !== 'sent') return await store.transition(change);
      onWrite?.('before');
      const { ms, value } = await timed(() => store.transition(change));
      onWrite?.('after');
      into.set(change.id, (into.get(change.id) ?? 0) + ms);
      return value;
    },
  };
}

function postKind(post: () => Promise<unknown>): ActionKind {
  return {
    kind: kindName,
    risk: 'safe',
    onDoubt: 'retrySameKey',
    keyWindowMs: 3_600_000,
    finalityMs: 1_000,
    sendLimitMs: 10_000,
    runLimitMs: 60_000,
    afterExecuted: 'succeeded',
    resultNames: [],
    parse: (value) => ({ ok: true, args: value }),
    identity: (args) => args,
    incarnationJob: () => undefined,
    // Reading who answers is the target's price, not the ledger's.
    incarnation: async () => 'the target',
    async send() {
      await post();
      return { kind: 'executed', status: 200, detail: '' };
    },
    poll: () => notHere('long work'),
    query: async () => ({ kind: 'unknown', why: 'nobody dies here' }),
  };
}

function planOf(n: string, incident: Incident, now: number): Plan {
  const steps = [{ name: 'only', kind: kindName, risk: 'safe', args: { n } }] as const;
  const run = { cluster, jobId: incident.id, jobStartTime: 1, sopDigest: 'bench' };
  return {
    ...run,
    id: `plan-${n}`,
    incidentId: incident.id,
    jobName: incident.id,
    action: 'restart-job',
    steps,
    digest: planDigest({ steps, ...run }),
    sopId: 'bench',
    createdAt: now,
  };
}

function notHere(what: string): never {
  throw new Error(`No action of the benchmark has to do with ${what}.`);
}
