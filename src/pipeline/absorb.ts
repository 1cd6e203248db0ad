import type { Incident, TimelineEvent } from '../domain/incident.ts';
import {
  type Detection,
  quietSignals,
  worstFirst,
  type Severity,
  type Signal,
  type SignalKind,
} from '../domain/signal.ts';
import { hasPassed } from '../domain/elapsed.ts';
import { event } from './update-incident.ts';

export interface AbsorbLimits {
  /** A trouble must stay away this long before the incident closes by itself; a sight within `touchEveryMs` of the one before is not counted anew. */
  readonly recoverAfterMs: number;
  /** A trouble that comes back this soon after it recovered joins its old incident. */
  readonly reopenWithinMs: number;
  /** The same signal is written again at most this often while it lasts. */
  readonly touchEveryMs: number;
}

export type Absorbed = { readonly incident: Incident; readonly events: readonly TimelineEvent[] };

const mildSignals: readonly SignalKind[] = ['new-exception', 'taskmanager-lost', 'jobmanager-restarted'];

/** Signals that can open an incident. */
export function loud(signals: readonly Signal[]): Signal[] {
  return signals.filter((signal) => !quietSignals.includes(signal.kind));
}

/**
 * Those of `signals` that were among the `earlier` ones, loud ones alone. Any of them makes it the same trouble: one trouble
 * shows itself now by this exception and now by that one, or as the loop that they make.
 */
export function sameTrouble(earlier: readonly Signal[], signals: readonly Signal[]): Signal[] {
  const had = new Set(loud(earlier).map(identityOf));
  return signals.filter((signal) => had.has(identityOf(signal)));
}

/** What to name first: the worst, of these the oldest; quiet ones only where there is nothing else. */
export function foremost(signals: readonly Signal[]): Signal | undefined {
  const first = loud(answering(signals)).toSorted((a, b) => worstFirst(a.severity, b.severity) || a.since - b.since)[0];
  return first ?? signals[0];
}

/** Whatever else was seen after a cluster gave no answer was seen in an answer: it is not unreachable any more. */
function answering(signals: readonly Signal[]): readonly Signal[] {
  const seenAt = Math.max(...signals.filter(({ kind }) => kind !== 'cluster-unreachable').map(({ at }) => at));
  return signals.filter(({ kind, at }) => kind !== 'cluster-unreachable' || !(seenAt > at));
}

/** Jobs named in one sentence; `incidents show` has them all. */
const mostNamed = 3;

/** Signals of an incident that came back may be of what had gone when it closed, and has not come back with it. */
export function signalsNow({ signals, reopenedAt }: Pick<Incident, 'signals' | 'reopenedAt'>): readonly Signal[] {
  const back = signals.filter(({ at }) => at >= (reopenedAt ?? 0));
  return back.length > 0 ? back : signals;
}

/** What is wrong in one sentence, with the jobs that it is about where the incident is a cluster's. */
export function troubleText(
  incident: Pick<Incident, 'job' | 'signals' | 'crowdedOut' | 'reopenedAt'>,
): string | undefined {
  const { job, crowdedOut = [] } = incident;
  const signals = signalsNow(incident);
  const first = foremost(signals);
  if (first === undefined || first.job === null || job !== null) return first?.summary;
  const same = signals.filter(({ kind }) => kind === first.kind).flatMap((signal) => signal.job ?? []);
  const jobs = [...new Set(same)];
  const atLeast = crowdedOut.some((one) => one.startsWith(`${first.kind} `)) ? 'at least ' : '';
  const more = jobs.length > mostNamed ? ` and ${atLeast}${jobs.length - mostNamed} more` : '';
  return `${jobs.slice(0, mostNamed).join(', ')}${more}: ${first.summary}`;
}

/** True while everything that is wrong may heal by Flink's own restart. */
export function onlyMild(signals: readonly Signal[]): boolean {
  return loud(signals).every((signal) => mildSignals.includes(signal.kind));
}

/** What begins later than this after the cluster's own trouble was last seen does not come from it. */
const afterEffectsMs = 180_000;

/** The trouble of a cluster is reason enough for these signals of its jobs: a new JobManager without its jobs loses them. */
export function explains(parent: Incident, signals: readonly Signal[]): boolean {
  const own = parent.signals.filter(({ job }) => job === null);
  const until = Math.max(...own.map(({ at }) => at)) + afterEffectsMs;
  if (loud(signals).some(({ since }) => since > until)) return false;
  const isNew = own.some((signal) => signal.kind === 'jobmanager-restarted');
  return onlyMild(signals.filter((signal) => !(isNew && signal.kind === 'job-vanished')));
}

