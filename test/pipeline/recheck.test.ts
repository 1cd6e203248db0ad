import { describe, expect, test } from 'vitest';
import { FlinkUnreadable } from '../../src/domain/errors.ts';
import type { JobLine } from '../../src/domain/flink.ts';
import type { ResolvedJobRecord } from '../../src/domain/job-record.ts';
import { makeRecheck } from '../../src/pipeline/recheck.ts';
import type { ActionRow } from '../../src/domain/action.ts';
import type { Recheck } from '../../src/ledger/deps.ts';
import type { ResolvedAction } from '../../src/ports/action-kind.ts';
import { jobId, line, minute, otherId, record, rowNamed } from '../support/action-facts.ts';
import { makePipelineRig, type PipelineRig, restartSop } from '../support/pipeline-rig.ts';

const calm = new AbortController().signal;

/** A restart that was planned in mode ask and not answered yet: its rows are in the store. */
async function plannedRig(): Promise<PipelineRig> {
  const rig = await makePipelineRig({ sop: restartSop, record: { mode: 'ask' } });
  await rig.step(3);
  rig.trouble = ['restart-loop'];
  await rig.untilState('awaiting_approval');
  return rig;
}

async function rowsOf(rig: PipelineRig): Promise<{ stop: ActionRow; start: ActionRow }> {
  const [stop, start] = await rig.store.ledger.actions({});
  if (stop === undefined || start === undefined) throw new Error('nothing was planned');
  return { stop, start };
}

async function recheckStop(rig: PipelineRig, change: Partial<ActionRow> = {}): Promise<Recheck> {
  const { deps } = await rig.living();
  const { stop } = await rowsOf(rig);
  const action = { kind: 'stop-with-savepoint', args: JSON.parse(stop.args) } as ResolvedAction;
  return makeRecheck(deps)(action, { ...stop, ...change }, true, calm);
}

async function recheckStart(
  rig: PipelineRig,
  snapshot: string,
  before: (stop: ActionRow) => readonly ActionRow[] = () => [],
): Promise<Recheck> {
  const { deps: usual } = await rig.living();
  const { stop, start } = await rowsOf(rig);
  const actions: typeof usual.actions = {
    ...usual.actions,
    actions: async (filter) => [...before(stop), ...(await usual.actions.actions(filter))],
  };
  const deps = { ...usual, actions };
  const action = { kind: 'start-job', args: { ...JSON.parse(start.args), snapshot } } as ResolvedAction;
  return makeRecheck(deps)(action, start, false, calm);
}

/** What Flink lists besides, before what it lists. */
function listing(rig: PipelineRig, jobs: readonly Partial<JobLine>[], isOwnListed = true): void {
  const watch = { ...rig.world.flink.watch };
  const listed = async (signal: AbortSignal) => {
    const shown = await watch.overview(signal);
    const more = jobs.map((one) => ({ ...line, id: otherId, ...one }));
    return { ...shown, jobs: [...more, ...(isOwnListed ? shown.jobs : [])] };
  };
  Object.assign(rig.world.flink.watch, { overview: listed });
}

const saying = (change: Partial<ResolvedJobRecord>) => (rig: PipelineRig) => {
  rig.record = { ...record, ...change };
};

function textOf(recheck: Recheck): string {
  switch (recheck.kind) {
    case 'go':
      return 'go';
    case 'refuse':
      return `refuse ${recheck.refusals.map((one) => `${one.field} = ${one.value}`).join(', ')}`;
    case 'cannot-tell':
      return `wait ${recheck.why}`;
  }
}

