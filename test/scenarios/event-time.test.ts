import { expect } from 'vitest';
import { scenario } from './support/scenario.ts';

scenario(
  'event time that stands still is told to people, and nothing is done about it',
  {
    jobs: [
      { name: 'orders-per-hour', windowed: true },
      { name: 'clicks-per-hour', windowed: true },
      { name: 'orders-enrich' },
    ],
  },
  async ({ flink, serve, reaches, incidents, polls, writes }) => {
    await serve();
    flink.setTrouble('orders-per-hour', 'idle-partition');

    const incident = await reaches('orders-per-hour', 'escalated');

    expect(incident.signals.map(({ kind, severity }) => [kind, severity])).toEqual([['watermark-stalled', 'medium']]);
    expect(incident).toMatchObject({
      baseline: false,
      diagnosis: { cause: 'watermark-stalled', confidence: 'medium', by: 'rules' },
      retrieval: { sopId: 'watermark-stalled' },
      planId: null,
    });
    await polls(15);
    expect((await reaches('orders-per-hour', 'escalated')).id).toBe(incident.id);

    flink.setTrouble('orders-per-hour', undefined);

    expect(await reaches('orders-per-hour', 'closed')).toMatchObject({ id: incident.id, closing: 'recovered' });
    // Neither those whose event time moves nor those that have none.
    expect(await incidents()).toHaveLength(1);
    expect(writes()).toEqual([]);
    return [];
  },
);
