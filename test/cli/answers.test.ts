import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { databaseFile } from '../../src/cli/data-folder.ts';
import type { Store } from '../../src/adapters/store/open-store.ts';
import { openedStore } from '../adapters/store/temp-store.ts';
import { actionNamed, approvalNamed, eventOf, incidentNamed, planNamed } from '../adapters/store/rows-for-tests.ts';
import { cliFolder, configured, jumpingClock, type Ran, run } from './run-for-tests.ts';

/** What `serve` left behind: one incident that waits for approval, one action in doubt. */
async function served(risk?: 'destructive'): Promise<{ folder: string; store: Store }> {
  const folder = cliFolder();
  configured(folder);
  const { store } = await openedStore(databaseFile(join(folder, 'data')));
  const named = planNamed('plan-1', 'inc-1');
  const steps = named.steps.map((step) => ({ ...step, risk: risk ?? step.risk }));
  const plan = { ...named, steps, digest: 'abcdef0123456789' };
  await store.incidents.save({
    incident: incidentNamed('inc-1', { state: 'awaiting_approval', planId: 'plan-1' }),
    events: [eventOf('inc-1', 'it began'), { ...eventOf('inc-1', 'restart-job', 1_900), kind: 'would-do' }],
    plan: { plan, actions: [actionNamed('act-1', plan, { state: 'proposed' })] },
    approval: approvalNamed('app-1', plan, { expiresAt: 9_000_000, needed: risk === undefined ? 1 : 2 }),
  });
  return { folder, store };
}

function json(ran: Ran): unknown {
  return JSON.parse(ran.stdout) as unknown;
}

describe('incidents', () => {
  test('are listed and shown, for people and as JSON', async () => {
    const { folder } = await served();
    const unserved = `serve does NOT run on ${databaseFile(join(folder, 'data'))}: this is as it was left. Start it: flink-medic serve\n`;

    const list = await run(['incidents', 'list'], { folder });
    const shown = await run(['incidents', 'show', 'inc'], { folder });
    const asJson = await run(['incidents', 'show', 'inc-1', '--json'], { folder });

    expect(list.stdout).toMatch(/^ID +JOB +STATE/);
    expect(list.stdout).toContain('inc-1  prod/orders  awaiting_approval');
    expect([list.stderr, shown.stderr]).toEqual([unserved, unserved]);
    expect(shown.stdout).toContain('flink-medic incidents approve inc-1 --digest abcdef012345');
    expect(json(asJson)).toMatchObject({
      incident: { id: 'inc-1' },
      plan: { digest: 'abcdef0123456789' },
      approval: { state: 'open' },
      actions: [{ id: 'act-1' }],
      timeline: [{ text: 'it began' }, { kind: 'would-do' }],
    });
  });

  test('an unknown id is exit code 2', async () => {
    const { folder } = await served();

    const ran = await run(['incidents', 'show', 'inc-9'], { folder });

    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('No incident inc-9. See: flink-medic incidents list --all');
  });
});

test.each([['approve'], ['deny'], ['ack'], ['resolve']])(
  '%s that was ended by Ctrl-C before it was stored is not said',
  async (verb) => {
    const { folder, store } = await served();

    const ran = await run(['incidents', verb, 'inc-1'], { folder, signal: AbortSignal.abort() });

    expect(ran).toMatchObject({ code: 130, stdout: '', stderr: 'stopped by a signal\n' });
    expect(await store.answers.open()).toEqual([]);
  },
);

test.each([
  ['ack', ['incidents', 'ack', 'inc-2']],
  ['snooze', ['incidents', 'snooze', 'inc-2', '--for', '1h']],
  ['approve', ['incidents', 'approve', 'inc-3', '--digest', 'abcdef01']],
  ['deny', ['incidents', 'deny', 'inc-3']],
  ['settle', ['actions', 'settle', 'act-3', '--finding', 'not-executed']],
])('%s that nobody would ever apply is a mistake: its cluster is not in the configuration', async (_verb, argv) => {
  const { folder, store } = await served();
  const plan = { ...planNamed('plan-3', 'inc-3'), cluster: 'gone', digest: 'abcdef0123456789' };
  await store.incidents.save({ incident: incidentNamed('inc-2', { cluster: 'gone' }), events: [] });

  await store.incidents.save({
    incident: incidentNamed('inc-3', { cluster: 'gone', job: 'other', state: 'awaiting_approval', planId: 'plan-3' }),
    events: [],
    plan: { plan, actions: [actionNamed('act-3', plan, { state: 'proposed' })] },
    approval: approvalNamed('app-3', plan, { expiresAt: 9_000_000 }),
  });

  const ran = await run(argv, { folder });

  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toContain('Cluster gone is not in the configuration, so nobody works for its incidents.');
  expect(await store.answers.open()).toEqual([]);
});

