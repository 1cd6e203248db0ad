import { acceptedOutcomes, type ActionRow, finalStates, undeterminedStates } from '../../src/domain/action.ts';
import { isTooEarly } from '../../src/ledger/change.ts';
import { currentStep } from '../../src/ledger/plan-progress.ts';
import type { ActionKinds } from '../../src/ports/action-kind.ts';
import type { SendOutcome } from '../../src/ports/flink.ts';
import { makeMemoryLedgerStore, type MemoryLedgerStore } from '../support/memory-ledger-store.ts';
import {
  type ForkedProcess,
  goOn,
  newProcess,
  passed,
  silent,
  storeAway,
  type Told,
  type Waiting,
  type Work,
} from './forked-process.ts';
import { callOf, hasEndless, later, limits, type Moment, plansIn, type Request, type Target } from './moment.ts';
import { startKind } from './run-kinds.ts';

/**
 * What may go wrong. `in between`: something else happens between two calls of a process that runs; `overdue`: a send does not keep to its
 * limit; `hangs`: nor does the program that a request runs.
 */
export const faults = [
  'killed',
  'taken for dead',
  'in between',
  'store away',
  'not sent',
  'no answer',
  'late',
  'refused',
  'silent',
  'failover',
  'held',
  'cancelled',
  'clock set',
  'overdue',
  'hangs',
  'person errs',
] as const;
export type Fault = (typeof faults)[number];

const hourMs = 3_600_000;
/** How far the clock of a process may be ahead, ms. */
export const clocksSet: readonly number[] = [-hourMs, 0, hourMs];

export interface Step {
  readonly text: string;
  readonly faults: readonly Fault[];
  readonly to: () => Promise<Moment | undefined>;
}

type Kinds = (kinds: ActionKinds) => ActionKinds;

/** Everything that may come next; undefined where it leads: nothing more comes. */
export function stepsFrom(moment: Moment, changed: Kinds | undefined): Step[] {
  const { ledgers, target, processes } = moment;
  const atOnce = processes.flatMap((process) => withoutChoice(moment, process, changed));
  if (atOnce.length > 0) return atOnce.slice(0, 1);

  // What one agent stores no other sees, nor does the target.
  const storing = ledgers.length > 1 ? processes.find((one) => isStoring(one)) : undefined;
  if (storing !== undefined)
    return storing.waiting.flatMap((asked) =>
      outcomesOf(moment, storing, asked, changed).map(({ text, fault, to }) => ({
        text: `${nameOf(storing)} ${text}`,
        faults: fault === undefined ? [] : [fault],
        to,
      })),
    );

  const busy = processes.filter((one) => !one.isOver && one.waiting.some(({ what }) => what !== 'send'));
  const steps: Step[] = [];
  function add(text: string, fault: Fault | undefined, to: Step['to'], by: By = nobody): void {
    // What comes of another agent has nothing to do with it.
    const isBetween = busy.some((one) => one.epoch !== by.epoch && one.agent === (by.agent ?? one.agent));
    steps.push({
      text,
      to,
      faults: [...(fault === undefined ? [] : [fault]), ...(isBetween ? (['in between'] as const) : [])],
    });
  }
  for (const process of processes) {
    const { agent } = process;
    const name = nameOf(process);
    for (const asked of process.waiting)
      for (const { text, fault, to } of outcomesOf(moment, process, asked, changed))
        add(`${name} ${text}`, fault, to, process);
    if (process.isOver) continue;
    const isDue = process.timersAt.length > 0 && process.timersAt.every((at) => at <= moment.now);
    if (isDue && process.waiting.some(({ what }) => what === 'send'))
      add(`${name} waits no longer`, undefined, () => tell(moment, process, { kind: 'time' }, changed), process);
    for (const aheadMs of clocksSet.filter((one) => one !== process.aheadMs))
      add(
        `${name} has its clock set ${aheadMs} ms ahead`,
        'clock set',
        async () => withProcess(moment, { ...process, aheadMs }),
        process,
      );
    if (process.working.length > 0) continue;
    const plans = plansIn(ledgers.slice(process.agent, process.agent + 1));
    for (const { text, fault, work } of plans.flatMap((rows) => worksOf(moment, process, rows))) {
      const from: Moment = fault === 'person errs' ? { ...moment, mistaken: 'yes' } : moment;
      add(`${name} ${text}`, fault, () => tell(from, process, { kind: 'begin', work }, changed), { agent });
    }
  }
  for (const { text, fault, to, agent } of movesOf(moment))
    add(text, fault, async () => withAwaited({ ...moment, target: { ...target, ...to } }), { agent });

  for (const [agent, ledger] of ledgers.entries()) {
    const [newest, ...others] = processes.filter((one) => one.agent === agent).toSorted((a, b) => b.epoch - a.epoch);
    if (newest === undefined || ledger.epoch >= 4) continue;
    const begins = (left: readonly ForkedProcess[]) => () => {
      const next = newProcess(agent, ledger.epoch + 1);
      const from = {
        ...moment,
        target: {
          ...target,
          requests: target.requests.map((one) => (isOf(newest, one) ? ended(one, moment.now) : one)),
        },
        ledgers: ledgers.map((one) => (one === ledger ? { ...ledger, epoch: next.epoch } : one)),
        processes: [...processes.filter((one) => one.agent !== agent), ...others, ...left, next],
      };
      return tell(from, next, { kind: 'begin', work: { do: 'recover', plan: '' } }, changed);
    };
    add(`${nameOf(newest)} is killed`, 'killed', begins([]), newest);
    // Of a process that is over only an answer that is still to come can matter.
    const isSending = newest.waiting.some(({ what }) => what === 'send');
    if (isSending && others.length === 0)
      add(`${nameOf(newest)} is taken for dead`, 'taken for dead', begins([{ ...newest, isOver: true }]), newest);
  }
  const isAwaited =
    target.requests.some(({ isLate }) => !isLate) ||
    processes.some((one) => !one.isOver && !hasEndless(target, one) && one.waiting.some(({ what }) => what === 'send'));
  add('time goes by', isAwaited ? 'late' : undefined, async () => later(moment));
  return steps;
}

