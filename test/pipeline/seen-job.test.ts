import { expect, test } from 'vitest';
import type { JobState } from '../../src/domain/flink.ts';
import type { JobSnapshot } from '../../src/domain/snapshot.ts';
import { isOver, noMemory, type SeenJob, unseenJob, withKnownType, withSnapshot } from '../../src/pipeline/seen-job.ts';
import { shownJob } from '../support/read-only-flink.ts';

const line = shownJob('orders');
const windowMs = 60_000;

function after(...snapshots: readonly JobSnapshot[]): SeenJob {
  return snapshots.reduce((job, one) => withSnapshot(job, one, windowMs), unseenJob);
}

test.each<[title: string, between: Partial<JobSnapshot>, kept: number[]]>([
  ['keeps of a quiet job the first and the last look only', {}, [0, 30]],
  ['keeps what was read', { metrics: {} as JobSnapshot['metrics'] & object }, [0, 10, 20, 30]],
  ['keeps a change of its state', { line: { ...line, state: 'RESTARTING' } }, [0, 10, 20, 30]],
])('%s', (_title, between, kept) => {
  const job = after({ line, at: 0 }, { line, at: 10, ...between }, { line, at: 20 }, { line, at: 30 });

  expect(job.snapshots.map((one) => one.at)).toEqual(kept);
});

test('lets go what is older than its window, but never all of it', () => {
  const restarting = { ...line, state: 'RESTARTING' as const };

  const job = after({ line, at: 0 }, { line: restarting, at: windowMs }, { line, at: windowMs + 1 });

  expect(job.snapshots.map((one) => one.at)).toEqual([windowMs, windowMs + 1]);
  expect(withSnapshot(job, { line, at: windowMs * 9 }, windowMs).snapshots).toHaveLength(1);
});

test.each<[state: JobState, ofStore: boolean, over: boolean]>([
  ['FINISHED', false, true],
  ['CANCELED', false, true],
  ['CANCELED', true, true],
  ['FAILED', false, false],
  ['RUNNING', true, false],
])('a run that was %s last, in the store alone: %s, is over: %s', (state, ofStore, over) => {
  const known = ofStore
    ? { snapshots: [], memory: { ...noMemory, lastState: state } }
    : after({ line: { ...line, state }, at: 0 });

  expect(isOver(known, windowMs + 1, windowMs)).toBe(over);
  expect(isOver(known, windowMs, windowMs)).toBe(over && ofStore);
});

test('the type that the details of a run told is known in the polls after it, and of no other run', () => {
  const untyped = { ...line, type: undefined };
  const job = after({ line: { ...line, type: 'BATCH' }, at: 0 });

  expect(withKnownType(untyped, job).type).toBe('BATCH');
  expect(withKnownType({ ...untyped, id: shownJob('other').id }, job).type).toBeUndefined();
});

test.each<[title: string, last: Partial<JobSnapshot['line']>, resolved: string, over: boolean]>([
  ['that a person let go is over', {}, line.id, true],
  ['of which a person let go an earlier run is not', {}, shownJob('other').id, false],
  ['is not over when it runs again', { state: 'RUNNING' }, line.id, false],
])('a job that FAILED and %s', (_title, last, resolvedJobId, over) => {
  const failed = { ...line, state: 'FAILED' as const, ...last };
  const job = { ...after({ line: failed, at: 0 }), memory: { ...noMemory, resolvedJobId } };
  const ofStore = { snapshots: [], memory: { ...job.memory, jobId: failed.id, lastState: failed.state } };

  expect(isOver(job, windowMs + 1, windowMs)).toBe(over);
  expect(isOver(job, windowMs, windowMs)).toBe(false);
  expect(isOver(ofStore, 0, windowMs)).toBe(over);
});
