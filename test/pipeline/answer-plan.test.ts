import { describe, expect, test } from 'vitest';
import type { ApprovalPolicy } from '../../src/domain/approvers.ts';
import { StaleWrite } from '../../src/domain/errors.ts';
import { answerPlan } from '../../src/pipeline/answer-plan.ts';
import { applyAnswers } from '../../src/pipeline/apply-answers.ts';
import { jobId, minute } from '../support/action-facts.ts';
import { cancelSop, makePipelineRig, type PipelineRig, startSop } from '../support/pipeline-rig.ts';

const ann = 'slack:T0123ABCD/U0AAAAAAA';
const ben = 'slack:T0123ABCD/U0BBBBBBB';
const stranger = 'slack:T0123ABCD/U0XXXXXXX';
const team: Partial<ApprovalPolicy> = {
  people: [
    { name: 'Ann', slack: ['T0123ABCD/U0AAAAAAA'], user: ['ann'] },
    { name: 'Ben', slack: ['T0123ABCD/U0BBBBBBB'], user: [] },
    { name: 'Cy', slack: ['T0123ABCD/U0CCCCCCC'], user: [] },
  ],
  rules: [{ clusters: ['ma*'], risks: ['safe', 'disruptive', 'destructive'], people: ['Ann', 'Ben'] }],
};

async function asking(of: { approvers?: Partial<ApprovalPolicy>; destructive?: boolean } = {}): Promise<PipelineRig> {
  const rig = await makePipelineRig({
    record: { mode: 'ask' },
    approvers: of.approvers ?? team,
    ...(of.destructive === true && { sop: cancelSop }),
  });
  await rig.step(3);
  rig.trouble = [of.destructive === true ? 'duplicate-job' : 'backpressure-high'];
  await rig.untilState('awaiting_approval');
  return rig;
}

async function press(
  rig: PipelineRig,
  by: string,
  pressId: string,
  kind: 'approve' | 'deny' = 'approve',
  digest?: string,
) {
  const { id } = await rig.incident();
  const approval = await rig.approval();
  const planDigest = digest ?? approval?.planDigest ?? '';
  return rig.say({ kind, incidentId: id, planDigest }, by, pressId);
}

/** What was said, by the rules of now. */
async function apply(rig: PipelineRig, changed: Partial<ApprovalPolicy> = {}): Promise<void> {
  const { deps } = await rig.living();
  const approvers = { ...deps.approvers, ...changed };
  await applyAnswers({ ...deps, approvers, cluster: 'main', forget: rig.forget });
}

const outcome = (rig: PipelineRig, seq: number) => rig.store.answers.outcome(seq);
const refusals = async (rig: PipelineRig) =>
  (await rig.store.incidents.timeline({})).filter((one) => one.data['answer'] === 'refused');