function isStoring({ isOver, waiting }: ForkedProcess): boolean {
  return !isOver && waiting.some(({ what }) => what === 'move');
}

function nameOf({ agent, epoch }: ForkedProcess): string {
  return agent === 0 ? `process ${epoch}` : `process ${epoch} of another agent`;
}

function isOf({ agent, epoch }: ForkedProcess, { call }: Request): boolean {
  return call.startsWith(`${agent}/${epoch}/`);
}

/** Nobody sends any more of it: what is on its way arrives in the time that the target may take. */
function ended(request: Request, now: number): Request {
  return { ...request, latestAt: Math.min(request.latestAt, now + limits.sendMs + limits.holdMs) };
}

/** What leads to the same whenever it happens, happens at once: what a process that is over does, and the beginning of a new one. */
function withoutChoice(moment: Moment, process: ForkedProcess, changed: Kinds | undefined): Step[] {
  const step = (text: string, to: Step['to']): Step[] => [{ text: `${nameOf(process)} ${text}`, faults: [], to }];
  const recovers = process.working.some((one) => one.do === 'recover');
  if (!process.isOver && !recovers) return [];
  for (const asked of process.waiting) {
    const answer = asked.what === 'send' ? moment.target.answers[callOf(process, asked)] : undefined;
    if (asked.what === 'move')
      return step(`tries to store ${asked.change.next.state}`, () => store(moment, process, asked, changed));
    if (answer !== undefined)
      return step('is answered late', () => tell(moment, process, answerTo(asked, answer), changed));
    if (asked.what === 'late') return [];
  }
  if (!process.isOver || moment.target.requests.some((one) => isOf(process, one))) return [];
  return step('ends', async () => ({ ...moment, processes: moment.processes.filter((one) => one !== process) }));
}

interface Outcome {
  readonly text: string;
  readonly fault?: Fault;
  readonly to: Step['to'];
}

