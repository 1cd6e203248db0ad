import type { Answer } from '../domain/approval.ts';
import { isToCome } from '../domain/elapsed.ts';
import type { Incident } from '../domain/incident.ts';
import { isWorse } from '../domain/signal.ts';
import type { Clock } from '../ports/clock.ts';
import type { IncidentStore } from '../ports/store.ts';
import { isoTime, quoted } from '../diagnosis/plain-text.ts';
import { type Answered, event, updateIncident } from './update-incident.ts';

/** Nobody sleeps longer than a week on what is still open. */
const longestMs = 7 * 86_400_000;

/** A person wants to hear nothing more of the incident for a while. It changes no plan, and ends when the incident gets worse. */
export async function snooze(
  deps: { readonly incidents: IncidentStore; readonly clock: Clock },
  answer: Extract<Answer, { kind: 'snooze' }>,
  { by, name, seq }: Answered,
): Promise<string> {
  const now = deps.clock.now();
  const { incidentId, until, reason } = answer;
  if (!(until > now)) return `refused: until = ${isoTime(until)} is over already; name a later time`;
  if (!(until - now <= longestMs))
    return `refused: until = ${isoTime(until)} is more than 7 days away; name an earlier time`;
  const saved = await updateIncident(deps.incidents, incidentId, (current) => {
    if (current.state === 'closed') return undefined;
    const why = reason === '' ? '' : `: ${quoted(reason, 200)}`;
    return {
      incident: { ...current, snoozed: { until, severity: current.severity, by: name }, updatedAt: now },
      events: [
        event(incidentId, now, 'note', `${name} snoozed it until ${isoTime(until)}${why}`, { by, until, reason }),
      ],
      answerSeq: seq,
    };
  });
  return saved === undefined ? 'refused: no such open incident' : `snoozed until ${isoTime(until)}`;
}

/** True while a person wants quiet and the incident is no worse than it was then. */
export function isSnoozed(incident: Pick<Incident, 'snoozed' | 'severity'>, now: number): boolean {
  const { snoozed, severity } = incident;
  // Further ahead than anybody may snooze, it was said by a clock that is put right since.
  if (snoozed === undefined || !isToCome(snoozed.until, longestMs, now)) return false;
  return !isWorse(severity, snoozed.severity);
}
