import { describe, expect, test } from 'vitest';
import type { ActionRow } from '../../src/domain/action.ts';
import type { Approval } from '../../src/domain/approval.ts';
import type { Incident, TimelineEvent } from '../../src/domain/incident.ts';
import type { PlanStep } from '../../src/domain/plan.ts';
import type { StageDeps } from '../../src/pipeline/deps.ts';
import {
  approverObjections,
  causeObjections,
  isRestart,
  laneObjections,
  repeatObjections,
  tooManyPlans,
} from '../../src/pipeline/plan-objections.ts';
import type { LedgerStore } from '../../src/ports/store.ts';
import { approvalNamed, incidentNamed, planNamed } from '../adapters/store/rows-for-tests.ts';
import { minute, now, rowNamed } from '../support/action-facts.ts';
import { detectionOf, diagnosisOf, signalOf } from '../support/detections.ts';
import { restartSop } from '../support/pipeline-rig.ts';

const day = 86_400_000;
const incident = incidentNamed('inc-1', { cluster: 'main' });
const stepOf = (kind: PlanStep['kind'], args: Record<string, unknown> = {}): PlanStep => ({
  name: 'one',
  kind,
  risk: 'safe',
  args,
});

/** An incident opened for the first of these, which the others joined. */
function openedFor(...prints: readonly [string, ...string[]]): Partial<Incident> {
  return {
    fingerprint: prints[0],
    signals: prints.map((fingerprint) => signalOf('restart-loop', now, { fingerprint })),
  };
}

/** What a store with these rows, and with earlier incidents of the same trouble, has against it. */
async function valuesOf(
  ask: (deps: StageDeps) => Promise<readonly { readonly weight: string; readonly value: string }[]>,
  rows: readonly ActionRow[],
  earlier: Partial<Incident> = {},
): Promise<string[]> {
  const deps = {
    clock: { now: () => now },
    actions: {
      actions: async ({ incidentId, states, since, lane }: Parameters<LedgerStore['actions']>[0]) =>
        rows.filter(
          (row) =>
            (lane ?? row.lane) === row.lane &&
            (incidentId ?? row.incidentId) === row.incidentId &&
            (states ?? [row.state]).includes(row.state) &&
            row.updatedAt >= (since ?? 0),
        ),
    },
    incidents: { get: async () => ({ ...incident, ...earlier }) },
    world: { detection: () => detectionOf([], { job: null }), isNew: () => false, latest: () => undefined },
  };
  return (await ask(deps as unknown as StageDeps)).map(({ weight, value }) => `${weight} ${value}`);
}

test.each<[title: string, cause: string, confidence: 'high' | 'medium', want: readonly string[]]>([
  ['that the rules are sure of is acted on alone', restartSop.id, 'high', []],
  [
    'that they are not sure of is asked about',
    restartSop.id,
    'medium',
    [`ask: the cause is not certain, ${restartSop.id}, confidence medium`],
  ],
  [
    'of another procedure is, however sure',
    'another',
    'high',
    ["ask: the SOP's id is not the cause, another, confidence high"],
  ],
  ['that nobody knows is', 'unknown', 'medium', ['ask: the cause is not certain, unknown, confidence medium']],
])('a cause %s', (_title, cause, confidence, want) => {
  const diagnosis = { ...diagnosisOf(cause), confidence };

  const found = causeObjections({ ...incident, diagnosis }, restartSop);

  expect(found.map(({ weight, reason, value }) => `${weight}: ${reason}, ${value}`)).toEqual(want);
});

test.each<[what: string, kinds: readonly PlanStep['kind'][], want: boolean]>([
  ['a stop', ['stop-with-savepoint'], true],
  ['a start', ['start-job'], true],
  ['both', ['stop-with-savepoint', 'start-job'], true],
  ['a checkpoint, a rescale and a cancel', ['trigger-checkpoint', 'rescale-in-place', 'cancel-job'], false],
])('%s is a restart or not', (_what, kinds, want) => {
  expect(isRestart(kinds.map((kind) => ({ kind })))).toBe(want);
});

test('an action under way on the job is waited for, and none on another', async () => {
  const busy = rowNamed('busy', { state: 'sent' });
  const beside = { ...busy, lane: 'main/other' };

  expect(await valuesOf((deps) => laneObjections(deps, incident), [beside, busy])).toEqual(['wait busy sent']);
  expect(await valuesOf((deps) => laneObjections(deps, incident), [beside])).toEqual([]);
});

