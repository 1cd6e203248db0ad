import { expect, test } from 'vitest';
import { matchesPattern } from '../../src/domain/name-pattern.ts';

test.each<[pattern: string, name: string, matches: boolean]>([
  ['prod-eu', 'prod-eu', true],
  ['prod-eu', 'prod-eu-2', false],
  ['prod-eu', 'my-prod-eu', false],
  ['*', '', true],
  ['*', 'anything', true],
  ['prod-*', 'prod-', true],
  ['prod-*', 'prod-eu', true],
  ['prod-*', 'my-prod-eu', false],
  ['*-eu', 'prod-eu', true],
  ['*-eu', 'prod-eu-2', false],
  // One letter is not both its beginning and its end.
  ['a*a', 'a', false],
  ['a*a', 'aa', true],
  ['a*b*c', 'a-b-c', true],
  ['a*b*c', 'a-c', false],
  ['a*b*c*d', 'a-c-b-d', false],
  // What its end needs is left to its end.
  ['a*bc*c', 'abc', false],
  ['a*bc*c', 'abcc', true],
  ['x.y*', 'x-y', false],
  ['prod-[a]*', 'prod-a', false],
])('%s and %j: %s', (pattern, name, matches) => {
  expect(matchesPattern(pattern, name)).toBe(matches);
});
