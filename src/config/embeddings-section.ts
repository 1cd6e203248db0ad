import { z } from 'zod';
import { Duration } from './duration.ts';
import { nonEmpty } from './shapes.ts';

/** `embeddings`: where texts become vectors. Without it, procedures are found by exact matches and words. */
export function embeddingsSection(shared: { readonly path: z.ZodType<string>; readonly url: z.ZodType<string> }) {
  return z.strictObject({
    baseUrl: shared.url.default('https://api.openai.com/v1'),
    model: nonEmpty,
    apiKeyFile: shared.path.optional(),
    /** Asked of the server; left out, as many as the model makes. */
    dimensions: z
      .int('should be a whole number')
      .min(2, 'should be at least 2')
      .max(4_096, 'should be at most 4096')
      .optional(),
    /** For one request; an incident waits so long at most. */
    timeout: Duration.default(5_000),
    /** Least cosine of a procedure that no word has found. What unrelated texts reach differs from model to model. */
    minCosine: z.number('should be a number').min(0, 'should be 0 to 1').max(1, 'should be 0 to 1').default(0.85),
  });
}
