import { describe, expect, test } from 'vitest';
import type { ActionKindName, ActionRow } from '../../src/domain/action.ts';
import { actionKinds } from '../../src/actions/index.ts';
import { isUnderWay, progressOf } from '../../src/ledger/plan-progress.ts';
import { rowIn } from './rows.ts';

type Part = readonly [kind: ActionKindName, state: ActionRow['state'], firstSentAt: number | null];

function planOf(...parts: readonly Part[]): ActionRow[] {
  return parts.map(([kind, state, firstSentAt], step) => ({ ...rowIn(state), kind, firstSentAt, step }));
}

describe('a plan', () => {
  const stopped: Part = ['stop-with-savepoint', 'succeeded', 1];
  test.each<[what: string, rows: ActionRow[], isDown: boolean]>([
    ['that stopped and did not start', planOf(stopped, ['start-job', 'failed', 2]), true],
    ['that cancelled and did not start', planOf(['cancel-job', 'succeeded', 1], ['start-job', 'ready', null]), true],
    ['that did not stop', planOf(['stop-with-savepoint', 'failed', 1], ['start-job', 'proposed', null]), false],
    ['that started again', planOf(stopped, ['start-job', 'succeeded', 2]), false],
    ['that means to stop the job', planOf(stopped), false],
    ['that means to stop it and do something else', planOf(stopped, ['ops/tell', 'failed', 2]), false],
    ['that ended no job', planOf(['trigger-savepoint', 'succeeded', 1], ['start-job', 'failed', 2]), false],
  ])('%s says whether the job is down', (_what, rows, isDown) => {
    expect(progressOf(rows, actionKinds).jobIsDown).toBe(isDown);
  });

  test.each<[what: string, rows: ActionRow[], kind: string]>([
    ['that was never sent is dropped', planOf(['trigger-savepoint', 'dropped', null]), 'dropped'],
    [
      'that a person gave up has failed, also where one had said that nothing came of it',
      planOf(['trigger-savepoint', 'dropped', null]).map((row) => ({ ...row, dropReason: 'abandoned' })),
      'failed',
    ],
    ['that was given up after it was sent has failed', planOf(['trigger-savepoint', 'dropped', 1]), 'failed'],
    ['whose request was refused to the end has failed', planOf(['trigger-savepoint', 'failed', null]), 'failed'],
  ])('%s', (_what, rows, kind) => {
    expect(progressOf(rows, actionKinds).kind).toBe(kind);
  });

  test.each<[what: string, before: readonly Part[]]>([
    ['was stopped', [stopped]],
    ['had failed', []],
  ])('that started a job which %s with another state is left to a person, and the job is not down', (_what, before) => {
    const rows = planOf(...before, ['start-job', 'failed', 2]);
    const astray = rows.with(-1, { ...rows.at(-1)!, result: { jobId: 'j', restored: 'nothing' } });

    expect(progressOf(astray, actionKinds)).toMatchObject({ kind: 'needs-human', jobIsDown: false });
  });

  test('that starts no job has none that came up with another state', () => {
    const rows = planOf(['ops/restore', 'failed', 2]).map((row) => ({ ...row, result: { restored: '/s' } }));

    expect(progressOf(rows, actionKinds).kind).toBe('failed');
  });

  test.each<[what: string, rows: ActionRow[], holds: boolean]>([
    ['of which nothing has left', planOf(['trigger-savepoint', 'ready', null]), false],
    ['that may be sent again', planOf(['trigger-savepoint', 'ready', 1]), true],
    ['between its steps', planOf(stopped, ['start-job', 'proposed', null]), true],
    [
      'of which a person says that it happened',
      planOf(['stop-with-savepoint', 'succeeded', null], ['start-job', 'proposed', null]),
      true,
    ],
    ['of which a person is asked', planOf(['trigger-savepoint', 'needs_human', null]), true],
    ['that is over', planOf(stopped), false],
    ['that failed', planOf(['stop-with-savepoint', 'failed', 1], ['start-job', 'proposed', null]), false],
  ])('%s holds its lane or not', (_what, rows, holds) => {
    expect(isUnderWay(rows)).toBe(holds);
  });
});
