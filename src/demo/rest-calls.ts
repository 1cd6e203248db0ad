import { z } from 'zod';

/** The line that the agent logs when it ends: calls by cluster and route. */
const Ending = z.object({ restCalls: z.record(z.string(), z.record(z.string(), z.number())) });

/** Calls to Flink that the agent's log tells of; a life that was cut short tells none. Undefined when no life told. */
export function restCallsIn(log: string): number | undefined {
  let total: number | undefined;
  for (const line of log.split('\n')) {
    if (!line.includes('"restCalls"')) continue;
    const parsed = Ending.safeParse(jsonOf(line));
    if (!parsed.success) continue;
    for (const routes of Object.values(parsed.data.restCalls)) {
      for (const calls of Object.values(routes)) total = (total ?? 0) + calls;
    }
  }
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
