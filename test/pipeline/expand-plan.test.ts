import { describe, expect, test } from 'vitest';
import type { ResolvedJobRecord } from '../../src/domain/job-record.ts';
import type { ActionFacts } from '../../src/domain/action-facts.ts';
import type { FlinkSopStep } from '../../src/domain/sop.ts';
import { chooseStep, expandPlan } from '../../src/pipeline/expand-plan.ts';
import { completed, failedFacts, goodFacts, job, jobId, record, stats, vertex } from '../support/action-facts.ts';
import { plainIdentity } from '../support/read-only-flink.ts';

const when: FlinkSopStep['when'] = ['backpressure-high'];
const plain = (action: Exclude<FlinkSopStep['action'], 'rescale-job'>): FlinkSopStep => ({ action, when, with: {} });
const rescale = (change: { factor: number } | { parallelism: number }): FlinkSopStep => ({
  action: 'rescale-job',
  when,
  with: change,
});
const unrecorded = { ...record, launch: undefined } as unknown as ResolvedJobRecord;
const wide = (...parallelism: readonly number[]): Partial<ActionFacts> => ({
  job: { ...job, vertices: parallelism.map((one, index) => ({ ...vertex, id: `v${index + 1}`, parallelism: one })) },
});

function expand(step: FlinkSopStep, facts: Partial<ActionFacts> = {}, directory: string | undefined = '/sp') {
  return expandPlan(step, { ...goodFacts, ...facts }, directory);
}

function requirementsOf(expanded: ReturnType<typeof expandPlan>): unknown {
  return expanded.kind === 'steps' ? expanded.steps[0]?.args['requirements'] : undefined;
}

function why(expanded: ReturnType<typeof expandPlan>): string | undefined {
  const [first] = expanded.kind === 'impossible' ? expanded.objections : [];
  return first === undefined ? undefined : `${first.weight} ${first.field} = ${first.value}`;
}

describe('chooseStep', () => {
  const sop = {
    actions: ['rescale-job', 'trigger-savepoint'] as const,
    plan: [
      { ...plain('restart-job'), when: ['restart-loop' as const] },
      { ...rescale({ factor: 2 }), when: ['backpressure-high' as const, 'lag-rising' as const] },
      plain('trigger-savepoint'),
    ],
  };

  test.each<[title: string, signals: Parameters<typeof chooseStep>[1], want: string | undefined]>([
    ['takes the first of which all signals are there', ['lag-rising', 'backpressure-high'], 'rescale-job'],
    ['passes one of which a signal is missing', ['backpressure-high'], 'trigger-savepoint'],
    ['never takes an action that the SOP does not permit', ['restart-loop'], undefined],
    ['takes none without signals', [], undefined],
  ])('%s', (_title, signals, want) => {
    const step = chooseStep(sop, signals);

    expect(step?.action).toBe(want);
  });
});

describe('rescale-job of a job with vertices of different width', () => {
  const slow = (id: string) => ({ culprit: { id, name: `the vertex ${id}` } });
  const bounds = (expanded: ReturnType<typeof expandPlan>) =>
    Object.values(requirementsOf(expanded) as Record<string, { upperBound: number }>).map((one) => one.upperBound);

  test.each<[title: string, widths: readonly number[], culprit: string, want: readonly number[]]>([
    ['widens the slow vertex and not the widest', [4, 1, 1], 'v2', [4, 2, 1]],
    ['widens those as wide as a slow vertex that is one of the widest', [2, 2, 1], 'v2', [4, 4, 1]],
    ['takes the widest when it is not seen which one is slow', [4, 2, 1], 'v9', [8, 2, 1]],
  ])('%s', (_title, widths, culprit, want) => {
    const requirements = Object.fromEntries(
      widths.map((width, index) => [`v${index + 1}`, { lowerBound: 1, upperBound: width }]),
    );

    const expanded = expand(rescale({ factor: 2 }), { ...wide(...widths), ...slow(culprit), requirements });

    expect(bounds(expanded)).toEqual(want);
  });

  test('is refused where only a new start could do it, for that widens everything', () => {
    const expanded = expand(rescale({ factor: 2 }), { ...wide(4, 1, 1), ...slow('v2'), requirements: undefined });

    expect(why(expanded)).toBe('refuse culprit = the vertex v2');
  });
});

