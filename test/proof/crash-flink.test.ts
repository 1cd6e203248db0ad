import { describe, expect, test } from 'vitest';
import { fastClock, machineTime } from '../../bench/crash-flink-clock.ts';
import {
  type FlinkEvidence,
  type FlinkFault,
  type JobManagerLine,
  readJobManagerLog,
} from '../../bench/crash-flink-evidence.ts';
import { judgeFlink } from '../../bench/crash-flink-judge.ts';
import { makeFlinkKills, preys, victims } from '../../bench/crash-flink-schedule.ts';
import type { ActionRow } from '../../src/domain/action.ts';
import { makeRandom } from '../../src/proof/random.ts';
import { rowOf } from './evidence-for-tests.ts';

const old = '0'.repeat(31) + '1';
const fresh = '0'.repeat(31) + '2';
const savepoint = '/sp/stop/savepoint-1';

const stop = rowOf('stop', {
  kind: 'stop-with-savepoint',
  key: 'stop',
  args: JSON.stringify({ job: old, directory: '/sp' }),
  result: { savepoint: `file:${savepoint}` },
});
const start = rowOf('start', {
  kind: 'start-job',
  key: fresh,
  args: JSON.stringify({ previousJob: old, snapshot: `file:${savepoint}` }),
  result: { jobId: fresh },
});
const extra = rowOf('extra', {
  kind: 'trigger-savepoint',
  key: 'extra',
  args: JSON.stringify({ job: old, directory: '/sp', sinceCheckpoint: 4 }),
  result: { savepoint: 'file:/sp/extra/savepoint-1' },
});

/** A savepoint, then a restart; the agent dies while the stop is on its way. */
const good: FlinkEvidence = {
  actions: [extra, stop, start],
  moves: [
    { actionId: 'stop', state: 'in_doubt', at: 2_500, text: 'stop: in_doubt' },
    { actionId: 'stop', state: 'succeeded', at: 2_900, text: 'stop: succeeded' },
  ],
  armedAt: new Map([
    ['extra', 1_000],
    ['stop', 2_000],
    ['start', 3_000],
  ]),
  released: ['extra', 'stop', 'start'],
  kills: [{ victim: 'agent', prey: 'stop-with-savepoint', at: 2_200, inFlight: [{ actionId: 'stop', state: 'sent' }] }],
  log: [
    { kind: 'savepoint', at: 1_010, job: old },
    { kind: 'stop', at: 2_010, job: old },
    { kind: 'ended', at: 2_100, job: old, state: 'FINISHED' },
    { kind: 'run-asked', at: 3_005, job: fresh },
    { kind: 'submitted', at: 3_010, job: fresh },
    { kind: 'started-from', at: 3_020, job: fresh, path: `file:${savepoint}` },
  ],
  folders: [
    { key: 'extra', path: '/sp/extra/savepoint-1', complete: true, completedAt: 1_020 },
    { key: 'stop', path: savepoint, complete: true, completedAt: 2_050 },
  ],
  samples: [
    { at: 1_900, name: 'orders', alive: [old], run: old, restoredCount: 0, currentCount: 40 },
    { at: 4_000, name: 'orders', alive: [fresh], run: fresh, restoredCount: 44, currentCount: 50 },
  ],
};

const without = (kind: JobManagerLine['kind']): Partial<FlinkEvidence> => ({
  log: good.log.filter((line) => line.kind !== kind),
});
const changed = (id: string, change: Partial<ActionRow>): readonly ActionRow[] =>
  good.actions.map((row) => (row.id === id ? { ...row, ...change } : row));
const rulesBroken = (change: Partial<FlinkEvidence>): FlinkFault['rule'][] =>
  judgeFlink({ ...good, ...change }).faults.map((fault) => fault.rule);

