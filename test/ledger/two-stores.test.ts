import { describe, expect, test } from 'vitest';
import type { PlanStep } from '../../src/domain/plan.ts';
import type { PlanProgress } from '../../src/ledger/plan-progress.ts';
import { job, makeRig, restart, steps } from './harness.ts';

const calm = new AbortController().signal;

/** Carries an agent's plan on. */
type Driven = () => Promise<PlanProgress>;

/** Two agents that know nothing of each other, on one Flink: each with a store of its own, and by one clock. */
function twoAgents(planned: readonly PlanStep[]) {
  const rigs = { one: makeRig(), other: makeRig() };
  const { world, clock } = rigs.one;
  const begin = async (rig: ReturnType<typeof makeRig>, planId = 'p'): Promise<Driven> => {
    const ledger = await rig.process({
      flinkOf: () => world.flink,
      storageOf: () => world.storage,
      clock,
      recheck: async () => {
        const identity = await world.flink.watch.identity(calm);
        return { kind: 'go', incarnation: identity.incarnation, checkpointBefore: 7 };
      },
    });
    rig.add(planId, planned);
    await ledger.release(planId);
    return () => ledger.advance(planId, calm);
  };
  async function drive(...agents: readonly Driven[]): Promise<PlanProgress[]> {
    for (let pass = 0; pass < 400; pass += 1) {
      const progress = await Promise.all(agents.map((advance) => advance()));
      if (progress.every((one) => one.kind !== 'in-progress')) return progress;
      rigs.one.tick(5_000);
    }
    throw new Error('the plans did not end');
  }
  return { world, one: (planId?: string) => begin(rigs.one, planId), other: () => begin(rigs.other), drive };
}

const plans: readonly (readonly [what: string, planned: readonly PlanStep[], effects: readonly string[]])[] = [
  ['a savepoint', [steps.savepoint], ['savepoint']],
  ['a checkpoint', [steps.checkpoint], ['checkpoint']],
  ['a stop', [steps.stop], ['stop']],
  ['a start', [steps.startFrom('file:/sp/old/savepoint-1')], ['start']],
  ['a cancellation', [steps.cancel], ['cancel']],
  ['a rescale', [steps.rescale], ['rescale']],
  ['a stop and the start from what it left', restart, ['stop', 'start']],
];

describe('of two agents with stores of their own', () => {
  test.each(plans)('%s happens once when both want it at the same time', async (_what, planned, effects) => {
    const { world, one, other, drive } = twoAgents(planned);

    const ended = await drive(await one(), await other());

    expect(world.effects.map(kindOf)).toEqual(effects);
    expect(ended.map((progress) => progress.kind)).toEqual(['succeeded', 'succeeded']);
  });

  test.each(plans)('%s happens once when one comes after the other', async (_what, planned, effects) => {
    const { world, one, other, drive } = twoAgents(planned);

    await drive(await one());
    const [late] = await drive(await other());

    expect(world.effects.map(kindOf)).toEqual(effects);
    expect(late?.kind).toBe('succeeded');
  });
});

describe('an agent whose store was wiped while the first answer was on its way', () => {
  test.each(plans)('does not do %s again', async (_what, planned, effects) => {
    const { world, one, other, drive } = twoAgents(planned);
    world.lose('reply');
    await (await one())();
    expect(world.effects, 'the answer was lost, not the request').toHaveLength(1);

    const [again] = await drive(await other());

    expect(world.effects.map(kindOf)).toEqual(effects);
    expect(again?.kind).toBe('succeeded');
  });

  test.each<[what: string, planned: readonly PlanStep[], effects: readonly string[]]>([
    ['stops once', [steps.stop], ['stop']],
    ['starts once', [steps.startFrom('file:/sp/old/savepoint-1')], ['start']],
    ['cancels once', [steps.cancel], ['cancel']],
    // Nothing is left that knows of the first one: not the store, and not the JobManager that remembered its key.
    ['takes another savepoint', [steps.savepoint], ['savepoint', 'savepoint']],
  ])('and whose JobManager was replaced, too, %s', async (_what, planned, effects) => {
    const { world, one, other, drive } = twoAgents(planned);
    world.lose('reply');
    await (await one())();
    world.failOver();

    await drive(await other());

    expect(world.effects.map(kindOf)).toEqual(effects);
  });
});

describe('a job id that runs again, as in application mode, and of whose first stop only one agent knows', () => {
  /** It goes on with a JobManager of its own, which remembers no key. */
  async function runsAgain() {
    const agents = twoAgents([steps.stop]);
    await agents.drive(await agents.one());
    agents.world.failOver();
    agents.world.setJob(job, 'RUNNING');
    return agents;
  }

  test('is stopped once, and the savepoint of the first stop is not taken for that of the second', async () => {
    const { world, one, other, drive } = await runsAgain();

    const ended = await drive(await one('again'), await other());

    expect(world.effects.map(kindOf)).toEqual(['stop', 'stop']);
    expect(ended.map((progress) => progress.kind)).toEqual(['succeeded', 'needs-human']);
    const keys = world.arrived.map(({ key }) => key);
    expect(keys[2], 'the other one counts from the start: its key is that of the first stop').toBe(keys[0]);
    expect(keys[1]).not.toBe(keys[0]);
  });

  test('and that runs on the same JobManager, which swallows the second stop, has not been stopped when it ends by itself', async () => {
    const { world, one, other, drive } = twoAgents([steps.stop]);
    await drive(await one());
    world.submitAgain(job);
    const late = await other();
    await late();
    await late();
    expect(world.arrived.map(({ key }) => key)).toEqual([world.arrived[0]?.key, world.arrived[0]?.key]);

    world.setJob(job, 'FINISHED');
    const [ended] = await drive(late);

    expect(world.effects.map(kindOf)).toEqual(['stop']);
    expect(ended?.kind).toBe('needs-human');
  });
});

function kindOf(effect: string): string {
  return effect.split(' ')[0] ?? '';
}