describe('a job that failed before it completed a checkpoint of its own', () => {
  const restored = { id: 7, isSavepoint: false, restoredAt: 1, externalPath: 'file:/cp/old/chk-7' };

  test('is started from the snapshot that it was given', () => {
    const expanded = expand(plain('start-job'), {
      ...failedFacts,
      checkpoints: { ...stats, latestCompleted: undefined, latestSavepoint: undefined, latestRestored: restored },
    });

    expect(expanded.kind === 'steps' && expanded.steps[0]?.args['snapshot']).toBe('file:/cp/old/chk-7');
  });
});

describe('rescale-job', () => {
  test.each<[title: string, step: FlinkSopStep, present: number, want: number]>([
    ['a factor of 2', rescale({ factor: 2 }), 2, 4],
    ['a factor that gives a fraction goes up', rescale({ factor: 1.5 }), 3, 5],
    ['a small factor still changes something', rescale({ factor: 1.1 }), 1, 2],
    ['floating point does not add one', rescale({ factor: 1.1 }), 100, 110],
    ['a parallelism is taken as it is', rescale({ parallelism: 3 }), 2, 3],
    ['a lower parallelism too', rescale({ parallelism: 1 }), 2, 1],
  ])('%s', (_title, step, present, want) => {
    const requirements = { v1: { lowerBound: 1, upperBound: present } };

    const expanded = expand(step, { ...wide(present), requirements });

    expect(requirementsOf(expanded)).toEqual({ v1: { lowerBound: 1, upperBound: want } });
  });

  // As Flink 2.3.0 answers after one of two TaskManagers with two slots each was lost.
  test.each<[title: string, width: number, asked: readonly number[], want: string | undefined]>([
    ['is refused to a job that lost slots and asks for as much already', 2, [4, 4], 'refuse parallelism = 2 of 4'],
    ['does not take from what such a job asks for', 2, [4, 8], 'refuse parallelism = 2 of 4'],
    ['is for a job that has what it asks for', 2, [2, 2], undefined],
    ['is for a job that asks for less than it is to have', 2, [3, 3], undefined],
  ])('%s', (_title, width, asked, want) => {
    const requirements = Object.fromEntries(
      asked.map((upperBound, index) => [`v${index + 1}`, { lowerBound: 1, upperBound }]),
    );

    const expanded = expand(rescale({ factor: 2 }), { ...wide(width, width), requirements });

    expect(why(expanded)).toBe(want);
  });

  test('keeps vertices that are narrower on purpose, and the lower bounds', () => {
    const requirements = { v1: { lowerBound: 2, upperBound: 4 }, v2: { lowerBound: 1, upperBound: 1 } };

    const expanded = expand(rescale({ factor: 2 }), { ...wide(4, 1), requirements });

    expect(requirementsOf(expanded)).toEqual({
      v1: { lowerBound: 2, upperBound: 8 },
      v2: { lowerBound: 1, upperBound: 1 },
    });
  });

  test('lowers the lower bound with the parallelism, never raises it', () => {
    const requirements = { v1: { lowerBound: 4, upperBound: 4 } };

    const expanded = expand(rescale({ parallelism: 2 }), { ...wide(4), requirements });

    expect(requirementsOf(expanded)).toEqual({ v1: { lowerBound: 2, upperBound: 2 } });
  });

  test('stops and starts wider where the scheduler cannot rescale', () => {
    const expanded = expand(rescale({ factor: 2 }), { requirements: undefined });

    expect(expanded).toMatchObject({
      steps: [
        { name: 'stop', kind: 'stop-with-savepoint', args: { job: jobId, directory: '/sp' } },
        { name: 'start', kind: 'start-job', args: { parallelism: 4, snapshot: { from: 'stop.savepoint' } } },
      ],
    });
  });

  test.each<
    [title: string, step: FlinkSopStep, facts: Partial<ActionFacts>, directory: string | undefined, want: string]
  >([
    ['has it already', rescale({ parallelism: 2 }), {}, '/sp', 'refuse parallelism = 2'],
    ['has ended', rescale({ factor: 2 }), failedFacts, '/sp', 'refuse state = FAILED'],
    [
      'is scaled by Flink alone',
      rescale({ factor: 2 }),
      { identity: { ...plainIdentity, scheduler: 'reactive' } },
      '/sp',
      'refuse scheduler-mode = reactive',
    ],
    [
      'cannot be rescaled and has no launch record',
      rescale({ factor: 2 }),
      { requirements: undefined, record: unrecorded },
      '/sp',
      'refuse launch = none',
    ],
    [
      'cannot be rescaled and has no savepoint directory',
      rescale({ factor: 2 }),
      { requirements: undefined },
      undefined,
      'refuse savepointDirectory = none',
    ],
    ['is not known', rescale({ factor: 2 }), { job: undefined }, '/sp', 'refuse job = unknown'],
  ])('is impossible when the job %s', (_title, step, facts, directory, want) => {
    const expanded = expandPlan(step, { ...goodFacts, ...facts }, directory);

    expect(why(expanded)).toBe(want);
  });
});

