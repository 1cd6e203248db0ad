import { actionKinds, registerKinds } from '../../src/actions/index.ts';
import type { Answer } from '../../src/domain/approval.ts';
import type { ApprovalPolicy } from '../../src/domain/approvers.ts';
import { FlinkUnreadable } from '../../src/domain/errors.ts';
import type { CauseLink, Incident, TimelineKind } from '../../src/domain/incident.ts';
import type { ResolvedJobRecord } from '../../src/domain/job-record.ts';
import { currentRuns } from '../../src/domain/flink.ts';
import type { SignalKind } from '../../src/domain/signal.ts';
import type { ClusterSnapshot, JobSnapshot } from '../../src/domain/snapshot.ts';
import type { Sop, SopStep } from '../../src/domain/sop.ts';
import type { SopMatch } from '../../src/knowledge/retrieve.ts';
import { makeLedger } from '../../src/ledger/ledger.ts';
import { absorbPoll } from '../../src/pipeline/absorb-poll.ts';
import { applyAnswers } from '../../src/pipeline/apply-answers.ts';
import type { PlanLimits, StageDeps } from '../../src/pipeline/deps.ts';
import { makeRecheck } from '../../src/pipeline/recheck.ts';
import type { ActionKind } from '../../src/ports/action-kind.ts';
import type { IncidentChange, LedgerStore } from '../../src/ports/store.ts';
import { makeIncidentRunner } from '../../src/pipeline/run-incidents.ts';
import { minute, now, record } from './action-facts.ts';
import { diagnosisOf, detectionOf, pollAt, signalOf } from './detections.ts';
import { type KeptLog, keptLog } from './logs.ts';
import { makePipelineWorld } from './pipeline-world.ts';
import { retainedCheckpoints } from './read-only-flink.ts';
import { movableClock, temporaryStore } from './temporary-store.ts';
import { trustSops } from './trust-sops.ts';

const calm = new AbortController().signal;
/** Time between two rounds. */
const roundMs = 5_000;

export const usualLimits: PlanLimits = {
  actionsPerJobPerHour: 10,
  actionsPerPlatformPerHour: 20,
  coolDownMs: minute,
  coolDownAfterRestartMs: minute,
  blastRadius: { percent: 40, fromJobs: 10, withinMs: 5 * minute },
  failedPlans: 2,
  approvalExpiresMs: 60 * minute,
  destructiveApprovalExpiresMs: 15 * minute,
  maxCheckpointAgeMs: 10 * minute,
  patienceMs: 10 * minute,
  planWithinMs: 15 * minute,
  settleBeforeStartMs: 0,
};

/** Anybody at the terminal, two of them for what may lose state. */
const usualApprovers: ApprovalPolicy = { people: [], rules: [], destructiveNeeds: 2, selfApproval: false };

export function sopOf(step: SopStep, change: Partial<Sop> = {}): Sop {
  return {
    id: 'the-sop',
    title: 'What the team does',
    severity: 'high',
    environments: [],
    match: { exceptions: [], signals: step.when },
    actions: [step.action],
    plan: [step],
    verify: { checkpoints: 2, withinMs: 10 * minute },
    examples: ['an example'],
    notFor: [],
    file: 'the-sop.md',
    digest: 'digest-1',
    body: '',
    ...change,
  };
}

export const rescaleSop = sopOf({ action: 'rescale-job', when: ['backpressure-high'], with: { factor: 2 } });
export const restartSop = sopOf({ action: 'restart-job', when: ['restart-loop'], with: {} });
export const startSop = sopOf({ action: 'restart-job', when: ['job-failed'], with: {} });
export const checkpointSop = sopOf({ action: 'trigger-checkpoint', when: ['checkpoint-failing'], with: {} });
export const cancelSop = sopOf({ action: 'cancel-job', when: ['duplicate-job'], with: {} });

/** Ends the process at the n-th write to the store, before or after that write. */
export interface CrashPoint {
  readonly write: number;
  readonly when: 'before' | 'after';
}
export class Crash extends Error {}

type Transition = Parameters<LedgerStore['transition']>[0];

interface Process {
  readonly deps: StageDeps;
  readonly log: KeptLog;
  readonly runner: ReturnType<typeof makeIncidentRunner>;
  readonly life: { writes: number; isOver: boolean };
}

export type PipelineRig = Awaited<ReturnType<typeof makePipelineRig>>;

/**
 * A store on disk, a Flink in memory, a clock that is moved, and as many processes one after the other as a test needs.
 * What is wrong is said by `trouble` in every round.
 */
