import { describe, expect, test } from 'vitest';
import type { Incident } from '../../src/domain/incident.ts';
import { act } from '../../src/pipeline/act.ts';
import { awaitApproval } from '../../src/pipeline/await-approval.ts';
import type { StageDeps } from '../../src/pipeline/deps.ts';
import { isPlannedAgain, observed, planAgain } from '../../src/pipeline/plan-again.ts';
import { planIncident } from '../../src/pipeline/plan-incident.ts';
import { verify } from '../../src/pipeline/verify.ts';
import { minute } from '../support/action-facts.ts';
import { makePipelineRig, type PipelineRig } from '../support/pipeline-rig.ts';

type Stage = (deps: StageDeps, incident: Incident, signal: AbortSignal) => Promise<boolean>;

async function illRig(mode: 'ask' | 'auto', state: Incident['state']): Promise<PipelineRig> {
  const rig = await makePipelineRig({ record: { mode } });
  await rig.step(3);
  rig.trouble = ['backpressure-high'];
  await rig.untilState(state);
  return rig;
}

async function approved(rig: PipelineRig): Promise<Incident> {
  const approval = (await rig.approval())!;
  const at = rig.clock.at;
  const votes = [{ person: 'ann', by: 'ann', at, via: 'terminal' }] as const;
  const said = { ...approval, state: 'approved', votes, answeredBy: 'ann', answeredAt: at } as const;
  return await rig.store.incidents.save({ incident: await rig.incident(), events: [], approval: said });
}

/** What a stage has taken up, in a moment in which it would store something. */
const stages: readonly [
  what: string,
  stage: Stage,
  begin: () => Promise<{ readonly rig: PipelineRig; readonly taken: Incident }>,
][] = [
  [
    'planning',
    planIncident,
    async () => {
      const rig = await illRig('ask', 'awaiting_approval');
      return { rig, taken: { ...(await rig.incident()), state: 'diagnosed', planId: null } };
    },
  ],
  [
    'a yes',
    awaitApproval,
    async () => {
      const rig = await illRig('ask', 'awaiting_approval');
      return { rig, taken: await approved(rig) };
    },
  ],
  [
    'a yes that has to wait',
    awaitApproval,
    async () => {
      const rig = await illRig('ask', 'awaiting_approval');
      const taken = await approved(rig);
      rig.world.readable = false;
      return { rig, taken };
    },
  ],
  [
    'the end of a question',
    awaitApproval,
    async () => {
      const rig = await illRig('ask', 'awaiting_approval');
      rig.clock.at += 61 * minute;
      return { rig, taken: await rig.incident() };
    },
  ],
  [
    'the end of a plan',
    act,
    async () => {
      const rig = await illRig('auto', 'verifying');
      return { rig, taken: { ...(await rig.incident()), state: 'acting' } };
    },
  ],
  [
    'a verdict',
    verify,
    async () => {
      const rig = await illRig('auto', 'verifying');
      rig.clock.at += 61 * minute;
      return { rig, taken: await rig.incident() };
    },
  ],
];

test('a question does not end whose plan leaves in this moment', async () => {
  const rig = await illRig('ask', 'awaiting_approval');
  rig.clock.at += 61 * minute;
  const before = await rig.incident();
  const { deps } = await rig.living();
  const ledger = { ...deps.ledger, drop: async () => 'step rescale moved in this moment' };

  const ended = awaitApproval({ ...deps, ledger }, before, new AbortController().signal);

  await expect(ended).rejects.toThrow('step rescale moved in this moment');
  expect(await rig.incident()).toEqual(before);
});

test('an incident that was closed meanwhile is not planned for again', async () => {
  const rig = await illRig('ask', 'awaiting_approval');
  const open = await rig.incident();
  const held: Incident = { ...open, state: 'escalated', planId: null, refusals: [observed] };
  const closed: Incident = { ...held, state: 'closed', closing: 'resolved', closedAt: rig.clock.at };
  const { deps } = await rig.living();
  const moved = await rig.store.incidents.save({ incident: closed, events: [] });

  expect(isPlannedAgain(deps, held)).toBe(true);
  expect(await planAgain(deps, held)).toBe(false);
  expect(await rig.incident()).toEqual(moved);
});

describe.each(stages)('%s', (_what, stage, begin) => {
  test.each<[meanwhile: string, change: (taken: Incident) => Partial<Incident>]>([
    ['closed it', ({ planId }) => ({ state: 'closed', closing: 'resolved', planId })],
    ['had another plan made', ({ state }) => ({ state, planId: 'another' })],
  ])('changes nothing of an incident when somebody has %s meanwhile', async (_meanwhile, change) => {
    const { rig, taken } = await begin();
    const { deps } = await rig.living();
    const incident = { ...(await rig.incident()), ...change(taken) };
    const moved = await rig.store.incidents.save({ incident, events: [] });

    await stage(deps, taken, new AbortController().signal);

    expect(await rig.incident()).toEqual(moved);
  });
});
