import { describe, expect, test } from 'vitest';
import type { JobId } from '../../src/domain/flink.ts';
import type { ResolvedJobRecord } from '../../src/domain/job-record.ts';
import type { Incident } from '../../src/domain/incident.ts';
import type { SignalKind } from '../../src/domain/signal.ts';
import type { Sop } from '../../src/domain/sop.ts';
import { applyAnswers } from '../../src/pipeline/apply-answers.ts';
import { planIncident } from '../../src/pipeline/plan-incident.ts';
import { incidentNamed } from '../adapters/store/rows-for-tests.ts';
import { jobId, minute, record } from '../support/action-facts.ts';
import { signalOf } from '../support/detections.ts';
import {
  cancelSop,
  checkpointSop,
  makePipelineRig,
  type PipelineRig,
  rescaleSop,
  restartSop,
  sopOf,
  startSop,
} from '../support/pipeline-rig.ts';

const settled: readonly Incident['state'][] = ['closed', 'escalated'];

/** The trouble shows while `isIll`, in each round; the job has been watched for a while before. */
async function illRig(
  kind: SignalKind,
  sop: Sop | undefined,
  change: Partial<ResolvedJobRecord> = {},
): Promise<PipelineRig> {
  const rig = await makePipelineRig({ sop, record: change });
  await rig.step(3);
  rig.trouble = [kind];
  return rig;
}

/** A job that has failed, and is ill until another run of it lives. */
async function failedRig(change: Partial<ResolvedJobRecord> = {}): Promise<PipelineRig> {
  const rig: PipelineRig = await makePipelineRig({
    sop: startSop,
    record: change,
    trouble: async () => ((await rig.world.current()).state === 'FAILED' ? ['job-failed'] : []),
  });
  await rig.step(3);
  rig.world.base.setJob(jobId, 'FAILED');
  return rig;
}

test('an incident of the cluster goes to people with what is wrong', async () => {
  const rig = await makePipelineRig();
  const { deps } = await rig.living();
  const place = { job: null, jobId: null };
  const signals = [
    signalOf('jobmanager-restarted', rig.clock.at, { ...place, severity: 'low' }),
    signalOf('cluster-unreachable', rig.clock.at, { ...place, summary: 'No usable answer for 5 min: time-limit' }),
  ];
  const incident = await deps.incidents.save({
    incident: incidentNamed('inc-1', { cluster: 'main', job: null, state: 'diagnosed', signals }),
    events: [],
  });

  await planIncident(deps, incident, new AbortController().signal);

  const why = 'A cluster is healed by people: No usable answer for 5 min: time-limit';
  expect(await deps.incidents.get('inc-1')).toMatchObject({ state: 'escalated', escalation: why });
  expect(await deps.incidents.timeline({})).toMatchObject([{ kind: 'escalated', text: why }]);
});

test('one that came back with what Flink heals by itself waits for that, though it was worse before', async () => {
  const rig = await makePipelineRig();
  const { deps } = await rig.living();
  const now = rig.clock.at;
  const place = { job: null, jobId: null };
  const signals = [
    signalOf('taskmanager-lost', now, place),
    signalOf('job-vanished', now - 600_000, { severity: 'critical' }),
  ];
  const of = { cluster: 'main', job: null, state: 'diagnosed', signals, openedAt: now, reopenedAt: now } as const;
  const incident = await deps.incidents.save({ incident: incidentNamed('inc-1', of), events: [] });

  await planIncident(deps, incident, new AbortController().signal);

  expect(await deps.incidents.get('inc-1')).toMatchObject({ state: 'diagnosed', escalation: null });
});