test.each(['0s', '4', 'tomorrow'])('snooze for %s is a mistake, and stores nothing', async (text) => {
  const { folder, store } = await served();

  const ran = await run(['incidents', 'snooze', 'inc-1', '--for', text], { folder });

  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toContain(`--for ${text} is no duration`);
  expect(await store.answers.open()).toEqual([]);
});

test.each(['ack', 'resolve'])('%s of an incident that is closed is a mistake, and stores nothing', async (kind) => {
  const { folder, store } = await served();
  await store.incidents.save({
    incident: incidentNamed('inc-2', { job: 'other', state: 'closed', closing: 'resolved', closedAt: 3_000 }),
    events: [],
  });

  const ran = await run(['incidents', kind, 'inc-2'], { folder });

  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toContain('Incident inc-2 is closed already');
  expect(await store.answers.open()).toEqual([]);
});

describe('approve', () => {
  test.each<[title: string, digest: string, want: string]>([
    ['of another plan', 'abcdef99', 'is not the one you saw any more (digest abcdef012345)'],
    ['that is too short to be seen', 'abc', 'at least the first 8 characters'],
    ['that is empty, as of an unset variable', '', 'at least the first 8 characters'],
  ])('with a digest %s stores nothing', async (_title, digest, want) => {
    const { folder, store } = await served();

    const ran = await run(['incidents', 'approve', 'inc-1', '--digest', digest], { folder });

    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain(want);
    expect(await store.answers.open()).toEqual([]);
  });

  test('is stored with the person, and waits for serve when none runs', async () => {
    const { folder, store } = await served();

    const ran = await run(['incidents', 'approve', 'inc-1', '--digest', 'abcdef01', '--json'], { folder });

    expect(json(ran)).toEqual({
      answer: 'approve',
      by: 'ann',
      outcome: null,
      planDigest: 'abcdef0123456789',
      plan: expect.objectContaining({
        steps: [
          expect.objectContaining({ kind: 'stop-with-savepoint' }),
          expect.objectContaining({ kind: 'start-job', args: { snapshot: { from: 'stop.savepoint' } } }),
        ],
      }),
    });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(await store.answers.open()).toMatchObject([
      { by: 'ann', answer: { kind: 'approve', incidentId: 'inc-1', planDigest: 'abcdef0123456789' } },
    ]);
  });

  test.each<[outcome: string, code: number]>([
    ['approved', 0],
    ['refused: the time to answer is over', 1],
  ])('shows what serve made of it: %s', async (outcome, code) => {
    const { folder, store } = await served();
    const clock = jumpingClock(2_000, async () => {
      for (const { seq } of await store.answers.open()) await store.answers.markApplied(seq, outcome);
    });

    const ran = await run(['incidents', 'approve', 'inc-1'], { folder, clock });

    expect(ran).toMatchObject({ code, stdout: `approve: ${outcome}\n` });
    expect(ran.stderr).toContain('stop-with-savepoint [disruptive]');
  });

  test('that is stored is no failure where what comes of it cannot be read', async () => {
    const { folder } = await served();
    const database = new Database(databaseFile(join(folder, 'data')));
    const clock = jumpingClock(2_000, async () => void database.exec('alter table answer rename to away'));

    const ran = await run(['incidents', 'approve', 'inc-1'], { folder, clock });

    expect(ran).toMatchObject({
      code: 0,
      stdout: 'approve: stored; it is applied as soon as `flink-medic serve` runs\n',
    });
    expect(ran.stderr).toContain('What comes of it cannot be read now: ');
    expect(database.prepare('select count(*) as n from away').get()).toEqual({ n: 1 });
    database.close();
  });

  test('of a destructive plan without its digest shows it and stores nothing', async () => {
    const { folder, store } = await served('destructive');

    const ran = await run(['incidents', 'approve', 'inc-1'], { folder });
    const open = await store.answers.open();
    const named = await run(['incidents', 'approve', 'inc-1', '--digest', 'abcdef012345'], { folder });

    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('by SOP restart-loop (digest sop-1)');
    expect(ran.stderr).toContain('0 of 2 have said yes');
    expect(ran.stderr).toContain('flink-medic incidents approve inc-1 --digest abcdef012345');
    expect(open).toEqual([]);
    expect(named.code).toBe(0);
    expect(await store.answers.open()).toHaveLength(1);
  });

  test('ends at once on a signal while it waits, with the answer stored', async () => {
    const { folder, store } = await served();
    const stop = new AbortController();
    const clock = jumpingClock(1_000, async () => stop.abort());

    const ran = await run(['incidents', 'approve', 'inc-1'], { folder, clock, signal: stop.signal });

    expect(ran.code).toBe(0);
    expect(await store.answers.open()).toHaveLength(1);
  });
});

