import { join } from 'node:path';
import { expect } from 'vitest';
import type { How } from '../../src/demo/fake-flink/misbehaviour.ts';
import type { ActionKindName } from '../../src/domain/action.ts';
import { scenario, type ScenarioOptions, type World } from './support/scenario.ts';
import { writeSop } from './support/write-sop.ts';

/** Long enough that no request of before can still act: then "not there" counts. */
const finalAfterMs = 430_000;
const impatient = { access: { connectTimeout: '1s', responseTimeout: '1s' } };

interface Action {
  readonly kind: ActionKindName;
  readonly request: { readonly method: string; readonly path: string };
  readonly options: ScenarioOptions;
  readonly effects: readonly string[];
  /** Brings the agent to where it acts. */
  begin(world: World): Promise<void>;
  readonly job: string;
}

const baskets = { name: 'basket-pricing' };
const invoices = { name: 'invoice-totals', restartAttempts: 2 };

async function slowBaskets({ flink, reaches, command }: World): Promise<void> {
  flink.setTrouble('basket-pricing', 'slow-operator');
  const asked = await reaches('basket-pricing', 'awaiting_approval');
  await command('incidents', 'approve', asked.id);
}

const actions: readonly Action[] = [
  {
    kind: 'rescale-in-place',
    request: { method: 'PUT', path: '/jobs/:job/resource-requirements' },
    options: { jobs: [baskets], config: { cluster: impatient } },
    effects: ['rescale basket-pricing'],
    begin: async ({ flink }) => flink.setTrouble('basket-pricing', 'slow-operator'),
    job: 'basket-pricing',
  },
  {
    kind: 'stop-with-savepoint',
    request: { method: 'POST', path: '/jobs/:job/stop' },
    options: { flink: { scheduler: 'default' }, jobs: [baskets], config: { cluster: impatient } },
    effects: ['stop basket-pricing', 'start basket-pricing'],
    begin: slowBaskets,
    job: 'basket-pricing',
  },
  {
    kind: 'start-job',
    request: { method: 'POST', path: '/jars/:jar/run' },
    options: { jobs: [invoices], config: { cluster: impatient } },
    effects: ['start invoice-totals'],
    async begin({ flink, until }) {
      flink.setTrouble('invoice-totals', 'out-of-restarts');
      await until('the job has failed', () => flink.job('invoice-totals')?.state === 'FAILED');
      flink.setTrouble('invoice-totals', undefined);
    },
    job: 'invoice-totals',
  },
  {
    kind: 'trigger-savepoint',
    request: { method: 'POST', path: '/jobs/:job/savepoints' },
    options: { jobs: [baskets], config: { cluster: impatient, root: { sops: ['./own-sops'] } } },
    effects: ['savepoint basket-pricing'],
    async begin({ flink, folder, trust }) {
      writeSop(join(folder, 'own-sops'), 'backpressure', 'trigger-savepoint', 'backpressure-high');
      await trust();
      flink.setTrouble('basket-pricing', 'slow-operator');
    },
    job: 'basket-pricing',
  },
];

const lost: readonly Exclude<How, object>[] = [
  'reset-after-effect',
  'no-answer-after-effect',
  'status-500-after-effect',
  'reset-before',
];

for (const action of actions) {
  for (const how of lost) {
    // A run may take minutes, so an answer to it that never comes is met by ending the agent: see the crash sweep.
    if (action.kind === 'start-job' && how === 'no-answer-after-effect') continue;

    scenario(`${action.kind} whose answer is lost (${how}) has its effect once`, action.options, async (world) => {
      await world.serve();
      world.flink.misbehaveNext(action.request, how);
      await action.begin(world);

      const row = await world.until('the answer is lost', async () =>
        (await world.actions()).find((one) => one.kind === action.kind && one.note.startsWith('no usable answer')),
      );
      expect(row.state).toBe('in_doubt');
      if (action.kind === 'trigger-savepoint') world.flink.setTrouble(action.job, undefined);
      if (how === 'reset-before' && action.kind === 'start-job') world.skip(finalAfterMs);

      expect(await world.reaches(action.job, 'closed')).toMatchObject({ closing: 'cleared' });
      expect((await world.incidentsOf(action.job)).map((one) => one.signals.map(({ kind }) => kind))).toHaveLength(1);
      const settled = (await world.actions()).find((one) => one.id === row.id);
      expect(settled).toMatchObject({ state: 'succeeded', key: row.key, attempts: how === 'reset-before' ? 2 : 1 });
      return action.effects;
    });
  }
}

const slowSavepoints = { scheduler: 'default', savepointMs: 5_000 } as const;

async function stopBegins(world: World): Promise<void> {
  await world.serve();
  await slowBaskets(world);
  await world.until('the savepoint is being taken', async () =>
    (await world.actions()).some((one) => one.kind === 'stop-with-savepoint' && one.state === 'running'),
  );
}

scenario(
  'a JobManager that dies after it has accepted a stop: the job runs on, and only a new plan stops it',
  { flink: { ...slowSavepoints, highAvailability: true }, jobs: [baskets] },
  async (world) => {
    await stopBegins(world);
    world.flink.killJobManager();

    const asked = await world.until('a person is asked anew', async () => {
      const [incident] = await world.incidentsOf('basket-pricing');
      return incident?.failedPlans === 1 && incident.state === 'awaiting_approval' && incident;
    });
    expect(world.flink.sideEffects()).toHaveLength(1);
    await world.command('incidents', 'approve', asked.id);

    expect(await world.reaches('basket-pricing', 'closed')).toMatchObject({ id: asked.id, closing: 'cleared' });
    const stops = (await world.actions()).filter((one) => one.kind === 'stop-with-savepoint');
    expect(stops.map((one) => one.state).toSorted()).toEqual(['failed', 'succeeded']);
    // The first one died with its JobManager.
    return ['stop basket-pricing', 'stop basket-pricing', 'start basket-pricing'];
  },
);

scenario(
  'a JobManager that dies after it has accepted a stop, and its jobs with it: a person decides, nothing is started',
  { flink: slowSavepoints, jobs: [baskets], errors: /action needs a person/ },
  async (world) => {
    await stopBegins(world);
    world.flink.killJobManager();

    const row = await world.until('a person is asked', async () => {
      const [stop] = (await world.actions()).filter((one) => one.kind === 'stop-with-savepoint');
      const waitMs = (stop?.nextSettleAt ?? 0) - world.clock.now();
      if (stop?.state === 'in_doubt' && waitMs > 2_000) world.skip(waitMs);
      return stop?.state === 'needs_human' && stop;
    });
    await world.polls(3);
    const [incident] = await world.incidentsOf('basket-pricing');
    expect(incident?.escalation).toContain(row.id);
    const early = await world.command('incidents', 'resolve', incident?.id ?? '');
    expect(early.code).toBe(1);

    await world.command('actions', 'settle', row.id, '--finding', 'abandon', '--reason', 'the cluster is gone');
    await world.reaches('basket-pricing', 'escalated');
    await world.command('incidents', 'resolve', incident?.id ?? '');

    expect(await world.reaches('basket-pricing', 'closed')).toMatchObject({ closing: 'resolved' });
    return ['stop basket-pricing'];
  },
);
