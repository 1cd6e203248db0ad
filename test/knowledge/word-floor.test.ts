import { expect, test } from 'vitest';
import { readQuery } from '../../src/knowledge/asked-text.ts';
import { nearestOf } from '../../src/knowledge/retrieve.ts';
import { floorOf, soundsElsewhere } from '../../src/knowledge/word-floor.ts';

/** What is learned of troubles, said here: how much likelier it is one than something else. */
const sounds = (alike: number, odds = 0) => ({ alike: () => new Map([['a-sop', alike]]), odds: () => odds });

const floor = (words: string, alike: number, odds = 0, change: object = {}): number =>
  floorOf({ ...readQuery({ exceptions: [], signals: [], words }), ...change }, sounds(alike, odds));

const story =
  'the sink of our job is slow since yesterday and all of it falls behind more and more, every morning anew';

test('what sounds more like a trouble needs fewer of its words, and a tenth of them at least', () => {
  const floors = [-30, -8, 0, 4, 8, 30].map((alike) => floor(story, alike, alike));

  expect(floors).toEqual(floors.toSorted((a, b) => b - a));
  expect([floors[0], floors.at(-1)]).toEqual([0.99, 0.1]);
});

test('one that sounds like a trouble for sure needs three quarters of its words at most', () => {
  expect([floor(story, 1, -1_000), floor(story, 1.01, -1_000)]).toEqual([0.99, 0.75]);
  expect(floor(story, 1.01, -1_000, { other: 'likely' })).toBe(0.99);
});

test.each<[what: string, change: object, want: number]>([
  ['reads for sure like something else', { other: 'surely' }, 1],
  ['is no sentence of a person', { told: '' }, 0.75],
])('what %s has a floor of its own, however much it sounds like a trouble', (_what, change, want) => {
  expect(floor(story, 30, 30, change)).toBe(want);
});

test.each<[what: string, one: string, change: object]>([
  ['reads like something else', story, { other: 'likely' }],
  ['asks', `can anybody tell me why ${story}?`, { other: undefined }],
])('what %s needs more of its words', (_what, words, change) => {
  expect(floor(words, 0, 0, change)).toBeGreaterThan(floor(story, 0, 0, { other: undefined }));
});

test('a text in a few words sounds like no other program, nor does one that names Flink, shows its code or throws something', () => {
  const elsewhere = (words: string, change: object = {}) =>
    soundsElsewhere({ ...readQuery({ exceptions: [], signals: [], words }), ...change }, sounds(-9));

  expect(elsewhere('the disk of our web server has no room left')).toBe(true);
  expect(elsewhere('the disk is full')).toBe(false);
  expect(elsewhere('the disk of our taskmanager has no room left')).toBe(false);
  expect(elsewhere('WARN  io.debezium.connector.mysql.MySqlConnectorTask - the server has no room left')).toBe(false);
  expect(elsewhere('WARN  com.acme.shop.ServerTask - the server has no room left on its disk')).toBe(true);
  expect(elsewhere('the disk of our web server has no room left', { thrown: [{ class: 'a.B', message: '' }] })).toBe(
    false,
  );
});

test.each<[rival: string, isKnown: boolean, want: readonly string[]]>([
  ['is not offered and nearer', true, ['first', 'own']],
  ['is not offered, and not known by complaints', false, ['first', 'behind', 'own']],
])('a procedure that is known by its complaints gives way where one %s', (_what, isKnown, want) => {
  const nearness = { first: 9, rival: 7, behind: 5, own: 3 };
  const hits = Object.keys(nearness).map((id) => ({ id, score: 0 }));
  const asked: ((id: string) => boolean)[] = [];
  const search = (_text: string, _most: number, isWanted: (id: string) => boolean) => {
    asked.push(isWanted);
    return hits.filter(({ id }) => isWanted(id));
  };
  const speech = { words: { search }, likeness: { search: () => new Map(Object.entries(nearness)) } };
  const library = {
    found: () => ({ speech: () => speech }),
    complaints: { has: (id: string) => isKnown && id !== 'own' },
  } as unknown as Parameters<typeof nearestOf>[0];

  const near = nearestOf(library, { told: 'a trouble', text: 'a trouble' }, (id) => id !== 'rival');

  expect(near.map(({ id }) => id)).toEqual(want);
});
