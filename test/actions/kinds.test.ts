import { describe, expect, test } from 'vitest';
import { cancelJob } from '../../src/actions/cancel-job.ts';
import { actionKinds, registerKinds } from '../../src/actions/index.ts';
import { rescaleInPlace } from '../../src/actions/rescale-in-place.ts';
import { isBelow, ownDirectory, samePath } from '../../src/domain/snapshot-path.ts';
import { startJob } from '../../src/actions/start-job.ts';
import { stopWithSavepoint } from '../../src/actions/stop-with-savepoint.ts';
import { triggerCheckpoint } from '../../src/actions/trigger-checkpoint.ts';
import { triggerSavepoint } from '../../src/actions/trigger-savepoint.ts';
import { FlinkUnreadable, UserMistake } from '../../src/domain/errors.ts';
import type { CheckpointStats, FlinkException } from '../../src/domain/flink.ts';
import type { ActionKind, Finding, SentAction } from '../../src/ports/action-kind.ts';
import { rowIn } from '../ledger/rows.ts';
import { type Line, scriptFlink } from '../support/scripted-flink.ts';
import { calm, contextWith, job, jobIn, key, now, sentWith, vertex } from './context.ts';

const own = `/sp/${key}`;
const unknown = { kind: 'unknown-trigger' } as const;
const failing = `StopWithSavepointStoppingException: A savepoint has been created at: file:${own}/savepoint-1, but the corresponding job did not terminate successfully.`;

function stats(change: { completed?: number; savepoint?: string; restored?: string } = {}): CheckpointStats {
  const one = {
    id: change.completed ?? 7,
    completedAt: 1,
    triggeredAt: 1,
    durationMs: 1,
    sizeBytes: 1,
    discarded: false,
  };
  return {
    completedCount: 1,
    failedCount: 0,
    inProgressCount: 0,
    latestCompleted: { ...one, isSavepoint: false, externalPath: undefined },
    latestSavepoint:
      change.savepoint === undefined ? undefined : { ...one, isSavepoint: true, externalPath: change.savepoint },
    latestFailed: undefined,
    latestRestored:
      change.restored === undefined
        ? undefined
        : { id: 7, isSavepoint: true, restoredAt: now, externalPath: change.restored },
    history: [],
  };
}

function checkpoint(id: number): CheckpointStats['latestCompleted'] {
  const { latestCompleted } = stats({ completed: id });
  return latestCompleted;
}

function snapshotAt(
  id: number,
  externalPath: string | undefined,
  discarded = false,
): CheckpointStats['latestCompleted'] {
  return {
    id,
    isSavepoint: false,
    completedAt: 1,
    triggeredAt: 1,
    durationMs: 1,
    sizeBytes: 1,
    discarded,
    externalPath,
  };
}

/** Runs one look of a kind against a script; every line must be used. */
async function look<Args>(
  what: 'poll' | 'query',
  kind: ActionKind<Args>,
  sent: SentAction<Args>,
  lines: readonly Line[],
  folder?: readonly string[],
) {
  const flink = scriptFlink(lines);
  const answer = await kind[what](contextWith(flink, folder), sent, calm);
  flink.finish();
  return answer;
}

describe('the hook of a savepoint', () => {
  const args = { job, directory: '/sp', sinceCheckpoint: 7 };
  test.each<
    [
      rule: string,
      lines: readonly Line[],
      folder: readonly string[] | undefined,
      alive: boolean,
      want: Partial<Finding>,
    ]
  >([
    [
      'asks the trigger first',
      [['inspect.savepoint', { kind: 'in-progress' }]],
      undefined,
      true,
      { kind: 'in-progress' },
    ],
    [
      'believes the trigger where it says complete',
      [['inspect.savepoint', { kind: 'completed', location: 'file:/x', checkpointId: 8 }]],
      undefined,
      true,
      { kind: 'executed', result: { savepoint: 'file:/x' } },
    ],
    [
      'finds it in its own folder when the trigger is forgotten',
      [['inspect.savepoint', unknown]],
      [`file:${own}/savepoint-1`],
      false,
      { kind: 'executed', result: { savepoint: `file:${own}/savepoint-1` } },
    ],
    [
      'finds it in the statistics when the folder cannot be read',
      [
        ['inspect.savepoint', unknown],
        ['watch.checkpoints', stats({ savepoint: `file:${own}/savepoint-1` })],
      ],
      undefined,
      false,
      { kind: 'executed' },
    ],
    [
      'takes a savepoint of somebody else for nothing',
      [
        ['inspect.savepoint', unknown],
        ['watch.checkpoints', stats({ savepoint: 'file:/sp/other/savepoint-1' })],
      ],
      undefined,
      true,
      { kind: 'not-executed', repeat: 'same-key' },
    ],
    [
      'does not know, when neither trigger nor folder can tell',
      [
        ['inspect.savepoint', unknown],
        ['watch.checkpoints', stats()],
      ],
      undefined,
      false,
      { kind: 'unknown' },
    ],
    [
      'lets an empty folder end it, without a second send, when the JobManager is another one',
      [
        ['inspect.savepoint', unknown],
        ['watch.checkpoints', stats()],
      ],
      [],
      false,
      { kind: 'not-executed', repeat: 'never' },
    ],
    [
      'reports a failed one as failed',
      [
        ['inspect.savepoint', { kind: 'failed', reason: 'disk full' }],
        ['watch.checkpoints', stats()],
      ],
      [],
      true,
      { kind: 'failed', reason: 'disk full' },
    ],
    [
      'does not take one for absent that is complete, and of which nobody says where',
      [
        ['inspect.savepoint', { kind: 'completed', location: undefined, checkpointId: 8 }],
        ['watch.checkpoints', stats()],
      ],
      undefined,
      true,
      { kind: 'unknown' },
    ],
    [
      'nor where its folder is empty',
      [
        ['inspect.savepoint', { kind: 'completed', location: undefined, checkpointId: 8 }],
        ['watch.checkpoints', stats()],
      ],
      [],
      true,
      { kind: 'unknown' },
    ],
  ])('%s', async (_rule, lines, folder, alive, want) => {
    const sent = sentWith(args, { sameIncarnation: alive, keyAlive: alive });

    expect(await look('query', triggerSavepoint, sent, lines, folder)).toMatchObject(want);
  });

  test('has not succeeded before it is known where it lies', async () => {
    const nowhere = { kind: 'completed', location: undefined, checkpointId: 8 } as const;

    const progress = await look('poll', triggerSavepoint, sentWith(args), [['inspect.savepoint', nowhere]]);

    expect(progress).toMatchObject({ kind: 'lost' });
  });
});