describe('mode observe', () => {
  test('says what it would do and sends nothing', async () => {
    const rig = await illRig('backpressure-high', rescaleSop, { mode: 'observe' });

    const incident = await rig.untilState('escalated');
    await rig.step(20);

    expect(incident.planId).toBeNull();
    const timeline = await rig.store.incidents.timeline({ incidentId: incident.id });
    const requirements = { v1: { lowerBound: 1, upperBound: 4 } };
    expect(timeline.filter((one) => one.kind === 'would-do')).toMatchObject([
      {
        text: 'Mode is observe; would do: rescale-in-place',
        data: { steps: [{ kind: 'rescale-in-place', args: { job: jobId, requirements } }] },
      },
    ]);
    expect(rig.world.base.arrived).toEqual([]);
    expect(await rig.store.ledger.actions({})).toEqual([]);
  });

  test.each<[title: string, held: Partial<ResolvedJobRecord>, today: Partial<ResolvedJobRecord>]>([
    ['the mode is ask', { mode: 'observe' }, { mode: 'ask' }],
    ['nothing else controls the job', { mode: 'ask', controller: 'unknown' }, { controller: 'none' }],
  ])('what was held back is asked about once %s', async (_title, held, today) => {
    const rig = await illRig('backpressure-high', rescaleSop, held);
    const told = await rig.untilState('escalated');
    rig.record = { ...rig.record, ...today };

    const asked = await rig.untilState('awaiting_approval');

    expect(asked.id).toBe(told.id);
    expect(asked.refusals).toEqual([]);
    expect(rig.world.base.arrived).toEqual([]);
  });

  test('what was held back stays with people while the configuration says the same', async () => {
    const rig = await illRig('backpressure-high', rescaleSop, { mode: 'ask', controller: 'unknown' });
    await rig.untilState('escalated');
    rig.record = { ...rig.record, mode: 'auto' };

    await rig.step(20);

    expect(await rig.entries('escalated')).toHaveLength(1);
  });
});

describe('mode auto', () => {
  test('rescales in place and closes when the trouble is gone', async () => {
    const rig = await illRig('backpressure-high', rescaleSop);

    await rig.untilState('verifying');
    rig.trouble = [];
    const incident = await rig.until((one) => settled.includes(one.state));

    expect(incident).toMatchObject({ state: 'closed', closing: 'cleared', verdict: { kind: 'cleared' } });
    expect(rig.world.base.effects).toEqual([`rescale ${jobId} to 4`]);
  });

  test('stops with a savepoint and starts from exactly that one', async () => {
    const rig = await illRig('restart-loop', restartSop);

    await rig.untilState('verifying');
    rig.trouble = [];
    const incident = await rig.until((one) => settled.includes(one.state));

    const [stop, start] = await rig.store.ledger.actions({});
    expect(incident).toMatchObject({ state: 'closed', closing: 'cleared' });
    expect(rig.world.base.effects).toEqual([`stop /sp/${stop?.key}`, `start ${start?.key}`]);
    expect(JSON.parse(start?.args ?? '')).toMatchObject({ snapshot: stop?.result?.['savepoint'] });
  });

  test('starts a failed job from its newest checkpoint', async () => {
    const rig = await failedRig();
    const newest = (await rig.world.flink.watch.checkpoints(jobId, new AbortController().signal))?.latestCompleted;

    const incident = await rig.until((one) => settled.includes(one.state));

    const [start] = await rig.store.ledger.actions({});
    expect(incident).toMatchObject({ state: 'closed', closing: 'cleared' });
    expect(JSON.parse(start?.args ?? '')).toMatchObject({ previousJob: jobId, snapshot: newest?.externalPath });
    expect(rig.world.base.effects).toHaveLength(1);
  });

  test('takes a checkpoint, and proves it by the next ones', async () => {
    const rig = await illRig('checkpoint-failing', checkpointSop, { environment: 'production', restart: 'never' });

    await rig.untilState('verifying');
    rig.trouble = [];
    const incident = await rig.until((one) => settled.includes(one.state));

    expect(incident.closing).toBe('cleared');
    expect(rig.world.base.effects).toEqual([`checkpoint ${jobId}`]);
  });

  test('asks two people before anything destructive', async () => {
    const rig = await illRig('duplicate-job', cancelSop);

    await rig.untilState('awaiting_approval');
    await rig.answer('approve');
    await rig.answer('approve', 'bob');
    const incident = await rig.until((one) => settled.includes(one.state));

    expect(incident.closing).toBe('cleared');
    expect(rig.world.base.effects).toEqual([`cancel ${jobId}`]);
  });

  test('a job that was stopped as planned is not expected to run', async () => {
    const sop = sopOf({ action: 'stop-with-savepoint', when: ['restart-loop'], with: {} });
    const rig = await illRig('restart-loop', sop);

    const incident = await rig.until((one) => settled.includes(one.state));

    expect(incident.closing).toBe('cleared');
    expect(rig.world.base.effects).toHaveLength(1);
  });
});

