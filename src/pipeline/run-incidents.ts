import { isAskedAgain } from '../diagnosis/ask-again.ts';
import { messageOf } from '../domain/errors.ts';
import type { Incident, IncidentState } from '../domain/incident.ts';
import { steadyMs } from '../ledger/send-limit.ts';
import type { IncidentChange } from '../ports/store.ts';
import type { StageDeps } from './deps.ts';
import { escalate, escalateUntilNoted } from './escalate.ts';
import { isPlannedAgain } from './plan-again.ts';
import { runIncident } from './run-incident.ts';
import { event, updateIncident } from './update-incident.ts';

/** These need fresh snapshots to get anywhere; the others are looked at in every pass. */
const perPoll: readonly IncidentState[] = ['diagnosed', 'verifying'];
/** Stages that one pass may take an incident through. */
const longestPass = 8;
const firstBackoffMs = 2_000;
const longestBackoffMs = 60_000;
/** A stage that fails for so long is told to a person: what breaks it may never end. */
const stuckAfterMs = 600_000;

/** Moves all open incidents of one cluster, each by itself: one that waits for a model or a slow cluster holds up no other. */
export function makeIncidentRunner(deps: StageDeps & { readonly cluster: string; readonly polls: () => number }): {
  pass(signal: AbortSignal): Promise<void>;
  idle(): Promise<void>;
} {
  const running = new Map<string, Promise<void>>();
  /** What an incident was last looked at with, and when, by a clock that nobody sets, it may be looked at again after an error. */
  const looked = new Map<string, { polls: number; version: number }>();
  const resting = new Map<string, { until: number; ms: number; since: number }>();

  async function pass(signal: AbortSignal): Promise<void> {
    // One that ends its stage while this is read is shown as it was before.
    const busy = new Set(running.keys());
    const open = await deps.incidents.list({ open: true, cluster: deps.cluster });
    for (const incident of open) {
      if (busy.has(incident.id) || !isDue(incident)) continue;
      const run = carry(incident, signal).finally(() => running.delete(incident.id));
      running.set(incident.id, run);
    }
    const ids = new Set(open.map((one) => one.id));
    for (const id of [...looked.keys(), ...resting.keys()]) {
      if (ids.has(id) || running.has(id)) continue;
      looked.delete(id);
      resting.delete(id);
    }
  }

  function isDue(incident: Incident): boolean {
    if (steadyMs(deps.clock) < (resting.get(incident.id)?.until ?? 0)) return false;
    if (incident.state === 'escalated') {
      // What is planned again is diagnosed by what the polls show.
      return isAskedAgain(incident, deps.clock.now()) || (deps.polls() > 0 && isPlannedAgain(deps, incident));
    }
    if (!perPoll.includes(incident.state)) return true;
    if (deps.polls() === 0) return false;
    const before = looked.get(incident.id);
    return before?.polls !== deps.polls() || before.version !== incident.version;
  }

  async function carry(first: Incident, signal: AbortSignal): Promise<void> {
    let incident: Incident | undefined = first;
    try {
      for (let stage = 0; stage < longestPass && incident !== undefined && !signal.aborted; stage += 1) {
        looked.set(incident.id, { polls: deps.polls(), version: incident.version });
        if (!(await runIncident(deps, incident, signal))) break;
        const before = incident.state;
        incident = await deps.incidents.get(first.id);
        if (incident !== undefined && incident.state !== before) tellIfWaiting(deps.log, incident);
      }
      resting.delete(first.id);
    } catch (error) {
      if (signal.aborted) return;
      const at = steadyMs(deps.clock);
      const before = resting.get(first.id) ?? { ms: firstBackoffMs / 2, since: at };
      const ms = Math.min(longestBackoffMs, before.ms * 2);
      resting.set(first.id, { until: at + ms, ms, since: before.since });
      const { id: incidentId, cluster, job, state } = first;
      deps.log.error({ incidentId, cluster, job, state, err: messageOf(error), againInMs: ms }, 'stage failed');
      if (at - before.since >= stuckAfterMs) await handOver(first.id, error);
    }
  }

  async function handOver(id: string, error: unknown): Promise<void> {
    const why = messageOf(error);
    try {
      const told = await updateIncident(deps.incidents, id, (current) => stuck(current, deps.clock.now(), why));
      if (told !== undefined) tellIfWaiting(deps.log, told);
    } catch (failure) {
      deps.log.error({ incidentId: id, err: messageOf(failure) }, 'incident could not be handed to a person yet');
    }
  }

  return {
    pass,
    idle: async () => {
      await Promise.all(running.values());
    },
  };
}

/** Who has nothing but the log sees there that a person is needed, and where to look. */
function tellIfWaiting(log: StageDeps['log'], { id, cluster, job, state, escalation }: Incident): void {
  const about = { incidentId: id, cluster, job, look: `flink-medic incidents show ${id}` };
  if (state === 'awaiting_approval') log.warn(about, 'a plan waits for a person');
  if (state === 'escalated') log.warn({ ...about, why: escalation }, 'incident is handed to a person');
}

/** A plan that is under way is tried further all the same: nobody else would carry it through. */
function stuck(incident: Incident, now: number, error: string): IncidentChange | undefined {
  const cannot = `This program cannot go on with it for ${stuckAfterMs / 60_000} min`;
  const why = `${cannot}: ${error}`;
  switch (incident.state) {
    case 'open':
    case 'diagnosed':
      return escalateUntilNoted(incident, now, cannot, error);
    case 'verifying':
      // Cannot tell counts as a failure.
      return escalate({ ...incident, planId: null, failedPlans: incident.failedPlans + 1 }, now, why);
    case 'acting': {
      if (incident.escalation !== null) return undefined;
      return {
        incident: { ...incident, escalation: why, updatedAt: now },
        events: [event(incident.id, now, 'escalated', why)],
      };
    }
    case 'awaiting_approval':
    case 'escalated':
    case 'closed':
      return undefined;
  }
}