/** How what a process waits for may come out. */
function outcomesOf(moment: Moment, process: ForkedProcess, asked: Waiting, changed: Kinds | undefined): Outcome[] {
  const { target } = moment;
  const answer =
    (value: unknown, from = moment) =>
    () =>
      tell(from, process, answerTo(asked, value), changed);
  const fails =
    (error: Error, from = moment) =>
    () =>
      tell(from, process, { kind: 'fails', call: asked.call, error }, changed);
  const stores = async (write: (store: MemoryLedgerStore) => Promise<unknown>): Promise<Moment> => {
    const kept = storeOf(moment, process);
    await write(kept);
    return withLedger(moment, process, kept);
  };
  switch (asked.what) {
    case 'move': {
      const what = `${asked.change.id} ${asked.change.next.state}`;
      const unheard = async () => fails(storeAway, await stores((one) => one.transition(asked.change)))();
      return [
        { text: `stores ${what}`, to: () => store(moment, process, asked, changed) },
        { text: `cannot store ${what}`, fault: 'store away', to: fails(storeAway) },
        { text: `stores ${what} and is not told`, fault: 'store away', to: unheard },
      ];
    }
    case 'late': {
      const text = `keeps its late answer ${asked.answered?.outcome ?? ''}`;
      return [
        {
          text,
          to: async () => answer(undefined, await stores((one) => one.addReport(asked.report, asked.answered)))(),
        },
      ];
    }
    case 'check': {
      const refusals = [{ reason: 'held', field: 'hold', value: 'x', todo: 'wait' }];
      const isDone = seesWhatIsDone(moment) && target.effects.some(({ kind }) => kind === asked.kind);
      if (isDone) return [{ text: 'must not send, as it is done', to: answer({ kind: 'refuse', refusals }) }];
      return [
        { text: 'may send', to: answer(passed) },
        { text: 'must not send', fault: 'held', to: answer({ kind: 'refuse', refusals }) },
      ];
    }
    case 'look': {
      const seen = target.remembers[asked.key]?.state ?? 'unknown';
      return [
        { text: `sees ${seen}`, to: answer(seen) },
        { text: 'sees nobody', fault: 'silent', to: fails(silent) },
      ];
    }
    case 'send': {
      const call = callOf(process, asked);
      const came = target.answers[call];
      if (came !== undefined) {
        const isLost = { text: 'gets no answer', fault: 'no answer', to: answer(maybe) } as const;
        return [{ text: `is answered ${came.kind} ${came.status}`, to: answer(came) }, isLost];
      }
      const request = target.requests.find((one) => one.call === call);
      if (process.isOver) return [];
      const instead = (...one: Request[]): Moment => ({
        ...moment,
        target: { ...target, requests: target.requests.flatMap((each) => (each === request ? one : [each])) },
      });
      if (request === undefined) return [{ text: 'gets no answer', to: answer(maybe) }];
      const isEndless = request.latestAt === Number.POSITIVE_INFINITY;
      const isOverdue = moment.now >= request.latestAt - limits.holdMs;
      const endless = { ...request, latestAt: Number.POSITIVE_INFINITY, isLate: true };
      const overdue = { text: 'sends on past its limit', fault: 'overdue', to: async () => instead(endless) } as const;
      if (isOverdue) return [{ text: 'gets no answer', to: answer(maybe) }];
      const unheard = {
        text: 'gets no answer',
        fault: 'no answer',
        to: answer(maybe, instead(ended(request, moment.now))),
      } as const;
      if (isEndless) return [unheard];
      return [
        unheard,
        overdue,
        { text: 'cannot send', fault: 'not sent', to: answer({ ...maybe, kind: 'not-sent' }, instead()) },
        ...(request.kind === startKind
          ? [
              {
                text: 'gets no answer, as its program hangs',
                fault: 'hangs',
                to: answer(maybe, instead({ ...endless, call: '' })),
              } as const,
            ]
          : []),
      ];
    }
  }
}

const maybe: SendOutcome = { kind: 'maybe', status: undefined, detail: '' };

/** The checks before a send read what has been done, where more than the ledger has to see to it that it is done once. */
function seesWhatIsDone({ ledgers }: Moment): boolean {
  return ledgers.length > 1 || plansIn(ledgers).some((rows) => rows.length > 1);
}