test('one effect of each action, told as it is, is beyond reproach', () => {
  const verdict = judgeFlink(good);

  expect(verdict).toMatchObject({ faults: [], void: null, ok: true, landed: 1, effects: 3, countsCompared: 1 });
  expect(verdict.rows.find((row) => row.victim === 'agent' && row.kind === 'stop-with-savepoint')).toMatchObject({
    kills: 1,
    landed: 1,
    actions: 1,
    duplicates: 0,
    inDoubt: 1,
    needsPerson: 0,
    settleMs: { p50: 700 },
  });
});

describe('what Flink did outweighs what the ledger says', () => {
  test.each<[history: string, change: Partial<FlinkEvidence>, want: FlinkFault['rule'][]]>([
    [
      'a second folder of one trigger id, even an incomplete one',
      { folders: [...good.folders, { key: 'extra', path: '/sp/extra/savepoint-2', complete: false, completedAt: 0 }] },
      ['twice'],
    ],
    [
      'a second savepoint in the log of the JobManager',
      { log: [...good.log, { kind: 'savepoint', at: 1_500, job: old }] },
      ['twice'],
    ],
    [
      'a second submission that was taken in',
      {
        log: [...good.log, { kind: 'run-asked', at: 3_499, job: fresh }, { kind: 'submitted', at: 3_500, job: fresh }],
      },
      ['twice'],
    ],
    ['an action that never ended', { actions: changed('extra', { state: 'in_doubt' }) }, ['lost']],
    ['an action that the store has forgotten', { released: [...good.released, 'gone'] }, ['lost']],
    [
      'a savepoint that was told and is not there',
      { folders: good.folders.filter((folder) => folder.key !== 'extra') },
      ['told-wrong'],
    ],
    ['a stop whose job has not ended', without('ended'), ['told-wrong']],
    ['a start that Flink never took in', without('submitted'), ['told-wrong']],
    ['a start without its state', without('started-from'), ['told-wrong']],
    [
      'a start from another savepoint',
      {
        log: good.log.map((line) => (line.kind === 'started-from' ? { ...line, path: '/sp/extra/savepoint-1' } : line)),
      },
      ['told-wrong'],
    ],
    [
      'fewer records than were counted before',
      { samples: good.samples.map((one) => (one.run === fresh ? { ...one, restoredCount: 39 } : one)) },
      ['state-lost'],
    ],
    [
      'a failure whose savepoint is there',
      { actions: changed('extra', { state: 'failed', result: null }) },
      ['told-wrong'],
    ],
    [
      'two runs of one name at a time',
      { samples: [...good.samples, { ...good.samples[0]!, at: 5_000, alive: [old, fresh] }] },
      ['two-at-once'],
    ],
  ])('%s', (_history, change, want) => {
    expect(rulesBroken(change)).toEqual(want);
  });

  test.each<[history: string, change: Partial<FlinkEvidence>]>([
    ['a failure that names the savepoint which is there', { actions: changed('extra', { state: 'failed' }) }],
    ['an action that waits for a person', { actions: changed('extra', { state: 'needs_human', result: null }) }],
    [
      'an action that a person gave up',
      { actions: changed('extra', { state: 'dropped', dropReason: 'abandoned', result: null }) },
    ],
    [
      'fewer records after a JobManager died before the stop: the job went back to its checkpoint',
      {
        samples: good.samples.map((one) => (one.run === fresh ? { ...one, restoredCount: 39 } : one)),
        kills: [...good.kills, { ...good.kills[0]!, victim: 'jobmanager', at: 1_950 }],
      },
    ],
  ])('allows %s', (_history, change) => {
    expect(rulesBroken(change)).toEqual([]);
  });
});

test('what a recovered Flink submits to itself is no second effect of ours', () => {
  const recovered: JobManagerLine = { kind: 'submitted', at: 3_900, job: fresh };

  expect(rulesBroken({ log: [...good.log, recovered] })).toEqual([]);
  // Alone it is none either: what nobody asked for is not what the action was for.
  expect(rulesBroken({ log: [...(without('run-asked').log ?? []), recovered] })).toEqual(['told-wrong']);
});

