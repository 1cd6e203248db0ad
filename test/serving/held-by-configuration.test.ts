import { expect, test } from 'vitest';
import { permissionObjections } from '../../src/domain/preconditions.ts';
import type { Hold } from '../../src/domain/approval.ts';
import type { MaintenanceWindow } from '../../src/domain/maintenance.ts';
import { heldByConfiguration } from '../../src/serving/held-by-configuration.ts';
import { goodFacts } from '../support/action-facts.ts';
import { movableClock, temporaryStore } from '../support/temporary-store.ts';

const window: MaintenanceWindow = {
  days: ['mon'],
  from: 22 * 60,
  to: 2 * 60,
  timeZone: 'Europe/Berlin',
  reason: 'network change',
  jobs: ['ord*', 'other'],
};
const during = Date.parse('2026-01-05T22:30:00Z');
const until = Date.parse('2026-01-06T01:00:00Z');

test('an open window is a hold of the jobs it names, besides those of people', async () => {
  const clock = movableClock(during);
  const { answers } = await temporaryStore(clock);
  const held = heldByConfiguration(answers, [{ name: 'main', maintenance: [window] }], clock);
  const pause: Hold = { cluster: null, job: null, until: null, reason: 'deploy', by: 'ann', at: during };
  await held.setHold(null, null, pause);

  const open = await held.holds();
  clock.at = until;
  const after = await held.holds();

  const reason = 'maintenance window until 2026-01-06 02:00 Europe/Berlin: network change';
  expect(open).toEqual([
    pause,
    { cluster: 'main', job: 'ord*', until, reason, by: 'configuration', at: during },
    { cluster: 'main', job: 'other', until, reason, by: 'configuration', at: during },
  ]);
  expect(after).toEqual([pause]);
});

test.each<[job: string | null, isHeld: boolean]>([
  ['ord*', true],
  ['orders', true],
  ['*', true],
  [null, true],
  ['ord', false],
  ['*x', false],
])('a hold of %s on the job orders', (job, isHeld) => {
  const hold: Hold = { cluster: 'main', job, until: null, reason: 'maintenance', by: 'configuration', at: 0 };

  const found = permissionObjections({ ...goodFacts, cluster: 'main', jobName: 'orders', holds: [hold] });

  expect(found.filter((one) => one.field === 'hold').map((one) => one.todo)).toEqual(
    isHeld ? ['wait, or change maintenance of the cluster'] : [],
  );
});
