import { hash } from 'node:crypto';
import { type ActionKindName, type ActionRow, finalStates } from '../../src/domain/action.ts';
import { isClockBehind } from '../../src/ledger/change.ts';
import type { PlanStep } from '../../src/domain/plan.ts';
import { planDigest, proposeActions } from '../../src/ledger/propose.ts';
import { repeatWithinOf } from '../../src/ledger/repeat.ts';
import type { SendOutcome } from '../../src/ports/flink.ts';
import type { Attempt, Report } from '../../src/ports/store.ts';
import type { ProofKind, ProofLimits } from '../../src/proof/kinds.ts';
import type { SavedLedger } from '../support/memory-ledger-store.ts';
import { type ForkedProcess, newProcess } from './forked-process.ts';
import { makeKinds, startKind, stopKind } from './run-kinds.ts';
import { simulatedHoldMs, simulatedMemoryMs, simulatedSendMs } from './simulated-target.ts';

/** Something that is done at the target. `id`: of its action. */
interface Deed {
  readonly id: string;
  readonly kind: ActionKindName;
  readonly key: string;
}

/** A request between its sender and the target, which may act on it for so long. */
export interface Request extends Deed {
  readonly agent: number;
  readonly to: ProofKind['target'];
  /** Who waits for the answer. */
  readonly call: string;
  readonly latestAt: number;
  readonly isLate: boolean;
}

export interface Target {
  readonly life: number;
  readonly remembers: Readonly<Record<string, { readonly state: 'working' | 'done'; readonly since: number }>>;
  readonly requests: readonly Request[];
  readonly works: readonly Deed[];
  readonly effects: readonly Deed[];
  /** On their way back, by call. */
  readonly answers: Readonly<Record<string, SendOutcome>>;
}

/** All there is at one moment of a course. */
export interface Moment {
  /** One of each agent. */
  readonly ledgers: readonly SavedLedger[];
  readonly target: Target;
  readonly now: number;
  readonly processes: readonly ForkedProcess[];
  /**
   * A person has said that nothing came of what had its effect; `and sent`: the next request left before anybody knew better; `and ended`: so
   * did the action, and whoever believes a person who errs is not to blame for what comes of it.
   */
  readonly mistaken: 'no' | 'yes' | 'and sent' | 'and ended';
}

export const limits: ProofLimits = {
  sendMs: simulatedSendMs,
  holdMs: simulatedHoldMs,
  finalityMs: simulatedHoldMs + 500,
  keyWindowMs: simulatedMemoryMs,
};
const unasked = (): never => {
  throw new Error('not asked');
};
const target = { send: unasked, memory: unasked, traces: unasked, incarnation: unasked };
export const kinds = makeKinds(target, limits, () => 0);

/** A job is stopped, and started from where it stood; or one action alone. */
function stepsOf(kind: ActionKindName): readonly PlanStep[] {
  const args = { lane: 'lane', n: '1' };
  const one = { risk: 'disruptive', args } as const;
  if (kind !== startKind) return [{ ...one, name: 'action', kind }];
  const start: PlanStep = { ...one, name: 'start', kind, args: { ...args, after: { from: 'stop.trace' } } };
  return [{ ...one, name: 'stop', kind: stopKind }, start];
}

export function rowsOf({ ledgers }: Pick<Moment, 'ledgers'>): ActionRow[] {
  return ledgers.flatMap(({ rows }) => rows);
}

/** The rows of each plan, in the order of its steps. */
export function plansIn(ledgers: Moment['ledgers']): ActionRow[][] {
  return [...Map.groupBy(rowsOf({ ledgers }), ({ planId }) => planId).values()];
}

