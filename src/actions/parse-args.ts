import type { z } from 'zod';

type Parsed<Args> = { readonly ok: true; readonly args: Args } | { readonly ok: false; readonly why: string };

/** The `parse` of a kind, from its schema. */
export function parserOf<Args>(schema: z.ZodType<Args>): (value: unknown) => Parsed<Args> {
  return (value) => {
    const outcome = schema.safeParse(value);
    if (outcome.success) return { ok: true, args: outcome.data };
    const issue = outcome.error.issues[0];
    return { ok: false, why: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unexpected shape'}` };
  };
}
