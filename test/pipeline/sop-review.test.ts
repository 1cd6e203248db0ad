import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Approval } from '../../src/domain/approval.ts';
import type { StageDeps } from '../../src/pipeline/deps.ts';
import { whyNotAsked } from '../../src/pipeline/reviewed-sop.ts';
import { jobId } from '../support/action-facts.ts';
import { makePipelineRig, type PipelineRig, rescaleSop, restartSop } from '../support/pipeline-rig.ts';

const reason = (digest: string) =>
  `asked: Waits for a person, because SOP the-sop is not reviewed (sha256 = ${digest}); flink-medic sop trust the-sop`;

const Question = z.object({ reasons: z.array(z.string()), conditions: z.array(z.string()) });

/** A job in mode auto that has the trouble of the SOP. */
async function troubledRig(setting: Parameters<typeof makePipelineRig>[0] = {}): Promise<PipelineRig> {
  const rig = await makePipelineRig(setting);
  await rig.step(3);
  rig.trouble = ['backpressure-high'];
  return rig;
}

/** Does something in the moment between planning and sending. */
async function beforeSending(rig: PipelineRig, change: () => unknown): Promise<void> {
  const { deps } = await rig.living();
  const ledger = { ...deps.ledger };
  let done = false;
  Object.assign(deps.ledger, {
    advance: async (planId: string, signal: AbortSignal) => {
      if (!done) await change();
      done = true;
      return ledger.advance(planId, signal);
    },
  });
}

describe('in mode auto', () => {
  test('a plan of a SOP that nobody has reviewed is asked about, and runs with a yes', async () => {
    const rig = await troubledRig({ reviewed: false });

    await rig.untilState('awaiting_approval');
    await rig.step(20);
    const before = [...rig.world.base.arrived];
    await rig.answer('approve');
    await rig.untilState('verifying');

    expect(await rig.entries('asked')).toEqual([reason('digest-1')]);
    expect(before).toEqual([]);
    expect(rig.world.base.effects).toEqual([`rescale ${jobId} to 4`]);
  });

  test('a plan of a reviewed SOP runs alone', async () => {
    const rig = await troubledRig();

    await rig.untilState('verifying');

    expect(await rig.entries('asked')).toEqual([]);
    expect(rig.world.base.effects).toHaveLength(1);
  });

  test('another text than the reviewed one is asked about', async () => {
    const rig = await troubledRig();
    rig.sop = { ...rescaleSop, digest: 'digest-2' };

    await rig.untilState('awaiting_approval');

    expect(await rig.entries('asked')).toEqual([reason('digest-2')]);
  });

  test('the review of another SOP does not count', async () => {
    const rig = await troubledRig({ reviewed: false });
    await rig.store.sopReviews.record([{ sopId: 'another-sop', digest: 'digest-1', by: 'ann', at: 1 }]);

    await rig.untilState('awaiting_approval');

    expect(await rig.entries('asked')).toEqual([reason('digest-1')]);
  });
});

