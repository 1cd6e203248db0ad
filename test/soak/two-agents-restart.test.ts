import { expect, test } from 'vitest';
import { explore } from '../proof/explorer.ts';
import { startKind } from '../proof/run-kinds.ts';

/** Here, not beside the other scopes: some 150,000 moments take minutes. */
test('no course breaks a rule of two agents, each with a store of its own, that both stop a job and start it', {
  timeout: 1_800_000,
}, async () => {
  const explored = await explore({ kind: startKind, agents: 2, most: 0, faults: [] });

  expect(explored.broken).toBeUndefined();
  // Who came second finds the first one's work under its own key, or that there is nothing to do.
  expect([...explored.ends].toSorted()).toEqual([
    'dropped dropped succeeded succeeded',
    'succeeded succeeded dropped dropped',
    'succeeded succeeded succeeded succeeded',
  ]);
  expect(explored.moments).toBeGreaterThan(100_000);
});
