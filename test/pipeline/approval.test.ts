import { describe, expect, test } from 'vitest';
import type { StoredAnswer } from '../../src/domain/approval.ts';
import type { JobId } from '../../src/domain/flink.ts';
import type { Incident } from '../../src/domain/incident.ts';
import type { ResolvedJobRecord } from '../../src/domain/job-record.ts';
import type { SignalKind } from '../../src/domain/signal.ts';
import type { Sop } from '../../src/domain/sop.ts';
import { applyAnswers } from '../../src/pipeline/apply-answers.ts';
import { awaitApproval } from '../../src/pipeline/await-approval.ts';
import type { StageDeps } from '../../src/pipeline/deps.ts';
import { alertFor } from '../../src/pipeline/read-alert.ts';
import { jobId, minute, record } from '../support/action-facts.ts';
import { cancelSop, makePipelineRig, type PipelineRig, rescaleSop, restartSop } from '../support/pipeline-rig.ts';

/** A job in mode ask whose plan waits for a person. */
async function askingRig(change: Partial<ResolvedJobRecord> = {}): Promise<PipelineRig> {
  const rig = await makePipelineRig({ record: { mode: 'ask', ...change } });
  await rig.step(3);
  rig.trouble = ['backpressure-high'];
  await rig.untilState('awaiting_approval');
  return rig;
}

