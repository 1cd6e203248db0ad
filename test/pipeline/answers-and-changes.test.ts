import { describe, expect, test } from 'vitest';
import type { ApprovalPolicy } from '../../src/domain/approvers.ts';
import { applyAnswers } from '../../src/pipeline/apply-answers.ts';
import { awaitApproval } from '../../src/pipeline/await-approval.ts';
import type { StageDeps } from '../../src/pipeline/deps.ts';
import { makeRecheck } from '../../src/pipeline/recheck.ts';
import type { ResolvedAction } from '../../src/ports/action-kind.ts';
import { minute } from '../support/action-facts.ts';
import { cancelSop, makePipelineRig, type PipelineRig, restartSop } from '../support/pipeline-rig.ts';

const calm = new AbortController().signal;
const ann = 'slack:T0123ABCD/U0AAAAAAA';
const ben = 'slack:T0123ABCD/U0BBBBBBB';
const anna = { name: 'Anna', slack: [], user: ['ann'] };
const annie = { name: 'Annie', slack: ['T0123ABCD/U0AAAAAAA'], user: [] };

function teamOf(...names: readonly ('Ann' | 'Ben' | 'Cy')[]): ApprovalPolicy {
  const people = [
    { name: 'Ann', slack: ['T0123ABCD/U0AAAAAAA'], user: ['ann'] },
    { name: 'Ben', slack: ['T0123ABCD/U0BBBBBBB'], user: ['ben'] },
    { name: 'Cy', slack: [], user: ['cy'] },
  ];
  return { people, rules: rulesOf(...names), destructiveNeeds: 2, selfApproval: false };
}

function rulesOf(...people: readonly string[]): ApprovalPolicy['rules'] {
  return [{ clusters: ['*'], risks: ['safe', 'disruptive', 'destructive'], people }];
}

async function asking(approvers: Partial<ApprovalPolicy>, isDestructive = false): Promise<PipelineRig> {
  const rig = await makePipelineRig({ record: { mode: 'ask' }, approvers, ...(isDestructive && { sop: cancelSop }) });
  await rig.step(3);
  rig.trouble = [isDestructive ? 'duplicate-job' : 'backpressure-high'];
  await rig.untilState('awaiting_approval');
  return rig;
}

async function yes(rig: PipelineRig, by: string): Promise<number> {
  const planDigest = (await rig.approval())?.planDigest ?? '';
  const pressId = by.startsWith('slack:') ? `press of ${by}` : undefined;
  return rig.say({ kind: 'approve', incidentId: (await rig.incident()).id, planDigest }, by, pressId);
}

async function apply(rig: PipelineRig, change: Partial<StageDeps> = {}): Promise<void> {
  const { deps } = await rig.living();
  await applyAnswers({ ...deps, ...change, cluster: 'main', forget: rig.forget });
}

const outcome = (rig: PipelineRig, seq: number) => rig.store.answers.outcome(seq);

describe('a yes that was given before people changed the configuration', () => {
  test.each<[what: string, before: Partial<ApprovalPolicy>, first: string, second: string]>([
    ['a user who is listed meanwhile', {}, 'ann', ann],
    ['a person who has another name now', { ...teamOf(), people: [anna], rules: rulesOf('Anna') }, 'ann', ann],
    [
      'two entries that are one now',
      { ...teamOf(), people: [anna, annie], rules: rulesOf('Anna', 'Annie') },
      'ann',
      ann,
    ],
  ])('does not count twice: %s', async (_what, before, first, second) => {
    const rig = await asking(before, true);
    await yes(rig, first);
    await rig.step();

    const seq = await yes(rig, second);
    await apply(rig, { approvers: teamOf('Ann', 'Ben') });

    expect(await outcome(rig, seq)).toContain('refused: Ann has said yes already');
    expect(await rig.approval()).toMatchObject({ state: 'open', votes: [{ by: first }] });
  });

  test('does not count when its person may not approve any more', async () => {
    const rig = await asking(teamOf('Ann', 'Ben'), true);
    await yes(rig, ann);
    await rig.step();

    const seq = await yes(rig, ben);
    await apply(rig, { approvers: teamOf('Ben', 'Cy') });

    expect(await outcome(rig, seq)).toMatch(/^Ben said yes to plan \w{12}; 1 more needed/);
    expect(await rig.approval()).toMatchObject({ state: 'open', votes: [{ person: 'Ben' }] });
  });

  test('counts under the name that its person has now', async () => {
    const rig = await asking({}, true);
    await yes(rig, 'ann');
    await rig.step();

    const seq = await yes(rig, ben);
    await apply(rig, { approvers: teamOf('Ann', 'Ben') });

    expect(await outcome(rig, seq)).toMatch(/^Ann and Ben approved plan/);
  });

  test('of who had the plan made is not the second one for being renamed', async () => {
    const one = { destructiveNeeds: 1 };
    const rig = await asking(one, true);
    await rig.say({ kind: 'ack', incidentId: (await rig.incident()).id, reason: '' }, 'ann');
    await yes(rig, 'ann');
    await rig.step();

    const seq = await yes(rig, ann);
    await apply(rig, { approvers: { ...teamOf('Ann', 'Ben'), ...one } });

    expect(await outcome(rig, seq)).toContain('refused: Ann has said yes already');
    expect(await rig.approval()).toMatchObject({ state: 'open' });
  });
});

