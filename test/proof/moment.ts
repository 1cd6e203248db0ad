import { hash } from 'node:crypto';
import { type ActionRow, finalStates } from '../../src/domain/action.ts';
import { planDigest, proposeActions } from '../../src/ledger/propose.ts';
import { repeatWithinOf } from '../../src/ledger/repeat.ts';
import type { SendOutcome } from '../../src/ports/flink.ts';
import type { Attempt, Report } from '../../src/ports/store.ts';
import { makeProofKinds, type ProofKind, type ProofLimits } from '../../src/proof/kinds.ts';
import type { SavedLedger } from '../support/memory-ledger-store.ts';
import { type ForkedProcess, newProcess } from './forked-process.ts';
import { simulatedHoldMs, simulatedMemoryMs, simulatedSendMs } from './simulated-target.ts';

/** A request between its sender and the target, which may act on it for so long. `id`: of its action. */
export interface Request {
  readonly id: string;
  readonly key: string;
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
  readonly works: readonly Pick<Request, 'id' | 'key'>[];
  readonly effects: readonly Pick<Request, 'id' | 'key'>[];
  /** On their way back, by call. */
  readonly answers: Readonly<Record<string, SendOutcome>>;
}

/** All there is at one moment of a course. */
export interface Moment {
  readonly ledger: SavedLedger;
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
const kinds = makeProofKinds(target, limits, () => 0);

/** Before anything has happened: so many plans of one step in one lane, all for the same. */
export function firstMoment({ kind }: ProofKind, plans: number): Moment {
  const run = { cluster: 'sim', jobId: 'lane', jobStartTime: 1, sopDigest: 'd' };
  const steps = [{ name: 'only', kind, risk: 'disruptive', args: { lane: 'lane', n: '1' } }] as const;
  const rows = Array.from({ length: plans }, (_, n) => {
    const about = { id: `plan-${n}`, incidentId: `incident-${n}`, jobName: 'lane', action: 'restart-job' } as const;
    const plan = { ...run, ...about, steps, digest: planDigest({ steps, ...run }), sopId: 'sop', createdAt: n };
    return proposeActions(plan, kinds, { now: 1, epoch: 0 }).map((row) => ({ ...row, id: `action-${n}` }));
  });
  return {
    ledger: { rows: rows.flat(), attempts: [], reports: [], epoch: 1 },
    target: { life: 1, remembers: {}, requests: [], works: [], effects: [], answers: {} },
    now: 1_000_000,
    processes: [newProcess(1)],
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
  const { ledger, target, processes, now } = moment;
  const open = ledger.rows.filter(({ state }) => !finalStates.includes(state));
  const moments = [
    ...open.flatMap((row) => [row.nextSettleAt ?? now, (row.firstSentAt ?? now) + askedFor(row)]),
    ...open.flatMap(({ sendDeadlineAt }) => untilFinal(sendDeadlineAt ?? 0)),
    ...processes.flatMap(({ limitAt }) => limitAt.flatMap(([, at]) => untilFinal(at))),
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

function untilFinal(at: number): number[] {
  return [at, at + limits.finalityMs];
}

/**
 * The same of two moments that nothing later can tell apart: times count from now and only as long as anything asks for them, words and
 * what never changes do not count.
 */
export function digestOf({ ledger, target, processes, now, mistaken }: Moment): string {
  const left = (at: number | null, least = 120_000) => (at === null ? null : Math.max(at - now, -least));
  const rowOf = (row: ActionRow) => {
    const { id, state, key, generation, epoch, attempts, takeovers, incarnation, settleAttempts, updatedAt } = row;
    if (finalStates.includes(state)) return [id, state, key];
    const leftThen = row.sendDeadlineAt === null ? null : Math.max(row.sendDeadlineAt - updatedAt, -limits.finalityMs);
    const waits = [
      left(row.firstSentAt, askedFor(row)),
      left(row.sendDeadlineAt, limits.finalityMs),
      left(row.nextSettleAt, 0),
    ];
    return [id, state, key, generation, epoch, attempts, takeovers, incarnation, settleAttempts, leftThen, waits];
  };
  const waitsFor = new Set(processes.flatMap(({ epoch, waiting }) => waiting.map(({ call }) => `${epoch}/${call}`)));
  const requestOf = ({ id, key, to, call, latestAt, isLate }: Request) => [
    id,
    key,
    to,
    waitsFor.has(call) && call.split('/')[0],
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
      return [one.epoch, whats, one.waiting.map((asked) => asked.what === 'late' && asked.answered?.outcome)];
    const isSending = whats.length > 0 && whats.every((what) => what === 'send') && one.unstored.length === 0;
    const limitAt = one.limitAt.map(([id, at]) => [id, left(at, limits.finalityMs)]);
    const stands = [one.epoch, one.working, whats, limitAt, one.unstored];
    if (isSending) return stands;
    const told = one.told.map(({ now: at, ...each }) =>
      each.kind === 'begin' ? [left(at), each] : [left(at), { ...each, call: each.call - one.callsBefore }],
    );
    const atOnce = [...one.atOnce].map(([call, value]) => [call - one.callsBefore, readOf(value)]);
    return [...stands, told, atOnce];
  };
  const whole = [
    ledger.rows.map(rowOf),
    ledger.attempts.map(attemptOf),
    saidIn(ledger.reports),
    ledger.epoch,
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
