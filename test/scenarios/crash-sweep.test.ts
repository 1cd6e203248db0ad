import { expect } from 'vitest';
import type { How, WhichRequest } from '../../src/demo/fake-flink/misbehaviour.ts';
import type { ActionState } from '../../src/domain/action.ts';
import type { IncidentState } from '../../src/domain/incident.ts';
import { randomBelow, sweepSeed } from './support/seed.ts';
import { type Effects, scenario, type ScenarioOptions, type World } from './support/scenario.ts';

/** After this no request of a killed agent can act any more. */
const finalAfterMs = 430_000;
const withinMs = 90_000;
/** A start that is not known to have ended by then has lost its agent. */
const patienceWithStartMs = 1_500;

interface Plan {
  readonly title: string;
  readonly job: string;
  readonly options: ScenarioOptions;
  readonly effects: Effects;
  upset(world: World): Promise<void>;
  /** The state that the job must have at the end. */
  check(world: World, before: Before): void;
}

interface Before {
  readonly count: number;
  readonly checkpoint: string | undefined;
}

const startPlan: Plan = {
  title: 'the start of a failed job',
  job: 'invoice-totals',
  options: { jobs: [{ name: 'invoice-totals', restartAttempts: 2 }], withinMs },
  effects: ['start invoice-totals'],
  async upset({ flink, until }) {
    flink.setTrouble('invoice-totals', 'out-of-restarts');
    await until('the job has failed', () => flink.job('invoice-totals')?.state === 'FAILED');
    flink.setTrouble('invoice-totals', undefined);
  },
  check({ flink }, before) {
    expect(flink.job('invoice-totals')).toMatchObject({ state: 'RUNNING', restoredFrom: before.checkpoint });
  },
};

const rescalePlan: Plan = {
  title: 'the stop and start of a slow job',
  job: 'basket-pricing',
  options: { flink: { scheduler: 'default' }, jobs: [{ name: 'basket-pricing' }], withinMs },
  effects: ['stop basket-pricing', 'start basket-pricing'],
  upset: async ({ flink }) => flink.setTrouble('basket-pricing', 'slow-operator'),
  check({ flink }, before) {
    const job = flink.job('basket-pricing');
    expect(job).toMatchObject({ state: 'RUNNING', parallelism: 2 });
    expect(job?.restoredFrom).toContain(`${flink.savepointDirectory}/`);
    expect(job?.restoredCount).toBeGreaterThanOrEqual(before.count);
  },
};

type LostAnswer = Exclude<How, object>;

/** When the agent is killed. */
type Moment =
  | { readonly kind: 'incident'; readonly state: IncidentState }
  | { readonly kind: 'action'; readonly action: string; readonly state: ActionState }
  /** The request has arrived; what becomes of it and of its answer is up to `how`. */
  | { readonly kind: 'request'; readonly which: WhichRequest; readonly how: LostAnswer | undefined }
  | { readonly kind: 'after'; readonly realMs: number };

const run: WhichRequest = { method: 'POST', path: '/jars/:jar/run' };
const stop: WhichRequest = { method: 'POST', path: '/jobs/:job/stop' };
const upload: WhichRequest = { method: 'POST', path: '/jars/upload' };

const around = (which: WhichRequest): Moment[] => [
  { kind: 'request', which, how: undefined },
  { kind: 'request', which, how: 'no-answer-after-effect' },
  { kind: 'request', which, how: 'reset-before' },
];

const sweeps: readonly (readonly [plan: Plan, moments: readonly Moment[]])[] = [
  [
    startPlan,
    [
      { kind: 'incident', state: 'open' },
      { kind: 'incident', state: 'acting' },
      { kind: 'request', which: upload, how: 'no-answer-after-effect' },
      ...around(run),
      { kind: 'action', action: 'start-job', state: 'running' },
      { kind: 'incident', state: 'verifying' },
    ],
  ],
  [
    rescalePlan,
    [
      { kind: 'incident', state: 'awaiting_approval' },
      ...around(stop),
      { kind: 'action', action: 'stop-with-savepoint', state: 'succeeded' },
      ...around(run),
      { kind: 'incident', state: 'verifying' },
    ],
  ],
];

for (const [plan, moments] of sweeps) {
  for (const moment of moments) {
    scenario(`${plan.title} survives a kill at ${nameOf(moment)}`, plan.options, async (world) => {
      await play(world, plan, [moment]);
      return plan.effects;
    });
  }
}

scenario(
  'the program as it is shipped survives a kill, and ends with 0 on SIGTERM',
  { ...startPlan.options, speed: 1, config: { root: { poll: { every: '500ms' } } } },
  async (world) => {
    await play(world, startPlan, [{ kind: 'action', action: 'start-job', state: 'running' }], world.spawnReal);
    return startPlan.effects;
  },
);

const random = randomBelow(sweepSeed());
const randomStories = Number(process.env['SCENARIO_RANDOM_STORIES'] ?? 4);
const killsPerStory = 3;

