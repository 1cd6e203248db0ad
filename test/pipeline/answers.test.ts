import { describe, expect, test } from 'vitest';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { applyAnswers } from '../../src/pipeline/apply-answers.ts';
import { makePipelineRig, type PipelineRig } from '../support/pipeline-rig.ts';

async function askingRig(): Promise<PipelineRig> {
  const rig = await makePipelineRig({ record: { mode: 'ask' } });
  await rig.step(3);
  rig.trouble = ['backpressure-high'];
  await rig.untilState('awaiting_approval');
  return rig;
}

describe('an answer', () => {
  test('is marked as applied together with what it changes', async () => {
    const rig = await askingRig();
    const seq = await rig.answer('approve');
    const { deps } = await rig.start({ write: 1, when: 'after' });

    await applyAnswers({ ...deps, cluster: 'main', forget: rig.forget });
    const { deps: next } = await rig.start();
    await applyAnswers({ ...next, cluster: 'main', forget: rig.forget });

    expect(await rig.approval()).toMatchObject({ state: 'approved' });
    expect(await rig.store.answers.outcome(seq)).toContain('alice approved plan');
    expect(await rig.entries('approved')).toHaveLength(1);
  });

  test('that cannot be applied does not hold up those of others', async () => {
    const rig = await askingRig();
    const { id } = await rig.incident();
    const { deps, log } = await rig.living();
    const settleByHuman = () => Promise.reject(new Error('this program registers no such kind'));
    const first = await rig.say({ kind: 'settle', actionId: 'x', finding: 'abandon', reason: '', result: {} });
    const second = await rig.say({ kind: 'ack', incidentId: id, reason: 'seen' });

    await applyAnswers({ ...deps, cluster: 'main', forget: rig.forget, ledger: { ...deps.ledger, settleByHuman } });

    expect(await rig.store.answers.outcome(first)).toBeUndefined();
    expect(await rig.store.answers.outcome(second)).toBe('alice took note: seen');
    expect(log.errors).toMatchObject([{ message: 'answer not applied' }]);
  });

  test.each(['approve', 'deny', 'ack', 'resolve'] as const)(
    '%s to an incident that is not there is refused',
    async (kind) => {
      const rig = await makePipelineRig();
      const answer =
        kind === 'approve' || kind === 'deny'
          ? { kind, incidentId: 'inc-9', planDigest: 'd' }
          : { kind, incidentId: 'inc-9', reason: '' };

      const seq = await rig.say(answer);
      await rig.step();

      expect(await rig.store.answers.outcome(seq)).toMatch(/^refused: /);
    },
  );

  test('a process that ends as soon as an incident is resolved leaves no job that is missed again', async () => {
    const rig = await makePipelineRig({ sop: undefined });
    await rig.step(3);
    rig.trouble = ['job-failed'];
    const { id } = await rig.untilState('escalated');
    await rig.say({ kind: 'resolve', incidentId: id, reason: '' });
    const { deps } = await rig.start({ write: 1, when: 'after' });

    await applyAnswers({ ...deps, cluster: 'main', forget: rig.forget });
    const { deps: next } = await rig.start();
    await applyAnswers({ ...next, cluster: 'main', forget: rig.forget });

    expect(await rig.incident()).toMatchObject({ closing: 'resolved' });
    expect(rig.forgotten).toEqual(['orders']);
  });

  test('a resolve that comes while the plan leaves is refused', async () => {
    const rig = await askingRig();
    const { id } = await rig.incident();
    const { deps } = await rig.living();
    const seq = await rig.say({ kind: 'resolve', incidentId: id, reason: '' });
    const drop = async () => 'step rescale was sent (sent): the plan has to be carried through';

    await applyAnswers({ ...deps, cluster: 'main', forget: rig.forget, ledger: { ...deps.ledger, drop } });

    expect(await rig.store.answers.outcome(seq)).toMatch(/^refused: step rescale was sent/);
    expect((await rig.incident()).state).toBe('awaiting_approval');
  });

  test('an ack and a resolve name the person whose account it was, and keep the account', async () => {
    const people = [{ name: 'Alice of the night shift', slack: [], user: ['alice'] }];
    const rig = await makePipelineRig({ record: { mode: 'ask' }, approvers: { people } });
    await rig.step(3);
    rig.trouble = ['backpressure-high'];
    await rig.untilState('awaiting_approval');
    const { id } = await rig.incident();

    await rig.say({ kind: 'ack', incidentId: id, reason: '' });
    await rig.say({ kind: 'resolve', incidentId: id, reason: '' });
    await rig.step();

    const timeline = await rig.store.incidents.timeline({ incidentId: id });
    expect(timeline.find(({ kind }) => kind === 'acknowledged')).toMatchObject({
      text: 'Alice of the night shift took note',
      data: { by: 'alice' },
    });
    expect(timeline.find(({ kind }) => kind === 'closed')).toMatchObject({
      text: 'Alice of the night shift resolved it',
      data: { by: 'alice' },
    });
    const actions = await rig.store.ledger.actions({ incidentId: id });
    expect(actions.map((one) => one.note)).toEqual(['incident resolved by Alice of the night shift']);
  });

  test('an ack of an ordinary incident is only noted', async () => {
    const rig = await askingRig();
    const { id, state } = await rig.incident();

    const seq = await rig.say({ kind: 'ack', incidentId: id, reason: '' });
    await rig.step();

    expect(await rig.incident()).toMatchObject({ state, acknowledgedBy: 'alice' });
    expect(await rig.store.answers.outcome(seq)).toBe('alice took note');
  });

  test.each(['ack', 'snooze', 'resolve'] as const)('%s to a closed incident is refused', async (kind) => {
    const rig = await askingRig();
    const { id } = await rig.incident();
    await rig.say({ kind: 'resolve', incidentId: id, reason: '' });
    await rig.step();
    rig.trouble = [];
    const closed = await rig.incident();

    const until = rig.clock.at + 3_600_000;
    const about = { incidentId: id, reason: '' };
    const seq = await rig.say(kind === 'snooze' ? { kind, until, ...about } : { kind, ...about });
    await rig.step();

    expect(await rig.store.answers.outcome(seq)).toBe('refused: no such open incident');
    expect(await rig.incident()).toEqual(closed);
  });

  test('to an incident or an action of another cluster is left to who works for that', async () => {
    const rig = await askingRig();
    const { id } = await rig.incident();
    const { deps } = await rig.living();
    const [action] = await rig.store.ledger.actions({});
    const yes = await rig.answer('approve');
    const settled = await rig.say({
      kind: 'settle',
      actionId: action?.id ?? '',
      finding: 'abandon',
      reason: '',
      result: {},
    });
    const done = await rig.say({ kind: 'resolve', incidentId: id, reason: '' });

    await applyAnswers({ ...deps, cluster: 'other', forget: rig.forget });

    for (const seq of [yes, settled, done]) expect(await rig.store.answers.outcome(seq)).toBeUndefined();
    expect(await rig.incident()).toMatchObject({ state: 'awaiting_approval' });
    expect(await rig.approval()).toMatchObject({ state: 'open' });
  });

  test('that settles an action reads that one, and not all that was ever done', async () => {
    const rig = await askingRig();
    const { deps } = await rig.living();
    const [action] = await rig.store.ledger.actions({});
    const actionId = action?.id ?? '';
    const asked: Parameters<typeof deps.actions.actions>[0][] = [];
    const actions: typeof deps.actions = {
      ...deps.actions,
      actions: (filter) => {
        asked.push(filter);
        return deps.actions.actions(filter);
      },
    };
    const seq = await rig.say({ kind: 'settle', actionId, finding: 'abandon', reason: '', result: {} });

    for (const cluster of ['other', 'main']) await applyAnswers({ ...deps, actions, cluster, forget: rig.forget });

    expect(await rig.store.answers.outcome(seq)).toMatch(/^refused: /);
    expect(asked).toEqual([{ id: actionId }, { id: actionId }, { id: actionId }]);
  });

  test('that snoozes counts from anybody at the terminal', async () => {
    const rig = await askingRig();
    const { id } = await rig.incident();
    const until = rig.clock.at + 3_600_000;

    const seq = await rig.say({ kind: 'snooze', incidentId: id, until, reason: '' });
    await rig.step();

    expect((await rig.incident()).snoozed).toMatchObject({ until, by: 'alice' });
    expect(await rig.store.answers.outcome(seq)).toMatch(/^alice snoozed it until /);
  });

  test('that snoozes counts in Slack from who is listed alone: a chat of many silences no alert', async () => {
    const rig = await askingRig();
    const { id } = await rig.incident();
    const { deps } = await rig.living();
    const until = rig.clock.at + 3_600_000;
    const approvers = { ...deps.approvers, people: [{ name: 'Ann', slack: ['T0123ABCD/U0AAAAAAA'], user: [] }] };
    const apply = () => applyAnswers({ ...deps, approvers, cluster: 'main', forget: rig.forget });

    const foreign = await rig.say(
      { kind: 'snooze', incidentId: id, until, reason: '' },
      'slack:T0123ABCD/U0XXXXXXX',
      'p-1',
    );
    await apply();
    const before = await rig.incident();
    await rig.say({ kind: 'snooze', incidentId: id, until, reason: '' }, 'slack:T0123ABCD/U0AAAAAAA', 'p-2');
    await apply();

    expect(await rig.store.answers.outcome(foreign)).toMatch(
      /^refused: only people named in approvals\.people may do this/,
    );
    expect(before.snoozed).toBeUndefined();
    expect((await rig.incident()).snoozed).toMatchObject({ until, by: 'Ann' });
  });

  test('that settles an action that is not there is refused, and not tried again', async () => {
    const rig = await makePipelineRig();
    const seq = await rig.say({ kind: 'settle', actionId: 'x', finding: 'abandon', reason: '', result: {} });

    await rig.step();

    expect(await rig.store.answers.outcome(seq)).toMatch(/^refused: /);
    expect((await rig.living()).log.errors).toEqual([]);
  });
});

