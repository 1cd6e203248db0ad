import type { Approval } from '../domain/approval.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { Incident } from '../domain/incident.ts';
import type { Plan } from '../domain/plan.ts';
import type { StageDeps } from './deps.ts';
import { escalate } from './escalate.ts';
import { event, updateIncident } from './update-incident.ts';

/** A question to people, as it was read. */
export interface Asked {
  readonly incident: Incident;
  readonly plan: Plan;
  readonly approval: Approval;
}

/**
 * Ends the question and drops its plan. False: nothing was stored, because somebody answered or ended it since it was read;
 * the next pass looks again.
 */
export async function endQuestion(
  deps: StageDeps,
  { incident, plan, approval }: Asked,
  state: 'expired' | 'void',
  why: string,
): Promise<boolean> {
  if (await isAnsweredSince(deps, approval)) return false;
  const reason = state === 'expired' ? 'expired' : 'stale';
  // Dropped before it is stored why: a process that ends in between comes back here, and nothing of the plan is left over.
  const left = await deps.ledger.drop(plan.id, reason, why);
  if (left !== undefined) throw new Error(`Plan ${plan.id} waits for a person, but ${left}`);
  const saved = await updateIncident(deps.incidents, incident.id, async (current) => {
    if (current.state !== 'awaiting_approval' || current.planId !== plan.id) return undefined;
    // Read after the incident, whose version every answer raises: one that comes later makes this save a stale one.
    if (await isAnsweredSince(deps, approval)) return undefined;
    const now = deps.clock.now();
    const ended = { ...approval, state };
    if (state === 'expired') {
      const told = `${why}; to have it planned again: flink-medic incidents ack ${current.id}`;
      return { ...escalate(current, now, told, [], [event(current.id, now, 'expired', why)]), approval: ended };
    }
    return {
      incident: { ...current, state: 'diagnosed', planId: null, escalation: null, refusals: [], updatedAt: now },
      events: [event(current.id, now, 'note', `${why}; the question is withdrawn`)],
      approval: ended,
    };
  });
  return saved !== undefined;
}

async function isAnsweredSince(deps: StageDeps, read: Approval): Promise<boolean> {
  const stored = await deps.incidents.approvalOf(read.planId);
  if (stored?.id !== read.id || stored.state !== read.state) return true;
  return canonicalJson(stored.votes) !== canonicalJson(read.votes);
}
