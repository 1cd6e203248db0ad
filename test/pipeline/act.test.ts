import { expect, test } from 'vitest';
import type { ActionRow } from '../../src/domain/action.ts';
import type { Incident } from '../../src/domain/incident.ts';
import type { PlanProgress } from '../../src/ledger/plan-progress.ts';
import { act } from '../../src/pipeline/act.ts';
import type { StageDeps } from '../../src/pipeline/deps.ts';
import { incidentNamed } from '../adapters/store/rows-for-tests.ts';
import { now, rowNamed } from '../support/action-facts.ts';

/** What becomes of an incident whose plan has come so far; the last row is the one that it is about. */
async function after(kind: PlanProgress['kind'], rows: readonly ActionRow[], jobIsDown = false): Promise<Incident> {
  let stored = incidentNamed('inc-1', { state: 'acting', planId: 'plan-1' });
  const actionId = rows.at(-1)?.id ?? '';
  const progress: PlanProgress = { kind, step: 'stop', actionId, note: 'so it is', results: {}, jobIsDown };
  const deps = {
    clock: { now: () => now },
    limits: { failedPlans: 2 },
    ledger: { release: async () => {}, advance: async () => progress },
    actions: { actions: async () => rows },
    incidents: {
      get: async () => stored,
      save: async ({ incident }: { incident: Incident }) => {
        stored = incident;
        return incident;
      },
    },
  };
  await act(deps as unknown as StageDeps, stored, new AbortController().signal);
  return stored;
}

const dropped = (dropReason: ActionRow['dropReason'], change: Partial<ActionRow> = {}) =>
  rowNamed('one', { state: 'dropped', dropReason, firstSentAt: null, ...change });
const planned: Partial<Incident> = { state: 'diagnosed', planId: null, failedPlans: 0 };
const toPeople: Partial<Incident> = {
  state: 'escalated',
  planId: null,
  failedPlans: 0,
  escalation: 'Nothing was sent: so it is',
};

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
