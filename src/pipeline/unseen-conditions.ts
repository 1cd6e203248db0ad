import type { Plan } from '../domain/plan.ts';
import type { Objection } from '../domain/policy.ts';
import type { IncidentStore } from '../ports/store.ts';

/**
 * What speaks for asking now and did not stand in the question that people answered: a yes was not given for it. Compared by
 * field, because values such as an age change all the time.
 */
export async function unseenConditions(
  incidents: Pick<IncidentStore, 'timeline'>,
  plan: Plan,
  objections: readonly Objection[],
): Promise<Objection[]> {
  const asks = objections.filter((one) => one.weight === 'ask');
  if (asks.length === 0) return [];
  const seen = await conditionsOf(incidents, plan);
  return asks.filter((one) => !seen.some((reason) => reason.includes(`(${one.field} = `)));
}

/** The reasons for asking, as the question about the plan showed them. */
export async function conditionsOf(incidents: Pick<IncidentStore, 'timeline'>, plan: Plan): Promise<string[]> {
  const timeline = await incidents.timeline({ incidentId: plan.incidentId });
  const question = timeline.findLast((one) => one.kind === 'asked' && one.data['plan'] === plan.id);
  const reasons = question?.data['reasons'];
  return Array.isArray(reasons) ? reasons.map(String) : [];
}
