import { expect } from 'vitest';
import type { FakeJobOptions } from '../../src/demo/fake-flink/start-fake-flink.ts';
import type { ConfigChange } from './support/agent-config.ts';
import { scenario, type World } from './support/scenario.ts';

const invoices: FakeJobOptions = { name: 'invoice-totals', restartAttempts: 2 };

async function failInvoices({ flink, until }: World): Promise<void> {
  flink.setTrouble('invoice-totals', 'out-of-restarts');
  await until('the job has failed', () => flink.job('invoice-totals')?.state === 'FAILED');
}

interface Refused {
  readonly title: string;
  readonly job?: Partial<FakeJobOptions>;
  readonly config?: ConfigChange;
  readonly refusal: { readonly field: string; readonly value: string };
}

const refused: readonly Refused[] = [
  {
    title: 'checkpoints that are not kept',
    job: { checkpointsKept: 'never' },
    refusal: { field: 'externalization.enabled', value: 'false' },
  },
  {
    title: 'no launch in the record',
    config: { job: { launch: undefined } },
    refusal: { field: 'launch', value: 'none' },
  },
  { title: 'no record', config: { job: () => null }, refusal: { field: 'jobs', value: 'none' } },
  {
    title: 'an unknown controller',
    config: { cluster: { controller: undefined } },
    refusal: { field: 'controller', value: 'unknown' },
  },
  {
    title: 'an owner who forbids restarts',
    config: { job: { restart: 'never' } },
    refusal: { field: 'restart', value: 'never' },
  },
  {
    title: 'a job that need not run',
    config: { job: { desired: 'stopped' } },
    refusal: { field: 'desired', value: 'stopped' },
  },
];

for (const { title, job, config, refusal } of refused) {
  scenario(
    `refuses to start a job: ${title}`,
    { jobs: [{ ...invoices, ...job }], ...(config && { config }) },
    async (world) => {
      await world.serve();
      await failInvoices(world);

      const incident = await world.reaches('invoice-totals', 'escalated');
      await world.polls(3);

      expect(incident.refusals).toContainEqual({
        ...refusal,
        reason: expect.stringMatching(/./),
        todo: expect.stringMatching(/./),
      });
      const { json } = await world.command('incidents', 'show', incident.id);
      const { timeline } = json as { timeline: { kind: string; text: string }[] };
      const told = timeline.filter((one) => one.kind === 'refused').map((one) => one.text);
      expect(told.some((text) => text.includes(`${refusal.field} = ${refusal.value}; `))).toBe(true);
      expect(world.writes()).toEqual([]);
      return [];
    },
  );
}

scenario('a hold keeps everything away from the job until it is lifted', { jobs: [invoices] }, async (world) => {
  await world.serve();
  await world.command('hold', 'main/invoice-totals', '--reason', 'release 12');
  await failInvoices(world);
  const waits = await world.until('the hold is told', async () =>
    (await world.incidents()).find((one) => one.refusals.some(({ field }) => field === 'hold')),
  );
  await world.polls(5);
  // Beside it, at first, that the job failed only just.
  const held = { reason: 'held by dana: release 12', field: 'hold', value: 'until lifted' };
  expect(waits.refusals).toContainEqual(expect.objectContaining(held));
  expect(world.writes()).toEqual([]);

  world.flink.setTrouble('invoice-totals', undefined);
  await world.command('hold', 'main/invoice-totals', '--lift');

  expect(await world.reaches('invoice-totals', 'closed')).toMatchObject({ closing: 'cleared' });
  return ['start invoice-totals'];
});

scenario('pause stops everything, resume goes on', { jobs: [invoices] }, async (world) => {
  await world.serve();
  await world.command('pause');
  await failInvoices(world);
  await world.until('the pause is told', async () =>
    (await world.incidents()).find((one) => one.refusals.some(({ field }) => field === 'hold')),
  );
  await world.polls(5);
  expect(world.writes()).toEqual([]);

  world.flink.setTrouble('invoice-totals', undefined);
  await world.command('resume');

  expect(await world.reaches('invoice-totals', 'closed')).toMatchObject({ closing: 'cleared' });
  return ['start invoice-totals'];
});

const thirty = Array.from({ length: 30 }, (_, index) => ({ ...invoices, name: `invoice-totals-${index}` }));

scenario(
  'thirty jobs that fail at once are the platform: nothing is started',
  { flink: { taskManagers: 8, slots: 4 }, jobs: thirty },
  async (world) => {
    await world.serve();
    for (const { name } of thirty) world.flink.setTrouble(name, 'out-of-restarts');

    await world.until('every job has an incident that was looked at', async () => {
      const all = await world.incidents();
      return all.length === 30 && all.every((one) => one.state === 'escalated');
    });

    const all = await world.incidents();
    expect(all.flatMap((one) => one.refusals.map(({ field }) => field))).toEqual(Array(30).fill('newly sick'));
    expect(world.writes()).toEqual([]);
    return [];
  },
);
