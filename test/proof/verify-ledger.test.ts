import { describe, expect, test } from 'vitest';
import type { Evidence } from '../../src/proof/evidence.ts';
import { judge } from '../../src/proof/judge.ts';
import { guaranteesOf } from '../../src/proof/verify-ledger.ts';
import { cliFolder, configured, run } from '../cli/run-for-tests.ts';
import { entryOf, goodEvidence, keyed, unsafe } from './evidence-for-tests.ts';

const good = goodEvidence();
const woken = { epoch: 1, overAt: 1, wokeAt: 2, stored: [] };

function resultsOf(change: Partial<Evidence>): Record<string, string> {
  const rows = guaranteesOf(judge({ ...good, ...change }, [keyed, unsafe]));
  return Object.fromEntries(rows.map((row) => [row.guarantee.split(':')[0] ?? '', row.result]));
}

describe('the table of guarantees', () => {
  test('passes what the run has seen to hold', () => {
    expect(new Set(Object.values(resultsOf({ zombies: [woken] })))).toEqual(new Set(['PASS']));
  });

  test('fails exactly the guarantee that is broken, and names the action', () => {
    const target = [...good.target, entryOf('effect', 'a', 125)];

    const rows = guaranteesOf(judge({ ...good, target, zombies: [woken] }, [keyed, unsafe]));

    const failed = rows.filter((row) => row.result === 'FAIL');
    expect(failed).toHaveLength(1);
    expect(failed[0]).toMatchObject({ guarantee: expect.stringContaining('Never twice') as string });
    expect(failed[0]?.why).toContain('action a: 2 effects');
  });

  test('says that a guarantee was not tried when no process was frozen', () => {
    expect(resultsOf({ zombies: [] })['A stale process is powerless']).toBe('NOT APPLICABLE');
  });

  test('passes nothing in a run that proves nothing', () => {
    expect(Object.values(resultsOf({ kills: [] }))).not.toContain('PASS');
  });
});

test.each([
  ['--kills', 'many', '--kills takes a whole number from 1 to 100000, not many.'],
  ['--kills', '0', '--kills takes a whole number from 1 to 100000, not 0.'],
  ['--seed', '-1', '--seed takes a whole number'],
])('ledger verify does not start with %s %s', async (option, value, want) => {
  const folder = cliFolder();
  configured(folder);

  const ran = await run(['ledger', 'verify', option, value], { folder });

  expect(ran.code).toBe(2);
  expect(ran.stderr).toContain(want);
});
