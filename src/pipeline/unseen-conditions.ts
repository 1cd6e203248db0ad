import { z } from 'zod';
import type { Plan } from '../domain/plan.ts';
import type { Objection } from '../domain/policy.ts';
import type { IncidentStore } from '../ports/store.ts';

/**
 * What speaks for asking now and did not stand in the question that people answered: a yes was not given for it. Compared by
 * name, because values such as an age change all the time.
 */
export async function unseenConditions(
  incidents: Pick<IncidentStore, 'timeline'>,
  plan: Plan,
  objections: readonly Objection[],
): Promise<Objection[]> {
  const asks = objections.filter((one) => one.weight === 'ask');
  if (asks.length === 0) return [];
  const { conditions } = await questionOf(incidents, plan);
  return asks.filter((one) => !conditions.includes(one.field));
}

const Question = z.object({ reasons: z.array(z.string()), conditions: z.array(z.string()).optional() });

/** Why people were asked about the plan, as it was shown, and the names of the conditions among it. */
export async function questionOf(
  incidents: Pick<IncidentStore, 'timeline'>,
  plan: Plan,
): Promise<{ readonly reasons: readonly string[]; readonly conditions: readonly string[] }> {
  const timeline = await incidents.timeline({ incidentId: plan.incidentId });
  const asked = timeline.findLast((one) => one.kind === 'asked' && one.data['plan'] === plan.id);
  const question = Question.safeParse(asked?.data);
  if (!question.success) return { reasons: [], conditions: [] };
  const { reasons, conditions } = question.data;
  // An older program stored the text alone: `<reason> (<name> = <value>)`.
  return { reasons, conditions: conditions ?? reasons.map((one) => /\(([^(]*?) = /.exec(one)?.[1] ?? '') };
}
