import { describe, expect, test } from 'vitest';
import { makeWebhook } from '../../src/actions/webhook.ts';
import { makeJsonWebhook } from '../../src/adapters/web/webhook.ts';
import type { Risk } from '../../src/domain/action.ts';
import type { ResolvedJobRecord } from '../../src/domain/job-record.ts';
import type { OwnSopStep } from '../../src/domain/sop.ts';
import type { ActionKind } from '../../src/ports/action-kind.ts';
import { minute } from '../support/action-facts.ts';
import { Crash, makePipelineRig, type PipelineRig, sopOf } from '../support/pipeline-rig.ts';
import { json, scriptedTarget } from '../support/scripted-target.ts';

const step: OwnSopStep = {
  action: 'acme/open-ticket',
  when: ['checkpoint-failing'],
  with: { queue: 'storage', job: { from: 'incident.job' }, severity: { from: 'incident.severity' } },
};

function kindTo(url: string, risk: Risk = 'safe'): ActionKind {
  const names = ['incident', 'queue', 'job', 'severity'];
  const body = Object.fromEntries(names.map((name) => [name, { from: `with.${name}` }]));
  return makeWebhook(
    {
      name: 'acme/open-ticket',
      risk,
      keyMemoryMs: risk === 'destructive' ? undefined : 3_600_000,
      sendLimitMs: 10_000,
      body,
    },
    makeJsonWebhook({ url, headers: {}, allowAddresses: [] }),
  );
}

/** Trouble for which the SOP names the kind; the target expects as many requests as are said. */
async function rigOf(
  setting: { record?: Partial<ResolvedJobRecord>; risk?: Risk; writes?: number; step?: OwnSopStep; own?: false } = {},
) {
  const writes = Array.from({ length: setting.writes ?? 0 }, () => ['POST /', json({})] as const);
  const target = await scriptedTarget({ writes });
  const rig = await makePipelineRig({
    sop: sopOf(setting.step ?? step),
    own: setting.own === false ? [] : [kindTo(target.url, setting.risk)],
    record: setting.record ?? { mode: 'auto' },
  });
  await rig.step(3);
  rig.trouble = ['checkpoint-failing'];
  return { rig, target };
}

describe('a kind of the team’s own in a plan', () => {
  test('in mode auto a safe one is sent alone, with exactly what was planned', async () => {
    const { rig, target } = await rigOf({ writes: 1 });

    const { id } = await rig.untilState('verifying');

    const [row] = await rig.store.ledger.actions({});
    const args = { incident: id, queue: 'storage', job: 'orders', severity: 'high' };
    expect(JSON.parse(row?.args ?? '')).toEqual(args);
    expect(target.writes).toMatchObject([{ key: row?.key, body: args }]);
  });

  test('is only said in mode observe', async () => {
    const { rig } = await rigOf({ record: { mode: 'observe' } });

    const incident = await rig.untilState('escalated');

    const timeline = await rig.store.incidents.timeline({ incidentId: incident.id });
    expect(incident.escalation).toBe('Mode is observe; would do: acme/open-ticket');
    expect(timeline.find((one) => one.kind === 'would-do')?.data).toMatchObject({
      steps: [{ kind: 'acme/open-ticket', args: { incident: incident.id, queue: 'storage' } }],
    });
  });

  test('waits in mode ask for a yes to its exact arguments', async () => {
    const { rig, target } = await rigOf({ record: { mode: 'ask' }, writes: 1 });
    const asked = await rig.untilState('awaiting_approval');
    const plan = await rig.store.incidents.plan(asked.planId ?? '');

    expect(plan?.steps).toEqual([
      {
        name: 'open-ticket',
        kind: 'acme/open-ticket',
        risk: 'safe',
        args: { incident: asked.id, queue: 'storage', job: 'orders', severity: 'high' },
        declared: kindTo(target.url).declared,
      },
    ]);
    expect(target.writes).toEqual([]);

    await rig.answer('approve');
    await rig.untilState('verifying');

    expect(target.writes).toHaveLength(1);
  });

  test.each<[title: string, risk: Risk, record: Partial<ResolvedJobRecord>, why: string]>([
    ['destructive, although everything may run alone', 'destructive', { restart: 'auto' }, 'it is destructive'],
    [
      'disruptive, in production',
      'disruptive',
      { environment: 'production', restart: 'ask' },
      'it interrupts a job in production',
    ],
  ])('asks for the risk that it declares: %s', async (_title, risk, record, why) => {
    const { rig } = await rigOf({ record: { mode: 'auto', ...record }, risk });

    await rig.untilState('awaiting_approval');

    const { id } = await rig.incident();
    const asked = (await rig.store.incidents.timeline({ incidentId: id })).find((one) => one.kind === 'asked');
    expect(asked?.text).toContain(why);
  });

  test('a disruptive one is refused where the owner forbids restarts', async () => {
    const { rig } = await rigOf({ record: { mode: 'auto', restart: 'never' }, risk: 'disruptive' });

    expect((await rig.untilState('escalated')).refusals).toMatchObject([{ field: 'restart' }]);
  });

  test('is not sent as something else than it was when a person said yes', async () => {
    const { rig, target } = await rigOf({ record: { mode: 'ask' } });
    const first = await rig.untilState('awaiting_approval');
    rig.own = [kindTo(target.url, 'destructive')];
    await rig.start();
    await rig.answer('approve');

    await rig.until(({ planId }) => planId !== null && planId !== first.planId);

    const notes = await rig.entries('note');
    expect(notes.join('\n')).toContain('acme/open-ticket was safe when it was planned, risk = destructive');
    expect((await rig.approval())?.needed).toBe(2);
  });

  test('is not sent to another address than it had when a person said yes', async () => {
    const { rig, target } = await rigOf({ record: { mode: 'ask' } });
    const first = await rig.untilState('awaiting_approval');
    const other = await scriptedTarget({ writes: [] });
    rig.own = [kindTo(other.url)];
    await rig.start();
    await rig.answer('approve');

    const again = await rig.until(({ planId }) => planId !== null && planId !== first.planId);

    expect((await rig.entries('note')).join('\n')).toContain(
      'acme/open-ticket was declared otherwise when it was planned',
    );
    expect(again.state).toBe('awaiting_approval');
    expect([target.writes, other.writes]).toEqual([[], []]);
  });

  test('needs nothing of Flink’s owners: a cluster of the operator may have its ticket', async () => {
    const { rig, target } = await rigOf({ record: { mode: 'auto', controller: 'flink-operator' }, writes: 1 });

    await rig.untilState('verifying');

    expect(target.writes).toHaveLength(1);
  });

  test('is held by a hold as everything is', async () => {
    const { rig } = await rigOf();
    await rig.hold();
    await rig.step(20);

    const incident = await rig.incident();

    expect(incident.refusals).toMatchObject([{ field: 'hold' }]);
    expect(await rig.store.ledger.actions({})).toEqual([]);
  });

  test('is done once for an incident, and then a person is asked', async () => {
    const { rig, target } = await rigOf({ writes: 1 });

    const incident = await rig.untilState('escalated');

    expect(incident.refusals).toMatchObject([{ reason: 'it was done for this incident already' }]);
    expect(target.writes).toHaveLength(1);
    expect(rig.clock.at).toBeGreaterThan(10 * minute);
  });

  test.each<[title: string, setting: Parameters<typeof rigOf>[0], field: string]>([
    ['is not configured any more', { own: false }, 'action'],
    ['is given what it does not take', { step: { ...step, with: { queue: 'storage' } } }, 'with'],
    ['would act on a job without a record', { record: { mode: 'auto', recorded: false } }, 'jobs'],
  ])('goes to a person when it %s', async (_title, setting, field) => {
    const { rig } = await rigOf(setting);

    const incident = await rig.untilState('escalated');

    expect(incident.refusals).toMatchObject([{ field }]);
    expect(await rig.store.ledger.actions({})).toEqual([]);
  });
});

