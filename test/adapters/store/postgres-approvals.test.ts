import { expect, test } from 'vitest';
import type { Store } from '../../../src/adapters/store/open-store.ts';
import type { ApprovalPolicy } from '../../../src/domain/approvers.ts';
import { applyAnswers } from '../../../src/pipeline/apply-answers.ts';
import type { Ledger } from '../../../src/ledger/ledger.ts';
import { keptLog } from '../../support/logs.ts';
import { approvalNamed, incidentNamed, planNamed } from './rows-for-tests.ts';
import { usePostgres } from './temp-postgres.ts';

const postgres = usePostgres();
const rounds = 8;
const approvers: ApprovalPolicy = { people: [], rules: [], destructiveNeeds: 2, selfApproval: false };

/** One replica applies every answer that is open; the ledger has nothing to say here. */
function replica(store: Store): Promise<void> {
  const ledger = { drop: async () => undefined } as unknown as Ledger;
  return applyAnswers({
    answers: store.answers,
    incidents: store.incidents,
    actions: store.ledger,
    ledger,
    approvers,
    clock: { now: () => 1_500, sleep: () => Promise.reject(new Error('nothing waits here')) },
    log: keptLog(),
    forget: async () => {},
    cluster: 'prod',
  });
}

async function twoReplicas(): Promise<[Store, Store]> {
  const schema = postgres.newSchema();
  const one = await postgres.opened({ schema });
  const two = await postgres.opened({ schema });
  return [one.store, two.store];
}

async function asked(store: Store, n: number, destructive: boolean): Promise<string> {
  const plan = planNamed(`p-${n}`, `i-${n}`);
  const steps = plan.steps.map((step) => ({ ...step, risk: destructive ? ('destructive' as const) : step.risk }));
  await store.incidents.save({
    incident: incidentNamed(`i-${n}`, { job: `job-${n}`, state: 'awaiting_approval', planId: plan.id }),
    events: [],
    plan: { plan: { ...plan, steps }, actions: [] },
    approval: approvalNamed(`ap-${n}`, plan, { needed: destructive ? 2 : 1 }),
  });
  return plan.digest;
}

test('of a yes and a no that two replicas apply at once the first one counts, and the other is refused', {
  timeout: 60_000,
}, async () => {
  const [one, two] = await twoReplicas();

  for (let n = 0; n < rounds; n += 1) {
    const planDigest = await asked(one, n, false);
    const yes = await one.answers.insert('ana', 1_400, { kind: 'approve', incidentId: `i-${n}`, planDigest });
    const no = await two.answers.insert('ben', 1_400, { kind: 'deny', incidentId: `i-${n}`, planDigest });

    await Promise.all([replica(one), replica(two)]);
    await replica(one);

    const outcomes = [await one.answers.outcome(yes), await one.answers.outcome(no)];
    const timeline = await one.incidents.timeline({ incidentId: `i-${n}` });
    const approval = await one.incidents.approvalOf(`p-${n}`);
    expect(outcomes.filter((outcome) => outcome?.startsWith('refused: already'))).toHaveLength(1);
    const kinds = timeline.map(({ kind }) => kind);
    expect(kinds).toHaveLength(2);
    expect(kinds).toEqual(expect.arrayContaining([approval?.state, 'note']));
    expect(['approved', 'denied']).toContain(approval?.state);
  }
});

test('two yeses that two replicas apply at once are two votes, none lost and none counted twice', {
  timeout: 60_000,
}, async () => {
  const [one, two] = await twoReplicas();

  for (let n = 0; n < rounds; n += 1) {
    const planDigest = await asked(one, n, true);
    for (const by of ['ana', 'ben']) {
      await one.answers.insert(by, 1_400, { kind: 'approve', incidentId: `i-${n}`, planDigest });
    }

    await Promise.all([replica(one), replica(two)]);
    await replica(two);

    const approval = await two.incidents.approvalOf(`p-${n}`);
    expect(approval).toMatchObject({
      state: 'approved',
      answeredBy: expect.stringMatching(/^(ana and ben|ben and ana)$/),
    });
    expect(approval?.votes).toHaveLength(2);
    expect(await two.answers.open()).toEqual([]);
  }
});
