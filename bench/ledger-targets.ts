import type { CostName, CostRow } from './ledger-cost.ts';
import type { KillRow } from './ledger-kills.ts';
import { round } from './ledger-numbers.ts';

export interface Target {
  readonly target: string;
  readonly seen: string;
  readonly met: boolean;
}

const timesBelow = 5;

/** At one in flight, medians of the repetitions: what one action costs on its own. */
export function targetsOf(costs: readonly CostRow[], kills: readonly KillRow[]): Target[] {
  const alone = (name: CostName): CostRow => {
    const row = costs.find((one) => one.name === name && one.inFlight === 1);
    if (row === undefined) throw new Error(`Nothing was measured for ${name}`);
    return row;
  };
  const whole = (name: CostName): number => alone(name).cost.p50.median;
  const writes = (name: CostName): number => alone(name).writes?.p50.median ?? Number.NaN;
  const peer = whole('peer, workflow of one step');
  const below = (target: string, ms: number): Target => ({
    target: `${target} at least ${timesBelow} times below the peer's workflow of one step (p50)`,
    seen: `${ms} ms to ${peer} ms, ${round(peer / ms)} times`,
    met: ms * timesBelow <= peer,
  });
  const atMost = (name: CostName, limitMs: number): Target => ({
    target: `${name}: intent and outcome in at most ${limitMs} ms (p50)`,
    seen: `${writes(name)} ms`,
    met: writes(name) <= limitMs,
  });
  const safe = kills.filter((one) => one.guaranteed);
  const sum = (of: (one: KillRow) => number): number => safe.reduce((total, one) => total + of(one), 0);
  const duplicates = sum((one) => one.duplicates);
  const wrong = sum((one) => one.lost + one.toldWrong);
  return [
    {
      target: 'no duplicate, where the target knows keys or can be asked',
      seen: `${duplicates} in ${sum((one) => one.landed)} kills, ${sum((one) => one.inDoubt)} actions in doubt`,
      met: duplicates === 0,
    },
    { target: 'none lost, none told wrong', seen: `${wrong}`, met: wrong === 0 },
    atMost('ledger, SQLite', 0.5),
    atMost('ledger, PostgreSQL', 1),
    below('ledger, SQLite: intent and outcome', writes('ledger, SQLite')),
    below('ledger, PostgreSQL: intent and outcome', writes('ledger, PostgreSQL')),
    below('ledger, SQLite: whole action', whole('ledger, SQLite')),
    below('ledger, PostgreSQL: whole action', whole('ledger, PostgreSQL')),
  ];
}
