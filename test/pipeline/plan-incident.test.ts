import { describe, expect, test } from 'vitest';
import { CorruptRow } from '../../src/adapters/store/store-error.ts';
import { planIncident } from '../../src/pipeline/plan-incident.ts';
import type { LedgerStore } from '../../src/ports/store.ts';
import { jobId } from '../support/action-facts.ts';
import { makePipelineRig, type PipelineRig, startSop } from '../support/pipeline-rig.ts';

const calm = new AbortController().signal;

/** Diagnosed by a poll that saw everything, and kept from a plan only so far. */
async function diagnosed(): Promise<PipelineRig> {
  const rig = await makePipelineRig();
  await rig.step(3);
  await rig.hold();
  rig.trouble = ['backpressure-high'];
  await rig.untilState('diagnosed');
  await rig.lift();
  return rig;
}

describe('between the poll and the plan', () => {
  test('a cluster that cannot be read any more is waited for', async () => {
    const rig = await diagnosed();
    const { deps } = await rig.living();
    rig.world.readable = false;

    expect(await planIncident(deps, await rig.incident(), calm)).toBe(true);

    const { state, planId, refusals } = await rig.incident();
    expect({ state, planId }).toEqual({ state: 'diagnosed', planId: null });
    expect(refusals).toMatchObject([{ reason: 'the cluster cannot be read' }]);
    rig.world.readable = true;
    await rig.untilState('verifying');
  });

  test('what else fails while the cluster is read is no reason to wait', async () => {
    const rig = await diagnosed();
    const { deps } = await rig.living();
    const flinkOf = (): never => {
      throw new Error('the disk is full');
    };

    await expect(planIncident({ ...deps, flinkOf }, await rig.incident(), calm)).rejects.toThrow('the disk is full');
  });

  test('where what was done to the job cannot be read a person is told at once', async () => {
    const rig = await diagnosed();
    const { deps } = await rig.living();
    const store: LedgerStore = {
      ...deps.actions,
      async actions({ onUnreadable, ...filter }) {
        const error = new CorruptRow('action', 'a-1', 'its JSON is broken');
        onUnreadable?.({ planId: 'p-1', cluster: 'main', lane: 'main/orders', error });
        return await deps.actions.actions(filter);
      },
    };

    expect(await planIncident({ ...deps, actions: store }, await rig.incident(), calm)).toBe(true);

    const { id, state, planId, escalation } = await rig.incident();
    expect({ state, planId }).toEqual({ state: 'escalated', planId: null });
    expect(escalation).toContain('The row a-1 of table action cannot be read');
    expect(escalation).toContain(`flink-medic incidents ack ${id}`);
    expect(rig.world.base.arrived).toEqual([]);
  });

  test('for a job that Flink does not list any more nothing is planned', async () => {
    const rig = await diagnosed();
    const { deps } = await rig.living();
    const world = { ...deps.world, window: () => undefined };

    await planIncident({ ...deps, world }, await rig.incident(), calm);

    expect(await rig.incident()).toMatchObject({
      state: 'escalated',
      planId: null,
      escalation: 'Flink does not list the job any more, so nothing can be planned for it',
    });
    expect(rig.world.base.arrived).toEqual([]);
  });

  test('a job that somebody rescaled is looked at again before a factor is applied to it', async () => {
    const rig = await diagnosed();
    const { deps } = await rig.living();
    const { flink } = rig.world;
    const job: typeof flink.inspect.job = async (id, signal) => {
      const detail = await flink.inspect.job(id, signal);
      return detail && { ...detail, vertices: detail.vertices.map((one) => ({ ...one, parallelism: 4 })) };
    };

    await planIncident(
      { ...deps, flinkOf: () => ({ ...flink, inspect: { ...flink.inspect, job } }) },
      await rig.incident(),
      calm,
    );

    const { state, refusals } = await rig.incident();
    expect(state).toBe('diagnosed');
    expect(refusals).toMatchObject([
      { reason: 'the job has another parallelism than when it was looked at', value: '4' },
    ]);
  });
});

describe('a job that failed only just', () => {
  async function failed(mode: 'ask' | 'auto'): Promise<PipelineRig> {
    const rig: PipelineRig = await makePipelineRig({
      sop: startSop,
      record: { mode },
      limits: { settleBeforeStartMs: 60_000 },
      trouble: async () => ((await rig.world.current()).state === 'FAILED' ? ['job-failed'] : []),
    });
    await rig.step(3);
    rig.world.base.setJob(jobId, 'FAILED');
    return rig;
  }

  test('is not started alone before what brought it down had time to go', async () => {
    const rig = await failed('auto');
    const failedAt = rig.clock.at;

    await rig.step(6);
    const before = await rig.incident();
    await rig.untilState('verifying');

    expect(before.refusals).toMatchObject([{ reason: 'the job failed only just' }]);
    expect(rig.clock.at - failedAt).toBeGreaterThanOrEqual(60_000);
    expect(rig.world.base.arrived).toHaveLength(1);
  });

  test('is asked about at once where a person decides', async () => {
    const rig = await failed('ask');

    await rig.step(6);

    expect(await rig.incident()).toMatchObject({ state: 'awaiting_approval' });
  });
});
