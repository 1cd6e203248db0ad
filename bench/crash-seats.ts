import { tmpdir } from 'node:os';
import type { Evidence } from '../src/proof/evidence.ts';
import { type KillLoopResult, runKillLoop } from '../src/proof/kill-loop.ts';
import { makeRandom } from '../src/proof/random.ts';
import { withScratch } from '../src/proof/scratch.ts';
import { startPostgres } from '../test/support/postgres-server.ts';
import { startRoughNetwork } from '../test/support/rough-network.ts';

export interface SeatsOptions {
  readonly engine: 'sqlite' | 'postgres';
  readonly kills: number;
  /** Kill loops side by side, each with a ledger and a target of its own; the kills are shared out. */
  readonly seats: number;
  /** Of the first seat; each other one has the next of `seedsOf`. */
  readonly seed: number;
  /** Each target behind a network that refuses, resets, swallows, cuts, lies and delivers twice. */
  readonly roughNetwork: boolean;
  readonly stopEvery: number;
  readonly signal: AbortSignal;
  readonly progress: (line: string) => void;
}

/** Far apart: the target and the workers of a seat count on from its seed. */
const seedStep = 1_000_003;
/** Of all requests, on a rough network. */
const troubledShare = 0.2;

/** One seed per seat; a seat alone is repeated with `--seed` and its own. */
export function seedsOf({ seed, seats }: Pick<SeatsOptions, 'seed' | 'seats'>): number[] {
  return Array.from({ length: seats }, (_, seat) => seed + seat * seedStep);
}

/** What all seats have left, as of one run. Fails with the first that fails; the others are given up then. */
export async function killInSeats(options: SeatsOptions): Promise<KillLoopResult> {
  if (options.engine === 'sqlite') return await allSeats({ folder: tmpdir() }, options);
  const url = process.env['DATABASE_URL'];
  if (url !== undefined && url !== '') return await allSeats({ url }, options);
  const server = await startPostgres();
  try {
    return await allSeats({ url: server.url() }, options);
  } finally {
    await server.stop();
  }
}

async function allSeats(where: Parameters<typeof withScratch>[0], options: SeatsOptions): Promise<KillLoopResult> {
  const { kills, seats, roughNetwork, stopEvery, progress } = options;
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  const runs = seedsOf(options).map(async (seed, seat) => {
    const share = Math.floor(kills / seats) + (seat < kills % seats ? 1 : 0);
    const between = (port: number) => startRoughNetwork(port, { random: makeRandom(seed + 2), share: troubledShare });
    try {
      return await withScratch(where, (scratch) =>
        runKillLoop({
          ...scratch,
          kills: share,
          seed,
          stopEvery,
          signal,
          progress,
          ...(roughNetwork && { between }),
        }),
      );
    } catch (error) {
      stop.abort(error);
      throw error;
    }
  });
  const ended = await Promise.allSettled(runs);
  stop.signal.throwIfAborted();
  return together(ended.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])));
}

function together(results: readonly KillLoopResult[]): KillLoopResult {
  const all = <T>(of: (evidence: Evidence) => readonly T[]): T[] => results.flatMap((one) => of(one.evidence));
  return {
    evidence: {
      actions: all((one) => one.actions),
      attempts: all((one) => one.attempts),
      reports: all((one) => one.reports),
      moves: all((one) => one.moves),
      target: all((one) => one.target),
      kills: all((one) => one.kills),
      zombies: all((one) => one.zombies),
      released: all((one) => one.released),
    },
    killSeconds: Math.max(...results.map((one) => one.killSeconds)),
    drainSeconds: Math.max(...results.map((one) => one.drainSeconds)),
    startMs: results.flatMap((one) => one.startMs),
  };
}
