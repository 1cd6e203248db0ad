import type { z } from 'zod';
import {
  ChangeAliases,
  type Condition,
  Count,
  CreateCollection,
  CreateIndex,
  type Filter,
  Query,
  Upsert,
} from './qdrant-bodies.ts';
import { keep, type KeptPoint, rank } from './qdrant-scoring.ts';

/** What Qdrant answers when it does not do what it was asked. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

interface Collection {
  readonly config: CreateCollection;
  readonly points: Map<string | number, KeptPoint>;
  readonly indexed: Set<string>;
}

/** The collections of one server, with the refusals of the real one. `handle` answers with `result`. */
export function makeQdrantEngine() {
  const collections = new Map<string, Collection>();
  const aliases = new Map<string, string>();
  let searches = 0;

  function find(name: string): Collection {
    const found = collections.get(name) ?? collections.get(aliases.get(name) ?? '');
    if (found === undefined) throw new Refusal(404, `Not found: Collection \`${name}\` doesn't exist!`);
    return found;
  }

  function create(name: string, body: unknown): true {
    const config = read(CreateCollection, body);
    if (name.length > 255 || /[<>:"/\\|?*\p{Cc}]/u.test(name))
      throw new Refusal(422, 'Validation error in path parameters');
    if (collections.has(name)) throw new Refusal(409, `Wrong input: Collection \`${name}\` already exists!`);
    if (aliases.has(name)) {
      const why = `Can't create collection with name ${name}. Alias with the same name already exists`;
      throw new Refusal(400, `Wrong input: ${why}`);
    }
    collections.set(name, { config, points: new Map(), indexed: new Set() });
    return true;
  }

  function drop(name: string): boolean {
    for (const [alias, target] of aliases) if (target === name) aliases.delete(alias);
    return collections.delete(name);
  }

  /** One after the other, and what was done before a refusal stays done. */
  function changeAliases(body: unknown): true {
    for (const action of read(ChangeAliases, body).actions) {
      if ('delete_alias' in action) {
        aliases.delete(action.delete_alias.alias_name);
        continue;
      }
      const { alias_name: alias, collection_name: name } = action.create_alias;
      if (!collections.has(name)) throw new Refusal(404, `Not found: Collection \`${name}\` doesn't exist!`);
      if (collections.has(alias)) throw new Refusal(409, `Wrong input: Collection \`${alias}\` already exists!`);
      aliases.set(alias, name);
    }
    return true;
  }

  function upsert(name: string, body: unknown): object {
    const { points } = read(Upsert, body);
    if (points.length === 0) throw new Refusal(400, 'Bad request: Empty update request');
    const { config, points: held } = find(name);
    for (const { vector } of points)
      for (const [using, one] of Object.entries(vector)) refuseVector(config, using, one);
    for (const point of points) held.set(point.id, keep(point));
    return { operation_id: 1, status: 'completed' };
  }

  function query(name: string, body: unknown): object {
    const asked = read(Query, body);
    const { config, points, indexed } = find(name);
    if ('prefetch' in asked && asked.prefetch.length === 0) {
      throw new Refusal(400, 'Wrong input: Validation failed: cannot apply Fusion without prefetches');
    }
    for (const one of 'prefetch' in asked ? asked.prefetch : [asked]) {
      refuseVector(config, one.using, one.query);
      for (const key of keysOf(one.filter)) {
        // As with strict mode, which Qdrant's cloud has on.
        if (!indexed.has(key)) throw new Refusal(400, `Bad request: Index required but not found for "${key}"`);
      }
    }
    const idfOf = (using: string) => config.sparse_vectors[using]?.modifier === 'idf';
    searches += 1;
    const scored = rank([...points.values()], asked, idfOf, searches % 2 === 0);
    const shown = (payload: Record<string, unknown>): object => {
      const fields = asked.with_payload;
      if (fields === true) return { payload };
      if (fields === false) return {};
      return { payload: Object.fromEntries(Object.entries(payload).filter(([key]) => fields.includes(key))) };
    };
    return {
      points: scored.map(({ kept: { point }, score }) => ({
        id: point.id,
        version: 1,
        score,
        ...shown(point.payload),
      })),
    };
  }

  function describe(name: string): object {
    const { config, points, indexed } = find(name);
    const { sparse_vectors, ...others } = config;
    const params = { ...others, ...(Object.keys(sparse_vectors).length > 0 && { sparse_vectors }), shard_number: 1 };
    return {
      status: 'green',
      optimizer_status: 'ok',
      indexed_vectors_count: 0,
      points_count: points.size,
      segments_count: 1,
      config: { params, hnsw_config: {}, optimizer_config: {} },
      payload_schema: Object.fromEntries(
        [...indexed].map((key) => [key, { data_type: 'keyword', points: points.size }]),
      ),
    };
  }

  /** @throws {Refusal} */
  function handle(method: string, path: string, body: unknown): unknown {
    const [first = '', name = '', ...rest] = path.split('/').slice(1).map(decodeURIComponent);
    const call = `${method} ${[first, ...(name === '' ? [] : ['*']), ...rest].join('/')}`;
    switch (call) {
      case 'GET collections':
        return { collections: [...collections.keys()].map((one) => ({ name: one })) };
      case 'GET aliases':
        return { aliases: [...aliases].map(([alias_name, collection_name]) => ({ alias_name, collection_name })) };
      case 'GET collections/*':
        return describe(name);
      case 'PUT collections/*':
        return create(name, body);
      case 'DELETE collections/*':
        return drop(name);
      case 'POST collections/*':
        if (name === 'aliases') return changeAliases(body);
        break;
      case 'PUT collections/*/index':
        find(name).indexed.add(read(CreateIndex, body).field_name);
        return { operation_id: 1, status: 'completed' };
      case 'PUT collections/*/points':
        return upsert(name, body);
      case 'POST collections/*/points/query':
        return query(name, body);
      case 'POST collections/*/points/count':
        read(Count, body);
        return { count: find(name).points.size };
    }
    throw new Refusal(405, `${method} ${path} is not played here`);
  }

  return { handle, collections, aliases };
}

/** What does not deserialise is 400; what does and breaks a rule of values is 422. */
function read<T>(shape: z.ZodType<T>, body: unknown): T {
  const parsed = shape.safeParse(body);
  if (parsed.success) return parsed.data;
  const rule = parsed.error.issues.every((issue) => issue.code === 'custom');
  const text = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw new Refusal(rule ? 422 : 400, `${rule ? 'Validation' : 'Format'} error in JSON body: ${text}`);
}

function refuseVector(config: CreateCollection, using: string, vector: readonly number[] | object): void {
  const size = config.vectors[using]?.size;
  const sparse = config.sparse_vectors[using] !== undefined;
  if (size === undefined && !sparse) throw new Refusal(400, `Wrong input: Not existing vector name error: ${using}`);
  if (Array.isArray(vector) === sparse) {
    throw new Refusal(400, 'Wrong input: Conversion between sparse and regular vectors failed');
  }
  if (Array.isArray(vector) && vector.length !== size) {
    throw new Refusal(400, `Wrong input: Vector dimension error: expected dim: ${size}, got ${vector.length}`);
  }
}

function keysOf(filter: Filter | undefined): readonly string[] {
  const of = (condition: Condition): readonly string[] => {
    if ('is_empty' in condition) return [condition.is_empty.key];
    return 'match' in condition ? [condition.key] : keysOf(condition);
  };
  return [...(filter?.must ?? []), ...(filter?.should ?? []), ...(filter?.must_not ?? [])].flatMap(of);
}