describe('the hook of a stop', () => {
  const args = { job, directory: '/sp' };
  const path = `file:${own}/savepoint-1`;
  test.each<
    [
      rule: string,
      lines: readonly Line[],
      folder: readonly string[] | undefined,
      alive: boolean,
      want: Partial<Finding>,
    ]
  >([
    [
      'is content with a finished job that shows the savepoint in its folder as its last',
      [
        ['inspect.savepoint', unknown],
        ['inspect.job', jobIn('FINISHED')],
        ['watch.checkpoints', stats({ savepoint: path })],
      ],
      [path],
      false,
      { kind: 'executed', result: { savepoint: path, jobState: 'FINISHED' } },
    ],
    [
      'does not count it when the job went on and was stopped by somebody else, with a savepoint of theirs',
      [
        ['inspect.savepoint', unknown],
        ['inspect.job', jobIn('FINISHED')],
        ['watch.checkpoints', stats({ savepoint: 'file:/people/savepoint-9', completed: 9 })],
      ],
      [path],
      false,
      { kind: 'unknown' },
    ],
    [
      'nor when it went on and finished by itself',
      [
        ['inspect.savepoint', unknown],
        ['inspect.job', jobIn('FINISHED')],
        ['watch.checkpoints', { ...stats({ savepoint: path }), latestCompleted: checkpoint(8) }],
      ],
      [path],
      false,
      { kind: 'failed', result: { savepoint: path, jobState: 'FINISHED' } },
    ],
    [
      'counts it where the last checkpoint is of before the savepoint',
      [
        ['inspect.savepoint', unknown],
        ['inspect.job', jobIn('FINISHED')],
        ['watch.checkpoints', { ...stats({ savepoint: path }), latestCompleted: checkpoint(6) }],
      ],
      [path],
      false,
      { kind: 'executed', note: `stopped, savepoint at ${path}` },
    ],
    [
      'does not wait for what is not shown where nobody says when the job ended',
      [
        ['inspect.savepoint', unknown],
        ['inspect.job', { ...jobIn('FINISHED'), endTime: undefined }],
        ['watch.checkpoints', stats()],
      ],
      [path],
      false,
      { kind: 'unknown' },
    ],
    [
      'does not take a savepoint for absent that is complete, and of which nobody says where',
      [
        ['inspect.savepoint', { kind: 'completed', location: undefined, checkpointId: 8 }],
        ['watch.checkpoints', stats()],
        ['inspect.job', jobIn('FINISHED')],
      ],
      [],
      true,
      { kind: 'unknown' },
    ],
    [
      'counts a stop whose job failed while stopping, and says so',
      [
        ['inspect.savepoint', { kind: 'failed', reason: failing }],
        ['watch.checkpoints', undefined],
        ['inspect.job', jobIn('FAILED')],
        ['watch.checkpoints', stats({ savepoint: path })],
      ],
      undefined,
      true,
      {
        kind: 'executed',
        result: { savepoint: path, jobState: 'FAILED' },
        note: `savepoint at ${path}; the job is FAILED`,
      },
    ],
    [
      'does not count it when the job had gone on after its savepoint before it ended',
      [
        ['inspect.savepoint', unknown],
        ['inspect.job', jobIn('CANCELED')],
        ['watch.checkpoints', { ...stats({ savepoint: path }), latestCompleted: checkpoint(8) }],
      ],
      [path],
      true,
      { kind: 'failed', result: { savepoint: path, jobState: 'CANCELED' } },
    ],
    [
      'does not count it when the job was brought back after its savepoint before it ended',
      [
        ['inspect.savepoint', unknown],
        ['inspect.job', jobIn('FAILED')],
        ['watch.checkpoints', stats({ savepoint: path, restored: 'file:/cp/chk-6' })],
      ],
      [path],
      false,
      { kind: 'failed', result: { savepoint: path, jobState: 'FAILED' } },
    ],
    [
      'cannot tell when the job ended otherwise and its savepoint is not shown any more',
      [
        ['inspect.savepoint', unknown],
        ['inspect.job', jobIn('CANCELED')],
        ['watch.checkpoints', stats()],
      ],
      [path],
      false,
      { kind: 'unknown' },
    ],
    [
      'cannot tell when the job ended otherwise and a later savepoint of somebody else is shown',
      [
        ['inspect.savepoint', unknown],
        ['inspect.job', jobIn('CANCELED')],
        ['watch.checkpoints', stats({ savepoint: 'file:/people/savepoint-8', completed: 8 })],
      ],
      [path],
      false,
      { kind: 'unknown' },
    ],
    [
      'cannot tell when another JobManager knows how the job ended, and has no statistics of it',
      [
        ['inspect.savepoint', unknown],
        ['inspect.job', jobIn('FINISHED')],
        ['watch.checkpoints', undefined],
      ],
      [path],
      false,
      { kind: 'unknown' },
    ],
    [
      'nor when the statistics show nothing at all, though the JobManager that was asked answers',
      [
        ['inspect.savepoint', unknown],
        ['inspect.job', jobIn('FINISHED')],
        ['watch.checkpoints', { ...stats(), latestCompleted: undefined }],
      ],
      [path],
      true,
      { kind: 'unknown' },
    ],
    [
      'asks the trigger first',
      [['inspect.savepoint', { kind: 'in-progress' }]],
      undefined,
      true,
      { kind: 'in-progress' },
    ],
    [
      'believes the trigger where it says complete, and the run that has finished shows the savepoint as its last',
      [
        ['inspect.savepoint', { kind: 'completed', location: path, checkpointId: 8 }],
        ['inspect.job', jobIn('FINISHED', { endedAgo: 1_000 })],
        ['watch.checkpoints', stats({ savepoint: path })],
      ],
      undefined,
      true,
      { kind: 'executed', result: { savepoint: path, jobState: 'FINISHED' } },
    ],
    [
      'waits for statistics that may be older than the end of the job',
      [
        ['inspect.savepoint', { kind: 'completed', location: path, checkpointId: 8 }],
        ['inspect.job', jobIn('FINISHED', { endedAgo: 14_999 })],
        ['watch.checkpoints', stats()],
      ],
      undefined,
      true,
      { kind: 'in-progress' },
    ],
    [
      'but not for ever: what the run does not show may be the savepoint of an earlier one, which had the same id and key',
      [
        ['inspect.savepoint', { kind: 'completed', location: path, checkpointId: 8 }],
        ['inspect.job', jobIn('FINISHED', { endedAgo: 15_000 })],
        ['watch.checkpoints', stats({ restored: path })],
      ],
      undefined,
      true,
      { kind: 'unknown' },
    ],
    [
      'asks a person which of two is the last also where Flink says complete, and not which',
      [
        ['inspect.savepoint', { kind: 'completed', location: undefined, checkpointId: 8 }],
        ['inspect.job', jobIn('FINISHED')],
      ],
      [path, `${path}2`],
      true,
      { kind: 'unknown' },
    ],
    [
      'cannot tell of a job that finished when it shows a checkpoint and not the savepoint',
      [
        ['inspect.savepoint', unknown],
        ['inspect.job', jobIn('FINISHED')],
        ['watch.checkpoints', stats()],
      ],
      [path],
      false,
      { kind: 'unknown' },
    ],
    [
      'nor when it shows only that the job has come back from something',
      [
        ['inspect.savepoint', unknown],
        ['inspect.job', jobIn('FINISHED')],
        ['watch.checkpoints', { ...stats({ restored: 'file:/cp/chk-6' }), latestCompleted: undefined }],
      ],
      [path],
      false,
      { kind: 'unknown' },
    ],
    [
      'counts it when the job had come back before its savepoint, and ended otherwise',
      [
        ['inspect.savepoint', unknown],
        ['inspect.job', jobIn('CANCELED')],
        [
          'watch.checkpoints',
          {
            ...stats({ savepoint: path }),
            latestRestored: { id: 6, isSavepoint: false, restoredAt: 0, externalPath: '/cp' },
          },
        ],
      ],
      [path],
      false,
      { kind: 'executed', result: { savepoint: path, jobState: 'CANCELED' } },
    ],
    [
      'cannot tell of a job that is forgotten which of its runs the savepoint is of, also where the trigger says complete',
      [
        ['inspect.savepoint', { kind: 'completed', location: path, checkpointId: 8 }],
        ['inspect.job', undefined],
      ],
      undefined,
      true,
      { kind: 'unknown' },
    ],
    [
      'does not know about a job that nobody knows, of which nothing is to be seen',
      [
        ['inspect.savepoint', unknown],
        ['watch.checkpoints', undefined],
        ['inspect.job', undefined],
      ],
      [],
      true,
      { kind: 'unknown' },
    ],
    [
      'nor about one that runs, when its trigger is forgotten and its folder cannot be read',
      [
        ['inspect.savepoint', unknown],
        ['watch.checkpoints', stats()],
        ['inspect.job', jobIn('RUNNING')],
      ],
      undefined,
      false,
      { kind: 'unknown' },
    ],
    [
      'has failed when its savepoint has, and the job runs on',
      [
        ['inspect.savepoint', { kind: 'failed', reason: 'disk full' }],
        ['watch.checkpoints', stats()],
        ['inspect.job', jobIn('RUNNING')],
      ],
      [],
      true,
      { kind: 'failed', reason: 'disk full' },
    ],
    [
      'is not sent again when its savepoint is there and the job runs',
      [
        ['inspect.savepoint', unknown],
        ['inspect.job', jobIn('RUNNING')],
      ],
      [path],
      true,
      { kind: 'not-executed', repeat: 'never', result: { savepoint: path, jobState: 'RUNNING' } },
    ],
    [
      'is not sent again to a job that has ended',
      [
        ['inspect.savepoint', unknown],
        ['watch.checkpoints', stats()],
        ['inspect.job', jobIn('FINISHED')],
      ],
      [],
      true,
      { kind: 'not-executed', repeat: 'never' },
    ],
    [
      'does not count it when the job runs again: nothing may start beside it',
      [
        ['inspect.savepoint', { kind: 'failed', reason: failing }],
        ['watch.checkpoints', undefined],
        ['inspect.job', jobIn('RUNNING')],
      ],
      undefined,
      true,
      { kind: 'failed', result: { savepoint: path, jobState: 'RUNNING' } },
    ],
    [
      'does not believe a path that is not its own',
      [
        ['inspect.savepoint', { kind: 'failed', reason: 'A savepoint has been created at: file:/elsewhere/s, but' }],
        ['watch.checkpoints', undefined],
        ['inspect.job', jobIn('FAILED')],
      ],
      undefined,
      true,
      { kind: 'failed' },
    ],
    [
      'waits while the job is between two states',
      [
        ['inspect.savepoint', unknown],
        ['inspect.job', jobIn('RESTARTING')],
      ],
      [path],
      true,
      { kind: 'unknown' },
    ],
    [
      'waits for the job to end when the savepoint is complete',
      [
        ['inspect.savepoint', { kind: 'completed', location: path, checkpointId: 8 }],
        ['inspect.job', jobIn('RUNNING')],
      ],
      undefined,
      true,
      { kind: 'in-progress' },
    ],
    [
      'nor of one that this JobManager does not know, with the savepoint in the folder',
      [
        ['inspect.savepoint', unknown],
        ['inspect.job', undefined],
      ],
      [path],
      false,
      { kind: 'unknown' },
    ],
    [
      'asks a person which of two savepoints is the last',
      [
        ['inspect.savepoint', unknown],
        ['inspect.job', jobIn('FINISHED')],
      ],
      [path, `${path}2`],
      false,
      { kind: 'unknown' },
    ],
    [
      'may be sent again when the job runs and the same JobManager does not know it',
      [
        ['inspect.savepoint', unknown],
        ['watch.checkpoints', stats()],
        ['inspect.job', jobIn('RUNNING')],
      ],
      [],
      true,
      { kind: 'not-executed', repeat: 'same-key' },
    ],
    [
      'is not sent again to another JobManager',
      [
        ['inspect.savepoint', unknown],
        ['watch.checkpoints', stats()],
        ['inspect.job', jobIn('RUNNING')],
      ],
      [],
      false,
      { kind: 'not-executed', repeat: 'never' },
    ],
    [
      'does not take a job that ended without a savepoint for a stop',
      [
        ['inspect.savepoint', unknown],
        ['watch.checkpoints', stats()],
        ['inspect.job', jobIn('FINISHED')],
      ],
      undefined,
      true,
      { kind: 'unknown' },
    ],
  ])('%s', async (_rule, lines, folder, alive, want) => {
    const sent = sentWith(args, { sameIncarnation: alive, keyAlive: alive });

    expect(await look('query', stopWithSavepoint, sent, lines, folder)).toMatchObject(want);
  });

  test.each([
    ['a savepoint in progress', { isSavepoint: true, status: 'IN_PROGRESS' }, expect.stringContaining('savepoint 9')],
    ['a checkpoint in progress', { isSavepoint: false, status: 'IN_PROGRESS' }, undefined],
    ['a savepoint that is done', { isSavepoint: true, status: 'COMPLETED' }, undefined],
  ] as const)('is not sent while another savepoint is in progress; is it one? %s', async (_what, change, why) => {
    const line = { id: 9, ...change, triggeredAt: 1, durationMs: 1, failureMessage: undefined };
    const flink = scriptFlink([['watch.checkpoints', { ...stats(), history: [line] }]]);

    expect(await stopWithSavepoint.blockedBy?.(contextWith(flink), args, calm)).toEqual(why);
    flink.finish();
  });

  test('writes into a folder of its own', async () => {
    const flink = scriptFlink([['write.stopWithSavepoint', { kind: 'executed', status: 202, detail: '' }]]);

    await stopWithSavepoint.send(contextWith(flink), args, key, calm, undefined);

    expect(flink.made[0]?.args).toEqual([{ job, triggerId: key, directory: own }]);
  });
});

