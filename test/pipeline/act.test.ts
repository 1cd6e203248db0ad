import { expect, test } from 'vitest';
import type { ActionRow } from '../../src/domain/action.ts';
import type { Incident } from '../../src/domain/incident.ts';
import { refusalText } from '../../src/domain/policy.ts';
import type { PlanProgress } from '../../src/ledger/plan-progress.ts';
import { acknowledge } from '../../src/pipeline/acknowledge.ts';
import { act } from '../../src/pipeline/act.ts';
import type { StageDeps } from '../../src/pipeline/deps.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { incidentNamed } from '../adapters/store/rows-for-tests.ts';
import { now, rowNamed } from '../support/action-facts.ts';

/** What becomes of an incident whose plan has come so far; the last row is the one that it is about. */
async function after(
  kind: PlanProgress['kind'],
  rows: readonly ActionRow[],
  jobIsDown = false,
  escalation: string | null = null,
): Promise<Incident> {
  const { incidents, stored } = storing(incidentNamed('inc-1', { state: 'acting', planId: 'plan-1', escalation }));
  const actionId = rows.at(-1)?.id ?? '';
  const progress: PlanProgress = { kind, step: 'stop', actionId, note: 'so it is', results: {}, jobIsDown };
  const deps = {
    clock: { now: () => now },
    limits: { failedPlans: 2 },
    ledger: { release: async () => {}, advance: async () => progress },
    actions: { actions: async () => rows },
    incidents,
  };
  await act(deps as unknown as StageDeps, stored(), new AbortController().signal);
  return stored();
}

function storing(first: Incident) {
  let last = first;
  const save = async ({ incident }: { readonly incident: Incident }) => {
    last = incident;
    return incident;
  };
  const incidents = { get: async () => last, save } as unknown as StageDeps['incidents'];
  return { incidents, stored: () => last };
}

const dropped = (dropReason: ActionRow['dropReason'], change: Partial<ActionRow> = {}) =>
  rowNamed('one', { state: 'dropped', dropReason, firstSentAt: null, ...change });
const planned: Partial<Incident> = { state: 'diagnosed', planId: null, failedPlans: 0 };
const toPeople: Partial<Incident> = { state: 'escalated', planId: null, failedPlans: 0 };

test.each<[title: string, rows: readonly ActionRow[], want: Partial<Incident>]>([
  ['is made again when the first was dropped', [dropped('refused')], planned],
  ['and the second', [dropped('refused'), dropped('stale')], planned],
  ['not after the third', [dropped('stale'), dropped('refused'), dropped('stale')], toPeople],
  ['of which later steps do not count', [dropped('refused'), dropped('stale', { step: 1 }), dropped('stale')], planned],
  ['nor what people have ended', [dropped('expired'), dropped('cancelled'), dropped('stale')], planned],
  ['not when processes died of it', [dropped('quarantined')], toPeople],
])('a plan %s', async (_title, rows, want) => {
  expect(await after('dropped', rows)).toMatchObject(want);
});

test('an incident whose action goes on, as a person has settled it, needs no person any more', async () => {
  const row = rowNamed('one', { state: 'ready', firstSentAt: null });

  const incident = await after('in-progress', [row], false, 'Action one needs a person: no answer');

  expect(incident).toMatchObject({ state: 'acting', planId: 'plan-1', escalation: null });
});

test.each<[title: string, rows: readonly ActionRow[], says: string, then: Incident['state']]>([
  [
    'is planned for again when somebody takes note',
    [dropped('stale'), dropped('refused'), dropped('stale')],
    'Nothing was sent, note = so it is; once that has changed: flink-medic incidents ack inc-1',
    'open',
  ],
  ['is left alone where processes died of it', [dropped('quarantined')], 'Nothing was sent: so it is', 'escalated'],
])('what could not be sent %s', async (_title, rows, says, then) => {
  const told = await after('dropped', rows);
  const { incidents, stored } = storing(told);

  await acknowledge({ incidents, clock: { now: () => now } as Clock }, 'inc-1', '', { by: 'ann', name: 'Ann', seq: 1 });

  expect(told.escalation).toBe(says);
  // Not told twice in a message.
  expect(told.refusals.map(refusalText).filter((one) => !says.includes(one))).toEqual([]);
  expect(stored().state).toBe(then);
});

test('what was given up is not followed by another plan, and what failed after it is', async () => {
  const abandoned = rowNamed('earlier', { state: 'dropped', dropReason: 'abandoned' });
  const failed = rowNamed('later', { state: 'failed' });

  expect(await after('failed', [abandoned])).toMatchObject({ state: 'escalated', failedPlans: 1 });
  expect(await after('failed', [abandoned, failed])).toMatchObject({ state: 'diagnosed', failedPlans: 1 });
});

test.each<[title: string, state: ActionRow['state'], jobIsDown: boolean, severity: Incident['severity']]>([
  ['is critical while its job is down', 'needs_human', true, 'critical'],
  ['is critical when its plan is over', 'failed', false, 'critical'],
  ['is as bad as before else', 'needs_human', false, 'high'],
])('an incident whose action needs a person %s', async (_title, state, jobIsDown, severity) => {
  expect(await after('needs-human', [rowNamed('one', { state })], jobIsDown)).toMatchObject({
    state: 'acting',
    severity,
  });
});
