import type { ClusterConfig, Config } from '../config.ts';
import { findRecord, resolveJobRecord } from '../config/resolve-job-record.ts';
import { isoTime } from '../diagnosis/plain-text.ts';
import { type ActionRow, finalStates, messageKindNames } from '../domain/action.ts';
import type { Hold } from '../domain/approval.ts';
import { type Incident, type IncidentState, isStuck, isUnseenBaseline } from '../domain/incident.ts';
import type { Mode } from '../domain/job-record.ts';
import { refusalText } from '../domain/policy.ts';
import { severities, type Severity } from '../domain/signal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../adapters/store/open-store.ts';
import { heldByConfiguration } from '../serving/held-by-configuration.ts';
import { storeName } from './configured-store.ts';

export interface ClusterLine {
  readonly name: string;
  readonly environment: string;
  readonly mode: Mode;
  /** Modes of records that differ from the cluster's. */
  readonly otherModes: readonly Mode[];
  /** Epoch ms. Null: it never answered a poll. */
  readonly lastPollAt: number | null;
  /** Why the last poll counted for nothing. */
  readonly unreachable: string | null;
  /** Jobs ever seen there. */
  readonly jobs: number;
}

/** One thing that goes no further without a person, and the command to begin with. */
export interface Waiting {
  readonly kind: 'approval' | 'doubt' | 'escalated' | 'baseline' | 'unwatched';
  readonly what: string;
  readonly why: string;
  readonly command: string;
}

/** An open incident that goes on without a person, or waits for something that may pass by itself. */
export interface GoingOn {
  readonly state: IncidentState;
  readonly severity: Severity;
  readonly what: string;
  /** What it waits for; null: for nothing. */
  readonly why: string | null;
  readonly command: string;
}

/** What somebody who comes to the terminal wants to know first. */
export interface FirstScreen {
  /** Where serve keeps what it knows. */
  readonly store: string;
  readonly serving: boolean;
  readonly clusters: readonly ClusterLine[];
  /** In force now; a pause has neither cluster nor job. */
  readonly holds: readonly Hold[];
  readonly openIncidents: number;
  readonly waiting: readonly Waiting[];
  /** The worst first. */
  readonly goingOn: readonly GoingOn[];
  /** By the configuration alone; null: no job was seen yet. `doctor` looks closer. */
  readonly actionable: { readonly jobs: number; readonly of: number } | null;
}

type Reads = {
  readonly [K in 'incidents' | 'watch' | 'answers' | 'ledger']: Store[K];
};

/** Reads the store only. `serve` shows it at its start, the command line when no command is given. */
export async function readFirstScreen(options: {
  readonly config: Config;
  readonly store: Reads;
  readonly serving: boolean;
  readonly clock: Clock;
}): Promise<FirstScreen> {
  const { config, store, serving, clock } = options;
  const open = await store.incidents.list({ open: true });
  const isWatched = (one: { readonly cluster: string }) => config.clusters.some(({ name }) => name === one.cluster);
  const watched = open.filter(isWatched);
  const handed = await handedOver(watched, store);
  const known = await Promise.all(config.clusters.map(({ name }) => store.watch.rememberedJobs(name)));
  const of = known.reduce((sum, jobs) => sum + jobs.length, 0);
  const jobs = config.clusters.flatMap((cluster, index) =>
    (known[index] ?? []).filter((job) => mayAct(config, cluster.name, job)),
  ).length;
  return {
    store: storeName(config),
    serving,
    clusters: await Promise.all(
      config.clusters.map((cluster, index) => clusterLine(cluster, known[index]?.length ?? 0, store)),
    ),
    holds: await heldByConfiguration(store.answers, config.clusters, clock).holds(),
    openIncidents: open.length,
    waiting: [
      ...(await approvals(watched, store, clock.now())),
      ...(await doubts(store, isWatched)),
      ...baseline(watched),
      ...escalations(handed),
      ...unwatched(open.filter((one) => !watched.includes(one))),
    ],
    goingOn: goingOn(watched.filter((one) => !handed.includes(one))),
    actionable: of === 0 ? null : { jobs, of },
  };
}

function mayAct(config: Config, cluster: string, job: string): boolean {
  const { recorded, mode, controller } = resolveJobRecord(config, cluster, job);
  return recorded && mode !== 'observe' && controller === 'none';
}

async function clusterLine(cluster: ClusterConfig, jobs: number, store: Reads): Promise<ClusterLine> {
  const { name, environment, mode } = cluster;
  const memory = await store.watch.cluster(name);
  const modes = cluster.jobs.flatMap((record) => record.mode ?? []);
  return {
    name,
    environment,
    mode,
    otherModes: [...new Set(modes)].filter((one) => one !== mode).toSorted(),
    lastPollAt: memory?.firstSeenAt === undefined ? null : memory.lastPollAt,
    unreachable: memory?.unreadable ?? null,
    jobs,
  };
}

