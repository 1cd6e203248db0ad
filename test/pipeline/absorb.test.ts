import { describe, expect, test } from 'vitest';
import type { Incident } from '../../src/domain/incident.ts';
import { quietSignals, type Signal, type SignalKind, signalKinds } from '../../src/domain/signal.ts';
import {
  type AbsorbLimits,
  explains,
  joinIncident,
  onlyMild,
  openIncident,
  recoverIncident,
  reopenIncident,
  troubleText,
} from '../../src/pipeline/absorb.ts';
import { openIncidentsText } from '../../src/pipeline/chat-texts.ts';
import { incidentLine } from '../../src/pipeline/notify-list.ts';
import { minute, now } from '../support/action-facts.ts';
import { detectionOf, diagnosisOf, signalOf } from '../support/detections.ts';

const limits: AbsorbLimits = { recoverAfterMs: 3 * minute, reopenWithinMs: 60 * minute, touchEveryMs: minute };
const context = { id: 'inc-1', now, firstSeenAt: 0 };
const allClear = () => true;

function opened(
  signals: readonly Signal[] = [signalOf('backpressure-high', now)],
  change: Partial<Incident> = {},
): Incident {
  const absorbed = openIncident(detectionOf(signals), context);
  if (absorbed === undefined) throw new Error('nothing was opened');
  return { ...absorbed.incident, version: 1, ...change };
}

describe('what is wrong with a cluster', () => {
  const silent = signalOf('cluster-unreachable', now, {
    job: null,
    severity: 'critical',
    summary: 'No answer for 28 s',
  });
  const missed = ['a', 'b', 'c', 'd'].map((job) =>
    signalOf('job-vanished', now + minute, { job, severity: 'critical', summary: 'Was RUNNING and is missing' }),
  );

  test('is that it does not answer, as long as nothing was seen since', () => {
    const before = signalOf('jobmanager-restarted', now - minute, { job: null });

    expect(troubleText({ job: null, signals: [before, silent] })).toBe('No answer for 28 s');
  });

  test('is what it answers now, with the jobs that it is about', () => {
    const text = troubleText({ job: null, signals: [silent, ...missed] });

    expect(text).toBe('a, b, c and 1 more: Was RUNNING and is missing');
  });

  test.each([
    ['job-vanished of x', 'a, b, c and at least 1 more: Was RUNNING and is missing'],
    ['new-exception of x', 'a, b, c and 1 more: Was RUNNING and is missing'],
  ])('says that there were more jobs than it has room for, where %s is one', (crowdedOut, want) => {
    expect(troubleText({ job: null, signals: missed, crowdedOut: [crowdedOut] })).toBe(want);
  });

  test('is what came back, not what had gone before', () => {
    const lost = (at: number) => signalOf('taskmanager-lost', at, { job: null, summary: '1 of 3 TaskManagers gone' });
    const signals = [lost(now), ...missed.map((one) => ({ ...one, at: now }))];
    const change = { job: null, closing: 'recovered', state: 'closed', closedAt: now } as const;
    const poll = detectionOf([lost(now + minute)], { job: null });

    // What a poll saw is stored a moment later.
    const again = reopenIncident(opened(signals, change), poll, { now: now + minute + 800, firstSeenAt: 0 }, limits);

    expect(again?.incident.signals).toHaveLength(2);
    expect(again && troubleText(again.incident)).toBe('1 of 3 TaskManagers gone');
  });

  test('is the same in a list, in the chat and in the alert: the worst, not the newest and never a quiet one', () => {
    const failed = signalOf('job-failed', now, { severity: 'critical', summary: 'FAILED' });
    const thrown = signalOf('new-exception', now + minute, { severity: 'medium', summary: 'A new exception' });
    const rising = signalOf('lag-rising', now + 2 * minute, { severity: 'low', summary: 'More records wait' });
    const incident = opened([rising, thrown, failed]);

    expect(troubleText(incident)).toBe('FAILED');
    expect(incidentLine(incident)).toContain(': FAILED (');
    expect(openIncidentsText([incident])).toMatch(/ FAILED$/);
  });

  test('names the job of whatever joins', () => {
    const joined = joinIncident(opened([silent], { job: null }), detectionOf(missed.slice(0, 1)), now, limits);

    expect(joined?.events.map(({ text }) => text)).toEqual(['a: Was RUNNING and is missing']);
  });
});

