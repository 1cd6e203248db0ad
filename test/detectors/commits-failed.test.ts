import { describe, expect, test } from 'vitest';
import { committers } from '../../src/detectors/commits-failed.ts';
import { advanceMemory } from '../../src/detectors/memory.ts';
import type { JobSnapshot, JobWindow } from '../../src/domain/snapshot.ts';
import { simulate } from './simulate.ts';
import { truthAt } from './troubled-job.ts';
import { ask, jobId, limits, line, metrics, minute, noMemory, second, t0, vertices, windowOf } from './windows.ts';

function read(failed: number | undefined, change: Partial<JobSnapshot> = {}): JobSnapshot {
  return { line: line(), at: t0, ...(failed !== undefined && { failedCommits: { failed, ofKafka: true } }), ...change };
}

function says(snapshot: JobSnapshot, change: Partial<JobWindow> = {}) {
  return ask('commits-failed', windowOf([snapshot], change));
}

const known = { memory: { ...noMemory, jobId: jobId(1), failedCommits: 2, failedCommitsAt: t0 - 10 * minute } };
const restoredAt = (at: number) => ({ metrics: metrics({ lastRestoreAt: at }) });

describe('what a sink gave up', () => {
  test.each<[title: string, failed: number | undefined, change: Partial<JobWindow>, want: string]>([
    ['is told at the first look', 1, {}, 'raised'],
    ['is told when more failed', 3, known, 'raised'],
    ['is not told twice', 2, known, 'clear'],
    ['is not told when the counter began anew', 0, known, 'clear'],
    ['is not there where nothing failed', 0, {}, 'clear'],
    ['is not known where it was not read', undefined, known, 'cannot-tell'],
    ['is not known where Flink tells no number', Number.NaN, {}, 'cannot-tell'],
    ['is never told as over', 2, { ...known, active: ['commits-failed'] }, 'cannot-tell'],
    ['is told of the run that has it', 2, { memory: { ...known.memory, jobId: jobId(2) } }, 'raised'],
  ])('%s', (_title, failed, change, want) => {
    expect(says(read(failed), change).kind).toBe(want);
  });

  test('is critical, counted without what was told, and of the time since the job began from its snapshot', () => {
    const [first] = says(read(2, restoredAt(t0 - 2 * minute))).signals;
    const [later] = says(read(3), known).signals;

    expect(first).toMatchObject({
      severity: 'critical',
      since: t0 - 2 * minute,
      summary: '2 commits of its sinks failed for good, and it goes on without what was in them',
      evidence: { failed: 2, ofKafka: true },
    });
    expect(later).toMatchObject({ since: t0, evidence: { failed: 1 } });
    expect(later?.fingerprint).toBe(first?.fingerprint);
  });

  test('is not known where only an earlier poll has read it', () => {
    const window = windowOf([read(2, { at: t0 - minute }), read(undefined)], known);

    expect(ask('commits-failed', window).kind).toBe('cannot-tell');
  });

  test('of another sink than Kafka is told as that', () => {
    const [signal] = says(read(1, { failedCommits: { failed: 1, ofKafka: false } })).signals;

    expect(signal?.evidence).toEqual({ failed: 1, ofKafka: false });
  });

  test('where Flink has another clock is of the time since the job began by ours', () => {
    const ahead = { ...restoredAt(t0 + 58 * minute), skewMs: 60 * minute };
    const [signal] = says(read(1, ahead)).signals;

    expect(signal?.since).toBe(t0 - 2 * minute);
  });
});

test('committers are known wherever they stand in their vertex', () => {
  const names = ['out: Writer', 'out: Writer -> out: Committer', 'out: Committer -> compact', 'Source: in'];
  const [one] = vertices({});

  expect(committers(names.map((name) => ({ ...one!, name }))).map(({ name }) => name)).toEqual(names.slice(1, 3));
});

