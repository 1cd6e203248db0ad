import { expect, test } from 'vitest';
import { addFleet } from '../../../src/demo/fake-flink/fleet.ts';
import { openFake } from './fake.ts';

test('fills a cluster with jobs of which a share is troubled', async () => {
  const fake = await openFake({ taskManagers: 10, slots: 5 });

  const fleet = addFleet(fake.flink, { jobs: 50, vertices: 8, troubledShare: 0.1 });
  fake.pass(20_000);

  expect(new Set(fleet.map((one) => one.name)).size).toBe(50);
  expect(fleet.filter((one) => one.trouble !== undefined)).toHaveLength(5);
  const { jobs } = await fake.get('/jobs/overview');
  expect(jobs).toHaveLength(50);
  const detail = await fake.get(`/jobs/${jobs[0]?.jid}`);
  expect(detail.vertices).toHaveLength(8);
  const restarting = fleet.filter(({ name }) => (fake.flink.job(name)?.restarts ?? 0) > 0).map((one) => one.trouble);
  expect(new Set(restarting)).toEqual(new Set(['missing-class', 'unreadable-record']));
});

test('a thousand idle jobs cost nothing until somebody looks', async () => {
  const fake = await openFake({ taskManagers: 100, slots: 10 });
  addFleet(fake.flink, { jobs: 1_000, vertices: 8 });

  const before = process.threadCpuUsage();
  for (let poll = 0; poll < 20; poll += 1) {
    fake.pass(30_000);
    await fake.get('/jobs/overview');
  }
  const { user } = process.threadCpuUsage(before);

  // 20 polls that act out 60,000 checkpoints take a fraction of this processor time.
  expect(user / 1000).toBeLessThan(4_000);
});