describe('openIncident', () => {
  test.each(quietSignals)('%s alone opens nothing', (kind) => {
    const absorbed = openIncident(detectionOf([signalOf(kind, now)]), context);

    expect(absorbed).toBeUndefined();
  });

  test('is about the worst signal', () => {
    const signals = [
      signalOf('new-exception', now, { severity: 'low' }),
      signalOf('job-failed', now, { severity: 'critical' }),
    ];

    const absorbed = openIncident(detectionOf(signals), context);

    expect(absorbed?.incident).toMatchObject({
      fingerprint: 'job-failed of orders',
      severity: 'critical',
      state: 'open',
    });
    expect(absorbed?.incident.signals).toHaveLength(2);
  });

  test.each([
    ['before the first look', now - minute, true],
    ['at the first look', now, true],
    ['after the first look', now + 1, false],
  ])('trouble that began %s: baseline %s', (_title, since, baseline) => {
    const absorbed = openIncident(detectionOf([signalOf('job-failed', now, { since })]), {
      ...context,
      firstSeenAt: now,
    });

    expect(absorbed?.incident.baseline).toBe(baseline);
  });
});

describe('joinIncident', () => {
  test('the same signal again is not worth storing', () => {
    const again = joinIncident(opened(), detectionOf([signalOf('backpressure-high', now + 1)]), now + 1, limits);

    expect(again).toBeUndefined();
  });

  test('the same signal is written again after a while, without an entry', () => {
    const later = now + minute;

    const again = joinIncident(opened(), detectionOf([signalOf('backpressure-high', later)]), later, limits);

    expect(again?.incident.lastSeenAt).toBe(later);
    expect(again?.incident.signals[0]?.since).toBe(now);
    expect(again?.events).toEqual([]);
  });

  test('of more than it has room for it knows the names of all but the oldest, and of none that is back', () => {
    const missing = (n: number, at: number) => signalOf('job-vanished', at, { fingerprint: `job ${n}`, since: at });
    const joined = (incident: Incident, signals: readonly Signal[], at: number): Incident =>
      joinIncident(incident, detectionOf(signals), at, limits)?.incident ?? incident;
    const all = Array.from({ length: 45 }, (_, n) => missing(n, now + n));
    const full = joined(opened([all[0]!]), all, now + minute);
    const name = (n: number) => `job-vanished job ${n}`;

    expect(full.signals).toHaveLength(40);
    expect(full.crowdedOut?.toSorted()).toEqual([0, 1, 2, 3, 4].map(name));
    const back = joined(full, [missing(2, now + 2 * minute)], now + 2 * minute);
    expect(back.crowdedOut?.toSorted()).toEqual([0, 1, 3, 4, 5].map(name));
    const names = Array.from({ length: 10_000 }, (_, n) => `job-vanished older ${n}`);
    const most = joined({ ...full, crowdedOut: names }, [missing(99, now + 2 * minute)], now + 2 * minute);
    expect(most.crowdedOut).toEqual([...names.slice(1), name(5)]);
  });

  test('what was seen last by a clock that was put back since is seen anew by ours', () => {
    const earlier = now - 180 * minute;

    const again = joinIncident(opened(), detectionOf([signalOf('backpressure-high', earlier)]), earlier, limits);

    expect(again?.incident.lastSeenAt).toBe(earlier);
  });

  test.each(['acting', 'verifying'] as const)('every sight counts while %s', (state) => {
    const again = joinIncident(
      opened(undefined, { state }),
      detectionOf([signalOf('backpressure-high', now + 1)]),
      now + 1,
      limits,
    );

    expect(again?.incident.signals[0]?.at).toBe(now + 1);
  });

  test.each<[state: Incident['state'], want: Incident['state']]>([
    ['open', 'open'],
    ['diagnosed', 'open'],
    ['escalated', 'open'],
    ['awaiting_approval', 'awaiting_approval'],
    ['acting', 'acting'],
    ['verifying', 'verifying'],
  ])('a new kind makes %s %s', (state, want) => {
    const joined = joinIncident(
      opened(undefined, { state }),
      detectionOf([signalOf('restart-loop', now)]),
      now,
      limits,
    );

    expect(joined?.incident.state).toBe(want);
    expect(joined?.events.map((one) => one.kind)).toEqual(['joined']);
  });

  test('a known kind with another fingerprint joins without a new diagnosis', () => {
    const other = signalOf('backpressure-high', now, { fingerprint: 'elsewhere' });

    const joined = joinIncident(opened(undefined, { state: 'escalated' }), detectionOf([other]), now, limits);

    expect(joined?.incident).toMatchObject({ state: 'escalated' });
    expect(joined?.incident.signals).toHaveLength(2);
  });

  test.each([
    ['unknown', 'open'],
    ['checkpoint-expired', 'escalated'],
  ])('another exception, where the cause is %s, makes it %s', (cause, want) => {
    const before = opened([signalOf('new-exception', now)], { state: 'escalated', diagnosis: diagnosisOf(cause) });
    const other = signalOf('new-exception', now, { fingerprint: 'another exception' });

    const joined = joinIncident(before, detectionOf([other]), now, limits);

    expect(joined?.incident.state).toBe(want);
    expect(joined?.events.map((one) => one.kind)).toEqual(['joined']);
  });

  test('a quiet kind joins without a word', () => {
    const joined = joinIncident(
      opened(undefined, { state: 'diagnosed' }),
      detectionOf([signalOf('lag-rising', now)]),
      now,
      limits,
    );

    expect(joined).toMatchObject({ incident: { state: 'diagnosed' }, events: [] });
  });

  test('the severity only rises', () => {
    const joined = joinIncident(
      opened(),
      detectionOf([signalOf('new-exception', now, { severity: 'low' })]),
      now,
      limits,
    );

    expect(joined?.incident.severity).toBe('high');
  });

  test('however much joins, the list is bounded and no kind is forgotten', () => {
    let incident = opened([signalOf('restart-loop', now - minute)]);
    for (let index = 0; index < 100; index += 1) {
      const seen = signalOf('new-exception', now + index, { fingerprint: `exception ${index}` });
      incident = joinIncident(incident, detectionOf([seen]), now + index, limits)?.incident ?? incident;
    }

    expect(incident.signals).toHaveLength(40);
    expect(incident.signals.map((one) => one.kind)).toContain('restart-loop');
  });
});