for (let story = 0; story < randomStories; story += 1) {
  const plan = story % 2 === 0 ? startPlan : rescalePlan;
  const moments = Array.from(
    { length: killsPerStory },
    () => ({ kind: 'after', realMs: 300 + random(2_000) }) as const,
  );
  const times = moments.map((one) => one.realMs).join(', ');
  scenario(
    `${plan.title} survives kills after ${times} ms (SCENARIO_SEED=${sweepSeed()})`,
    plan.options,
    async (world) => {
      await play(world, plan, moments);
      return plan.effects;
    },
  );
}

/** Kills the agent at each of the moments, or as soon as the incident is closed, and starts it again. */
async function play(world: World, plan: Plan, moments: readonly Moment[], spawn = world.spawn): Promise<void> {
  const { flink, until } = world;
  let agent = spawn();
  await until('the agent knows the cluster', world.knows);
  await world.polls(5);
  const first = moments[0];
  if (first?.kind === 'request' && first.how !== undefined) flink.misbehaveNext(first.which, first.how);
  await plan.upset(world);
  const job = flink.job(plan.job);
  const before = { count: job?.currentCount ?? 0, checkpoint: job?.latestCheckpoint?.path };

  for (const moment of moments) {
    await reach(world, plan, moment);
    await agent.kill();
    agent = spawn();
  }
  await carry(
    world,
    plan,
    'the incident is closed',
    async () => (await world.incidentsOf(plan.job))[0]?.state === 'closed',
  );

  // One that was started after the end finds nothing left to do.
  await world.polls(5);
  expect(await agent.stop()).toBe(0);
  // Of the cluster there may be one besides: on a busy machine it answers too late.
  const incidents = await world.incidentsOf(plan.job);
  expect(incidents).toMatchObject([{ job: plan.job, closing: 'cleared' }]);
  plan.check(world, before);
}

async function reach(world: World, plan: Plan, moment: Moment): Promise<void> {
  const { flink } = world;
  const closed = async (): Promise<boolean> => (await world.incidentsOf(plan.job))[0]?.state === 'closed';
  switch (moment.kind) {
    case 'incident':
      await carry(world, plan, `the incident is ${moment.state}`, async () =>
        (await world.timeline()).some((one) => one.kind === stageOf[moment.state]),
      );
      return;
    case 'action':
      await carry(world, plan, `${moment.action} is ${moment.state}`, async () =>
        (await world.actions()).some((one) => one.kind === moment.action && one.state === moment.state),
      );
      return;
    case 'request':
      await carry(world, plan, `${String(moment.which.path)} has arrived`, () =>
        flink.requests().some(({ method, path }) => method === moment.which.method && fits(moment.which, path)),
      );
      return;
    case 'after': {
      const at = performance.now() + moment.realMs;
      await carry(world, plan, 'it is time', async () => performance.now() >= at || (await closed()));
      return;
    }
  }
}

/** The timeline's entry by which a state is entered. */
const stageOf: Readonly<Record<IncidentState, string>> = {
  open: 'opened',
  diagnosed: 'diagnosed',
  awaiting_approval: 'asked',
  acting: 'planned',
  verifying: 'verifying',
  escalated: 'escalated',
  closed: 'closed',
};

function fits({ path }: WhichRequest, target: string): boolean {
  const pattern = new RegExp(`^${String(path).replaceAll(/:[a-z]+/g, '[^/]+')}$`);
  return pattern.test(target.split('?')[0] ?? '');
}

function nameOf(moment: Moment): string {
  switch (moment.kind) {
    case 'incident':
      return `incident ${moment.state}`;
    case 'action':
      return `${moment.action} ${moment.state}`;
    case 'request':
      return `${String(moment.which.path)}, ${moment.how ?? 'answered'}`;
    case 'after':
      return `${moment.realMs} ms`;
  }
}

/** Waits, says yes where a person is asked, and lets time pass where nobody knows what became of a start. */
async function carry(world: World, plan: Plan, what: string, look: () => boolean | Promise<boolean>): Promise<void> {
  const approved = new Set<string>();
  const sentSince = new Map<number, number>();
  await world.until(
    what,
    async () => {
      if (await look()) return true;
      const [incident] = await world.incidentsOf(plan.job);
      if (incident?.state === 'awaiting_approval' && incident.planId !== null && !approved.has(incident.planId)) {
        approved.add(incident.planId);
        await world.command('incidents', 'approve', incident.id);
      }
      const start = (await world.actions()).find((one) => one.kind === 'start-job');
      if (start?.state !== 'sent' && start?.state !== 'in_doubt') return false;
      const deadlineAt = start.sendDeadlineAt ?? 0;
      const since = sentSince.get(deadlineAt) ?? performance.now();
      sentSince.set(deadlineAt, since);
      if (performance.now() - since > patienceWithStartMs && since > 0) {
        sentSince.set(deadlineAt, Number.NEGATIVE_INFINITY);
        world.skip(finalAfterMs);
      }
      return false;
    },
    withinMs - 20_000,
  );
}
