import { expect, test } from 'vitest';
import type { ActionRow } from '../../src/domain/action.ts';
import { UserMistake } from '../../src/domain/errors.ts';
import { failoverObjections } from '../../src/pipeline/plan-objections.ts';
import type { LedgerStore } from '../../src/ports/store.ts';
import { now, rowNamed } from '../support/action-facts.ts';
import { detectionOf, signalOf } from '../support/detections.ts';

const restarted = signalOf('jobmanager-restarted', now, { job: null, jobId: null });

/** What the store holds of the cluster `main`, whose JobManager is new unless said otherwise. */
async function valuesOf(
  rows: readonly ActionRow[],
  own?: ActionRow,
  { signals = [restarted], answers = 'jm-1', isNew = false, unreadableIn = '', lane = 'second/x' } = {},
): Promise<string[]> {
  const deps = {
    world: {
      detection: () => detectionOf(signals, { job: null }),
      isNew: () => isNew,
      window: () => undefined,
      latest: () => ({ identity: { incarnation: 'jm-1' } }),
    },
    actions: {
      actions: async ({ planId, states, onUnreadable }: Parameters<LedgerStore['actions']>[0]) => {
        const error = new UserMistake('the row cannot be read');
        if (unreadableIn !== '') {
          onUnreadable?.({ planId: 'p', cluster: unreadableIn, lane, error });
        }
        return rows.filter(
          (row) => (planId ?? row.planId) === row.planId && (states ?? [row.state]).includes(row.state),
        );
      },
    },
  };
  const objections = await failoverObjections(
    deps as unknown as Parameters<typeof failoverObjections>[0],
    'main',
    own && { row: own, incarnation: answers },
  );
  return objections.map(({ weight, value }) => `${weight} ${value}`);
}

test('an action of the cluster that cannot be read is in the way, one of another cluster is not', async () => {
  await expect(valuesOf([], undefined, { unreadableIn: 'main' })).rejects.toThrow('cannot be read');
  await expect(valuesOf([], undefined, { unreadableIn: 'x', lane: 'main/x' })).rejects.toThrow('cannot be read');
  expect(await valuesOf([], undefined, { unreadableIn: 'second' })).toEqual([]);
});

const unsent = { state: 'ready', firstSentAt: null } as const;
const older = rowNamed('older', { ...unsent, planId: 'p-1', lane: 'main/a', createdAt: now - 1 });
const younger = rowNamed('younger', { ...unsent, planId: 'p-2', lane: 'main/b', createdAt: now });

test('of two that are ready at once only the older goes', async () => {
  expect(await valuesOf([older, younger], older)).toEqual([]);
  expect(await valuesOf([older, younger], younger)).toEqual(['wait older ready']);
});

test('whatever they are called', async () => {
  const first = { ...younger, createdAt: older.createdAt - 1 };

  expect(await valuesOf([older, first], first)).toEqual([]);
  expect(await valuesOf([older, first], older)).toEqual(['wait younger ready']);
});

test('of two of the same moment exactly one goes', async () => {
  const twin = { ...younger, createdAt: older.createdAt };

  const goes = [await valuesOf([older, twin], older), await valuesOf([older, twin], twin)];

  expect(goes.filter((one) => one.length === 0)).toHaveLength(1);
});

test.each(['sent', 'running', 'in_doubt', 'needs_human'] as const)(
  'a younger one that is %s is waited for',
  async (state) => {
    expect(await valuesOf([older, { ...younger, state }], older)).toEqual([`wait younger ${state}`]);
  },
);

test('so is a plan between two of its steps, and none that has not begun', async () => {
  const stop = rowNamed('stop', { planId: 'p-3', lane: 'main/c', state: 'succeeded', firstSentAt: now });
  const start = rowNamed('start', { planId: 'p-3', lane: 'main/c', state: 'proposed', firstSentAt: null, step: 1 });
  const ready = { ...start, state: 'ready', createdAt: now } as const;

  expect(await valuesOf([older, stop, start], older)).toEqual(['wait start proposed']);
  expect(await valuesOf([older, stop, ready], older)).toEqual(['wait start ready']);
  expect(await valuesOf([older, start], older)).toEqual([]);
});

test.each([
  ['its own plan', { planId: 'p-1' }],
  ['a message about the cluster', { lane: 'message:incident:1' }],
  ['another cluster', { lane: 'other/b' }],
])('%s is not waited for', async (_title, change) => {
  expect(await valuesOf([older, { ...younger, state: 'sent', ...change }], older)).toEqual([]);
});

test('with the same JobManager as before several may go', async () => {
  expect(await valuesOf([older, { ...younger, state: 'sent' }], older, { signals: [] })).toEqual([]);
  const other = signalOf('taskmanager-lost', now, { job: null, jobId: null });
  expect(await valuesOf([older, { ...younger, state: 'sent' }], older, { signals: [other] })).toEqual([]);
});

test('one that no poll has seen yet counts as new', async () => {
  const sent = { ...younger, state: 'sent' } as const;

  expect(await valuesOf([older, sent], older, { signals: [], answers: 'jm-2' })).toEqual(['wait younger sent']);
});

test('one that came anew while nobody of this process saw it counts as new, and so does one of which a poll failed since', async () => {
  const sent = { ...younger, state: 'sent' } as const;

  expect(await valuesOf([older, sent], older, { signals: [], isNew: true })).toEqual(['wait younger sent']);
  expect(await valuesOf([sent], undefined, { signals: [], isNew: true })).toEqual(['wait younger sent']);
});

test('a plan is not even made while another is ready', async () => {
  expect(await valuesOf([younger])).toEqual(['wait younger ready']);
});