test('a stop that was accepted and of which nothing is to be seen is lost; a cancel may not be seen yet', async () => {
  const stop = await look(
    'poll',
    stopWithSavepoint,
    sentWith({ job, directory: '/sp' }),
    [
      ['inspect.savepoint', unknown],
      ['watch.checkpoints', stats()],
      ['inspect.job', jobIn('RUNNING')],
    ],
    [],
  );
  const cancel = await look('poll', cancelJob, sentWith({ job }), [['inspect.job', jobIn('RUNNING')]]);

  expect([stop.kind, cancel.kind]).toEqual(['lost', 'in-progress']);
});

describe('a start', () => {
  const refused = { kind: 'refused', status: 400, detail: 'The main method caused an error' } as const;
  test.each<[rule: string, lines: readonly Line[], want: string]>([
    [
      'is refused when its program throws and the job is not there',
      [
        ['write.runJar', refused],
        ['inspect.job', undefined],
      ],
      'refused',
    ],
    [
      'has happened when its program throws after it has submitted the job',
      [
        ['write.runJar', refused],
        ['inspect.job', jobIn('RUNNING', { id: key })],
      ],
      'executed',
    ],
    [
      'is in doubt when nobody can tell whether the job is there',
      [
        ['write.runJar', { ...refused, status: 500 }],
        ['inspect.job', { throws: new FlinkUnreadable('time-limit', 'slow') }],
      ],
      'maybe',
    ],
    ['is refused where the program did not run', [['write.runJar', { ...refused, status: 503 }]], 'refused'],
  ])('%s', async (_rule, lines, want) => {
    const flink = scriptFlink(lines);

    const outcome = await startJob.send(contextWith(flink), args, key, calm, 'jar-1');

    flink.finish();
    expect(outcome.kind).toBe(want);
  });

  const args = {
    previousJob: job,
    jobName: 'orders',
    jar: { file: '/orders.jar', sha256: 'h' },
    entryClass: 'Orders',
    programArgs: [],
    parallelism: 2,
    snapshot: 'file:///sp/s',
    flinkVersion: '1.20.3',
  };
  test.each<
    [rule: string, lines: readonly Line[], want: { kind: string; note?: unknown; reason?: unknown; result?: unknown }]
  >([
    ['is lost when Flink does not know the job', [['inspect.job', undefined]], { kind: 'lost' }],
    ['goes on while the job initialises', [['inspect.job', jobIn('INITIALIZING')]], { kind: 'in-progress' }],
    [
      'goes on while a task does not run yet',
      [['inspect.job', jobIn('RUNNING', { vertices: [vertex('v1', 2, 1)] })]],
      { kind: 'in-progress' },
    ],
    ['goes on while no task is shown', [['inspect.job', jobIn('RUNNING', { vertices: [] })]], { kind: 'in-progress' }],
    [
      'fails when the job failed',
      [
        ['inspect.job', jobIn('FAILED')],
        ['watch.checkpoints', undefined],
      ],
      { kind: 'failed' },
    ],
    [
      'fails when somebody cancelled the job',
      [
        ['inspect.job', jobIn('CANCELED')],
        ['watch.checkpoints', undefined],
      ],
      { kind: 'failed' },
    ],
    [
      'fails when the job ran to its end without the state, however soon',
      [
        ['inspect.job', jobIn('FINISHED', { age: 1_000 })],
        ['watch.checkpoints', stats()],
      ],
      { kind: 'failed', reason: expect.stringContaining('no restored state') },
    ],
    [
      'is done when every task runs from the snapshot, whatever its spelling',
      [
        ['inspect.job', jobIn('RUNNING')],
        ['watch.checkpoints', stats({ restored: 'file:/sp/s' })],
      ],
      { kind: 'done' },
    ],
    [
      'is done when the job has already restarted from a checkpoint of its own',
      [
        ['inspect.job', jobIn('RUNNING')],
        ['watch.checkpoints', stats({ restored: `file:/cp/${key}/chk-3` })],
      ],
      { kind: 'done' },
    ],
    [
      'fails when what was restored only has its id in the name',
      [
        ['inspect.job', jobIn('RUNNING')],
        ['watch.checkpoints', stats({ restored: `file:/sp/before-${key}` })],
      ],
      { kind: 'failed', reason: expect.stringContaining('instead of') },
    ],
    [
      'fails when something else was restored',
      [
        ['inspect.job', jobIn('RUNNING')],
        ['watch.checkpoints', stats({ restored: 'file:/sp/older' })],
      ],
      { kind: 'failed', reason: expect.stringContaining('instead of'), result: { restored: 'file:/sp/older' } },
    ],
    [
      'fails when the job runs empty',
      [
        ['inspect.job', jobIn('RUNNING')],
        ['watch.checkpoints', stats()],
      ],
      { kind: 'failed', reason: expect.stringContaining('no restored state'), result: { restored: 'nothing' } },
    ],
    [
      'gives the statistics fifteen seconds to show what was restored',
      [
        ['inspect.job', jobIn('RUNNING', { age: 14_999 })],
        ['watch.checkpoints', stats()],
      ],
      { kind: 'in-progress' },
    ],
  ])('%s', async (_rule, lines, want) => {
    expect(await look('poll', startJob, sentWith(args), lines)).toMatchObject(want);
  });

  test.each<
    [
      what: string,
      completed: CheckpointStats['latestCompleted'],
      savepoint: CheckpointStats['latestSavepoint'],
      path?: string,
    ]
  >([
    ['its newest checkpoint', snapshotAt(9, 'file:/cp/chk-9'), snapshotAt(8, 'file:/sp/8'), 'file:/cp/chk-9'],
    ['its newest savepoint', snapshotAt(9, 'file:/cp/chk-9'), snapshotAt(10, 'file:/sp/10'), 'file:/sp/10'],
    ['no snapshot that was discarded', snapshotAt(9, 'file:/cp/chk-9', true), undefined],
    ['no snapshot that lies nowhere', snapshotAt(9, undefined), undefined],
  ])('that ran for a while and failed names %s', async (_what, latestCompleted, latestSavepoint, snapshot) => {
    const lines: readonly Line[] = [
      ['inspect.job', jobIn('FAILED', { id: key })],
      ['watch.checkpoints', { ...stats(), latestCompleted, latestSavepoint }],
    ];

    const answer = await look('poll', startJob, sentWith(args), lines);

    expect(answer).toMatchObject({ kind: 'failed' });
    expect('result' in answer && answer.result).toEqual({ jobId: key, ...(snapshot !== undefined && { snapshot }) });
  });

  test('that failed has failed, also where Flink has only an error to tell of its checkpoints', async () => {
    const error = new FlinkUnreadable('server-error', 'it answered 500: NullPointerException', { isFromFlink: true });
    const lines: readonly Line[] = [
      ['inspect.job', jobIn('FAILED', { id: key })],
      ['watch.checkpoints', { throws: error }],
    ];

    const answer = await look('poll', startJob, sentWith(args), lines);

    expect(answer).toMatchObject({ kind: 'failed', result: { jobId: key } });
    expect('reason' in answer && answer.reason).toContain('cannot be read: look in the storage');
  });

  test('that failed is looked at again where nobody answers for its checkpoints', async () => {
    const error = new FlinkUnreadable('no-connection', 'refused');
    const lines: readonly Line[] = [
      ['inspect.job', jobIn('FAILED', { id: key })],
      ['watch.checkpoints', { throws: error }],
    ];

    await expect(look('poll', startJob, sentWith(args), lines)).rejects.toBe(error);
  });

  test.each([
    ['is not the recorded one', 'The jar /x has SHA-256 h, recorded is other.'],
    ['the cluster does not take', 'This cluster takes no jars.'],
  ])('is refused with a jar that %s', async (_what, why) => {
    const flink = scriptFlink([['provideJar', { throws: new UserMistake(why) }]]);

    const prepared = await startJob.prepare?.(contextWith(flink), args, calm);

    expect(prepared).toEqual({ kind: 'refuse', why });
    flink.finish();
  });

  test('cannot be prepared now when the jar could not be uploaded', async () => {
    const silent = new FlinkUnreadable('time-limit', 'slow');
    const flink = scriptFlink([['provideJar', { throws: silent }]]);

    await expect(startJob.prepare?.(contextWith(flink), args, calm)).rejects.toBe(silent);
    flink.finish();
  });

  test('is prepared with the id that its jar has on the cluster', async () => {
    const flink = scriptFlink([['provideJar', 'jar-1']]);

    expect(await startJob.prepare?.(contextWith(flink), args, calm)).toEqual({ kind: 'prepared', value: 'jar-1' });
    expect(flink.made).toEqual([{ call: 'provideJar', args: [args.jar] }]);
    flink.finish();
  });

  const elsewhere = { kind: 'refused', status: 500, detail: 'Jar file /tmp/upload/jar-1 does not exist' } as const;

  test('is run again where another JobManager than the one that answers was given the jar', async () => {
    const flink = scriptFlink([
      ['write.runJar', elsewhere],
      ['provideJar', 'jar-2'],
      ['write.runJar', elsewhere],
      ['provideJar', 'jar-1'],
      ['write.runJar', { kind: 'executed', status: 200, detail: '' }],
    ]);

    const outcome = await startJob.send(contextWith(flink), args, key, calm, 'jar-1');

    expect(outcome.kind).toBe('executed');
    const runs = flink.made.filter(({ call }) => call === 'write.runJar').map(({ args: [request] }) => request);
    expect(runs).toMatchObject(['jar-1', 'jar-2', 'jar-1'].map((jarId) => ({ jarId, jobId: key })));
    flink.finish();
  });

  test('is not run again where its program misses a jar of its own', async () => {
    const detail =
      'org.apache.flink.client.program.ProgramInvocationException: The main method caused an error: Jar file /opt/udf.jar does not exist';
    const flink = scriptFlink([
      ['write.runJar', { kind: 'refused', status: 400, detail }],
      ['inspect.job', undefined],
    ]);

    expect((await startJob.send(contextWith(flink), args, key, calm, 'jar-1')).kind).toBe('refused');
    flink.finish();
  });

  test('is refused where its jar cannot be provided again', async () => {
    const flink = scriptFlink([
      ['write.runJar', elsewhere],
      ['provideJar', { throws: new FlinkUnreadable('time-limit', 'slow') }],
      ['inspect.job', undefined],
    ]);

    expect((await startJob.send(contextWith(flink), args, key, calm, 'jar-1')).kind).toBe('refused');
    flink.finish();
  });

  test('is refused where no JobManager keeps its jar', async () => {
    const tries: Line[] = Array.from({ length: 11 }, (): Line[] => [
      ['write.runJar', elsewhere],
      ['provideJar', 'jar-1'],
    ]).flat();
    const flink = scriptFlink([...tries, ['write.runJar', elsewhere], ['inspect.job', undefined]]);

    expect((await startJob.send(contextWith(flink), args, key, calm, 'jar-1')).kind).toBe('refused');
    flink.finish();
  });

  test('sends its key as the job id', async () => {
    const flink = scriptFlink([['write.runJar', { kind: 'executed', status: 200, detail: '' }]]);

    await startJob.send(contextWith(flink), args, key, calm, 'jar-1');

    expect(flink.made.at(-1)?.args).toEqual([
      {
        jarId: 'jar-1',
        jobId: key,
        entryClass: 'Orders',
        programArgs: [],
        parallelism: 2,
        snapshot: 'file:///sp/s',
        flinkVersion: '1.20.3',
      },
    ]);
    flink.finish();
  });

  test('that Flink does not know was not executed, says the JobManager that was asked', async () => {
    expect(await look('query', startJob, sentWith(args), [['inspect.job', undefined]])).toMatchObject({
      kind: 'not-executed',
      repeat: 'same-key',
    });
  });

  test('that another JobManager does not know may have ended', async () => {
    const sent = sentWith(args, { sameIncarnation: false, keyAlive: false });

    expect((await look('query', startJob, sent, [['inspect.job', undefined]])).kind).toBe('unknown');
  });

  test('may have a program that hangs, after three runs without a job', async () => {
    const sent = sentWith(args);
    const lines: readonly Line[] = [['inspect.job', undefined]];

    expect((await look('query', startJob, { ...sent, row: { ...sent.row, attempts: 2 } }, lines)).kind).toBe(
      'not-executed',
    );
    expect((await look('query', startJob, { ...sent, row: { ...sent.row, attempts: 3 } }, lines)).kind).toBe('unknown');
  });

  test('does not take a reference for a snapshot', () => {
    expect(startJob.parse({ ...args, snapshot: { from: 'stop.savepoint' } }).ok).toBe(false);
  });
});

