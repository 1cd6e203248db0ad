import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { databaseFile } from '../../src/cli/data-folder.ts';
import { makeOutput } from '../../src/cli/output.ts';
import type { Diagnosis } from '../../src/domain/incident.ts';
import { actionNamed, approvalNamed, incidentNamed, planNamed } from '../adapters/store/rows-for-tests.ts';
import { openedStore } from '../adapters/store/temp-store.ts';
import { evidenceOf, t0 } from '../diagnosis/evidence.ts';
import { cliFolder, configured, jumpingClock, run } from './run-for-tests.ts';

function printed(value: unknown): unknown {
  let text = '';
  const stdout = new PassThrough({ encoding: 'utf8' }).on('data', (more: string) => (text += more));
  makeOutput(true, stdout, new PassThrough()).result(value, String);
  return JSON.parse(text);
}

test.each<[title: string, value: object, want: object]>([
  ['a time is in ISO 8601', { at: 0, openedAt: 1_000 }, { at: '1970-01-01T00:00:00.000Z', openedAt: iso(1_000) }],
  ['also deep down', { list: [{ vote: { at: 1_000 } }] }, { list: [{ vote: { at: iso(1_000) } }] }],
  ['a time that Flink has not set is null', { endTime: -1, closedAt: null }, { endTime: null, closedAt: null }],
  ['a time that is none is null', { at: Number.NaN }, { at: null }],
  ['a time beyond all is null', { endTime: 2 ** 63 }, { endTime: null }],
  ['a duration and a count stay numbers', { ageMs: 5, failures: 6 }, { ageMs: 5, failures: 6 }],
  ['what is text already stays', { since: iso(5), at: 'the end' }, { since: iso(5), at: 'the end' }],
  ['arguments stay exactly what is sent', { args: { until: 5, of: { at: 6 } } }, { args: { until: 5, of: { at: 6 } } }],
  ['so do those that a procedure gives', { plan: [{ with: { until: 5 } }] }, { plan: [{ with: { until: 5 } }] }],
])('in JSON, %s', (_title, value, want) => {
  expect(printed(value)).toEqual(want);
});

function iso(at: number): string {
  return new Date(at).toISOString();
}

/** Numbers that can only be times of these years, by where they stand; arguments of actions are left out. */
function epochs(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return value > 1e12 && value < 1e13 ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => (key === 'args' ? [] : epochs(one, `${path}/${key}`)));
}

/** Something under every name that has a time, as after weeks of service. */
async function served(): Promise<string> {
  const folder = cliFolder();
  configured(folder);
  const { store } = await openedStore(databaseFile(join(folder, 'data')));
  const diagnosis: Diagnosis = {
    cause: 'unknown',
    confidence: 'low',
    summary: 'It is so.',
    evidence: [],
    by: 'rules, no AI',
    exceptions: [],
    tokens: null,
    askAgainAt: t0,
    at: t0,
  };
  const plan = { ...planNamed('plan-1', 'inc-1'), jobStartTime: t0, createdAt: t0 };
  const evidence = evidenceOf({
    exceptions: [{ name: 'x', stacktrace: 'x', timestamp: t0, taskName: undefined, taskManagerId: undefined }],
    checkpoints: {
      completedCount: 1,
      failedCount: 0,
      latestCompleted: { id: 1, completedAt: t0, triggeredAt: t0 },
    } as never,
  });
  const [signal] = incidentNamed('inc-1').signals;
  if (signal === undefined) throw new Error('a signal is needed');
  await store.incidents.save({
    incident: incidentNamed('inc-1', {
      state: 'awaiting_approval',
      planId: 'plan-1',
      diagnosis,
      signals: [{ ...signal, since: t0, at: t0, evidence: { endedAt: t0 } }],
      verdict: { kind: 'not-cleared', checks: [], at: t0 },
      snoozed: { until: t0 + 1, severity: 'high', by: 'ann' },
      openedAt: t0,
      lastSeenAt: t0,
      updatedAt: t0,
    }),
    events: [
      { incidentId: 'inc-1', at: t0, kind: 'diagnosed', text: 'unknown', data: { diagnosis, evidence } },
      { incidentId: 'inc-1', at: t0, kind: 'note', text: 'snoozed', data: { until: t0 } },
    ],
    plan: {
      plan,
      actions: [
        actionNamed('act-1', plan, {
          firstSentAt: t0,
          sendDeadlineAt: t0,
          nextSettleAt: t0,
          createdAt: t0,
          updatedAt: t0,
        }),
      ],
    },
    approval: approvalNamed('app-1', plan, {
      jobStartTime: t0,
      askedAt: t0,
      expiresAt: t0 + 3_600_000,
      votes: [{ person: 'ann', by: 'ann', at: t0, via: 'terminal' }],
    }),
  });
  await store.answers.setHold(null, null, {
    cluster: null,
    job: null,
    until: t0 + 1_000,
    reason: '',
    by: 'ann',
    at: t0,
  });
  await store.sopReviews.record([{ sopId: 'backpressure', digest: 'd', by: 'ann', at: t0 }]);
  await store.close();
  return folder;
}

test('no command prints a time as a number', async () => {
  const folder = await served();
  const clock = jumpingClock(t0);

  const commands = [
    [],
    ['incidents', 'list'],
    ['incidents', 'show', 'inc-1'],
    ['incidents', 'show', 'inc-1', '--alert'],
    ['actions', 'list'],
    ['report'],
    ['sop', 'trust', '--list'],
    ['hold', 'prod', '--until', '2h'],
    ['pause'],
    ['hold', 'prod', '--lift'],
  ];
  const found = [];
  for (const words of commands) {
    const { code, stdout, stderr } = await run([...words, '--json'], { folder, clock });
    if (code !== 0) throw new Error(`${words.join(' ')}: ${stdout}${stderr}`);
    expect(stdout).toMatch(/"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"/);
    found.push(...epochs(JSON.parse(stdout)).map((path) => `${words.join(' ')} ${path}`));
  }

  expect(found).toEqual([]);
});
