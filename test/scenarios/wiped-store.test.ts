import { expect } from 'vitest';
import { scenario, type World } from './support/scenario.ts';

const invoices = { name: 'invoice-totals', restartAttempts: 2 };
const baskets = { name: 'basket-pricing' };

/** The next agent knows nothing: not that there was one before it, and not what that one had sent. */
async function replaceByOneWithoutMemory(world: World, agent: { kill(): Promise<void> }) {
  await agent.kill();
  const fresh = world.operator('fresh');
  fresh.spawn();
  await fresh.until('the new agent knows the cluster', fresh.knows);
  await fresh.polls(20);
  return fresh;
}

async function arrived(world: World, path: string): Promise<void> {
  await world.until(`${path} has arrived`, () => world.writes().some((one) => one.endsWith(path)));
}

scenario(
  'an agent that lost its store while its start was on the way finds the job running, and starts nothing',
  { jobs: [invoices] },
  async (world) => {
    const agent = world.spawn();
    await world.until('the agent knows the cluster', world.knows);
    await world.polls(5);
    world.flink.misbehaveNext({ method: 'POST', path: '/jars/:jar/run' }, 'no-answer-after-effect');
    world.flink.setTrouble('invoice-totals', 'out-of-restarts');
    await world.until('the job has failed', () => world.flink.job('invoice-totals')?.state === 'FAILED');
    world.flink.setTrouble('invoice-totals', undefined);
    await arrived(world, '/run');

    const fresh = await replaceByOneWithoutMemory(world, agent);

    expect(world.flink.job('invoice-totals')?.state).toBe('RUNNING');
    expect(await fresh.actions()).toEqual([]);
    return ['start invoice-totals'];
  },
);

scenario(
  // A job that has ended is one that people have ended, for whoever does not know better: this one waits for a person.
  'an agent that lost its store between its stop and its start does neither again',
  { flink: { scheduler: 'default' }, jobs: [baskets] },
  async (world) => {
    const agent = world.spawn();
    await world.until('the agent knows the cluster', world.knows);
    await world.polls(5);
    world.flink.misbehaveNext({ method: 'POST', path: '/jobs/:job/stop' }, 'no-answer-after-effect');
    world.flink.setTrouble('basket-pricing', 'slow-operator');
    const asked = await world.reaches('basket-pricing', 'awaiting_approval');
    await world.command('incidents', 'approve', asked.id);
    await arrived(world, '/stop');

    const fresh = await replaceByOneWithoutMemory(world, agent);

    expect(world.flink.job('basket-pricing')?.state).toBe('FINISHED');
    expect(await fresh.actions()).toEqual([]);
    return ['stop basket-pricing'];
  },
);