test('no messages are called so', async () => {
  const { folder } = await served();

  expect((await run(['actions', 'list', '--messages'], { folder })).stdout).toBe('No messages.\n');
});

describe('settle', () => {
  test('tells the ledger what a person knows', async () => {
    const { folder, store } = await served();

    const ran = await run(
      ['actions', 'settle', 'act', '--finding', 'executed', '--result', 'savepoint=s3://b/sp=1', '--reason', 'seen'],
      { folder },
    );

    expect(ran.code).toBe(0);
    expect(await store.answers.open()).toMatchObject([
      { answer: { kind: 'settle', actionId: 'act-1', finding: 'executed', result: { savepoint: 's3://b/sp=1' } } },
    ]);
  });

  test('takes no beginning of an id beside an action that cannot be read', async () => {
    const { folder, store } = await served();
    const plan = planNamed('plan-2', 'inc-2');
    await store.incidents.save({
      incident: incidentNamed('inc-2', { job: 'clicks' }),
      events: [],
      plan: { plan, actions: [actionNamed('act-2', plan)] },
    });
    const raw = new Database(databaseFile(join(folder, 'data')));
    raw.exec("update action set result = '{' where id = 'act-2'");
    raw.close();
    const settle = (id: string) => run(['actions', 'settle', id, '--finding', 'not-executed'], { folder });

    const begun = await settle('act');

    expect(begun.code).toBe(2);
    expect(begun.stderr).toContain('Name the one you mean in full: act-1');
    expect(await store.answers.open()).toEqual([]);
    expect((await settle('act-1')).code).toBe(0);
  });

  test.each<[title: string, argv: string[], want: string]>([
    ['an unknown finding', ['act-1', '--finding', 'done'], '--finding is one of executed, not-executed, abandon'],
    ['an unknown action', ['x', '--finding', 'abandon'], 'No action x. See: flink-medic actions list'],
    ['an empty id', ['', '--finding', 'abandon'], 'No action'],
    ['a result without a name', ['act-1', '--finding', 'executed', '--result', 'x'], '--result takes name=value'],
    ['one of an empty name', ['act-1', '--finding', 'executed', '--result', '=x'], '--result takes name=value'],
  ])('%s is exit code 2', async (_title, argv, want) => {
    const { folder, store } = await served();

    const ran = await run(['actions', 'settle', ...argv], { folder });

    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain(want);
    expect(await store.answers.open()).toEqual([]);
  });
});

