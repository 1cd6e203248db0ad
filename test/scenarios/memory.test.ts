import { expect } from 'vitest';
import { scenario, type World } from './support/scenario.ts';

const invoices = { name: 'invoice-totals', restartAttempts: 2 };

async function failInvoices({ flink, until }: World): Promise<void> {
  flink.setTrouble('invoice-totals', 'out-of-restarts');
  await until('the job has failed', () => flink.job('invoice-totals')?.state === 'FAILED');
  flink.setTrouble('invoice-totals', undefined);
}

scenario(
  'trouble from before the first start is shown, and untouched until somebody takes note',
  { jobs: [invoices] },
  async (world) => {
    await failInvoices(world);
    await world.serve();
    const before = await world.reaches('invoice-totals', 'escalated');
    await world.polls(5);
    expect(before).toMatchObject({ baseline: true, acknowledgedBy: null });
    expect(before.escalation).toContain(`flink-medic incidents ack ${before.id}`);
    expect(world.writes()).toEqual([]);

    await world.command('incidents', 'ack', before.id, '--reason', 'heal it');

    const closed = await world.reaches('invoice-totals', 'closed');
    expect(closed).toMatchObject({ id: before.id, closing: 'cleared', acknowledgedBy: 'dana' });
    expect(await world.incidents()).toHaveLength(1);
    return ['start invoice-totals'];
  },
);

scenario(
  'a store that is lost makes open trouble a baseline: nothing is done a second time',
  { jobs: [invoices], config: { cluster: { mode: 'ask' } } },
  async (world) => {
    const first = await world.serve();
    await failInvoices(world);
    await world.reaches('invoice-totals', 'awaiting_approval');
    await first.stop();

    const other = world.operator('empty', { cluster: { mode: 'auto' } });
    await other.serve();

    expect(await other.reaches('invoice-totals', 'escalated')).toMatchObject({ baseline: true });
    await world.polls(5);
    expect(world.writes()).toEqual([]);
    return [];
  },
);

scenario(
  'a restart of the agent reports nothing twice, and misses nothing that was thrown while it was down',
  { jobs: [{ name: 'refunds-audit' }, { name: 'season-offers' }] },
  async (world) => {
    const agent = await world.serve();
    world.flink.setTrouble('refunds-audit', 'unreadable-record');
    const told = await world.reaches('refunds-audit', 'escalated');
    const openings = async (): Promise<string[]> =>
      (await world.timeline()).filter((one) => one.kind === 'opened').map((one) => one.incidentId);
    expect(await openings()).toEqual([told.id]);
    await agent.stop();

    const restarts = world.flink.job('season-offers')?.restarts ?? 0;
    world.flink.setTrouble('season-offers', 'missing-class');
    await world.until('a job has restarted', () => (world.flink.job('season-offers')?.restarts ?? 0) > restarts);
    world.flink.setTrouble('season-offers', undefined);
    await world.until('it runs again', () => world.flink.job('season-offers')?.state === 'RUNNING');
    await world.serve();

    const missed = await world.until('it is told', async () => (await world.incidentsOf('season-offers'))[0]);
    expect(missed.signals.map((one) => one.kind)).toContain('new-exception');
    await world.polls(10);
    expect(await openings()).toEqual([told.id, missed.id]);
    const noticed = (await world.timeline()).filter((one) => one.incidentId === told.id && one.kind === 'escalated');
    expect(noticed).toHaveLength(1);
    return [];
  },
);

scenario(
  'an agent that is restarted while nothing happens tells nothing, not even old exceptions',
  { jobs: [{ name: 'season-offers' }] },
  async (world) => {
    const agent = await world.serve();
    world.flink.setTrouble('season-offers', 'missing-class');
    await world.until('it is told', async () => (await world.incidentsOf('season-offers'))[0]);
    world.flink.setTrouble('season-offers', undefined);
    await world.reaches('season-offers', 'closed');
    const events = (await world.timeline()).length;
    await agent.stop();

    await world.serve();
    await world.polls(10);

    expect((await world.timeline()).slice(events)).toEqual([]);
    return [];
  },
);

scenario(
  'a job that vanished is told once, and resolving it ends it for good',
  { jobs: [{ name: 'orders-enrich' }, { name: 'stock-levels' }] },
  async (world) => {
    const agent = await world.serve();
    world.flink.killJobManager();
    world.flink.addJob({ name: 'orders-enrich' });

    // The job's own, or the cluster's if that one is still open when the job is missed.
    const missing = async () =>
      (await world.incidents()).filter((one) => one.signals.some(({ kind }) => kind === 'job-vanished'));
    const gone = await world.until('it is missed', async () =>
      (await missing()).find((one) => one.state === 'escalated'),
    );
    expect(gone.signals.filter((one) => one.kind === 'job-vanished').map((one) => one.job)).toEqual(['stock-levels']);
    const answer = await world.command('incidents', 'resolve', gone.id, '--reason', 'it moved');
    expect(answer.code).toBe(0);
    await world.until('it is closed', async () => (await missing())[0]?.state === 'closed');
    await world.polls(10);
    await agent.stop();
    await world.serve();
    await world.polls(25);

    expect(await missing()).toMatchObject([{ id: gone.id, state: 'closed', closing: 'resolved' }]);
    expect(await world.incidentsOf('orders-enrich')).toEqual([]);
    expect(world.writes()).toEqual([]);
    return [];
  },
);