test('a settlement counts as of when it was given, however late it is applied', async () => {
  const rig = await makePipelineRig();
  const { deps } = await rig.living();
  const open = await rig.say({ kind: 'settle', actionId: 'x', finding: 'abandon', reason: '', result: {} });
  const givenAt = rig.clock.at;
  const heard: unknown[] = [];
  const settleByHuman: Ledger['settleByHuman'] = async (...[id, , , , , answer]) => {
    heard.push([id, answer?.seq, answer?.at]);
    return 'heard';
  };
  rig.clock.at += 600_000;

  await applyAnswers({ ...deps, cluster: 'main', forget: rig.forget, ledger: { ...deps.ledger, settleByHuman } });

  expect(heard).toEqual([['x', open, givenAt]]);
});

describe('a resolve', () => {
  test.each([
    ['job-vanished', ['orders']],
    ['job-failed', ['orders']],
    ['checkpoint-failing', []],
  ] as const)('of %s lets the watcher forget %j', async (kind, forgotten) => {
    const rig = await makePipelineRig({ record: { mode: 'observe' } });
    await rig.step(3);
    rig.trouble = [kind];
    const { id } = await rig.untilState('escalated');
    await rig.say({ kind: 'resolve', incidentId: id, reason: 'it was switched off' });
    rig.trouble = [];

    await rig.step();

    expect(await rig.incident()).toMatchObject({ state: 'closed', closing: 'resolved' });
    expect(rig.forgotten).toEqual(forgotten);
  });

  test('of an incident that got another plan in this moment is refused', async () => {
    const rig = await askingRig();
    const { id } = await rig.incident();
    const { deps } = await rig.living();
    const drop = async (): Promise<undefined> => {
      const incident = await rig.incident();
      await rig.store.incidents.save({ incident: { ...incident, state: 'diagnosed', planId: null }, events: [] });
    };
    const seq = await rig.say({ kind: 'resolve', incidentId: id, reason: '' });

    await applyAnswers({ ...deps, cluster: 'main', forget: rig.forget, ledger: { ...deps.ledger, drop } });

    expect(await rig.store.answers.outcome(seq)).toBe('refused: the incident moved in this moment; look again');
    expect(await rig.incident()).toMatchObject({ state: 'diagnosed', closing: null });
  });
});
