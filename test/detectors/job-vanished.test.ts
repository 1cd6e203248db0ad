import { expect, test } from 'vitest';
import type { ClusterSnapshot, JobSnapshot } from '../../src/domain/snapshot.ts';
import { ask, clusterOf, identity, jobId, line, noMemory, otherJob, poll, second, t0, windowOf } from './windows.ts';

const running = { ...noMemory, jobId: jobId(1), lastState: 'RUNNING' };

/** Polls 15 s apart: `+` lists the job, `-` does not; a digit is another JobManager process from then on. */
function polls(text: string, state: 'RUNNING' | 'FINISHED' = 'RUNNING'): ClusterSnapshot[] {
  let incarnation: string | undefined = 'first';
  const made: ClusterSnapshot[] = [];
  for (const letter of text) {
    if (letter !== '+' && letter !== '-') {
      incarnation = letter === '?' ? undefined : letter;
      continue;
    }
    const at = t0 + made.length * 15 * second;
    const other = { line: line({ id: jobId(9), name: otherJob }), at };
    const jobs: JobSnapshot[] = letter === '+' ? [other, { line: line({ state }), at }] : [other];
    made.push(poll(at, jobs, { identity: identity({ incarnation }) }));
  }
  return made;
}

test.each<[title: string, text: string, want: string]>([
  ['raises when overviews of the same process miss it', '++---', 'raised'],
  ['cannot tell after a single overview without it', '++-', 'cannot-tell'],
  ['cannot tell before it is missing long enough', '++--', 'cannot-tell'],
  ['is clear when it is back', '++---+', 'clear'],
  ['gives a new process time to recover its jobs', '++2-----', 'cannot-tell'],
  ['raises when a new process has not got it after that time', `++2${'-'.repeat(13)}`, 'raised'],
  ['does not give that time again to a process that had it', '++2++---', 'raised'],
  ['gives that time when the process is unknown', '?++---', 'cannot-tell'],
])('%s', (_title, text, want) => {
  const overview = clusterOf(polls(text));
  const seen = overview.snapshots.flatMap((one) => one.jobs.filter((each) => each.line.id === jobId(1)));

  expect(ask('job-vanished', windowOf(seen, { memory: running }), { overview }).kind).toBe(want);
});

test.each<[title: string, state: string | undefined, want: string]>([
  ['raises for a job that was RUNNING before this program was restarted', 'RUNNING', 'raised'],
  ['raises for one that was RESTARTING', 'RESTARTING', 'raised'],
  ['is clear for one that had FINISHED', 'FINISHED', 'clear'],
  ['is clear for one that had FAILED: that was told', 'FAILED', 'clear'],
  ['is clear for one that was being cancelled', 'CANCELLING', 'clear'],
  ['cannot tell of one that nobody ever saw', undefined, 'cannot-tell'],
])('%s', (_title, lastState, want) => {
  const overview = clusterOf(polls('-'.repeat(14)));

  expect(ask('job-vanished', windowOf([], { memory: { ...noMemory, lastState } }), { overview }).kind).toBe(want);
});

test('what was seen last outranks the memory', () => {
  const overview = clusterOf(polls('++----', 'FINISHED'));
  const window = windowOf([{ line: line({ state: 'FINISHED' }), at: t0 + 15 * second }], { memory: running });

  expect(ask('job-vanished', window, { overview }).kind).toBe('clear');
});

test('says what it was and how long it is missing', () => {
  const overview = clusterOf(polls('++---'));
  const [signal] = ask('job-vanished', windowOf([{ line: line(), at: t0 }]), { overview }).signals;

  expect(signal?.summary).toBe('Was RUNNING and is missing from 3 overviews over 30 s');
  expect(signal).toMatchObject({ severity: 'critical', since: t0 + 30 * second, jobId: jobId(1) });
});

test('is missing since it was first missed, also where that was before this program was restarted or the window began', () => {
  const overview = clusterOf(polls('-'.repeat(14)));
  const memory = { ...running, missingSince: t0 - 3_600_000 };
  const [signal] = ask('job-vanished', windowOf([], { memory }), { overview }).signals;

  expect(signal).toMatchObject({ since: t0 - 3_600_000, evidence: { missingMs: 3_600_000 + 13 * 15 * second } });
  expect(signal?.summary).toBe('Was RUNNING and is missing for 63 min');
});

test('is missing since it was first missed, also where that was remembered late', () => {
  const overview = clusterOf(polls('++----'));
  const memory = { ...running, missingSince: t0 + 60 * second };
  const [signal] = ask('job-vanished', windowOf([{ line: line(), at: t0 }], { memory }), { overview }).signals;

  expect(signal?.since).toBe(t0 + 30 * second);
});

test('cannot tell after a single overview, however long the one before lies back', () => {
  const [seen, missed] = [polls('+')[0]!, polls('-')[0]!];
  const overview = clusterOf([seen, { ...missed, at: t0 + 3_600_000 }]);
  const window = windowOf([{ line: line(), at: t0 }], { memory: { ...running, missingSince: t0 + 15 * second } });

  expect(ask('job-vanished', window, { overview }).kind).toBe('cannot-tell');
});

test('gives a new process time to recover a job that was missed before', () => {
  const overview = clusterOf(polls('2-----'));
  const memory = { ...running, missingSince: t0 - 3_600_000 };

  expect(ask('job-vanished', windowOf([], { memory }), { overview }).kind).toBe('cannot-tell');
});
