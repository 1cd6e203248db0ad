import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgeFlink } from './crash-flink-judge.ts';
import { type FlinkCrashOptions, type FlinkCrashResult, runFlinkCrash } from './crash-flink-loop.ts';
import { textOfFlink } from './crash-flink-text.ts';
import { type Environment, environment } from './environment.ts';

export type FlinkCrashReport = ReturnType<typeof reportOf>;

type Asked = Omit<FlinkCrashOptions, 'folder' | 'progress'>;

/** Kills agent and JobManager of a real local Flink, and says what Flink and the ledger made of it. Leaves nothing behind. */
export async function crashFlink(asked: Asked): Promise<{ text: string; json: string; ok: boolean }> {
  const folder = mkdtempSync(join(tmpdir(), 'flink-medic-crash-'));
  const loads = [loadavg()[0] ?? 0];
  const progress = (line: string): void => {
    loads.push(loadavg()[0] ?? 0);
    process.stderr.write(`${line}\n`);
  };
  try {
    const result = await runFlinkCrash({ ...asked, folder, progress });
    const report = reportOf(asked, result, environment(), loads);
    return { text: textOfFlink(report), json: JSON.stringify(report, undefined, 2), ok: report.ok };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function reportOf(asked: Asked, result: FlinkCrashResult, here: Environment, loads: readonly number[]) {
  const { version, highAvailability, seed, lanes, speed } = asked;
  return {
    target: 'flink' as const,
    environment: here,
    load: { least: Math.min(...loads), most: Math.max(...loads) },
    version,
    highAvailability,
    seed,
    lanes,
    speed,
    killSeconds: Math.round(result.killSeconds),
    drainSeconds: Math.round(result.drainSeconds),
    userRestarts: result.userRestarts,
    ...judgeFlink(result.evidence),
  };
}