describe('an answer that does not count', () => {
  test.each<[what: string, by: string, digest: string | undefined, why: string]>([
    ['of a stranger', stranger, undefined, 'you are not among those who may approve a disruptive plan on main'],
    [
      'of who is listed for nothing',
      'slack:T0123ABCD/U0CCCCCCC',
      undefined,
      'Cy may not approve a disruptive plan on main',
    ],
    ['of the same user id in another team', 'slack:T9999ABCD/U0AAAAAAA', undefined, 'you are not among those'],
    ['about an older plan', ann, 'f'.repeat(64), 'the plan is not the one that was answered'],
    ['with a digest that is only the beginning', ann, 'abcdef012345', 'the plan is not the one that was answered'],
    ['with a digest of markup', ann, '<!channel> `x`', 'the plan is not the one that was answered'],
  ])('%s is refused with its reason, and stands in the record', async (_what, by, digest, why) => {
    const rig = await asking();

    const seq = await press(rig, by, 'p-1', 'approve', digest);
    await rig.step(3);

    expect(await outcome(rig, seq)).toContain(`refused: ${why}`);
    expect(await refusals(rig)).toMatchObject([
      { kind: 'note', data: { by, via: 'slack', why: expect.stringContaining(why) } },
    ]);
    expect(await rig.approval()).toMatchObject({ state: 'open', votes: [] });
    expect(rig.world.base.arrived).toEqual([]);
  });

  test('and is given over and over is told each time, and fills no record', async () => {
    const rig = await asking();

    const answers: number[] = [];
    for (let n = 0; n < 5; n += 1) answers.push(await press(rig, stranger, `p-${n}`));
    answers.push(await press(rig, stranger, 'p-5', 'deny'), await press(rig, 'slack:T0123ABCD/U0YYYYYYY', 'p-6'));
    await rig.step(3);

    const outcomes = await Promise.all(answers.map((seq) => outcome(rig, seq)));
    expect(outcomes.filter((one) => one?.startsWith('refused: you are not among those'))).toHaveLength(7);
    expect(await refusals(rig)).toHaveLength(3);
  });

  test('that comes after the time is over is refused, and is no no', async () => {
    const rig = await asking();
    rig.clock.at += 61 * minute;

    const seq = await press(rig, ann, 'p-1');
    await rig.step(2);

    expect(await outcome(rig, seq)).toBe('refused: the time to answer is over');
    expect(await rig.entries('expired')).toHaveLength(1);
    expect(await rig.entries('denied')).toEqual([]);
    expect(await refusals(rig)).toHaveLength(1);
  });

  test('without rules is refused in Slack and says which line to add, while the terminal may', async () => {
    const rig = await asking({ approvers: {} });

    const pressed = await press(rig, ann, 'p-1');
    await rig.step();
    const refused = await outcome(rig, pressed);
    await rig.answer('approve', 'dan');
    await rig.untilState('verifying');

    expect(refused).toContain('add to approvals.people: - { name: <your name>, slack: [T0123ABCD/U0AAAAAAA] }');
    expect(rig.world.base.effects).toEqual([`rescale ${jobId} to 4`]);
  });

  test('of a stranger who denies leaves the question open', async () => {
    const rig = await asking();

    await press(rig, stranger, 'p-1', 'deny');
    await rig.step(2);

    expect(await rig.incident()).toMatchObject({ state: 'awaiting_approval' });
    expect(await rig.store.ledger.actions({})).toMatchObject([{ state: 'awaiting_approval' }]);
  });

  test('to what its incident does not wait for any more is refused', async () => {
    const rig = await asking();
    const seq = await press(rig, ann, 'p-1');
    await rig.store.incidents.save({ incident: { ...(await rig.incident()), state: 'escalated' }, events: [] });
    const { deps } = await rig.living();

    await applyAnswers({ ...deps, cluster: 'main', forget: rig.forget });

    expect(await outcome(rig, seq)).toBe('refused: the incident no longer waits for this plan');
    expect(await rig.approval()).toMatchObject({ state: 'open', votes: [] });
  });

  test.each([
    ['denied', 'already denied by Ben'],
    ['expired', 'the time to answer is over'],
    ['void', 'the plan was withdrawn'],
    ['used', 'already approved by Ben'],
  ] as const)('to a question that is %s is refused, also where its incident seems to wait', async (state, why) => {
    const rig = await asking();
    const seq = await press(rig, ann, 'p-1');
    const approval = { ...(await rig.approval())!, state, answeredBy: 'Ben', answeredAt: rig.clock.at };
    await rig.store.incidents.save({ incident: await rig.incident(), events: [], approval });

    await apply(rig);

    expect(await outcome(rig, seq)).toBe(`refused: ${why}`);
    expect(await rig.approval()).toMatchObject({ state, votes: [] });
  });

  test('of who may say yes to what is less bad is refused', async () => {
    const [rule] = team.rules ?? [];
    const rig = await asking({ approvers: { ...team, rules: [{ ...rule!, severities: ['low'] }] } });
    const { severity } = await rig.incident();

    const seq = await press(rig, ann, 'p-1');
    await apply(rig);

    expect(severity).not.toBe('low');
    expect(await outcome(rig, seq)).toContain(
      `Ann may not approve a disruptive plan on main for an incident of severity ${severity}`,
    );
    expect(await rig.approval()).toMatchObject({ state: 'open', votes: [] });
  });

  test('is a no to what leaves in this moment', async () => {
    const rig = await asking();
    const seq = await press(rig, ann, 'p-1', 'deny');
    const { deps } = await rig.living();
    const ledger = { ...deps.ledger, drop: async () => 'step rescale moved in this moment' };

    await applyAnswers({ ...deps, ledger, cluster: 'main', forget: rig.forget });

    expect(await outcome(rig, seq)).toBe('refused: step rescale moved in this moment');
    expect(await rig.approval()).toMatchObject({ state: 'open' });
  });

  test.each([
    ['of the store is tried at the next pass', () => new Error('disk full'), 1],
    ['of every other writer is tried a few times', () => new StaleWrite('it changed'), 10],
  ])('because of an error %s', async (_what, errorOf, tries) => {
    const rig = await asking();
    const seq = await press(rig, ann, 'p-1');
    const { deps } = await rig.living();
    let saves = 0;
    const save = () => {
      saves += 1;
      return Promise.reject(errorOf());
    };

    await applyAnswers({ ...deps, incidents: { ...deps.incidents, save }, cluster: 'main', forget: rig.forget });

    expect(saves).toBe(tries);
    expect(await outcome(rig, seq)).toBeUndefined();
  });

  test('does not make waiting begin anew', async () => {
    const rig = await makePipelineRig({ record: { mode: 'ask' }, approvers: team });
    await rig.step(3);
    await rig.hold();
    rig.trouble = ['backpressure-high'];
    for (let turn = 0; turn < 10; turn += 1) {
      await rig.step(24);
      await press(rig, `${stranger}${turn}`, `p-${turn}`, 'approve', 'f'.repeat(64)).catch(() => undefined);
    }

    expect(await rig.incident()).toMatchObject({ state: 'escalated' });
    expect((await refusals(rig)).length).toBeGreaterThan(3);
  });
});

