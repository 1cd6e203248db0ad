import { z } from 'zod';

/** Request bodies as Qdrant's REST takes them. Strict: a field that is not used here is a typing mistake until somebody adds it. */
const Uuid = z.string().regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);
const U32 = z.int().min(0).max(0xffff_ffff);

export const Sparse = z
  .strictObject({ indices: z.array(U32), values: z.array(z.number()) })
  .refine(({ indices, values }) => indices.length === values.length, 'values: must be the same length as indices')
  .refine(({ indices }) => new Set(indices).size === indices.length, 'indices: must be unique');
export type Sparse = z.infer<typeof Sparse>;

export const CreateCollection = z.strictObject({
  vectors: z
    .record(
      z.string(),
      z.strictObject({
        size: z
          .int()
          .positive()
          .refine((size) => size <= 65_536, 'must be from 1 to 65536'),
        distance: z.literal('Cosine'),
        hnsw_config: z.strictObject({ m: z.int().nonnegative() }).optional(),
      }),
    )
    .default({}),
  sparse_vectors: z
    .record(z.string(), z.strictObject({ modifier: z.enum(['idf', 'none']).default('none') }))
    .default({}),
});
export type CreateCollection = z.infer<typeof CreateCollection>;

export const CreateIndex = z.strictObject({ field_name: z.string().min(1), field_schema: z.literal('keyword') });

const Payload = z.record(z.string(), z.unknown());
export const StoredPoint = z.strictObject({
  id: Uuid.or(z.int().nonnegative()),
  vector: z.record(
    z.string(),
    z
      .array(z.number())
      .refine((dense) => dense.length > 0, 'dense vector must not be empty')
      .or(Sparse),
  ),
  payload: Payload.default({}),
});
export type StoredPoint = z.infer<typeof StoredPoint>;
export const Upsert = z.strictObject({ points: z.array(StoredPoint) });

export type Filter = {
  readonly must?: readonly Condition[] | undefined;
  readonly should?: readonly Condition[] | undefined;
  readonly must_not?: readonly Condition[] | undefined;
};
export type Condition =
  | { readonly key: string; readonly match: { readonly value: string | number | boolean } }
  | { readonly is_empty: { readonly key: string } }
  | Filter;

export const Filter: z.ZodType<Filter> = z.lazy(() =>
  z.strictObject({
    must: z.array(Condition).optional(),
    should: z.array(Condition).optional(),
    must_not: z.array(Condition).optional(),
  }),
);
const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({
      key: z.string(),
      match: z.strictObject({ value: z.union([z.string(), z.int(), z.boolean()]) }),
    }),
    z.strictObject({ is_empty: z.strictObject({ key: z.string() }) }),
    Filter,
  ]),
);

const limit = z
  .int()
  .nonnegative()
  .refine((count) => count > 0, 'must be 1 or larger')
  .default(10);
const Prefetch = z.strictObject({
  query: z.array(z.number()).or(Sparse),
  using: z.string(),
  limit,
  filter: Filter.optional(),
});
export type Prefetch = z.infer<typeof Prefetch>;

const shown = { limit, with_payload: z.array(z.string()).or(z.boolean()).default(false) };
export const Query = z.union([
  z.strictObject({ ...Prefetch.shape, ...shown }),
  z.strictObject({
    prefetch: z.array(Prefetch),
    query: z.strictObject({ fusion: z.literal('rrf') }),
    filter: Filter.optional(),
    ...shown,
  }),
]);
export type Query = z.infer<typeof Query>;

export const Count = z.strictObject({ exact: z.boolean().default(true) });

export const ChangeAliases = z.strictObject({
  actions: z.array(
    z.union([
      z.strictObject({ create_alias: z.strictObject({ alias_name: z.string(), collection_name: z.string() }) }),
      z.strictObject({ delete_alias: z.strictObject({ alias_name: z.string() }) }),
    ]),
  ),
});
