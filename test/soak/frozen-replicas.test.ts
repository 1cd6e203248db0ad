import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CrashPoint } from '../../src/ledger/deps.ts';
import { type Child, startChild } from '../../src/proof/child-process.ts';
import type { Kill, Zombie } from '../../src/proof/evidence.ts';
import { judge } from '../../src/proof/judge.ts';
import { changedBy, recordOf } from '../../src/proof/kill-loop.ts';
import { type ProofKind, proofKinds } from '../../src/proof/kinds.ts';
import { readEvidence } from '../../src/proof/read-evidence.ts';
import { type Scratch, withScratch } from '../../src/proof/scratch.ts';
import { type Stage, withStage } from '../../src/proof/stage.ts';
import { until } from '../scenarios/support/until.ts';
import type { FromReplica, ToReplica } from '../support/leased-worker.ts';
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts';
import { pointsOf } from '../proof/points-of.ts';

type Replica = Child<ToReplica, FromReplica>;

const script = new URL('../support/leased-worker.ts', import.meta.url);
const withinMs = 60_000;
/** How often each replica of a chain is frozen at each point. */
const rounds = Number(process.env['PROOF_FREEZES'] ?? 1);

let postgres: PostgresServer | undefined;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres?.stop());

/**
 * One replica after the other takes the lease, and is frozen at the next point until that lease has run out, the next
 * replica has it, and nothing of what the frozen one left is open; then it wakes.
 */
async function freezeAtEach(of: ProofKind, scratch: Scratch, seed: number) {
  const replicas: Replica[] = [];
  const hire = (): Replica => {
    const replica: Replica = startChild(script, join(scratch.folder, 'cache'));
    replicas.push(replica);
    return replica;
  };
  let spare = hire();
  const start = async (stage: Stage): Promise<Replica> => {
    const replica = spare;
    spare = hire();
    await replica.heard('warm');
    // One plan at a time: frozen in a transaction of another plan it would keep the lease's row until the server ends that.
    replica.tell({ kind: 'go', settings: { ...stage.settings, kinds: [of.kind], lanes: 8, slots: 1 } });
    return replica;
  };
  try {
    return await withStage({ ...scratch, seed, cutShare: 0.2 }, async (stage) => {
      const { store, files } = stage;
      const kills: Kill[] = [];
      const zombies: (Zombie & { readonly point: CrashPoint })[] = [];
      let working = await start(stage);
      for (const point of Array.from({ length: rounds }, () => pointsOf(of)).flat()) {
        const frozen = working;
        await frozen.heard('working');
        frozen.tell({ kind: 'freeze', point });
        const { epoch } = await within(`${of.kind} passes ${point}`, frozen.heard('freezing'));

        working = await start(stage);
        await within('the next replica has the lease', working.heard('working'));
        const overAt = Date.now();
        kills.push(await recordOf(store, { at: overAt, epoch, newIncarnation: false }));
        await until('what the frozen replica left is settled', async () => (await leftBy(stage, epoch)) === 0, {
          withinMs,
        });
        const changes: string[] = [];
        frozen.on('changed', ({ id }) => changes.push(id));
        const lost = new Promise<void>((resolve) => {
          frozen.on('lost', (message) => {
            if (message.epoch === epoch) resolve();
          });
        });
        const wokeAt = Date.now();
        frozen.signal('SIGCONT');
        await within(
          `the replica that was frozen at ${point} knows that it lost the lease`,
          Promise.race([lost, frozen.ended]),
        );
        expect(frozen.complaint()).toBe('');

        frozen.signal('SIGKILL');
        await frozen.ended;
        zombies.push({
          point,
          epoch,
          overAt,
          wokeAt,
          stored: [...changes, ...(await changedBy(store, epoch, overAt))],
        });
      }
      await working.heard('working');
      working.tell({ kind: 'drain' });
      await within('the last replica has finished what was open', working.heard('drained'));
      return { evidence: { ...(await readEvidence(store, files)), kills, zombies }, zombies };
    });
  } finally {
    for (const replica of replicas) replica.signal('SIGKILL');
    await Promise.all(replicas.map((replica) => replica.ended));
  }
}

/** Actions that nobody has settled since that epoch. */
async function leftBy({ store }: Stage, epoch: number): Promise<number> {
  const rows = await store.ledger.actions({ states: ['sent', 'running', 'in_doubt', 'needs_human'] });
  return rows.filter((row) => row.epoch <= epoch).length;
}

async function within<T>(what: string, happening: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Waited ${withinMs} ms in vain: ${what}`)), withinMs);
  });
  try {
    return await Promise.race([happening, late]);
  } finally {
    clearTimeout(timer);
  }
}

describe('a replica that was frozen at any point past its lease changes nothing when it wakes', () => {
  test.concurrent.each(proofKinds)('$kind', { timeout: 300_000 * rounds }, async (of) => {
    const seed = Number(process.env['PROOF_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

    const { evidence, zombies } = await withScratch({ url: postgres?.url() ?? '' }, (scratch) =>
      freezeAtEach(of, scratch, seed),
    );

    expect(
      zombies.filter((one) => one.stored.length > 0),
      `seed ${seed}`,
    ).toEqual([]);
    expect(zombies).toHaveLength(pointsOf(of).length * rounds);
    const { faults } = judge(evidence, [of]);
    // What repeats without a key has been seen twice before; what it may not do is what a stale process may not do.
    expect(of.guaranteed ? faults : faults.filter((one) => one.rule === 'stale-powerless'), `seed ${seed}`).toEqual([]);
  });
});
