import { acceptedOutcomes, type ActionRow, finalStates, undeterminedStates } from '../../src/domain/action.ts';
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
import { later, limits, type Moment, type Request, type Target } from './moment.ts';

/** What may go wrong. `in between`: something else happens between two calls of a process that runs. */
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
  'person errs',
] as const;
export type Fault = (typeof faults)[number];

export interface Step {
  readonly text: string;
  readonly faults: readonly Fault[];
  readonly to: () => Promise<Moment | undefined>;
}

type Kinds = (kinds: ActionKinds) => ActionKinds;

/** Everything that may come next; undefined where it leads: nothing more comes. */
export function stepsFrom(moment: Moment, changed: Kinds | undefined): Step[] {
  const { ledger, target, processes } = moment;
  const atOnce = processes.flatMap((process) => withoutChoice(moment, process, changed));
  if (atOnce.length > 0) return atOnce.slice(0, 1);

  const busy = processes.filter((one) => !one.isOver && one.waiting.some(({ what }) => what !== 'send'));
  const steps: Step[] = [];
  function add(text: string, fault: Fault | undefined, to: Step['to'], by?: ForkedProcess): void {
    const isBetween = busy.some((one) => one !== by);
    steps.push({
      text,
      to,
      faults: [...(fault === undefined ? [] : [fault]), ...(isBetween ? (['in between'] as const) : [])],
    });
  }
  for (const process of processes) {
    const name = `process ${process.epoch}`;
    for (const asked of process.waiting)
      for (const { text, fault, to } of outcomesOf(moment, process, asked, changed))
        add(`${name} ${text}`, fault, to, process);
    if (process.isOver || process.working.length > 0) continue;
    for (const { text, fault, work } of ledger.rows.flatMap((row) => worksOf(moment, row))) {
      const from: Moment = fault === 'person errs' ? { ...moment, mistaken: 'yes' } : moment;
      add(`${name} ${text}`, fault, () => tell(from, process, { kind: 'begin', work }, changed));
    }
  }
  for (const { text, fault, to } of movesOf(moment))
    add(text, fault, async () => withAwaited({ ...moment, target: { ...target, ...to } }));

  const newest = processes.find(({ isOver }) => !isOver);
  if (newest !== undefined && ledger.epoch < 4) {
    const next = newProcess(ledger.epoch + 1);
    const begins = (before: readonly ForkedProcess[]) => () => {
      const from = { ...moment, ledger: { ...ledger, epoch: next.epoch }, processes: [...before, next] };
      return tell(from, next, { kind: 'begin', work: { do: 'recover', plan: '' } }, changed);
    };
    const others = processes.filter((one) => one !== newest);
    add(`process ${newest.epoch} is killed`, 'killed', begins(others), newest);
    // Of a process that is over only an answer that is still to come can matter.
    const isSending = newest.waiting.some(({ what }) => what === 'send');
    if (isSending && others.length === 0)
      add(`process ${newest.epoch} is taken for dead`, 'taken for dead', begins([{ ...newest, isOver: true }]), newest);
  }
  const isAwaited =
    target.requests.some(({ isLate }) => !isLate) || newest?.waiting.some(({ what }) => what === 'send') === true;
  add('time goes by', isAwaited ? 'late' : undefined, async () => later(moment));
  return steps;
}

/** What leads to the same whenever it happens, happens at once: what a process that is over does, and the beginning of a new one. */
function withoutChoice(moment: Moment, process: ForkedProcess, changed: Kinds | undefined): Step[] {
  const step = (text: string, to: Step['to']): Step[] => [{ text: `process ${process.epoch} ${text}`, faults: [], to }];
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
  if (!process.isOver || moment.target.requests.some(({ call }) => call.startsWith(`${process.epoch}/`))) return [];
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
    const store = storeOf(moment);
    await write(store);
    return { ...moment, ledger: store.save() };
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
      const isOverdue = request === undefined || moment.now >= request.latestAt - limits.holdMs;
      const gone = { ...moment, target: { ...target, requests: target.requests.filter((one) => one !== request) } };
      if (process.isOver) return [];
      if (isOverdue) return [{ text: 'gets no answer', to: answer(maybe) }];
      return [
        { text: 'gets no answer', fault: 'no answer', to: answer(maybe) },
        { text: 'cannot send', fault: 'not sent', to: answer({ ...maybe, kind: 'not-sent' }, gone) },
      ];
    }
  }
}

const maybe: SendOutcome = { kind: 'maybe', status: undefined, detail: '' };

/** What a process may begin with an action; or a person, through it, who says what is to be seen at the target, or errs. */
function worksOf({ now, target, mistaken }: Moment, row: ActionRow): { text: string; fault?: Fault; work: Work }[] {
  const { id, planId: plan, state } = row;
  if (finalStates.includes(state)) return [];
  if (state === 'needs_human') {
    const says = (finding: 'executed' | 'not-executed' | 'abandon') =>
      ({ text: `is told by a person: ${id} ${finding}`, work: { do: 'settle', plan, action: id, finding } }) as const;
    const isDone = target.effects.some(({ key }) => key === row.key);
    if (!isDone) return target.works.some(({ key }) => key === row.key) ? [] : [says('not-executed'), says('abandon')];
    return [
      says('executed'),
      ...(mistaken === 'no' ? [{ ...says('not-executed'), fault: 'person errs' as const }] : []),
    ];
  }
  const isDue = state === 'sent' || row.nextSettleAt === null || row.nextSettleAt <= now;
  return [
    ...(isDue ? [{ text: `goes on with ${id}`, work: { do: 'carry', plan } as const }] : []),
    ...(undeterminedStates.includes(state)
      ? []
      : [{ text: `cancels ${id}`, fault: 'cancelled', work: { do: 'cancel', plan } } as const]),
  ];
}

