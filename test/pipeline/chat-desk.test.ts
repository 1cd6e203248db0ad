import { describe, expect, test } from 'vitest';
import { applyAnswers } from '../../src/pipeline/apply-answers.ts';
import { makeChatDesk } from '../../src/pipeline/chat-desk.ts';
import type { ChatPerson, ChatPress } from '../../src/ports/chat.ts';
import type { ApprovalPolicy } from '../../src/domain/approvers.ts';
import { allLog } from '../support/all-log.ts';
import { makePipelineRig, type PipelineRig } from '../support/pipeline-rig.ts';

const signal = new AbortController().signal;
const kept = () => {};
const ann: ChatPerson = { id: 'slack:T0123ABCD/U0AAAAAAA', name: 'Ann' };
const stranger: ChatPerson = { id: 'slack:T0123ABCD/U0XXXXXXX', name: 'Ann' };
const approvers: ApprovalPolicy = {
  people: [{ name: 'Ann', slack: ['T0123ABCD/U0AAAAAAA'], user: [] }],
  rules: [{ clusters: ['*'], risks: ['disruptive'], people: ['Ann'] }],
  destructiveNeeds: 2,
  selfApproval: false,
};

const clusters = ['main'];

/** A job whose plan waits, and a desk; answers are applied while the desk waits, unless `serve` is away. */
async function asking(serving = true) {
  const rig = await makePipelineRig({ record: { mode: 'ask' }, approvers });
  await rig.step(3);
  rig.trouble = ['backpressure-high'];
  await rig.untilState('awaiting_approval');
  const log = allLog();
  const clock = {
    now: () => rig.clock.at,
    sleep: async (ms: number) => {
      rig.clock.at += ms;
      const { deps } = await rig.living();
      if (serving) await applyAnswers({ ...deps, cluster: 'main', forget: rig.forget });
    },
  };
  const { incidents, answers } = rig.store;
  const status = async () => 'serve runs; token=Bearer abcdefghijklmnop0123456789';
  return {
    rig,
    log,
    clock,
    status,
    desk: makeChatDesk({ incidents, answers, approvers, clusters, status, clock, log }),
  };
}

async function pressOf(rig: PipelineRig, change: Partial<ChatPress> = {}): Promise<ChatPress> {
  const approval = await rig.approval();
  return {
    kind: 'approve',
    incidentId: (await rig.incident()).id,
    planDigest: approval?.planDigest ?? '',
    person: ann,
    channel: 'C0123ABCD',
    pressId: 'p-1',
    at: 0,
    ...change,
  };
}