describe('holds', () => {
  test('pause and resume', async () => {
    const { folder, store } = await served();

    const paused = await run(['pause', '--reason', 'deploy'], { folder });
    const during = await store.answers.holds();
    const resumed = await run(['resume', '--json'], { folder });

    expect(paused.stdout).toBe('Everything is paused: nothing is sent. It ends with: flink-medic resume\n');
    expect(during).toMatchObject([{ cluster: null, job: null, until: null, reason: 'deploy', by: 'ann' }]);
    expect(json(resumed)).toEqual({ paused: false, wasPaused: true });
    expect(await store.answers.holds()).toEqual([]);
  });

  test('hold of a job for a while, and its end', async () => {
    const { folder, store } = await served();

    const held = await run(['hold', 'prod/orders', '--until', '2h', '--json'], { folder });
    const during = await store.answers.holds();
    const lifted = await run(['hold', 'prod/orders', '--lift'], { folder });

    expect(json(held)).toMatchObject({ cluster: 'prod', job: 'orders', until: '1970-01-01T02:00:02.000Z' });
    expect(during).toHaveLength(1);
    expect(lifted.stdout).toBe('Hold on prod/orders lifted.\n');
    expect(await store.answers.holds()).toEqual([]);
  });

  test('a hold without an end says how it ends', async () => {
    const { folder } = await served();

    const held = await run(['hold', 'prod'], { folder });

    expect(held.stdout).toBe('prod is on hold: nothing is sent. The same command with --lift ends it.\n');
  });

  test('resume without a pause says so', async () => {
    const { folder } = await served();
    await run(['hold', 'prod'], { folder });

    expect(await run(['resume'], { folder })).toMatchObject({ code: 0, stdout: 'Nothing was paused.\n' });
  });

  test.each<[title: string, held: string[], want: string]>([
    ['a typo', ['prod'], 'There is no hold on prod/typo (holds: prod)'],
    ['one that is lifted already', [], 'There is no hold on prod/typo (holds: none)'],
    ['one that only a pause covers', ['(pause)'], 'There is no hold on prod/typo (holds: (pause))'],
  ])('lifting %s is exit code 2', async (_title, held, want) => {
    const { folder, store } = await served();
    for (const one of held) await run(one === '(pause)' ? ['pause'] : ['hold', one], { folder });

    const ran = await run(['hold', 'prod/typo', '--lift'], { folder });

    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain(want);
    expect(await store.answers.holds()).toHaveLength(held.length);
  });

  test('lifting the hold of a job says what holds it all the same', async () => {
    const { folder } = await served();
    await run(['hold', 'prod/orders'], { folder });
    await run(['hold', 'prod', '--reason', 'net\nwork'], { folder });
    await run(['pause', '--reason', 'deploy'], { folder });

    const job = await run(['hold', 'prod/orders', '--lift'], { folder });
    const cluster = await run(['hold', 'prod', '--lift', '--json'], { folder });

    expect(job).toMatchObject({
      code: 0,
      stdout:
        'Hold on prod/orders lifted.\nStill nothing is sent there: prod is on hold by ann: net work\n' +
        'Still nothing is sent there: everything is paused by ann: deploy\n',
    });
    expect(json(cluster)).toMatchObject({ lifted: 'prod', stillHeldBy: [{ cluster: null, reason: 'deploy' }] });
  });

  test('of a job that nobody knows holds nothing unless it is forced', async () => {
    const { folder, store } = await served();

    const ran = await run(['hold', 'prod/ordres'], { folder });
    const before = await store.answers.holds();
    const forced = await run(['hold', 'prod/ordres', '--force'], { folder });

    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('No job named ordres was seen or recorded on prod');
    expect(before).toEqual([]);
    expect(forced.code).toBe(0);
    expect(await store.answers.holds()).toMatchObject([{ cluster: 'prod', job: 'ordres' }]);
  });

  test.each<[title: string, argv: string[], want: string]>([
    ['an unknown cluster', ['staging'], 'No cluster staging in the configuration; it names: prod'],
    ['an empty job', ['prod/'], 'hold takes <cluster> or <cluster>/<job>'],
    [
      'a time that is no time',
      ['prod', '--until', 'soon'],
      '--until soon is neither an ISO time nor a duration; write a whole number with ms, s, m, h or d',
    ],
    [
      'a bare number, which is no year',
      ['prod', '--until', '3000'],
      '--until 3000 is neither an ISO time nor a duration',
    ],
    ['a day in another order', ['prod', '--until', '12/31/2999'], 'is neither an ISO time nor a duration'],
    ['a time that is over', ['prod', '--until', '1970-01-01T00:00:01Z'], 'is over already'],
  ])('%s is exit code 2', async (_title, argv, want) => {
    const { folder, store } = await served();

    const ran = await run(['hold', ...argv], { folder });

    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain(want);
    expect(await store.answers.holds()).toEqual([]);
  });
});

describe('report', () => {
  test('groups what it would have done', async () => {
    const { folder } = await served();

    const text = await run(['report', '--since', '1h'], { folder });
    const asJson = await run(['report', '--json'], { folder });

    expect(text.stdout).toContain('Would have done: 1\n  1970-01-01 00:00:01 UTC  inc-1  prod/orders  restart-job');
    expect(json(asJson)).toMatchObject({ events: [{ text: 'it began' }, { text: 'restart-job' }] });
  });

  test('reads only what it tells of: an incident that was over before, and cannot be read, is none of that', async () => {
    const { folder, store } = await served();
    const day = 86_400_000;
    for (const id of ['inc-2', 'inc-3']) {
      const incident = incidentNamed(id, { job: id, state: 'closed', closing: 'recovered', closedAt: 1_000 });
      await store.incidents.save({ incident, events: [{ ...eventOf(id, 'too slow', 1_000), kind: 'escalated' }] });
    }
    const late = incidentNamed('inc-4', { job: 'late', state: 'closed', closing: 'recovered', closedAt: 1_000 });
    // An action may end when its incident is over.
    await store.incidents.save({
      incident: late,
      events: [{ ...eventOf('inc-4', 'ends late', 2 * day), kind: 'action' }],
    });
    const raw = new Database(databaseFile(join(folder, 'data')));
    raw.prepare("update incident set doc = '{' where id = 'inc-3'").run();
    raw.close();
    const clock = jumpingClock(3 * day);

    const [lately, all] = [
      await run(['report', '--since', '2d'], { folder, clock }),
      await run(['report'], { folder, clock }),
    ];

    expect(lately.stderr).not.toContain('left out');
    expect(lately.stdout).toContain('inc-4  prod/late  ends late');
    expect(all.stderr).toContain('left out: The row inc-3 of table incident cannot be read');
    expect(all.stdout).toContain('inc-2  prod/inc-2  too slow');
    expect(all.stdout).toContain('inc-3  too slow');
  });

  test('a time span that is none is exit code 2', async () => {
    const { folder } = await served();

    const ran = await run(['report', '--since', 'yesterday'], { folder });

    expect(ran).toMatchObject({ code: 2 });
    expect(ran.stderr).toContain(
      '--since yesterday is no duration; write a whole number with ms, s, m, h or d behind it, such as',
    );
  });
});
