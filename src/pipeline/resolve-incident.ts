import type { Incident } from '../domain/incident.ts';
import { Signal } from '../domain/signal.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Clock } from '../ports/clock.ts';
import type { IncidentStore } from '../ports/store.ts';
import { type Answered, event, updateIncident } from './update-incident.ts';

interface ResolveDeps {
  readonly incidents: IncidentStore;
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** The watcher stops to miss a job. */
  readonly forget: (job: string) => Promise<void>;
}

/** A person closes the incident. Refused while something of its plan is under way: nobody would be left to carry it through. */
export async function resolveIncident(
  deps: ResolveDeps,
  incidentId: string,
  reason: string,
  { by, name, seq }: Answered,
): Promise<string> {
  const before = await deps.incidents.get(incidentId);
  if (before === undefined || before.state === 'closed') return 'refused: no such open incident';
  if (before.planId !== null) {
    const undetermined = await deps.ledger.undetermined(before.planId);
    if (undetermined !== undefined) return `refused: action ${undetermined} is under way; settle it first`;
    const { kind } = await deps.ledger.progress(before.planId);
    const left =
      kind === 'in-progress'
        ? await deps.ledger.drop(before.planId, 'cancelled', `incident resolved by ${name}`)
        : undefined;
    // Closing it now would leave nobody to carry the plan through.
    if (left !== undefined) return `refused: ${left}; look again`;
  }
  const approval = before.planId === null ? undefined : await deps.incidents.approvalOf(before.planId);
  const isOpen = approval?.state === 'open' || approval?.state === 'approved';
  const now = deps.clock.now();
  const saved = await updateIncident(deps.incidents, incidentId, async (current) => {
    if (current.state === 'closed' || current.planId !== before.planId) return undefined;
    // Before it is stored, which the answer is used up by; otherwise the next poll would miss it again.
    for (const job of await downJobs(deps, current)) await deps.forget(job);
    return {
      incident: { ...current, state: 'closed', closing: 'resolved', closedAt: now, updatedAt: now },
      events: [
        event(incidentId, now, 'closed', `${name} resolved it${reason === '' ? '' : `: ${reason}`}`, { by, reason }),
      ],
      ...(isOpen && { approval: { ...approval, state: 'void' } }),
      answerSeq: seq,
    };
  });
  return saved === undefined ? 'refused: the incident moved in this moment; look again' : 'resolved';
}

/** Also those for which the incident has no room any more: the timeline has each as it joined. The watcher keeps what is back since. */
async function downJobs({ incidents }: ResolveDeps, { id, signals }: Incident): Promise<ReadonlySet<string>> {
  const timeline = await incidents.timeline({ incidentId: id });
  const joined = timeline.flatMap(({ data }) => Signal.safeParse(data['signal']).data ?? []);
  const down = [...signals, ...joined].filter(({ kind }) => kind === 'job-vanished' || kind === 'job-failed');
  return new Set(down.flatMap(({ job }) => job ?? []));
}
