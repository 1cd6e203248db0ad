import { expect, test } from 'vitest';
import type { Incident, Refusal } from '../../src/domain/incident.ts';
import { acknowledge } from '../../src/pipeline/acknowledge.ts';
import { observed } from '../../src/pipeline/plan-again.ts';
import { incidentNamed } from '../adapters/store/rows-for-tests.ts';
import { makePipelineRig } from '../support/pipeline-rig.ts';

const held: Refusal = { reason: 'a hold', field: 'hold', value: 'deploy', todo: 'lift it' };
const again = { state: 'open', planId: null, refusals: [] } as const;

test.each<[title: string, was: Partial<Incident>, becomes: 'as it was' | 'planned for']>([
  ['that a refusal kept from a plan', { refusals: [held] }, 'planned for'],
  ['that also mode observe kept from one', { refusals: [observed, held] }, 'planned for'],
  ['that mode observe alone kept from one', { refusals: [observed] }, 'as it was'],
  ['that waits for what is in the way', { state: 'diagnosed', refusals: [held] }, 'as it was'],
  ['whose plan people have to do with', { planId: 'plan-1', refusals: [held] }, 'as it was'],
  ['that nothing kept from a plan', {}, 'as it was'],
  ['from before the first look', { baseline: true }, 'planned for'],
  ['from before the first look, where a plan did not help', { baseline: true, failedPlans: 1 }, 'as it was'],
  ['from before the first look that is not judged yet', { baseline: true, state: 'diagnosed' }, 'as it was'],
])('an incident %s, once somebody took note: %#', async (_title, was, becomes) => {
  const { store, clock, say } = await makePipelineRig();
  const before = incidentNamed('inc-1', { state: 'escalated', baseline: false, planId: null, failedPlans: 0, ...was });
  await store.incidents.save({ incident: before, events: [] });
  const { state, planId, refusals } = before;
  const seq = await say({ kind: 'ack', incidentId: 'inc-1', reason: '' });

  await acknowledge({ incidents: store.incidents, clock }, 'inc-1', '', { by: 'alice', name: 'Alice', seq });

  const kept = becomes === 'as it was' ? { state, planId, refusals } : again;
  expect(await store.incidents.get('inc-1')).toMatchObject({ ...kept, acknowledgedBy: 'Alice' });
});
