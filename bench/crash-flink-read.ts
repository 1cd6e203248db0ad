import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Store } from '../src/adapters/store/open-store.ts';
import type { FlinkClusterHandle } from '../src/demo/flink-cluster.ts';
import { actionStates } from '../src/domain/action.ts';
import { machineTime } from './crash-flink-clock.ts';
import {
  type FlinkEvidence,
  type FlinkKill,
  readJobManagerLog,
  readLines,
  readSavepointFolders,
} from './crash-flink-evidence.ts';
import type { FlinkAgentSettings } from './crash-flink-messages.ts';

const MoveData = z.object({ action: z.string(), state: z.enum(actionStates) });

/** Reads all that a run has left, while the cluster's folder is still there. */
export async function readFlinkEvidence(of: {
  readonly cluster: FlinkClusterHandle;
  readonly settings: FlinkAgentSettings;
  readonly store: Store;
  readonly kills: readonly FlinkKill[];
  readonly samples: FlinkEvidence['samples'];
}): Promise<FlinkEvidence> {
  const { settings, kills, samples } = of;
  const { ledger, incidents } = of.store;
  const actions = await ledger.actions({});
  const armedAt = new Map<string, number>();
  for (const row of actions) {
    const first = (await ledger.attempts(row.id)).find((one) => one.n === 1);
    if (first !== undefined) armedAt.set(row.id, machineTime(settings.time, first.armedAt));
  }
  const moves = (await incidents.timeline({})).map(({ at, text, data }) => ({ at, text, ...MoveData.parse(data) }));
  return {
    actions,
    moves: moves.map(({ at, text, action, state }) => ({
      text,
      actionId: action,
      state,
      at: machineTime(settings.time, at),
    })),
    armedAt,
    released: readLines(settings.journal),
    kills,
    log: readJobManagerLog(readFileSync(join(of.cluster.directory, 'logs', 'jobmanager.log'), 'utf8')),
    folders: readSavepointFolders(settings.savepoints),
    samples,
  };
}