test('a plan is for the run as it is when it is made, not as the poll before saw it', async () => {
  const rig = await illRig('backpressure-high', rescaleSop);
  let first = true;
  // Read for the diagnosis: after the poll, before the plan.
  Object.assign(rig.world.flink.watch, {
    exceptions: async () => {
      if (first) rig.world.base.failOver();
      first = false;
      return { entries: [], truncated: false };
    },
  });

  await rig.untilState('verifying');

  expect(await rig.entries('note')).toEqual([]);
  expect(await rig.store.ledger.actions({})).toHaveLength(1);
});

describe('refused, with the reason', () => {
  const without = { launch: undefined } as unknown as Partial<ResolvedJobRecord>;

  test.each<[title: string, sop: Sop, kind: SignalKind, change: Partial<ResolvedJobRecord>, field: string]>([
    ['a job without a record', rescaleSop, 'backpressure-high', { recorded: false }, 'jobs'],
    ['an unknown controller', rescaleSop, 'backpressure-high', { controller: 'unknown' }, 'controller'],
    ['no launch record', restartSop, 'restart-loop', without, 'launch'],
    ['an owner who forbids restarts', restartSop, 'restart-loop', { restart: 'never' }, 'restart'],
    ['a job that need not run', restartSop, 'restart-loop', { desired: 'stopped' }, 'desired'],
    [
      'a source that cannot be split further',
      rescaleSop,
      'backpressure-high',
      { maxSourceParallelism: 3 },
      'maxSourceParallelism',
    ],
  ])('%s', async (_title, sop, kind, change, field) => {
    const rig = await illRig(kind, sop, change);

    const incident = await rig.untilState('escalated');
    await rig.step(5);

    expect(incident.escalation).toMatch(/^SOP the-sop may not: .+ = .+; .+/);
    expect(incident.refusals.map((one) => one.field)).toContain(field);
    expect(rig.world.base.arrived).toEqual([]);
  });

  test('checkpoints that are deleted when the job fails', async () => {
    const rig = await failedRig();
    rig.world.retained = false;

    const incident = await rig.untilState('escalated');

    expect(incident.refusals.map((one) => one.field)).toEqual(['externalization.enabled']);
    expect(rig.world.base.arrived).toEqual([]);
  });

  test('a failure after which Flink itself does not try again', async () => {
    const rig = await failedRig();
    rig.thrown = [
      { class: 'java.lang.IllegalStateException', message: 'no such key group' },
      { class: 'org.apache.flink.runtime.execution.SuppressRestartsException', message: 'Unrecoverable failure.' },
    ];

    const incident = await rig.untilState('escalated');

    expect(incident.escalation).toMatch(/^SOP the-sop may not: Flink itself does not try again after such a failure/);
    expect(rig.world.base.arrived).toEqual([]);
  });

  test('another jar than the recorded one', async () => {
    const rig = await failedRig();
    rig.jarSha256 = 'f'.repeat(64);

    const incident = await rig.untilState('escalated');

    expect(incident.refusals.map((one) => one.field)).toEqual(['launch.sha256']);
  });
});

describe('without a procedure', () => {
  test.each<[title: string, sop: Sop | undefined, want: string]>([
    ['no SOP fits', undefined, 'No SOP fits this trouble'],
    ['the SOP is for people', { ...rescaleSop, actions: [] }, 'SOP the-sop is for people: What the team does'],
    [
      'the SOP plans for other signals',
      { ...rescaleSop, plan: restartSop.plan, actions: ['restart-job'] },
      'SOP the-sop has no plan for these signals: What the team does',
    ],
  ])('%s: a person is told', async (_title, sop, want) => {
    const rig = await illRig('backpressure-high', sop);

    const incident = await rig.untilState('escalated');

    expect(incident.escalation).toBe(want);
  });
});

