import { expect, test } from 'vitest';
import type { ActionRow } from '../../../src/domain/action.ts';
import type { Notification } from '../../../src/ports/notifications.ts';
import type { OpenEmptyStore } from './contract.ts';
import { actionNamed, eventOf, incidentNamed, planNamed } from './rows-for-tests.ts';

const stale = expect.objectContaining({ code: 'store.stale_write', retryable: true });

function notificationNamed(id: string, change: Partial<Notification> = {}): Notification {
  return {
    id,
    kind: 'incident',
    cluster: 'prod',
    incidentId: 'i-1',
    channel: 'C1',
    message: null,
    digest: null,
    toldSeq: 0,
    listId: null,
    pending: null,
    last: null,
    sequence: 0,
    failures: 0,
    nextTryAt: 0,
    saidAt: 0,
    saidAsOf: 0,
    postedAt: null,
    dueAt: null,
    done: false,
    createdAt: 1000,
    version: 0,
    ...change,
  };
}

function messageOf(planId: string, change: Partial<ActionRow> = {}): ActionRow {
  const plan = planNamed(planId, 'i-1');
  return actionNamed(`a-${planId}`, plan, { kind: 'slack/post-message', lane: 'message:x', ...change });
}

export function notificationContract(open: OpenEmptyStore): void {
  test('gives back what was saved with what says it, its version raised by one', async () => {
    const { store } = await open();
    await store.incidents.save({ incident: incidentNamed('i-1'), events: [] });
    const pending = { planId: 'n#0', what: 'post', digest: 'd', seq: 3, asOf: 900 } as const;

    const saved = await store.notifications.save(notificationNamed('n', { pending }), 0, messageOf('n#0'));

    expect(saved).toEqual(notificationNamed('n', { pending, version: 1 }));
    expect(await store.notifications.get('n')).toEqual(saved);
    expect((await store.ledger.actions({ kinds: ['slack/post-message'] })).map((one) => one.planId)).toEqual(['n#0']);
    expect(await store.ledger.actions({ exceptKinds: ['slack/post-message'] })).toEqual([]);
    expect(await store.ledger.actions({ kinds: [] })).toEqual([]);
  });

  test('refuses an older version, and keeps nothing of it', async () => {
    const { store } = await open();
    await store.incidents.save({ incident: incidentNamed('i-1'), events: [] });
    const first = await store.notifications.save(notificationNamed('n'), 0);
    await store.notifications.save({ ...first, failures: 1 }, 0);

    await expect(store.notifications.save({ ...first, failures: 2 }, 0, messageOf('n#1'))).rejects.toEqual(stale);
    await expect(store.notifications.save(notificationNamed('n'), 0)).rejects.toEqual(stale);

    expect((await store.notifications.get('n'))?.failures).toBe(1);
    expect(await store.ledger.actions({})).toEqual([]);
  });

  test('refuses who has lost the cluster', async () => {
    const { store } = await open();
    const lease = await store.leases.hold({ cluster: 'prod', holder: 'other', ttlMs: 60_000 });
    if (lease.kind !== 'held') throw new Error('nobody else has it');

    await expect(store.notifications.save(notificationNamed('n'), lease.epoch - 1)).rejects.toEqual(stale);

    await store.notifications.save(notificationNamed('n'), lease.epoch);
  });

  test('lists what is not done, of one cluster or of all, and counts what was posted', async () => {
    const { store } = await open();
    await store.notifications.save(notificationNamed('b', { createdAt: 2, postedAt: 50 }), 9);
    await store.notifications.save(notificationNamed('a', { createdAt: 1, postedAt: 40, cluster: 'test' }), 9);
    await store.notifications.save(notificationNamed('c', { done: true, postedAt: 60, channel: 'C2' }), 9);

    expect((await store.notifications.open()).map((one) => one.id)).toEqual(['a', 'b']);
    expect((await store.notifications.open('prod')).map((one) => one.id)).toEqual(['b']);
    expect(await store.notifications.posted('C1', 40)).toBe(2);
    expect(await store.notifications.posted('C1', 41)).toBe(1);
    expect(await store.notifications.get('c')).toMatchObject({ done: true });
  });

  test('gives the events after one, in their order and with their numbers', async () => {
    const { store } = await open();
    const events = ['one', 'two', 'three'].map((text) => eventOf('i-1', text));
    await store.incidents.save({ incident: incidentNamed('i-1'), events });
    const [first] = await store.notifications.eventsAfter('i-1', 0);

    const later = await store.notifications.eventsAfter('i-1', first?.seq ?? 0);

    expect(later.map((one) => one.event.text)).toEqual(['two', 'three']);
    expect(await store.notifications.eventsAfter('i-2', 0)).toEqual([]);
  });
}