describe('between planning and sending', () => {
  test.each<[title: string, change: (rig: PipelineRig) => unknown, note: string, asked: string]>([
    [
      'a review that is taken back',
      (rig) => rig.store.sopReviews.revoke(['the-sop']),
      'a person has to allow it, approval = none',
      reason('digest-1'),
    ],
    [
      'a SOP that is edited',
      (rig) => Object.assign(rig, { sop: { ...rescaleSop, digest: 'digest-2' } }),
      'SOP the-sop was changed since the plan was made, sha256 = digest-2',
      reason('digest-2'),
    ],
  ])('%s stops the plan, and it is asked about', async (_title, change, note, asked) => {
    const rig = await troubledRig();
    await beforeSending(rig, () => change(rig));

    await rig.untilState('awaiting_approval');

    expect((await rig.entries('note')).join()).toContain(note);
    expect(await rig.entries('asked')).toEqual([asked]);
    expect(rig.world.base.arrived).toEqual([]);
  });

  test('a SOP that is edited stops a plan that a person has approved, too', async () => {
    const rig = await troubledRig({ record: { mode: 'ask' } });
    await rig.untilState('awaiting_approval');
    const { planId } = await rig.incident();
    await beforeSending(rig, () => Object.assign(rig, { sop: { ...rescaleSop, digest: 'digest-2' } }));

    await rig.answer('approve');
    await rig.until((one) => one.state === 'awaiting_approval' && one.planId !== planId);

    expect(await rig.store.incidents.approvalOf(planId ?? '')).toMatchObject({ state: 'used' });
    expect(rig.world.base.arrived).toEqual([]);
  });

  test('a SOP that is gone stops the plan', async () => {
    const rig = await troubledRig();
    await beforeSending(rig, () => Object.assign(rig, { sop: undefined }));

    const incident = await rig.untilState('escalated');

    expect((await rig.entries('note')).join()).toContain('sha256 = none');
    expect(incident.planId).toBeNull();
    expect(rig.world.base.arrived).toEqual([]);
  });
});

test('a plan that was held while its review was taken back is asked about when the hold ends', async () => {
  const rig = await troubledRig();
  await beforeSending(rig, () => rig.hold());
  await rig.step(10);
  await rig.store.sopReviews.revoke(['the-sop']);
  await rig.lift();

  await rig.untilState('awaiting_approval');

  expect(await rig.entries('asked')).toEqual([reason('digest-1')]);
  expect(rig.world.base.arrived).toEqual([]);
});