describe('the hook of a checkpoint', () => {
  const args = { job, sinceCheckpoint: 7 };
  test.each([
    [8, true, { kind: 'executed', result: { checkpoint: '8' } }],
    [7, true, { kind: 'not-executed', repeat: 'same-key' }],
    [7, false, { kind: 'not-executed', repeat: 'never' }],
  ] as const)('newest checkpoint %i, key remembered = %s', async (completed, keyAlive, want) => {
    const lines: readonly Line[] = [
      ['inspect.checkpoint', unknown],
      ['watch.checkpoints', stats({ completed })],
    ];

    expect(await look('query', triggerCheckpoint, sentWith(args, { keyAlive }), lines)).toMatchObject(want);
  });

  test.each([
    [{ kind: 'in-progress' }, { kind: 'in-progress' }],
    [
      { kind: 'completed', location: undefined, checkpointId: 8 },
      { kind: 'executed', result: { checkpoint: '8' } },
    ],
    [
      { kind: 'failed', reason: 'declined' },
      { kind: 'failed', reason: 'declined' },
    ],
  ] as const)('believes the trigger, and asks for nothing more: %j', async (trigger, want) => {
    expect(await look('query', triggerCheckpoint, sentWith(args), [['inspect.checkpoint', trigger]])).toMatchObject(
      want,
    );
  });

  test('does not count one that was there before it was sent', async () => {
    const lines: readonly Line[] = [
      ['inspect.checkpoint', unknown],
      ['watch.checkpoints', stats({ completed: 9 })],
    ];
    const sent = sentWith(args, { row: { ...rowIn('in_doubt'), key, checkpointBefore: 9 } });

    expect(await look('query', triggerCheckpoint, sent, lines)).toMatchObject({ kind: 'not-executed' });
  });

  // Seen live on 2.3.0 without HA: the checkpoint was complete on disk, and its JobManager was gone.
  test('is unknown where the JobManager that answers does not know the job', async () => {
    const lines: readonly Line[] = [
      ['inspect.checkpoint', unknown],
      ['watch.checkpoints', undefined],
    ];
    const sent = sentWith(args, { sameIncarnation: false, keyAlive: false });

    expect(await look('query', triggerCheckpoint, sent, lines)).toMatchObject({ kind: 'unknown' });
  });

  test('sees the wanted checkpoint in the one that the job was restored from after a failover', async () => {
    const restored = { id: 8, isSavepoint: false, restoredAt: now, externalPath: '/cp/chk-8' };
    const lines: readonly Line[] = [
      ['inspect.checkpoint', unknown],
      ['watch.checkpoints', { ...stats(), latestCompleted: undefined, latestRestored: restored }],
    ];
    const sent = sentWith(args, { sameIncarnation: false, keyAlive: false });

    expect(await look('query', triggerCheckpoint, sent, lines)).toMatchObject({
      kind: 'executed',
      result: { checkpoint: '8' },
    });
  });
});

