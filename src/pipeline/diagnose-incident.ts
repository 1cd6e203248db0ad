import { messageOf } from '../domain/errors.ts';
import { type Incident, type Retrieval, sopIdOf } from '../domain/incident.ts';
import type { Signal } from '../domain/signal.ts';
import { skewOf } from '../detectors/job-view.ts';
import { afterEarlier } from '../diagnosis/join-diagnosis.ts';
import { quoted } from '../diagnosis/plain-text.ts';
import { redactAll } from '../diagnosis/redact-all.ts';
import type { IncidentQuery } from '../knowledge/asked-text.ts';
import type { SopMatch } from '../knowledge/retrieve.ts';
import { hasNews } from './absorb.ts';
import { alsoAfterStop } from './after-stop.ts';
import { collectEvidence } from './collect-evidence.ts';
import type { StageDeps } from './deps.ts';
import { hasPassed } from '../domain/elapsed.ts';
import { event, updateIncident } from './update-incident.ts';

/** Counted from the last sight of the trouble, so a cluster that stays silent is diagnosed without it. */
const patienceForReadsMs = 10_000;
/** What was closed before that is no part of a story that the rules read. */
const looksBackMs = 3_600_000;
/** Trouble that goes on is seen again and again: a read that keeps failing is not waited for longer than this. */
const longestPatienceMs = 60_000;

/**
 * Evidence, diagnosis and procedure of an open incident. What it was decided from is kept with the decision. One that waits for people
 * goes on waiting, unless another procedure fits now.
 */
export async function diagnoseIncident(deps: StageDeps, incident: Incident, signal: AbortSignal): Promise<boolean> {
  const { cluster, job } = incident;
  const present = stillThere(deps, incident);
  const startedAt = deps.clock.now();
  const evidence = await collectEvidence(
    {
      flink: deps.flinkOf(cluster),
      window: job === null ? undefined : deps.world.window(cluster, job),
      latest: deps.world.latest(cluster),
      over: await recoveredFrom(deps, incident),
      now: startedAt,
    },
    { ...incident, signals: present },
    signal,
  );
  // A read that failed makes a certain cause uncertain, and a diagnosis is made once: it is worth a little patience.
  // An answer that does not come takes as long as that: what was waited for it does not count, or nothing would be read again.
  if (evidence.unread.length > 0 && isWorthWaiting(incident, startedAt)) return false;
  if (signal.aborted) return false;
  // A model that is asked is paid for: what it says is stored.
  const decided = await alsoAfterStop(deps.clock, signal, async (until) => {
    const diagnosis = await deps.diagnose(evidence, incident, until);
    if (until.aborted || diagnosis === undefined) return undefined;
    const { exceptions, cause } = diagnosis;
    const signals = present.map((one) => one.kind);
    // Of the cluster, whatever the job is called.
    const { environment } = deps.recordOf(cluster, job ?? cluster);
    const retrieval = await retrieve(deps, { exceptions, signals, cause, environment }, until);
    return until.aborted ? undefined : { diagnosis, retrieval };
  });
  if (decided === undefined) return false;
  const { diagnosis, retrieval } = decided;

  // Kept, and shown by the command line, for as long as the incident is.
  const kept = redactAll(evidence);
  const saved = await updateIncident(deps.incidents, incident.id, (current) => {
    if (current.state !== 'open' && current.state !== incident.state) return undefined;
    // What joined meanwhile may change the diagnosis: it is made again.
    const again = hasNews({ ...incident, cause: diagnosis.cause }, current.signals);
    const waits = !again && current.state === 'escalated' && sopIdOf(current.retrieval) === sopIdOf(retrieval);
    const now = deps.clock.now();
    return {
      incident: {
        ...current,
        ...(!waits && { state: again ? 'open' : 'diagnosed', escalation: null, refusals: [] }),
        diagnosis: afterEarlier(current.diagnosis, diagnosis),
        retrieval,
        updatedAt: now,
      },
      events: [
        event(current.id, now, 'diagnosed', `${diagnosis.cause} (${diagnosis.by}): ${diagnosis.summary}`, {
          diagnosis,
          evidence: kept,
        }),
        event(current.id, now, 'retrieved', retrievalText(retrieval), { retrieval }),
      ],
    };
  });
  if (saved !== undefined) {
    deps.log.info({ incidentId: saved.id, cause: diagnosis.cause, by: diagnosis.by }, 'incident diagnosed');
  }
  return saved !== undefined;
}

function isWorthWaiting({ lastSeenAt, signals }: Incident, now: number): boolean {
  const newest = Math.max(...signals.map((one) => one.since));
  return !hasPassed(patienceForReadsMs, lastSeenAt, now) && !hasPassed(longestPatienceMs, newest, now);
}

/** A search that fails costs the procedure, not the diagnosis: the incident goes to a person. */
async function retrieve(deps: StageDeps, query: IncidentQuery, signal: AbortSignal): Promise<Retrieval> {
  try {
    return retrievalOf(await deps.sops.retrieve(query, signal));
  } catch (error) {
    if (signal.aborted) throw error;
    deps.log.error({ err: messageOf(error) }, 'the procedures could not be searched');
    return { kind: 'none-fits', best: null };
  }
}

/**
 * Flink keeps the exceptions of trouble that is over beside those of today's, and no checkpoint need tell them apart. Of the calm at the
 * end of an incident half belongs to it: not every sight of its trouble was written, and what came next is seen a little late.
 */
async function recoveredFrom(
  { incidents, world }: StageDeps,
  { cluster, openedAt }: Incident,
): Promise<ReadonlyMap<string, number>> {
  const over = new Map<string, number>();
  const closed = await incidents.list({ open: false, cluster, since: openedAt - looksBackMs });
  for (const { job, closing, closedAt, lastSeenAt } of closed) {
    if (job === null || closedAt === null || closedAt > openedAt) continue;
    if (closing !== 'recovered' && closing !== 'cleared') continue;
    const at = (lastSeenAt + closedAt) / 2 + skewOf(world.window(cluster, job)?.snapshots ?? []);
    over.set(job, Math.max(at, over.get(job) ?? at));
  }
  return over;
}

/** What joined earlier and is over by now misleads; when all of it is over, it is all there is to go by. */
function stillThere(deps: StageDeps, incident: Incident): Signal[] {
  const left = incident.signals.filter((one) => {
    const own = deps.world.detection(incident.cluster, one.job);
    const ofCluster = deps.world.detection(incident.cluster, null);
    return own?.clear.includes(one.kind) !== true && ofCluster?.clear.includes(one.kind) !== true;
  });
  return left.length > 0 ? left : incident.signals;
}

function retrievalOf(match: SopMatch): Retrieval {
  if (match.kind === 'none-fits') return { kind: 'none-fits', best: match.best?.id ?? null };
  const { sop, by, score } = match;
  return { kind: 'fits', sopId: sop.id, sopDigest: sop.digest, title: quoted(sop.title, 200), by, score };
}

function retrievalText(retrieval: Retrieval): string {
  if (retrieval.kind === 'fits') return `SOP ${retrieval.sopId} fits (${retrieval.title}), found by ${retrieval.by}`;
  return retrieval.best === null ? 'No SOP fits' : `No SOP fits; the nearest was ${retrieval.best}, below the floor`;
}
