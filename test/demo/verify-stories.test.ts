import { describe, expect, test } from 'vitest';
import type { RunView } from '../../src/demo/observe-job.ts';
import { stories } from '../../src/demo/stories.ts';
import { countBefore } from '../../src/demo/verify-restore.ts';
import { actionsOf, incidentsOf, judge, type IncidentFacts, type StoryFacts } from '../../src/demo/verify-stories.ts';
import type { FlinkFacts } from '../../src/demo/watch-stories.ts';
import {
  action,
  checkpoint,
  incident,
  newRun,
  oldRun,
  restoredFrom,
  runView,
  second,
  storyFacts,
  storyOf,
} from './facts.ts';

const rescaleStory = storyOf('basket-pricing');
const startStory = storyOf('invoice-totals');
const lostStory = storyOf('stock-levels');
const poisonStory = storyOf('refunds-audit');
const unretainedStory = storyOf('mail-receipts');
const healthyStory = storyOf('orders-enrich');

/** Checkpoints 1–3 before the rescale at 35 s, 4 after it; the job counted 500 before checkpoint 3 was triggered. */
function rescaled(
  run: Partial<RunView> = {},
  flink: Partial<FlinkFacts> = {},
  change: Partial<StoryFacts> = {},
): StoryFacts {
  const known = [checkpoint(1, 10), checkpoint(2, 20), checkpoint(3, 30), checkpoint(4, 40)];
  const after = runView({
    parallelism: [2, 2, 2],
    restored: restoredFrom(checkpoint(3, 30), 35),
    restoredCount: 520,
    ...run,
  });
  return storyFacts(
    {
      after: [after],
      checkpoints: new Map([[oldRun, known]]),
      counts: [{ run: oldRun, restoredId: undefined, restoredAt: undefined, at: 28 * second, count: 500 }],
      ...flink,
    },
    { incidents: [incident(rescaleStory)], actions: [action(rescaleStory, 'rescale-in-place')], ...change },
  );
}

/** The old run failed after checkpoint 2; the new one began with it and completed checkpoint 3. */
function startedAgain(
  run: Partial<RunView> = {},
  flink: Partial<FlinkFacts> = {},
  change: Partial<StoryFacts> = {},
): StoryFacts {
  const after = runView({
    id: newRun,
    restored: restoredFrom(checkpoint(2, 20), 60),
    restoredCount: 400,
    ...run,
  });
  return storyFacts(
    {
      after: [after, runView({ state: 'FAILED' })],
      checkpoints: new Map([
        [oldRun, [checkpoint(1, 10), checkpoint(2, 20)]],
        [newRun, [checkpoint(3, 70, newRun)]],
      ]),
      ...flink,
    },
    { incidents: [incident(startStory)], actions: [action(startStory, 'start-job')], ...change },
  );
}

function escalated(change: Partial<IncidentFacts> = {}): IncidentFacts {
  return incident(poisonStory, { state: 'escalated', closing: null, ...change });
}