describe('the last yes, before it is used', () => {
  /** Approved, and held so that it is not used. */
  async function approved(...by: readonly string[]): Promise<PipelineRig> {
    const rig = await asking(teamOf('Ann', 'Ben'), by.length > 1);
    await rig.hold();
    for (const one of by) await yes(rig, one);
    await rig.step();
    expect(await rig.approval()).toMatchObject({ state: 'approved' });
    await rig.lift();
    return rig;
  }

  async function restartedWith(rig: PipelineRig, approvers: ApprovalPolicy): Promise<void> {
    const { deps } = await rig.living();
    await awaitApproval({ ...deps, approvers }, await rig.incident(), calm);
  }

  test.each<[what: string, by: readonly string[], now: ApprovalPolicy]>([
    ['of one who was taken out of the rules', [ann], teamOf('Ben')],
    ['of one who was taken out of the people', [ann], { ...teamOf('Ann', 'Ben'), people: [] }],
    ['of two, one of whom was taken out', [ann, ben], teamOf('Ben', 'Cy')],
    ['in Slack, where the rules name nobody now', [ann], { ...teamOf('Ann', 'Ben'), rules: [] }],
  ])('is void: %s', async (_what, by, now) => {
    const rig = await approved(...by);

    await restartedWith(rig, now);

    expect(await rig.store.incidents.approvalOf('plan-2')).toMatchObject({ state: 'void' });
    expect((await rig.entries('note')).join()).toContain('too few have said yes, approvals.rules = 1 more needed');
    expect(rig.world.base.arrived).toEqual([]);
  });

  test.each<[what: string, by: readonly string[], now: ApprovalPolicy]>([
    ['others were added', [ann], teamOf('Ann', 'Ben', 'Cy')],
    ['its person has another name now', ['ann'], { ...teamOf(), people: [anna], rules: rulesOf('Anna') }],
    ['both are still there', [ann, ben], teamOf('Ann', 'Ben')],
  ])('counts when %s', async (_what, by, now) => {
    const rig = await approved(...by);

    await restartedWith(rig, now);

    expect(await rig.approval()).toMatchObject({ state: 'used' });
  });

  describe('of who had a destructive plan made and of one who was taken out since', () => {
    const one = { destructiveNeeds: 1 };

    async function approvedByMaker(): Promise<PipelineRig> {
      const rig = await asking({ ...teamOf('Ann', 'Ben'), ...one }, true);
      await rig.hold();
      await rig.say({ kind: 'ack', incidentId: (await rig.incident()).id, reason: '' }, 'ann');
      await yes(rig, 'ann');
      await rig.step();
      expect(await rig.approval()).toMatchObject({ state: 'open', votes: [{ person: 'Ann' }] });
      await yes(rig, ben);
      await rig.step();
      expect(await rig.approval()).toMatchObject({ state: 'approved' });
      await rig.lift();
      return rig;
    }

    test('is void', async () => {
      const rig = await approvedByMaker();

      await restartedWith(rig, { ...teamOf('Ann', 'Cy'), ...one });

      expect(await rig.store.incidents.approvalOf('plan-2')).toMatchObject({ state: 'void' });
      expect(rig.world.base.arrived).toEqual([]);
    });

    test('counts where the one who is left had nothing made', async () => {
      const rig = await approvedByMaker();

      await restartedWith(rig, { ...teamOf('Ben', 'Cy'), ...one });

      expect(await rig.approval()).toMatchObject({ state: 'used' });
    });

    test('counts though its maker takes note once more', async () => {
      const rig = await approvedByMaker();
      await rig.hold();
      await rig.say({ kind: 'ack', incidentId: (await rig.incident()).id, reason: '' }, ben);
      await apply(rig);
      await rig.lift();

      await restartedWith(rig, { ...teamOf('Ann', 'Ben'), ...one });

      expect(await rig.approval()).toMatchObject({ state: 'used' });
    });
  });

  test('is void, too, when it is used and nothing has left', async () => {
    const rig = await approved(ann);
    await restartedWith(rig, teamOf('Ann', 'Ben'));
    const { deps } = await rig.living();
    const [row] = await rig.store.ledger.actions({});
    if (row === undefined) throw new Error('nothing was planned');
    const action = { kind: 'rescale-in-place', args: JSON.parse(row.args) } as ResolvedAction;

    const recheck = await makeRecheck({ ...deps, approvers: teamOf('Ben') })(action, row, true, calm);

    expect(recheck).toMatchObject({ kind: 'refuse', refusals: [{ field: 'approvals.rules' }] });
  });
});

