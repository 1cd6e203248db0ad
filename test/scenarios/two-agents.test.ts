import { expect } from 'vitest';
import { plainWrites } from './support/plain-writes.ts';
import { scenario, type World } from './support/scenario.ts';

const invoices = { name: 'invoice-totals', restartAttempts: 2 };
const baskets = { name: 'basket-pricing' };

scenario(
  'a second agent on the same data folder refuses to start, and says who is there',
  { jobs: [invoices] },
  async (world) => {
    await world.serve();
    const second = world.start();

    expect(await second.ended).toBe(3);
    expect(second.log()).toContain(`Another "flink-medic serve" (pid ${process.pid}, `);
    expect(second.log()).toContain('End it first, or give this one its own data folder.');
    await world.polls(3);
    return [];
  },
);

/** Both are over it: closed, left to a person because the other one was faster, or never seen because it was that fast. */
async function bothSettled(world: World, other: ReturnType<World['operator']>, job: string): Promise<void> {
  await world.until('the incidents of both are settled', async () => {
    const both = await Promise.all([world, other].map(isOver));
    return both.includes('over') && !both.includes('at it');
  });

  async function isOver(one: Pick<World, 'incidentsOf'>): Promise<'over' | 'at it' | 'saw nothing'> {
    const incidents = await one.incidentsOf(job);
    if (incidents.length === 0) return 'saw nothing';
    return incidents.every(({ state }) => state === 'closed' || state === 'escalated') ? 'over' : 'at it';
  }
}

scenario('two agents with stores of their own start a job once', { jobs: [invoices] }, async (world) => {
  const other = world.operator('other');
  await Promise.all([world.serve(), other.serve()]);
  world.flink.setTrouble('invoice-totals', 'out-of-restarts');
  await world.until('the job has failed', () => world.flink.job('invoice-totals')?.state === 'FAILED');
  world.flink.setTrouble('invoice-totals', undefined);

  await bothSettled(world, other, 'invoice-totals');
  await world.polls(5);

  expect(world.flink.job('invoice-totals')?.state).toBe('RUNNING');
  return ['start invoice-totals'];
});

scenario('two agents with stores of their own rescale a job once', { jobs: [baskets] }, async (world) => {
  const other = world.operator('other');
  await Promise.all([world.serve(), other.serve()]);
  world.flink.setTrouble('basket-pricing', 'slow-operator');

  await bothSettled(world, other, 'basket-pricing');
  await world.polls(5);

  expect(world.flink.job('basket-pricing')?.parallelism).toBe(2);
  return ['rescale basket-pricing'];
});

scenario(
  'two agents with stores of their own, both allowed to, stop and start a job once',
  { flink: { scheduler: 'default' }, jobs: [baskets], errors: /action needs a person/ },
  async (world) => {
    const other = world.operator('other');
    await Promise.all([world.serve(), other.serve()]);
    world.flink.setTrouble('basket-pricing', 'slow-operator');
    const asked = await Promise.all([world, other].map((one) => one.reaches('basket-pricing', 'awaiting_approval')));
    await Promise.all([world, other].map((one, index) => one.command('incidents', 'approve', asked[index]?.id ?? '')));

    await bothSettled(world, other, 'basket-pricing');
    await world.polls(5);

    expect(world.flink.job('basket-pricing')).toMatchObject({ state: 'RUNNING', parallelism: 2 });
    const keys = world.flink.requests().flatMap(({ path, body }) => (path.endsWith('/stop') ? [body] : []));
    expect(new Set(keys).size).toBe(1);
    expect(plainWrites(world.writes()).filter((one) => one.endsWith('/stop')).length).toBeGreaterThanOrEqual(1);
    return ['stop basket-pricing', 'start basket-pricing'];
  },
);