describe('a question', () => {
  test('sends nothing while it is open', async () => {
    const rig = await askingRig();

    await rig.step(60);

    expect(await rig.incident()).toMatchObject({ state: 'awaiting_approval' });
    expect(rig.world.base.arrived).toEqual([]);
    expect(await rig.entries('asked')).toEqual(['asked: Waits for a person, because mode is ask']);
  });

  test('shows which preconditions were judged and passed, and which could not be told', async () => {
    const rig = await askingRig();
    const { incidents, ledger } = rig.store;
    const { question } = await alertFor({ incidents, actions: ledger, prices: undefined }, await rig.incident());

    const [passed, ...rest] = question?.preflight ?? [];

    expect(passed).toMatch(/^passed at [-\d]+ [:\d]+ UTC: job record = there; other controllers = none; /);
    expect(passed).toContain(
      '; holds, pauses, maintenance windows = none; living jobs of this name = 1; job = RUNNING; ',
    );
    expect(passed).toMatch(/; last checkpoint = \d+ min old; .*; free slots = \d+, \d+ more needed; /);
    expect(passed).toContain('; rates, cool-down, blast radius = within the limits; other actions under way = none');
    expect(rest).toEqual([
      expect.stringMatching(/^a yes counts only for the run that started [-\d]+ [:\d]+ UTC$/),
      'asks because mode is ask',
    ]);
  });

  test('that is answered with yes is used once, acted on and verified', async () => {
    const rig = await askingRig();
    const { planId } = await rig.incident();

    const seq = await rig.answer('approve');
    await rig.untilState('verifying');
    const used = await rig.store.incidents.approvalOf(planId ?? '');
    rig.trouble = [];
    const incident = await rig.untilState('closed', 'escalated');

    expect(used).toMatchObject({ state: 'used', answeredBy: 'alice' });
    expect(await rig.store.answers.outcome(seq)).toContain('alice approved plan');
    expect(incident.closing).toBe('cleared');
    expect(rig.world.base.effects).toEqual([`rescale ${jobId} to 4`]);
  });

  test('that is answered with yes twice is acted on once', async () => {
    const rig = await askingRig();

    await rig.answer('approve');
    const second = await rig.answer('approve', 'bob');
    await rig.untilState('verifying');

    expect(await rig.store.answers.outcome(second)).toBe('refused: already approved by alice');
    expect(rig.world.base.effects).toHaveLength(1);
  });

  test('that is answered with no ends with a person, and leaves nothing waiting', async () => {
    const rig = await askingRig();

    await rig.answer('deny');
    const late = await rig.answer('approve', 'bob');
    const incident = await rig.untilState('escalated');
    await rig.step(20);

    expect(incident.escalation).toBe('alice denied the plan');
    expect(await rig.approval()).toMatchObject({ state: 'denied', answeredBy: 'alice' });
    expect(await rig.store.answers.outcome(late)).toBe('refused: already denied by alice');
    expect(await rig.store.ledger.actions({})).toMatchObject([{ state: 'dropped', dropReason: 'denied' }]);
    expect(rig.world.base.arrived).toEqual([]);
  });

  test('that nobody answers expires, which is not a no', async () => {
    const rig = await askingRig();
    rig.clock.at += 60 * minute;

    const incident = await rig.untilState('escalated');
    const late = await rig.answer('approve');
    await rig.step();

    expect(incident.escalation).toContain('Nobody answered in time; ');
    expect(await rig.approval()).toMatchObject({ state: 'expired', answeredBy: null });
    expect(await rig.store.ledger.actions({})).toMatchObject([{ state: 'dropped', dropReason: 'expired' }]);
    expect(await rig.entries('denied')).toEqual([]);
    expect(await rig.store.answers.outcome(late)).toBe('refused: the time to answer is over');
  });

  test('that nobody answered is asked again when somebody takes note', async () => {
    const rig = await askingRig();
    const first = await rig.approval();
    rig.clock.at += 60 * minute;
    const { id, escalation } = await rig.untilState('escalated');
    expect(escalation).toContain(`flink-medic incidents ack ${id}`);

    await rig.say({ kind: 'ack', incidentId: id, reason: '' });
    const again = await rig.untilState('awaiting_approval');
    const second = await rig.approval();
    await rig.answer('approve');
    await rig.untilState('verifying');

    expect(again.id).toBe(id);
    expect(second).toMatchObject({ state: 'open', votes: [] });
    expect(second?.id).not.toBe(first?.id);
    expect(await rig.store.ledger.actions({})).toMatchObject([
      { state: 'dropped', dropReason: 'expired' },
      { state: 'succeeded' },
    ]);
  });

  test('that a person said no to stays with people, whoever takes note', async () => {
    const rig = await askingRig();
    await rig.answer('deny');
    const { id } = await rig.untilState('escalated');

    await rig.say({ kind: 'ack', incidentId: id, reason: '' });
    await rig.step(20);

    expect((await rig.incident()).state).toBe('escalated');
  });

  test('answered for other bytes is refused', async () => {
    const rig = await askingRig();
    const { id } = await rig.incident();

    const seq = await rig.say({ kind: 'approve', incidentId: id, planDigest: 'another' });
    await rig.step(3);

    expect(await rig.store.answers.outcome(seq)).toBe('refused: the plan is not the one that was answered');
    expect(rig.world.base.arrived).toEqual([]);
  });

  test('is withdrawn when the trouble is gone, and the incident recovers', async () => {
    const rig = await askingRig();
    const { planId } = await rig.incident();
    rig.trouble = [];

    const incident = await rig.untilState('closed');

    expect(incident.closing).toBe('recovered');
    expect(await rig.store.incidents.approvalOf(planId ?? '')).toMatchObject({ state: 'void' });
  });

  test.each(['CANCELED', 'FINISHED'] as const)('is withdrawn when somebody ends the job (%s)', async (state) => {
    const rig = await askingRig();
    const { planId } = await rig.incident();
    rig.world.base.setJob(jobId, state);

    await rig.until((one) => one.planId !== planId, 3);

    expect((await rig.entries('note')).join()).toContain(`The job has ended (${state}); the question is withdrawn`);
    expect(rig.world.base.arrived).toEqual([]);
  });

  test('is not acted on when the trouble is gone in the moment of the yes', async () => {
    const rig = await askingRig();
    await rig.answer('approve');
    rig.trouble = [];

    await rig.untilState('closed');

    expect(rig.world.base.arrived).toEqual([]);
  });

  test('about trouble that comes and goes is not asked for ever', async () => {
    const rig = await askingRig();

    for (let turn = 0; turn < 60; turn += 1) {
      rig.trouble = turn % 2 === 0 ? [] : ['backpressure-high'];
      await rig.step(2);
    }

    expect((await rig.entries('asked')).length).toBeLessThanOrEqual(10);
    expect(await rig.incident()).toMatchObject({ state: 'escalated', refusals: [{ field: 'plans' }] });
  });
});