/** What may become different at the target. */
function movesOf({ target, now }: Moment): { text: string; fault?: Fault; to: Partial<Target> }[] {
  const { life, remembers, requests, works, effects, answers } = target;
  const moves: { text: string; fault?: Fault; to: Partial<Target> }[] = [];
  for (const request of requests) {
    const rest = { requests: requests.filter((one) => one !== request) };
    moves.push({ text: `the request of ${request.id} arrives`, to: { ...acted(target, request, now), ...rest } });
    for (const status of [400, 503]) {
      const refused = { ...answers, [request.call]: { kind: 'refused', status, detail: '' } as const };
      moves.push({
        text: `the request of ${request.id} is refused: ${status}`,
        fault: 'refused',
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
    moves.push({ text: `the work of ${work.id} is done`, to });
  }
  // What it was at is gone, and a connection dies with the process at its other end.
  const anew = { life: life + 1, remembers: {}, works: [], requests: [] };
  return life < 3 ? [...moves, { text: 'the target fails over', fault: 'failover', to: anew }] : moves;
}

/** What the target does with a request that it takes. */
function acted(target: Target, { id, key, to, call }: Request, now: number): Partial<Target> {
  const answered = (kind: SendOutcome['kind'], status: number) => ({
    answers: { ...target.answers, [call]: { kind, status, detail: '' } },
  });
  const keepsKeys = to === 'keyed' || to === 'long';
  if (keepsKeys && target.remembers[key] !== undefined) return answered('already', 200);
  const state = to === 'long' ? 'working' : 'done';
  const remembers = keepsKeys ? { ...target.remembers, [key]: { state, since: now } as const } : target.remembers;
  if (to === 'long') return { ...answered('executed', 202), remembers, works: [...target.works, { id, key }] };
  return { ...answered('executed', 200), remembers, effects: [...target.effects, { id, key }] };
}

function storeOf({ ledger }: Moment): MemoryLedgerStore {
  return makeMemoryLedgerStore(undefined, ledger);
}

async function store(
  moment: Moment,
  process: ForkedProcess,
  asked: Extract<Waiting, { what: 'move' }>,
  changed: Kinds | undefined,
): Promise<Moment> {
  const { id, state } = asked.change.next;
  const kept = storeOf(moment);
  const isStored = await kept.transition(asked.change);
  const isBelieved = isStored && moment.mistaken !== 'no' && !isKnownBetter(moment, id);
  const isEnded = state === 'failed' || state === 'dropped';
  const mistaken = isBelieved && isEnded ? 'and ended' : isBelieved && state === 'sent' ? 'and sent' : moment.mistaken;
  return tell({ ...moment, mistaken, ledger: kept.save() }, process, answerTo(asked, isStored), changed);
}

/** A late answer has said since that a request of it was accepted. */
function isKnownBetter({ ledger: { attempts, reports } }: Moment, id: string): boolean {
  const ofIt = attempts.filter(({ actionId }) => actionId === id);
  const isAccepted = ofIt.some(({ outcome }) => acceptedOutcomes.some((one) => one === outcome));
  const said = reports.filter(({ actionId, source }) => actionId === id && (source === 'human' || source === 'send'));
  return isAccepted && said.at(-1)?.source === 'send';
}

type Untimed<One> = One extends unknown ? Omit<One, 'now'> : never;

async function tell(
  moment: Moment,
  process: ForkedProcess,
  told: Untimed<Told>,
  changed: Kinds | undefined,
): Promise<Moment> {
  const { target, ledger, now } = moment;
  const world = {
    store: storeOf(moment),
    traces: (key: string) => target.effects.filter((one) => one.key === key).length,
    incarnation: () => `life ${target.life}`,
  };
  const next = await goOn(process, { ...told, now }, world, limits, changed);
  const known = new Set(process.waiting.map(({ call }) => call));
  const requests = next.waiting.flatMap((asked): Request[] => {
    if (asked.what !== 'send' || known.has(asked.call)) return [];
    const row = ledger.rows.find(({ key, state }) => key === asked.request.key && state === 'sent');
    if (row === undefined) throw new Error('A request has left whose intent is not stored.');
    const { latestAt } = asked.request;
    return [{ id: row.id, key: row.key, to: asked.to, call: callOf(next, asked), latestAt, isLate: false }];
  });
  return withAwaited({
    ...moment,
    target: { ...target, requests: [...target.requests, ...requests] },
    processes: moment.processes.map((one) => (one.epoch === process.epoch ? next : one)),
  });
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

function callOf({ epoch }: ForkedProcess, { call }: { readonly call: number }): string {
  return `${epoch}/${call}`;
}
