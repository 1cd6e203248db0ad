import { describe, expect, test } from 'vitest';
import type { Incident } from '../../src/domain/incident.ts';
import type { Plan } from '../../src/domain/plan.ts';
import { minute, rowNamed } from '../support/action-facts.ts';
import { makePipelineRig, type PipelineRig, restartSop } from '../support/pipeline-rig.ts';

async function illRig(setting: Parameters<typeof makePipelineRig>[0] = {}): Promise<PipelineRig> {
  const rig = await makePipelineRig(setting);
  await rig.step(3);
  rig.trouble = ['backpressure-high'];
  return rig;
}

/** An action of a closed incident of the same job, left as it is. */
async function leftOver(rig: PipelineRig, state: 'needs_human' | 'succeeded', sentAgoMs: number): Promise<void> {
  const at = rig.clock.at - sentAgoMs;
  const incident: Incident = {
    id: 'inc-old',
    cluster: 'main',
    job: 'orders',
    state: 'closed',
    closing: 'resolved',
    severity: 'high',
    fingerprint: 'old',
    signals: [],
    baseline: false,
    acknowledgedBy: null,
    diagnosis: null,
    retrieval: null,
    planId: 'plan-old',
    failedPlans: 0,
    verdict: null,
    escalation: null,
    refusals: [],
    openedAt: 1,
    lastSeenAt: 1,
    updatedAt: 1,
    closedAt: 1,
    version: 0,
  };
  const plan: Plan = {
    id: 'plan-old',
    incidentId: 'inc-old',
    cluster: 'main',
    jobName: 'orders',
    action: 'rescale-job',
    steps: [{ name: 'rescale', kind: 'rescale-in-place', risk: 'disruptive', args: {} }],
    digest: 'd',
    sopId: 's',
    sopDigest: 'd',
    jobId: 'j',
    jobStartTime: 1,
    createdAt: at,
  };
  const own = { planId: 'plan-old', incidentId: 'inc-old' } as const;
  const row = rowNamed('old', { ...own, state: 'proposed', firstSentAt: null, createdAt: at });
  await rig.store.incidents.save({ incident, events: [], plan: { plan, actions: [row] } });
  const { deps } = await rig.living();
  const next = { ...row, epoch: deps.epoch, state, key: 'c'.repeat(32), firstSentAt: at, updatedAt: at };
  const isStored = await rig.store.ledger.transition({ id: 'old', from: 'proposed', attempts: row.attempts, next });
  if (!isStored) throw new Error('the left-over action was not stored');
}

/** The incident that is not the left-over one. */
async function current(rig: PipelineRig) {
  const [incident] = (await rig.store.incidents.list({})).filter((one) => one.id !== 'inc-old');
  if (incident === undefined) throw new Error('no incident yet');
  return incident;
}

