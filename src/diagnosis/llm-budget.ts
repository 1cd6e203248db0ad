import { LlmUnavailable } from '../domain/errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { Llm } from '../ports/llm.ts';

const hourMs = 3_600_000;

/** The model with at most so many questions in any hour; more are refused without being sent. Counts anew after a restart of this program. */
export function withCallBudget(llm: Llm, maxCallsPerHour: number, clock: Clock): Llm {
  let asked: readonly number[] = [];
  return {
    model: llm.model,
    async complete(request, signal) {
      const now = clock.now();
      asked = asked.filter((at) => now - at < hourMs);
      if (asked.length >= maxCallsPerHour) {
        throw new LlmUnavailable(
          'budget',
          `${maxCallsPerHour} questions were asked within the last hour (llm.maxCallsPerHour).`,
        );
      }
      asked = [...asked, now];
      return llm.complete(request, signal);
    },
  };
}