async function approvals(open: readonly Incident[], store: Reads, now: number): Promise<Waiting[]> {
  const waiting: Waiting[] = [];
  for (const incident of open) {
    if (incident.state !== 'awaiting_approval' || incident.planId === null) continue;
    const approval = await store.incidents.approvalOf(incident.planId);
    const plan = await store.incidents.plan(incident.planId);
    if (approval?.state !== 'open' || now >= approval.expiresAt) continue;
    waiting.push({
      kind: 'approval',
      what: targetOf(incident),
      why: `${plan?.action ?? 'a plan'}, until ${isoTime(approval.expiresAt)}`,
      command: `flink-medic incidents show ${incident.id}`,
    });
  }
  return waiting;
}

async function doubts(store: Reads, isWatched: (row: ActionRow) => boolean): Promise<Waiting[]> {
  const unread: Waiting[] = [];
  const rows = await store.ledger.actions({
    states: ['needs_human'],
    exceptKinds: messageKindNames,
    onUnreadable({ lane, error }) {
      unread.push({ kind: 'doubt', what: lane, why: error.message, command: 'flink-medic actions list' });
    },
  });
  const read = rows.map((row): Waiting => {
    const why = `nobody knows whether ${row.kind} happened: ${row.note}`;
    const doubt = { kind: 'doubt', what: row.lane } as const;
    return isWatched(row)
      ? { ...doubt, why, command: `flink-medic actions settle ${row.id} --finding <executed|not-executed|abandon>` }
      : {
          ...doubt,
          why: `${why}; no answer is taken until its cluster is in the configuration again`,
          command: 'flink-medic actions list',
        };
  });
  return [...read, ...unread];
}

/** Trouble from before the first look is one item, however much there is. */
function baseline(open: readonly Incident[]): Waiting[] {
  const found = open.filter(isUnseenBaseline);
  const first = found[0];
  if (first === undefined) return [];
  return [
    {
      kind: 'baseline',
      what: found.length === 1 ? targetOf(first) : `${found.length} incidents`,
      why: 'was so before the first look; nothing is done until somebody takes note (incidents ack)',
      command: found.length === 1 ? `flink-medic incidents ack ${first.id}` : 'flink-medic incidents list',
    },
  ];
}

/** Nobody works for them, and nothing closes them but a person. */
function unwatched(open: readonly Incident[]): Waiting[] {
  return [...Map.groupBy(open, (one) => one.cluster)].map(([cluster, incidents]) => ({
    kind: 'unwatched',
    what: cluster,
    why: `${incidents.length === 1 ? '1 incident' : `${incidents.length} incidents`} of a cluster that is not in the configuration: put it back, or resolve them`,
    command:
      incidents[1] === undefined ? `flink-medic incidents resolve ${incidents[0]?.id}` : 'flink-medic incidents list',
  }));
}

/** With nothing left that would go on by itself: a job that was stopped and not started again, too. */
async function handedOver(open: readonly Incident[], { ledger }: Reads): Promise<Incident[]> {
  const handed: Incident[] = [];
  for (const incident of open) {
    const { state, planId } = incident;
    if (isStuck(incident) && planId !== null) {
      let isUnread = false;
      const rows = await ledger.actions({ planId, onUnreadable: () => (isUnread = true) });
      // Of what cannot be read nothing goes on.
      if (isUnread || rows.every((row) => finalStates.includes(row.state))) handed.push(incident);
    } else if (state === 'escalated' && !isUnseenBaseline(incident)) handed.push(incident);
  }
  return handed;
}

function escalations(handed: readonly Incident[]): Waiting[] {
  return handed.map((incident) => ({
    kind: 'escalated',
    what: targetOf(incident),
    why: incident.escalation ?? 'handed to a person',
    command: `flink-medic incidents show ${incident.id}`,
  }));
}

/** A job may be down while a hold or a cool-down keeps the program from it, also after a yes: nobody is asked then. */
function goingOn(open: readonly Incident[]): GoingOn[] {
  return open
    .filter((one) => (one.state !== 'awaiting_approval' || one.refusals.length > 0) && !isUnseenBaseline(one))
    .toSorted((a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity))
    .map((incident) => ({
      state: incident.state,
      severity: incident.severity,
      what: targetOf(incident),
      why: incident.escalation ?? waitsFor(incident),
      command: `flink-medic incidents show ${incident.id}`,
    }));
}

function waitsFor({ refusals }: Incident): string | null {
  return refusals.length === 0 ? null : `waits: ${refusals.map(refusalText).join('; ')}`;
}

function targetOf({ cluster, job }: Incident): string {
  return `${cluster}/${job ?? '(cluster)'}`;
}

/** Whether a job of this name was ever seen or recorded: a hold on another one is most likely a typo. */
export async function isKnownJob(config: Config, store: Reads, cluster: string, job: string): Promise<boolean> {
  const records = config.clusters.find((one) => one.name === cluster)?.jobs ?? [];
  if (findRecord(records, job) !== undefined) return true;
  return (await store.watch.rememberedJobs(cluster)).includes(job);
}