test('a question is withdrawn when the mode is observe now, and it is said what would be done', async () => {
  const rig = await makePipelineRig({ record: { mode: 'ask' } });
  await rig.step(3);
  rig.trouble = ['backpressure-high'];
  await rig.untilState('awaiting_approval');
  Object.assign(rig, { record: { ...rig.record, mode: 'observe' } });

  await rig.step(2);

  expect(await rig.incident()).toMatchObject({
    state: 'escalated',
    escalation: expect.stringMatching(/^Mode is observe; would do: /),
  });
  expect(await rig.entries('note')).toEqual(['note: Mode is observe now; the question is withdrawn']);
});

describe('a yes to a start that is recorded otherwise since', () => {
  const args: string[] = [];
  const launch = { jar: '/jars/orders.jar', sha256: 'e'.repeat(64), entryClass: 'Orders', args, parallelism: 2 };

  async function askingToRestart(): Promise<PipelineRig> {
    const rig = await makePipelineRig({ record: { mode: 'ask' }, sop: restartSop });
    await rig.step(3);
    rig.trouble = ['restart-loop'];
    await rig.untilState('awaiting_approval');
    return rig;
  }

  test.each<[what: string, change: Partial<typeof launch>]>([
    ['with other arguments', { args: ['--mode', 'new'] }],
    ['with another class', { entryClass: 'OrdersV2' }],
    ['with another file', { jar: '/jars/orders-2.jar' }],
  ])('is void: %s', async (_what, change) => {
    const rig = await askingToRestart();
    const { planId } = await rig.incident();
    await rig.hold();
    await yes(rig, 'dan');
    await rig.step();
    Object.assign(rig, { record: { ...rig.record, launch: { ...launch, ...change } } });
    await rig.lift();

    await rig.step();

    expect(await rig.store.incidents.approvalOf(planId ?? '')).toMatchObject({ state: 'void' });
    expect(rig.world.base.arrived).toEqual([]);
    await rig.untilState('awaiting_approval');
    const again = await rig.store.incidents.plan((await rig.incident()).planId ?? '');
    const { args: programArgs, entryClass, jar: file } = { ...launch, ...change };
    expect(again?.steps[1]?.args).toMatchObject({ programArgs, entryClass, jar: { file } });
  });

  test('is used where only how wide it is was recorded anew', async () => {
    const rig = await askingToRestart();
    Object.assign(rig, { record: { ...rig.record, launch: { ...launch, parallelism: 3 } } });
    await yes(rig, 'dan');

    await rig.untilState('verifying');

    expect(rig.world.base.effects).toHaveLength(2);
  });
});

describe('a yes where the severity decides who may', () => {
  const any = { clusters: ['*'], risks: ['disruptive', 'destructive'] } as const;
  const bySeverity: ApprovalPolicy = {
    ...teamOf(),
    rules: [
      { ...any, severities: ['high'], people: ['Ann', 'Ben'] },
      { ...any, severities: ['critical'], people: ['Ben', 'Cy'] },
    ],
  };

  async function worsen(rig: PipelineRig): Promise<void> {
    const incident = await rig.incident();
    expect(incident).toMatchObject({ severity: 'high', state: 'awaiting_approval' });
    await rig.store.incidents.save({ incident: { ...incident, severity: 'critical' }, events: [] });
  }

  test.each([
    ['Slack', ann],
    ['the terminal', 'ann'],
  ])('is judged by the severity when it is applied, in %s', async (_way, account) => {
    const rig = await asking(bySeverity);
    const given = await yes(rig, account);
    await worsen(rig);

    await apply(rig);

    expect(await outcome(rig, given)).toContain(
      'refused: Ann may not approve a disruptive plan on main for an incident of severity critical',
    );
    expect(await rig.approval()).toMatchObject({ state: 'open', votes: [] });
    const other = await yes(rig, 'cy');
    await apply(rig);
    expect(await outcome(rig, other)).toMatch(/^Cy approved plan/);
  });

  test('is judged anew when the incident gets worse while it is being stored', async () => {
    const rig = await asking(bySeverity);
    const given = await yes(rig, 'ann');
    const { deps } = await rig.living();
    let saves = 0;
    const save: typeof deps.incidents.save = async (change) => {
      saves += 1;
      if (saves === 1) await worsen(rig);
      return deps.incidents.save(change);
    };

    await apply(rig, { incidents: { ...deps.incidents, save } });

    expect(saves).toBe(2);
    expect(await outcome(rig, given)).toContain('Ann may not approve');
    expect(await rig.approval()).toMatchObject({ state: 'open' });
  });

  test('of before is not one of the two for what got worse since', async () => {
    const rig = await asking(bySeverity, true);
    const first = await yes(rig, ann);
    await apply(rig);
    expect(await outcome(rig, first)).toContain('1 more needed');
    await worsen(rig);

    const second = await yes(rig, ben);
    await apply(rig);
    expect(await outcome(rig, second)).toMatch(/^Ben said yes to plan \w{12}; 1 more needed/);
    const third = await yes(rig, 'cy');
    await apply(rig);

    expect(await outcome(rig, third)).toMatch(/^Ben and Cy approved plan/);
  });
});

