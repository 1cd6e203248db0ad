import { z } from 'zod';

/** What Qdrant answers, as far as it is used. Nothing else of an answer is looked at. */
const answer = <T extends z.ZodType>(result: T) => z.object({ result });

export const Done = answer(z.literal(true));
/** False: there was none. */
export const Dropped = answer(z.boolean());
export const Upserted = answer(z.object({ status: z.string() }));
export const Counted = answer(z.object({ count: z.int().nonnegative() }));
export const Aliases = answer(
  z.object({ aliases: z.array(z.object({ alias_name: z.string(), collection_name: z.string() })) }),
);
export const Collections = answer(z.object({ collections: z.array(z.object({ name: z.string() })) }));
export const Welcome = z.object({ title: z.string().regex(/qdrant/i), version: z.string().regex(/^[\w.+-]{1,40}$/) });

const Dense = z.object({ size: z.int().positive(), distance: z.string() });
export const Described = answer(
  z.object({
    points_count: z.int().nonnegative().nullish(),
    config: z.object({
      params: z.object({
        vectors: z.object({ dense: Dense.optional() }).nullish(),
        sparse_vectors: z.object({ words: z.object({ modifier: z.string().nullish() }).optional() }).nullish(),
      }),
    }),
  }),
);

/** Points are read one by one: an odd one is dropped, the others count. */
export const Found = answer(z.object({ points: z.array(z.unknown()) }));
