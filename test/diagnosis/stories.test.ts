import { expect, test } from 'vitest';
import { type Story, stories } from '../../src/demo/stories.ts';
import { diagnoseByRules } from '../../src/diagnosis/rules.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import { vertexLoads } from '../../src/domain/loads.ts';
import type { SignalKind } from '../../src/domain/signal.ts';
import { evidenceOf, signal } from './evidence.ts';
import {
  checkpointConfigOf,
  checkpointsOf,
  exceptionsOf,
  type FlinkVersion,
  flinkVersions,
  jobOf,
  pendingOf,
} from './flink-fixtures.ts';

/** Recordings of the trouble of a story: with the adaptive scheduler, then with the default one. */
const recordings: Partial<Record<Story['trouble'], readonly string[]>> = {
  'unreadable-record': ['a', 'a-default'],
  'missing-class': ['b', 'b-default', 'b2', 'b2-default'],
  'out-of-restarts': ['c', 'c-default'],
  'out-of-restarts-unretained': ['c', 'c-default'],
  'expiring-checkpoints': ['d'],
  'slow-operator': ['e'],
  'lost-taskmanager': ['g-default'],
};

const signalled: Partial<Record<Story['trouble'], readonly SignalKind[]>> = {
  'unreadable-record': ['new-exception', 'restart-loop'],
  'missing-class': ['new-exception', 'restart-loop'],
  'out-of-restarts': ['new-exception', 'job-failed', 'recovery-point-stale'],
  'out-of-restarts-unretained': ['new-exception', 'job-failed'],
  'expiring-checkpoints': ['backpressure-high', 'lag-rising', 'checkpoint-failing', 'recovery-point-stale'],
  'slow-operator': ['backpressure-high', 'lag-rising'],
  'lost-taskmanager': ['taskmanager-lost', 'new-exception'],
};

const cases = stories.flatMap((story) =>
  story.cause === undefined
    ? []
    : flinkVersions.flatMap((version) =>
        (recordings[story.trouble] ?? []).map((letter) => ({ story, version, letter, cause: story.cause ?? '' })),
      ),
);

function recorded(story: Story, version: FlinkVersion, letter: string, kinds: readonly SignalKind[]): Evidence {
  const hasJob = !letter.startsWith('b') || letter === 'b2' || letter === 'b2-default';
  const job = jobOf(version, hasJob ? letter : 'a');
  const checkpoints = checkpointsOf(version, letter);
  const exceptions = exceptionsOf(version, letter);
  const at = Math.max(job.now, (exceptions[0]?.timestamp ?? 0) + 500);
  const idle = job.vertices.map((vertex) => ({ ...vertex, busyMs: 0, idleMs: 0, backpressuredMs: 0 }));
  const hasLag = letter === 'd' || letter === 'e';
  return evidenceOf({
    job: story.job,
    at,
    state: job.state,
    signals: kinds.map((kind) => signal(kind, { since: at - 8_000, at })),
    exceptions,
    checkpoints,
    checkpointConfig: checkpointConfigOf(version, story.trouble === 'out-of-restarts-unretained' ? 'b2' : 'c'),
    vertices: job.vertices,
    loads: hasLag ? vertexLoads(idle, job.vertices, 55_000) : [],
    lag: hasLag ? { first: 300, last: pendingOf(version, letter), overMs: 20_000 } : undefined,
  });
}

test('every story of the demo that has a cause is covered by recordings of both versions', () => {
  const covered = new Set(cases.map(({ story }) => story.job));

  expect(covered).toEqual(new Set(stories.filter((story) => story.cause !== undefined).map((story) => story.job)));
});

test.each(cases)(
  '$story.job names $cause on Flink $version (recording $letter)',
  ({ story, version, letter, cause }) => {
    const evidence = recorded(story, version, letter, signalled[story.trouble] ?? []);

    const diagnosis = diagnoseByRules(evidence, evidence.at);

    expect(diagnosis).toMatchObject({ cause, confidence: 'high', by: 'rules', tokens: null, at: evidence.at });
    expect(diagnosis.summary).toContain(`Job "${story.job}"`);
  },
);

test.each(cases.filter(({ story }) => story.trouble !== 'slow-operator' && story.trouble !== 'expiring-checkpoints'))(
  '$story.job names $cause from the exceptions alone on Flink $version (recording $letter)',
  ({ story, version, letter, cause }) => {
    const evidence = recorded(story, version, letter, []);

    expect(diagnoseByRules(evidence, evidence.at).cause).toBe(cause);
  },
);

test.each(flinkVersions)('expiring checkpoints are named before their signal is there on Flink %s', (version) => {
  const story = stories.find((one) => one.trouble === 'expiring-checkpoints');
  if (story === undefined) throw new Error('no such story');

  const evidence = recorded(story, version, 'd', ['backpressure-high']);

  expect(diagnoseByRules(evidence, evidence.at)).toMatchObject({ cause: 'checkpoint-expired', exceptions: [] });
});

test.each(flinkVersions)('a slow job is told with its slowest part and its lag on Flink %s', (version) => {
  const story = stories.find((one) => one.trouble === 'slow-operator');
  if (story === undefined) throw new Error('no such story');

  const evidence = recorded(story, version, 'e', ['backpressure-high']);
  const { summary, evidence: facts } = diagnoseByRules(evidence, evidence.at);

  expect(summary).toMatch(/held up by parse -> enrich, which is busy (9\d|100) % of the time/);
  expect(facts).toContainEqual(expect.stringMatching(/^records waiting in the sources: 300, then \d+$/));
});

test.each(flinkVersions)('a job that FAILED without any exception stays unknown on Flink %s', (version) => {
  const job = jobOf(version, 'f');
  const evidence = evidenceOf({ state: job.state, at: job.now, signals: [signal('job-failed')] });

  expect(job.state).toBe('FAILED');
  expect(diagnoseByRules(evidence, evidence.at)).toMatchObject({ cause: 'unknown', confidence: 'low', exceptions: [] });
});