describe('a press', () => {
  test('that is delivered twice is one answer with one outcome', async () => {
    const rig = await asking();

    const first = await press(rig, ann, 'p-1');
    await rig.step();
    const again = await press(rig, ann, 'p-1');
    await rig.untilState('verifying');

    expect(again).toBe(first);
    expect(await rig.entries('approved')).toHaveLength(1);
    expect(await refusals(rig)).toEqual([]);
    expect(rig.world.base.effects).toHaveLength(1);
  });

  test('that was made twice by hand acts once, and the second is told so', async () => {
    const rig = await asking();

    await press(rig, ann, 'p-1');
    const second = await press(rig, ann, 'p-2');
    await rig.untilState('verifying');

    expect(await outcome(rig, second)).toBe('refused: already approved by Ann');
    expect(rig.world.base.effects).toHaveLength(1);
  });

  test.each<[end: string, ask: (rig: PipelineRig) => unknown]>([
    ['expired', (rig) => Object.assign(rig.clock, { at: rig.clock.at + 61 * minute })],
    ['was denied', (rig) => press(rig, ben, 'p-1', 'deny')],
  ])('on its way when its question %s is no answer to the next one, which asks the same', async (_end, end) => {
    const rig = await makePipelineRig({ sop: startSop, record: { mode: 'ask' }, approvers: team });
    await rig.step(3);
    rig.world.base.setJob(jobId, 'FAILED');
    rig.trouble = ['job-failed'];
    await rig.untilState('awaiting_approval');
    const pressed = (await rig.approval())?.planDigest;
    const { steps } = (await rig.store.incidents.plan('plan-2')) ?? {};
    await end(rig);
    await rig.untilState('escalated');
    rig.trouble = ['job-failed', 'no-slots'];
    const { planId } = await rig.untilState('awaiting_approval');

    const late = await press(rig, ann, 'p-2', 'approve', pressed);
    await rig.step(2);

    expect((await rig.store.incidents.plan(planId ?? ''))?.steps).toEqual(steps);
    expect(await outcome(rig, late)).toBe('refused: the plan is not the one that was answered');
    expect(rig.world.base.arrived).toEqual([]);
  });

  test('given in time counts although the process that applies it was down until after', async () => {
    const rig = await asking();
    rig.clock.at += 58 * minute;
    await press(rig, ann, 'p-1');
    await rig.start();
    rig.clock.at += 3 * minute;

    await rig.until((one) => one.state !== 'awaiting_approval');

    expect(await rig.entries('approved')).toHaveLength(1);
    expect(await rig.entries('expired')).toEqual([]);
  });

  test('given in time does not count an hour later', async () => {
    const rig = await asking();
    const seq = await press(rig, ann, 'p-1');
    rig.clock.at += 120 * minute;

    await rig.untilState('escalated');

    expect(await outcome(rig, seq)).toBe('refused: the time to answer is over');
    expect(rig.world.base.arrived).toEqual([]);
  });

  test('of whoever is listed ends the question with a no', async () => {
    const rig = await asking();

    await press(rig, 'slack:T0123ABCD/U0CCCCCCC', 'p-1', 'deny');
    const incident = await rig.untilState('escalated');

    expect(incident.escalation).toBe('Cy denied the plan');
    expect(await rig.approval()).toMatchObject({ state: 'denied' });
  });
});

