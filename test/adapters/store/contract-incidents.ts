import { expect, test } from 'vitest';
import type { Store } from '../../../src/adapters/store/open-store.ts';
import type { Approval } from '../../../src/domain/approval.ts';
import { StaleWrite } from '../../../src/domain/errors.ts';
import type { Incident } from '../../../src/domain/incident.ts';
import type { OpenEmptyStore } from './contract.ts';
import { actionNamed, approvalNamed, eventOf, incidentNamed, planNamed } from './rows-for-tests.ts';

const stale = expect.objectContaining({ code: 'store.stale_write', retryable: true });

export function incidentContract(open: OpenEmptyStore): void {
  test('knows nothing at first', async () => {
    const { store } = await open();

    expect(await store.incidents.get('i-1')).toBeUndefined();
    expect(await store.incidents.list({})).toEqual([]);
    expect(await store.incidents.timeline({})).toEqual([]);
    expect(await store.incidents.plan('p-1')).toBeUndefined();
    expect(await store.incidents.approvalOf('p-1')).toBeUndefined();
  });

  test('gives back what was saved, its version raised by one each time', async () => {
    const { store } = await open();

    const first = await store.incidents.save({ incident: incidentNamed('i-1'), events: [eventOf('i-1', 'opened')] });
    const second = await store.incidents.save({
      incident: { ...first, state: 'diagnosed' },
      events: [eventOf('i-1', 'diagnosed')],
    });

    expect(first).toEqual(incidentNamed('i-1', { version: 1 }));
    expect(second).toEqual(incidentNamed('i-1', { version: 2, state: 'diagnosed' }));
    expect(await store.incidents.get('i-1')).toEqual(second);
    expect(await textsOf(store)).toEqual(['opened', 'diagnosed']);
  });

  test('refuses a save of an older version and stores nothing of it', async () => {
    const { store } = await open();
    const first = await saved(store, incidentNamed('i-1'));
    await saved(store, { ...first, severity: 'low' });

    const late = store.incidents.save({
      incident: { ...first, severity: 'critical' },
      events: [eventOf('i-1', 'late')],
      plan: { plan: planNamed('p-1', 'i-1'), actions: [] },
    });

    await expect(late).rejects.toEqual(stale);
    expect(await store.incidents.get('i-1')).toMatchObject({ severity: 'low', version: 2 });
    expect(await textsOf(store)).toEqual([]);
    expect(await store.incidents.plan('p-1')).toBeUndefined();
  });

  test('of two saves of the same version at once exactly one is stored', async () => {
    const { store } = await open();
    const first = await saved(store, incidentNamed('i-1'));

    const outcomes = await Promise.allSettled(
      ['one', 'two', 'three'].map((text) => store.incidents.save({ incident: first, events: [eventOf('i-1', text)] })),
    );

    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    expect(await textsOf(store)).toHaveLength(1);
  });

  test.each<[title: string, first: Partial<Incident>, second: Partial<Incident>, wanted: 'stored' | 'stale']>([
    ['refuses a second open incident of a job', {}, {}, 'stale'],
    ['refuses a second open incident of a cluster itself', { job: null }, { job: null }, 'stale'],
    ['refuses the same id twice', { state: 'closed' }, { id: 'i-1' }, 'stale'],
    ['takes a new incident of a job whose last one is closed', { state: 'closed' }, {}, 'stored'],
    ['takes incidents of two jobs', {}, { job: 'invoices' }, 'stored'],
    ['takes incidents of one job name in two clusters', {}, { cluster: 'staging' }, 'stored'],
    ['takes an incident of a cluster beside one of its job', {}, { job: null }, 'stored'],
  ])('%s', async (_title, first, second, wanted) => {
    const { store } = await open();
    await saved(store, incidentNamed('i-1', first));

    const attempt = store.incidents.save({
      incident: incidentNamed('i-2', second),
      events: [eventOf('i-1', 'second')],
    });

    expect(await outcomeOf(attempt)).toBe(wanted);
    expect(await textsOf(store)).toHaveLength(wanted === 'stale' ? 0 : 1);
  });

  test('refuses to reopen an incident beside a newer open one', async () => {
    const { store } = await open();
    const closed = await saved(store, incidentNamed('i-1', { state: 'closed' }));
    await saved(store, incidentNamed('i-2'));

    await expect(saved(store, { ...closed, state: 'open' })).rejects.toEqual(stale);
  });

  test('refuses an incident that could not be read back', async () => {
    const { store } = await open();

    await expect(saved(store, incidentNamed('i-1', { openedAt: Number.NaN }))).rejects.toThrow(/openedAt/);

    expect(await store.incidents.list({})).toEqual([]);
  });

  test('lists newest first, by openness, cluster and the time of the last change', async () => {
    const { store } = await open();
    await saved(store, incidentNamed('old', { openedAt: 1, updatedAt: 1, state: 'closed' }));
    await saved(store, incidentNamed('mid', { openedAt: 2, updatedAt: 9, cluster: 'staging' }));
    await saved(store, incidentNamed('new', { openedAt: 3, updatedAt: 3 }));
    const idsOf = async (filter: Parameters<Store['incidents']['list']>[0]): Promise<string[]> =>
      (await store.incidents.list(filter)).map((incident) => incident.id);

    expect(await idsOf({})).toEqual(['new', 'mid', 'old']);
    expect(await idsOf({ open: true })).toEqual(['new', 'mid']);
    expect(await idsOf({ open: false })).toEqual(['old']);
    expect(await idsOf({ cluster: 'staging' })).toEqual(['mid']);
    expect(await idsOf({ since: 3 })).toEqual(['new', 'mid']);
    expect(await idsOf({ since: 10 })).toEqual([]);
  });

  test('gives the timeline in the order it was written, by incident and by time', async () => {
    const { store } = await open();
    await store.incidents.save({
      incident: incidentNamed('i-1'),
      events: [eventOf('i-1', 'b', 20), eventOf('i-1', 'a', 10)],
    });
    await store.incidents.save({
      incident: incidentNamed('i-2', { job: 'invoices' }),
      events: [eventOf('i-2', 'c', 30)],
    });

    expect(await store.incidents.timeline({ incidentId: 'i-1' })).toEqual([
      eventOf('i-1', 'b', 20),
      eventOf('i-1', 'a', 10),
    ]);
    expect(await store.incidents.timeline({ since: 20 })).toEqual([eventOf('i-1', 'b', 20), eventOf('i-2', 'c', 30)]);
  });

  test('stores a plan with its actions, and never a plan twice', async () => {
    const { store } = await open();
    const plan = planNamed('p-1', 'i-1');
    const actions = [actionNamed('a-1', plan), actionNamed('a-2', plan, { step: 1, stepName: 'start' })];

    const first = await store.incidents.save({ incident: incidentNamed('i-1'), events: [], plan: { plan, actions } });
    const again = store.incidents.save({ incident: first, events: [], plan: { plan, actions: [] } });

    await expect(again).rejects.toThrow('Plan p-1 or one of its actions is stored already');
    expect(await store.incidents.plan('p-1')).toEqual(plan);
    expect(await store.ledger.actions({ planId: 'p-1' })).toEqual(actions);
    expect(await store.incidents.get('i-1')).toMatchObject({ version: 1 });
  });

  test.each([
    ['an action that does not start as proposed', { state: 'ready' as const }],
    ['an action of another plan', { planId: 'p-2' }],
  ])('refuses a plan with %s', async (_title, change) => {
    const { store } = await open();
    const plan = planNamed('p-1', 'i-1');
    const actions = [{ ...actionNamed('a-1', plan), ...change }];

    await expect(
      store.incidents.save({ incident: incidentNamed('i-1'), events: [], plan: { plan, actions } }),
    ).rejects.toThrow(/a-1/);

    expect(await store.incidents.list({})).toEqual([]);
  });

  test.each<[from: Approval['state'], to: Approval['state'], wanted: 'stored' | 'stale']>([
    ['open', 'approved', 'stored'],
    ['open', 'denied', 'stored'],
    ['open', 'expired', 'stored'],
    ['approved', 'used', 'stored'],
    ['approved', 'void', 'stored'],
    ['used', 'used', 'stored'],
    ['used', 'approved', 'stale'],
    ['denied', 'approved', 'stale'],
    ['expired', 'approved', 'stale'],
    ['void', 'open', 'stale'],
  ])('an approval from %s to %s is %s', async (from, to, wanted) => {
    const { store } = await open();
    const plan = planNamed('p-1', 'i-1');
    const first = await store.incidents.save({
      incident: incidentNamed('i-1'),
      events: [],
      plan: { plan, actions: [] },
      approval: approvalNamed('ap-1', plan, { state: from }),
    });
    const next = approvalNamed('ap-1', plan, { state: to, answeredBy: 'ana', answeredAt: 1300, planDigest: 'changed' });

    const attempt = store.incidents.save({ incident: first, events: [], approval: next });

    expect(await outcomeOf(attempt)).toBe(wanted);
    expect(await store.incidents.approvalOf('p-1')).toEqual(
      wanted === 'stale'
        ? approvalNamed('ap-1', plan, { state: from })
        : approvalNamed('ap-1', plan, { state: to, answeredBy: 'ana', answeredAt: 1300 }),
    );
  });

  test('keeps every yes with who, when and by which way', async () => {
    const { store } = await open();
    const plan = planNamed('p-1', 'i-1');
    const vote = { person: 'Ana', by: 'slack:T/U1', at: 1300, via: 'slack' as const };
    const first = await store.incidents.save({
      incident: incidentNamed('i-1'),
      events: [],
      plan: { plan, actions: [] },
      approval: approvalNamed('ap-1', plan, { needed: 2 }),
    });

    await store.incidents.save({
      incident: first,
      events: [],
      approval: approvalNamed('ap-1', plan, { votes: [vote], needed: 1 }),
    });

    expect(await store.incidents.approvalOf('p-1')).toEqual(approvalNamed('ap-1', plan, { votes: [vote], needed: 2 }));
  });

  test('gives the latest approval of a plan that was asked for twice', async () => {
    const { store } = await open();
    const plan = planNamed('p-1', 'i-1');
    const first = await store.incidents.save({
      incident: incidentNamed('i-1'),
      events: [],
      plan: { plan, actions: [] },
      approval: approvalNamed('z', plan, { state: 'expired' }),
    });

    await store.incidents.save({ incident: first, events: [], approval: approvalNamed('a', plan, { askedAt: 5000 }) });

    expect(await store.incidents.approvalOf('p-1')).toMatchObject({ id: 'a', state: 'open' });
  });

  test('marks the answer applied with the last event, in the same transaction', async () => {
    const { store } = await open();
    const seq = await store.answers.insert('ana', 10, { kind: 'ack', incidentId: 'i-1', reason: 'mine' });

    await store.incidents.save({
      incident: incidentNamed('i-1'),
      events: [eventOf('i-1', 'first'), eventOf('i-1', 'acknowledged by ana')],
      answerSeq: seq,
    });

    expect(await store.answers.open()).toEqual([]);
    expect(await store.answers.outcome(seq)).toBe('acknowledged by ana');
  });

  test('gives and changes the one that is meant, of incidents, plans, approvals and answers that are alike', async () => {
    const { store } = await open();
    const [own, other] = [planNamed('p-1', 'i-1'), planNamed('p-2', 'i-2')];
    const [ownSeq, otherSeq] = [
      await store.answers.insert('ana', 10, { kind: 'ack', incidentId: 'i-1', reason: 'mine' }),
      await store.answers.insert('ben', 10, { kind: 'ack', incidentId: 'i-2', reason: 'mine' }),
    ];
    const first = await store.incidents.save({
      incident: incidentNamed('i-1'),
      events: [],
      plan: { plan: own, actions: [] },
      approval: approvalNamed('ap-1', own),
    });
    const second = await store.incidents.save({
      incident: incidentNamed('i-2', { job: 'invoices' }),
      events: [],
      plan: { plan: other, actions: [] },
      approval: approvalNamed('ap-2', other, { askedAt: 5000 }),
    });

    const changed = await store.incidents.save({
      incident: { ...first, severity: 'low' },
      events: [eventOf('i-1', 'acknowledged by ana')],
      approval: approvalNamed('ap-1', own, { state: 'void' }),
      answerSeq: ownSeq,
      answerOutcome: 'as it was said',
    });

    const { incidents, answers } = store;
    expect([await incidents.get('i-1'), await incidents.get('i-2')]).toEqual([changed, second]);
    expect([await incidents.plan('p-1'), await incidents.plan('p-2')]).toEqual([own, other]);
    expect(await incidents.approvalOf('p-1')).toMatchObject({ id: 'ap-1', state: 'void' });
    expect(await incidents.approvalOf('p-2')).toMatchObject({ id: 'ap-2', state: 'open' });
    expect([await answers.outcome(ownSeq), await answers.outcome(otherSeq)]).toEqual(['as it was said', undefined]);
  });

  test('stores nothing when the answer was applied before', async () => {
    const { store } = await open();
    const seq = await store.answers.insert('ana', 10, { kind: 'ack', incidentId: 'i-1', reason: 'mine' });
    const first = await store.incidents.save({ incident: incidentNamed('i-1'), events: [], answerSeq: seq });

    const again = store.incidents.save({
      incident: { ...first, severity: 'low' },
      events: [eventOf('i-1', 'again')],
      answerSeq: seq,
    });

    await expect(again).rejects.toEqual(stale);
    expect(await store.incidents.get('i-1')).toEqual(first);
    expect(await store.answers.outcome(seq)).toBe('applied');
    expect(await textsOf(store)).toEqual([]);
  });
}

async function outcomeOf(attempt: Promise<Incident>): Promise<'stored' | 'stale'> {
  try {
    await attempt;
    return 'stored';
  } catch (error) {
    if (error instanceof StaleWrite) return 'stale';
    throw error;
  }
}

function saved(store: Store, incident: Incident): Promise<Incident> {
  return store.incidents.save({ incident, events: [] });
}

async function textsOf(store: Store): Promise<string[]> {
  return (await store.incidents.timeline({})).map((event) => event.text);
}
