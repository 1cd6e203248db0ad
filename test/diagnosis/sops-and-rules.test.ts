import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type RuleCause, ruleCauses } from '../../src/diagnosis/causes.ts';
import { causeChain } from '../../src/domain/cause-chain.ts';
import type { Sop } from '../../src/domain/sop.ts';
import { parseSop } from '../../src/knowledge/parse-sop.ts';
import { causeOf, looped } from './evidence.ts';

function shipped(id: RuleCause): Sop {
  const file = path.join(import.meta.dirname, '../../sops', `${id}.md`);
  const result = parseSop({ file, name: `${id}.md`, bytes: readFileSync(file) });
  if (!result.ok) throw new Error(`${id} has mistakes`);
  return result.sop;
}

/** Texts of the procedures that are exceptions, as a job would throw them again and again. */
function exceptionsIn(pick: (sop: Sop) => readonly string[]): readonly (readonly [RuleCause, string])[] {
  return ruleCauses.flatMap((id) =>
    pick(shipped(id))
      .filter((text) => causeChain(text)[0]?.class.includes('.'))
      .map((text) => [id, text] as const),
  );
}

describe('rules and procedures agree', () => {
  test.each(exceptionsIn((sop) => sop.examples))('%s: %s', (id, text) => {
    const state = id === 'restarts-exhausted' ? 'FAILED' : 'RESTARTING';

    expect(causeOf({ state, exceptions: looped(text) })).toBe(id);
  });

  test.each(exceptionsIn((sop) => sop.notFor))('not %s: %s', (id, text) => {
    expect(causeOf({ state: 'FAILED', exceptions: looped(text) })).not.toBe(id);
  });
});
