import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { judge } from '../../src/proof/judge.ts';
import { runKillLoop } from '../../src/proof/kill-loop.ts';
import { proofKinds } from '../../src/proof/kinds.ts';
import { makeRandom } from '../../src/proof/random.ts';
import { withScratch } from '../../src/proof/scratch.ts';
import { type RoughNetwork, startRoughNetwork, troubles } from '../support/rough-network.ts';

const never = new AbortController().signal;
/** Kills of one run. */
const kills = Number(process.env['PROOF_NETWORK_KILLS'] ?? 20);

test(
  'kills behind a network that refuses, resets, swallows, cuts, lies and delivers twice leave nothing twice, lost or told wrong',
  async () => {
    const seed = Number(process.env['PROOF_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
    let network: RoughNetwork | undefined;
    const between = async (port: number): Promise<RoughNetwork> => {
      network = await startRoughNetwork(port, { random: makeRandom(seed + 2), share: 0.25 });
      return network;
    };

    const { evidence } = await withScratch({ folder: tmpdir() }, (scratch) =>
      runKillLoop({ ...scratch, kills, seed, stopEvery: 15, between, signal: never, progress: () => {} }),
    );

    const verdict = judge(evidence, proofKinds);
    expect(verdict.faults, `seed ${seed}`).toEqual([]);
    expect(verdict.kills).toBe(kills);
    // On a busy machine few hit one that is on its way: how many must is the matter of the kill loop without a rough network.
    expect(verdict.landed, `seed ${seed}`).toBeGreaterThan(0);
    const unseen = troubles.filter((one) => network?.seen[one] === 0);
    expect(unseen, `seed ${seed}: every trouble has happened`).toEqual([]);
    expect(evidence.target.filter((entry) => entry.what === 'copy').length, `seed ${seed}`).toBeGreaterThan(0);
  },
  240_000 + kills * 4_000,
);