describe('a plan for trouble that', () => {
  const restart = [stepOf('stop-with-savepoint'), stepOf('start-job')];
  const rescale = [stepOf('rescale-in-place')];
  const stopped = rowNamed('stop', { kind: 'stop-with-savepoint', incidentId: 'inc-0' });
  const rescaled = rowNamed('rescale', { kind: 'rescale-in-place', incidentId: 'inc-0' });

  test.each<[title: string, steps: readonly PlanStep[], row: ActionRow, earlier: Partial<Incident>, asks: boolean]>([
    ['a restart was sent for is asked about', restart, stopped, {}, true],
    ['was rescaled for is asked about', rescale, rescaled, {}, true],
    ['was other trouble is not', restart, stopped, openedFor('f-2'), false],
    ['began with something else and came to this is asked about', restart, stopped, openedFor('f-2', 'f-1'), true],
    ['was another job’s is not', restart, { ...stopped, lane: 'main/other' }, {}, false],
    ['a restart was sent for yesterday is asked about', restart, { ...stopped, updatedAt: now - day }, {}, true],
    ['a restart was sent for before that is not', restart, { ...stopped, updatedAt: now - day - 1 }, {}, false],
    ['nothing was sent for is not', restart, { ...stopped, firstSentAt: null, state: 'dropped' }, {}, false],
    ['a checkpoint was taken for is not', restart, { ...stopped, kind: 'trigger-checkpoint' }, {}, false],
    [
      'was rescaled for in the same incident may be rescaled wider',
      rescale,
      { ...rescaled, incidentId: 'inc-1' },
      {},
      false,
    ],
  ])('%s', async (_title, steps, row, earlier, asks) => {
    const found = await valuesOf((deps) => repeatObjections(deps, incident, steps), [row], earlier);

    expect(found).toEqual(asks ? ['ask inc-0'] : []);
  });

  test('takes a checkpoint is not asked about, whatever was done', async () => {
    const of = (deps: StageDeps) => repeatObjections(deps, incident, [stepOf('trigger-checkpoint')]);

    expect(await valuesOf(of, [stopped, rescaled])).toEqual([]);
  });
});

describe('a kind of the team’s own', () => {
  const ticket = stepOf('acme/open-ticket', { team: 'orders' });
  const done = rowNamed('done', { kind: 'acme/open-ticket', args: '{"team":"orders"}', incidentId: 'inc-1' });
  const lines = rowNamed('lines', { kind: 'trigger-checkpoint', args: '{}', incidentId: 'inc-1' });

  test.each<[title: string, step: PlanStep, row: ActionRow, want: readonly string[]]>([
    ['is not done twice for an incident', ticket, done, ['refuse done']],
    ['is done with other arguments', ticket, { ...done, args: '{"team":"billing"}' }, []],
    ['is done beside another one', ticket, { ...done, kind: 'acme/close-ticket' }, []],
    ['is done for another incident', ticket, { ...done, incidentId: 'inc-0' }, []],
    ['is tried again when it failed', ticket, { ...done, state: 'failed' }, []],
    ['is not what Flink is asked for', stepOf('trigger-checkpoint'), lines, []],
  ])('%s', async (_title, step, row, want) => {
    expect(await valuesOf((deps) => repeatObjections(deps, incident, [step]), [row])).toEqual(want);
  });
});

test.each([
  [9, []],
  [10, ['refuse 10']],
])('after %i plans of an incident no more are made, or one more is', async (count, want) => {
  const rows = Array.from({ length: count }, (_, n) => rowNamed(`${n}`, { incidentId: 'inc-1' }));

  expect(await valuesOf((deps) => tooManyPlans(deps, incident), [...rows, ...rows])).toEqual(want);
});

describe('a yes to what is destructive, of who took note of the incident', () => {
  const plan = { ...planNamed('p-1', 'inc-1'), steps: [{ ...stepOf('cancel-job'), risk: 'destructive' as const }] };
  const approval: Approval = approvalNamed('ap-1', plan, {
    state: 'approved',
    votes: [{ person: 'ann', by: 'ann', at: now, via: 'terminal' }],
  });
  const eventOf = (kind: TimelineEvent['kind'], at: number): TimelineEvent => {
    return { incidentId: 'inc-1', at, kind, text: kind, data: { by: 'ann', via: 'terminal' } };
  };
  const noted = eventOf('acknowledged', now - minute);
  const said = eventOf('approved', now - minute);
  const settled = { ...noted, kind: 'action' as const, data: { ...noted.data, settled: 'not-executed' } };
  const voted = { ...noted, kind: 'note' as const, data: { ...noted.data, vote: 'yes' } };

  test.each<[title: string, timeline: readonly TimelineEvent[], want: readonly string[]]>([
    ['before it is not enough', [noted, said], ['refuse 1 more needed']],
    ['after it is', [said, noted], []],
    ['at some time, where nobody can tell when, is not', [noted], ['refuse 1 more needed']],
    ['by settling an action of it before is not', [settled, said], ['refuse 1 more needed']],
    ['by no more than another yes before is', [voted, said], []],
  ])('%s', async (_title, timeline, want) => {
    const approvers = { people: [], rules: [], destructiveNeeds: 1, selfApproval: false };
    const incidents = { timeline: async () => [...timeline] };

    const found = await approverObjections({ approvers, incidents }, plan, approval);

    expect(found.map(({ weight, value }) => `${weight} ${value}`)).toEqual(want);
  });
});