describe('the first step', () => {
  test.each<[title: string, change: (rig: PipelineRig) => unknown, want: string]>([
    ['goes alone in mode auto', saying({}), 'go'],
    ['does not go in mode ask without a yes that is used', () => {}, 'refuse approval = open'],
    ['does not go in mode observe', saying({ mode: 'observe' }), 'refuse mode = observe'],
    ['does not go when the owner forbids restarts', saying({ restart: 'never' }), 'refuse restart = never'],
    ['does not go without a record', saying({ recorded: false }), 'refuse jobs = none'],
    [
      'waits while the job is held',
      async (rig) => [saying({})(rig), await rig.hold()],
      'wait held by bob: deploy, hold = until lifted',
    ],
    [
      'does not go to a run that was started anew',
      (rig) => [saying({})(rig), rig.world.base.failOver()],
      'refuse start-time = 100000001',
    ],
    [
      'minds no job of another name, nor an earlier run of this one',
      (rig) => [saying({})(rig), listing(rig, [{ name: 'payments' }, { state: 'FAILED', startTime: 1 }])],
      'go',
    ],
    [
      'does not go where another run lives, and this one is forgotten',
      (rig) => [saying({})(rig), listing(rig, [{}], false)],
      `refuse job = ${otherId}`,
    ],
    [
      'waits while the job restarts',
      (rig) => [saying({})(rig), rig.world.base.setJob(jobId, 'RESTARTING')],
      'wait the job does not run fully, state = RESTARTING',
    ],
    [
      'does not go when the job has ended',
      (rig) => [saying({})(rig), rig.world.base.setJob(jobId, 'FAILED')],
      'refuse state = FAILED',
    ],
    ['does not go when a later step could not', saying({ desired: 'stopped' }), 'refuse desired = stopped'],
    [
      'does not go when the jar of a later step is another one',
      (rig) => [saying({})(rig), Object.assign(rig, { jarSha256: 'f'.repeat(64) })],
      `refuse launch.sha256 = ${'f'.repeat(64)}, launch.sha256 = ${'f'.repeat(64)}`,
    ],
  ])('%s', async (_title, change, want) => {
    const rig = await plannedRig();
    await change(rig);

    const recheck = await recheckStop(rig);

    expect(textOf(recheck)).toBe(want);
  });

  test('tells whom it asked and which checkpoint was the newest', async () => {
    const rig = await plannedRig();
    rig.record = record;
    const newest = (await rig.world.flink.watch.checkpoints(jobId, calm))?.latestCompleted?.id;

    const recheck = await recheckStop(rig);

    expect(recheck).toMatchObject({ kind: 'go', incarnation: 'jm-1', checkpointBefore: newest });
  });

  const newJobManager = 'the JobManager is new, so one action at a time on the cluster, action = other';
  const tooMany = 'too many actions on the platform within an hour, limits.actionsPerPlatformPerHour = 1';
  test.each<[title: string, isNew: boolean, other: Partial<ActionRow>, want: string | undefined]>([
    ['another action of a new JobManager', true, {}, `${newJobManager} sent`],
    ['another action of the platform', false, {}, tooMany],
    ['one that is ready, as that sees this one', true, { state: 'ready', firstSentAt: null, createdAt: 0 }, undefined],
  ])('is asked once more, when its intent is stored, beside %s', async (_title, isNew, other, want) => {
    const rig = await plannedRig();
    rig.record = record;
    const { deps: usual } = await rig.living();
    const { stop } = await rowsOf(rig);
    let others: readonly ActionRow[] = [];
    const limits = { ...usual.limits, actionsPerPlatformPerHour: 1 };
    const world = {
      ...usual.world,
      isNew: () => isNew,
      latest: () => ({ identity: { incarnation: 'jm-1' }, jobs: [] }) as never,
    };
    const actions: typeof usual.actions = {
      ...usual.actions,
      actions: async (filter) => [
        ...others.filter(({ state }) => filter.planId === undefined && (filter.states ?? [state]).includes(state)),
        ...(await usual.actions.actions(filter)),
      ],
    };
    const action = { kind: 'stop-with-savepoint', args: JSON.parse(stop.args) } as ResolvedAction;
    const checked = await makeRecheck({ ...usual, limits, world, actions })(action, stop, true, calm);
    const change = { lane: 'main/payments', state: 'sent', firstSentAt: rig.clock.at } as const;

    const alone = checked.kind === 'go' ? await checked.whyNotBeside?.() : 'not even go';
    others = [rowNamed('other', { ...change, ...other })];
    const beside = checked.kind === 'go' ? await checked.whyNotBeside?.() : 'not even go';

    expect([alone, beside]).toEqual([undefined, want]);
  });

  test('of a stop goes only when the cluster has the jar of the start', async () => {
    const rig = await plannedRig();
    rig.record = record;
    rig.world.base.onUpload(() => {
      throw new FlinkUnreadable('too-large', 'it answered 413');
    });

    await expect(recheckStop(rig)).rejects.toMatchObject({ reason: 'too-large' });
    rig.world.base.onUpload(undefined);

    expect(textOf(await recheckStop(rig))).toBe('go');
    expect(rig.world.base.uploads).toEqual([record.launch?.jar]);
  });

  test('does not go when something came while the jar was uploaded', async () => {
    const rig = await plannedRig();
    rig.record = record;
    rig.world.base.onUpload(async () => {
      await rig.hold();
    });

    const recheck = await recheckStop(rig);

    expect(textOf(recheck)).toBe('wait held by bob: deploy, hold = until lifted');
  });

  test('cannot tell while the cluster cannot be read', async () => {
    const rig = await plannedRig();
    rig.world.readable = false;

    await expect(recheckStop(rig)).rejects.toMatchObject({ code: 'flink.unreadable' });
  });

  test('goes with a yes that is used for exactly this plan', async () => {
    const rig = await plannedRig();
    await rig.answer('approve');
    const arrived = new Promise<void>((resolve) => rig.world.base.onArrival(resolve));
    await rig.step(2);
    await arrived;

    expect(await rig.approval()).toMatchObject({ state: 'used' });
    expect(rig.world.base.effects[0]).toMatch(/^stop/);
  });

  test.each(['approved', 'expired', 'denied', 'void'] as const)('does not go with a yes that is %s', async (state) => {
    const rig = await plannedRig();
    const { version: _version, ...approval } = { version: 0, ...(await rig.approval())! };
    await rig.store.incidents.save({ incident: await rig.incident(), events: [], approval: { ...approval, state } });

    const recheck = await recheckStop(rig);

    expect(textOf(recheck)).toBe(`refuse approval = ${state}`);
  });

  test('does not go with a yes that was given for other bytes', async () => {
    const rig = await plannedRig();
    const approval = (await rig.approval())!;
    const other = {
      ...approval,
      id: 'other',
      askedAt: rig.clock.at + 1,
      planDigest: 'another',
      state: 'used',
    } as const;
    await rig.store.incidents.save({ incident: await rig.incident(), events: [], approval: other });

    expect(textOf(await recheckStop(rig))).toBe('refuse approval = used');
  });

  test('does not go with the yes of who may not say it any more, unless it has left', async () => {
    const rig = await plannedRig();
    const votes = [{ person: 'alice', by: 'alice', at: rig.clock.at, via: 'terminal' as const }];
    const used = { ...(await rig.approval())!, state: 'used' as const, votes };
    await rig.store.incidents.save({ incident: await rig.incident(), events: [], approval: used });
    const before = await recheckStop(rig);
    const { deps } = await rig.living();
    Object.assign(deps.approvers, { rules: [{ clusters: ['*'], risks: ['disruptive'], people: ['Ben'] }] });

    expect(textOf(before)).toBe('go');
    expect(textOf(await recheckStop(rig))).toBe('refuse approvals.rules = 1 more needed');
    expect(textOf(await recheckStop(rig, { firstSentAt: rig.clock.at }))).toBe('go');
  });

  test.each([
    ['goes', 24, 0, 'go'],
    ['does not go', 26, 0, 'refuse age = 26 min'],
    ['goes again when it was sent in time', 26, minute, 'go'],
  ])('%s %i minutes after it was decided', async (_what, late, sentAgo, want) => {
    const rig = await plannedRig();
    rig.record = record;
    const plan = await rig.store.incidents.plan((await rig.incident()).planId ?? '');
    rig.clock.at = (plan?.createdAt ?? 0) + late * minute;
    await rig.world.checkpoint(1);

    const recheck = await recheckStop(rig, sentAgo === 0 ? {} : { firstSentAt: rig.clock.at - sentAgo });

    expect(textOf(recheck)).toBe(want);
  });

  test('counts from the yes where a person was asked', async () => {
    const rig = await plannedRig();
    await rig.step(350);
    await rig.answer('approve');
    rig.world.base.onArrival(() => {});
    await rig.step(4);

    expect(rig.world.base.effects[0]).toMatch(/^stop/);
  });

  test('goes again when a person has found out a moment ago that it never arrived, however old the plan is', async () => {
    const rig = await plannedRig();
    rig.record = record;
    const { stop } = await rowsOf(rig);
    rig.clock.at += 40 * minute;
    const data = { action: stop.id, settled: 'not-executed', by: 'ann' };
    const about = { at: rig.clock.at, kind: 'action', text: 'not executed' } as const;
    const other = { ...about, data: { ...data, action: 'another' } };
    const moved = { ...about, data: { action: stop.id } };
    const { id: incidentId } = await rig.incident();
    const told = { incident: await rig.incident(), events: [other, moved].map((one) => ({ ...one, incidentId })) };
    const incident = await rig.store.incidents.save(told);
    const said = { ...about, incidentId, data };

    const before = await recheckStop(rig, { attempts: 1 });
    await rig.store.incidents.save({ incident, events: [said] });
    const after = await recheckStop(rig, { attempts: 1 });

    expect(textOf(before)).toBe('refuse age = 40 min');
    expect(textOf(after)).toBe('go');
  });

  test('is not charged a second time when it is sent again', async () => {
    const rig = await plannedRig();
    rig.record = record;
    const { deps } = await rig.living();
    Object.assign(deps.limits, { actionsPerPlatformPerHour: 0 });

    const first = await recheckStop(rig);
    const again = await recheckStop(rig, { firstSentAt: rig.clock.at - minute });

    expect(textOf(first)).toBe(
      'wait too many actions on the platform within an hour, limits.actionsPerPlatformPerHour = 0',
    );
    expect(textOf(again)).toBe('go');
  });
});

