import { describe, expect, test } from 'vitest';
import type { PlanStep } from '../../src/domain/plan.ts';
import { type CrashPoint, crashPoints } from '../../src/ledger/deps.ts';
import { crowdedLanes } from '../../src/ledger/invariants.ts';
import { Crash, crashAt, makeRig, restart, steps } from './harness.ts';

const calm = new AbortController().signal;
const kinds: readonly PlanStep[] = [
  steps.checkpoint,
  steps.savepoint,
  steps.stop,
  steps.startFrom('file:/sp/old/savepoint-1'),
  steps.cancel,
  steps.rescale,
];
/** What happens to the first write on its way. */
const ways = [undefined, 'reply', 'request', 'refuse'] as const;

/** Dies once at the point, comes back with a new epoch and carries the plan through. */
async function dieOnceAt(point: CrashPoint, planned: readonly PlanStep[], way: (typeof ways)[number]) {
  const rig = makeRig();
  rig.add('p', planned);
  const crash = crashAt(point);
  rig.world.lose(way);
  const first = await rig.process({ crashPoint: crash.hook });
  try {
    await first.release('p');
    await rig.drive(first, 'p');
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
  }
  const second = await rig.process();
  await second.recover();
  await second.release('p');
  const progress = await rig.drive(second, 'p');
  return { rig, progress, reached: crash.reached };
}

describe('after a crash at any point each kind has had exactly one effect and none is lost', () => {
  for (const step of kinds) {
    test.each(crashPoints)(`${step.kind}: %s`, async (point) => {
      let reached = false;
      for (const way of ways) {
        const run = await dieOnceAt(point, [step], way);

        expect(run.progress.kind, `answer lost: ${way}`).toBe('succeeded');
        expect(run.rig.world.effects, `answer lost: ${way}`).toHaveLength(1);
        reached ||= run.reached;
      }
      expect(reached, 'the point is on the way of this kind').toBe(true);
    });
  }

  test.each(kinds)('$kind: with the request already in Flink', async (step) => {
    const rig = makeRig();
    rig.add('p', [step]);
    const first = await rig.process();
    await first.release('p');
    const arrived = new Promise<void>((resolve) => {
      rig.world.onArrival(() => {
        resolve();
        return new Promise<void>(() => {});
      });
    });
    void first.advance('p', calm);
    await arrived;
    rig.world.onArrival(undefined);

    const second = await rig.process();
    expect(await second.recover(), 'nobody will store its answer any more').toBe(1);
    const progress = await rig.drive(second, 'p');

    expect(progress.kind).toBe('succeeded');
    expect(rig.world.effects).toHaveLength(1);
  });
});

describe('a restart is one stop and one start from its savepoint', () => {
  test.each(crashPoints.flatMap((point) => ways.map((way) => [point, way] as const)))(
    'after a crash at %s, first answer: %s',
    async (point, way) => {
      const { rig, progress } = await dieOnceAt(point, restart, way);

      expect(progress.kind).toBe('succeeded');
      expect(rig.world.effects.map((effect) => effect.split(' ')[0])).toEqual(['stop', 'start']);
      expect(progress.results['start']?.['restored']).toBe(progress.results['stop']?.['savepoint']);
      expect(crowdedLanes(await rig.store.actions({}))).toEqual([]);
    },
  );
});
