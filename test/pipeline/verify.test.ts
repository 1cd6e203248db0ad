import { describe, expect, test } from 'vitest';
import type { Incident } from '../../src/domain/incident.ts';
import { latestLoads } from '../../src/pipeline/collect-evidence.ts';
import { readFacts } from '../../src/pipeline/read-facts.ts';
import { jobId, line, minute, otherId, vertex } from '../support/action-facts.ts';
import { signalOf } from '../support/detections.ts';
import { makePipelineRig, type PipelineRig } from '../support/pipeline-rig.ts';

/** A rescale has succeeded; the job takes no checkpoints yet, so that nothing is decided. */
async function verifyingRig(): Promise<PipelineRig> {
  const rig = await makePipelineRig();
  await rig.step(3);
  rig.trouble = ['backpressure-high'];
  await rig.untilState('verifying');
  rig.checkpointsPerRound = 0;
  rig.trouble = [];
  return rig;
}

async function withException(rig: PipelineRig, at: number, latestAt: number | null): Promise<void> {
  const incident = await rig.incident();
  const seen = signalOf('new-exception', at, { evidence: { latestAt } });
  await rig.store.incidents.save({ incident: { ...incident, signals: [...incident.signals, seen] }, events: [] });
}

const failedOnce = (one: Incident) => one.failedPlans === 1;

describe('the verdict', () => {
  test('fails on an exception that was thrown after the plan had ended', async () => {
    const rig = await verifyingRig();
    await withException(rig, rig.clock.at + 1, rig.clock.at + 1);

    await rig.step();

    expect(failedOnce(await rig.incident())).toBe(true);
  });

  test('fails on an exception of which no time is known', async () => {
    const rig = await verifyingRig();
    await withException(rig, rig.clock.at + 1, null);

    await rig.step();

    expect(failedOnce(await rig.incident())).toBe(true);
  });

  test('does not fail on an exception that the action itself caused, read only afterwards', async () => {
    const rig = await verifyingRig();
    await withException(rig, rig.clock.at + 1, rig.clock.at - 1);

    await rig.step();
    rig.checkpointsPerRound = 1;
    const incident = await rig.untilState('closed');

    expect(incident.closing).toBe('cleared');
  });

  test('fails when the job restarts again', async () => {
    const rig = await verifyingRig();
    await rig.step();
    rig.restarts = 1;

    await rig.step();

    expect(failedOnce(await rig.incident())).toBe(true);
  });

  test.each<[title: string, restoredAfterMs: number, want: boolean]>([
    ['does not take the rescale itself for a restart, where the first counters are from before it', -1_000, false],
    ['fails on a restart after it, whose restore was later', 1_000, true],
  ])('%s', async (_title, restoredAfterMs, want) => {
    const rig = await verifyingRig();
    const endedAt = rig.clock.at;
    rig.restoredAt = endedAt - 600_000;
    await rig.step();
    rig.restarts = 1;
    rig.restoredAt = endedAt + restoredAfterMs;

    await rig.step(2);

    expect(failedOnce(await rig.incident())).toBe(want);
  });

  test('waits for two checkpoints, and tells which checks were left at the deadline', async () => {
    const rig = await verifyingRig();

    await rig.step(100);
    const waiting = await rig.incident();
    await rig.until(failedOnce);

    expect(waiting.state).toBe('verifying');
    expect((await rig.entries('verdict')).join()).toContain(
      'not-cleared: 2 checkpoints completed since: no, 0 newer than',
    );
  });

  test('waits for checkpoints that are rarer than the procedure thinks', async () => {
    const rig = await verifyingRig();
    rig.checkpointEveryMs = 10 * minute;
    await rig.step();
    rig.clock.at += 15 * minute;
    await rig.step();
    const early = await rig.incident();

    rig.clock.at += 16 * minute;
    await rig.step();

    expect(early).toMatchObject({ state: 'verifying', failedPlans: 0 });
    expect(failedOnce(await rig.incident())).toBe(true);
  });

  test('does not take the time in which no process looked for time in which the plan did not help', async () => {
    const rig = await verifyingRig();
    await rig.step();
    rig.clock.at += 60 * minute;
    rig.checkpointsPerRound = 1;

    await rig.start();
    const incident = await rig.untilState('closed');

    expect(incident).toMatchObject({ closing: 'cleared', failedPlans: 0 });
  });

  test('comes also where the clock is an hour behind the one by which the plan ended', async () => {
    const rig = await verifyingRig();
    await rig.step();
    rig.clock.at -= 60 * minute;
    rig.checkpointsPerRound = 1;

    await rig.start();
    await rig.step(10);

    expect(await rig.incident()).toMatchObject({ state: 'closed', closing: 'cleared', failedPlans: 0 });
  });

  test.each<[title: string, afterEndMs: number, failedPlans: number]>([
    ['and does not fail on what was seen by that clock before its end', -1, 0],
    ['but on what was seen by it after its end', 1, 1],
  ])('%s', async (_title, afterEndMs, failedPlans) => {
    const rig = await verifyingRig();
    await withException(rig, rig.clock.at + afterEndMs, rig.clock.at + afterEndMs);
    rig.clock.at -= 60 * minute;
    rig.checkpointsPerRound = 1;

    await rig.start();
    await rig.step(10);

    expect(await rig.incident()).toMatchObject({ failedPlans });
  });

  test('gives the next process the whole time, and no more', async () => {
    const rig = await verifyingRig();
    await rig.step();
    rig.clock.at += 60 * minute;

    await rig.start();
    await rig.step(119);
    const waiting = await rig.incident();
    await rig.step(3);

    expect(waiting).toMatchObject({ state: 'verifying', failedPlans: 0 });
    expect(failedOnce(await rig.incident())).toBe(true);
  });

  test('clears the message of a person that was needed on the way', async () => {
    const rig = await verifyingRig();
    const incident = await rig.incident();
    await rig.store.incidents.save({ incident: { ...incident, escalation: 'old' }, events: [] });

    const failed = await rig.until(failedOnce);

    expect(failed.escalation).toBeNull();
  });
});

