import { expect, test } from 'vitest';
import { makeIncidentRunner } from '../../src/pipeline/run-incidents.ts';
import { makePipelineRig } from '../support/pipeline-rig.ts';

test('an incident whose stage failed rests for seconds, also by a clock that was set back meanwhile', async () => {
  const rig = await makePipelineRig({ record: { mode: 'ask' } });
  await rig.step(3);
  rig.trouble = ['backpressure-high'];
  await rig.untilState('awaiting_approval');
  const { deps, log } = await rig.living();
  const time = { steady: 0 };
  const clock = { ...deps.clock, now: () => rig.clock.at, steadyMs: () => time.steady };
  const incidents = { ...deps.incidents, approvalOf: () => Promise.reject(new Error('the store is away')) };
  const runner = makeIncidentRunner({ ...deps, clock, incidents, cluster: 'main', polls: () => 1 });
  const failures = async () => {
    await runner.pass(new AbortController().signal);
    await runner.idle();
    return log.errors.length;
  };

  const first = await failures();
  const atOnce = await failures();
  time.steady += 3_000;
  rig.clock.at -= 3_600_000;

  expect([first, atOnce, await failures()]).toEqual([1, 1, 2]);
});

test('the log says once that a person is needed, and where to look', async () => {
  const rig = await makePipelineRig({ record: { mode: 'ask' } });
  await rig.step(3);
  rig.trouble = ['backpressure-high'];
  await rig.untilState('awaiting_approval');
  await rig.step(5);
  rig.clock.at += 3_600_000;
  const { id, escalation } = await rig.untilState('escalated');
  await rig.step(5);
  const { log } = await rig.living();

  const look = `flink-medic incidents show ${id}`;
  expect(log.warnings).toMatchObject([
    { message: 'a plan waits for a person', fields: { incidentId: id, look } },
    { message: 'incident is handed to a person', fields: { incidentId: id, look, why: escalation } },
  ]);
});
