import { expect, test } from 'vitest';
import type { Store } from '../../../src/adapters/store/open-store.ts';
import { type ActionRow, actionStates, finalStates, undeterminedStates } from '../../../src/domain/action.ts';
import type { Attempt } from '../../../src/ports/store.ts';
import type { OpenEmptyStore } from './contract.ts';
import { actionNamed, eventOf, incidentNamed, planNamed } from './rows-for-tests.ts';

export function ledgerContract(open: OpenEmptyStore): void {
  test('counts epochs upwards and never gives one twice', async () => {
    const { store } = await open();

    const epochs = await Promise.all([store.ledger.nextEpoch(), store.ledger.nextEpoch(), store.ledger.nextEpoch()]);

    expect(new Set(epochs)).toEqual(new Set([1, 2, 3]));
    expect(await store.ledger.nextEpoch()).toBe(4);
  });

  test('stores the row, its attempt, report and events together', async () => {
    const { store } = await open();
    const { a } = await plannedActions(store);
    const ready = await moved(store, a, { state: 'ready', key: 'k-1', epoch: 1 });
    const sent: ActionRow = {
      ...ready,
      state: 'sent',
      attempts: 1,
      takeovers: 2,
      firstSentAt: 2000,
      result: { savepoint: '/sp/1' },
    };

    const stored = await store.ledger.transition({
      id: a.id,
      from: 'ready',
      attempts: 0,
      next: sent,
      attempt: attemptOf(a, 1),
      report: { actionId: a.id, at: 2000, epoch: 1, source: 'hook', text: 'no such trigger' },
      event: eventOf('i-1', 'sent'),
    });

    expect(stored).toBe(true);
    expect(await store.ledger.actions({ states: ['sent'] })).toEqual([sent]);
    expect(await store.ledger.attempts(a.id)).toEqual([attemptOf(a, 1)]);
    expect(await store.ledger.reports(a.id)).toMatchObject([{ source: 'hook', text: 'no such trigger' }]);
    expect(await store.incidents.timeline({})).toEqual([eventOf('i-1', 'sent')]);
  });

  test('refuses what is about another action or incident, and stores nothing of the move', async () => {
    const { store } = await open();
    const { a, b } = await plannedActions(store);
    const other = await plannedActions(store, 'i-2', 'invoices');
    const parts = [
      { attempt: attemptOf(b, 1) },
      { report: { actionId: b.id, at: 2000, epoch: 1, source: 'hook' as const, text: 'not its own' } },
      { event: eventOf(other.a.incidentId, 'sent') },
      { event: eventOf('no such incident', 'sent') },
    ];

    for (const part of parts) {
      const next = { ...a, state: 'ready' as const, key: 'k-1' };
      const change = { id: a.id, from: a.state, attempts: 0, next, ...part };
      await expect(store.ledger.transition(change)).rejects.toThrow(/given with action/);
    }

    expect(await store.ledger.actions({ planId: a.planId })).toEqual([a, b]);
    expect(await store.incidents.timeline({})).toEqual([]);
  });

  test('stores whatever Flink said, down to quotes, backslashes and characters that cannot be shown', async () => {
    const { store } = await open();
    const { a } = await plannedActions(store);
    const said = `{"it": 'said', NULL, \\ "\u{1F4A5}\r\n\0}`;

    await store.ledger.transition({
      id: a.id,
      from: 'proposed',
      attempts: 0,
      next: { ...a, state: 'sent', key: 'k-1', note: said, result: { savepoint: said } },
      attempt: { ...attemptOf(a, 1), evidence: said },
      report: { actionId: a.id, at: 2000, epoch: 1, source: 'send', text: said },
      event: eventOf('i-1', said),
    });

    const [row] = await store.ledger.actions({ states: ['sent'] });
    const [attempt] = await store.ledger.attempts(a.id);
    const [report] = await store.ledger.reports(a.id);
    // PostgreSQL keeps no NUL in text, and shows one as U+FFFD; in JSON it is escaped.
    for (const text of [row?.note, attempt?.evidence, report?.text])
      expect([said, said.replace('\0', '\uFFFD')]).toContain(text);
    expect(row?.result).toEqual({ savepoint: said });
  });

  test.each<[title: string, change: Partial<ActionRow>, from: ActionRow['state']]>([
    ['the row has left the state', { state: 'ready', epoch: 5 }, 'awaiting_approval'],
    ['the row was written by a later epoch', { state: 'ready', epoch: 4 }, 'proposed'],
  ])('stores nothing at all when %s', async (_title, change, from) => {
    const { store } = await open();
    const { a } = await plannedActions(store);
    await moved(store, a, { epoch: 5 });

    const stored = await store.ledger.transition({
      id: a.id,
      from,
      attempts: 0,
      next: { ...a, ...change },
      attempt: attemptOf(a, 1),
      report: { actionId: a.id, at: 1, epoch: 1, source: 'send', text: 'late' },
      event: eventOf('i-1', 'late'),
    });

    expect(stored).toBe(false);
    expect((await store.ledger.actions({ planId: 'p-1' }))[0]).toEqual({ ...a, epoch: 5 });
    expect(await store.ledger.attempts(a.id)).toEqual([]);
    expect(await store.ledger.reports(a.id)).toEqual([]);
    expect(await store.incidents.timeline({})).toEqual([]);
  });

  test('stores nothing of a process whose epoch is over, even in a row that nobody touched since', async () => {
    const { store } = await open();
    const { a } = await plannedActions(store);
    const old = await store.ledger.nextEpoch();
    await store.ledger.nextEpoch();

    const stored = await tried(store, a, { state: 'ready', epoch: old });

    expect(stored).toBe(false);
  });

  test('keeps a report of a process whose epoch is over', async () => {
    const { store } = await open();
    const { a } = await plannedActions(store);
    await store.ledger.nextEpoch();
    await store.ledger.nextEpoch();

    await store.ledger.addReport({ actionId: a.id, at: 9, epoch: 1, source: 'send', text: 'a late 202' });

    expect(await store.ledger.reports(a.id)).toEqual([
      { actionId: a.id, at: 9, epoch: 1, source: 'send', text: 'a late 202' },
    ]);
  });

  test('keeps what a late answer says of its request, and leaves the action as it is', async () => {
    const { store } = await open();
    const { a } = await plannedActions(store);
    const epoch = await store.ledger.nextEpoch();
    const attempt = {
      actionId: a.id,
      n: 1,
      key: 'k',
      epoch,
      armedAt: 1,
      deadlineAt: 2,
      outcome: 'lost',
      evidence: 'gone',
    };
    const next = { ...a, state: 'awaiting_approval', epoch } as const;
    expect(await store.ledger.transition({ id: a.id, from: 'proposed', attempts: 0, next, attempt })).toBe(true);
    await store.ledger.nextEpoch();

    const report = { actionId: a.id, at: 9, epoch, source: 'send', text: 'a late 202' } as const;
    await store.ledger.addReport(report, { ...attempt, outcome: 'other-key', evidence: 'accepted as x' });

    expect(await store.ledger.attempts(a.id)).toEqual([
      { ...attempt, outcome: 'other-key', evidence: 'accepted as x' },
    ]);
    expect(await store.ledger.reports(a.id)).toEqual([report]);
    expect(await store.ledger.actions({ planId: a.planId })).toContainEqual(
      expect.objectContaining({ ...next, id: a.id }),
    );
  });

  test('keeps what a late answer says of no other request, of this action or another', async () => {
    const { store } = await open();
    const { a, b } = await plannedActions(store);
    for (const [row, n] of [
      [a, 1],
      [a, 2],
      [b, 1],
    ] as const) {
      const next = { ...row, note: `attempt ${n}` };
      await store.ledger.transition({ id: row.id, from: 'proposed', attempts: 0, next, attempt: attemptOf(row, n) });
    }

    const report = { actionId: a.id, at: 9, epoch: a.epoch, source: 'send', text: 'a late 202' } as const;
    await store.ledger.addReport(report, { ...attemptOf(a, 1), outcome: 'executed', evidence: 'accepted' });

    expect((await store.ledger.attempts(a.id)).map(({ outcome }) => outcome)).toEqual(['executed', null]);
    expect((await store.ledger.attempts(b.id)).map(({ outcome }) => outcome)).toEqual([null]);
  });

  test('gives the reports of one action', async () => {
    const { store } = await open();
    const { a, b } = await plannedActions(store);
    for (const { id } of [a, b]) {
      await store.ledger.addReport({ actionId: id, at: 9, epoch: 1, source: 'send', text: `of ${id}` });
    }

    expect((await store.ledger.reports(b.id)).map(({ text }) => text)).toEqual([`of ${b.id}`]);
  });

  test('refuses a report of an action that it does not know', async () => {
    const { store } = await open();

    await expect(
      store.ledger.addReport({ actionId: 'nobody', at: 9, epoch: 1, source: 'send', text: 'x' }),
    ).rejects.toThrow(/foreign key/i);
  });

  test('an unknown action does not move', async () => {
    const { store } = await open();
    const { a } = await plannedActions(store);

    const next = { ...a, id: 'nobody' };
    expect(await store.ledger.transition({ id: 'nobody', from: 'proposed', attempts: 0, next })).toBe(false);
  });

  test.each(finalStates.flatMap((from) => actionStates.map((to) => [from, to] as const)))(
    'nothing leads from %s to %s',
    async (from, to) => {
      const { store } = await open();
      const { a } = await plannedActions(store);
      const ended = await moved(store, a, { state: from });

      expect(await tried(store, ended, { state: to, note: 'changed' })).toBe(false);

      expect(await store.ledger.actions({ planId: 'p-1', states: [from] })).toMatchObject([
        { id: a.id, note: 'planned' },
      ]);
    },
  );

  test.each(undeterminedStates.flatMap((held) => undeterminedStates.map((to) => [held, to] as const)))(
    'while an action of the lane is %s no other becomes %s',
    async (held, to) => {
      const { store } = await open();
      const { a, b } = await plannedActions(store);
      await moved(store, a, { state: held, key: 'k-a' });

      const stored = await store.ledger.transition({
        id: b.id,
        from: 'proposed',
        attempts: 0,
        next: { ...b, state: to, key: 'k-b' },
        event: eventOf('i-1', 'second'),
      });

      expect(stored).toBe(false);
      expect(await store.incidents.timeline({})).toEqual([]);
    },
  );

  test('the lane is free again after an end, and other lanes always are', async () => {
    const { store } = await open();
    const { a, b } = await plannedActions(store);
    const other = await plannedActions(store, 'i-2', 'invoices');
    const sent = await moved(store, a, { state: 'sent', key: 'k-a' });

    expect(await tried(store, other.a, { state: 'sent', key: 'k-c' })).toBe(true);
    await moved(store, sent, { state: 'succeeded' });

    expect(await tried(store, b, { state: 'sent', key: 'k-b' })).toBe(true);
  });

  test.each<[title: string, first: Partial<ActionRow>, wanted: boolean]>([
    ['may be sent when the other is only ready', { state: 'ready' }, true],
    ['may be sent when the other failed', { state: 'failed', firstSentAt: 2000 }, true],
    ['may be sent when the other was dropped unsent', { state: 'dropped', dropReason: 'expired' }, true],
    ['is refused when the other succeeded', { state: 'succeeded', firstSentAt: 2000 }, false],
    [
      'is refused when the other was abandoned',
      { state: 'dropped', dropReason: 'abandoned', firstSentAt: 2000 },
      false,
    ],
    ['is refused when the other may be sent again', { state: 'ready', firstSentAt: 2000 }, false],
  ])('a key that two actions share %s', async (_title, first, wanted) => {
    const { store } = await open();
    const { a, b } = await plannedActions(store);
    await moved(store, a, { ...first, key: 'same' });

    expect(await tried(store, b, { state: 'sent', key: 'same', firstSentAt: 3000 })).toBe(wanted);
  });

  test('one key for different arguments is an error and stores nothing', async () => {
    const { store } = await open();
    const { a, b } = await plannedActions(store);
    await moved(store, a, { state: 'dropped', dropReason: 'stale', key: 'same' });

    const conflict = tried(store, b, { state: 'ready', key: 'same', argsDigest: 'args-2', args: '{}' });

    await expect(conflict).rejects.toMatchObject({ code: 'store.key_conflict', retryable: false });
    expect(await store.ledger.actions({ states: ['ready'] })).toEqual([]);
  });

  test.each(['cluster', 'kind'] as const)('a key of another %s is another key', async (field) => {
    const { store } = await open();
    const { a, b } = await plannedActions(
      store,
      'i-1',
      'orders',
      field === 'kind' ? { kind: 'cancel-job' } : { cluster: 'dr' },
    );
    await moved(store, a, { state: 'dropped', dropReason: 'stale', key: 'same' });

    expect(await tried(store, b, { state: 'ready', key: 'same', argsDigest: 'args-2', args: '{}' })).toBe(true);
  });

  test("actions that have no key yet are in nobody's way, whatever their arguments", async () => {
    const { store } = await open();
    const { a, b } = await plannedActions(store);
    const resolved = await moved(store, a, { args: '{}', argsDigest: 'args-2' });

    expect(await tried(store, resolved, { state: 'awaiting_approval' })).toBe(true);
    expect(await tried(store, b, { state: 'awaiting_approval' })).toBe(true);
  });

  test.each<[title: string, stored: Partial<ActionRow>, from: ActionRow['state']]>([
    ['has left the state', { state: 'ready', key: 'k-a' }, 'proposed'],
    ['was written by a later epoch', { state: 'ready', key: 'k-a', epoch: 5 }, 'ready'],
    ['was sent since', { state: 'ready', key: 'k-a', attempts: 1 }, 'ready'],
  ])('a move of a row that %s is no mistake, whatever it wanted to write', async (_title, change, from) => {
    const { store } = await open();
    const { a, b } = await plannedActions(store);
    await moved(store, b, { state: 'ready', key: 'k-b' });
    const stored = await moved(store, a, change);
    const other = { ...a, state: 'ready' as const, key: 'k-b', args: '{}', argsDigest: 'args-2' };

    expect(await store.ledger.transition({ id: a.id, from, attempts: 0, next: other })).toBe(false);
    expect((await store.ledger.actions({ planId: a.planId }))[0]).toEqual(stored);
  });

  test('a move of a process whose epoch is over is no mistake either', async () => {
    const { store } = await open();
    const { a, b } = await plannedActions(store);
    const old = await store.ledger.nextEpoch();
    await moved(store, b, { state: 'ready', key: 'same', epoch: await store.ledger.nextEpoch() });

    expect(await tried(store, a, { state: 'ready', key: 'same', args: '{}', argsDigest: 'args-2', epoch: old })).toBe(
      false,
    );
  });

  test('arguments may still be resolved before the action has a key', async () => {
    const { store } = await open();
    const { a } = await plannedActions(store);
    const waiting = await moved(store, a, { state: 'awaiting_approval' });

    expect(await tried(store, waiting, { state: 'ready', key: 'k', args: '{"job":"x"}', argsDigest: 'args-2' })).toBe(
      true,
    );
  });

  test.each(['args', 'argsDigest', 'key', 'lane', 'kind', 'step', 'planId', 'cluster'] as const)(
    'once an action has a key its %s cannot change',
    async (field) => {
      const { store } = await open();
      const { a } = await plannedActions(store);
      const value = field === 'step' ? 7 : field === 'kind' ? 'cancel-job' : 'changed';
      let stored = a;

      // The earlier one keeps its key by another condition of the write.
      for (const state of ['awaiting_approval', 'ready'] as const) {
        stored = await moved(store, stored, { state, key: 'k-1' });
        await expect(tried(store, stored, { state: 'sent', [field]: value })).rejects.toThrow(field);
        expect(await store.ledger.actions({ states: [state] })).toEqual([stored]);
      }
    },
  );

  test('an attempt is written once; only what came of it is filled in and never emptied', async () => {
    const { store } = await open();
    const { a } = await plannedActions(store);
    const armed = attemptOf(a, 1);
    const sent = { ...a, state: 'sent', key: 'k-1' } as const;
    await store.ledger.transition({ id: a.id, from: 'proposed', attempts: 0, next: sent, attempt: armed });
    const doubt = { ...sent, state: 'in_doubt' } as const;
    const answered = { ...armed, key: 'other', armedAt: 1, outcome: 'timeout', evidence: 'no reply' };
    await store.ledger.transition({ id: a.id, from: 'sent', attempts: 0, next: doubt, attempt: answered });

    await store.ledger.transition({ id: a.id, from: 'in_doubt', attempts: 0, next: doubt, attempt: armed });

    expect(await store.ledger.attempts(a.id)).toEqual([{ ...armed, outcome: 'timeout', evidence: 'no reply' }]);
  });

  test.each(['executed', 'already', 'other-key'])(
    'that a request was accepted is never taken back, and may become more exact: %s',
    async (outcome) => {
      const { store } = await open();
      const { a } = await plannedActions(store);
      const armed = attemptOf(a, 1);
      const sent = { ...a, state: 'sent', key: 'k-1' } as const;
      await store.ledger.transition({ id: a.id, from: 'proposed', attempts: 0, next: sent, attempt: armed });
      const kept = { ...armed, outcome, evidence: 'accepted' };
      await store.ledger.addReport({ actionId: a.id, at: 9, epoch: 1, source: 'send', text: 'late' }, kept);
      const doubt = { ...sent, state: 'in_doubt' } as const;
      const lost = { ...armed, outcome: 'maybe', evidence: 'no answer' };

      await store.ledger.transition({ id: a.id, from: 'sent', attempts: 0, next: doubt, attempt: lost });
      expect(await store.ledger.attempts(a.id)).toEqual([kept]);

      const exact = { ...armed, outcome: 'other-key', evidence: 'as x' };
      await store.ledger.transition({ id: a.id, from: 'in_doubt', attempts: 0, next: doubt, attempt: exact });
      expect(await store.ledger.attempts(a.id)).toEqual([exact]);
    },
  );

  test('does not move a row that was sent again since it was read', async () => {
    const { store } = await open();
    const { a } = await plannedActions(store);
    const second = await moved(store, a, { state: 'sent', key: 'k-1', attempts: 2, sendDeadlineAt: 9000 });
    const stale: ActionRow = { ...second, state: 'in_doubt', attempts: 1, sendDeadlineAt: 3000 };

    expect(await store.ledger.transition({ id: a.id, from: 'sent', attempts: 1, next: stale })).toBe(false);
    expect(await store.ledger.actions({ planId: a.planId, states: ['sent'] })).toEqual([second]);
    const fresh: ActionRow = { ...second, state: 'in_doubt' };
    expect(await store.ledger.transition({ id: a.id, from: 'sent', attempts: 2, next: fresh })).toBe(true);
  });

  test('gives attempts by number', async () => {
    const { store } = await open();
    const { a } = await plannedActions(store);
    for (const n of [2, 1, 10]) {
      await store.ledger.transition({ id: a.id, from: 'proposed', attempts: 0, next: a, attempt: attemptOf(a, n) });
    }

    expect((await store.ledger.attempts(a.id)).map((attempt) => attempt.n)).toEqual([1, 2, 10]);
  });

  test('lists actions by plan, incident, state, key and time of the last change', async () => {
    const { store } = await open();
    const { a, b } = await plannedActions(store);
    const other = await plannedActions(store, 'i-2', 'invoices');
    await moved(store, b, { state: 'ready', key: 'k-b', updatedAt: 7000 });
    const idsOf = async (filter: Parameters<Store['ledger']['actions']>[0]): Promise<string[]> =>
      (await store.ledger.actions(filter)).map((action) => action.id);

    expect(await idsOf({})).toEqual([a.id, b.id, other.a.id, other.b.id]);
    expect(await idsOf({ id: b.id })).toEqual([b.id]);
    expect(await idsOf({ id: b.id, exceptKinds: [b.kind] })).toEqual([]);
    expect(await idsOf({ id: 'nobody' })).toEqual([]);
    expect(await idsOf({ planId: 'p-2' })).toEqual([other.a.id, other.b.id]);
    expect(await idsOf({ incidentId: 'i-1' })).toEqual([a.id, b.id]);
    expect(await idsOf({ states: ['ready', 'sent'] })).toEqual([b.id]);
    expect(await idsOf({ states: [] })).toEqual([]);
    expect(await idsOf({ lane: other.a.lane })).toEqual([other.a.id, other.b.id]);
    expect(await idsOf({ lane: b.lane, states: ['ready'] })).toEqual([b.id]);
    expect(await idsOf({ lane: 'nowhere' })).toEqual([]);
    expect(await idsOf({ since: 7000 })).toEqual([b.id]);
    await moved(store, other.a, { state: 'dropped', dropReason: 'stale', updatedAt: 7000 });
    expect(await idsOf({ since: 7000 })).toEqual([b.id, other.a.id]);
    expect(await idsOf({ since: 7001 })).toEqual([]);
    expect(await idsOf({ since: 7000, states: ['dropped'] })).toEqual([other.a.id]);
    expect(await idsOf({ since: 7000, exceptKinds: [b.kind] })).toEqual([]);
    expect(await idsOf({ since: 7000, exceptKinds: ['start-job', b.kind] })).toEqual([]);
    expect(await idsOf({ since: 7000, exceptKinds: [] })).toEqual([b.id, other.a.id]);
    expect(await idsOf({ since: 7000, kinds: ['start-job'] })).toEqual([]);
    expect(await idsOf({ since: 7000, kinds: ['start-job', b.kind] })).toEqual([b.id, other.a.id]);
    expect(await idsOf({ since: 7000, kinds: [] })).toEqual([]);
    expect(await idsOf({ key: { ...b, key: 'k-b' } })).toEqual([b.id]);
    expect(await idsOf({ key: { ...b, key: 'k-b', cluster: 'elsewhere' } })).toEqual([]);
  });
}

