import { expect, test } from 'vitest';
import { noMemory } from '../../../src/pipeline/seen-job.ts';
import type { OpenEmptyStore } from './contract.ts';
import { actionNamed, incidentNamed, planNamed } from './rows-for-tests.ts';

const minute = 60_000;

export function leaseContract(open: OpenEmptyStore): void {
  test('is held by one at a time; renewing keeps the epoch', async () => {
    const { leases } = (await open()).store;

    const first = await leases.hold({ cluster: 'prod', holder: 'a', ttlMs: minute / 2 });
    const again = await leases.hold({ cluster: 'prod', holder: 'a', ttlMs: minute, epoch: 1 });
    const other = await leases.hold({ cluster: 'prod', holder: 'b', ttlMs: minute });

    expect(first).toEqual({ kind: 'held', epoch: 1 });
    expect(again).toEqual(first);
    expect(other).toMatchObject({ kind: 'taken', by: 'a' });
    expect(other.kind === 'taken' && other.forMs > 50_000 && other.forMs <= minute).toBe(true);
  });

  test('begun anew by its holder it has a new epoch, and the older one is not renewed any more', async () => {
    const { leases } = (await open()).store;
    await leases.hold({ cluster: 'prod', holder: 'a', ttlMs: minute });

    expect(await leases.hold({ cluster: 'prod', holder: 'a', ttlMs: minute })).toEqual({ kind: 'held', epoch: 2 });
    expect(await leases.hold({ cluster: 'prod', holder: 'a', ttlMs: minute, epoch: 1 })).toEqual({
      kind: 'held',
      epoch: 3,
    });
  });

  test('one cluster says nothing of another', async () => {
    const { leases } = (await open()).store;
    await leases.hold({ cluster: 'prod', holder: 'a', ttlMs: minute });

    expect(await leases.hold({ cluster: 'staging', holder: 'b', ttlMs: minute })).toEqual({ kind: 'held', epoch: 1 });
    expect(await leases.hold({ cluster: 'staging', holder: 'c', ttlMs: minute })).toMatchObject({ by: 'b' });
  });

  test('a lease given free leaves the others of its holder as they are', async () => {
    const { leases } = (await open()).store;
    for (const cluster of ['prod', 'staging']) await leases.hold({ cluster, holder: 'a', ttlMs: minute });

    await leases.release({ cluster: 'prod', holder: 'a' });

    expect(await leases.hold({ cluster: 'staging', holder: 'b', ttlMs: minute })).toMatchObject({ kind: 'taken' });
  });

  test('the epochs of another cluster keep nobody from writing', async () => {
    const { store } = await open();
    const plan = planNamed('p-1', 'i-1');
    const action = actionNamed('a-1', plan);
    const incident = await store.incidents.save({
      incident: incidentNamed('i-1'),
      events: [],
      plan: { plan, actions: [action] },
    });
    for (let n = 0; n < 3; n += 1) await store.leases.hold({ cluster: 'another', holder: 'b', ttlMs: minute });
    await store.leases.hold({ cluster: 'prod', holder: 'a', ttlMs: minute });
    const next = { ...action, state: 'awaiting_approval' as const, epoch: 1 };
    expect(await store.ledger.transition({ id: action.id, from: action.state, attempts: 0, next })).toBe(true);
    expect((await store.incidents.save({ incident, events: [], epoch: 1 })).version).toBe(incident.version + 1);
  });

  test.each([
    ['that was given free', minute, true],
    ['that ran out', 0, false],
  ])('a lease %s is taken with a higher epoch, also by its last holder', async (_title, ttlMs, releases) => {
    const { leases } = (await open()).store;
    await leases.hold({ cluster: 'prod', holder: 'a', ttlMs });
    if (releases) await leases.release({ cluster: 'prod', holder: 'a' });

    expect(await leases.hold({ cluster: 'prod', holder: 'b', ttlMs })).toEqual({ kind: 'held', epoch: 2 });
    if (releases) await leases.release({ cluster: 'prod', holder: 'b' });
    expect(await leases.hold({ cluster: 'prod', holder: 'b', ttlMs })).toEqual({ kind: 'held', epoch: 3 });
  });

  test('one that ran out is not renewed: somebody may have had it meanwhile', async () => {
    const { leases } = (await open()).store;
    await leases.hold({ cluster: 'prod', holder: 'a', ttlMs: 0 });

    expect(await leases.hold({ cluster: 'prod', holder: 'a', ttlMs: minute, epoch: 1 })).toEqual({
      kind: 'held',
      epoch: 2,
    });
  });

  test('only its holder gives a lease free', async () => {
    const { leases } = (await open()).store;
    await leases.hold({ cluster: 'prod', holder: 'a', ttlMs: minute });

    await leases.release({ cluster: 'prod', holder: 'b' });

    expect(await leases.hold({ cluster: 'prod', holder: 'b', ttlMs: minute })).toMatchObject({ kind: 'taken' });
  });

  test('begins above every epoch that was given out without a lease', async () => {
    const { leases, ledger } = (await open()).store;
    await ledger.nextEpoch();
    const epoch = await ledger.nextEpoch();

    expect(await leases.hold({ cluster: 'prod', holder: 'a', ttlMs: minute })).toEqual({
      kind: 'held',
      epoch: epoch + 1,
    });
  });

  test('who lost the lease moves no action and saves no incident', async () => {
    const { store } = await open();
    const { leases, ledger, incidents } = store;
    const plan = planNamed('p-1', 'i-1');
    const incident = await incidents.save({
      incident: incidentNamed('i-1'),
      events: [],
      plan: { plan, actions: [actionNamed('a-1', plan)] },
    });
    await leases.hold({ cluster: 'prod', holder: 'a', ttlMs: 0 });
    await leases.hold({ cluster: 'prod', holder: 'b', ttlMs: minute });
    const [row] = await ledger.actions({});
    if (row === undefined) throw new Error('the action was not stored');

    const move = (epoch: number) => ({
      id: row.id,
      from: row.state,
      attempts: 0,
      next: { ...row, state: 'awaiting_approval' as const, epoch },
    });
    const moved = await ledger.transition(move(1));
    const late = incidents.save({ incident, events: [], epoch: 1 });

    expect(moved).toBe(false);
    await expect(late).rejects.toMatchObject({ code: 'store.stale_write' });
    expect(await ledger.transition(move(2))).toBe(true);
    expect((await incidents.save({ incident, events: [], epoch: 2 })).version).toBe(incident.version + 1);
  });

  test('who lost the lease remembers and forgets nothing', async () => {
    const { store } = await open();
    const { leases, watch } = store;
    const seen = new Map([['orders', { ...noMemory, jobId: 'b' }]]);
    const known = new Map([['orders', { ...noMemory, jobId: 'a' }]]);
    const answered = { incarnation: 'jm-1', firstSeenAt: 1, lastPollAt: 2, unreadable: undefined };
    await watch.saveJobMemories('prod', known);
    await leases.hold({ cluster: 'prod', holder: 'a', ttlMs: 0 });
    await leases.hold({ cluster: 'prod', holder: 'b', ttlMs: minute });
    const refused = { code: 'store.stale_write' };

    await expect(watch.saveJobMemories('prod', seen, 1)).rejects.toMatchObject(refused);
    await expect(watch.forgetJobs('prod', ['orders'], 1)).rejects.toMatchObject(refused);
    await expect(watch.saveCluster('prod', answered, 1)).rejects.toMatchObject(refused);

    expect(await watch.jobMemories('prod')).toEqual(known);
    expect(await watch.cluster('prod')).toBeUndefined();
    await watch.saveJobMemories('prod', seen, 2);
    await watch.saveCluster('prod', answered, 2);
    expect(await watch.jobMemories('prod')).toEqual(seen);
    expect(await watch.cluster('prod')).toMatchObject(answered);
    await watch.forgetJobs('prod', ['orders'], 2);
    expect(await watch.rememberedJobs('prod')).toEqual([]);
  });

  test('who lost the lease ends no answer', async () => {
    const { leases, answers } = (await open()).store;
    const seq = await answers.insert('dan', 1, { kind: 'ack', incidentId: 'i-1', reason: '' });
    await leases.hold({ cluster: 'prod', holder: 'a', ttlMs: 0 });
    await leases.hold({ cluster: 'prod', holder: 'b', ttlMs: minute });

    const late = answers.markApplied(seq, 'refused: epoch 1 is over', { cluster: 'prod', epoch: 1 });

    await expect(late).rejects.toMatchObject({ code: 'store.stale_write' });
    expect(await answers.open()).toHaveLength(1);
    await answers.markApplied(seq, 'dan took note', { cluster: 'prod', epoch: 2 });
    expect(await answers.outcome(seq)).toBe('dan took note');
  });

  test('tells whether any lease is held, of whichever cluster', async () => {
    const { leases } = (await open()).store;
    expect(await leases.isAnyHeld()).toBe(false);
    await leases.hold({ cluster: 'prod', holder: 'a', ttlMs: 0 });
    expect(await leases.isAnyHeld()).toBe(false);

    await leases.hold({ cluster: 'staging', holder: 'b', ttlMs: minute });
    expect(await leases.isAnyHeld()).toBe(true);
    await leases.release({ cluster: 'staging', holder: 'b' });

    expect(await leases.isAnyHeld()).toBe(false);
  });

  test('counts the replicas that live', async () => {
    const { leases } = (await open()).store;

    await leases.announce('a');
    await leases.announce('b');
    await leases.announce('a');
    expect(await leases.living(minute)).toBe(2);
    await leases.leave('b');

    expect(await leases.living(minute)).toBe(1);
    expect(await leases.living(0)).toBe(0);
  });
}
