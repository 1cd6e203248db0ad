import { expect, test } from 'vitest';
import { killInSeats, seedsOf } from '../../bench/crash-seats.ts';
import { judge } from '../../src/proof/judge.ts';
import { proofKinds } from '../../src/proof/kinds.ts';

const never = new AbortController().signal;
const silent = (): void => {};

test('the first seat has the seed that was asked for, and no other one a seed near it', () => {
  expect(seedsOf({ seed: 7, seats: 3 })).toEqual([7, 1_000_010, 2_000_013]);
});

test("two kill loops side by side are judged as one run, of which no lane, plan or key is another one's", async () => {
  const seed = Math.floor(Math.random() * 2 ** 31);

  const { evidence, startMs } = await killInSeats({
    engine: 'sqlite',
    kills: 21,
    seats: 2,
    seed,
    roughNetwork: false,
    stopEvery: 8,
    signal: never,
    progress: silent,
  });

  const verdict = judge(evidence, proofKinds);
  expect(verdict.faults, `seed ${seed}`).toEqual([]);
  expect(verdict, `seed ${seed}`).toMatchObject({ kills: 21, zombies: 2, ok: true });
  expect(new Set(evidence.actions.map((row) => row.id)).size).toBe(evidence.actions.length);
  expect(new Set(evidence.actions.map((row) => row.lane.split('-')[1])).size).toBe(2);
  expect(startMs.length).toBeGreaterThan(4);
});

test('a run that is given up gives up all its seats, and says why', async () => {
  const stop = new AbortController();
  let told = 0;

  const run = killInSeats({
    engine: 'sqlite',
    kills: 2_000,
    seats: 2,
    seed: 1,
    roughNetwork: false,
    stopEvery: 25,
    signal: stop.signal,
    progress: () => {
      told += 1;
      stop.abort(new Error('given up'));
    },
  });

  await expect(run).rejects.toThrow('given up');
  expect(told).toBeGreaterThan(0);
});
