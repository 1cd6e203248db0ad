import { z } from 'zod';
import { configSchema } from './schema.ts';

/** Keys of each section by its path, lists written as `[]`: for "did you mean". */
export const knownKeys: Readonly<Record<string, readonly string[]>> = Object.fromEntries(sectionsOf(configSchema('/')));

type Section = readonly [path: string, keys: readonly string[]];

/** What is read before it is changed: that is what people write. */
function sectionsOf(schema: z.core.$ZodType, path = ''): Section[] {
  if (schema instanceof z.ZodObject) {
    const shape: Readonly<Record<string, z.core.$ZodType>> = schema.shape;
    const below = Object.entries(shape).flatMap(([key, one]) => sectionsOf(one, path === '' ? key : `${path}.${key}`));
    return [[path, Object.keys(shape)], ...below];
  }
  if (schema instanceof z.ZodArray) return sectionsOf(schema.element, `${path}[]`);
  if (schema instanceof z.ZodPipe)
    return sectionsOf(schema.in instanceof z.ZodTransform ? schema.out : schema.in, path);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return sectionsOf(schema.unwrap(), path);
  }
  return [];
}