test.each<[what: string, change: Partial<StoredAnswer>, said: object, laterMs: number, want: Incident['state']]>([
  ['a yes in time', {}, {}, 0, 'awaiting_approval'],
  ['a no in time', {}, { kind: 'deny' }, 0, 'awaiting_approval'],
  ['a yes in the moment in which it ends', { at: Number.POSITIVE_INFINITY }, {}, 0, 'escalated'],
  ['a yes to another plan', {}, { planDigest: 'f'.repeat(64) }, 0, 'escalated'],
  ['a yes about another incident', {}, { incidentId: 'inc-9' }, 0, 'escalated'],
  ['a note', {}, { kind: 'ack', reason: 'seen' }, 0, 'escalated'],
  ['a yes in time that nobody has applied for so long', {}, {}, 5 * minute, 'escalated'],
])(
  'a question that is over, while %s is kept, waits for that only if it counts',
  async (_what, change, said, laterMs, want) => {
    const rig = await askingRig();
    const incident = await rig.incident();
    const { planDigest, expiresAt, askedAt } = (await rig.approval())!;
    const { deps } = await rig.living();
    const answer = { kind: 'approve', incidentId: incident.id, planDigest, ...said } as StoredAnswer['answer'];
    const kept: StoredAnswer = { seq: 1, by: 'alice', via: 'terminal', at: askedAt, ...change, answer };
    const answers = { ...deps.answers, open: () => Promise.resolve([{ ...kept, at: Math.min(kept.at, expiresAt) }]) };
    rig.clock.at = expiresAt + laterMs;

    await awaitApproval({ ...deps, answers }, incident, new AbortController().signal);

    expect((await rig.incident()).state).toBe(want);
  },
);

test('a question about one of two runs that began together is withdrawn when the other is the current one', async () => {
  const rig = await askingRig();
  const { deps } = await rig.living();
  const window: StageDeps['world']['window'] = (...of) => {
    const seen = deps.world.window(...of);
    const snapshots = seen?.snapshots.map((one) => ({ ...one, line: { ...one.line, id: 'd'.repeat(32) as JobId } }));
    return seen && { ...seen, snapshots: snapshots ?? [] };
  };

  await awaitApproval(
    { ...deps, world: { ...deps.world, window } },
    await rig.incident(),
    new AbortController().signal,
  );

  expect((await rig.entries('note')).join()).toContain('The job was started anew meanwhile');
});

test('a plan that was dropped by a process that ended before it could say why is asked about anew', async () => {
  const rig = await askingRig();
  const { planId } = await rig.incident();
  const { deps } = await rig.living();
  await deps.ledger.drop(planId ?? '', 'stale', 'What was wrong is gone');
  await rig.answer('approve');

  await rig.until((one) => one.state === 'awaiting_approval' && one.planId !== planId);

  expect(await rig.store.incidents.approvalOf(planId ?? '')).toMatchObject({ state: 'void' });
  expect((await rig.incident()).escalation).toBeNull();
});

describe('a yes is void', () => {
  test.each<[title: string, change: (rig: PipelineRig) => unknown, why: string]>([
    ['when the job was started anew', (rig) => rig.world.base.failOver(), 'The job was started anew meanwhile'],
    [
      'when the SOP was changed after the question',
      (rig) => Object.assign(rig, { sop: { ...rescaleSop, digest: 'digest-2' } }),
      'SOP the-sop was changed after the question',
    ],
    [
      'when the SOP is gone',
      (rig) => Object.assign(rig, { sop: undefined }),
      'SOP the-sop was changed after the question',
    ],
    [
      'when another controller is at work',
      (rig) => Object.assign(rig, { record: { ...record, mode: 'ask', controller: 'other' } }),
      'another controller may be at work, controller = other',
    ],
  ])('%s', async (_title, change, why) => {
    const rig = await askingRig();
    const { planId } = await rig.incident();
    await rig.answer('approve');
    await change(rig);

    await rig.until((one) => one.planId !== planId);

    expect(await rig.store.incidents.approvalOf(planId ?? '')).toMatchObject({ state: 'void' });
    expect((await rig.entries('note')).join()).toContain(why);
    expect(rig.world.base.arrived).toEqual([]);
  });

  test('and the changed SOP is asked about anew, with its own digest', async () => {
    const rig = await askingRig();
    const before = await rig.approval();
    await rig.answer('approve');
    rig.sop = { ...rescaleSop, digest: 'digest-2' };

    await rig.until((one) => one.state === 'awaiting_approval' && one.planId !== before?.planId);

    expect((await rig.approval())?.planDigest).not.toBe(before?.planDigest);
  });
});