describe('a plan that did not help', () => {
  const briefly = { ...rescaleSop, verify: { checkpoints: 2, withinMs: 2 * minute } };

  test('is followed by the next one, until there were too many', async () => {
    const rig = await illRig('backpressure-high', briefly);

    const incident = await rig.untilState('escalated');
    await rig.step(50);

    expect(incident).toMatchObject({ failedPlans: 2, verdict: { kind: 'not-cleared' }, planId: null });
    expect(incident.escalation).toContain('2 plans did not help');
    expect(rig.world.base.effects).toEqual([`rescale ${jobId} to 4`, `rescale ${jobId} to 8`]);
  });

  test('is followed by a look at what joined meanwhile, and by no second plan for what was wrong before', async () => {
    const rig = await illRig('backpressure-high', briefly);
    await rig.untilState('verifying');
    rig.trouble = ['restart-loop'];
    await rig.until((one) => one.failedPlans === 1);

    await rig.until((one) => one.state === 'escalated');

    expect(await rig.entries('diagnosed')).toHaveLength(2);
    expect(rig.world.base.effects).toEqual([`rescale ${jobId} to 4`]);
  });

  test('keeps its incident from further plans even when new trouble joins', async () => {
    const rig = await illRig('backpressure-high', briefly);
    await rig.untilState('escalated');
    const before = rig.world.base.effects.length;

    rig.trouble = ['backpressure-high', 'checkpoint-failing'];
    await rig.step(50);

    expect(await rig.incident()).toMatchObject({ state: 'escalated', escalation: '2 plans did not help' });
    expect(rig.world.base.effects).toHaveLength(before);
  });

  test('that was a restart is not followed by a second one without a person', async () => {
    const rig = await illRig('restart-loop', restartSop);

    await rig.untilState('awaiting_approval');

    expect(rig.world.base.effects).toHaveLength(2);
    expect((await rig.entries('asked')).join()).toContain('the same trouble was answered by a restart within a day');
  });

  test('that was a rescale, and helped, is not followed by a wider one in the next incident without a person', async () => {
    const rig = await illRig('backpressure-high', briefly);
    await rig.untilState('verifying');
    rig.trouble = [];
    const first = await rig.untilState('closed');
    await rig.store.incidents.save({ incident: { ...first, closedAt: rig.clock.at - 120 * minute }, events: [] });
    rig.trouble = ['backpressure-high'];
    for (let round = 0; round < 100 && (await rig.entries('asked')).length === 0; round += 1) await rig.step();

    expect(rig.world.base.effects).toEqual([`rescale ${jobId} to 4`]);
    expect((await rig.entries('asked')).join()).toContain('the same trouble was answered by a rescale within a day');
  });

  test('is also one of which nobody can tell', async () => {
    const rig = await illRig('backpressure-high', briefly);
    await rig.untilState('verifying');
    rig.world.readable = false;

    const incident = await rig.until((one) => one.failedPlans > 0);

    expect(incident.verdict?.kind).toBe('cannot-tell');
  });

  test('blocks the next ones when nobody could tell as often as plans may fail, and a person is told', async () => {
    const rig = await illRig('backpressure-high', briefly);
    for (const failures of [1, 2]) {
      await rig.untilState('verifying');
      rig.world.readable = false;
      await rig.until((one) => one.failedPlans === failures);
      rig.world.readable = true;
    }

    const incident = await rig.untilState('escalated');
    await rig.step(50);

    expect(incident.verdict?.kind).toBe('cannot-tell');
    expect(incident.escalation).toContain('2 plans did not help, so no more are made');
    expect((await rig.incident()).state).toBe('escalated');
    expect(rig.world.base.effects).toHaveLength(2);
  });
});

