import { z } from 'zod';

/** The line that the agent logs when it serves; one per life. */
const Beginning = z.object({ msg: z.literal('serving') });
/** The line that the agent logs when it ends: calls by cluster and route. */
const Ending = z.object({ restCalls: z.record(z.string(), z.record(z.string(), z.number())) });

export interface RestCalls {
  /** Of the lives that ended by themselves. */
  readonly count: number;
  /** Lives that ended without telling, because they were killed: the true number is higher when there is one. */
  readonly cutShort: number;
}

/** Calls to Flink that the agent's log tells of. Undefined when no life told. */
export function restCallsIn(log: string): RestCalls | undefined {
  let begun = 0;
  const told: number[] = [];
  for (const line of log.split('\n')) {
    if (!line.startsWith('{')) continue;
    const value = jsonOf(line);
    if (Beginning.safeParse(value).success) begun += 1;
    const ending = Ending.safeParse(value);
    if (ending.success) told.push(sum(Object.values(ending.data.restCalls).flatMap((routes) => Object.values(routes))));
  }
  if (told.length === 0) return undefined;
  return { count: sum(told), cutShort: Math.max(0, begun - told.length) };
}

/** `The agent asked Flink at least 30 times (one life of the agent was cut short).` */
export function restCallsText({ count, cutShort }: RestCalls): string {
  if (cutShort === 0) return `The agent asked Flink ${count} times.`;
  const lives = cutShort === 1 ? 'one life of the agent was' : `${cutShort} lives of the agent were`;
  return `The agent asked Flink at least ${count} times (${lives} cut short).`;
}

function sum(numbers: readonly number[]): number {
  let total = 0;
  for (const one of numbers) total += one;
  return total;
}

/** Undefined for a line that was cut off. */
function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