// Flink counts anew then, and what was restored may fail as it did before.
describe('tasks that began anew under the same job id', () => {
  test.each<[title: string, agoMs: number, want: string]>([
    ['have a number of their own', 2 * minute, 'raised'],
    ['may still show that of the tasks before them', 29 * second, 'cannot-tell'],
    ['show what was told since', 11 * minute, 'clear'],
  ])('%s', (_title, agoMs, want) => {
    expect(says(read(2, restoredAt(t0 - agoMs)), known).kind).toBe(want);
    const ahead = { ...restoredAt(t0 + 60 * minute - agoMs), skewMs: 60 * minute };
    const memory = { ...known.memory, failedCommitsAt: t0 + 50 * minute };
    expect(says(read(2, ahead), { memory }).kind).toBe(want);
  });

  test('are remembered from their first number on that is theirs', () => {
    const early = read(2, { ...restoredAt(t0 - 10 * second) });
    const later = read(2, { ...restoredAt(t0 - 10 * second), at: t0 + minute });

    expect(advanceMemory(windowOf([early], known))).toMatchObject({ failedCommitsAt: t0 - 10 * minute });
    const memory = advanceMemory(windowOf([early, later], known));
    expect(memory).toMatchObject({ failedCommits: 2, failedCommitsAt: t0 + minute });
    expect(ask('commits-failed', windowOf([early, later], { memory })).kind).toBe('clear');
  });
});

describe('the memory of it', () => {
  test.each<[title: string, snapshots: readonly JobSnapshot[], memory: JobWindow['memory'], want: number | undefined]>([
    ['follows the counter', [read(1), read(3)], known.memory, 3],
    ['follows it down, too', [read(0)], known.memory, 0],
    ['stays where Flink tells no number', [read(Number.NaN)], known.memory, 2],
    ['stays where nothing was read', [read(undefined)], known.memory, 2],
    [
      'is not what another run shows',
      [read(1, { line: line({ id: jobId(2) }) }), read(undefined)],
      { ...known.memory, jobId: jobId(2) },
      undefined,
    ],
    ['is not that of another run', [read(undefined)], { ...known.memory, jobId: jobId(2) }, undefined],
  ])('%s', (_title, snapshots, memory, want) => {
    expect(advanceMemory(windowOf(snapshots, { memory })).failedCommits).toBe(want);
  });

  test('has the time at which that number was first seen, by the clock of Flink', () => {
    const at = (failed: number, skewMs: number) => {
      const { memory } = known;
      return advanceMemory(windowOf([read(failed, { skewMs })], { memory })).failedCommitsAt;
    };

    expect([at(2, 0), at(3, 0), at(3, 60 * minute)]).toEqual([t0 - 10 * minute, t0, t0 + 60 * minute]);
  });

  test('begins anew with tasks that gave nothing up yet', () => {
    const anew = read(0, restoredAt(t0 - 2 * minute));

    expect(advanceMemory(windowOf([anew], known))).toMatchObject({ failedCommits: 0, failedCommitsAt: t0 });
  });
});

test('a commit that failed when the job was restored is told once, within two minutes, and never as over', () => {
  const from = t0;
  const committing = vertices({}).map((one) => (one.id === 'vertex-2' ? { ...one, name: 'out: Committer' } : one));
  const young = line({ startTime: from - 10 * second, lastModification: from - 10 * second });
  const truth = (_at: number, t: number) => ({
    jobs: [
      {
        ...truthAt({ name: 'any', id: 1, version: '2.3.0', from }, t),
        line: young,
        metrics: metrics({ restarts: 0, lastCheckpointCompletedAt: from + t - second }),
        vertices: committing,
        failedCommits: { failed: 1, ofKafka: true },
      },
    ],
  });

  const steps = simulate({ polls: 240, everyMs: 15 * second, from, limits, truth });

  const of = (keys: readonly string[]) => keys.filter((key) => key.endsWith(': commits-failed')).length;
  const told = steps.filter(({ raised }) => of(raised) > 0);
  expect(told.map(({ t }) => t <= 2 * minute)).toEqual([true]);
  expect(steps.filter(({ t, clear }) => t >= (told[0]?.t ?? 0) && of(clear) > 0)).toEqual([]);
});
