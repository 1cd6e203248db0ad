import type { ActionFacts } from '../domain/action-facts.ts';
import type { Incident } from '../domain/incident.ts';
import { ownArgs } from '../domain/own-args.ts';
import type { OwnSopStep, Sop } from '../domain/sop.ts';
import type { ActionKinds } from '../ports/action-kind.ts';
import { type Expanded, impossible, unknownJob } from './expand-plan.ts';

/** A plan of one action of the team's own kind. Its risk is what the kind declares: a SOP has no word on it. */
export function expandOwn(
  step: OwnSopStep,
  facts: ActionFacts,
  of: { readonly incident: Incident; readonly sop: Sop; readonly kinds: ActionKinds },
): Expanded {
  if (facts.job === undefined) return unknownJob();
  const { incident, sop, kinds } = of;
  const kind = kinds.get(step.action);
  if (kind === undefined) {
    const todo = 'add it to actions or webhooks of the configuration';
    return impossible('the kind is not configured', 'action', step.action, todo);
  }
  const args = ownArgs(step.with, {
    id: incident.id,
    cluster: facts.cluster,
    job: facts.jobName,
    environment: facts.record.environment,
    severity: incident.severity,
    sop: sop.id,
  });
  const parsed = kind.parse(args);
  if (!parsed.ok) return impossible('its arguments do not fit the kind', 'with', parsed.why, `correct ${sop.file}`);
  const name = step.action.slice(step.action.indexOf('/') + 1);
  const { risk, declared } = kind;
  const own = { name, kind: step.action, risk, args, ...(declared !== undefined && { declared }) };
  return { kind: 'steps', action: step.action, steps: [own] };
}