/** What a process may begin with a plan; or a person, through it, who says what is to be seen at the target, or errs. */
function worksOf(
  { now, target, mistaken }: Moment,
  { aheadMs }: ForkedProcess,
  rows: readonly ActionRow[],
): { text: string; fault?: Fault; work: Work }[] {
  const row = currentStep(rows);
  if (row === undefined || rows.every(({ state }) => finalStates.includes(state))) return [];
  const { id, planId: plan, key, state } = row;
  if (state === 'needs_human') {
    const isOfIt = (one: { readonly key: string }) => one.key === key;
    const says = (finding: 'executed' | 'not-executed' | 'abandon') =>
      ({
        text: `is told by a person: ${id} ${finding}`,
        work: { do: 'settle', plan, action: id, finding, trace: key },
      }) as const;
    const isHung = target.requests.some((one) => isOfIt(one) && one.latestAt === Number.POSITIVE_INFINITY);
    if (!target.effects.some(isOfIt))
      return target.works.some(isOfIt) || isHung ? [] : [says('not-executed'), says('abandon')];
    return [
      says('executed'),
      ...(mistaken === 'no' ? [{ ...says('not-executed'), fault: 'person errs' as const }] : []),
    ];
  }
  const isDue = state === 'sent' || !isTooEarly(row, now + aheadMs);
  const isCancellable = !rows.some((one) => undeterminedStates.includes(one.state));
  return [
    ...(isDue ? [{ text: `goes on with ${id}`, work: { do: 'carry', plan } as const }] : []),
    ...(isCancellable ? [{ text: `cancels ${id}`, fault: 'cancelled', work: { do: 'cancel', plan } } as const] : []),
  ];
}

interface By {
  readonly agent: number | undefined;
  readonly epoch?: number;
}
const nobody: By = { agent: undefined };

interface Move {
  readonly text: string;
  readonly fault?: Fault;
  /** Whose request it is about. */
  readonly agent: number | undefined;
  readonly to: Partial<Target>;
}

/** What may become different at the target. */
function movesOf({ target, now }: Moment): Move[] {
  const { life, remembers, requests, works, effects, answers } = target;
  const moves: Move[] = [];
  for (const request of requests) {
    const rest = { requests: requests.filter((one) => one !== request) };
    const { id, agent } = request;
    moves.push({ text: `the request of ${id} arrives`, agent, to: { ...acted(target, request, now), ...rest } });
    for (const status of [400, 503]) {
      const refused = { ...answers, [request.call]: { kind: 'refused', status, detail: '' } as const };
      moves.push({
        text: `the request of ${id} is refused: ${status}`,
        fault: 'refused',
        agent,
        to: { ...rest, answers: refused },
      });
    }
  }
  for (const work of works) {
    const known = remembers[work.key];
    const done = known === undefined ? {} : { [work.key]: { ...known, state: 'done' as const } };
    const to = {
      works: works.filter((one) => one !== work),
      effects: [...effects, work],
      remembers: { ...remembers, ...done },
    };
    moves.push({ text: `the work of ${work.id} is done`, to, agent: undefined });
  }
  // What it was at is gone, and a connection dies with the process at its other end.
  const anew = { life: life + 1, remembers: {}, works: [], requests: [] };
  return life < 3
    ? [...moves, { text: 'the target fails over', fault: 'failover', to: anew, agent: undefined }]
    : moves;
}

/** What the target does with a request that it takes. */
function acted(target: Target, { id, kind, key, to, call }: Request, now: number): Partial<Target> {
  const answered = (kind: SendOutcome['kind'], status: number) => ({
    answers: { ...target.answers, [call]: { kind, status, detail: '' } },
  });
  const keepsKeys = to === 'keyed' || to === 'long';
  if (keepsKeys && target.remembers[key] !== undefined) return answered('already', 200);
  const state = to === 'long' ? 'working' : 'done';
  // A job is known as long as it is there.
  const since = kind === startKind ? Number.POSITIVE_INFINITY : now;
  const remembers = keepsKeys ? { ...target.remembers, [key]: { state, since } as const } : target.remembers;
  if (to === 'long') return { ...answered('executed', 202), remembers, works: [...target.works, { id, kind, key }] };
  return { ...answered('executed', 200), remembers, effects: [...target.effects, { id, kind, key }] };
}