describe('a later step', () => {
  /** The stop has happened; nothing was started yet. */
  async function stoppedRig(): Promise<{ rig: PipelineRig; savepoint: string }> {
    const rig = await plannedRig();
    await rig.answer('approve');
    rig.world.base.onArrival(() => {
      rig.jarSha256 = 'f'.repeat(64);
    });
    await rig.step(2);
    rig.jarSha256 = record.launch?.sha256;
    const { stop } = await rowsOf(rig);
    return { rig, savepoint: stop.result?.['savepoint'] ?? '' };
  }

  test.each<[title: string, change: (rig: PipelineRig) => unknown, want: string]>([
    ['goes', () => {}, 'go'],
    ['goes in mode observe', saying({ mode: 'observe' }), 'go'],
    ['goes although the owner now forbids restarts', saying({ restart: 'never' }), 'go'],
    ['goes although the job is held', (rig) => rig.hold(), 'go'],
    ['goes although another controller is said to be at work', saying({ controller: 'other' }), 'go'],
    [
      'does not go with another jar',
      (rig) => Object.assign(rig, { jarSha256: 'f'.repeat(64) }),
      `refuse launch.sha256 = ${'f'.repeat(64)}`,
    ],
    [
      'does not go when somebody cancelled the job',
      (rig) => rig.world.base.setJob(jobId, 'CANCELED'),
      'refuse state = CANCELED',
    ],
    [
      'does not go while the job lives',
      (rig) => rig.world.base.setJob(jobId, 'RUNNING'),
      `refuse state = ${jobId} RUNNING`,
    ],
  ])('%s', async (_title, change, want) => {
    const { rig, savepoint } = await stoppedRig();
    await change(rig);

    const recheck = await recheckStart(rig, savepoint);

    expect(textOf(recheck)).toBe(want);
  });

  test.each([
    ['goes', 4, 'go'],
    ['does not go', 6, 'refuse job = unknown'],
  ])('%s %i minutes after the stop when Flink has forgotten the job by then', async (_what, late, want) => {
    const { rig, savepoint } = await stoppedRig();
    rig.clock.at += late * minute;
    listing(rig, [], false);
    const forgotten = async () => undefined;
    Object.assign(rig.world.flink.inspect, { job: forgotten });
    Object.assign(rig.world.flink.watch, { checkpoints: forgotten });

    const recheck = await recheckStart(rig, savepoint);

    expect(textOf(recheck)).toBe(want);
  });

  test.each<[what: string, kind: ActionRow['kind'], state: ActionRow['state']]>([
    ['a savepoint that it took before', 'trigger-savepoint', 'succeeded'],
    ['a stop that failed before', 'stop-with-savepoint', 'failed'],
  ])('goes by the savepoint of its stop, not by that of %s', async (_what, kind, state) => {
    const { rig, savepoint } = await stoppedRig();
    listing(rig, [], false);
    const forgotten = async () => undefined;
    Object.assign(rig.world.flink.inspect, { job: forgotten });
    Object.assign(rig.world.flink.watch, { checkpoints: forgotten });
    const older = { savepoint: 'file:/sp/older/savepoint-0' };

    const recheck = await recheckStart(rig, savepoint, (stop) => [
      { ...stop, id: 'older', kind, state, result: older },
    ]);

    expect(textOf(recheck)).toBe('go');
  });

  test('does not go when somebody has started the job again under its id, and it has ended again', async () => {
    const { rig, savepoint } = await stoppedRig();
    rig.clock.at += minute;
    rig.world.base.submitAgain(jobId);
    rig.world.base.setJob(jobId, 'FINISHED');
    const checkpoints = () => rig.world.base.flink.watch.checkpoints(jobId, calm);
    Object.assign(rig.world.flink.watch, { checkpoints });

    const recheck = await recheckStart(rig, savepoint);

    expect(textOf(recheck)).toBe('refuse latest.completed = none');
  });

  test.each<[title: string, jobs: readonly Partial<JobLine>[], isForGood: true | undefined]>([
    ['for good when another run began since', [{ startTime: 2e12 }], true],
    ['for good when that run has ended again', [{ startTime: 2e12, state: 'CANCELED' }], true],
    ['for now while an earlier run lives', [{ startTime: 1 }], undefined],
  ])('does not go, %s', async (_title, jobs, isForGood) => {
    const { rig, savepoint } = await stoppedRig();
    listing(rig, jobs);

    const recheck = await recheckStart(rig, savepoint);

    expect(recheck).toMatchObject({ kind: 'refuse' });
    expect('isForGood' in recheck ? recheck.isForGood : undefined).toBe(isForGood);
  });

  test('starts from nothing but what the stop has saved', async () => {
    const { rig } = await stoppedRig();

    const recheck = await recheckStart(rig, 'file:/sp/another/savepoint-0');

    expect(recheck.kind).toBe('refuse');
  });
});