describe('an action that needs a person', () => {
  /** The request of the start was lost, and the JobManager that would know the key is gone. */
  async function doubtfulRig(): Promise<{ rig: PipelineRig; actionId: string }> {
    const rig = await failedRig();
    rig.world.base.lose('request');
    await rig.untilState('acting');
    rig.world.base.failOver();
    await rig.until((one) => one.escalation !== null);
    const [row] = await rig.store.ledger.actions({});
    return { rig, actionId: row?.id ?? '' };
  }

  test('keeps its incident acting, told once, and goes on when it is settled', async () => {
    const { rig, actionId } = await doubtfulRig();
    await rig.step(20);
    const waiting = await rig.incident();

    await rig.say({ kind: 'settle', actionId, finding: 'not-executed', reason: 'looked', result: {} });
    const incident = await rig.until((one) => settled.includes(one.state));

    expect(waiting).toMatchObject({
      state: 'acting',
      escalation: expect.stringContaining(`Action ${actionId} needs a person`),
    });
    expect(await rig.entries('escalated')).toHaveLength(1);
    expect(incident).toMatchObject({ closing: 'cleared', escalation: null });
    expect(rig.world.base.effects).toHaveLength(1);
  });

  test('is not followed by another plan when it is given up: that one would have another key', async () => {
    const { rig, actionId } = await doubtfulRig();

    await rig.say({ kind: 'settle', actionId, finding: 'abandon', reason: 'never mind', result: {} });
    const incident = await rig.untilState('escalated');
    await rig.step(50);

    expect(incident.escalation).toContain('Step start was given up');
    expect(await rig.store.ledger.actions({})).toHaveLength(1);
    expect(rig.world.base.arrived).toEqual([]);
  });

  test('does not recover without a plan of ours when it is given up: nobody knows what it did', async () => {
    const { rig, actionId } = await doubtfulRig();
    await rig.say({ kind: 'settle', actionId, finding: 'abandon', reason: 'never mind', result: {} });
    await rig.untilState('escalated');
    const { id } = await rig.world.current();
    rig.world.base.setJob(id, 'RUNNING');
    rig.trouble = [];

    const incident = await rig.untilState('closed');

    expect(incident).toMatchObject({ closing: 'recovered', failedPlans: 1 });
    expect((await rig.entries('closed')).join()).toContain('Recovered after 1 plan of this program');
  });

  test('is settled once, and says so, where the process ends right after that', async () => {
    const { rig, actionId } = await doubtfulRig();
    const seq = await rig.say({ kind: 'settle', actionId, finding: 'not-executed', reason: 'looked', result: {} });
    const { deps } = await rig.start({ write: 1, when: 'after' });
    await applyAnswers({ ...deps, cluster: 'main', forget: rig.forget });
    expect(await rig.store.answers.outcome(seq)).toBeUndefined();

    const { deps: next } = await rig.start();
    await applyAnswers({ ...next, cluster: 'main', forget: rig.forget });

    expect(await rig.store.answers.outcome(seq)).toBe(`action ${actionId} is ready`);
  });

  test('is not settled again by what was said before it was sent again', async () => {
    const { rig, actionId } = await doubtfulRig();
    await rig.say({ kind: 'settle', actionId, finding: 'not-executed', reason: 'looked', result: {} });
    const { deps } = await rig.start({ write: 1, when: 'after' });
    await applyAnswers({ ...deps, cluster: 'main', forget: rig.forget });
    const { deps: next } = await rig.start();
    const [row] = await rig.store.ledger.actions({});
    if (row === undefined) throw new Error('no action');
    const { id, attempts } = row;
    const since = { id, from: 'ready', attempts, next: { ...row, epoch: next.epoch, state: 'needs_human' } } as const;
    expect(await rig.store.ledger.transition(since)).toBe(true);

    await applyAnswers({ ...next, cluster: 'main', forget: rig.forget });

    expect((await rig.store.ledger.actions({}))[0]?.state).toBe('needs_human');
  });

  test('cannot be resolved away', async () => {
    const { rig, actionId } = await doubtfulRig();
    const { id } = await rig.incident();

    const seq = await rig.say({ kind: 'resolve', incidentId: id, reason: 'done' });
    await rig.step();

    expect(await rig.store.answers.outcome(seq)).toBe(`refused: action ${actionId} is under way; settle it first`);
    expect((await rig.incident()).state).toBe('acting');
  });
});

describe('a job that was stopped and did not start', () => {
  test('is critical, says from where to start it, and can be resolved', async () => {
    const rig = await illRig('restart-loop', restartSop);
    rig.world.base.onArrival(() => {
      rig.jarSha256 = 'f'.repeat(64);
    });
    await rig.until((one) => one.escalation !== null);
    const [, start] = await rig.store.ledger.actions({});
    await rig.say({ kind: 'settle', actionId: start?.id ?? '', finding: 'abandon', reason: 'by hand', result: {} });

    const told = await rig.until((one) => one.escalation?.startsWith('The job is down') === true);
    await rig.step(100);
    const later = await rig.incident();
    const seq = await rig.say({ kind: 'resolve', incidentId: told.id, reason: 'started it' });
    await rig.step();

    const savepoint = (await rig.store.ledger.actions({}))[0]?.result?.['savepoint'];
    expect(told).toMatchObject({ severity: 'critical', state: 'acting' });
    expect(told.escalation).toContain(
      `start it yourself from ${savepoint}, then: flink-medic incidents resolve ${told.id}`,
    );
    expect(later.state).toBe('acting');
    expect(await rig.store.answers.outcome(seq)).toBe('alice resolved it: started it');
  });
});

