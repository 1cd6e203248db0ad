import { z } from 'zod';
import { ActionKindName } from '../domain/action.ts';
import type { AlertStep } from '../domain/alert.ts';
import type { Incident, TimelineEvent } from '../domain/incident.ts';
import { redactArguments } from '../diagnosis/redact-all.ts';
import { isObserved } from './plan-again.ts';

/** As the timeline keeps what mode observe kept from being planned. */
const StoredStep = z.object({
  name: z.string(),
  kind: ActionKindName,
  risk: z.string(),
  args: z.record(z.string(), z.unknown()),
});
export type StoredStep = z.infer<typeof StoredStep>;

/** The steps that an event says would be taken, their arguments whole; empty for any other event. */
export function stepsOf(event: TimelineEvent): AlertStep[] {
  return storedSteps(event).map(({ name, kind, args }) => ({
    name,
    kind,
    args: JSON.stringify(redactArguments(args)),
  }));
}

/** The event that says what would be done, if mode observe is what kept the incident from a plan; in a closed one, what did so last. */
export function wouldDoOf(
  { refusals }: Pick<Incident, 'refusals'>,
  timeline: readonly TimelineEvent[],
): TimelineEvent | undefined {
  return refusals.some(isObserved) ? timeline.findLast((one) => one.kind === 'would-do') : undefined;
}

/** The same with nothing left out of the arguments, for who reads the store itself. */
export function storedSteps({ kind, data }: TimelineEvent): readonly StoredStep[] {
  const steps = kind === 'would-do' ? z.array(StoredStep).safeParse(data['steps']) : undefined;
  return steps?.success === true ? steps.data : [];
}