/** A new incident for the signals of one poll; undefined when nothing is loud. */
export function openIncident(
  detection: Detection,
  context: { readonly id: string; readonly now: number; readonly firstSeenAt: number },
): Absorbed | undefined {
  const first = loud(detection.signals).toSorted((a, b) => worstFirst(a.severity, b.severity))[0];
  if (first === undefined) return undefined;
  const baseline = first.since <= context.firstSeenAt;
  const incident: Incident = {
    id: context.id,
    cluster: detection.cluster,
    job: detection.job,
    state: 'open',
    closing: null,
    severity: first.severity,
    fingerprint: first.fingerprint,
    signals: [...detection.signals],
    baseline,
    acknowledgedBy: null,
    diagnosis: null,
    retrieval: null,
    planId: null,
    failedPlans: 0,
    verdict: null,
    escalation: null,
    refusals: [],
    openedAt: context.now,
    lastSeenAt: context.now,
    updatedAt: context.now,
    closedAt: null,
    version: 0,
  };
  const text = `${first.summary}${baseline ? ' (was already so when this program first looked)' : ''}`;
  return { incident, events: [event(context.id, context.now, 'opened', text, { signals: detection.signals })] };
}

/**
 * Adds what a poll saw to an open incident; undefined when it says nothing that is worth storing.
 * @param firstSeenAt when the cluster was first looked at: what began later is no baseline.
 */
export function joinIncident(
  incident: Incident,
  detection: Detection,
  now: number,
  limits: AbsorbLimits,
  firstSeenAt = Number.POSITIVE_INFINITY,
): Absorbed | undefined {
  if (detection.signals.length === 0) return undefined;
  const known = joinedIn(incident);
  const fresh = detection.signals.filter((signal) => !known.has(identityOf(signal)));
  // While a plan is judged, every sight of trouble counts, also of one that is known.
  const judged = incident.state === 'acting' || incident.state === 'verifying';
  const stale = judged || hasPassed(limits.touchEveryMs, incident.lastSeenAt, now);
  if (fresh.length === 0 && (!stale || loud(detection.signals).length === 0)) return undefined;
  const merged = merge(incident, detection.signals);
  const { signals } = merged;
  const loudFresh = loud(fresh);
  const newKind = bringsNewKind(incident.signals, fresh);
  const isNews = hasNews({ signals: incident.signals, cause: incident.diagnosis?.cause }, fresh);
  return {
    incident: {
      ...incident,
      // The diagnosis is made again, unless an action is on its way.
      state: isNews && (incident.state === 'diagnosed' || incident.state === 'escalated') ? 'open' : incident.state,
      severity: worst([incident.severity, ...signals.map((signal) => signal.severity)]),
      // Trouble of a kind that was not there at the first look is news, whatever else was there before.
      baseline: incident.baseline && !(newKind && loudFresh.some((signal) => signal.since > firstSeenAt)),
      ...merged,
      lastSeenAt: loud(detection.signals).length > 0 ? now : incident.lastSeenAt,
      updatedAt: now,
    },
    events: loudFresh.map((signal) => {
      const whose = signal.job === null || incident.job !== null ? '' : `${signal.job}: `;
      return event(incident.id, now, 'joined', `${whose}${signal.summary}`, { signal });
    }),
  };
}

/**
 * Closes an incident whose trouble stayed away long enough without any action of ours on its way.
 * @param isClear whether the kind was looked for, for that job (null: the cluster), and is not there.
 * @param left what is not as it was before all the same; empty: nothing is known.
 */
export function recoverIncident(
  incident: Incident,
  isClear: (job: string | null, kind: SignalKind) => boolean,
  now: number,
  limits: AbsorbLimits,
  left: readonly string[] = [],
): Absorbed | undefined {
  if (incident.state !== 'open' && incident.state !== 'diagnosed' && incident.state !== 'escalated') return undefined;
  if (incident.verdict?.lostState === true) return undefined;
  if (!loud(incident.signals).every((signal) => isClear(signal.job, signal.kind))) return undefined;
  if (!hasPassed(limits.recoverAfterMs, incident.lastSeenAt, now)) return undefined;
  const openMs = now - incident.openedAt;
  const after = openMs < 0 ? '' : `, ${(openMs / 60_000).toFixed(1)} min after it was opened`;
  // A plan that was not seen to help may have helped all the same.
  const { failedPlans } = incident;
  const acted = `after ${failedPlans} ${failedPlans === 1 ? 'plan' : 'plans'} of this program that could not be seen to help`;
  const text = `Recovered ${failedPlans > 0 ? acted : 'without an action of this program'}${after}${left.map((one) => `; ${one}`).join('')}`;
  return {
    incident: { ...incident, state: 'closed', closing: 'recovered', updatedAt: now, closedAt: now },
    events: [event(incident.id, now, 'closed', text)],
  };
}