test('a SOP that cannot be read while it is being saved is waited for, and asked about anew', async () => {
  const rig = await askingRig();
  const { planId } = await rig.incident();
  await rig.answer('approve');
  const whole = rig.sop;
  rig.sop = undefined;
  await rig.step(3);
  const waiting = await rig.incident();
  rig.sop = whole;

  const asked = await rig.untilState('awaiting_approval');

  expect(waiting).toMatchObject({ state: 'diagnosed', refusals: [{ field: 'SOP', value: 'the-sop' }] });
  expect(asked.planId).not.toBe(planId);
  expect(rig.world.base.arrived).toEqual([]);
});

test('a SOP that does not come back is told to a person', async () => {
  const rig = await askingRig();
  await rig.answer('approve');
  rig.sop = undefined;

  const incident = await rig.untilState('escalated');

  expect(incident.refusals).toMatchObject([{ reason: 'the SOP is not there any more', value: 'the-sop' }]);
});

describe('a yes that cannot be used now', () => {
  test.each<[title: string, begin: (rig: PipelineRig) => unknown, end: (rig: PipelineRig) => unknown]>([
    [
      'the cluster cannot be read',
      (rig) => Object.assign(rig.world, { readable: false }),
      (rig) => Object.assign(rig.world, { readable: true }),
    ],
    ['the job is held', (rig) => rig.hold(), (rig) => rig.lift()],
    [
      'the job restarts',
      (rig) => rig.world.base.setJob(jobId, 'RESTARTING'),
      (rig) => rig.world.base.setJob(jobId, 'RUNNING'),
    ],
  ])('waits while %s, and is used afterwards', async (_title, begin, end) => {
    const rig = await askingRig();
    await rig.answer('approve');
    await begin(rig);
    await rig.step(20);
    const waiting = await rig.incident();

    await end(rig);
    await rig.untilState('verifying');

    expect(waiting.state).toBe('awaiting_approval');
    expect(rig.world.base.effects).toHaveLength(1);
  });

  test('tells once what it waits for, however often the minutes that are left change', async () => {
    const rig = await askingRig();
    const until = rig.clock.at + 10 * minute;
    await rig.store.answers.setHold('main', 'orders', {
      cluster: 'main',
      job: 'orders',
      until,
      reason: 'deploy',
      by: 'bob',
      at: rig.clock.at,
    });
    await rig.answer('approve');

    await rig.untilState('verifying');

    expect((await rig.entries('note')).filter((one) => one.includes('Waits: held by bob'))).toHaveLength(1);
  });

  test('does not stay good for ever', async () => {
    const rig = await askingRig();
    await rig.answer('approve');
    await rig.hold();

    const incident = await rig.untilState('escalated');
    await rig.lift();
    await rig.step(20);

    expect(incident.escalation).toContain('Approved, but it could not begin within 15 min: held by bob');
    expect(await rig.approval()).toMatchObject({ state: 'expired', answeredBy: 'alice' });
    expect(rig.world.base.arrived).toEqual([]);
  });

  test('does not stay good for the hours that the clock is put back', async () => {
    const rig = await askingRig();
    await rig.answer('approve');
    await rig.hold();
    await rig.step(20);
    const waiting = await rig.incident();
    rig.clock.at -= 180 * minute;

    await rig.step(190);

    expect(waiting).toMatchObject({ escalation: null, refusals: [{ reason: 'held by bob: deploy', field: 'hold' }] });
    expect((await rig.incident()).escalation).toContain('Approved, but it could not begin within 15 min: held by bob');
    expect(rig.world.base.arrived).toEqual([]);
  });
});

/** Everything of a yes but what follows from it. */
async function applied(rig: PipelineRig): Promise<void> {
  const { deps } = await rig.living();
  await rig.answer('approve', 'alice');
  await rig.answer('approve', 'bob');
  await applyAnswers({ ...deps, cluster: 'main', forget: rig.forget });
}

/** And the process ends before anything has left. */
async function used(rig: PipelineRig): Promise<void> {
  await applied(rig);
  const [incident, approval] = [await rig.incident(), await rig.approval()];
  if (approval === undefined) throw new Error('nothing was asked');
  await rig.store.incidents.save({
    incident: { ...incident, state: 'acting' },
    events: [],
    approval: { ...approval, state: 'used' },
  });
}

