import { expect } from 'vitest';
import type { How } from '../../src/demo/fake-flink/misbehaviour.ts';
import type { Incident } from '../../src/domain/incident.ts';
import { scenario, type World } from './support/scenario.ts';

const invoices = { name: 'invoice-totals', restartAttempts: 2 };
const orders = { name: 'orders-enrich' };
const impatient = { access: { connectTimeout: '1s', responseTimeout: '800ms' } };

/** Waits for an incident of the cluster, and for nothing else. */
async function clusterAlone(world: World, meanwhile: () => void = () => {}): Promise<Incident> {
  const incident = await world.until('the cluster has an incident', async () => {
    meanwhile();
    return (await world.incidentsOf(null))[0];
  });
  expect(await world.incidents()).toHaveLength(1);
  expect(world.writes()).toEqual([]);
  return incident;
}

async function worksAgain(world: World): Promise<void> {
  world.flink.setTrouble('invoice-totals', 'out-of-restarts');
  await world.until('the job has failed', () => world.flink.job('invoice-totals')?.state === 'FAILED');
  world.flink.setTrouble('invoice-totals', undefined);
  expect(await world.reaches('invoice-totals', 'closed')).toMatchObject({ closing: 'cleared' });
}

const answers: readonly (readonly [title: string, how: How])[] = [
  ['gives no answer', 'no-answer-after-effect'],
  ['answers with a web page', 'html'],
  ['answers 500', 'status-500-after-effect'],
  ['answers half a JSON', 'half-json'],
  ['breaks every connection', 'reset-before'],
];

for (const [title, how] of answers) {
  scenario(
    `a Flink that ${title} is one trouble of the cluster`,
    { jobs: [invoices, orders], config: { cluster: impatient }, speed: 4 },
    async (world) => {
      await world.serve();
      const incident = await clusterAlone(world, () => {
        if (world.flink.misbehavioursLeft() === 0) world.flink.misbehaveNext({ method: 'GET', path: /./ }, how);
      });
      expect(incident.signals.map((one) => one.kind)).toEqual(['cluster-unreachable']);
      await world.until('Flink answers again', () => world.flink.misbehavioursLeft() === 0);
      expect(await world.reaches(null, 'closed')).toMatchObject({ id: incident.id, closing: 'recovered' });
      expect(await world.incidents()).toHaveLength(1);

      await worksAgain(world);
      expect(await world.incidents()).toHaveLength(2);
      return ['start invoice-totals'];
    },
  );
}

scenario(
  'single bad answers are no trouble at all',
  { jobs: [invoices, orders], config: { cluster: impatient }, speed: 4 },
  async (world) => {
    await world.serve();
    for (const [, how] of answers) {
      world.flink.misbehaveNext({ method: 'GET', path: '/jobs/overview' }, how);
      await world.until('it was met', () => world.flink.misbehavioursLeft() === 0);
      await world.polls(2);
    }

    expect(await world.incidents()).toEqual([]);
    return [];
  },
);

scenario(
  'a frozen JobManager is one trouble of the cluster, and thaws into normal work',
  { jobs: [invoices, orders], config: { cluster: impatient }, speed: 4 },
  async (world) => {
    await world.serve();
    world.flink.freeze();
    const incident = await clusterAlone(world);

    world.flink.thaw();

    expect(await world.reaches(null, 'closed')).toMatchObject({ id: incident.id, closing: 'recovered' });
    await worksAgain(world);
    expect(await world.incidents()).toHaveLength(2);
    return ['start invoice-totals'];
  },
);

scenario(
  'a JobManager that is killed and recovers its jobs is one trouble of the cluster at most',
  { flink: { highAvailability: true }, jobs: [invoices, orders] },
  async (world) => {
    await world.serve();
    world.flink.killJobManager();
    await world.polls(25);

    expect((await world.incidents()).filter((one) => one.job !== null)).toEqual([]);
    expect((await world.incidents()).length).toBeLessThanOrEqual(1);
    expect(world.writes()).toEqual([]);

    await worksAgain(world);
    return ['start invoice-totals'];
  },
);

scenario(
  'a JobManager that is killed and comes back empty: the jobs are missed, and nothing is started',
  { jobs: [invoices, orders] },
  async (world) => {
    await world.serve();
    world.flink.killJobManager();

    const incident = await world.until('both jobs are missed', async () => {
      const [first] = await world.incidentsOf(null);
      const missed = first?.signals.filter((one) => one.kind === 'job-vanished').map((one) => one.job);
      return missed?.length === 2 && first?.state === 'escalated' ? first : undefined;
    });
    await world.polls(10);

    expect(incident.severity).toBe('critical');
    expect(incident.escalation).toMatch(
      /: (invoice-totals, orders-\w+|orders-\w+, invoice-totals): Was RUNNING and is missing/,
    );
    expect((await world.incidents()).filter((one) => one.state !== 'closed')).toHaveLength(1);
    expect(world.writes()).toEqual([]);
    return [];
  },
);

scenario(
  'a JobManager that freezes while a plan runs: nothing is sent twice, and the plan is carried through',
  { flink: { scheduler: 'default' }, jobs: [{ name: 'basket-pricing' }], config: { cluster: impatient } },
  async (world) => {
    await world.serve();
    world.flink.setTrouble('basket-pricing', 'slow-operator');
    const asked = await world.reaches('basket-pricing', 'awaiting_approval');
    await world.command('incidents', 'approve', asked.id);
    await world.until('the stop has arrived', () => world.writes().some((one) => one.endsWith('/stop')));
    world.flink.freeze();
    await world.until('the cluster has an incident', async () => (await world.incidentsOf(null))[0]);
    // The jar lies there before the job is stopped for it.
    expect(world.writes().filter((one) => !one.endsWith('/jars/upload'))).toHaveLength(1);

    world.flink.thaw();

    expect(await world.reaches('basket-pricing', 'closed')).toMatchObject({ closing: 'cleared' });
    return ['stop basket-pricing', 'start basket-pricing'];
  },
);