describe('a yes given in time', () => {
  test('is not erased by the end of the question that comes before it is applied', async () => {
    const rig = await asking({});
    rig.clock.at = ((await rig.approval())?.expiresAt ?? 0) - 50;
    const seq = await yes(rig, 'dan');
    rig.clock.at += 60;
    const { deps } = await rig.living();

    const moved = await awaitApproval(deps, await rig.incident(), calm);
    await rig.untilState('verifying');

    expect(moved).toBe(false);
    expect(await outcome(rig, seq)).toMatch(/^dan approved plan/);
    expect(await rig.entries('expired')).toEqual([]);
    expect(rig.world.base.effects).toHaveLength(1);
  });

  test('is not erased when it is applied after the question was read', async () => {
    const rig = await asking({});
    rig.clock.at = ((await rig.approval())?.expiresAt ?? 0) - 50;
    const seq = await yes(rig, 'dan');
    rig.clock.at += 60;
    const { deps } = await rig.living();
    const answers = {
      ...deps.answers,
      open: async () => {
        await apply(rig);
        return deps.answers.open();
      },
    };

    await awaitApproval({ ...deps, answers }, await rig.incident(), calm);
    await rig.untilState('verifying');

    expect(await outcome(rig, seq)).toMatch(/^dan approved plan/);
    expect(await rig.entries('expired')).toEqual([]);
  });

  test('that is stored while the plan is dropped is not written over', async () => {
    const rig = await asking({});
    const { expiresAt = 0 } = (await rig.approval()) ?? {};
    rig.clock.at = expiresAt + 10;
    const { deps } = await rig.living();
    const incident = await rig.incident();
    const drop: StageDeps['ledger']['drop'] = async (...args) => {
      const approval = await rig.approval();
      if (approval === undefined) throw new Error('nothing asked');
      const yesOfDan = { ...approval, state: 'approved', answeredBy: 'dan', answeredAt: expiresAt - 1 } as const;
      await rig.store.incidents.save({ incident: await rig.incident(), events: [], approval: yesOfDan });
      return deps.ledger.drop(...args);
    };

    const moved = await awaitApproval({ ...deps, ledger: { ...deps.ledger, drop } }, incident, calm);

    expect(moved).toBe(false);
    expect(await rig.approval()).toMatchObject({ state: 'approved', answeredBy: 'dan' });
    expect(await rig.entries('expired')).toEqual([]);
  });

  test('that replaces a vote while the plan is dropped is not written over', async () => {
    const rig = await asking(teamOf('Ann', 'Ben'), true);
    await yes(rig, ann);
    await rig.step();
    const { expiresAt = 0 } = (await rig.approval()) ?? {};
    rig.clock.at = expiresAt + 10;
    const { deps } = await rig.living();
    const drop: StageDeps['ledger']['drop'] = async (...args) => {
      const planDigest = (await rig.approval())?.planDigest ?? '';
      const answer = { kind: 'approve', incidentId: (await rig.incident()).id, planDigest } as const;
      await rig.store.answers.insert(ben, expiresAt - 1, answer, { via: 'slack', pressId: 'p-late' });
      await apply(rig, { approvers: teamOf('Ben', 'Cy') });
      return deps.ledger.drop(...args);
    };

    const moved = await awaitApproval({ ...deps, ledger: { ...deps.ledger, drop } }, await rig.incident(), calm);

    expect(moved).toBe(false);
    expect(await rig.approval()).toMatchObject({ state: 'open', votes: [{ person: 'Ben' }] });
  });

  test('about another plan keeps no question open', async () => {
    const rig = await asking({});
    rig.clock.at = ((await rig.approval())?.expiresAt ?? 0) - 50;
    await rig.say({ kind: 'approve', incidentId: (await rig.incident()).id, planDigest: 'f'.repeat(64) }, 'dan');
    rig.clock.at += 60;
    const { deps } = await rig.living();

    await awaitApproval(deps, await rig.incident(), calm);

    expect(await rig.incident()).toMatchObject({
      state: 'escalated',
      escalation: expect.stringContaining('Nobody answered in time; '),
    });
  });

  test('keeps the question open for five minutes at most when nobody can apply it', async () => {
    const rig = await asking({});
    const { expiresAt = 0 } = (await rig.approval()) ?? {};
    await yes(rig, 'dan');
    const { deps } = await rig.living();

    rig.clock.at = expiresAt + 5 * minute - 1;
    await awaitApproval(deps, await rig.incident(), calm);
    const before = await rig.incident();
    rig.clock.at += 1;
    await awaitApproval(deps, await rig.incident(), calm);

    expect(before.state).toBe('awaiting_approval');
    expect(await rig.incident()).toMatchObject({ state: 'escalated' });
  });
});