describe('a job that came up with another state than it was to have', () => {
  /** Whatever is started shows this as what it was restored from. */
  function restores(rig: PipelineRig, externalPath: string | undefined): void {
    const watch = { ...rig.world.flink.watch };
    const shown = async (id: JobId, signal: AbortSignal) => {
      const stats = await watch.checkpoints(id, signal);
      if (stats === undefined || id === jobId) return stats;
      const restored = { id: 1, isSavepoint: false, restoredAt: rig.clock.at, externalPath };
      return { ...stats, latestRestored: externalPath === undefined ? undefined : restored };
    };
    Object.assign(rig.world.flink.watch, { checkpoints: shown });
  }

  test.each([
    ['empty', undefined],
    ['from something older', 'file:/cp/older/chk-1'],
  ])('%s does not close its incident, though the trouble is gone', async (_title, restored) => {
    const rig = await failedRig();
    restores(rig, restored);

    const told = await rig.until((one) => one.escalation !== null);
    await rig.step(100);

    const [start, ...more] = await rig.store.ledger.actions({});
    expect(more).toEqual([]);
    expect(await rig.incident()).toMatchObject({ state: 'acting', severity: 'critical', escalation: told.escalation });
    expect(told.escalation).toContain(`end job ${start?.key} first`);
    expect(told.escalation).not.toContain('is down');
  });

  test('after it was stopped is to be ended before it is started from its savepoint', async () => {
    const rig = await illRig('restart-loop', restartSop);
    restores(rig, undefined);

    const told = await rig.until((one) => one.escalation !== null);

    const [stop, start] = await rig.store.ledger.actions({});
    const savepoint = stop?.result?.['savepoint'];
    expect(told.escalation).toContain(`end job ${start?.key} first, start it yourself from ${savepoint}, then`);
    expect(told.escalation).not.toContain('is down');
  });
});

test('a rescale that brought the job back with an older state goes to a person, and its incident does not close by itself', async () => {
  const rig = await illRig('backpressure-high', rescaleSop);
  const watch = { ...rig.world.flink.watch };
  const restored = { id: 1, isSavepoint: false, restoredAt: rig.clock.at, externalPath: 'file:/cp/chk-1' };
  const shown = async (id: JobId, signal: AbortSignal) => {
    const stats = await watch.checkpoints(id, signal);
    return stats?.latestRestored === undefined ? stats : { ...stats, latestRestored: restored };
  };
  Object.assign(rig.world.flink.watch, { checkpoints: shown });

  await rig.untilState('verifying');
  rig.trouble = [];
  await rig.untilState('escalated');
  await rig.step(100);
  const later = await rig.incident();
  rig.trouble = ['restart-loop'];
  await rig.step(20);
  const ill = await rig.incident();

  expect(later).toMatchObject({ state: 'escalated', closing: null, severity: 'critical' });
  expect(later.escalation).toContain('restored checkpoint 1');
  expect(ill).toMatchObject({ state: 'escalated', planId: null });
  expect(rig.world.base.effects).toHaveLength(1);
});

test('a job that came up after its stop, went on while nobody looked and failed is to be started from its newest snapshot', async () => {
  const rig = await illRig('restart-loop', restartSop);
  rig.world.base.onArrival(() => {
    if (rig.world.base.effects.length === 2) rig.world.readable = false;
  });
  while (rig.world.readable) await rig.step();
  const { id } = await rig.world.current();
  await rig.world.checkpoint(50);
  rig.world.base.setJob(id, 'FAILED');
  rig.world.readable = true;
  await rig.start();

  const told = await rig.until((one) => one.escalation !== null);

  const newest = (await rig.world.flink.watch.checkpoints(id, new AbortController().signal))?.latestCompleted;
  expect(newest?.externalPath).toContain(id);
  expect(told.escalation).toContain(`start it yourself from ${newest?.externalPath}, then`);
});