describe('a job healed by a rescale', () => {
  test('is verified, and says by what', () => {
    const { ok, reasons } = judge(rescaleStory, rescaled());

    expect(ok).toBe(true);
    expect(reasons).toContain('restored from checkpoint 3');
    expect(reasons).toContain('restored 520 records and counts 900, at least 500 were in the snapshot');
  });

  test.each<[title: string, facts: StoryFacts, reason: string]>([
    ['without an incident', rescaled({}, {}, { incidents: [] }), 'no incident was opened'],
    [
      'with two incidents',
      rescaled({}, {}, { incidents: [incident(rescaleStory), incident(rescaleStory, { id: 'second' })] }),
      '2 incidents instead of one',
    ],
    [
      'whose incident is a baseline',
      rescaled({}, {}, { incidents: [incident(rescaleStory, { baseline: true })] }),
      'its incident is a baseline',
    ],
    [
      'with another cause',
      rescaled({}, {}, { incidents: [incident(storyOf('fraud-scores'))] }),
      'cause is checkpoint-expired, should be backpressure',
    ],
    [
      'for which no SOP was found',
      rescaled({}, {}, { incidents: [incident(rescaleStory, { retrieval: { kind: 'none-fits', best: null } })] }),
      'SOP is none, should be backpressure',
    ],
    [
      'whose incident went away by itself',
      rescaled({}, {}, { incidents: [incident(rescaleStory, { closing: 'recovered' })] }),
      'incident is closed (recovered), should be closed (cleared)',
    ],
    [
      'that was acted on twice',
      rescaled(
        {},
        {},
        { actions: [action(rescaleStory, 'rescale-in-place'), action(rescaleStory, 'rescale-in-place', 'failed')] },
      ),
      'actions is rescale-in-place succeeded, rescale-in-place failed, should be rescale-in-place succeeded',
    ],
    [
      'by an action in doubt',
      rescaled({}, {}, { actions: [action(rescaleStory, 'rescale-in-place', 'in_doubt')] }),
      'actions is rescale-in-place in_doubt, should be rescale-in-place succeeded',
    ],
    ['with one vertex left behind', rescaled({ parallelism: [2, 1, 2] }), 'parallelism is 2/1/2, should be 2'],
    ['that is not RUNNING', rescaled({ state: 'RESTARTING' }), 'state is RESTARTING, should be RUNNING'],
    [
      'from an older checkpoint',
      rescaled({ restored: restoredFrom(checkpoint(2, 20), 35) }),
      'restored from is checkpoint 2, should be checkpoint 3',
    ],
    [
      'from the same checkpoint number of another run',
      rescaled({ restored: restoredFrom(checkpoint(3, 30, newRun), 35) }),
      'restored from is checkpoint 3, should be checkpoint 3',
    ],
    ['that began empty', rescaled({ restored: undefined }), 'it began empty instead of from checkpoint 4'],
    [
      'with fewer records than its snapshot held',
      rescaled({ restoredCount: 499 }),
      'restored 499 records and counts 900, at least 500 were in the snapshot',
    ],
    [
      'with an empty count although a checkpoint is named',
      rescaled({ restoredCount: 0 }, { counts: [] }),
      'restored 0 records and counts 900, at least 1 were in the snapshot',
    ],
    ['that counts backwards', rescaled({ currentCount: 519 }), 'counts 519 records, 520 when it was restored'],
    [
      'without a checkpoint since',
      rescaled({}, { checkpoints: new Map([[oldRun, [checkpoint(3, 30)]]]) }),
      'newest checkpoint since: 3',
    ],
    ['under another job id', rescaled({ id: newRun }), `runs is bbbbbbbb, should be aaaaaaaa`],
    ['that was stopped with a savepoint', rescaled({ savepoints: 1 }), 'no savepoint, never cancelled'],
    ['that Flink no longer knows', rescaled({}, { after: [] }), 'Flink does not show the job'],
  ])('is not verified: %s', (_title, facts, reason) => {
    const { ok, reasons } = judge(rescaleStory, facts);

    expect(ok).toBe(false);
    expect(reasons).toContain(reason);
  });

  test('takes the newest checkpoint before the restore, also where one completed after the action was sent', () => {
    const late = checkpoint(5, 34);

    const verdict = judge(
      rescaleStory,
      rescaled(
        { restored: restoredFrom(late, 35) },
        { checkpoints: new Map([[oldRun, [checkpoint(3, 30), late, checkpoint(6, 40)]]]) },
      ),
    );

    expect(verdict.ok).toBe(true);
  });

  test('knows what a checkpoint held from those before it', () => {
    const sample = { run: oldRun, restoredId: undefined, restoredAt: undefined, count: 300 };
    const counts = [
      { ...sample, at: 8 * second },
      { ...sample, at: 12 * second, count: 400 },
      { ...sample, at: 27 * second, restoredId: 2, restoredAt: 26 * second, count: 10 },
    ];

    const { reasons } = judge(rescaleStory, rescaled({ restoredCount: 450 }, { counts }));

    // Checkpoint 3 was triggered after a restart that nobody can date; checkpoint 1 surely held 300.
    expect(reasons).toContain('restored 450 records and counts 900, at least 300 were in the snapshot');
  });

  test('ignores actions that never left', () => {
    const dropped = action(rescaleStory, 'rescale-in-place', 'dropped');

    expect(
      judge(rescaleStory, rescaled({}, {}, { actions: [dropped, action(rescaleStory, 'rescale-in-place')] })).ok,
    ).toBe(true);
  });

  test('asks for no counts where Flink shows none', () => {
    const facts = rescaled({ restoredCount: -1, currentCount: -1 }, {}, { countsShown: false });

    expect(judge(rescaleStory, facts).ok).toBe(true);
  });
});

