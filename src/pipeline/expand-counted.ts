import type { Incident } from '../domain/incident.ts';
import type { OwnSopStep } from '../domain/sop.ts';
import { maxTakeovers } from '../ledger/limits.ts';
import type { IncidentChange } from '../ports/store.ts';
import { escalate } from './escalate.ts';
import type { Expanded } from './expand-plan.ts';

/**
 * Expands a step in which a file of the team's own takes part. The process that planned it before may have died of that, so this one is
 * counted first, durably, as the ledger does it before it runs anything of a kind; whoever comes through ends the count.
 * @param change whether the incident was stored; false: it is not planned for any more.
 * @returns what came of it; else nothing more is planned now, and whether the incident moved.
 */
export async function expandCounted(
  { epoch }: { readonly epoch: number },
  { planning }: Incident,
  { action }: OwnSopStep,
  change: (decide: (incident: Incident, now: number) => IncidentChange) => Promise<boolean>,
  expand: () => Expanded,
): Promise<Expanded | boolean> {
  const before = planning?.kind === action ? planning : undefined;
  if (before?.epoch === epoch) return expand();
  const begun = before?.begun ?? 0;
  if (begun >= maxTakeovers) {
    const why = `Quarantined: ${begun} processes in a row ended while they planned ${action}`;
    return change(({ planning: _ended, ...one }, now) =>
      escalate(one, now, `${why}; correct it, then: flink-medic incidents resolve ${one.id}`),
    );
  }
  const count = (counted: number) =>
    change((one) => ({
      incident: { ...one, planning: { kind: action, epoch, begun: counted } },
      events: [],
    }));
  if (!(await count(begun + 1))) return false;
  const expanded = expand();
  return (await count(0)) ? expanded : false;
}