describe.each([
  ['applied', applied],
  ['used', used],
])('a yes whose process ended when it was %s', (_state, begin) => {
  async function restarted(sop: Sop, trouble: SignalKind): Promise<PipelineRig> {
    const rig = await makePipelineRig({ sop, record: { mode: 'ask' } });
    await rig.step(3);
    rig.trouble = [trouble];
    await rig.untilState('awaiting_approval');
    await begin(rig);
    await rig.start();
    return rig;
  }

  test.each<[kind: string, sop: Sop, trouble: SignalKind]>([
    ['cancel-job', cancelSop, 'duplicate-job'],
    ['rescale-job', rescaleSop, 'backpressure-high'],
    ['restart-job', restartSop, 'restart-loop'],
  ])('does nothing days later (%s)', async (_kind, sop, trouble) => {
    const rig = await restarted(sop, trouble);
    const { planId } = await rig.incident();
    rig.clock.at += 48 * 60 * minute;

    await rig.until((one) => one.state === 'awaiting_approval' && one.planId !== planId);

    expect((await rig.entries('note')).join()).toMatch(/it was decided too long ago, age = 288\d min/);
    expect(await rig.approval()).toMatchObject({ state: 'open', votes: [] });
    expect(rig.world.base.arrived).toEqual([]);
  });

  test('does nothing when the clock was set back by a day since: nobody knows how old it is', async () => {
    const rig = await restarted(rescaleSop, 'backpressure-high');
    const { planId } = await rig.incident();
    rig.clock.at -= 24 * 60 * minute;

    await rig.until((one) => one.state === 'awaiting_approval' && one.planId !== planId);

    expect((await rig.entries('note')).join()).toMatch(/it was decided by a clock that is ahead, age = -14\d\d min/);
    expect(await rig.approval()).toMatchObject({ state: 'open', votes: [] });
    expect(rig.world.base.arrived).toEqual([]);
  });

  test('does nothing when the trouble was gone before the next process had a look', async () => {
    const rig = await restarted(rescaleSop, 'backpressure-high');
    rig.clock.at += 16 * minute;
    const { runner } = await rig.living();
    await runner.pass(new AbortController().signal);
    await runner.idle();
    rig.trouble = [];

    await rig.untilState('closed');

    expect(rig.world.base.arrived).toEqual([]);
  });

  test('is not lost, although the next process has measured nothing yet', async () => {
    const rig = await restarted(restartSop, 'restart-loop');

    await rig.untilState('verifying');

    expect(await rig.entries('asked')).toHaveLength(1);
    expect(rig.world.base.effects).toHaveLength(2);
  });
});

test('a yes that was applied, and not begun for twenty minutes, does nothing', async () => {
  const rig = await askingRig();
  const { planId } = await rig.incident();
  await applied(rig);
  await rig.start();
  rig.clock.at += 20 * minute;

  await rig.until((one) => one.state === 'awaiting_approval' && one.planId !== planId);

  expect((await rig.entries('note')).join()).toContain('Approved, but it was decided too long ago, age = 20 min');
  expect(rig.world.base.arrived).toEqual([]);
});

test('a yes is not begun before the process that found it has had a look', async () => {
  const rig = await askingRig();
  await applied(rig);
  const { runner } = await rig.start();

  await runner.pass(new AbortController().signal);
  await runner.idle();

  const waiting = await rig.incident();
  expect(waiting).toMatchObject({ state: 'awaiting_approval', refusals: [{ field: 'last poll' }] });
  rig.trouble = [];
  await rig.untilState('closed');
  expect(rig.world.base.arrived).toEqual([]);
});

test('a plan is not sent when the mode went back to ask before it left', async () => {
  const rig = await makePipelineRig();
  await rig.step(3);
  rig.trouble = ['backpressure-high'];
  await rig.hold();
  await rig.step(3);
  await rig.lift();
  const { deps } = await rig.living();
  const ledger = { ...deps.ledger };
  Object.assign(deps.ledger, {
    advance: async (planId: string, signal: AbortSignal) => {
      rig.record = { ...record, mode: 'ask' };
      return ledger.advance(planId, signal);
    },
  });

  await rig.untilState('awaiting_approval');

  expect((await rig.entries('note')).join()).toContain('a person has to allow it, approval = none');
  expect(rig.world.base.arrived).toEqual([]);
});

test('a destructive or two-step plan is approved as a whole', async () => {
  const rig = await makePipelineRig({ sop: restartSop, record: { mode: 'ask' } });
  await rig.step(3);
  rig.trouble = ['restart-loop'];
  await rig.untilState('awaiting_approval');

  await rig.answer('approve');
  await rig.untilState('verifying');

  expect(rig.world.base.effects).toHaveLength(2);
  expect(await rig.entries('asked')).toHaveLength(1);
});