describe('what people say meanwhile', () => {
  test('a hold before the first step stops it', async () => {
    const rig = await illRig('restart-loop', restartSop);
    await rig.hold();

    const incident = await rig.until((one) => one.refusals.length > 0);
    await rig.step(20);

    expect(incident.refusals[0]).toMatchObject({ reason: 'held by bob: deploy', field: 'hold' });
    expect(rig.world.base.arrived).toEqual([]);
  });

  test('a hold between planning and sending stops the first step', async () => {
    const rig = await illRig('restart-loop', restartSop, { mode: 'ask' });
    await rig.untilState('awaiting_approval');
    await rig.answer('approve');
    await rig.hold();
    await rig.step(20);
    const held = rig.world.base.arrived.length;

    await rig.lift();
    await rig.untilState('verifying');

    expect(held).toBe(0);
    expect(rig.world.base.effects).toHaveLength(2);
  });

  test.each<[title: string, change: (rig: PipelineRig) => unknown]>([
    ['a hold', (rig) => rig.hold()],
    ['mode observe', (rig) => Object.assign(rig, { record: { ...record, mode: 'observe' } })],
    ['an owner who now forbids restarts', (rig) => Object.assign(rig, { record: { ...record, restart: 'never' } })],
    ['another controller', (rig) => Object.assign(rig, { record: { ...record, controller: 'other' } })],
  ])('%s after the stop does not strand the job', async (_title, change) => {
    const rig = await illRig('restart-loop', restartSop);
    rig.world.base.onArrival(async () => {
      await change(rig);
    });

    await rig.untilState('verifying');

    expect((await rig.world.current()).state).toBe('RUNNING');
    expect(rig.world.base.effects).toHaveLength(2);
  });

  test('resolving drops the plan that waits for a person', async () => {
    const rig = await illRig('restart-loop', restartSop, { mode: 'ask' });
    const { id } = await rig.untilState('awaiting_approval');

    await rig.say({ kind: 'resolve', incidentId: id, reason: '' });
    await rig.step();

    const [incident] = (await rig.store.incidents.list({ open: false })).filter((one) => one.id === id);
    expect(incident).toMatchObject({ state: 'closed', closing: 'resolved' });
    expect((await rig.store.incidents.approvalOf(incident?.planId ?? ''))?.state).toBe('void');
    expect((await rig.store.ledger.actions({ incidentId: id })).map((row) => row.dropReason)).toEqual([
      'cancelled',
      'cancelled',
    ]);
  });
});

describe('trouble from before the first look', () => {
  async function baselineRig(): Promise<PipelineRig> {
    const rig = await illRig('backpressure-high', rescaleSop);
    await rig.untilState('acting', 'verifying');
    const incident = await rig.incident();
    await rig.store.incidents.save({
      incident: { ...incident, baseline: true, state: 'diagnosed', planId: null },
      events: [],
    });
    return rig;
  }

  test('is not acted on until a person took note, however long ago it was diagnosed', async () => {
    const rig = await baselineRig();
    const held = await rig.untilState('escalated');
    rig.clock.at += 600 * minute;

    await rig.say({ kind: 'ack', incidentId: held.id, reason: '' });
    const incident = await rig.untilState('verifying', 'escalated');

    expect(held.escalation).toContain(`flink-medic incidents ack ${held.id}`);
    expect(incident.state).toBe('verifying');
    expect(incident.diagnosis?.at).toBeGreaterThan(held.updatedAt);
  });
});

describe('trouble that Flink heals itself', () => {
  test('is left to Flink, and told when it does not', async () => {
    const rig = await illRig('new-exception', rescaleSop);

    await rig.step(60);
    const before = await rig.incident();
    const incident = await rig.untilState('escalated');

    expect(before.state).toBe('diagnosed');
    expect(incident.escalation).toBe('Flink has not recovered by itself within 10 min');
  });

  test('is told in that time also when the clock was put back by hours', async () => {
    const rig = await illRig('new-exception', rescaleSop);
    await rig.step(60);
    rig.clock.at -= 180 * minute;

    await rig.step(130);

    expect((await rig.incident()).escalation).toBe('Flink has not recovered by itself within 10 min');
  });

  test('is not handed to people by who has not looked yet, however long nobody did', async () => {
    const rig = await illRig('new-exception', restartSop);
    await rig.step(2);
    rig.trouble = [];
    rig.clock.at += 60 * minute;

    await rig.start();
    rig.world.readable = false;
    await rig.step();
    const blind = await rig.incident();
    rig.world.readable = true;
    await rig.step();

    expect(blind.state).toBe('diagnosed');
    expect(await rig.incident()).toMatchObject({ state: 'closed', closing: 'recovered' });
  });

  test('is left to Flink again when it comes back', async () => {
    const rig = await illRig('new-exception', rescaleSop);
    await rig.step(60);
    rig.trouble = [];
    await rig.untilState('closed');
    rig.trouble = ['new-exception'];

    await rig.step(60);

    expect((await rig.incident()).state).toBe('diagnosed');
  });
});
