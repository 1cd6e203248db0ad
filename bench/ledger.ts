import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { diskSyncMs } from './disk-sync.ts';
import { type CostRow, type CountRow, measureCost } from './ledger-cost.ts';
import { type KillRow, measureKills, serviceMs } from './ledger-kills.ts';
import { round } from './ledger-numbers.ts';
import { type BenchPostgres, withPostgres } from './ledger-postgres.ts';
import { type Target, targetsOf } from './ledger-targets.ts';

export interface LedgerSizes {
  /** That land between request and outcome, for each contestant. */
  readonly kills: number;
  /** Of each repetition, for each contestant. */
  readonly actions: number;
  readonly repetitions: number;
  readonly seed: number;
}

export interface LedgerResult {
  readonly sizes: LedgerSizes;
  readonly settings: BenchPostgres['settings'];
  /** Version of the peer. */
  readonly peer: string;
  /** Of the last minute: at the start, before the kills, and at the end. */
  readonly load: readonly number[];
  readonly disk: { readonly before: Disk; readonly after: Disk };
  readonly costs: readonly CostRow[];
  readonly counts: readonly CountRow[];
  /** Of the target in the kills. */
  readonly serviceMs: number;
  readonly kills: readonly KillRow[];
  readonly targets: readonly Target[];
}

type Disk = ReturnType<typeof diskSyncMs>;

/** This ledger and a peer: what a durable action costs, and what a SIGKILL in the middle of one leads to. */
export async function benchLedger(sizes: LedgerSizes, progress: (line: string) => void): Promise<LedgerResult> {
  const folder = mkdtempSync(join(tmpdir(), 'flink-medic-bench-'));
  try {
    return await withPostgres(async (postgres) => {
      const load = [round(loadavg()[0] ?? 0)];
      const before = diskSyncMs(folder);
      const parts = { postgres, folder, ...sizes, progress };
      const { rows: costs, counts } = await measureCost(parts);
      const after = diskSyncMs(folder);
      load.push(round(loadavg()[0] ?? 0));
      const kills = await measureKills(parts);
      load.push(round(loadavg()[0] ?? 0));
      return {
        sizes,
        settings: postgres.settings,
        peer: versionOfPeer(),
        load,
        disk: { before, after },
        costs,
        counts,
        serviceMs,
        kills,
        targets: targetsOf(costs, kills),
      };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function versionOfPeer(): string {
  const file = new URL('../node_modules/@dbos-inc/dbos-sdk/package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
