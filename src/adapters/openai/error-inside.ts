import OpenAI from 'openai';
import { z } from 'zod';

const Failed = z.object({
  error: z.union([
    z.string().min(1),
    z.object({ message: z.string().min(1), code: z.int().min(400).max(599).optional().catch(undefined) }),
  ]),
});

/** The error that a gateway sends with a 200, as OpenRouter does: what it would have been with the status that it tells. */
export function errorInside(body: unknown): InstanceType<typeof OpenAI.APIError> | undefined {
  const written = Failed.safeParse(body).data?.error;
  if (written === undefined) return undefined;
  const error = typeof written === 'string' ? { message: written } : written;
  return OpenAI.APIError.generate(
    ('code' in error ? error.code : undefined) ?? 200,
    { error },
    undefined,
    new Headers(),
  );
}