test('a run whose kills hit nothing on its way is void', () => {
  const missed = good.kills.map((kill) => ({ ...kill, inFlight: [] }));

  expect(judgeFlink({ ...good, kills: missed })).toMatchObject({
    void: 'only 0 of 1 kills hit an action between intent and outcome',
    ok: false,
  });
});

test('the log of a JobManager is read line by line, over all its lives', () => {
  const job = 'd3d3503402a39f661eb22e4a35ed57ae';
  const log = [
    `2026-11-26 22:11:12,737 INFO  org.apache.flink.runtime.jobmaster.JobMaster [] - Triggering savepoint for job ${job}.`,
    `2026-11-26 22:11:14,807 INFO  org.apache.flink.runtime.jobmaster.JobMaster [] - Triggering a manual checkpoint for job ${job}.`,
    `2026-11-26 22:11:16,909 INFO  org.apache.flink.runtime.jobmaster.JobMaster [] - Triggering stop-with-savepoint for job ${job}.`,
    `2026-11-26 22:11:19,970 INFO  org.apache.flink.client.deployment.application.executors.EmbeddedExecutor [] - Submitting Job with JobId=${job}.`,
    `2026-11-26 22:11:19,972 INFO  org.apache.flink.runtime.dispatcher.StandaloneDispatcher [] - Received JobGraph submission 'orders' (${job}).`,
    `2026-11-26 22:11:19,973 INFO  org.apache.flink.runtime.dispatcher.StandaloneDispatcher [] - Submitting job 'orders' (${job}).`,
    `2026-11-26 22:11:19,986 INFO  org.apache.flink.runtime.checkpoint.CheckpointCoordinator [] - Starting job ${job} from savepoint file:/sp/k2/savepoint-d3d350-60e6ba645821 ()`,
    `2026-11-26 22:11:22,126 INFO  org.apache.flink.runtime.checkpoint.CheckpointCoordinator [] - Completed checkpoint 9 for job ${job} (6273 bytes, checkpointDuration=84 ms, finalizationTime=1 ms).`,
    `2026-11-26 22:11:30,601 INFO  org.apache.flink.runtime.executiongraph.ExecutionGraph [] - Job orders (${job}) switched from state RUNNING to FINISHED.`,
    '\tat org.apache.flink.Something: Triggering savepoint for job in a stack trace',
  ].join('\n');

  const lines = readJobManagerLog(log);

  expect(lines.map((line) => line.kind)).toEqual([
    'savepoint',
    'manual-checkpoint',
    'stop',
    'run-asked',
    'submitted',
    'started-from',
    'completed',
    'ended',
  ]);
  expect(lines.every((line) => line.job === job)).toBe(true);
  expect(lines[0]?.at).toBe(new Date(2026, 10, 26, 22, 11, 12, 737).getTime());
  expect(lines[5]).toMatchObject({ path: 'file:/sp/k2/savepoint-d3d350-60e6ba645821' });
});

test('the same seed makes the same kills, and all victims and kinds have their turn', () => {
  const some = (seed: number) => {
    const kills = makeFlinkKills(makeRandom(seed));
    return Array.from({ length: 60 }, () => kills.next());
  };

  expect(some(5)).toEqual(some(5));
  expect(some(5)).not.toEqual(some(6));
  expect(new Set(some(5).map((one) => one.victim))).toEqual(new Set(victims));
  expect(new Set(some(5).map((one) => one.prey))).toEqual(new Set(preys));
  expect(some(5).every((one) => one.plusMs >= 0 && one.plusMs <= 800)).toBe(true);
});

test('fast time is one time for all processes and can be turned back', () => {
  const base = Date.now() - 10_000;
  const now = fastClock({ base, speed: 8 }).now();

  expect(now - base).toBeGreaterThanOrEqual(80_000);
  expect(machineTime({ base, speed: 8 }, base + 80_000)).toBe(base + 10_000);
});
