import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { acquireServeLock } from '../../src/adapters/store/serve-lock.ts';
import { databaseFile } from '../../src/cli/data-folder.ts';
import { openedStore } from '../adapters/store/temp-store.ts';
import { actionNamed, approvalNamed, incidentNamed, planNamed } from '../adapters/store/rows-for-tests.ts';
import { cliFolder, configured, jumpingClock, run } from './run-for-tests.ts';

describe('without a command', () => {
  test('and without a configuration: three commands to begin with', async () => {
    const { code, stdout } = await run([], { folder: cliFolder() });

    expect(code).toBe(0);
    expect([...stdout.matchAll(/^ {2}flink-medic (\w+)/gm)].map((match) => match[1])).toEqual([
      'demo',
      'init',
      'doctor',
    ]);
  });

  test('and before the first serve: the next three', async () => {
    const folder = cliFolder();
    configured(folder);

    const text = await run([], { folder });
    const asJson = await run(['--json'], { folder });

    expect(text.stdout).toContain(`serve has not run yet on ${join(folder, 'data')}. Next:\n  flink-medic doctor `);
    expect(JSON.parse(asJson.stdout)).toMatchObject({
      status: null,
      next: [{ command: 'flink-medic doctor' }, { command: 'flink-medic serve' }, {}],
    });
  });

  test('a mistake in the configuration is told', async () => {
    const folder = cliFolder();
    configured(folder, 'pol: {}\n');

    expect(await run([], { folder })).toMatchObject({ code: 2, stdout: '' });
  });

  test('incidents of a cluster that left the configuration are one item, with what ends them', async () => {
    const folder = cliFolder();
    configured(folder);
    const { store } = await openedStore(databaseFile(join(folder, 'data')));
    for (const id of ['inc-1', 'inc-2']) {
      const incident = incidentNamed(id, { cluster: 'gone', job: id, state: 'escalated', escalation: 'look' });
      await store.incidents.save({ incident, events: [] });
    }

    const { stdout } = await run([], { folder });

    expect(stdout).toContain('Waiting for you: 1');
    expect(stdout).toContain('unwatched  gone: 2 incidents of a cluster that is not in the configuration');
  });

  test('with a store: clusters, incidents, and what waits for a person', async () => {
    const folder = cliFolder();
    configured(folder, '  - { name: spare, url: "http://127.0.0.1:2", environment: staging }\n');
    const { store } = await openedStore(databaseFile(join(folder, 'data')));
    const memory = { exceptionCursor: undefined, jobId: undefined, lastState: undefined, lastCompletedCheckpointId: 1 };
    await store.watch.saveJobMemories('prod', new Map([['orders', memory]]));
    await store.watch.saveJobMemories('prod', new Map([['clicks', memory]]));
    const seen = { incarnation: 'w', firstSeenAt: 1, lastPollAt: 1_990_000 };
    await store.watch.saveCluster('prod', { ...seen, unreadable: undefined });
    await store.watch.saveCluster('spare', { ...seen, unreadable: 'no connection\u001b[2J' });
    const wouldDo = 'Mode is observe; would do: start-job';
    const plan = planNamed('plan-1', 'inc-1');
    await store.incidents.save({
      incident: incidentNamed('inc-1', { state: 'awaiting_approval', planId: 'plan-1' }),
      events: [],
      plan: { plan, actions: [actionNamed('act-1', plan)] },
      approval: approvalNamed('app-1', plan, { expiresAt: 9_000_000 }),
    });
    await store.incidents.save({
      incident: incidentNamed('inc-2', { job: 'clicks', state: 'escalated', escalation: wouldDo }),
      events: [],
    });
    await store.incidents.save({ incident: incidentNamed('inc-3', { job: 'old', baseline: true }), events: [] });
    await store.answers.setHold(null, null, {
      cluster: null,
      job: null,
      until: null,
      reason: 'deploy',
      by: 'ann',
      at: 1,
    });

    const clock = jumpingClock(2_000_000);
    const text = await run([], { folder, clock });
    const asJson = await run(['--json'], { folder, clock });

    expect(text).toMatchObject({ code: 0, stderr: '' });
    expect(
      text.stdout.replaceAll(folder, '.'),
    ).toBe(`serve does NOT run on ./data/medic.sqlite: nothing is watched. Start it: flink-medic serve

CLUSTER  ENVIRONMENT  MODE     JOBS  LAST POLL
prod     production   ask      2     10 s ago
spare    staging      observe  0     UNREACHABLE, 10 s ago: no connection\\u001b[2J

PAUSED by ann (flink-medic resume ends it): deploy
Open incidents: 3
Waiting for you: 3
Actionable: 1 of 2 jobs, by the configuration (flink-medic doctor says why)

approval  prod/orders: restart-job, until 1970-01-01 02:30:00 UTC
    flink-medic incidents show inc-1
baseline  prod/old: was so before the first look; nothing is done until somebody takes note (incidents ack)
    flink-medic incidents ack inc-3
escalated  prod/clicks: Mode is observe; would do: start-job
    flink-medic incidents show inc-2
`);
    expect(JSON.parse(asJson.stdout)).toMatchObject({
      status: {
        serving: false,
        clusters: [{ name: 'prod', mode: 'ask', unreachable: null }, { name: 'spare' }],
        openIncidents: 3,
        waiting: [{ kind: 'approval' }, { kind: 'baseline' }, { kind: 'escalated' }],
        actionable: { jobs: 1, of: 2 },
      },
      next: [],
    });
  });

  test('a cluster that never answered is shown as down', async () => {
    const folder = cliFolder();
    configured(folder, '  - { name: new, url: "http://127.0.0.1:2" }\n');
    const { store } = await openedStore(databaseFile(join(folder, 'data')));
    const silent = { incarnation: undefined, firstSeenAt: undefined, lastPollAt: 1, unreadable: 'no connection' };
    await store.watch.saveCluster('prod', silent);

    const text = await run([], { folder });
    const asJson = await run(['--json'], { folder });

    expect(text.stdout).toMatch(/^prod .* 0 +UNREACHABLE, never polled: no connection$/m);
    expect(text.stdout).toMatch(/^new .* 0 +never$/m);
    expect(JSON.parse(asJson.stdout)).toMatchObject({
      status: {
        clusters: [
          { lastPollAt: null, unreachable: 'no connection' },
          { lastPollAt: null, unreachable: null },
        ],
      },
    });
  });

  test('a hold of a person says how it ends, a maintenance window does not', async () => {
    const folder = cliFolder();
    const daily = '{ from: "00:00", to: "00:00", timezone: UTC, reason: network }';
    configured(folder, `  - { name: held, url: "http://127.0.0.1:2", maintenance: [${daily}] }\n`);
    const { store } = await openedStore(databaseFile(join(folder, 'data')));
    const hold = { cluster: 'prod', job: 'orders', until: null, reason: 'deploy', by: 'ann', at: 1 };
    await store.answers.setHold('prod', 'orders', hold);

    const { stdout } = await run([], { folder, clock: jumpingClock(2_000_000) });

    expect(stdout).toMatch(/^On hold: prod\/orders by ann \(flink-medic hold prod\/orders --lift ends it\): deploy$/m);
    expect(stdout).toMatch(/^On hold: held by configuration until .+ UTC: maintenance window until .*: network$/m);
  });

  test('a hold says that it holds nothing where its cluster is not in the configuration, and can be lifted', async () => {
    const folder = cliFolder();
    configured(folder);
    const { store } = await openedStore(databaseFile(join(folder, 'data')));
    const hold = { cluster: 'gone', job: 'orders', until: null, reason: 'deploy', by: 'ann', at: 1 };
    await store.answers.setHold('gone', 'orders', hold);

    const before = await run([], { folder });
    const lifted = await run(['hold', 'gone/orders', '--lift'], { folder });

    expect(before.stdout).toMatch(/^Holds NOTHING, as no cluster gone is in the configuration: gone\/orders by ann /m);
    expect(lifted.stdout).toBe('Hold on gone/orders lifted.\n');
    expect(await store.answers.holds()).toEqual([]);
  });

  test('an incident that a pause keeps the program from is named, the worst first', async () => {
    const folder = cliFolder();
    configured(folder);
    const { store } = await openedStore(databaseFile(join(folder, 'data')));
    const held = { reason: 'held by ann: network', field: 'hold', value: 'until lifted', todo: 'lift it with resume' };
    const down = incidentNamed('inc-1', { state: 'diagnosed', severity: 'critical', refusals: [held] });
    await store.incidents.save({ incident: down, events: [] });
    const begun = incidentNamed('inc-2', { job: 'clicks', state: 'acting', severity: 'high' });
    await store.incidents.save({ incident: begun, events: [] });

    const { stdout } = await run([], { folder });

    expect(stdout).toContain(`Also open:
diagnosed  prod/orders: critical, waits: held by ann: network, hold = until lifted; lift it with resume
    flink-medic incidents show inc-1
acting  prod/clicks: high
    flink-medic incidents show inc-2
`);
  });

  test('a job that was stopped and not started again waits for a person, and a yes that cannot be used yet is named', async () => {
    const folder = cliFolder();
    configured(folder);
    const { store } = await openedStore(databaseFile(join(folder, 'data')));
    const plan = planNamed('plan-1', 'inc-1');
    const start = actionNamed('act-1', plan, { step: 0, stepName: 'start', kind: 'start-job' });
    const escalation = 'The job is down and was not started again: it was refused';
    const down = incidentNamed('inc-1', { state: 'acting', severity: 'critical', planId: 'plan-1', escalation });
    await store.incidents.save({ incident: down, events: [], plan: { plan, actions: [start] } });
    const over = { ...start, state: 'dropped', dropReason: 'stale', epoch: 0 } as const;
    expect(await store.ledger.transition({ id: 'act-1', from: 'proposed', attempts: 0, next: over })).toBe(true);
    const later = planNamed('plan-2', 'inc-2');
    const held = { reason: 'held by bob: deploy', field: 'hold', value: 'until lifted', todo: 'lift it with resume' };
    await store.incidents.save({
      incident: incidentNamed('inc-2', {
        job: 'clicks',
        state: 'awaiting_approval',
        planId: 'plan-2',
        refusals: [held],
      }),
      events: [],
      plan: { plan: later, actions: [actionNamed('act-2', later)] },
      approval: approvalNamed('app-2', later, { state: 'approved', expiresAt: 1_000 }),
    });

    const { stdout } = await run([], { folder });

    expect(stdout).toContain(`Waiting for you: 1
`);
    expect(stdout).toContain(`escalated  prod/orders: ${escalation}
    flink-medic incidents show inc-1

Also open:
awaiting_approval  prod/clicks: high, waits: held by bob: deploy, hold = until lifted; lift it with resume
    flink-medic incidents show inc-2
`);
  });

  test.each([
    [
      'waits with its command, and an approval that expired does not',
      'prod',
      '\n    flink-medic actions settle act-1 --finding <executed|not-executed|abandon>',
    ],
    [
      'of a cluster that left the configuration waits until that is put back',
      'gone',
      '; no answer is taken until its cluster is in the configuration again\n    flink-medic actions list',
    ],
  ])('an action in doubt %s', async (_title, cluster, told) => {
    const folder = cliFolder();
    configured(folder);
    const { store } = await openedStore(databaseFile(join(folder, 'data')));
    const lock = acquireServeLock(join(folder, 'data'), jumpingClock(0));
    onTestFinished(() => lock.release());
    const plan = { ...planNamed('plan-1', 'inc-1'), cluster };
    const action = actionNamed('act-1', plan, { state: 'needs_human', key: 'k', note: 'Flink forgot the trigger' });
    await store.incidents.save({
      incident: incidentNamed('inc-1', { cluster, state: 'awaiting_approval', planId: 'plan-1' }),
      events: [],
      plan: { plan, actions: [actionNamed('act-1', plan)] },
      approval: approvalNamed('app-1', plan, { expiresAt: 1_000 }),
    });
    for (const [from, next] of [
      ['proposed', { ...action, state: 'ready' }],
      ['ready', { ...action, state: 'sent' }],
      ['sent', action],
    ] as const) {
      expect(await store.ledger.transition({ id: 'act-1', from, attempts: 0, next: { ...next, epoch: 0 } })).toBe(true);
    }

    const { stdout } = await run([], { folder });

    expect(stdout).toMatch(/^serve runs on /);
    expect(stdout).toContain(
      `doubt  ${cluster}/orders: nobody knows whether stop-with-savepoint happened: Flink forgot the trigger${told}`,
    );
    expect(stdout).not.toContain('approval');
  });

  test('an action in doubt that cannot be read waits for a person, and hides nothing else', async () => {
    const folder = cliFolder();
    configured(folder);
    const file = databaseFile(join(folder, 'data'));
    const { store } = await openedStore(file);
    const plan = planNamed('plan-1', 'inc-1');
    const acting = { state: 'acting', escalation: 'look', planId: 'plan-1' } as const;
    await store.incidents.save({
      incident: incidentNamed('inc-1', acting),
      events: [],
      plan: { plan, actions: [actionNamed('act-1', plan)] },
    });
    const raw = new Database(file);
    raw.exec("update action set state = 'needs_human', result = '{'");
    raw.close();

    const { code, stdout } = await run([], { folder });

    expect(code).toBe(0);
    expect(stdout).toContain('Waiting for you: 2');
    expect(stdout).toContain('doubt  prod/orders: The row act-1 of table action cannot be read');
    expect(stdout).toContain('escalated  prod/orders: look');
  });
});