function storeOf({ ledgers }: Moment, { agent }: ForkedProcess): MemoryLedgerStore {
  return makeMemoryLedgerStore(undefined, ledgers[agent]);
}

function withLedger(moment: Moment, { agent }: ForkedProcess, kept: MemoryLedgerStore): Moment {
  return { ...moment, ledgers: moment.ledgers.map((one, n) => (n === agent ? kept.save() : one)) };
}

function withProcess(moment: Moment, next: ForkedProcess): Moment {
  const isSame = ({ agent, epoch }: ForkedProcess) => agent === next.agent && epoch === next.epoch;
  return { ...moment, processes: moment.processes.map((one) => (isSame(one) ? next : one)) };
}

async function store(
  moment: Moment,
  process: ForkedProcess,
  asked: Extract<Waiting, { what: 'move' }>,
  changed: Kinds | undefined,
): Promise<Moment> {
  const { id, state } = asked.change.next;
  const kept = storeOf(moment, process);
  const isStored = await kept.transition(asked.change);
  const isBelieved = isStored && moment.mistaken !== 'no' && !isKnownBetter(moment, process, id);
  const isEnded = state === 'failed' || state === 'dropped';
  const mistaken = isBelieved && isEnded ? 'and ended' : isBelieved && state === 'sent' ? 'and sent' : moment.mistaken;
  return tell({ ...withLedger(moment, process, kept), mistaken }, process, answerTo(asked, isStored), changed);
}

/** A late answer has said since that a request of it was accepted. */
function isKnownBetter({ ledgers }: Moment, { agent }: ForkedProcess, id: string): boolean {
  const { attempts = [], reports = [] } = ledgers[agent] ?? {};
  const ofIt = attempts.filter(({ actionId }) => actionId === id);
  const isAccepted = ofIt.some(({ outcome }) => acceptedOutcomes.some((one) => one === outcome));
  const said = reports.filter(({ actionId, source }) => actionId === id && (source === 'human' || source === 'send'));
  return isAccepted && said.at(-1)?.source === 'send';
}

type Untimed<One> = One extends unknown ? Omit<One, 'now' | 'aheadMs'> : never;

async function tell(
  moment: Moment,
  process: ForkedProcess,
  told: Untimed<Told>,
  changed: Kinds | undefined,
): Promise<Moment> {
  const { target, now } = moment;
  const world = {
    store: storeOf(moment, process),
    traces: (key: string) => target.effects.filter((one) => one.key === key).length,
    incarnation: () => `life ${target.life}`,
  };
  const next = await goOn(process, { ...told, now, aheadMs: process.aheadMs }, world, limits, changed);
  const known = new Set(process.waiting.map(({ call }) => call));
  const requests = next.waiting.flatMap((asked): Request[] => {
    if (asked.what !== 'send' || known.has(asked.call)) return [];
    const row = moment.ledgers[process.agent]?.rows.find(
      ({ key, state }) => key === asked.request.key && state === 'sent',
    );
    if (row === undefined) throw new Error('A request has left whose intent is not stored.');
    const { latestAt } = asked.request;
    const { id, kind, key } = row;
    return [{ id, kind, key, agent: next.agent, to: asked.to, call: callOf(next, asked), latestAt, isLate: false }];
  });
  return withAwaited(
    withProcess({ ...moment, target: { ...target, requests: [...target.requests, ...requests] } }, next),
  );
}

/** Without answers that nobody waits for any more. */
function withAwaited(moment: Moment): Moment {
  const calls = new Set(moment.processes.flatMap((process) => process.waiting.map((asked) => callOf(process, asked))));
  const answers = Object.entries(moment.target.answers).filter(([call]) => calls.has(call));
  return { ...moment, target: { ...moment.target, answers: Object.fromEntries(answers) } };
}

function answerTo({ call }: Waiting, value: unknown) {
  return { kind: 'answer', call, value } as const;
}
