import { expect, test } from 'vitest';
import type { Recheck } from '../../src/ledger/deps.ts';
import type { Flink } from '../../src/ports/flink.ts';
import { makeRig, steps } from './harness.ts';

const calm = new AbortController().signal;
const go: Recheck = { kind: 'go', incarnation: undefined, checkpointBefore: 7 };

/** A rescale whose first answer is lost, and which Flink has not taken; held back from its proof until `goesOnAt`, ms since the first. */
async function rescaleHeldUntil(goesOnAt: number) {
  const rig = makeRig();
  const [row] = rig.add('p', [steps.rescale]);
  const puts: number[] = [];
  const { flink } = rig.world;
  const lossy: Flink = {
    ...flink,
    inspect: { ...flink.inspect, resourceRequirements: async () => ({ v1: { lowerBound: 1, upperBound: 1 } }) },
    write: {
      ...flink.write,
      async putResourceRequirements() {
        puts.push(rig.clock.at - 1_000_000);
        return { kind: puts.length === 1 ? 'maybe' : 'executed', status: undefined, detail: 'd' };
      },
    },
  };
  const isHeld = () => puts.length > 0 && rig.clock.at - 1_000_000 < goesOnAt;
  const recheck = async (): Promise<Recheck> => (isHeld() ? { kind: 'cannot-tell', why: 'hold by ada' } : go);
  const ledger = await rig.process({ flinkOf: () => lossy, recheck });
  await ledger.release('p');
  for (let pass = 0; pass < 150 && puts.length < 2; pass += 1) {
    await ledger.advance('p', calm);
    if (puts.length === 1 && rig.clock.at - 1_000_000 === 100_000) rig.world.failOver();
    rig.tick(5_000);
  }
  return { puts, row: rig.store.row(row?.id ?? '') };
}

test('a rescale that waited after its proof is not sent again when its five minutes are over', async () => {
  const { puts, row } = await rescaleHeldUntil(480_000);

  expect(puts).toEqual([0]);
  expect(row.state).toBe('failed');
  expect(row.note).toContain('somebody has changed them since');
});

test('a rescale that waited less is sent again, whichever JobManager answers', async () => {
  const { puts } = await rescaleHeldUntil(200_000);

  expect(puts).toHaveLength(2);
  expect(puts[1]).toBeLessThan(300_000);
});