test.each([
  ['CANCELED', 'executed'],
  ['FINISHED', 'executed'],
  ['CANCELLING', 'in-progress'],
  ['RUNNING', 'not-executed'],
] as const)('the hook of a cancel goes by the state of the job: %s', async (state, want) => {
  expect((await look('query', cancelJob, sentWith({ job }), [['inspect.job', jobIn(state)]])).kind).toBe(want);
});

test('the hook of a cancel does not take an unknown job for a cancelled one', async () => {
  expect((await look('query', cancelJob, sentWith({ job }), [['inspect.job', undefined]])).kind).toBe('unknown');
});

describe('a rescale', () => {
  const wanted = { v1: { lowerBound: 1, upperBound: 4 } };
  /** Flink's clock is ahead. */
  const skewMs = 30_000;
  const scaled = jobIn('RUNNING', { vertices: [vertex('v1', 4)] });
  test.each<[rule: string, lines: readonly Line[], want: string]>([
    ['is done when each vertex runs at the wanted number', [['inspect.job', scaled]], 'done'],
    [
      'goes on while Flink only has the requirements',
      [
        ['inspect.job', jobIn('RUNNING')],
        ['inspect.resourceRequirements', wanted],
        ['watch.exceptions', undefined],
      ],
      'in-progress',
    ],
    [
      'is in doubt when somebody else changed them',
      [
        ['inspect.job', jobIn('RUNNING')],
        ['inspect.resourceRequirements', { v1: { lowerBound: 1, upperBound: 3 } }],
      ],
      'lost',
    ],
    ['fails with the job', [['inspect.job', jobIn('FAILED')]], 'failed'],
    [
      'goes on while the job has the number and restarts',
      [
        ['inspect.job', { ...scaled, state: 'RESTARTING' }],
        ['inspect.resourceRequirements', wanted],
        ['watch.exceptions', undefined],
      ],
      'in-progress',
    ],
    [
      'goes on while a vertex has the number and does not run',
      [
        ['inspect.job', jobIn('RUNNING', { vertices: [vertex('v1', 4, 3)] })],
        ['inspect.resourceRequirements', wanted],
        ['watch.exceptions', undefined],
      ],
      'in-progress',
    ],
  ])('%s', async (_rule, lines, want) => {
    expect((await look('poll', rescaleInPlace, sentWith({ job, requirements: wanted }), lines)).kind).toBe(want);
  });

  test.each<[title: string, thrown: readonly Partial<FlinkException>[], stuck: boolean]>([
    ['that fails again and again asks a person', [{}, {}, {}], true],
    ['not for what failed before it was sent', [{}, {}, { timestamp: now - 60_000 - skewMs }], false],
    ['nor for one failure of several tasks', [{}, {}, { concurrent: true }, { concurrent: true }], false],
  ])('%s', async (_title, thrown, stuck) => {
    const entries = thrown.map((one) => ({
      name: 'java.io.IOException',
      stacktrace: '',
      timestamp: now + skewMs,
      taskName: 'v1',
      taskManagerId: undefined,
      ...one,
    }));
    const sent = sentWith({ job, requirements: wanted });
    const lines: readonly Line[] = [
      ['inspect.job', { ...jobIn('RESTARTING'), now: now + skewMs }],
      ['inspect.resourceRequirements', wanted],
      ['watch.exceptions', { entries, truncated: false }],
    ];

    const row = { ...sent.row, firstSentAt: now - 60_000 };
    expect(await look('poll', rescaleInPlace, { ...sent, row }, lines)).toEqual({
      kind: 'in-progress',
      note: 'job RESTARTING; waiting until every vertex has the wanted parallelism',
      stuck: stuck
        ? 'the job failed 3 times since it was asked to run with another parallelism, last of java.io.IOException; Flink tries again with that parallelism until a person sets the former one'
        : undefined,
    });
  });

  test.each([
    [299_999, 'same-key'],
    [300_000, 'never'],
  ])('that was sent %i ms ago and is not there is sent again: %s', async (agoMs, repeat) => {
    const lines: readonly Line[] = [
      ['inspect.job', jobIn('RUNNING')],
      ['inspect.resourceRequirements', { v1: { lowerBound: 1, upperBound: 3 } }],
    ];
    const sent = sentWith({ job, requirements: wanted });
    const sentAgo = { ...sent, row: { ...sent.row, firstSentAt: now - agoMs } };

    expect(await look('query', rescaleInPlace, sentAgo, lines)).toMatchObject({ kind: 'not-executed', repeat });
  });

  test.each([
    [wanted, 'in-progress'],
    [{ v1: { lowerBound: 1, upperBound: 3 } }, 'not-executed'],
    [{ v1: { lowerBound: 2, upperBound: 4 } }, 'not-executed'],
    [{}, 'not-executed'],
    [{ ...wanted, v2: { lowerBound: 1, upperBound: 4 } }, 'not-executed'],
  ])('is found out from the requirements: %j', async (declared, want) => {
    const lines: readonly Line[] = [
      ['inspect.job', jobIn('RUNNING')],
      ['inspect.resourceRequirements', declared],
    ];

    expect((await look('query', rescaleInPlace, sentWith({ job, requirements: wanted }), lines)).kind).toBe(want);
  });

  test('has failed where the job has ended', async () => {
    const sent = sentWith({ job, requirements: wanted });

    expect(await look('query', rescaleInPlace, sent, [['inspect.job', jobIn('CANCELED')]])).toMatchObject({
      kind: 'failed',
    });
  });

  test.each([
    ['failed', 'fails where the scheduler has none', jobIn('RUNNING')],
    ['unknown', 'is not known when the job went away between two reads', undefined],
  ])('without requirements it is %s: %s', async (want, _why, still) => {
    const lines: readonly Line[] = [
      ['inspect.job', jobIn('RUNNING')],
      ['inspect.resourceRequirements', undefined],
      ['inspect.job', still],
    ];

    expect((await look('query', rescaleInPlace, sentWith({ job, requirements: wanted }), lines)).kind).toBe(want);
  });
});

