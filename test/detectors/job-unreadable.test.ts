import { expect, test } from 'vitest';
import type { JobState } from '../../src/domain/flink.ts';
import type { JobSnapshot } from '../../src/domain/snapshot.ts';
import { ask, clusterOf, jobId, line, minute, poll, t0, windowOf } from './windows.ts';

const unread = (minutes: number): Partial<JobSnapshot> => ({
  unread: { since: t0 - minutes * minute, reason: 'server-error', message: 'GET /jobs/:job/metrics: it answered 500' },
});

/** What this poll shows; a read of five minutes ago is all that is known besides. */
function said(shown: Partial<JobSnapshot>, state: JobState = 'RUNNING', others: readonly JobSnapshot[] = []) {
  const before = { line: line(), at: t0 - 5 * minute };
  const now: JobSnapshot = { line: line({ state }), at: t0, ...shown };
  const overview = clusterOf([poll(before.at, [before]), poll(t0, [now, ...others])]);
  return ask('job-unreadable', windowOf('unread' in shown ? [before] : [before, now]), { overview });
}

test.each<[title: string, shown: Partial<JobSnapshot>, want: string]>([
  ['raises when no poll could read it for minutes', unread(5), 'raised'],
  ['cannot tell of a few polls', unread(4), 'cannot-tell'],
  ['is clear when it could be read', {}, 'clear'],
])('%s', (_title, shown, want) => {
  expect(said(shown).kind).toBe(want);
});

test('is clear for a job that is gone', () => {
  const before = { line: line(), at: t0 - 5 * minute };
  const overview = clusterOf([poll(before.at, [before]), poll(t0, [])]);

  expect(ask('job-unreadable', windowOf([before]), { overview }).kind).toBe('clear');
});

test('the run that counts is judged, not one of the same name that ended', () => {
  const old = { line: line({ id: jobId(2), state: 'FAILED', startTime: t0 - 90 * minute }), at: t0, ...unread(9) };

  expect(said({}, 'RUNNING', [old]).kind).toBe('clear');
});

test('says how long, and why in its evidence', () => {
  const [signal] = said(unread(7)).signals;

  expect(signal).toMatchObject({
    severity: 'medium',
    since: t0 - 7 * minute,
    summary: 'Flink gives no usable answer about it for 7 min: server-error',
    evidence: { reason: 'server-error', message: 'GET /jobs/:job/metrics: it answered 500' },
  });
});
