import { expect, test } from 'vitest';
import type { ActionRow } from '../../../src/domain/action.ts';
import type { Notification } from '../../../src/ports/notifications.ts';
import { newNotification } from '../../../src/pipeline/notify-new.ts';
import type { Store } from '../../../src/adapters/store/open-store.ts';
import type { OpenEmptyStore } from './contract.ts';
import { actionNamed, eventOf, incidentNamed, planNamed } from './rows-for-tests.ts';

const stale = expect.objectContaining({ code: 'store.stale_write', retryable: true });

function notificationNamed(id: string, change: Partial<Notification> = {}): Notification {
  const of = { id, kind: 'incident', cluster: 'prod', incidentId: 'i-1', channel: 'C1' } as const;
  return { ...newNotification(of, 1000), ...change };
}

function messageOf(planId: string, change: Partial<ActionRow> = {}): ActionRow {
  const plan = planNamed(planId, 'i-1');
  return actionNamed(`a-${planId}`, plan, { kind: 'slack/post-message', lane: 'message:x', ...change });
}

export function notificationContract(open: OpenEmptyStore): void {
  test('gives back what was saved with what says it, its version raised by one', async () => {
    const { store } = await open();
    await store.incidents.save({ incident: incidentNamed('i-1'), events: [] });
    const pending = {
      planId: 'n#0',
      what: 'post',
      digest: 'd',
      plain: false,
      seq: 3,
      parts: 0,
      asOf: 900,
      told: null,
    } as const;

    const saved = await store.notifications.save(notificationNamed('n', { pending }), 0, messageOf('n#0'));

    expect(saved).toEqual(notificationNamed('n', { pending, version: 1 }));
    expect(await store.notifications.get('n')).toEqual(saved);
    expect((await store.ledger.actions({ kinds: ['slack/post-message'] })).map((one) => one.planId)).toEqual(['n#0']);
    expect(await store.ledger.actions({ exceptKinds: ['slack/post-message'] })).toEqual([]);
    expect(await store.ledger.actions({ kinds: [] })).toEqual([]);
  });

  test('takes what an older program did not know as nothing', async () => {
    const { store } = await open();
    const {
      shown: _shown,
      called: _called,
      toldParts: _parts,
      refused: _refused,
      plainNext: _next,
      ...old
    } = notificationNamed('n');

    await store.notifications.save(old as Notification, 0);

    expect(await store.notifications.get('n')).toEqual(notificationNamed('n', { version: 1 }));
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
    expect(await store.notifications.posted('C1', 40, 50)).toEqual(
      new Map([
        ['prod', 1],
        ['test', 1],
      ]),
    );
    expect(await store.notifications.posted('C1', 41, 50)).toEqual(new Map([['prod', 1]]));
    expect(await store.notifications.posted('C1', 40, 49)).toEqual(new Map([['test', 1]]));
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

  const closed = { state: 'closed', closing: 'cleared', closedAt: 100, updatedAt: 100 } as const;
  const all = { cluster: 'prod', before: 1_000, most: 100 };

  test.each<[title: string, notification: Partial<Notification>, message: Partial<ActionRow>, incident: object]>([
    ['of an open incident', {}, {}, { state: 'open', updatedAt: 100 }],
    ['of an incident that was changed since', {}, {}, { ...closed, updatedAt: 1_000 }],
    ['that was said since', {}, { updatedAt: 1_000 }, closed],
    ['of another cluster', { cluster: 'test' }, { cluster: 'test' }, closed],
    ['that may have left and is in doubt', {}, { state: 'in_doubt' }, closed],
    ['that is on its way', {}, { state: 'sent' }, closed],
    ['that a person has to settle', {}, { state: 'needs_human' }, closed],
    ['that has not left', {}, { state: 'ready' }, closed],
    ['that has ended and is not taken note of', { done: false, pending: pendingOf('n#0') }, {}, closed],
  ])('never forgets a message %s', async (_title, notification, message, incident) => {
    const { store } = await open();
    await saveTold(store, { notification, message, incident });

    expect(await store.notifications.forget(all)).toBe(0);

    expect(await store.ledger.actions({})).toHaveLength(1);
    expect(await store.notifications.get('n')).toBeDefined();
  });

  test('forgets the messages of a closed incident with their attempts, and then what they were said about', async () => {
    const { store } = await open();
    await saveTold(store, {});
    await store.ledger.addReport({ actionId: 'a-n#0', at: 50, epoch: 0, source: 'hook', text: 'seen' });

    expect(await store.notifications.forget(all)).toBe(2);

    expect(await store.ledger.actions({})).toEqual([]);
    expect(await store.ledger.attempts('a-n#0')).toEqual([]);
    expect(await store.ledger.reports('a-n#0')).toEqual([]);
    expect(await store.incidents.plan('n#0').catch(() => 'corrupt')).toBeUndefined();
    expect(await store.notifications.get('n')).toBeUndefined();
    expect(await store.incidents.get('i-1')).toBeDefined();
    expect(await store.incidents.timeline({ incidentId: 'i-1' })).toHaveLength(1);
    expect(await store.notifications.forget(all)).toBe(0);
  });

  test('never forgets what was done to a job', async () => {
    const { store } = await open();
    await saveTold(store, { message: { kind: 'cancel-job' } });

    expect(await store.notifications.forget(all)).toBe(0);

    expect((await store.ledger.actions({})).map((one) => one.kind)).toEqual(['cancel-job']);
  });

  test.each(['baseline', 'digest', 'outage'] as const)(
    'keeps the notification of kind %s, which counts on',
    async (kind) => {
      const { store } = await open();
      await saveTold(store, { notification: { kind, sequence: 7 } });

      expect(await store.notifications.forget(all)).toBe(1);

      expect(await store.notifications.get('n')).toMatchObject({ sequence: 7 });
    },
  );

  test('forgets so many at most, the oldest first', async () => {
    const { store } = await open();
    await store.incidents.save({ incident: incidentNamed('i-1', closed), events: [] });
    for (const n of [1, 2, 3, 4, 5]) {
      const row = notificationNamed(`n${n}`, { done: true, createdAt: n });
      await store.notifications.save(row, 0, messageOf(`n${n}#0`, { createdAt: n, updatedAt: n }));
      await drop(store, `n${n}#0`, n);
    }

    expect(await store.notifications.forget({ ...all, most: 2 })).toBe(4);
    expect((await store.ledger.actions({})).map((one) => one.planId).toSorted()).toEqual(['n3#0', 'n4#0', 'n5#0']);
    while ((await store.notifications.forget({ ...all, most: 2 })) > 0);

    expect(await store.ledger.actions({})).toEqual([]);
    for (const n of [1, 2, 3, 4, 5]) expect(await store.notifications.get(`n${n}`)).toBeUndefined();
  });
}

const pendingOf = (planId: string) =>
  ({ planId, what: 'post', digest: 'd', plain: false, seq: 0, parts: 0, asOf: 0, told: null }) as const;

/** A notification with one message, as they stand long after. */
async function saveTold(
  store: Store,
  change: {
    readonly notification?: Partial<Notification>;
    readonly message?: Partial<ActionRow>;
    readonly incident?: object;
  },
): Promise<void> {
  const old = { state: 'closed', closing: 'cleared', closedAt: 100, updatedAt: 100 } as const;
  const incident = incidentNamed('i-1', { ...old, ...change.incident });
  await store.incidents.save({ incident, events: [eventOf('i-1', 'over')] });
  const row = notificationNamed('n', { done: true, createdAt: 10, ...change.notification });
  const { state, updatedAt = 100, ...message } = change.message ?? {};
  await store.notifications.save(row, 0, messageOf('n#0', { lane: 'message:n', ...message }));
  await move(store, 'n#0', state ?? 'succeeded', updatedAt);
}

async function drop(store: Store, planId: string, at: number): Promise<void> {
  await move(store, planId, 'dropped', at);
}

/** Puts the message into that state, as if it had come there on its way. */
async function move(store: Store, planId: string, state: ActionRow['state'], updatedAt: number): Promise<void> {
  const [row] = await store.ledger.actions({ planId });
  if (row === undefined) throw new Error(`no message of ${planId}`);
  const next = { ...row, key: `key of ${planId}`, state, updatedAt };
  const attempt = {
    actionId: row.id,
    n: 1,
    key: next.key,
    epoch: 0,
    armedAt: 1,
    deadlineAt: 2,
    outcome: null,
    evidence: null,
  };
  if (!(await store.ledger.transition({ id: row.id, from: row.state, attempts: 0, next, attempt })))
    throw new Error('not moved');
}