test.each([triggerSavepoint, stopWithSavepoint] as const)(
  '$kind is the same into one directory, with a slash at its end or without',
  (kind) => {
    const args = { job, directory: '/sp', sinceCheckpoint: 7 };

    expect(kind.identity({ ...args, directory: '/sp/' }, 'a')).toEqual(kind.identity(args, 'a'));
  },
);

describe('the registry', () => {
  test('takes no destructive kind that does not say what to do in doubt', () => {
    const { onDoubt: _left, ...silent } = cancelJob;

    expect(() => registerKinds([silent as ActionKind])).toThrow('onDoubt');
  });

  test('takes no destructive kind that repeats in doubt', () => {
    expect(() => registerKinds([{ ...cancelJob, onDoubt: 'retrySameKey' }])).toThrow('never repeats');
  });

  test.each([
    ['name', { kind: 'tell-storage' as 'cancel-job' }],
    ['limit', { finalityMs: 0 }],
    ['limit', { sendLimitMs: Number.NaN }],
    ['limit', { runLimitMs: -1 }],
  ])('takes no kind with a wrong %s: %j', (what, change) => {
    expect(() => registerKinds([{ ...cancelJob, ...change }])).toThrow(what);
  });

  test('takes no kind twice', () => {
    expect(() => registerKinds([cancelJob, cancelJob])).toThrow('twice');
  });

  test('asks before it sends again, for every kind of Flink', () => {
    expect([...actionKinds.values()].map((kind) => kind.onDoubt)).toEqual(Array(6).fill('queryFirst'));
  });
});

test.each([
  ['file:/tmp/x', 'file:///tmp/x', true],
  ['/tmp/x/', 'file:/tmp/x', true],
  ['s3://b/x', 's3://b/x/', true],
  ['s3://b/x', 's3://c/x', false],
])('%s and %s are one path: %s', (a, b, same) => {
  expect(samePath(a, b)).toBe(same);
});

test('a folder whose name only begins alike is not below', () => {
  expect(isBelow(`file:${own}x/s`, own)).toBe(false);
  expect(isBelow(`file:${own}/s`, ownDirectory('file:///sp/', key))).toBe(true);
});
