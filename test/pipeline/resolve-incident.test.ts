import { expect, test } from 'vitest';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { resolveIncident } from '../../src/pipeline/resolve-incident.ts';
import { event } from '../../src/pipeline/update-incident.ts';
import type { IncidentStore } from '../../src/ports/store.ts';
import { incidentNamed } from '../adapters/store/rows-for-tests.ts';
import { signalOf } from '../support/detections.ts';
import { movableClock, temporaryStore } from '../support/temporary-store.ts';

const at = 1_000;

/** An open incident without a plan, and what the watcher is told to forget when a person resolves it. */
async function makeRig() {
  const clock = movableClock(at);
  const store = await temporaryStore(clock);
  const down = (job: string) => signalOf('job-vanished', at, { job });
  const slow = signalOf('backpressure-high', at, { job: 'slow' });
  const incident = incidentNamed('inc-1', { state: 'open', planId: null, signals: [down('first'), slow] });
  const joined = [down('no-room'), { ...slow, job: 'slower' }];
  const events = joined.map((signal) => event('inc-1', at, 'joined', 'it joined', { signal }));
  const saved = await store.incidents.save({ incident, events });
  const forgotten: string[] = [];
  const resolve = async (incidents: IncidentStore = store.incidents) => {
    const seq = await store.answers.insert('alice', at, { kind: 'resolve', incidentId: 'inc-1', reason: '' });
    const forget = (job: string) => Promise.resolve(void forgotten.push(job));
    return await resolveIncident({ incidents, ledger: {} as Ledger, clock, forget }, 'inc-1', '', {
      by: 'alice',
      name: 'alice',
      seq,
    });
  };
  return { store, saved, forgotten, resolve };
}

test('who resolves an incident lets go what is down in it, also what it has no room for, and nothing else', async () => {
  const { store, forgotten, resolve } = await makeRig();

  expect(await resolve()).toBe('resolved');

  expect(forgotten.toSorted()).toEqual(['first', 'no-room']);
  expect(await store.incidents.get('inc-1')).toMatchObject({ state: 'closed', closing: 'resolved' });
});

test('one that recovers in that moment stays as it is, and nothing is let go', async () => {
  const { store, saved, forgotten, resolve } = await makeRig();
  let hasMoved = false;
  const get: IncidentStore['get'] = async (id) => {
    const read = await store.incidents.get(id);
    if (!hasMoved) {
      const incident = { ...saved, state: 'closed', closing: 'recovered', closedAt: at } as const;
      await store.incidents.save({ incident, events: [] });
    }
    hasMoved = true;
    return read;
  };

  expect(await resolve({ ...store.incidents, get })).toBe('refused: the incident moved in this moment; look again');

  expect(forgotten).toEqual([]);
  expect(await store.incidents.get('inc-1')).toMatchObject({ closing: 'recovered' });
});