describe('a job started again', () => {
  test('is verified when it began with the newest checkpoint of the failed run', () => {
    expect(judge(startStory, startedAgain()).ok).toBe(true);
  });

  test('is verified however the path is written', () => {
    const restored = { id: 2, path: `file:///checkpoints/${oldRun}/chk-2`, at: 60 * second };

    expect(judge(startStory, startedAgain({ restored })).ok).toBe(true);
  });

  test.each<[title: string, facts: StoryFacts, reason: string]>([
    [
      'from an older checkpoint',
      startedAgain({ restored: restoredFrom(checkpoint(1, 10), 60) }),
      'restored from is checkpoint 1, should be checkpoint 2',
    ],
    ['empty', startedAgain({ restored: undefined }), 'it began empty instead of from checkpoint 2'],
    [
      'twice',
      startedAgain(
        {},
        { after: [runView({ id: newRun }), runView({ id: 'c'.repeat(32) }), runView({ state: 'FAILED' })] },
      ),
      '3 runs instead of the failed one and its successor',
    ],
    [
      'not at all',
      startedAgain({}, { after: [runView({ state: 'FAILED' })] }),
      '1 runs instead of the failed one and its successor',
    ],
    [
      'while the old run still works',
      startedAgain({}, { after: [runView({ id: newRun, restored: restoredFrom(checkpoint(2, 20), 60) }), runView()] }),
      'old run is RUNNING, should be FAILED',
    ],
    ['at another parallelism', startedAgain({ parallelism: [2, 2, 2] }), 'parallelism is 2, should be 1'],
  ])('is not verified: %s', (_title, facts, reason) => {
    const { ok, reasons } = judge(startStory, facts);

    expect(ok).toBe(false);
    expect(reasons).toContain(reason);
  });
});

describe('a job that Flink itself restored', () => {
  const facts = (run: Partial<RunView> = {}, change: Partial<StoryFacts> = {}): StoryFacts =>
    storyFacts(
      {
        after: [runView({ restored: restoredFrom(checkpoint(2, 20), 25), restoredCount: 400, ...run })],
        checkpoints: new Map([[oldRun, [checkpoint(1, 10), checkpoint(2, 20), checkpoint(3, 30)]]]),
      },
      { incidents: [incident(lostStory, { job: null, closing: 'recovered' })], ...change },
    );

  test('is verified when nobody disturbed it', () => {
    expect(judge(lostStory, facts()).ok).toBe(true);
  });

  test.each<[title: string, facts: StoryFacts, reason: string]>([
    ['the agent acted', facts({}, { actions: [action(lostStory, 'start-job')] }), 'acted: start-job'],
    ['a savepoint was taken', facts({ savepoints: 2 }), '2 savepoints were taken'],
    ['the job was cancelled', facts({ cancelled: true }), 'the job was cancelled'],
    ['it lost its state', facts({ restored: undefined }), 'it began empty instead of from checkpoint 3'],
    [
      'its incident is still open',
      facts({}, { incidents: [incident(lostStory, { state: 'escalated', closing: null })] }),
      'incident is escalated, should be closed (recovered)',
    ],
  ])('is not verified: %s', (_title, given, reason) => {
    const { ok, reasons } = judge(lostStory, given);

    expect(ok).toBe(false);
    expect(reasons).toContain(reason);
  });
});

describe('a job handed to a person', () => {
  test('is verified although Flink restarts it again and again', () => {
    const after = [runView({ state: 'RESTARTING', restored: restoredFrom(checkpoint(2, 20), 25) })];

    expect(judge(poisonStory, storyFacts({ after }, { incidents: [escalated()] })).ok).toBe(true);
  });

  test.each<[title: string, facts: StoryFacts, reason: string]>([
    [
      'somebody acted on it',
      storyFacts({}, { incidents: [escalated()], actions: [action(poisonStory, 'cancel-job', 'sent')] }),
      'acted: cancel-job',
    ],
    [
      'its parallelism was changed',
      storyFacts({ after: [runView({ parallelism: [2, 2, 2] })] }, { incidents: [escalated()] }),
      'parallelism is 2, should be 1',
    ],
    [
      'it was started again',
      storyFacts({ after: [runView({ id: newRun }), runView()] }, { incidents: [escalated()] }),
      'runs is bbbbbbbb, aaaaaaaa, should be aaaaaaaa',
    ],
    [
      'it is still being worked on',
      storyFacts({}, { incidents: [escalated({ state: 'acting' })] }),
      'incident is acting, should be escalated',
    ],
  ])('is not verified: %s', (_title, facts, reason) => {
    const { ok, reasons } = judge(poisonStory, facts);

    expect(ok).toBe(false);
    expect(reasons).toContain(reason);
  });

  test('needs the refusal on record where a plan had to be refused', () => {
    const refusal = {
      reason: 'no-retention',
      field: 'externalization.enabled',
      value: 'false',
      todo: 'keep checkpoints',
    };
    const after = [runView({ state: 'FAILED' })];
    const withRefusals = (refusals: IncidentFacts['refusals']): StoryFacts =>
      storyFacts(
        { after },
        { incidents: [incident(unretainedStory, { state: 'escalated', closing: null, refusals })] },
      );

    const silent = judge(unretainedStory, withRefusals([]));
    const told = judge(unretainedStory, withRefusals([refusal]));

    expect(silent).toEqual({ ok: false, reasons: ['no refusal is recorded'] });
    expect(told.ok).toBe(true);
    expect(told.reasons).toContain('refused: no-retention, externalization.enabled = false');
  });
});

