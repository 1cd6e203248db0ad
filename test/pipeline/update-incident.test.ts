import { describe, expect, test } from 'vitest';
import { StaleWrite } from '../../src/domain/errors.ts';
import type { Incident } from '../../src/domain/incident.ts';
import type { IncidentChange, IncidentStore } from '../../src/ports/store.ts';
import { event, updateIncident } from '../../src/pipeline/update-incident.ts';
import { incidentNamed } from '../adapters/store/rows-for-tests.ts';
import { makePipelineRig } from '../support/pipeline-rig.ts';

async function storeWith(change: Partial<Incident>): Promise<IncidentStore> {
  const { store } = await makePipelineRig();
  await store.incidents.save({ incident: incidentNamed('inc-1', change), events: [] });
  return store.incidents;
}

const noting = (one: Incident): IncidentChange => ({
  incident: { ...one, acknowledgedBy: 'alice' },
  events: [event(one.id, 1, 'acknowledged', `noted in state ${one.state}`)],
});

describe('an incident that somebody else saves first', () => {
  test('is read again, and the change decided from what is stored then', async () => {
    const store = await storeWith({ state: 'open' });
    const seen: Incident['state'][] = [];

    const saved = await updateIncident(store, 'inc-1', async (one) => {
      seen.push(one.state);
      if (seen.length === 1) await store.save({ incident: { ...one, state: 'diagnosed' }, events: [] });
      return noting(one);
    });

    expect(seen).toEqual(['open', 'diagnosed']);
    expect(saved).toMatchObject({ state: 'diagnosed', acknowledgedBy: 'alice' });
    expect(await store.timeline({ incidentId: 'inc-1' })).toMatchObject([{ text: 'noted in state diagnosed' }]);
  });

  test('is left as it is where nothing is to be done any more', async () => {
    const store = await storeWith({ state: 'open' });

    const saved = await updateIncident(store, 'inc-1', async (one) => {
      if (one.state === 'closed') return undefined;
      await store.save({ incident: { ...one, state: 'closed', closing: 'resolved', closedAt: 2 }, events: [] });
      return noting(one);
    });

    expect(saved).toBeUndefined();
    expect(await store.get('inc-1')).toMatchObject({ state: 'closed', acknowledgedBy: null });
  });

  test('is given up for now after ten times', async () => {
    const store = await storeWith({ state: 'open' });
    let tries = 0;

    const update = updateIncident(store, 'inc-1', async (one) => {
      tries += 1;
      await store.save({ incident: { ...one, updatedAt: one.updatedAt + 1 }, events: [] });
      return noting(one);
    });

    await expect(update).rejects.toThrow(StaleWrite);
    expect(tries).toBe(10);
  });
});

test('what else keeps it from being saved is no reason to decide again', async () => {
  const store = await storeWith({ state: 'open' });
  let tries = 0;

  const update = updateIncident({ ...store, save: () => Promise.reject(new Error('disk full')) }, 'inc-1', (one) => {
    tries += 1;
    return noting(one);
  });

  await expect(update).rejects.toThrow('disk full');
  expect(tries).toBe(1);
});
