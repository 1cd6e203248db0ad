import { expect } from 'vitest';
import { plainWrites } from './support/plain-writes.ts';
import { scenario, type World } from './support/scenario.ts';

const invoices = { name: 'invoice-totals', restartAttempts: 2 };
const observing = { cluster: { mode: 'observe' } };
const asking = { cluster: { mode: 'ask' } };

async function failInvoices({ flink, until }: World): Promise<void> {
  flink.setTrouble('invoice-totals', 'out-of-restarts');
  await until('the job has failed', () => flink.job('invoice-totals')?.state === 'FAILED');
  flink.setTrouble('invoice-totals', undefined);
}

scenario('mode observe only says what it would do', { jobs: [invoices], config: observing }, async (world) => {
  await world.serve();
  await failInvoices(world);

  const incident = await world.reaches('invoice-totals', 'escalated');
  await world.polls(5);

  expect(incident.escalation).toBe('Mode is observe; would do: start-job');
  const { json } = await world.command('report', '--since', '1h');
  const { events } = json as { events: { kind: string; data: unknown }[] };
  const said = events.filter((one) => one.kind === 'would-do');
  expect(said).toHaveLength(1);
  expect(JSON.stringify(said[0]?.data)).toContain(world.flink.job('invoice-totals')?.latestCheckpoint?.path);
  expect(world.writes()).toEqual([]);
  expect(await world.actions()).toEqual([]);
  return [];
});

scenario(
  'mode ask does nothing before the yes, and then acts once',
  { jobs: [invoices], config: asking },
  async (world) => {
    await world.serve();
    await failInvoices(world);
    const asked = await world.reaches('invoice-totals', 'awaiting_approval');
    await world.polls(5);
    expect(world.writes()).toEqual([]);

    const yes = await world.command('incidents', 'approve', asked.id);
    const closed = await world.reaches('invoice-totals', 'closed');
    const again = await world.command('incidents', 'approve', asked.id);

    expect(yes).toMatchObject({
      code: 0,
      json: { answer: 'approve', by: 'dana', outcome: expect.stringMatching(/approved/) },
    });
    expect(closed.closing).toBe('cleared');
    expect(again.code).toBe(2);
    expect(plainWrites(world.writes())).toEqual(['POST /jars/upload', 'POST /jars/:jar/run']);
    return ['start invoice-totals'];
  },
);

scenario('a no ends the plan', { jobs: [invoices], config: asking }, async (world) => {
  await world.serve();
  await failInvoices(world);
  const asked = await world.reaches('invoice-totals', 'awaiting_approval');

  const no = await world.command('incidents', 'deny', asked.id);
  await world.polls(5);
  const late = await world.command('incidents', 'approve', asked.id);

  expect(no).toMatchObject({ code: 0, json: { outcome: expect.stringMatching(/denied/) } });
  expect(late.code).toBe(2);
  const [incident] = await world.incidents();
  expect(incident).toMatchObject({ state: 'escalated', escalation: 'dana denied the plan' });
  expect(await world.actions()).toMatchObject([{ state: 'dropped', dropReason: 'denied' }]);
  expect(world.writes()).toEqual([]);
  return [];
});

scenario(
  'a question that nobody answers expires, which is no denial',
  { jobs: [invoices], config: { ...asking, limits: { approvalExpires: '5s' } } },
  async (world) => {
    await world.serve();
    await failInvoices(world);
    await world.reaches('invoice-totals', 'awaiting_approval');

    const incident = await world.reaches('invoice-totals', 'escalated');
    await world.polls(5);
    const late = await world.command('incidents', 'approve', incident.id);

    expect(incident.escalation).toContain('Nobody answered in time; ');
    expect(late.code).toBe(2);
    expect(await world.actions()).toMatchObject([{ state: 'dropped', dropReason: 'expired' }]);
    expect(world.writes()).toEqual([]);
    return [];
  },
);

scenario(
  'a yes given while the agent is down counts when it is back',
  { jobs: [invoices], config: asking },
  async (world) => {
    const agent = await world.serve();
    await failInvoices(world);
    const asked = await world.reaches('invoice-totals', 'awaiting_approval');
    await agent.stop();

    const yes = await world.command('incidents', 'approve', asked.id);
    expect(yes).toMatchObject({ code: 0, json: { outcome: null } });
    expect(world.writes()).toEqual([]);
    await world.serve();

    expect(await world.reaches('invoice-totals', 'closed')).toMatchObject({ closing: 'cleared' });
    return ['start invoice-totals'];
  },
);