test('each of more than a thousand jobs joins the incident of its cluster once', () => {
  const parent = opened([signalOf('jobmanager-restarted', now, { job: null })], { job: null });
  const lost = Array.from({ length: 1_200 }, (_, index) => {
    const job = `orders-${index}`;
    return detectionOf([signalOf('job-vanished', now, { job, fingerprint: `job-vanished of ${job}` })], { job });
  });
  const poll = (incident: Incident) => {
    let told = 0;
    for (const detection of lost) {
      const joined = joinIncident(incident, detection, now, limits);
      told += joined?.events.length ?? 0;
      incident = joined?.incident ?? incident;
    }
    return { incident, told };
  };

  const first = poll(parent);

  expect(first.told).toBe(1_200);
  expect(poll(first.incident).told).toBe(0);
});

describe('onlyMild', () => {
  const mild: readonly SignalKind[] = ['new-exception', 'taskmanager-lost', 'jobmanager-restarted', ...quietSignals];

  test.each(signalKinds)('%s', (kind) => {
    expect(onlyMild([signalOf(kind, now)])).toBe(mild.includes(kind));
  });
});

describe('recoverIncident', () => {
  test.each<[title: string, change: Partial<Incident>, at: number, isClear: () => boolean, want: boolean]>([
    ['closes when the trouble stayed away', {}, now + 3 * minute, allClear, true],
    ['does not close a moment earlier', {}, now + 3 * minute - 1, allClear, false],
    ['closes what was seen last by a clock that was put back since', {}, now - 180 * minute, allClear, true],
    ['does not close what cannot be told', {}, now + 60 * minute, () => false, false],
    ['closes what was escalated', { state: 'escalated' }, now + 3 * minute, allClear, true],
    ['leaves alone what waits for a person', { state: 'awaiting_approval' }, now + 60 * minute, allClear, false],
    ['leaves alone what is acted on', { state: 'acting' }, now + 60 * minute, allClear, false],
    ['leaves alone what is verified', { state: 'verifying' }, now + 60 * minute, allClear, false],
  ])('%s', (_title, change, at, isClear, want) => {
    const absorbed = recoverIncident(opened(undefined, change), isClear, at, limits);

    expect(absorbed?.incident.closing).toBe(want ? 'recovered' : undefined);
  });

  test.each([
    [0, 'Recovered without an action of this program, 3.0 min after it was opened'],
    [1, 'Recovered after 1 plan of this program that could not be seen to help, 3.0 min after it was opened'],
    [2, 'Recovered after 2 plans of this program that could not be seen to help, 3.0 min after it was opened'],
  ])('tells that %i plans were carried out before', (failedPlans, text) => {
    const absorbed = recoverIncident(opened(undefined, { failedPlans }), allClear, now + 3 * minute, limits);

    expect(absorbed?.events.map((one) => one.text)).toEqual([text]);
  });

  test('every kind has to be clear, of the job it was seen at', () => {
    const incident = opened([signalOf('backpressure-high', now), signalOf('new-exception', now, { job: 'other' })]);
    const asked: string[] = [];

    recoverIncident(
      incident,
      (job, kind) => {
        asked.push(`${job} ${kind}`);
        return true;
      },
      now,
      limits,
    );

    expect(asked).toEqual(['orders backpressure-high', 'other new-exception']);
  });
});