describe('while the question is open', () => {
  test('a review ends it, and the plan runs alone', async () => {
    const rig = await troubledRig({ reviewed: false });
    await rig.untilState('awaiting_approval');
    const { planId } = await rig.incident();

    await rig.trust();
    await rig.untilState('verifying');

    expect(await rig.store.incidents.approvalOf(planId ?? '')).toMatchObject({ state: 'void', answeredBy: null });
    expect((await rig.entries('note')).join()).toContain('SOP the-sop is reviewed now; the question is withdrawn');
    expect(rig.world.base.effects).toHaveLength(1);
  });

  test.each<[title: string, change: Partial<PipelineRig['record']>, asked: Partial<PipelineRig['record']>]>([
    ['mode', { mode: 'auto' }, { mode: 'ask' }],
    ['restart', { restart: 'auto' }, { restart: 'ask', environment: 'production' }],
    ['environment', { environment: 'staging' }, { restart: 'ask', environment: 'production' }],
  ])('it ends when the record has another %s by which nobody is asked', async (_title, change, asked) => {
    const rig = await troubledRig({ record: asked });
    await rig.untilState('awaiting_approval');
    const { planId } = await rig.incident();

    Object.assign(rig.record, change);
    await rig.untilState('verifying');

    expect(await rig.store.incidents.approvalOf(planId ?? '')).toMatchObject({ state: 'void', answeredBy: null });
    expect((await rig.entries('note')).join()).toContain('the question is withdrawn');
    expect(rig.world.base.effects).toHaveLength(1);
  });

  test('mode auto has it asked anew for an SOP that nobody has reviewed', async () => {
    const rig = await troubledRig({ reviewed: false, record: { mode: 'ask' } });
    await rig.untilState('awaiting_approval');
    const { planId } = await rig.incident();

    Object.assign(rig.record, { mode: 'auto' });
    await rig.until((one) => one.state === 'awaiting_approval' && one.planId !== planId);

    expect(await rig.entries('asked')).toEqual(['asked: Waits for a person, because mode is ask', reason('digest-1')]);
    expect(rig.world.base.arrived).toEqual([]);
  });

  test('mode auto leaves it when there was another reason for asking', async () => {
    const rig = await troubledRig({ record: { mode: 'ask', restart: 'ask', environment: 'production' } });
    await rig.untilState('awaiting_approval');
    const { planId } = await rig.incident();

    Object.assign(rig.record, { mode: 'auto' });
    await rig.step(20);

    expect(await rig.incident()).toMatchObject({ state: 'awaiting_approval', planId });
    expect(rig.world.base.arrived).toEqual([]);
  });

  test('a no that was said before the review is seen counts', async () => {
    const rig = await troubledRig({ reviewed: false });
    await rig.untilState('awaiting_approval');
    const { deps } = await rig.living();
    const said = deps.answers.open.bind(deps.answers);
    await rig.answer('deny');
    await rig.trust();
    // It came just after this pass had applied what there was.
    let passes = 0;
    Object.assign(deps.answers, { open: async () => ((passes += 1) === 1 ? [] : said()) });

    const incident = await rig.untilState('escalated');
    await rig.step(20);

    expect(incident.escalation).toBe('alice denied the plan');
    expect(rig.world.base.arrived).toEqual([]);
  });

  test('a review does not end it when there was another reason for asking', async () => {
    const rig = await troubledRig({ reviewed: false, record: { restart: 'ask', environment: 'production' } });
    await rig.untilState('awaiting_approval');
    const { planId } = await rig.incident();

    await rig.trust();
    await rig.step(20);

    expect(await rig.incident()).toMatchObject({ state: 'awaiting_approval', planId });
    expect(rig.world.base.arrived).toEqual([]);
  });

  test.each<[what: string, state: Approval['state'], also: readonly string[], ends: boolean]>([
    ['is open', 'open', [], true],
    ['has its yes', 'approved', [], false],
    ['names another condition', 'open', ['history.status'], false],
  ])(
    'a review of its SOP means something to a question that %s only as long as it is asked for that alone',
    async (_what, state, also, ends) => {
      const rig = await troubledRig({ reviewed: false });
      await rig.untilState('awaiting_approval');
      const approval = (await rig.approval())!;
      const { deps } = await rig.living();
      const plan = (await deps.incidents.plan(approval.planId))!;
      const timeline: StageDeps['incidents']['timeline'] = async (of) =>
        (await deps.incidents.timeline(of)).map((one) => {
          const { reasons, conditions } = Question.parse(
            one.kind === 'asked' ? one.data : { reasons: [], conditions: [] },
          );
          const more = { reasons: [...reasons, ...also], conditions: [...conditions, ...also] };
          return one.kind === 'asked' ? { ...one, data: { ...one.data, ...more } } : one;
        });

      await rig.trust();
      const why = await whyNotAsked({ ...deps, incidents: { ...deps.incidents, timeline } }, plan, {
        ...approval,
        state,
      });

      expect(why).toBe(ends ? 'SOP the-sop is reviewed now' : undefined);
    },
  );

  test('a review that is taken back makes a yes void that was not given for that', async () => {
    const rig = await troubledRig({ record: { restart: 'ask', environment: 'production' } });
    await rig.untilState('awaiting_approval');
    const { planId } = await rig.incident();
    await rig.answer('approve');
    await rig.store.sopReviews.revoke(['the-sop']);

    await rig.until((one) => one.state === 'awaiting_approval' && one.planId !== planId);

    expect((await rig.entries('note')).join()).toContain(
      'the question did not show this: SOP the-sop is not reviewed, sha256 = digest-1; flink-medic sop trust the-sop',
    );
    expect(rig.world.base.arrived).toEqual([]);
  });
});

test('a plan of which a step was sent is carried through, although its review is taken back', async () => {
  const rig = await makePipelineRig({ sop: restartSop });
  await rig.step(3);
  rig.trouble = ['restart-loop'];
  let revoked: readonly string[] = [];
  rig.world.base.onArrival(async () => {
    rig.world.base.onArrival(undefined);
    revoked = await rig.store.sopReviews.revoke(['the-sop']);
  });

  await rig.untilState('verifying');

  expect(revoked).toEqual(['the-sop']);
  expect(rig.world.base.effects.map((one) => one.split(' ')[0])).toEqual(['stop', 'start']);
});
