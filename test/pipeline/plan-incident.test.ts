import { describe, expect, test } from 'vitest';
import { planIncident } from '../../src/pipeline/plan-incident.ts';
import { makePipelineRig, type PipelineRig } from '../support/pipeline-rig.ts';

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
});