scenario(
  'somebody starts the job before the yes: the question is withdrawn',
  { jobs: [invoices], config: asking },
  async (world) => {
    await world.serve();
    await failInvoices(world);
    const asked = await world.reaches('invoice-totals', 'awaiting_approval');

    world.flink.addJob(invoices);
    const closed = await world.reaches('invoice-totals', 'closed');
    const late = await world.command('incidents', 'approve', asked.id);

    expect(closed.closing).toBe('recovered');
    expect(late.code).toBe(2);
    expect(world.writes()).toEqual([]);
    return [];
  },
);

scenario(
  'a failed job that a person resolved stays down, also over a restart, until it is started anew',
  { jobs: [invoices] },
  async (world) => {
    const agent = await world.serve();
    await world.command('pause', '--reason', 'looking');
    await failInvoices(world);
    const incident = await world.until('the failure is in its incident', async () =>
      (await world.incidents()).find((one) => one.signals.some(({ kind }) => kind === 'job-failed')),
    );

    const resolved = await world.command('incidents', 'resolve', incident.id, '--reason', 'it is retired');
    await world.reaches('invoice-totals', 'closed');
    await world.command('resume');
    await world.polls(10);
    await agent.stop();
    await world.serve();
    await world.polls(10);

    expect(resolved.code).toBe(0);
    expect(await world.incidents()).toMatchObject([{ id: incident.id, state: 'closed', closing: 'resolved' }]);
    expect(world.writes()).toEqual([]);
    return [];
  },
);

scenario(
  'mode auto asks about a procedure that nobody has reviewed, and goes on alone when somebody has',
  { jobs: [invoices], config: { reviewed: false } },
  async (world) => {
    await world.serve();
    await failInvoices(world);
    const asked = await world.reaches('invoice-totals', 'awaiting_approval');
    await world.polls(5);
    const before = world.writes();

    const trusted = await world.command('sop', 'trust', 'restarts-exhausted');
    const closed = await world.reaches('invoice-totals', 'closed');

    const reasons = (await world.timeline()).filter((one) => one.kind === 'asked').map((one) => one.text);
    expect(reasons).toEqual([
      expect.stringMatching(
        /^Waits for a person, because SOP restarts-exhausted is not reviewed \(sha256 = [0-9a-f]{12}\); flink-medic sop trust restarts-exhausted$/,
      ),
    ]);
    expect(before).toEqual([]);
    expect(trusted).toMatchObject({ code: 0, json: { by: 'dana', reviewed: [{ id: 'restarts-exhausted' }] } });
    expect(closed).toMatchObject({ id: asked.id, closing: 'cleared' });
    return ['start invoice-totals'];
  },
);

scenario(
  'after a failover two jobs that both have their yes are started one after the other',
  {
    flink: { highAvailability: true, taskManagers: 4 },
    config: asking,
    jobs: [invoices, { name: 'orders-enrich', restartAttempts: 2 }],
    errors: /./,
    withinMs: 90_000,
  },
  async ({ serve, polls, flink, until, incidents, reaches, command, actions }) => {
    const names = ['invoice-totals', 'orders-enrich'];
    await serve();
    await polls(3);
    flink.killJobManager();
    const isSeen = async () =>
      (await incidents()).some(({ signals }) => signals.some(({ kind }) => kind === 'jobmanager-restarted'));
    await until('the new JobManager is seen', isSeen);
    for (const name of names) flink.setTrouble(name, 'out-of-restarts');
    await until('both jobs have failed', () => names.every((name) => flink.job(name)?.state === 'FAILED'));
    for (const name of names) flink.setTrouble(name, undefined);
    const asked = async () => (await incidents()).filter((one) => one.state === 'awaiting_approval');
    await until('both are asked about', async () => (await asked()).length === 2);
    for (const { id } of await asked()) expect((await command('incidents', 'approve', id)).code).toBe(0);

    for (const name of names) await reaches(name, 'closed');

    const starts = (await actions()).toSorted((a, b) => (a.firstSentAt ?? 0) - (b.firstSentAt ?? 0));
    expect(starts.map(({ kind, state }) => `${kind} ${state}`)).toEqual(['start-job succeeded', 'start-job succeeded']);
    expect(starts[1]?.firstSentAt).toBeGreaterThanOrEqual(starts[0]?.updatedAt ?? Number.POSITIVE_INFINITY);
    return starts.map(({ jobName }) => `start ${jobName}`);
  },
);