test('backpressure of another run is no fact about this one', async () => {
  const rig = await makePipelineRig();
  await rig.step(3);
  const { deps } = await rig.living();
  const signal = new AbortController().signal;

  const own = await readFacts(deps, { cluster: 'main', jobName: 'orders', job: jobId }, signal);
  const other = await readFacts(deps, { cluster: 'main', jobName: 'orders', job: otherId }, signal);

  expect(own).toMatchObject({ backpressured: 0, isMeasuring: false });
  expect(other.backpressured).toBeUndefined();
});

test('the load of a run is being measured for a few reads and minutes, whatever comes of it', async () => {
  const rig = await makePipelineRig();
  const signal = new AbortController().signal;
  const facts = async () => {
    const { deps } = await rig.living();
    return readFacts(deps, { cluster: 'main', jobName: 'orders', job: jobId }, signal);
  };

  const before = await facts();
  await rig.step();
  const once = await facts();
  rig.clock.at += 5 * minute;
  const late = await facts();

  expect(before).toMatchObject({ backpressured: undefined, isMeasuring: true });
  expect(once).toMatchObject({ backpressured: undefined, isMeasuring: true });
  expect(late).toMatchObject({ backpressured: undefined, isMeasuring: false });
});

describe('latestLoads', () => {
  const read = (at: number, busyMs: number, id: string = line.id) => ({
    line: { ...line, id: id as typeof line.id },
    at,
    vertices: [{ ...vertex, busyMs, idleMs: at * 2 - busyMs, backpressuredMs: 0 }],
  });
  const memory = {
    exceptionCursor: undefined,
    jobId: undefined,
    lastState: undefined,
    lastCompletedCheckpointId: undefined,
  };
  const windowOf = (...snapshots: readonly ReturnType<typeof read>[]) => ({
    cluster: 'main',
    job: 'orders',
    snapshots,
    memory,
    active: [],
    settled: true,
  });

  test('passes over a read that only repeats the counters, as Flink answers for ten seconds', () => {
    const repeated = { ...read(20_000, 20_000), at: 22_000 };

    const loads = latestLoads(windowOf(read(0, 0), read(20_000, 20_000), repeated));

    expect(loads[0]?.busy).toBe(0.5);
  });

  test('never mixes two runs', () => {
    const loads = latestLoads(windowOf(read(0, 0, 'another'), read(20_000, 20_000)));

    expect(loads).toEqual([]);
  });
});

test('a restart from before the plan is none that came after it', async () => {
  const rig = await makePipelineRig();
  await rig.step(3);
  rig.restarts = 5;
  rig.trouble = ['backpressure-high'];
  await rig.untilState('verifying');
  rig.trouble = [];

  const incident = await rig.untilState('closed', 'escalated', 'diagnosed');

  expect(incident.closing).toBe('cleared');
});