describe('a press', () => {
  test('about a cluster that left the configuration is refused with the way out, and not kept', async () => {
    const { rig, log, clock, status } = await asking();
    const { incidents, answers } = rig.store;
    const desk = makeChatDesk({ incidents, answers, approvers, clusters: ['renamed'], status, clock, log });

    const said = await desk.press(await pressOf(rig), signal, kept);

    expect(said).toMatch(/^Refused: Cluster main is not in the configuration.*incidents resolve <id>$/);
    expect(await answers.open()).toEqual([]);
  });

  test('is told its outcome, and again when it is delivered again', async () => {
    const { rig, desk } = await asking();
    const press = await pressOf(rig);

    const first = await desk.press(press, signal, kept);
    const again = await desk.press(press, signal, kept);
    await rig.untilState('verifying');

    expect(first).toMatch(/^Ann approved plan \w{12}\.$/);
    expect(again).toBe(first);
    expect(await rig.entries('approved')).toHaveLength(1);
    expect(rig.world.base.effects).toHaveLength(1);
  });

  test('is kept while nobody applies answers, and says so in time', async () => {
    const { rig, desk } = await asking(false);
    const began = rig.clock.at;

    const text = await desk.press(await pressOf(rig), signal, kept);

    expect(text).toContain('It is not applied yet');
    expect(rig.clock.at - began).toBeLessThanOrEqual(2_600);
    await rig.untilState('verifying');
    expect(rig.world.base.effects).toHaveLength(1);
  });

  test('is stored when it is said to be kept', async () => {
    const { rig, desk } = await asking(false);
    const stored: Promise<unknown>[] = [];
    const at = rig.clock.at;

    await desk.press(await pressOf(rig), signal, () => stored.push(rig.store.answers.open()));

    // When it came, not when it says that it was pressed.
    expect(await Promise.all(stored)).toMatchObject([[{ by: ann.id, via: 'slack', at }]]);
  });

  test('is told its outcome without secrets', async () => {
    const { rig, log, clock, status } = await asking(false);
    const outcome = async () => 'refused: token=Bearer abcdefghijklmnop0123456789 is over';
    const { incidents } = rig.store;
    const answers = { ...rig.store.answers, outcome };
    const desk = makeChatDesk({ incidents, answers, approvers, clusters, status, clock, log });

    expect(await desk.press(await pressOf(rig), signal, kept)).toMatch(/^Refused: token=\[redacted\]/);
  });

  test('is answered at once while the program stops', async () => {
    const { rig, desk } = await asking(false);
    const began = rig.clock.at;

    const text = await desk.press(await pressOf(rig), AbortSignal.abort(), kept);

    expect(text).toContain('It is not applied yet');
    expect(rig.clock.at).toBe(began);
  });

  test('of a guest, or with another button, is recorded once each, and nothing begins', async () => {
    const { rig, desk } = await asking();
    const press = await pressOf(rig);
    const guest = 'slack:T0123ABCD/U0GUEST01';

    for (const kind of ['approve', 'approve', 'deny', 'approve'] as const) {
      await desk.refused({ ...press, kind }, guest, 'guests may not answer');
    }
    await desk.refused({ ...press, incidentId: 'inc-none' }, guest, 'guests may not answer');

    expect((await rig.entries('note')).filter((one) => one.includes('Refused'))).toEqual([
      `note: Refused the approve of ${guest} by slack: guests may not answer`,
      `note: Refused the deny of ${guest} by slack: guests may not answer`,
    ]);
    expect((await rig.incident()).state).toBe('awaiting_approval');
  });

  test('of a stranger with the name of an approver is refused', async () => {
    const { rig, desk } = await asking();

    const text = await desk.press(await pressOf(rig, { person: stranger }), signal, kept);

    expect(text).toContain('Refused: you are not among those');
    expect(await rig.approval()).toMatchObject({ state: 'open' });
  });

  test.each(['inc-9', '', 'x'.repeat(200), '<!channel>\n`', '../../etc'])(
    'about incident %j is refused and stores nothing',
    async (incidentId) => {
      const { rig, desk, log } = await asking();

      const text = await desk.press(await pressOf(rig, { incidentId }), signal, kept);

      expect(text).toMatch(
        /^Refused: there is no incident .* here; .*another program is connected with this Slack app/,
      );
      expect(text).not.toContain('\n');
      expect(await rig.store.answers.open()).toEqual([]);
      expect(JSON.stringify(log.lines)).toContain('refused a press');
    },
  );

  test('of Snooze is for listed people', async () => {
    const { rig, desk } = await asking();

    const refused = await desk.press(await pressOf(rig, { kind: 'snooze', person: stranger }), signal, kept);
    const done = await desk.press(await pressOf(rig, { kind: 'snooze' }), signal, kept);

    expect(refused).toContain('Refused: only people named in approvals.people');
    expect(done).toContain('snoozed it until');
    const incident = await rig.incident();
    expect(done).toMatch(/Ann snoozed it until/);
    expect(done).not.toContain(ann.id);
    expect(incident.snoozed).toMatchObject({ by: 'Ann' });
    // Which account it was stays in the record.
    const notes = await rig.store.incidents.timeline({ incidentId: incident.id });
    expect(notes.at(-1)).toMatchObject({ kind: 'note', data: { by: ann.id } });
  });
});

test('why shows diagnosis, what was checked, both digests and who was refused', async () => {
  const { rig, desk } = await asking();
  await desk.press(await pressOf(rig, { person: stranger }), signal, kept);
  const { id } = await rig.incident();

  const text = await desk.why(id, ann, signal);

  expect(text).toContain('It is so.');
  expect(text).toContain('by SOP the-sop, its text digest-1');
  expect(text).toContain('asks because mode is ask');
  expect(text).toContain('Approval: open, 0 of 1');
  expect(text).toContain(`Refused the approve of ${stranger.id} by slack`);
  expect(await desk.why('nothing', ann, signal)).toBe('There is no incident nothing.');
});

test('why about an incident that is not there says so in one short line', async () => {
  const { desk } = await asking(false);

  const said = await desk.why(`<!channel>\n${'x'.repeat(500)}`, stranger, signal);

  expect(said).toMatch(/^There is no incident <!channel> x{1,60}…?\.$/);
  expect(said.length).toBeLessThan(100);
});

