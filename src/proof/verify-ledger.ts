import { durableSettings, whyNotDurable } from './durability.ts';
import { judge, type Verdict } from './judge.ts';
import { runKillLoop } from './kill-loop.ts';
import { proofKinds } from './kinds.ts';
import type { Fault, Rule } from './rules.ts';
import type { Scratch } from './scratch.ts';

export interface Guarantee {
  readonly guarantee: string;
  readonly result: 'PASS' | 'FAIL' | 'NOT APPLICABLE';
  readonly why: string;
}

export interface VerifyReport {
  readonly seed: number;
  readonly kills: number;
  readonly landed: number;
  readonly seconds: number;
  readonly guarantees: readonly Guarantee[];
  readonly ok: boolean;
}

export interface VerifyOptions extends Scratch {
  readonly kills: number;
  readonly seed: number;
  readonly signal: AbortSignal;
  readonly progress: (line: string) => void;
}

const stopEvery = 15;

/** Tries what the ledger promises on a real store, with processes that are really killed. */
export async function verifyLedger(options: VerifyOptions): Promise<VerifyReport> {
  const { place, seed } = options;
  const began = performance.now();
  const weak = await whyNotDurable(place);
  if (weak !== undefined) return reportOf(seed, began, undefined, [durability(weak)]);
  const { evidence } = await runKillLoop({ ...options, stopEvery });
  const verdict = judge(evidence, proofKinds);
  return reportOf(seed, began, verdict, [
    ...guaranteesOf(verdict),
    durability(undefined, durableSettings(place)),
    ...limits(verdict),
  ]);
}

function reportOf(
  seed: number,
  began: number,
  verdict: Verdict | undefined,
  guarantees: readonly Guarantee[],
): VerifyReport {
  return {
    seed,
    kills: verdict?.kills ?? 0,
    landed: verdict?.landed ?? 0,
    seconds: Math.round((performance.now() - began) / 1000),
    guarantees,
    ok: guarantees.every((one) => one.result !== 'FAIL'),
  };
}

/** The rows that the run decides; a run that is void decides none of them. */
export function guaranteesOf(verdict: Verdict): Guarantee[] {
  const guaranteed = verdict.kinds.filter((one) => one.guaranteed);
  const sum = (of: (kind: (typeof guaranteed)[number]) => number): number =>
    guaranteed.reduce((total, one) => total + of(one), 0);
  const doubtful = sum((one) => one.inDoubtAtKill.all);
  const people = sum((one) => one.settledBy.human);
  const open = sum((one) => one.settledBy.open);
  const row = (guarantee: string, broken: readonly Rule[], seen: string): Guarantee => {
    const fault = verdict.faults.find((one) => broken.includes(one.rule));
    if (fault !== undefined) return { guarantee, result: 'FAIL', why: whyOf(fault, verdict.faults, broken) };
    if (verdict.void !== undefined)
      return { guarantee, result: 'FAIL', why: `the run proves nothing: ${verdict.void}` };
    return { guarantee, result: 'PASS', why: seen };
  };
  return [
    row(
      'Intent first: nothing is sent before its intent is stored',
      ['intent-first'],
      `${sum((one) => one.requests)} requests, an intent before each`,
    ),
    row(
      'Never twice: one effect at most, where the target knows keys, can be asked, or a person is',
      ['never-twice'],
      `${sum((one) => one.effects)} effects, ${verdict.kills} kills, ${doubtful} actions cut off between intent and outcome`,
    ),
    row(
      'None lost: what was released ends, or waits visibly for a person',
      ['none-lost'],
      `${sum((one) => one.actions)} actions accounted for`,
    ),
    row(
      'Doubt is settled or shown',
      ['doubt-settled'],
      `${doubtful - people - open} settled alone, ${people} by a person, ${open} still shown to one`,
    ),
    row(
      'The outcome is true: succeeded has an effect, failed has none',
      ['true-success', 'true-failure'],
      'compared with the log of the target',
    ),
    row('One at a time: a lane holds one action on the way', ['one-at-a-time'], 'no two overlap'),
    staleRow(verdict, row),
    row(
      'Every history is one course of events: intent, request, effect, outcome',
      ['explainable'],
      'none is left unexplained',
    ),
  ];
}

function staleRow(
  verdict: Verdict,
  row: (guarantee: string, broken: readonly Rule[], seen: string) => Guarantee,
): Guarantee {
  const name = 'A stale process is powerless: frozen, replaced and woken, it changes nothing';
  if (verdict.zombies === 0)
    return { guarantee: name, result: 'NOT APPLICABLE', why: 'too few kills: none was frozen first' };
  return row(name, ['stale-powerless'], `${verdict.zombies} processes were frozen and woken`);
}

function whyOf(fault: Fault, all: readonly Fault[], broken: readonly Rule[]): string {
  const count = all.filter((one) => broken.includes(one.rule)).length;
  return `${count === 1 ? '' : `${count} times, first: `}action ${fault.actionId === '' ? 'unknown' : fault.actionId}: ${fault.why}`;
}

function durability(weak: string | undefined, settings = ''): Guarantee {
  const guarantee = 'Stored means stored: the settings of the store';
  return weak === undefined ? { guarantee, result: 'PASS', why: settings } : { guarantee, result: 'FAIL', why: weak };
}

/** What no run can promise, said as it is. */
function limits(verdict: Verdict): Guarantee[] {
  const unsafe = verdict.kinds.filter((one) => !one.guaranteed);
  const twice = unsafe.reduce((sum, one) => sum + one.duplicates, 0);
  const doubtful = unsafe.reduce((sum, one) => sum + one.inDoubtAtKill.all, 0);
  return [
    {
      guarantee: 'A power cut',
      result: 'NOT APPLICABLE',
      why: 'killing processes cannot try it; it rests on the settings above and on a disk that keeps its word',
    },
    {
      guarantee: 'A target that knows no keys and is repeated without being asked',
      result: 'NOT APPLICABLE',
      why: `cannot be kept by any ledger: ${twice} duplicates in ${doubtful} doubtful actions of this run; no action of flink-medic does it`,
    },
  ];
}
