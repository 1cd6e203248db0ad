import { z } from 'zod';
import { Duration } from './duration.ts';
import { count, nonEmpty } from './shapes.ts';

const money = z.number().positive('should be a number above 0').optional();

/** The model, what it may cost, and how long it may look. */
export function llmSection(types: {
  readonly path: z.ZodType<string, string>;
  readonly url: z.ZodType<string, string>;
}) {
  const prices = z.strictObject({
    promptPerMillion: z.number().nonnegative(),
    completionPerMillion: z.number().nonnegative(),
  });
  const incident = z.strictObject({ calls: count.default(16), tokens: count.default(150_000), money });
  /** Its calls are `maxCallsPerHour`. */
  const hour = z.strictObject({ tokens: count.default(600_000), money });
  const day = z.strictObject({ calls: count.default(300), tokens: count.default(3_000_000), money });
  const budget = z.strictObject({
    incident: incident.prefault({}),
    hour: hour.prefault({}),
    day: day.prefault({}),
    /** How much of the hour and of the day the jobs of one owner may use. */
    ownerShare: z.number().positive('should be above 0').max(1, 'should be at most 1, which is all').default(0.5),
    /** How much of the hour and of the day, and of what one owner may use of them, only critical incidents may use. */
    criticalShare: z.number().min(0, 'should be 0 or above').lt(1, 'should be below 1').default(0.2),
  });
  /** turns: how often the model may ask for more before it must conclude. */
  const investigation = z.strictObject({ turns: count.max(20).default(8), within: Duration.default(180_000) });
  const llm = z.strictObject({
    baseUrl: types.url.prefault('https://api.openai.com/v1'),
    model: nonEmpty,
    apiKeyFile: types.path.optional(),
    timeout: Duration.default(60_000),
    /** Beyond this many calls in an hour, the rules diagnose alone. */
    maxCallsPerHour: count.default(60),
    budget: budget.prefault({}),
    investigation: investigation.transform(({ within: withinMs, ...rest }) => ({ ...rest, withinMs })).prefault({}),
    prices: prices.optional(),
  });
  return llm
    .refine(({ budget: limits, prices: known }) => {
      const limited = [limits.incident, limits.hour, limits.day].some((one) => one.money !== undefined);
      return !limited || known !== undefined;
    }, 'limits money, so llm.prices should be given too')
    .transform(({ timeout: timeoutMs, ...rest }) => ({ ...rest, timeoutMs }));
}