test.each<[what: string, by: string, kind: 'approve' | 'deny', want: object]>([
  ['a refusal', stranger, 'approve', { state: 'open', votes: [] }],
  ['the first yes of two', ann, 'approve', { state: 'open', votes: [{}] }],
  ['a no', ann, 'deny', { state: 'denied' }],
])('%s is stored with what it changes: it counts once, whenever the process ends', async (_what, by, kind, want) => {
  const rig = await asking({ destructive: true });
  const seq = await press(rig, by, 'p-1', kind);
  const [stored] = await rig.store.answers.open();
  const { planDigest } = (await rig.approval())!;
  const { id: incidentId } = await rig.incident();
  const { deps } = await rig.living();

  await answerPlan(deps, incidentId, { ...stored!, answer: { kind, incidentId, planDigest } });

  expect(await rig.approval()).toMatchObject(want);
  expect(await rig.store.answers.open()).toEqual([]);
  expect(await outcome(rig, seq)).not.toBeUndefined();
});

describe('a destructive plan', () => {
  test('needs two people, and shows how far it is', async () => {
    const rig = await asking({ destructive: true });

    const first = await press(rig, ann, 'p-1');
    await rig.step(4);
    const between = await rig.approval();
    const arrivedBetween = [...rig.world.base.arrived];
    await press(rig, ben, 'p-2');
    await rig.until(() => rig.world.base.effects.length > 0);

    expect(await outcome(rig, first)).toMatch(
      /^Ann said yes to plan \w{12}; 1 more needed: a destructive plan needs 2/,
    );
    expect(between).toMatchObject({ state: 'open', needed: 2, votes: [{ person: 'Ann', by: ann, via: 'slack' }] });
    expect(arrivedBetween).toEqual([]);
    expect(await rig.entries('approved')).toEqual([expect.stringContaining('Ann and Ben approved plan')]);
    expect(rig.world.base.effects).toEqual([`cancel ${jobId}`]);
  });

  test.each<[what: string, accounts: [string, string | undefined][]]>([
    [
      'one person in Slack and the terminal',
      [
        [ann, 'p-1'],
        ['ann', undefined],
      ],
    ],
    [
      'root and a user without a name',
      [
        ['root', undefined],
        ['uid 1000', undefined],
      ],
    ],
    [
      'root and the user of the container image',
      [
        ['root', undefined],
        ['node', undefined],
      ],
    ],
    [
      'one user twice',
      [
        ['dan', undefined],
        ['dan', undefined],
      ],
    ],
  ])('does not take %s for two', async (_what, accounts) => {
    const rig = await asking({ destructive: true, ...(accounts[0]?.[0] !== ann && { approvers: {} }) });
    const { id } = await rig.incident();
    const planDigest = (await rig.approval())?.planDigest ?? '';

    const seqs: number[] = [];
    for (const [by, pressId] of accounts)
      seqs.push(await rig.say({ kind: 'approve', incidentId: id, planDigest }, by, pressId));
    await rig.step(4);

    expect(await outcome(rig, seqs[1] ?? 0)).toContain('has said yes already; another person has to');
    expect(await rig.approval()).toMatchObject({ state: 'open', votes: [{}] });
    expect(rig.world.base.arrived).toEqual([]);
  });

  test('is not approved by two of whom one may not say it any more', async () => {
    const rig = await asking({ destructive: true });
    await press(rig, ann, 'p-1');
    await apply(rig);
    await press(rig, ben, 'p-2');

    await apply(rig, { rules: [{ ...team.rules![0]!, people: ['Ben'] }] });

    expect(await rig.approval()).toMatchObject({ state: 'open', votes: [{ person: 'Ben' }] });
    expect(rig.world.base.arrived).toEqual([]);
  });

  test('that two were asked about needs two, also where one is enough by now', async () => {
    const rig = await asking({ destructive: true });
    await press(rig, ben, 'p-1');

    await apply(rig, { destructiveNeeds: 1 });

    expect(await rig.approval()).toMatchObject({ state: 'open', needed: 2, votes: [{ person: 'Ben' }] });
    expect(rig.world.base.arrived).toEqual([]);
  });

  test('is not approved by who took note of the incident alone, even where one is enough', async () => {
    const rig = await asking({ destructive: true, approvers: { ...team, destructiveNeeds: 1 } });
    await rig.say({ kind: 'ack', incidentId: (await rig.incident()).id, reason: '' }, 'ann');

    const first = await press(rig, ann, 'p-1');
    await rig.step(3);
    const between = await rig.approval();
    await press(rig, ben, 'p-2');
    await rig.until(() => rig.world.base.effects.length > 0);

    expect(await outcome(rig, first)).toContain('who had the plan made is not enough');
    expect(between).toMatchObject({ state: 'open' });
  });

  test('half approved expires like any other', async () => {
    const rig = await asking({ destructive: true });
    await press(rig, ann, 'p-1');
    await rig.step();
    rig.clock.at += 16 * minute;

    await rig.untilState('escalated');

    expect(await rig.approval()).toMatchObject({ state: 'expired', votes: [{ person: 'Ann' }] });
    expect(rig.world.base.arrived).toEqual([]);
  });
});