export async function makePipelineRig(
  setting: {
    readonly record?: Partial<ResolvedJobRecord>;
    readonly sop?: Sop | undefined;
    /** Kinds of the team's own. */
    readonly own?: readonly ActionKind[];
    /** Left out: a person has reviewed the SOP that is there at the beginning. */
    readonly reviewed?: false;
    readonly limits?: Partial<PlanLimits>;
    readonly approvers?: Partial<ApprovalPolicy>;
    readonly trouble?: (rig: { readonly round: number }) => readonly SignalKind[] | Promise<readonly SignalKind[]>;
  } = {},
) {
  const clock = movableClock(now);
  const store = await temporaryStore(clock);
  const world = makePipelineWorld(clock);
  const seen = {
    snapshots: [] as JobSnapshot[],
    latest: undefined as ClusterSnapshot | undefined,
    detections: new Map<string | null, ReturnType<typeof detectionOf>>(),
    polls: 0,
    watchedFrom: undefined as number | undefined,
  };
  let ids = 0;
  let process: Process | undefined;
  const limits = { ...usualLimits, ...setting.limits };

  async function start(crash?: CrashPoint): Promise<Process> {
    const life = { writes: 0, isOver: false };
    const wrap = <A extends unknown[], R>(write: (...args: A) => Promise<R>) => {
      return async (...args: A): Promise<R> => {
        if (life.isOver) throw new Crash('this process has ended');
        life.writes += 1;
        const isHere = life.writes === crash?.write;
        if (isHere && crash.when === 'before') {
          life.isOver = true;
          throw new Crash(`before write ${life.writes}`);
        }
        const result = await write(...args);
        if (isHere) {
          life.isOver = true;
          throw new Crash(`after write ${life.writes}`);
        }
        return result;
      };
    };
    const log = keptLog();
    const kinds = registerKinds([...actionKinds.values(), ...rig.own]);
    const epoch = await store.ledger.nextEpoch();
    const incidents = { ...store.incidents, save: wrap((change: IncidentChange) => store.incidents.save(change)) };
    const actions = {
      ...store.ledger,
      transition: wrap((change: Transition) => store.ledger.transition(change)),
      addReport: wrap((...told: Parameters<LedgerStore['addReport']>) => store.ledger.addReport(...told)),
    };
    const answers = {
      ...store.answers,
      markApplied: wrap((seq: number, outcome: string) => store.answers.markApplied(seq, outcome)),
    };
    seen.snapshots = [];
    seen.latest = undefined;
    seen.detections = new Map();
    seen.polls = 0;
    seen.watchedFrom = undefined;
    const parts = {
      sops: {
        find: (id: string) => (rig.sop?.id === id ? rig.sop : undefined),
        retrieve: async (): Promise<SopMatch> =>
          rig.sop === undefined
            ? { kind: 'none-fits', floor: 0.5, isOther: false }
            : { kind: 'fits', sop: rig.sop, by: 'signal', score: 1, others: [] },
      },
      reviews: store.sopReviews,
      watch: store.watch,
      incidents,
      actions,
      answers,
      kinds,
      epoch,
      clusters: [{ name: 'main', platform: 'platform', savepointDirectory: '/sp' }],
      flinkOf: () => world.flink,
      recordOf: () => rig.record,
      jars: { sha256: async () => rig.jarSha256 },
      world: {
        window: () => ({
          cluster: 'main',
          job: 'orders',
          snapshots: seen.snapshots,
          memory: {
            exceptionCursor: undefined,
            jobId: undefined,
            lastState: undefined,
            lastCompletedCheckpointId: undefined,
          },
          active: [],
          settled: true,
        }),
        latest: () => seen.latest,
        detection: (_cluster: string, job: string | null) => seen.detections.get(job),
        isNew: () => false,
        watchedFrom: () => seen.watchedFrom,
      },
      limits,
      approvers: { ...usualApprovers, ...setting.approvers },
      clock,
      log,
      newId: () => String((ids += 1)),
    };
    const ledger = makeLedger({
      store: actions,
      kinds,
      flinkOf: parts.flinkOf,
      storageOf: () => world.base.storage,
      recheck: makeRecheck(parts),
      clock,
      log,
      epoch,
    });
    const deps: StageDeps = {
      ...parts,
      ledger,
      diagnose: async () => ({ ...diagnosisOf(rig.sop?.id ?? 'unknown', clock.at), exceptions: rig.thrown }),
    };
    const born = { deps, log, life, runner: makeIncidentRunner({ ...deps, cluster: 'main', polls: () => seen.polls }) };
    process = born;
    await ledger.recover();
    return born;
  }

  async function poll(): Promise<void> {
    const { deps } = await living();
    const at = clock.at;
    seen.polls += 1;
    seen.watchedFrom ??= at;
    if (!world.readable) {
      seen.detections = new Map();
      const error = new FlinkUnreadable('no-connection', 'connection refused');
      await absorbPoll(
        deps,
        { kind: 'unreadable', error, since: at },
        [detectionOf([], { job: null, clear: [] })],
        absorbLimits,
      );
      return;
    }
    const kinds = (await setting.trouble?.(rig)) ?? rig.trouble;
    const lines = await world.lines();
    const line = currentRuns(lines).get('orders');
    const detail = await world.current();
    const vertices = detail.vertices.map((one) => ({
      ...one,
      idleMs: (at - now) * one.parallelism,
      busyMs: 0,
      backpressuredMs: 0,
    }));
    if (line !== undefined)
      seen.snapshots.push({
        line,
        at,
        vertices,
        checkpointConfig: { ...retainedCheckpoints, intervalMs: rig.checkpointEveryMs },
        metrics: { ...noMetrics, restarts: rig.restarts, lastRestoreAt: rig.restoredAt },
      });
    const taken = pollAt(at, seen.snapshots.slice(-1));
    if (taken.kind === 'complete') seen.latest = taken.snapshot;
    const detections = [
      detectionOf([], { job: null, clear: rig.clusterClear }),
      detectionOf(kinds.map((kind) => signalOf(kind, at))),
    ];
    await absorbPoll(deps, taken, detections, absorbLimits);
    seen.detections = new Map(detections.map((one) => [one.job, one]));
  }

  async function living(): Promise<Process> {
    return process === undefined || process.life.isOver ? start() : process;
  }

  const rig = {
    clock,
    store,
    world,
    record: { ...record, ...setting.record } as ResolvedJobRecord,
    sop: 'sop' in setting ? setting.sop : rescaleSop,
    /** As the next process loads them. */
    own: setting.own ?? ([] as readonly ActionKind[]),
    jarSha256: record.launch?.sha256 as string | undefined,
    /** Kinds that every poll shows, unless the setting has a function for it. */
    trouble: [] as readonly SignalKind[],
    /** What the diagnosis says was thrown, the root first. */
    thrown: [] as CauseLink[],
    /** What a poll shows as the job's number of restarts. */
    restarts: 0,
    /** When the job was restored last, as the same poll shows it. */
    restoredAt: undefined as number | undefined,
    clusterClear: ['taskmanager-lost', 'jobmanager-restarted'] as readonly SignalKind[],
    round: 0,
    /** Checkpoints that the job completes in a round. */
    checkpointsPerRound: 1,
    /** What the job's configuration says of it. */
    checkpointEveryMs: retainedCheckpoints.intervalMs,
    /** Jobs that people told the watcher to forget. */
    forgotten: [] as string[],
    forget: async (job: string): Promise<void> => {
      rig.forgotten.push(job);
    },
    start,
    living,
    /** One round: time passes, the job works, the cluster is polled, answers are applied, incidents move. */
    async step(rounds = 1): Promise<void> {
      for (let done = 0; done < rounds; done += 1) {
        rig.round += 1;
        clock.at += roundMs;
        await world.checkpoint(rig.checkpointsPerRound);
        const { deps, runner } = await living();
        try {
          await poll();
          await applyAnswers({ ...deps, cluster: 'main', forget: rig.forget });
          await runner.pass(calm);
        } catch (error) {
          if (!(error instanceof Crash)) throw error;
        }
        await runner.idle();
      }
    },
    /** Rounds until it is so. */
    async until(isSo: (incident: Incident) => boolean, rounds = 400): Promise<Incident> {
      for (let done = 0; done < rounds; done += 1) {
        await rig.step();
        const incident = await rig.incident().catch(() => undefined);
        if (incident !== undefined && isSo(incident)) return incident;
      }
      throw new Error(`It never came to that: ${JSON.stringify((await store.incidents.list({}))[0])}`);
    },
    untilState: (...states: readonly Incident['state'][]) => rig.until((one) => states.includes(one.state)),
    /** The only one. */
    async incident(): Promise<Incident> {
      const [incident, ...more] = await store.incidents.list({});
      if (incident === undefined || more.length > 0) throw new Error(`${more.length + 1} incidents`);
      return incident;
    },
    async answer(kind: 'approve' | 'deny', by = 'alice'): Promise<number> {
      const incident = await rig.incident();
      const plan = await store.incidents.plan(incident.planId ?? '');
      return rig.say({ kind, incidentId: incident.id, planDigest: plan?.digest ?? '' }, by);
    },
    say: (answer: Answer, by = 'alice', pressId?: string) =>
      store.answers.insert(by, clock.at, answer, pressId === undefined ? undefined : { via: 'slack', pressId }),
    async approval() {
      return store.incidents.approvalOf((await rig.incident()).planId ?? 'plan-2');
    },
    async entries(...kinds: readonly TimelineKind[]): Promise<readonly string[]> {
      const all = await store.incidents.timeline({});
      return all
        .filter((one) => kinds.length === 0 || kinds.includes(one.kind))
        .map((one) => `${one.kind}: ${one.text}`);
    },
    hold: (reason = 'deploy') =>
      store.answers.setHold('main', 'orders', {
        cluster: 'main',
        job: 'orders',
        until: null,
        reason,
        by: 'bob',
        at: clock.at,
      }),
    lift: () => store.answers.setHold('main', 'orders', null),
    /** A person reviews the SOP as it is now. */
    trust: () => trustSops(store, rig.sop === undefined ? [] : [rig.sop], clock.at),
  };
  if (setting.reviewed !== false) await rig.trust();
  return rig;
}

const absorbLimits = { recoverAfterMs: 3 * minute, reopenWithinMs: 60 * minute, touchEveryMs: minute };

const noMetrics = {
  rescales: undefined,
  failedCheckpoints: undefined,
  lastCheckpointCompletedAt: undefined,
  lastCompletedCheckpointId: undefined,
  lastRestoreAt: undefined,
};