describe('planning waits', () => {
  test('for the cool-down, and goes on when it is over', async () => {
    const rig = await illRig({ limits: { coolDownAfterRestartMs: 3 * minute } });
    await leftOver(rig, 'succeeded', minute);

    await rig.step(5);
    const waiting = await current(rig);
    await rig.step(25);

    expect(waiting).toMatchObject({ state: 'diagnosed', refusals: [{ field: 'limits.coolDownAfterRestart' }] });
    expect((await current(rig)).state).toBe('verifying');
  });

  test('while an action on the job has not ended, then tells a person', async () => {
    const rig = await illRig();
    await leftOver(rig, 'needs_human', 120 * minute);

    await rig.step(179);
    const waiting = await current(rig);
    await rig.step(10);

    expect(waiting).toMatchObject({ state: 'diagnosed', refusals: [{ field: 'action', value: 'old needs_human' }] });
    expect(await current(rig)).toMatchObject({
      state: 'escalated',
      escalation: expect.stringMatching(/^What has to be waited for does not come; once it has: .* ack inc-/),
      refusals: [{ field: 'action' }],
    });
    expect(rig.world.base.arrived).toEqual([]);
  });

  test('tells once what it waits for', async () => {
    const rig = await illRig();
    await rig.hold();

    await rig.step(100);

    expect(await rig.entries('note')).toEqual([
      'note: Waits: held by bob: deploy, hold = until lifted; lift it with resume or hold --lift',
    ]);
  });

  test('not for the hours that the clock is put back, but tells a person', async () => {
    const rig = await illRig();
    await leftOver(rig, 'needs_human', 120 * minute);
    await rig.step(20);
    const waiting = await current(rig);

    rig.clock.at -= 180 * minute;
    await rig.step(190);

    expect(waiting).toMatchObject({ state: 'diagnosed', refusals: [{ field: 'action' }] });
    expect(await current(rig)).toMatchObject({ state: 'escalated' });
    expect(rig.world.base.arrived).toEqual([]);
  });

  test('while the cluster cannot be read, then tells a person', async () => {
    const rig = await illRig();
    await rig.hold();
    await rig.step(3);
    await rig.lift();
    rig.world.readable = false;

    await rig.step(100);
    const waiting = await rig.incident();
    const incident = await rig.untilState('escalated');

    expect(waiting).toMatchObject({ state: 'diagnosed', refusals: [{ field: 'last poll' }] });
    expect(incident.escalation).toContain('What has to be waited for does not come');
    expect(rig.clock.at - incident.openedAt).toBeLessThan(16 * minute);
  });

  test('and once a person was told, begins again when somebody takes note', async () => {
    const rig = await illRig();
    await rig.hold();
    const told = await rig.untilState('escalated');
    await rig.lift();
    await rig.step(20);
    const left = await rig.incident();

    await rig.say({ kind: 'ack', incidentId: told.id, reason: '' });
    const incident = await rig.untilState('verifying', 'escalated');

    expect(told.escalation).toContain(`flink-medic incidents ack ${told.id}`);
    expect(left.state).toBe('escalated');
    expect(incident).toMatchObject({ state: 'verifying', refusals: [] });
  });

  test('no longer because this program was started anew', async () => {
    const rig = await illRig();
    await rig.hold();
    await rig.step(10);
    for (let turn = 0; turn < 20; turn += 1) {
      await rig.start();
      await rig.step(9);
    }

    expect(await rig.incident()).toMatchObject({ state: 'escalated', refusals: [{ field: 'hold' }] });
    expect(await rig.entries('note')).toHaveLength(1);
  });

  test('no shorter because this program was away', async () => {
    const rig = await illRig({ record: { mode: 'ask' } });
    await rig.untilState('awaiting_approval');
    const incident = await rig.incident();
    await rig.store.incidents.save({ incident: { ...incident, state: 'diagnosed', planId: null }, events: [] });
    rig.clock.at += 24 * 60 * minute;
    await rig.start();
    await rig.hold();
    await rig.step(3);
    const waiting = await rig.incident();
    await rig.lift();

    await rig.untilState('awaiting_approval');

    expect(waiting.state).toBe('diagnosed');
  });

  test('before the first poll of this program it does nothing', async () => {
    const rig = await illRig();
    await rig.hold();
    await rig.step(3);
    const before = await rig.incident();
    await rig.lift();
    const { runner } = await rig.start();

    await runner.pass(new AbortController().signal);
    await runner.idle();

    expect(await rig.incident()).toEqual(before);
  });
});

describe('a second plan after one that did not help', () => {
  test('waits for a cool-down that is shorter than its patience, although the diagnosis is old', async () => {
    const rig = await illRig({ limits: { coolDownAfterRestartMs: 15 * minute, planWithinMs: 10 * minute } });

    await rig.until((one) => one.failedPlans === 1);
    await rig.until((one) => one.refusals.length > 0);
    await rig.untilState('verifying');

    expect(rig.world.base.effects).toHaveLength(2);
  });
});

describe('budgets', () => {
  test('are not forgotten by a restart of this program', async () => {
    const rig = await illRig({ limits: { actionsPerJobPerHour: 1, failedPlans: 9 } });
    await rig.until((one) => one.failedPlans === 1);

    await rig.start();
    await rig.step(10);

    expect(await rig.incident()).toMatchObject({
      state: 'diagnosed',
      refusals: [{ field: 'limits.actionsPerJobPerHour' }],
    });
    expect(rig.world.base.effects).toHaveLength(1);
  });

  test('are not escaped by a cool-down longer than a day', async () => {
    const rig = await illRig({ limits: { coolDownAfterRestartMs: 48 * 60 * minute } });
    await leftOver(rig, 'succeeded', 30 * 60 * minute);

    await rig.step(5);

    expect(await current(rig)).toMatchObject({ refusals: [{ field: 'limits.coolDownAfterRestart' }] });
  });

  test('bind what runs alone at the moment of sending, too', async () => {
    const rig = await illRig({ sop: restartSop, limits: { actionsPerPlatformPerHour: 1 } });
    rig.trouble = ['restart-loop'];
    const { deps } = await rig.living();
    const ledger = { ...deps.ledger };
    let first = true;
    Object.assign(deps.ledger, {
      release: async (planId: string) => {
        if (first) await leftOver(rig, 'succeeded', 10 * minute);
        first = false;
        return ledger.release(planId);
      },
    });

    await rig.step(10);

    const [row] = (await rig.store.ledger.actions({})).filter((one) => one.id !== 'old');
    expect(row).toMatchObject({ state: 'ready' });
    expect(row?.note).toContain('too many actions on the platform within an hour');
    expect(rig.world.base.arrived).toEqual([]);
  });
});