async function plannedActions(
  store: Store,
  incidentId = 'i-1',
  job = 'orders',
  second: Partial<ActionRow> = {},
): Promise<{ a: ActionRow; b: ActionRow }> {
  const plan = { ...planNamed(incidentId.replace('i', 'p'), incidentId), jobName: job };
  const a = actionNamed(`${plan.id}-a`, plan);
  const b = actionNamed(`${plan.id}-b`, plan, { step: 1, ...second });
  await store.incidents.save({
    incident: incidentNamed(incidentId, { job }),
    events: [],
    plan: { plan, actions: [b, a] },
  });
  return { a, b };
}

function tried(store: Store, action: ActionRow, change: Partial<ActionRow>): Promise<boolean> {
  const { id, state: from, attempts } = action;
  return store.ledger.transition({ id, from, attempts, next: { ...action, ...change } });
}

async function moved(store: Store, action: ActionRow, change: Partial<ActionRow>): Promise<ActionRow> {
  expect(await tried(store, action, change)).toBe(true);
  return { ...action, ...change };
}

function attemptOf(action: ActionRow, n: number): Attempt {
  return {
    actionId: action.id,
    n,
    key: 'k-1',
    epoch: 1,
    armedAt: 2000,
    deadlineAt: 2500,
    outcome: null,
    evidence: null,
  };
}
