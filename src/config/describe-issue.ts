import type { z } from 'zod';
import { nearestWord } from '../knowledge/nearest-word.ts';
import { knownKeys } from './known-keys.ts';
import { type Problem, pathText } from './problem.ts';

/** One issue of the schema → problems that say what is allowed. `value` is the whole configuration as written. */
export function describeIssue(issue: z.core.$ZodIssue, value: unknown): Problem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: issue.path, key, text: unknownKey(key, issue.path) }));
  }
  const written = valueAt(value, issue.path);
  if (written === undefined) return [{ path: issue.path, text: `is missing${allowed(issue)}` }];
  return [
    { path: issue.path, text: `${shown(written, issue.path)}${explain(issue, written)}${meant(issue, written)}` },
  ];
}

function explain(issue: z.core.$ZodIssue, written: unknown): string {
  if (issue.code === 'invalid_value') return `is not allowed${allowed(issue)}`;
  if (
    issue.code === 'invalid_type' &&
    typeof written === 'number' &&
    issue.expected === 'string' &&
    issue.message.startsWith('Invalid')
  ) {
    return 'should be text: put it in quotes';
  }
  if (issue.code === 'invalid_type' && issue.message.startsWith('Invalid input'))
    return `should be ${typeNames[issue.expected] ?? issue.expected}`;
  if (issue.code === 'invalid_key') return 'has a key that is not allowed';
  if (issue.code === 'too_small' && issue.message.startsWith('Too small')) {
    return `should be ${issue.inclusive === false ? 'more than' : 'at least'} ${sizeOf(issue.origin, issue.minimum)}`;
  }
  if (issue.code === 'too_big' && issue.message.startsWith('Too big')) {
    return `should be ${issue.inclusive === false ? 'less than' : 'at most'} ${sizeOf(issue.origin, issue.maximum)}`;
  }
  return issue.message;
}

function sizeOf(origin: string, limit: number | bigint): string {
  if (origin === 'string') return `${limit} characters long`;
  return origin === 'array' ? `${limit} entries` : `${limit}`;
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
  object: 'a section with keys of its own',
  record: 'a section with names and values',
};

function allowed(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_value') return '';
  return `; use ${issue.values
    .map(String)
    .join(', ')
    .replace(/, ([^,]*)$/, ' or $1')}`;
}

function meant(issue: z.core.$ZodIssue, written: unknown): string {
  if (issue.code !== 'invalid_value' || typeof written !== 'string') return '';
  const near = nearestWord(written, issue.values.map(String));
  return near === undefined ? '' : `. Did you mean ${near}?`;
}

function unknownKey(key: string, path: readonly PropertyKey[]): string {
  const section = pathText(path).replace(/\[\d+\]/g, '[]');
  const siblings = knownKeys[section] ?? [];
  const near = nearestWord(key, siblings);
  if (near !== undefined) return `unknown key. Did you mean ${near}?`;
  const elsewhere = Object.entries(knownKeys).filter(([, keys]) => keys.includes(key));
  if (elsewhere.length > 0) {
    return `unknown key here; it belongs in ${elsewhere.map(([other]) => (other === '' ? 'the top level' : other)).join(' or ')}`;
  }
  return `unknown key; known here: ${siblings.join(', ')}`;
}

/** The value as written, short; never of a place that may hold a secret. */
function shown(value: unknown, path: readonly PropertyKey[]): string {
  if (path.includes('headers') || path.at(-1) === 'url' || path.at(-1) === 'baseUrl') return '';
  if (typeof value === 'string') return `"${value.slice(0, 80)}" `;
  if (typeof value === 'number' || typeof value === 'boolean') return `${value} `;
  return '';
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let current = value;
  for (const part of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = (current as Record<PropertyKey, unknown>)[part];
  }
  return current;
}
