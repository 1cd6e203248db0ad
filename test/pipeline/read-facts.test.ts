import { expect, test } from 'vitest';
import { FlinkUnreadable } from '../../src/domain/errors.ts';
import type { JobState } from '../../src/domain/flink.ts';
import type { Flink } from '../../src/ports/flink.ts';
import { readFacts } from '../../src/pipeline/read-facts.ts';
import { jobId, line, minute, otherId } from '../support/action-facts.ts';
import { makePipelineRig } from '../support/pipeline-rig.ts';

/** What is known of the other cluster of the platform, when the job of this one has failed right now. */
async function twinsWith(
  runs: readonly (readonly [state: JobState, startedAgoMs: number, name?: string])[] | 'silent',
) {
  const rig = await makePipelineRig();
  const { deps } = await rig.living();
  rig.world.base.setJob(jobId, 'FAILED');
  const jobs =
    runs === 'silent'
      ? []
      : runs.map(([state, agoMs, name = 'orders']) => ({ ...line, name, state, startTime: rig.clock.at - agoMs }));
  const overview = () =>
    runs === 'silent'
      ? Promise.reject(new FlinkUnreadable('no-connection', 'refused'))
      : Promise.resolve({ version: '1.20.3', taskManagers: 1, slotsTotal: 1, slotsAvailable: 1, jobs });
  const second = { watch: { overview } } as unknown as Flink;
  const { watch, ...main } = deps.flinkOf('main');
  const beside = { ...line, id: otherId, name: 'payments' };
  const own = async (signal: AbortSignal) => {
    const shown = await watch.overview(signal);
    return { ...shown, jobs: [beside, ...shown.jobs] };
  };
  const first: Flink = { ...main, watch: { ...watch, overview: own } };
  const clusters = ['apart', 'main', 'second'].map((name) => ({ name, platform: name === 'apart' ? 'other' : 'one' }));
  const flinkOf = (name: string) => (name === 'main' ? first : second);
  const of = { cluster: 'main', jobName: 'orders', job: jobId };
  const facts = await readFacts({ ...deps, clusters, flinkOf }, of, new AbortController().signal);
  return { twins: facts.twins, laterTwins: facts.laterTwins, unreadTwins: facts.unreadTwins };
}

const nobody = { twins: [], laterTwins: [], unreadTwins: [] };

test.each<[what: string, runs: Parameters<typeof twinsWith>[0], want: Partial<Awaited<ReturnType<typeof twinsWith>>>]>([
  ['no run', [], {}],
  ['a run that lives', [['RESTARTING', 60 * minute]], { twins: ['second'] }],
  ['a run that ended before', [['FAILED', 60 * minute]], {}],
  ['a run that began since and has failed', [['FAILED', -minute]], { laterTwins: ['second'] }],
  [
    'a run that began since and was stopped, of several',
    [
      ['FINISHED', -minute],
      ['FAILED', minute],
    ],
    { laterTwins: ['second'] },
  ],
  ['a run of another name', [['FAILED', -minute, 'invoices']], {}],
  ['no answer', 'silent', { unreadTwins: ['second'] }],
])('of a job that has failed another cluster of the platform shows %s', async (_what, runs, want) => {
  expect(await twinsWith(runs)).toEqual({ ...nobody, ...want });
});

test.each<[what: string, remembered: string | undefined, answers: string, want: readonly string[]]>([
  ['the same JobManager', 'own', 'own', ['second']],
  ['another JobManager', 'other', 'other', []],
  ['another one by now, of which the store does not know yet', 'own', 'other', []],
  ['nobody that was ever seen', undefined, 'own', []],
])('another name for a cluster is told where it leads to %s', async (_what, remembered, answers, want) => {
  const rig = await makePipelineRig();
  const { deps } = await rig.living();
  const main = deps.flinkOf('main');
  const own = await main.watch.identity(new AbortController().signal);
  const incarnationOf = (who: string) => (who === 'own' ? own.incarnation : `${own.incarnation}-other`);
  const identity = async () => ({ ...own, incarnation: incarnationOf(answers) });
  const flinkOf = (name: string) => (name === 'main' ? main : ({ watch: { identity } } as unknown as Flink));
  const clusters = ['main', 'second'].map((name) => ({ name, platform: name }));
  const since = { firstSeenAt: 1, lastPollAt: 1, unreadable: undefined };
  const cluster = async () =>
    remembered === undefined ? undefined : { ...since, incarnation: incarnationOf(remembered) };

  const of = { cluster: 'main', jobName: 'orders', job: jobId };
  const watch = { ...deps.watch, cluster };
  const facts = await readFacts({ ...deps, clusters, flinkOf, watch }, of, new AbortController().signal);

  expect(facts.otherNames).toEqual(want);
});

test('and not where neither says which JobManager it is', async () => {
  const rig = await makePipelineRig();
  const { deps } = await rig.living();
  const main = deps.flinkOf('main');
  const identity = async (signal: AbortSignal) => ({ ...(await main.watch.identity(signal)), incarnation: undefined });
  const flink: Flink = { ...main, watch: { ...main.watch, identity } };
  const clusters = ['main', 'second'].map((name) => ({ name, platform: name }));
  const of = { cluster: 'main', jobName: 'orders', job: jobId };

  const facts = await readFacts({ ...deps, clusters, flinkOf: () => flink }, of, new AbortController().signal);

  expect(facts.otherNames).toEqual([]);
});

test('a run that goes on has no later one', async () => {
  const rig = await makePipelineRig();
  const { deps } = await rig.living();
  const jobs = [{ ...line, state: 'FAILED' as const, startTime: rig.clock.at + minute }];
  const overview = async () => ({ version: '1.20.3', taskManagers: 1, slotsTotal: 1, slotsAvailable: 1, jobs });
  const main = deps.flinkOf('main');
  const flinkOf = (name: string) => (name === 'main' ? main : ({ watch: { overview } } as unknown as Flink));
  const clusters = ['main', 'second'].map((name) => ({ name, platform: 'one' }));

  const of = { cluster: 'main', jobName: 'orders', job: jobId };
  const facts = await readFacts({ ...deps, clusters, flinkOf }, of, new AbortController().signal);

  expect(facts.laterTwins).toEqual([]);
});

test.each<[whose: string, isFromFlink: boolean, path: string | undefined, want: string]>([
  ['Flink, of a run that we stopped', true, 'file:/sp/savepoint-7', 'read'],
  ['Flink, of any other run', true, undefined, 'unreadable'],
  ['nobody who knows', false, 'file:/sp/savepoint-7', 'unreadable'],
])('an error about checkpoints by %s', async (_whose, isFromFlink, path, want) => {
  const rig = await makePipelineRig();
  const { deps } = await rig.living();
  rig.world.base.setJob(jobId, 'FINISHED');
  const error = new FlinkUnreadable('server-error', 'it answered 500: NullPointerException', { isFromFlink });
  const main = deps.flinkOf('main');
  const flink: Flink = { ...main, watch: { ...main.watch, checkpoints: () => Promise.reject(error) } };
  const of = {
    cluster: 'main',
    jobName: 'orders',
    job: jobId,
    ...(path !== undefined && { ownSavepoint: { path, knownAt: 1 } }),
  };

  const read = readFacts({ ...deps, flinkOf: () => flink }, of, new AbortController().signal);

  expect(
    await read.then(
      ({ checkpoints }) => checkpoints ?? 'read',
      () => 'unreadable',
    ),
  ).toBe(want);
});