describe('reopenIncident', () => {
  const closed = (change: Partial<Incident> = {}) =>
    opened(undefined, {
      state: 'closed',
      closing: 'recovered',
      closedAt: now,
      planId: 'plan-1',
      escalation: 'old',
      ...change,
    });
  const back = detectionOf([signalOf('backpressure-high', now + minute)]);

  test('the same trouble soon after goes on in the old incident', () => {
    const absorbed = reopenIncident(closed(), back, { now: now + minute, firstSeenAt: 0 }, limits);

    expect(absorbed?.incident).toMatchObject({
      id: 'inc-1',
      state: 'open',
      closing: null,
      closedAt: null,
      reopenedAt: now + minute,
      planId: null,
      escalation: null,
    });
  });

  test('trouble comes back by whatever it had shown itself by, and no milder than it is', () => {
    const thrown = signalOf('new-exception', now, { severity: 'medium' });
    const was = closed({ severity: 'medium', fingerprint: 'of the first', signals: [thrown] });
    const again = { ...thrown, at: now + minute };
    const failed = signalOf('job-failed', now + minute, { severity: 'critical' });

    const absorbed = reopenIncident(was, detectionOf([failed, again]), { now: now + minute, firstSeenAt: 0 }, limits);

    expect(absorbed?.incident).toMatchObject({ id: 'inc-1', severity: 'critical', signals: [again, failed] });
    expect(absorbed?.events[0]?.text).toBe('Came back: new-exception is up');
  });

  test('a quiet kind brings nothing back', () => {
    const quiet = signalOf('lag-rising', now, { severity: 'low' });
    const loop = signalOf('restart-loop', now + minute);

    const absorbed = reopenIncident(
      closed({ signals: [signalOf('backpressure-high', now), quiet] }),
      detectionOf([loop, quiet]),
      { now: now + minute, firstSeenAt: 0 },
      limits,
    );

    expect(absorbed).toBeUndefined();
  });

  test('a baseline that came back is none any more', () => {
    const was = closed({ baseline: true });

    const absorbed = reopenIncident(was, back, { now: now + minute, firstSeenAt: now }, limits);

    expect(absorbed?.incident.baseline).toBe(false);
  });

  test.each<[title: string, change: Partial<Incident>, kind: SignalKind, after: number]>([
    ['other trouble', {}, 'restart-loop', minute],
    ['trouble long after', {}, 'backpressure-high', 61 * minute],
    ['trouble that an action had cured', { closing: 'cleared' }, 'backpressure-high', minute],
    ['trouble that a person had resolved', { closing: 'resolved' }, 'backpressure-high', minute],
  ])('%s is a new incident', (_title, change, kind, after) => {
    const absorbed = reopenIncident(
      closed(change),
      detectionOf([signalOf(kind, now + after)]),
      { now: now + after, firstSeenAt: 0 },
      limits,
    );

    expect(absorbed).toBeUndefined();
  });
});

describe('a baseline', () => {
  const before = opened([signalOf('backpressure-high', now)], { baseline: true });

  test('ends with trouble of another kind that began after the first look', () => {
    const fresh = signalOf('job-failed', now + minute, { since: now + minute });

    const joined = joinIncident(before, detectionOf([fresh]), now + minute, limits, now);

    expect(joined?.incident.baseline).toBe(false);
  });

  test('stays one while only what was there goes on, or what joins is as old', () => {
    const old = signalOf('job-failed', now + minute, { since: now - minute });

    const joined = joinIncident(before, detectionOf([old]), now + minute, limits, now);

    expect(joined?.incident.baseline).toBe(true);
  });
});

describe('explains', () => {
  test('a JobManager that came anew without its jobs explains that they are gone', () => {
    const parent = opened([signalOf('jobmanager-restarted', now, { job: null })]);

    expect(explains(parent, [signalOf('job-vanished', now)])).toBe(true);
    expect(explains(parent, [signalOf('job-failed', now)])).toBe(false);
  });

  test.each([
    ['for a while after it was last seen', 3 * minute, true],
    ['and no longer', 3 * minute + 1, false],
  ])('trouble of a cluster explains what its jobs suffer %s', (_title, laterMs, want) => {
    const parent = opened([signalOf('jobmanager-restarted', now, { job: null })]);
    const later = signalOf('new-exception', now + 60 * minute, { since: now + laterMs });

    expect(explains(parent, [later, signalOf('lag-rising', now, { since: now + 60 * minute })])).toBe(want);
  });

  test('a lost TaskManager does not', () => {
    const parent = opened([signalOf('taskmanager-lost', now, { job: null })]);

    expect(explains(parent, [signalOf('job-vanished', now)])).toBe(false);
    expect(explains(parent, [signalOf('new-exception', now)])).toBe(true);
  });
});
