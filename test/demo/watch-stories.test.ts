import { describe, expect, test } from 'vitest';
import type { FlinkReader } from '../../src/demo/observe-job.ts';
import { makeStoryWatch } from '../../src/demo/watch-stories.ts';
import { newRun, oldRun, storyOf } from './facts.ts';

const story = storyOf('invoice-totals');

interface Run {
  readonly id: string;
  readonly state: string;
  readonly start: number;
  readonly checkpoints: readonly number[];
  readonly count?: number;
}

/** Answers as Flink does, from a list of runs that the test changes. */
function flink(world: { runs: readonly Run[]; down?: boolean }): FlinkReader {
  return {
    get: async (path) => {
      if (world.down === true) throw new Error('no connection');
      const run = world.runs.find((one) => path.includes(one.id));
      if (path === '/jobs/overview') {
        return {
          jobs: world.runs.map(({ id, state, start }) => ({ jid: id, name: story.job, state, 'start-time': start })),
        };
      }
      if (run === undefined) throw new Error(`unexpected ${path}`);
      if (path.includes('/metrics')) {
        return run.count === undefined ? [] : [{ id: 'totals.currentCount', sum: run.count }];
      }
      return path.endsWith('/checkpoints') ? checkpointsOf(run) : detail;
    },
  };
}

const detail = {
  vertices: [
    { id: 'v1', name: 'Source: event-log', parallelism: 1 },
    { id: 'v2', name: 'totals', parallelism: 2 },
  ],
};

function checkpointsOf({ id: run, checkpoints }: Run): unknown {
  const history = checkpoints.map((id) => ({
    id,
    status: 'COMPLETED',
    is_savepoint: id >= 100,
    external_path: `/${run}/${id}`,
    trigger_timestamp: id * 10,
    latest_ack_timestamp: id * 10 + 1,
  }));
  const failed = { id: 99, status: 'FAILED', is_savepoint: false, trigger_timestamp: 0, latest_ack_timestamp: 0 };
  return {
    counts: { completed: checkpoints.length },
    history: [...history, failed],
    latest: { completed: history.at(-1) ?? null, savepoint: null, restored: null },
  };
}

function watched(world: Parameters<typeof flink>[0]) {
  return makeStoryWatch(
    [story],
    () => flink(world),
    () => 5_000,
  );
}

describe('the watch over a job', () => {
  test('remembers checkpoints that Flink has forgotten', async () => {
    const world = { runs: [{ id: oldRun, state: 'RUNNING', start: 1, checkpoints: [1, 2] }] };
    const watch = watched(world);
    await watch.look();

    world.runs = [{ id: oldRun, state: 'RUNNING', start: 1, checkpoints: [3] }];
    await watch.look();

    const known = watch.facts(story).checkpoints.get(oldRun) ?? [];
    expect(known.map((one) => one.id)).toEqual([1, 2, 3]);
    expect(known[0]).toEqual({ id: 1, path: `/${oldRun}/1`, triggeredAt: 10, completedAt: 11 });
  });

  test('keeps the run from before the trouble apart from those after it, newest first', async () => {
    const old = { id: oldRun, state: 'RUNNING', start: 1, checkpoints: [1] };
    const world = { runs: [old] };
    const watch = watched(world);
    await watch.look();
    watch.markBefore();

    world.runs = [
      { ...old, state: 'FAILED' },
      { id: newRun, state: 'RUNNING', start: 2, checkpoints: [] },
    ];
    await watch.look();

    const { before, after } = watch.facts(story);
    expect(before).toMatchObject({ id: oldRun, state: 'RUNNING', parallelism: [1, 2] });
    expect(after.map((run) => run.id)).toEqual([newRun, oldRun]);
  });

  test('keeps what it knew while Flink does not answer', async () => {
    const world = { runs: [{ id: oldRun, state: 'RUNNING', start: 1, checkpoints: [1] }], down: false };
    const watch = watched(world);
    await watch.look();

    world.down = true;
    await watch.look();

    expect(watch.facts(story).after).toHaveLength(1);
  });

  test('notes the count of each look, but not a missing one', async () => {
    const run: Run = { id: oldRun, state: 'RUNNING', start: 1, checkpoints: [1] };
    const world: { runs: readonly Run[] } = { runs: [run] };
    const watch = watched(world);
    await watch.look();

    world.runs = [{ ...run, count: 40 }];
    await watch.look();

    expect(watch.facts(story).counts).toEqual([
      { run: oldRun, restoredId: undefined, restoredAt: undefined, at: 5_000, count: 40 },
    ]);
  });

  test.each([
    ['RUNNING', false],
    ['RESTARTING', false],
    ['FAILED', false],
    ['CANCELLING', true],
    ['CANCELED', true],
    ['FINISHED', true],
  ])('tells from %s whether somebody ended the job: %s', async (state, cancelled) => {
    const watch = watched({ runs: [{ id: oldRun, state, start: 1, checkpoints: [] }] });

    await watch.look();

    expect(watch.facts(story).after[0]?.cancelled).toBe(cancelled);
  });

  test('counts savepoints apart from checkpoints', async () => {
    const watch = watched({ runs: [{ id: oldRun, state: 'RUNNING', start: 1, checkpoints: [1, 100] }] });

    await watch.look();

    const [run] = watch.facts(story).after;
    expect(run?.savepoints).toBe(1);
    expect(run?.checkpoints.map((one) => one.id)).toEqual([1]);
  });
});
