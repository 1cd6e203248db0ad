import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DemoError } from '../src/demo/demo-error.ts';
import type { FlinkClusterHandle } from '../src/demo/flink-cluster.ts';
import { viewRuns } from '../src/demo/observe-job.ts';
import { finalStates } from '../src/domain/action.ts';
import type { LedgerStore } from '../src/ports/store.ts';
import type { RunSample } from './crash-flink-evidence.ts';
import type { FlinkLane } from './crash-flink-messages.ts';

/** The people around the agent: they start the jobs, look at them, and start what is down once the agent has given it up. */
export interface FlinkUser {
  /** Starts every job, empty. */
  begin(): Promise<void>;
  /** Looks after the jobs until the signal aborts. */
  lookAfter(signal: AbortSignal): Promise<void>;
  readonly samples: readonly RunSample[];
  /** Starts after a loss. */
  readonly restarts: number;
}

export interface FlinkUserParts {
  readonly cluster: FlinkClusterHandle;
  readonly lanes: readonly FlinkLane[];
  readonly store: LedgerStore;
  readonly savepoints: string;
  /** A job must be missing for so long: with HA the JobManager lists it again a while after it answers. */
  readonly missingForMs: number;
}

const endedStates = ['FINISHED', 'FAILED', 'CANCELED'];
const everyMs = 1_500;

export function makeFlinkUser({ cluster, lanes, store, savepoints, missingForMs }: FlinkUserParts): FlinkUser {
  const samples: RunSample[] = [];
  const runs = new Map<string, Set<string>>(lanes.map((lane) => [lane.name, new Set()]));
  const missingSince = new Map<string, number>();
  let restarts = 0;

  async function submit(lane: FlinkLane, snapshotPath: string | undefined): Promise<void> {
    const from = snapshotPath === undefined ? {} : { snapshotPath };
    await cluster.submit({ programArguments: lane.programArgs, parallelism: 1, ...from });
  }

  async function look(lane: FlinkLane): Promise<void> {
    const views = await viewRuns(cluster, lane.name);
    const alive = views.filter((view) => !endedStates.includes(view.state));
    for (const view of views) runs.get(lane.name)?.add(view.id);
    const [newest] = alive;
    samples.push({
      at: Date.now(),
      name: lane.name,
      alive: alive.map((view) => view.id),
      run: newest?.id,
      restoredCount: newest?.restoredCount ?? -1,
      currentCount: newest?.currentCount ?? -1,
    });
    if (alive.length > 0) missingSince.delete(lane.name);
    else await startIfGivenUp(lane);
  }

  async function startIfGivenUp(lane: FlinkLane): Promise<void> {
    const since = missingSince.get(lane.name) ?? Date.now();
    missingSince.set(lane.name, since);
    const rows = (await store.actions({})).filter((row) => row.jobName === lane.name);
    // A plan that is open may start it itself, and two starts under one name are what must not be.
    if (rows.some((row) => !finalStates.includes(row.state))) missingSince.set(lane.name, Date.now());
    else if (Date.now() - since >= missingForMs) {
      const keys = rows.flatMap((row) => (row.key === '' ? [] : [row.key]));
      for (const key of keys) runs.get(lane.name)?.add(key);
      restarts += 1;
      missingSince.delete(lane.name);
      await submit(lane, newestSnapshot(cluster.directory, savepoints, [...(runs.get(lane.name) ?? [])], keys));
    }
  }

  return {
    samples,
    get restarts() {
      return restarts;
    },
    async begin() {
      for (const lane of lanes) await submit(lane, undefined);
    },
    async lookAfter(signal) {
      while (!signal.aborted) {
        for (const lane of lanes) {
          try {
            await look(lane);
          } catch (error) {
            // The JobManager is away: nothing is seen, and nothing can be done.
            if (!(error instanceof DemoError)) throw error;
          }
        }
        await sleep(everyMs);
      }
    },
  };
}

/** Of all complete snapshots of these runs and keys the one that was written last. */
function newestSnapshot(
  directory: string,
  savepoints: string,
  runs: readonly string[],
  keys: readonly string[],
): string | undefined {
  const folders = [
    ...runs.flatMap((run) => below(join(directory, 'checkpoints', run), 'chk-')),
    ...keys.flatMap((key) => below(join(savepoints, key), 'savepoint-')),
  ];
  const dated = folders.flatMap((path) => {
    const metadata = statSync(join(path, '_metadata'), { throwIfNoEntry: false });
    return metadata === undefined || metadata.size === 0 ? [] : [{ path, at: metadata.mtimeMs }];
  });
  const newest = dated.toSorted((a, b) => b.at - a.at)[0];
  return newest === undefined ? undefined : `file://${newest.path}`;
}

function below(folder: string, prefix: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => (name.startsWith(prefix) ? [join(folder, name)] : []));
}
