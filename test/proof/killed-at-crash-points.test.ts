import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Evidence, Kill } from '../../src/proof/evidence.ts';
import { judge } from '../../src/proof/judge.ts';
import { recordOf } from '../../src/proof/kill-loop.ts';
import { type ProofKind, proofKinds } from '../../src/proof/kinds.ts';
import { readEvidence } from '../../src/proof/read-evidence.ts';
import { type Scratch, withScratch } from '../../src/proof/scratch.ts';
import { type Worker, withStage } from '../../src/proof/stage.ts';
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts';
import { pointsOf } from './points-of.ts';

const withinMs = 30_000;
/** Deaths in a row at each point: who takes over dies there, too. */
const deaths = Number(process.env['PROOF_DEATHS'] ?? 2);

let postgres: PostgresServer | undefined;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres?.stop());

/** One process after the other ends itself by SIGKILL at the next point; the last one finishes. */
function dieAtEach(of: ProofKind, scratch: Scratch, seed: number): Promise<Evidence> {
  return withStage({ ...scratch, seed }, async ({ store, hire, settings, files }) => {
    const kills: Kill[] = [];
    let spare = hire();
    const start = async (change: Partial<typeof settings>): Promise<Worker> => {
      const worker = spare;
      spare = hire();
      await worker.heard('warm');
      worker.tell({ kind: 'go', settings: { ...settings, kinds: [of.kind], lanes: 8, ...change } });
      return worker;
    };
    for (const dieAt of pointsOf(of).flatMap((point) => Array.from({ length: deaths }, () => point))) {
      const worker = await start({ dieAt });
      await Promise.race([worker.ended, sleep(withinMs, undefined, { ref: false })]);
      expect({ dieAt, alive: worker.alive, complaint: worker.complaint() }).toEqual({
        dieAt,
        alive: false,
        complaint: '',
      });
      const at = Date.now();
      kills.push(await recordOf(store, { at, epoch: worker.said('epoch')?.epoch, newIncarnation: false }));
    }
    const last = await start({});
    await last.heard('working');
    last.tell({ kind: 'drain' });
    await Promise.race([last.heard('drained'), sleep(90_000, undefined, { ref: false })]);
    return { ...(await readEvidence(store, files)), kills, zombies: [] };
  });
}

const policies = ['proof/keyed-retry', 'proof/long-query', 'proof/blind-ask'];

describe.each(['SQLite', 'PostgreSQL'])('on %s a process that is killed at any point', (engine) => {
  test.concurrent.each(proofKinds.filter((one) => policies.includes(one.kind)))(
    'leaves nothing twice, lost or told wrong: $onDoubt',
    { timeout: 240_000 * deaths },
    async (of) => {
      const seed = Number(process.env['PROOF_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
      const where = engine === 'SQLite' ? { folder: tmpdir() } : { url: postgres?.url() ?? '' };

      const evidence = await withScratch(where, (scratch) => dieAtEach(of, scratch, seed));

      const { faults, kills, landed } = judge(evidence, [of]);
      expect(faults, `seed ${seed}`).toEqual([]);
      expect(kills).toBe(pointsOf(of).length * deaths);
      // Between intent and outcome lie after-arm and after-send.
      expect(landed).toBeGreaterThanOrEqual(2 * deaths);
    },
  );
});