describe('a yes', () => {
  test('for a run that ended is void', async () => {
    const rig = await asking();
    const { planId } = await rig.incident();
    await press(rig, ann, 'p-1');
    rig.world.base.failOver();

    await rig.until((one) => one.planId !== planId);

    expect(await rig.store.incidents.approvalOf(planId ?? '')).toMatchObject({ state: 'void' });
    expect(rig.world.base.arrived).toEqual([]);
  });

  test('does not cover what the question did not show', async () => {
    const rig = await asking();
    const { planId } = await rig.incident();
    rig.checkpointsPerRound = 0;
    rig.clock.at += 20 * minute;
    await press(rig, ann, 'p-1');

    await rig.until((one) => one.planId !== planId);

    expect((await rig.entries('note')).join('\n')).toContain('Approved, but the question did not show this');
    expect(rig.world.base.arrived).toEqual([]);
  });

  test('and a no that two processes apply at once end in one of them', async () => {
    const rig = await asking();
    const yes = await press(rig, ann, 'p-1');
    const no = await press(rig, ben, 'p-2', 'deny');
    const { deps } = await rig.living();
    const apply = () => applyAnswers({ ...deps, cluster: 'main', forget: rig.forget });

    await Promise.all([apply(), apply()]);
    await apply();

    const outcomes = [await outcome(rig, yes), await outcome(rig, no)];
    expect(outcomes.filter((one) => one?.startsWith('refused:'))).toHaveLength(1);
    expect((await rig.entries('approved', 'denied')).length).toBe(1);
  });
});