describe('a command', () => {
  test('status and incidents are for everybody, without secrets', async () => {
    const { desk } = await asking();

    const status = await desk.command('status', stranger, signal);

    expect(status).toContain('serve runs');
    expect(status).not.toContain('abcdefghijklmnop');
    expect(await desk.command(' INCIDENTS ', stranger, signal)).toContain('main/orders  awaiting_approval');
  });

  test('pause and resume are for listed people, held and recorded', async () => {
    const { rig, desk } = await asking();

    const refused = await desk.command('pause deploy', stranger, signal);
    const none = await rig.store.answers.holds();
    const paused = await desk.command('pause deploy of orders', ann, signal);
    const holds = await rig.store.answers.holds();
    const notResumed = await desk.command('resume', stranger, signal);
    await desk.command('resume', ann, signal);

    expect(refused).toContain('Refused: only people named in approvals.people');
    expect(none).toEqual([]);
    expect(paused).toContain('Paused');
    expect(holds).toMatchObject([{ cluster: null, job: null, reason: 'deploy of orders', by: 'Ann' }]);
    expect(notResumed).toContain('Refused');
    expect(await rig.store.answers.holds()).toEqual([]);
    expect(await rig.entries('note')).toEqual(
      expect.arrayContaining(['note: Ann paused everything: deploy of orders', 'note: Ann resumed']),
    );
  });

  test.each(['resume main', 'resume main/orders', 'Resume  “deploy is over”'])(
    '%j lifts nothing: who names one thing is not given all of them',
    async (text) => {
      const { rig, desk } = await asking();
      await desk.command('pause deploy', ann, signal);

      const said = await desk.command(text, ann, signal);

      expect(said).toMatch(/^Refused: resume lifts the pause of everything and takes no words/);
      expect(await rig.store.answers.holds()).toHaveLength(1);
      expect(await rig.entries('note')).not.toContain('note: Ann resumed');
    },
  );

  test('resume where nothing is paused says so, and is noted nowhere', async () => {
    const { rig, desk } = await asking();
    const held = { cluster: 'main', job: 'orders', until: null, reason: 'deploy', by: 'Ben', at: 0 };
    await rig.store.answers.setHold('main', 'orders', held);

    const said = await desk.command('resume', ann, signal);

    expect(said).toMatch(/^Nothing was paused\. Holds of single clusters and jobs, .* stay as they are\.$/);
    expect(await rig.store.answers.holds()).toHaveLength(1);
    expect(await rig.entries('note')).not.toContain('note: Ann resumed');
  });

  test('pause and resume are told as done when they are, although an incident cannot be written to', async () => {
    const { rig, log, clock, status } = await asking();
    const { answers } = rig.store;
    const broken = 'disk full token=Bearer abcdefghijklmnop0123456789';
    const incidents = { ...rig.store.incidents, save: () => Promise.reject(new Error(broken)) };
    const desk = makeChatDesk({ incidents, answers, approvers, clusters, status, clock, log });

    const paused = await desk.command('pause deploy', ann, signal);
    const holds = await answers.holds();
    const resumed = await desk.command('resume', ann, signal);

    expect(paused).toContain('Paused: nothing is sent until resume');
    expect(holds).toMatchObject([{ cluster: null, job: null, by: 'Ann' }]);
    expect(resumed).toContain('Resumed');
    expect(await answers.holds()).toEqual([]);
    expect(JSON.stringify(log.lines)).toContain('not noted on the incident');
  });

  test('the reason of a pause is short, and holds no secret', async () => {
    const { rig, desk } = await asking();

    await desk.command(`pause token=hunter2 ${'because '.repeat(100)}`, ann, signal);

    const [hold] = await rig.store.answers.holds();
    expect(hold?.reason).toMatch(/^token=\[redacted\] because /);
    expect(hold?.reason.length).toBeLessThanOrEqual(200);
  });

  test('pause is noted on so many incidents at most, and on none that is closed by then', async () => {
    const { rig, log, clock, status } = await asking();
    const { answers, incidents } = rig.store;
    const open = await rig.incident();
    const noted = { ...incidents, list: async () => Array.from({ length: 51 }, () => open) };
    const desk = makeChatDesk({ incidents: noted, answers, approvers, clusters, status, clock, log });
    const notes = async () => (await rig.entries('note')).filter((one) => one.includes('paused everything'));

    await desk.command('pause', ann, signal);
    const many = await notes();
    await incidents.save({ incident: { ...(await rig.incident()), state: 'closed', closing: 'resolved' }, events: [] });
    await desk.command('pause', ann, signal);

    expect(many).toHaveLength(50);
    expect(await notes()).toHaveLength(50);
  });

  test('pause is told as done although the incidents cannot be read', async () => {
    const { rig, log, clock, status } = await asking();
    const incidents = { ...rig.store.incidents, list: () => Promise.reject(new Error('database is locked')) };
    const desk = makeChatDesk({ incidents, answers: rig.store.answers, approvers, clusters, status, clock, log });

    expect(await desk.command('pause deploy', ann, signal)).toContain('Paused: nothing is sent until resume');
    expect(await rig.store.answers.holds()).toHaveLength(1);
  });

  test.each(['', 'approve inc-1', 'rm -rf', 'pauseall'])('%j is answered with what there is', async (text) => {
    const { desk } = await asking();

    expect(await desk.command(text, ann, signal)).toBe('Commands: status, incidents, pause [reason], resume.');
  });
});

test('a press that is stored is told as that, also where the store then does not say what came of it', async () => {
  const { rig, log, clock, status } = await asking(false);
  const { incidents, answers } = rig.store;
  const outcome = () => Promise.reject(new Error('the store is away'));
  const told = { incidents, answers: { ...answers, outcome }, approvers, clusters };
  const desk = makeChatDesk({ ...told, status, clock, log });

  const said = await desk.press(await pressOf(rig), signal, kept);

  expect(said).toBe('Recorded as answer 1; the message shows what comes of it.');
  expect(await answers.open()).toHaveLength(1);
  expect(log.of('what came of a press could not be read')).toMatchObject([{ answer: 1, err: 'the store is away' }]);
});
