import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Contestant, Counts, FromCostProcess, ToCostProcess } from './ledger-messages.ts';
import { quantile, type Spread, spreadOf } from './ledger-numbers.ts';
import type { BenchPostgres } from './ledger-postgres.ts';
import { type BenchProcess, startProcess } from './ledger-process.ts';

export type CostName = 'ledger, SQLite' | 'ledger, PostgreSQL' | 'peer, workflow of one step' | 'peer, step alone';

/** Ms; p50 and p99 of each repetition, as their median and range. */
export interface Quantiles {
  readonly p50: Spread;
  readonly p99: Spread;
}

export interface CostRow {
  readonly name: CostName;
  readonly inFlight: number;
  /** The request alone, in the same process and repetition. */
  readonly bare: Quantiles;
  readonly total: Quantiles;
  /** `total` without the median of `bare`. */
  readonly cost: Quantiles;
  /** Of the two writes around the request alone: intent and outcome. Null: the contestant does not tell them apart. */
  readonly writes: Quantiles | null;
  readonly actionsPerSecond: Spread;
}

export interface CountRow {
  readonly name: CostName;
  readonly whole: Counts;
  readonly writes: Counts | null;
}

export interface CostOptions {
  readonly postgres: BenchPostgres;
  readonly folder: string;
  readonly actions: number;
  readonly repetitions: number;
  readonly progress: (line: string) => void;
}

const inFlights = [1, 4];
const countedActions = 50;

type CostProcess = BenchProcess<ToCostProcess, FromCostProcess>;

/** All contestants on the same target and, but for SQLite, the same PostgreSQL; one at a time, each repetition in another order. */
export async function measureCost(
  options: CostOptions,
): Promise<{ readonly rows: CostRow[]; readonly counts: CountRow[] }> {
  const { postgres, folder, actions, repetitions, progress } = options;
  const { url } = postgres;
  const contestants: readonly (readonly [CostName, Contestant])[] = [
    ['ledger, SQLite', { who: 'ledger', place: { file: join(folder, 'cost.sqlite') } }],
    ['ledger, PostgreSQL', { who: 'ledger', place: { url, schema: postgres.newSchema() } }],
    ['peer, workflow of one step', { who: 'peer', url, schema: postgres.newSchema(), unit: 'workflow' }],
    ['peer, step alone', { who: 'peer', url, schema: postgres.newSchema(), unit: 'step' }],
  ];
  const target = await startInstantTarget();
  const processes: { name: CostName; process: CostProcess }[] = [];
  try {
    for (const [name, contestant] of contestants) {
      const process: CostProcess = startProcess('ledger-cost-process');
      processes.push({ name, process });
      process.tell({ kind: 'open', contestant, port: target.port });
      await process.heard('opened');
    }
    const counts: CountRow[] = [];
    for (const { name, process } of processes) {
      progress(`${name}: warming up, counting statements`);
      for (const slots of inFlights) await turn(process, Math.min(actions, 400), slots);
      process.tell({ kind: 'count', actions: countedActions });
      const { whole, writes } = await process.heard('counts');
      counts.push({ name, whole, writes });
    }
    const turns: { name: CostName; slots: number; turn: Turn }[] = [];
    for (let n = 0; n < repetitions; n += 1) {
      progress(`cost, repetition ${n + 1} of ${repetitions}`);
      for (const slots of inFlights) {
        for (const { name, process } of rotated(processes, n)) {
          turns.push({ name, slots, turn: await turn(process, actions, slots) });
        }
      }
    }
    const rows = contestants.flatMap(([name]) =>
      inFlights.map((slots) =>
        rowOf(
          name,
          slots,
          turns.filter((one) => one.name === name && one.slots === slots).map((one) => one.turn),
        ),
      ),
    );
    return { rows, counts };
  } finally {
    await Promise.all(processes.map(({ process }) => process.kill()));
    target.child.kill('SIGKILL');
  }
}

interface Turn {
  readonly bare: readonly number[];
  readonly total: readonly number[];
  readonly writes: readonly number[];
  readonly seconds: number;
}

async function turn(process: CostProcess, actions: number, slots: number): Promise<Turn> {
  process.tell({ kind: 'run', work: { what: 'bare', actions, inFlight: slots } });
  const bare = (await process.heard('times')).times.total;
  const began = performance.now();
  process.tell({ kind: 'run', work: { what: 'durable', actions, inFlight: slots } });
  const { total, writes } = (await process.heard('times')).times;
  return { bare, total, writes, seconds: (performance.now() - began) / 1000 };
}

function rotated<T>(list: readonly T[], by: number): T[] {
  return list.map((_, index) => list[(index + by) % list.length]).filter((one) => one !== undefined);
}

function rowOf(name: CostName, slots: number, turns: readonly Turn[]): CostRow {
  const all = (of: (one: Turn) => readonly number[], less: (one: Turn) => number = () => 0): Quantiles => ({
    p50: spreadOf(turns.map((one) => quantile(of(one), 0.5) - less(one))),
    p99: spreadOf(turns.map((one) => quantile(of(one), 0.99) - less(one))),
  });
  return {
    name,
    inFlight: slots,
    bare: all((one) => one.bare),
    total: all((one) => one.total),
    cost: all(
      (one) => one.total,
      (one) => quantile(one.bare, 0.5),
    ),
    writes: turns.every((one) => one.writes.length === 0) ? null : all((one) => one.writes),
    actionsPerSecond: spreadOf(turns.map((one) => one.total.length / one.seconds)),
  };
}

async function startInstantTarget(): Promise<{ readonly child: ChildProcess; readonly port: number }> {
  const child = fork(fileURLToPath(new URL('./instant-target-process.ts', import.meta.url)));
  const [said] = (await once(child, 'message')) as [{ port: number }];
  return { child, port: said.port };
}
