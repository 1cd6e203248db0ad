import { expect, test } from 'vitest';
import { canonicalJson } from '../../src/domain/canonical-json.ts';

test.each<[rule: string, value: unknown, text: string]>([
  [
    'sorts members by code units, not by alphabet',
    { b: 1, a: 2, B: 3, é: 4, '€': 5 },
    '{"B":3,"a":2,"b":1,"é":4,"€":5}',
  ],
  ['sorts a surrogate pair before a later code unit', { '\ufb33': 1, '\u{1f600}': 2 }, '{"\u{1f600}":2,"\ufb33":1}'],
  ['keeps the order of lists', [3, 1, { z: null, y: [true] }], '[3,1,{"y":[true],"z":null}]'],
  [
    'writes numbers as ECMAScript does',
    [1e21, 1e-7, -0, 0.1, Number('333333333.33333329')],
    '[1e+21,1e-7,0,0.1,333333333.3333333]',
  ],
  ['escapes only what JSON must', '\u20ac$\n\u000f"\\/', '"\u20ac$\\n\\u000f\\"\\\\/"'],
])('%s', (_rule, value, text) => {
  expect(canonicalJson(value)).toBe(text);
});

test.each<[what: string, value: unknown, where: string]>([
  ['undefined', { a: undefined }, '$.a'],
  ['NaN', [Number.NaN], '$[0]'],
  ['an infinity', Number.POSITIVE_INFINITY, '$'],
  ['a lone surrogate', { a: '\ud800' }, '$.a'],
  ['a class instance', { at: new Date(0) }, '$.at'],
  ['a bigint', 1n, '$'],
])('refuses %s and says where', (_what, value, where) => {
  expect(() => canonicalJson(value)).toThrow(TypeError);
  expect(() => canonicalJson(value)).toThrow(where);
});