/** Before anything has happened: so many plans of each agent in one lane, all for the same. */
export function firstMoment(kind: ActionKindName, plans: number, agents: number): Moment {
  const run = { cluster: 'sim', jobId: 'lane', jobStartTime: 1, sopDigest: 'd' };
  const steps = stepsOf(kind);
  const rowsOfPlan = (n: number): ActionRow[] => {
    const about = { id: `plan-${n}`, incidentId: `incident-${n}`, jobName: 'lane', action: 'restart-job' } as const;
    const plan = { ...run, ...about, steps, digest: planDigest({ steps, ...run }), sopId: 'sop', createdAt: n };
    return proposeActions(plan, kinds, { now: 1, epoch: 0 }).map((row) => ({ ...row, id: `${row.stepName}-${n}` }));
  };
  const ledgers = Array.from({ length: agents }, (_, agent) => ({
    rows: Array.from({ length: plans }, (_, n) => rowsOfPlan(agent * plans + n)).flat(),
    attempts: [],
    reports: [],
    epoch: 1,
  }));
  return {
    ledgers,
    target: { life: 1, remembers: {}, requests: [], works: [], effects: [], answers: {} },
    now: 1_000_000,
    processes: ledgers.map((_, agent) => newProcess(agent, 1)),
    mistaken: 'no',
  };
}

/** For how long anything asks since when it was first sent, ms. */
function askedFor({ kind, state }: ActionRow): number {
  const found = kinds.get(kind);
  if (found === undefined) return 0;
  return state === 'running' ? found.runLimitMs + 1 : (repeatWithinOf(found, 0) ?? 0);
}

/** The next moment at which anything is different; undefined: there is none. */
export function later(moment: Moment): Moment | undefined {
  const { ledgers, target, processes, now } = moment;
  const moments = [
    ...processes.flatMap((one) => (ledgers[one.agent]?.rows ?? []).flatMap((row) => momentsOf(row, one, now))),
    ...processes.flatMap(({ limitAt }) => limitAt.flatMap(([, at]) => untilFinal(at))),
    ...processes.filter((one) => hasEndless(target, one)).map(({ timersAt }) => Math.max(...timersAt)),
    ...target.requests.flatMap(({ latestAt }) => [latestAt - limits.holdMs, latestAt + 1]),
    ...Object.values(target.remembers).map(({ since }) => since + limits.keyWindowMs),
  ];
  const at = Math.ceil(Math.min(...moments.filter((one) => one > now)));
  if (at === Number.POSITIVE_INFINITY) return undefined;
  const remembers = Object.entries(target.remembers).filter(
    ([, { state, since }]) => state === 'working' || at < since + limits.keyWindowMs,
  );
  const requests = target.requests.filter(({ latestAt }) => latestAt >= at).map((one) => ({ ...one, isLate: true }));
  return { ...moment, now: at, target: { ...target, requests, remembers: Object.fromEntries(remembers) } };
}

/** Of an open action. To a process whose clock went back it is due, and it says by that clock for how long it waits then. */
function momentsOf(row: ActionRow, { aheadMs }: ForkedProcess, now: number): number[] {
  if (finalStates.includes(row.state) || isClockBehind(row, now + aheadMs)) return [];
  const { firstSentAt, sendDeadlineAt, nextSettleAt } = row;
  const moments = [
    ...(nextSettleAt === null ? [] : [nextSettleAt]),
    ...(firstSentAt === null ? [] : [firstSentAt + askedFor(row)]),
    ...(sendDeadlineAt === null ? [] : untilFinal(sendDeadlineAt)),
  ];
  return moments.map((at) => at - aheadMs);
}

function untilFinal(at: number): number[] {
  return [at, at + limits.finalityMs];
}

/** The process waits for a send that keeps to no limit. */
export function hasEndless({ requests }: Target, process: ForkedProcess): boolean {
  return requests.some(
    ({ call, latestAt }) =>
      latestAt === Number.POSITIVE_INFINITY && process.waiting.some((asked) => callOf(process, asked) === call),
  );
}

export function callOf({ agent, epoch }: ForkedProcess, { call }: { readonly call: number }): string {
  return `${agent}/${epoch}/${call}`;
}

/**
 * The same of two moments that nothing later can tell apart: times count from now and only as long as anything asks for them, words and
 * what never changes do not count.
 * @param clocks how far that of a process may be ahead, ms.
 */
