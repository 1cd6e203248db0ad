import { makePage } from '../../src/actions/page.ts';
import { makePostMessage } from '../../src/actions/post-message.ts';
import { makeUpdateMessage } from '../../src/actions/update-message.ts';
import { registerKinds } from '../../src/actions/index.ts';
import type { ApprovalPolicy } from '../../src/domain/approvers.ts';
import type { Incident, TimelineEvent } from '../../src/domain/incident.ts';
import { makeMessageLedger } from '../../src/pipeline/message-ledger.ts';
import { watchMessenger } from '../../src/pipeline/messenger-health.ts';
import { makeClusterNotifier } from '../../src/pipeline/notify-cluster.ts';
import type { EscalationSettings, NotifyDeps, NotifySettings } from '../../src/pipeline/notify-deps.ts';
import { tellDigest } from '../../src/pipeline/notify-digest.ts';
import { watchPager } from '../../src/pipeline/pager-health.ts';
import { tellOutage } from '../../src/pipeline/notify-outage.ts';
import { makeIncidentPager } from '../../src/pipeline/notify-pages.ts';
import { event } from '../../src/pipeline/update-incident.ts';
import type { SendOutcome } from '../../src/ports/flink.ts';
import type { NotificationStore } from '../../src/ports/notifications.ts';
import type { Page, Pager } from '../../src/ports/pager.ts';
import type { Schedule } from '../../src/ports/schedule.ts';
import type { LedgerStore } from '../../src/ports/store.ts';
import { actionNamed, approvalNamed, incidentNamed, planNamed } from '../adapters/store/rows-for-tests.ts';
import { makeChat } from './chat.ts';
import { keptLog } from './logs.ts';
import { movableClock, temporaryStore } from './temporary-store.ts';

const calm = new AbortController().signal;
export const start = Date.UTC(2026, 0, 5, 8, 0, 0);
export const second = 1_000;
export const minute = 60_000;
export const hour = 3_600_000;

/** Ends the process at the n-th write, before or after it. */
export interface NotifyCrash {
  readonly write: number;
  readonly when: 'before' | 'after';
}

/** One process: what it has done, and whether it has ended. */
interface Life {
  isOver: boolean;
  requests: number;
  /** At each write, the round and how many requests that change something went out before it, and until it was stored. */
  readonly writes: { readonly round: number; readonly before: number; after: number }[];
}

/** Each end at a write that leaves something else behind: after one and before the next, in one round and with no request between, is the same. */
export function endsOf({ writes }: Life): NotifyCrash[] {
  return writes.flatMap(({ round, after }, at): NotifyCrash[] => {
    const next = writes[at + 1];
    const isSame = next?.round === round && next.before === after;
    const before = { write: at + 1, when: 'before' } as const;
    return isSame ? [before] : [before, { write: at + 1, when: 'after' }];
  });
}

/** What is to be seen in the end after each end of the process, where that is not what is wanted. */
export async function endsThatDiffer(
  life: Life,
  want: unknown,
  seenAfter: (at: NotifyCrash) => Promise<unknown>,
): Promise<unknown[]> {
  const others: unknown[] = [];
  for (const at of endsOf(life)) {
    const end = await seenAfter(at);
    if (JSON.stringify(end) !== JSON.stringify(want)) others.push({ ...at, end });
  }
  return others;
}

export const escalation: EscalationSettings = {
  from: 'high',
  afterMs: 15 * minute,
  remindEveryMs: hour,
  perHour: 10,
  chatDownForMs: 10 * minute,
  duplicates: 'never',
};

export const usual: NotifySettings = {
  routes: [{ from: 'medium', channel: 'C1' }],
  updateEveryMs: 5 * second,
  newPerMinute: 5,
  escalation,
};

/** Ann may say yes to everything. */
export const approvers: ApprovalPolicy = {
  people: [{ name: 'Ann', slack: ['T0TEST01/U0TESTANN'], user: ['ann'] }],
  rules: [{ clusters: ['*'], risks: ['safe', 'disruptive', 'destructive'], people: ['Ann'] }],
  destructiveNeeds: 1,
  selfApproval: false,
};