test('a no whose plan is dropped already is not taken for a plan that was left over', async () => {
  const rig = await asking({});
  const { deps } = await rig.living();
  const incident = await rig.incident();
  const seq = await rig.answer('deny', 'dan');
  const drop: StageDeps['ledger']['drop'] = async (...args) => {
    const left = await deps.ledger.drop(...args);
    await awaitApproval(deps, incident, calm);
    return left;
  };

  await apply(rig, { ledger: { ...deps.ledger, drop } });

  expect(await outcome(rig, seq)).toMatch(/^dan denied plan/);
  expect(await rig.incident()).toMatchObject({ state: 'escalated', escalation: 'dan denied the plan' });
});

describe('a process whose time is over, while another one asks', () => {
  async function asked(): Promise<{ readonly rig: PipelineRig; readonly old: StageDeps }> {
    const rig = await makePipelineRig({ record: { mode: 'ask' } });
    const { deps } = await rig.start();
    await rig.start();
    await rig.step(3);
    rig.trouble = ['backpressure-high'];
    await rig.untilState('awaiting_approval');
    return { rig, old: deps };
  }
  const actionsOf = async (rig: PipelineRig) =>
    (await rig.store.ledger.actions({})).map(({ state, dropReason }) => [state, dropReason]);

  test('leaves a no to that one, whose plan it cannot drop', async () => {
    const { rig, old } = await asked();
    const seq = await rig.answer('deny', 'dan');

    await applyAnswers({ ...old, cluster: 'main', forget: rig.forget });

    expect(await outcome(rig, seq)).toBeUndefined();
    expect(await rig.approval()).toMatchObject({ state: 'open' });
    await rig.step();
    expect(await outcome(rig, seq)).toMatch(/^dan denied plan/);
    expect(await actionsOf(rig)).toEqual([['dropped', 'denied']]);
  });

  test('ends no question of which it cannot drop the plan', async () => {
    const { rig, old } = await asked();
    rig.clock.at = ((await rig.approval())?.expiresAt ?? 0) + 10 * minute;

    await expect(awaitApproval(old, await rig.incident(), calm)).rejects.toThrow('another process');

    expect(await rig.incident()).toMatchObject({ state: 'awaiting_approval' });
    await rig.untilState('escalated');
    expect(await actionsOf(rig)).toEqual([['dropped', 'expired']]);
  });

  test('closes no incident of which it cannot drop the plan', async () => {
    const { rig, old } = await asked();
    const seq = await rig.say({ kind: 'resolve', incidentId: (await rig.incident()).id, reason: '' }, 'dan');

    await applyAnswers({ ...old, cluster: 'main', forget: rig.forget });

    expect(await outcome(rig, seq)).toBeUndefined();
    await rig.step();
    expect(await outcome(rig, seq)).toBe('dan resolved it');
    expect(await actionsOf(rig)).toEqual([['dropped', 'cancelled']]);
  });
});

test('a question that half of the people answered says so when it ends', async () => {
  const rig = await asking({}, true);
  await yes(rig, 'dan');
  await rig.step();
  rig.clock.at += 16 * minute;

  const incident = await rig.untilState('escalated');

  expect(incident.escalation).toContain('1 of 2 answered in time; ');
  expect(await rig.entries('expired')).toEqual(['expired: 1 of 2 answered in time']);
});