describe('restart-job', () => {
  test('of a job that runs is a stop and a start from what the stop saved', () => {
    const expanded = expand(plain('restart-job'));

    expect(expanded).toMatchObject({
      action: 'restart-job',
      steps: [
        { name: 'stop', risk: 'disruptive' },
        {
          name: 'start',
          risk: 'disruptive',
          args: { previousJob: jobId, parallelism: 2, snapshot: { from: 'stop.savepoint' } },
        },
      ],
    });
  });

  test('of a failed job is a start from its newest checkpoint', () => {
    const expanded = expand(plain('restart-job'), failedFacts);

    expect(expanded).toMatchObject({ steps: [{ kind: 'start-job', args: { snapshot: 'file:/cp/chk-7' } }] });
  });

  test.each<[title: string, facts: Partial<ActionFacts>, directory: string | undefined, want: string]>([
    ['that runs, without a savepoint directory', {}, undefined, 'refuse savepointDirectory = none'],
    ['that runs, without a launch record', { record: unrecorded }, '/sp', 'refuse launch = none'],
    ['that failed, without a launch record', { ...failedFacts, record: unrecorded }, '/sp', 'refuse launch = none'],
    [
      'that failed before its first checkpoint',
      { ...failedFacts, checkpoints: { ...stats, latestCompleted: undefined } },
      '/sp',
      'refuse latest.completed = none',
    ],
    [
      'whose checkpoint has no path',
      { ...failedFacts, checkpoints: { ...stats, latestCompleted: completed(7, { externalPath: undefined }) } },
      '/sp',
      'refuse latest.completed.external_path = none',
    ],
    ['that has finished', { ...failedFacts, job: { ...job, state: 'FINISHED' } }, '/sp', 'refuse state = FINISHED'],
    ['that was cancelled', { ...failedFacts, job: { ...job, state: 'CANCELED' } }, '/sp', 'refuse state = CANCELED'],
    ['that is not known', { job: undefined }, '/sp', 'refuse job = unknown'],
  ])('is impossible of a job %s', (_title, facts, directory, want) => {
    const expanded = expandPlan(plain('restart-job'), { ...goodFacts, ...facts }, directory);

    expect(why(expanded)).toBe(want);
  });

  test('needs no savepoint directory when the job has failed', () => {
    const expanded = expandPlan(plain('restart-job'), failedFacts, undefined);

    expect(expanded.kind).toBe('steps');
  });
});

describe('single requests', () => {
  test.each<[action: Exclude<FlinkSopStep['action'], 'rescale-job'>, facts: Partial<ActionFacts>, want: object]>([
    ['trigger-checkpoint', {}, { kind: 'trigger-checkpoint', risk: 'safe', args: { job: jobId, sinceCheckpoint: 7 } }],
    [
      'trigger-savepoint',
      {},
      { kind: 'trigger-savepoint', risk: 'safe', args: { job: jobId, directory: '/sp', sinceCheckpoint: 7 } },
    ],
    [
      'stop-with-savepoint',
      {},
      { kind: 'stop-with-savepoint', risk: 'disruptive', args: { job: jobId, directory: '/sp' } },
    ],
    ['cancel-job', {}, { kind: 'cancel-job', risk: 'destructive', args: { job: jobId } }],
    ['start-job', failedFacts, { kind: 'start-job', risk: 'disruptive', args: { snapshot: 'file:/cp/chk-7' } }],
  ])('%s is one step', (action, facts, want) => {
    const expanded = expand(plain(action), facts);

    expect(expanded).toMatchObject({ kind: 'steps', steps: [want] });
  });

  test('start-job starts only what has failed', () => {
    const expanded = expand(plain('start-job'));

    expect(why(expanded)).toBe('refuse state = RUNNING');
  });

  test.each(['trigger-savepoint', 'stop-with-savepoint'] as const)('%s needs a savepoint directory', (action) => {
    const expanded = expandPlan(plain(action), goodFacts, undefined);

    expect(why(expanded)).toBe('refuse savepointDirectory = none');
  });
});