/** A store on disk, a chat and a receiver of pages in memory, a clock that is moved, and processes one after the other. */
export async function makeNotifyRig(
  setting: {
    readonly settings?: Partial<Omit<NotifySettings, 'escalation'>>;
    readonly escalation?: Partial<EscalationSettings>;
    readonly keyMemoryMs?: number;
    readonly approvers?: ApprovalPolicy;
    /** Told of in this order in every pass. */
    readonly clusters?: readonly string[];
    /** Between two passes; a second unless given. */
    readonly everyMs?: number;
    readonly schedule?: Schedule;
    readonly onRound?: (rig: { readonly round: number }) => Promise<void>;
  } = {},
) {
  const clock = movableClock(start);
  const store = await temporaryStore(clock);
  const chat = makeChat();
  const pages: { readonly page: Page; readonly key: string }[] = [];
  const paging = { mood: 'well' as 'well' | 'lost' | 'down', refuses: [] as readonly string[], tries: 0 };
  const pager: Pager = {
    name: 'https://pager.example',
    keyMemoryMs: setting.keyMemoryMs,
    page: async ({ page, key }): Promise<SendOutcome> => {
      paging.tries += 1;
      if (paging.refuses.includes(page.about)) return { kind: 'refused', status: 400, detail: 'no' };
      if (paging.mood === 'down') return { kind: 'not-sent', status: undefined, detail: 'no connection' };
      if (setting.keyMemoryMs === undefined || !pages.some((one) => one.key === key)) pages.push({ page, key });
      return paging.mood === 'lost'
        ? { kind: 'maybe', status: undefined, detail: 'no answer' }
        : { kind: 'executed', status: 200, detail: 'ok' };
    },
  };
  const settings = { ...usual, ...setting.settings, escalation: { ...escalation, ...setting.escalation } };
  let process: Awaited<ReturnType<typeof begin>> | undefined;
  let round = 0;

  async function begin(crash?: NotifyCrash) {
    const life: Life = { isOver: false, requests: 0, writes: [] };
    const wrap = <A extends unknown[], R>(write: (...args: A) => Promise<R>) => {
      return async (...args: A): Promise<R> => {
        if (life.isOver) throw new Error('this process has ended');
        const own = { round, before: life.requests, after: life.requests };
        const isHere = life.writes.push(own) === crash?.write;
        if (isHere && crash.when === 'before') life.isOver = true;
        if (life.isOver) throw new Error('the process ends before a write');
        const result = await write(...args);
        own.after = life.requests;
        if (isHere) life.isOver = true;
        if (life.isOver) throw new Error('the process ends after a write');
        return result;
      };
    };
    const epoch = await store.ledger.nextEpoch();
    const actions: LedgerStore = {
      ...store.ledger,
      transition: wrap((change: Parameters<LedgerStore['transition']>[0]) => store.ledger.transition(change)),
    };
    const notifications: NotificationStore = {
      ...store.notifications,
      save: wrap((...args: Parameters<NotificationStore['save']>) => store.notifications.save(...args)),
    };
    const log = keptLog();
    // A process that has ended sends nothing either.
    const alive = <A extends unknown[], R>(call: (...args: A) => Promise<R>, changes = true) => {
      return (...args: A): Promise<R> => {
        if (life.isOver) return Promise.reject(new Error('ended'));
        if (changes) life.requests += 1;
        return call(...args);
      };
    };
    const own = {
      post: alive((...args: Parameters<typeof chat.messenger.post>) => chat.messenger.post(...args)),
      update: alive((...args: Parameters<typeof chat.messenger.update>) => chat.messenger.update(...args)),
      find: alive((...args: Parameters<typeof chat.messenger.find>) => chat.messenger.find(...args), false),
    };
    const { messenger, health } = watchMessenger(own, clock);
    const called = watchPager(
      { ...pager, page: alive((...args: Parameters<typeof pager.page>) => pager.page(...args)) },
      clock,
    );
    const kinds = registerKinds([makePostMessage(messenger), makeUpdateMessage(messenger), makePage(called.pager)]);
    const ledger = makeMessageLedger({ store: actions, kinds, epoch, clock, log });
    const deps: NotifyDeps = {
      notifications,
      incidents: store.incidents,
      actions,
      ledger,
      kinds,
      health,
      pagerHealth: called.health,
      settings,
      approvers: setting.approvers ?? approvers,
      epoch,
      clock,
      log,
    };
    const clusters = setting.clusters ?? ['prod'];
    const notifiers = clusters.map((cluster) =>
      makeClusterNotifier({ ...deps, cluster, others: clusters.filter((one) => one !== cluster) }),
    );
    const caller = makeIncidentPager({ ...deps, cluster: 'prod', escalation: settings.escalation });
    if (!life.isOver) await ledger.recover('prod').catch(() => 0);
    return { life, deps, clusters, notifiers, caller, log };
  }

  const rig = {
    clock,
    /** What the next process is configured with. */
    settings,
    store,
    chat,
    pages,
    paging,
    async start(crash?: NotifyCrash) {
      process = await begin(crash);
      return process;
    },
    /** One pass after so long; whoever has ended comes back as a new process. */
    async step(rounds = 1): Promise<void> {
      for (let n = 0; n < rounds; n += 1) {
        clock.at += setting.everyMs ?? second;
        await setting.onRound?.({ round });
        round += 1;
        if (process === undefined || process.life.isOver) process = await begin();
        const { clusters, notifiers, caller, deps } = process;
        const ended = () => undefined;
        for (const notifier of notifiers) await notifier.pass(calm).catch(ended);
        await caller.pass(calm).catch(ended);
        await tellOutage(deps, 'prod', settings.escalation, calm).catch(ended);
        if (setting.schedule !== undefined) {
          await tellDigest(deps, { schedule: setting.schedule, channel: 'CDIGEST', clusters }, calm).catch(ended);
        }
      }
    },
    process: () => process,
    async open(id: string, change: Partial<Incident> = {}): Promise<Incident> {
      const at = clock.at;
      const times = { openedAt: at, lastSeenAt: at, updatedAt: at };
      const job = change.job === undefined ? `job-${id}` : change.job;
      const incident = incidentNamed(id, { ...times, ...change, job });
      return await store.incidents.save({ incident, events: [event(id, at, 'opened', `${id} was opened`)] });
    },
    async change(id: string, change: Partial<Incident>, events: readonly TimelineEvent[] = []): Promise<Incident> {
      const before = await store.incidents.get(id);
      if (before === undefined) throw new Error(`No incident ${id}`);
      return await store.incidents.save({ incident: { ...before, ...change, updatedAt: clock.at }, events });
    },
    /** The incident asks for a yes to that plan. */
    async ask(id: string, planId: string): Promise<void> {
      const before = await store.incidents.get(id);
      if (before === undefined) throw new Error(`No incident ${id}`);
      const plan = planNamed(planId, id);
      const at = clock.at;
      await store.incidents.save({
        incident: { ...before, state: 'awaiting_approval', planId, updatedAt: at },
        events: [event(id, at, 'asked', `${id} asks for ${planId}`, { plan: planId, reasons: ['mode is ask'] })],
        plan: { plan, actions: [actionNamed(`act-${planId}`, plan)] },
        approval: approvalNamed(`ap-${planId}`, plan, { askedAt: at, expiresAt: at + hour, needed: 1 }),
      });
    },
    says(id: string, kind: TimelineEvent['kind'], text: string): TimelineEvent {
      return event(id, clock.at, kind, text);
    },
    alerts: () => chat.messages.filter((one) => one.body.kind === 'alert'),
    /** What the threads tell, without times. */
    told: () =>
      chat.messages
        .filter((one) => one.thread !== undefined)
        .flatMap(({ body }) => (body.kind === 'text' && body.call === undefined ? body.lines : []))
        .map((line) => line.replace(/^.* UTC /, '')),
    /** Answers in threads that call somebody. */
    calls: () =>
      chat.messages.flatMap(({ channel, thread, body }) =>
        thread !== undefined && body.kind === 'text' && body.call !== undefined
          ? [{ channel, thread, call: body.call, text: body.lines.join(' ') }]
          : [],
      ),
  };
  return rig;
}
