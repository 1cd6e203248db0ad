import { type ActionKindName, type ActionRow, finalStates } from '../../src/domain/action.ts';
import { crowdedLanes } from '../../src/ledger/invariants.ts';
import type { ActionKinds } from '../../src/ports/action-kind.ts';
import type { Rule } from '../../src/proof/rules.ts';
import { currentStep, progressOf } from '../../src/ledger/plan-progress.ts';
import { digestOf, firstMoment, kinds as allKinds, type Moment, plansIn, rowsOf, type Target } from './moment.ts';
import { startKind, stopKind } from './run-kinds.ts';
import { clocksSet, type Fault, stepsFrom } from './steps.ts';

export interface Scope {
  /** Of the only step; `startKind`: of the second one, after a stop of the same job. */
  readonly kind: ActionKindName;
  readonly plans?: number;
  /** Each has a store of its own, and knows nothing of the others. */
  readonly agents?: number;
  /** How many things may go wrong in one course, and which. */
  readonly most: number;
  readonly faults: readonly Fault[];
  /** Takes a guard away. */
  readonly kinds?: (kinds: ActionKinds) => ActionKinds;
}

export interface Explored {
  readonly moments: number;
  /** Steps. */
  readonly longest: number;
  readonly ends: ReadonlySet<string>;
  /** A course with the fewest faults that breaks a rule; undefined: none does. */
  readonly broken?: { readonly rule: Rule; readonly course: readonly string[] };
}

interface Course {
  readonly digest: string;
  readonly text: string;
  readonly before: Course | undefined;
  readonly length: number;
  readonly isSettled: boolean;
}

/**
 * Goes through every order of events of a small scope: what a process does between two of its calls, what the target does, time, people,
 * and as many faults as the scope allows. Moments that nothing later can tell apart are gone on from once.
 */
export async function explore({ kind, plans = 1, agents = 1, most, faults: may, kinds }: Scope): Promise<Explored> {
  const moment = firstMoment(kind, plans, agents);
  const known = kinds?.(allKinds) ?? allKinds;
  const clocks = may.includes('clock set') ? clocksSet : [0];
  const first: Course = { digest: digestOf(moment, clocks), text: '', before: undefined, length: 0, isSettled: false };
  const byFaults: [Course, Moment][][] = Array.from({ length: most + 1 }, (_, n) => (n === 0 ? [[first, moment]] : []));
  /** The fewest faults with which it was reached. */
  const reached = new Map([[first.digest, 0]]);
  const gone = new Map<string, Course>();
  /** From where one gets there without one more. */
  const from = new Map<string, string[]>();
  const ends = new Set<string>();
  let longest = 0;

  for (const [faults, courses] of byFaults.entries()) {
    for (let one = courses.shift(); one !== undefined; one = courses.shift()) {
      const [course, at] = one;
      if (gone.has(course.digest)) continue;
      gone.set(course.digest, course);
      longest = Math.max(longest, course.length);
      if (isOver(at)) {
        ends.add(
          rowsOf(at)
            .map(({ state }) => state)
            .join(' '),
        );
        continue;
      }
      for (const step of stepsFrom(at, kinds)) {
        const all = faults + step.faults.length;
        if (all > most || !step.faults.every((one) => may.includes(one))) continue;
        const next = await step.to();
        if (next === undefined) continue;
        const on: Course = {
          digest: digestOf(next, clocks),
          text: step.text,
          before: course,
          length: course.length + 1,
          isSettled: isSettled(next),
        };
        const rule = brokenIn(next, known);
        if (rule !== undefined) return { moments: gone.size, longest, ends, broken: { rule, course: textOf(on) } };
        if (step.faults.length === 0) from.set(on.digest, [...(from.get(on.digest) ?? []), course.digest]);
        if ((reached.get(on.digest) ?? Number.POSITIVE_INFINITY) <= all) continue;
        reached.set(on.digest, all);
        byFaults[all]?.push([on, next]);
      }
    }
  }
  const stuck = stuckIn(gone, from);
  return {
    moments: gone.size,
    longest,
    ends,
    ...(stuck !== undefined && { broken: { rule: 'none-lost', course: textOf(stuck) } }),
  };
}

/** A moment from which no course without a further fault comes to an end, or to a person. */
function stuckIn(gone: ReadonlyMap<string, Course>, from: ReadonlyMap<string, readonly string[]>): Course | undefined {
  const settled = [...gone.values()].filter((one) => one.isSettled);
  const well = new Set(settled.map(({ digest }) => digest));
  for (const digest of well) for (const before of from.get(digest) ?? []) well.add(before);
  return [...gone.values()].find(({ digest }) => !well.has(digest));
}

/** Every plan has come to an end, or to a person. */
function isSettled({ ledgers, mistaken }: Moment): boolean {
  if (mistaken === 'and ended') return true;
  return plansIn(ledgers).every((rows) => isEnded(rows) || currentStep(rows)?.state === 'needs_human');
}

function isEnded(rows: readonly ActionRow[]): boolean {
  return rows.every(({ state }) => finalStates.includes(state));
}

/** Nothing can come any more that matters. */
function isOver({ ledgers, target, processes, mistaken }: Moment): boolean {
  if (mistaken === 'and ended') return true;
  const isQuiet = target.requests.length === 0 && target.works.length === 0;
  return plansIn(ledgers).every(isEnded) && isQuiet && processes.every(({ waiting }) => waiting.length === 0);
}

/** By what has happened at the target so far. */
function brokenIn(moment: Moment, kinds: ActionKinds): Rule | undefined {
  const { ledgers, target, mistaken } = moment;
  const { effects } = target;
  if (mistaken === 'and ended') return undefined;
  const done = effects.map(({ kind }) => kind);
  if (new Set(done).size < done.length && mistaken !== 'and sent') return 'never-twice';
  // Two runs of one job.
  if (done.includes(startKind) && done[0] !== stopKind) return 'one-at-a-time';
  const rows = rowsOf(moment);
  for (const { id, state, key, dropReason } of rows) {
    if (state === 'succeeded' && !effects.some((one) => one.key === key)) return 'true-success';
    // That another has done the same is true of what has done it, too.
    const isDone = dropReason === 'stale' && rows.some((one) => one.key === key && one.state === 'succeeded');
    const isUndone = state === 'failed' || (state === 'dropped' && !isDone);
    if (isUndone && effects.some((one) => one.id === id)) return 'true-failure';
  }
  if (isOver(moment) && plansIn(ledgers).some((plan) => isLeftDown(plan, target, kinds))) return 'none-lost';
  return ledgers.some((one) => crowdedLanes(one.rows).length > 0) ? 'one-at-a-time' : undefined;
}

/** A job that it has stopped and not started again, and nobody is told. */
function isLeftDown(plan: readonly ActionRow[], { effects }: Target, kinds: ActionKinds): boolean {
  const isDown = effects.some(({ id }) => id === plan[0]?.id) && !effects.some(({ kind }) => kind === startKind);
  return isDown && plan.length > 1 && !progressOf(plan, kinds).jobIsDown;
}

function textOf({ before, text }: Course): string[] {
  return before === undefined ? [] : [...textOf(before), text];
}
