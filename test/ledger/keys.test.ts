import { expect, test } from 'vitest';
import { actionKinds } from '../../src/actions/index.ts';
import type { ClusterIdentity, JobDetail } from '../../src/domain/flink.ts';
import { incarnationOf } from '../../src/ledger/incarnation.ts';
import { digestOf, naturalKey } from '../../src/ledger/keys.ts';
import { planDigest } from '../../src/ledger/propose.ts';
import { repeatWithinOf } from '../../src/ledger/repeat.ts';
import type { ActionKind } from '../../src/ports/action-kind.ts';
import { job, planOf, steps } from './harness.ts';

const of = {
  cluster: 'main',
  kind: 'stop-with-savepoint',
  identity: { job, directory: '/sp' },
  generation: 0,
} as const;

test('a digest does not depend on the order of members', () => {
  expect(digestOf({ a: 1, b: 2 })).toBe(digestOf({ b: 2, a: 1 }));
  expect(digestOf({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
});

test('a key is 32 hex digits and the same wherever it is made', () => {
  expect(naturalKey(of)).toMatch(/^[0-9a-f]{32}$/);
  expect(naturalKey({ ...of, identity: { directory: '/sp', job } })).toBe(naturalKey(of));
});

test.each([
  ['cluster', { cluster: 'other' }],
  ['kind', { kind: 'trigger-savepoint' }],
  ['arguments', { identity: { job, directory: '/other' } }],
  ['generation', { generation: 1 }],
] as const)('another %s makes another key', (_what, change) => {
  expect(naturalKey({ ...of, ...change })).not.toBe(naturalKey(of));
});

// Another rule would send what an older program has sent, or what another agent sends that is not upgraded yet, under a key that Flink
// does not know: a second effect. Only a rule that never lets such two meet may change these.
test.each([
  [steps.checkpoint, '9357dabce9be3ed18575124d2d452f73'],
  [steps.savepoint, 'fcfd759e583988c815a51e66ebfe6fd1'],
  [steps.stop, '409f56a587912c96013150e93ef0e641'],
  [steps.startFrom('/s'), 'b845d3561e7dfd44be8b457292779143'],
  [steps.cancel, '32ed1dc16d26edafae39aa76f123353b'],
  [steps.rescale, '33f83cd10c5908943336b5cbd91790f7'],
] as const)('$kind has the key that every version has made', ({ kind, args }, key) => {
  const identity = actionKinds.get(kind)?.identity(args, 'action-1');

  expect(naturalKey({ cluster: 'main', kind, identity, generation: 0 })).toBe(key);
});

test('a later savepoint of the same run is another action, a start with another jar is the same one', () => {
  const savepoint = actionKinds.get('trigger-savepoint');
  const start = actionKinds.get('start-job');
  const args = steps.startFrom('/s').args;

  expect(savepoint?.identity({ ...steps.savepoint.args, sinceCheckpoint: 8 }, 'x')).not.toEqual(
    savepoint?.identity(steps.savepoint.args, 'x'),
  );
  expect(start?.identity({ ...args, parallelism: 9, jar: { file: 'b', sha256: 'b' } }, 'x')).toEqual(
    start?.identity(args, 'y'),
  );
});

test.each(
  (
    [
      [steps.checkpoint, ['job', 'sinceCheckpoint']],
      [steps.savepoint, ['job', 'directory', 'sinceCheckpoint']],
      [steps.stop, ['job', 'directory']],
      [steps.cancel, ['job']],
      [steps.rescale, ['job', 'requirements']],
      [steps.startFrom('/s'), ['previousJob', 'snapshot']],
    ] as const
  ).flatMap(([step, names]) => names.map((name) => [step.kind, name, step.args] as const)),
)('a %s of another %s is another action', (name, argument, args) => {
  const kind = actionKinds.get(name);

  expect(kind?.identity({ ...args, [argument]: 'another' }, 'x')).not.toEqual(kind?.identity(args, 'x'));
});

const asked = {
  steps: [{ name: 'stop', kind: 'stop-with-savepoint', risk: 'disruptive', args: { job: 'j', directory: '/s' } }],
  sopDigest: 'sop-1',
  cluster: 'main',
  jobId: 'j',
  jobStartTime: 1,
  question: { at: 2, conditions: ['mode is ask'] },
} as const satisfies Parameters<typeof planDigest>[0];

test.each<[what: string, change: Partial<Parameters<typeof planDigest>[0]>]>([
  ['other arguments', { steps: [{ ...asked.steps[0], args: { job: 'j', directory: '/other' } }] }],
  ['another action', { steps: [{ ...asked.steps[0], kind: 'cancel-job' }] }],
  ['another procedure', { sopDigest: 'sop-2' }],
  ['another cluster', { cluster: 'spare' }],
  ['another run', { jobId: 'k' }],
  ['a run that was started anew', { jobStartTime: 2 }],
  ['a later question', { question: { ...asked.question, at: 3 } }],
  ['a question with another reason', { question: { ...asked.question, conditions: ['production'] } }],
  ['a question with a reason more', { question: { ...asked.question, conditions: ['mode is ask', 'production'] } }],
])('a yes is for no plan with %s: its digest is another one', (_what, change) => {
  expect(planDigest({ ...asked, ...change })).not.toBe(planDigest(asked));
});

test('the digest of a plan covers its steps, and not its name', () => {
  const plan = planOf('p', [steps.stop]);

  expect(planOf('other-id', [steps.stop]).digest).toBe(plan.digest);
  expect(planOf('p', [steps.cancel]).digest).not.toBe(plan.digest);
});

test.each<[is: string, keyWindowMs: ActionKind['keyWindowMs'], want: number | null]>([
  // Four fifths of the 300 s, less the 15 s of its sending and the 30 s that Flink may hold it.
  ["Flink's memory of triggers", 'trigger-memory', 195_000],
  ['a time of its own', 60_000, 15_000],
  ['shorter than a request may be on its way', 40_000, -5_000],
  ['of no use, as no key is sent', 'declarative', null],
])('a key is sent again only so long that the request arrives while it is remembered: %s', (_is, keyWindowMs, want) => {
  expect(repeatWithinOf(kindWith(keyWindowMs), 300_000)).toBe(want);
});

function kindWith(keyWindowMs: ActionKind['keyWindowMs']): ActionKind {
  const kind = actionKinds.get('trigger-savepoint');
  if (kind === undefined) throw new Error('no such kind');
  return { ...kind, sendLimitMs: 15_000, finalityMs: 30_000, keyWindowMs };
}

test('a JobManager that does not say who it is has no name, whatever the JobMaster says', () => {
  const identity = { incarnation: undefined } as ClusterIdentity;

  expect(incarnationOf(identity, { initializedAt: 5 } as JobDetail)).toBeUndefined();
});