describe('a healthy job', () => {
  test('is verified when nothing happened', () => {
    expect(judge(healthyStory, storyFacts({})).ok).toBe(true);
  });

  test.each<[title: string, facts: StoryFacts, reason: string]>([
    [
      'it has an incident',
      storyFacts({}, { incidents: [incident(healthyStory)] }),
      'an incident was opened: inc-orders-enrich',
    ],
    [
      'it restarted',
      storyFacts({ after: [runView({ restored: restoredFrom(checkpoint(2, 20), 25) })] }),
      'restarted from 2',
    ],
    [
      'it was acted on',
      storyFacts({}, { actions: [action(healthyStory, 'trigger-savepoint')] }),
      'acted: trigger-savepoint',
    ],
    ['it is not RUNNING', storyFacts({ after: [runView({ state: 'FAILED' })] }), 'state is FAILED, should be RUNNING'],
    ['it was never seen', storyFacts({ before: undefined, after: [] }), 'Flink does not show the job'],
  ])('is not verified: %s', (_title, facts, reason) => {
    const { ok, reasons } = judge(healthyStory, facts);

    expect(ok).toBe(false);
    expect(reasons).toContain(reason);
  });
});

test('every story is unverified while nothing has happened, except those where nothing may happen', () => {
  const done = stories.filter((story) => judge(story, storyFacts({})).ok).map((story) => story.ending);

  expect(done).toEqual(['untouched', 'untouched']);
});

describe('what belongs to a story', () => {
  test("are its job's incidents, and its cluster's where a machine is lost, without adopted ones", () => {
    const all = [
      incident(lostStory, { id: 'cluster', job: null }),
      incident(lostStory, { id: 'adopted', closing: 'adopted' }),
      incident(poisonStory, { id: 'poison' }),
      incident(poisonStory, { id: 'main', job: null }),
    ];

    expect(incidentsOf(lostStory, all).map((one) => one.id)).toEqual(['cluster']);
    expect(incidentsOf(poisonStory, all).map((one) => one.id)).toEqual(['poison']);
  });

  test("are its job's actions", () => {
    const all = [action(poisonStory, 'cancel-job'), action(rescaleStory, 'rescale-in-place')];

    expect(actionsOf(rescaleStory, all)).toEqual([all[1]]);
  });
});

describe('the count before a checkpoint', () => {
  const sample = (at: number, count: number, restoredId?: number, restoredAt?: number) => ({
    run: oldRun,
    restoredId,
    restoredAt,
    at,
    count,
  });

  test.each<[title: string, counts: ReturnType<typeof sample>[], want: number | undefined]>([
    ['is that of the last look before it', [sample(1_000, 10), sample(2_000, 20), sample(9_000, 90)], 20],
    ['is unknown when nobody looked before', [sample(9_000, 90)], undefined],
    ['is unknown when the job restarted around it', [sample(2_000, 20), sample(9_000, 90, 3, 6_000)], undefined],
    ['is unknown right after a restore, when metrics are old', [sample(2_000, 20, 3, 500)], undefined],
    ['counts once the restore is long past', [sample(4_900, 20, 3, 500)], 20],
    ['is that of its own run', [{ ...sample(2_000, 20), run: newRun }], undefined],
  ])('%s', (_title, counts, want) => {
    expect(countBefore(counts, oldRun, 5_000)).toBe(want);
  });
});
