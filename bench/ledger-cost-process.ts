/** One contestant in a process of its own, so that its background work is its own and its code is as warm as it gets. */
import { DBOS } from '@dbos-inc/dbos-sdk';
import { Client } from 'pg';
import { makeStatementCounter } from './ledger-counter.ts';
import { inFlight, timed } from './ledger-in-flight.ts';
import type { Contestant, Counts, FromCostProcess, Times, ToCostProcess, Work } from './ledger-messages.ts';
import { openOwnLedger } from './ledger-own.ts';
import { launchPeer } from './ledger-peer.ts';
import { makePost } from './post.ts';

interface Opened {
  durable(actions: number, slots: number): Promise<Times>;
  count(actions: number): Promise<{ readonly whole: Counts; readonly writes: Counts | null }>;
}

type Post = () => Promise<unknown>;

async function openLedger(place: Extract<Contestant, { who: 'ledger' }>['place'], post: Post): Promise<Opened> {
  let own = await openOwnLedger({ place, post });
  return {
    async durable(actions, slots) {
      const done = await inFlight(actions, slots, (slot) => own.act(slot));
      return { total: done.map((one) => one.totalMs), writes: done.map((one) => one.writesMs) };
    },
    async count(actions) {
      // Whoever opens the store ends the epoch of whoever had it, and listening to statements takes time.
      await own.close();
      const counter = makeStatementCounter();
      const others: Counts[] = [];
      const writes: Counts[] = [];
      const counted = await openOwnLedger({
        place,
        post,
        onStatement: (sql) => counter.saw(sql),
        onWrite: (moment) => (moment === 'before' ? others : writes).push(counter.take()),
      });
      counter.take();
      for (let n = 0; n < actions; n += 1) await counted.act(0);
      others.push(counter.take());
      await counted.close();
      own = await openOwnLedger({ place, post });
      return { whole: perAction([...others, ...writes], actions), writes: perAction(writes, actions) };
    },
  };
}

async function openPeer({ url, schema, unit }: Extract<Contestant, { who: 'peer' }>, post: Post): Promise<Opened> {
  const counter = makeStatementCounter();
  countStatementsOfDriver((sql) => counter.saw(sql));
  const oneStep = DBOS.registerWorkflow(() => DBOS.runStep(async () => void (await post()), { name: 'post' }), {
    name: 'one-step',
  });
  const manySteps = DBOS.registerWorkflow(
    async (actions: number) => {
      const total: number[] = [];
      for (let n = 0; n < actions; n += 1) {
        total.push((await timed(() => DBOS.runStep(async () => void (await post()), { name: 'post' }))).ms);
      }
      return total;
    },
    { name: 'many-steps' },
  );
  await launchPeer(url, schema);
  const run = async (actions: number, slots: number): Promise<number[]> => {
    if (unit === 'workflow') return await inFlight(actions, slots, async () => (await timed(() => oneStep())).ms);
    const each = Math.ceil(actions / slots);
    return (await Promise.all(Array.from({ length: slots }, () => manySteps(each)))).flat();
  };
  return {
    durable: async (actions, slots) => ({ total: await run(actions, slots), writes: [] }),
    async count(actions) {
      counter.take();
      await run(actions, 1);
      return { whole: perAction([counter.take()], actions), writes: null };
    },
  };
}

/** The peer tells nobody what it asks its database; its driver does. */
function countStatementsOfDriver(saw: (sql: string) => void): void {
  const query: unknown = Reflect.get(Client.prototype, 'query');
  if (typeof query !== 'function') throw new Error('The driver of PostgreSQL has another shape');
  Reflect.set(Client.prototype, 'query', function counted(this: Client, ...given: unknown[]): unknown {
    const [first] = given;
    if (typeof first === 'string') saw(first);
    else if (typeof first === 'object' && first !== null && 'text' in first) saw(String(first.text));
    return Reflect.apply(query, this, given);
  });
}

function perAction(counts: readonly Counts[], actions: number): Counts {
  const mean = (of: (one: Counts) => number): number =>
    Math.round((counts.reduce((sum, one) => sum + of(one), 0) / actions) * 10) / 10;
  return { statements: mean((one) => one.statements), commits: mean((one) => one.commits) };
}

function say(message: FromCostProcess): void {
  process.send?.(message);
}

let opened: Opened | undefined;
let post: Post = () => Promise.reject(new Error('not open yet'));

async function open(contestant: Contestant, port: number): Promise<void> {
  const send = makePost(port);
  post = () => send('/', { lane: 'bench' });
  opened = await (contestant.who === 'ledger' ? openLedger(contestant.place, post) : openPeer(contestant, post));
  say({ kind: 'opened' });
}

async function run({ what, actions, inFlight: slots }: Work): Promise<void> {
  if (what === 'bare') {
    const total = await inFlight(actions, slots, async () => (await timed(post)).ms);
    say({ kind: 'times', times: { total, writes: [] } });
    return;
  }
  if (opened === undefined) throw new Error('not open yet');
  say({ kind: 'times', times: await opened.durable(actions, slots) });
}

async function count(actions: number): Promise<void> {
  if (opened === undefined) throw new Error('not open yet');
  say({ kind: 'counts', ...(await opened.count(actions)) });
}

function answer(message: ToCostProcess): Promise<void> {
  switch (message.kind) {
    case 'open':
      return open(message.contestant, message.port);
    case 'run':
      return run(message.work);
    case 'count':
      return count(message.actions);
  }
}

process.on('disconnect', () => process.exit(0));
process.on('message', (message: ToCostProcess) => {
  answer(message).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  });
});