export function digestOf({ ledgers, target, processes, now, mistaken }: Moment, clocks: readonly number[]): string {
  const left = (at: number, least = 120_000) => Math.max(at - now, -least);
  const byClock = (at: number | null, least?: number) =>
    at === null ? null : clocks.map((aheadMs) => left(at - aheadMs, least));
  const rowOf = (row: ActionRow) => {
    const { id, state, key, generation, epoch, attempts, takeovers, incarnation, settleAttempts, updatedAt } = row;
    if (finalStates.includes(state)) return [id, state, key];
    const leftThen = row.sendDeadlineAt === null ? null : Math.max(row.sendDeadlineAt - updatedAt, -limits.finalityMs);
    const waits = [
      byClock(row.firstSentAt, askedFor(row)),
      byClock(row.sendDeadlineAt, limits.finalityMs),
      byClock(row.nextSettleAt, 0),
      clocks.map((aheadMs) => isClockBehind(row, now + aheadMs)),
    ];
    return [id, state, key, generation, epoch, attempts, takeovers, incarnation, settleAttempts, leftThen, waits];
  };
  const waitsFor = new Map(
    processes.flatMap((one) => one.waiting.map((asked) => [callOf(one, asked), [one.agent, one.epoch]])),
  );
  const requestOf = ({ id, key, call, latestAt, isLate }: Request) => [
    id,
    key,
    waitsFor.get(call),
    left(latestAt),
    isLate,
  ];
  const readOf = (one: unknown): unknown => {
    if (Array.isArray(one)) return one.map(readOf);
    if (typeof one !== 'object' || one === null) return one;
    if ('planId' in one) return rowOf(one as ActionRow);
    return 'outcome' in one ? attemptOf(one as Attempt) : reportOf(one as Report);
  };
  const processOf = (one: ForkedProcess) => {
    const whats = one.waiting.map(({ what }) => what);
    if (one.isOver)
      return [
        one.agent,
        one.epoch,
        whats,
        one.waiting.map((asked) => asked.what === 'late' && asked.answered?.outcome),
      ];
    const isSending = whats.length > 0 && whats.every((what) => what === 'send') && one.unstored.length === 0;
    const limitAt = one.limitAt.map(([id, at]) => [id, left(at, limits.finalityMs)]);
    const timersAt = hasEndless(target, one) && one.timersAt.map((at) => left(at));
    const stands = [one.agent, one.epoch, one.aheadMs, one.working, whats, limitAt, timersAt, one.unstored];
    if (isSending) return stands;
    const told = one.told.map(({ now: at, ...each }) =>
      'call' in each ? [left(at), { ...each, call: each.call - one.callsBefore }] : [left(at), each],
    );
    const atOnce = [...one.atOnce].map(([call, value]) => [call - one.callsBefore, readOf(value)]);
    return [...stands, told, atOnce];
  };
  const whole = [
    ledgers.map((one) => [one.rows.map(rowOf), one.attempts.map(attemptOf), saidIn(one.reports), one.epoch]),
    target.life,
    Object.entries(target.remembers).map(([key, { state, since }]) => [key, state, left(since)]),
    target.requests.map(requestOf),
    target.works,
    target.effects,
    Object.values(target.answers),
    processes.map(processOf),
    mistaken,
  ];
  return hash('sha256', JSON.stringify(whole), 'base64url');
}

function attemptOf({ actionId, n, outcome }: Attempt): unknown {
  return [actionId, n, outcome];
}

/** What people and late answers have said, and what is the last that is known of each action. */
function saidIn(reports: readonly Report[]): unknown {
  const last = new Map(reports.map((one) => [one.actionId, one]));
  return reports
    .filter((one) => one.source === 'human' || one.source === 'send' || last.get(one.actionId) === one)
    .map(reportOf);
}

function reportOf({ actionId, source }: Report): unknown {
  return [actionId, source];
}
