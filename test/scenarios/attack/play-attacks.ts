import { expect, test } from 'vitest';
import type { Attack, Entry } from './attack.ts';
import { openAttackWorld } from './attack-world.ts';
import { corpus } from './corpus.ts';
import { violationsOf } from './judge-attack.ts';

/** One after the other: they keep a processor busy, and would only wait for each other. */
export function playAttacks(isHere: (entry: Entry) => boolean): void {
  test.for(corpus.filter(({ entry }) => isHere(entry)))(
    '$entry, $id: a model that obeys cannot $wants',
    async (attack) => {
      expect(await played(attack)).toEqual([]);
    },
  );
}

/** Everything that it has achieved. */
async function played(attack: Attack): Promise<string[]> {
  const world = await openAttackWorld(attack);
  try {
    await world.play();
    return await violationsOf(world);
  } finally {
    await world.close();
  }
}