/** A cluster's incident takes over what its jobs suffer from it: they are closed, and their signals stand there. */
export function adoptIncident(child: Incident, parent: Incident, now: number): Absorbed {
  return {
    incident: { ...child, state: 'closed', closing: 'adopted', updatedAt: now, closedAt: now },
    events: [event(child.id, now, 'closed', `Goes on as part of incident ${parent.id} of the cluster`)],
  };
}

/** The same trouble came back soon: the old incident goes on instead of a new one. */
export function reopenIncident(
  closed: Incident,
  detection: Detection,
  context: { readonly now: number; readonly firstSeenAt: number },
  limits: AbsorbLimits,
): Absorbed | undefined {
  const { now, firstSeenAt } = context;
  if (closed.closing !== 'recovered' || closed.closedAt === null) return undefined;
  if (now - closed.closedAt > limits.reopenWithinMs) return undefined;
  const back = foremost(sameTrouble(closed.signals, detection.signals));
  if (back === undefined) return undefined;
  const merged = merge(closed, detection.signals);
  return {
    incident: {
      ...closed,
      state: 'open',
      closing: null,
      closedAt: null,
      reopenedAt: Math.min(now, back.at),
      // What came back after it had gone is not what was there at the first look.
      baseline: closed.baseline && back.since <= firstSeenAt,
      planId: null,
      escalation: null,
      refusals: [],
      severity: worst([closed.severity, ...merged.signals.map((signal) => signal.severity)]),
      ...merged,
      lastSeenAt: now,
      updatedAt: now,
    },
    events: [event(closed.id, now, 'opened', `Came back: ${back.summary}`, { signals: detection.signals })],
  };
}

/**
 * Whether a diagnosis from `known` is to be made again: a new kind of trouble is new knowledge, and where the cause is unknown
 * another exception may name it, as when checkpoints expire long before their TaskManager counts as lost.
 */
export function hasNews(known: Joined & { readonly cause: string | undefined }, signals: readonly Signal[]): boolean {
  if (bringsNewKind(known.signals, signals)) return true;
  if (known.cause !== 'unknown') return false;
  const seen = joinedIn(known);
  return signals.some((signal) => signal.kind === 'new-exception' && !seen.has(identityOf(signal)));
}

function bringsNewKind(known: readonly Signal[], signals: readonly Signal[]): boolean {
  return loud(signals).some((signal) => !known.some((other) => other.kind === signal.kind));
}

interface Joined {
  readonly signals: readonly Signal[];
  readonly crowdedOut?: readonly string[] | undefined;
}

/** Also what there is no room for any more: none of it is new when it is seen again. */
function joinedIn({ signals, crowdedOut = [] }: Joined): ReadonlySet<string> {
  return new Set([...signals.map(identityOf), ...crowdedOut]);
}

export function identityOf(signal: Signal): string {
  return `${signal.kind} ${signal.fingerprint}`;
}

const mostSignals = 40;
/** More than the jobs of any cluster: of more than that each would be new again at every poll. */
const mostCrowdedOut = 10_000;

/**
 * The latest of each kind and fingerprint, the beginning kept. Bounded: the oldest go first, but never the last one of a
 * kind, for what is not listed is not looked for when the incident is to close. Who goes is known by name, so that it does not join anew.
 */
function merge(known: Incident, seen: readonly Signal[]): Pick<Incident, 'signals' | 'crowdedOut'> {
  const all = new Map(known.signals.map((signal) => [identityOf(signal), signal]));
  for (const signal of seen) {
    const before = all.get(identityOf(signal));
    all.set(
      identityOf(signal),
      before === undefined ? signal : { ...signal, since: Math.min(before.since, signal.since) },
    );
  }
  const newest = [...all.values()].toSorted((a, b) => b.at - a.at);
  const kinds = new Set<SignalKind>();
  const firstOfKind: Signal[] = [];
  const others: Signal[] = [];
  for (const signal of newest) {
    (kinds.has(signal.kind) ? others : firstOfKind).push(signal);
    kinds.add(signal.kind);
  }
  const byWorth = [...firstOfKind, ...others];
  const signals = byWorth.slice(0, mostSignals).toSorted((a, b) => b.at - a.at);
  if (byWorth.length <= mostSignals) return { signals };
  const out = new Set([...(known.crowdedOut ?? []), ...byWorth.slice(mostSignals).map(identityOf)]);
  for (const signal of signals) out.delete(identityOf(signal));
  return { signals, crowdedOut: [...out].slice(-mostCrowdedOut) };
}

function worst(all: readonly Severity[]): Severity {
  return all.toSorted(worstFirst)[0] ?? 'low';
}
