import { type ApprovalPolicy, personOf } from '../domain/approvers.ts';
import type { TimelineEvent } from '../domain/incident.ts';

/**
 * Who had plans made for the incident: they acknowledged it, or settled one of its actions. Lifting a hold makes no plan, it
 * only lets one go on.
 */
export function initiatorsOf(policy: ApprovalPolicy, timeline: readonly TimelineEvent[]): string[] {
  const people = timeline.flatMap(({ kind, data }) => {
    if (kind !== 'acknowledged' && data['settled'] === undefined) return [];
    const { by, via } = data;
    if (typeof by !== 'string') return [];
    return [personOf(policy, { by, via: via === 'slack' ? 'slack' : 'terminal' }).name];
  });
  return [...new Set(people)];
}