describe('a kind whose file ends the process when it reads the arguments', () => {
  /** A process in which planning dies of it, as often as it gets there. @returns whether it did. */
  async function diesInPlanning(rig: PipelineRig, of: ActionKind): Promise<boolean> {
    let died = false;
    const process = { life: { isOver: false } };
    const killing: ActionKind = {
      ...of,
      parse: () => {
        died = true;
        process.life.isOver = true;
        throw new Crash('in parse');
      },
    };
    rig.own = [killing];
    process.life = (await rig.start()).life;
    for (let round = 0; round < 4 && !died; round += 1) await rig.step();
    return died;
  }

  test('is not planned with a fourth time: a person is told, and nothing is sent', async () => {
    const { rig, target } = await rigOf();
    const deaths: boolean[] = [];
    for (let n = 0; n < 6; n += 1) deaths.push(await diesInPlanning(rig, kindTo(target.url)));

    const incident = await rig.incident();

    expect(deaths).toEqual([true, true, true, false, false, false]);
    expect(incident).toMatchObject({ state: 'escalated', planId: null });
    expect(incident.escalation).toContain('3 processes in a row ended while they planned acme/open-ticket');
    expect(await rig.store.ledger.actions({})).toEqual([]);
  });

  test('is given up after three processes that ended, not counting one that came through before', async () => {
    const { rig, target } = await rigOf();
    await rig.hold();
    await rig.step(8);
    const deaths: boolean[] = [];
    for (let n = 0; n < 5; n += 1) deaths.push(await diesInPlanning(rig, kindTo(target.url)));

    expect(deaths).toEqual([true, true, true, false, false]);
    expect((await rig.incident()).escalation).toContain('3 processes in a row ended');
  });

  test('is planned with again when a person has mended it and resolved the incident', async () => {
    const { rig, target } = await rigOf({ writes: 1 });
    for (let n = 0; n < 4; n += 1) await diesInPlanning(rig, kindTo(target.url));
    const { id } = await rig.incident();
    rig.own = [kindTo(target.url)];
    await rig.start();
    await rig.say({ kind: 'resolve', incidentId: id, reason: 'the file is mended' });

    await rig.step(6);

    expect(target.writes).toHaveLength(1);
  });

  test('is not taken for the cause by restarts, each of which came through planning', async () => {
    const { rig } = await rigOf();
    await rig.hold();
    for (let n = 0; n < 6; n += 1) {
      await rig.start();
      await rig.step(4);
    }

    expect(await rig.incident()).toMatchObject({ state: 'diagnosed', planning: { begun: 0 } });
  });

  test('costs no write while one process waits with the plan', async () => {
    const { rig } = await rigOf();
    await rig.hold();
    await rig.step(8);
    const { version } = await rig.incident();

    await rig.step(4);

    expect((await rig.incident()).version).toBe(version);
  });
});
