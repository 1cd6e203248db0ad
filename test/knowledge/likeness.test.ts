import { describe, expect, test } from 'vitest';
import { type HeardText, learnLikeness } from '../../src/knowledge/likeness.ts';

interface Told {
  readonly id: string;
  readonly examples: readonly string[];
  readonly body?: string;
  readonly notFor?: readonly string[];
}

function text({ id, examples, body = '', notFor = [] }: Told): HeardText {
  return { id, version: '1', parts: [{ title: id, examples: examples.join('\n'), body }], notFor };
}

const others = ['the train to the coast was late', 'how do I write a query with two tables', 'a recipe for soup'];

function indexOf(...texts: readonly Told[]) {
  return learnLikeness(texts.map(text), others);
}

function firstOf(found: ReadonlyMap<string, number>): string | undefined {
  return [...found].toSorted((a, b) => b[1] - a[1])[0]?.[0];
}

const disk = { id: 'disk', examples: ['no space left on the volume', 'the node ran out of disk'] };
const leader = { id: 'leader', examples: ['leader election flaps', 'the master changed twice'] };

describe('likeness', () => {
  test('finds the text of which the same was said', () => {
    const found = indexOf(disk, leader).search('the volume of the node has no space');

    expect(firstOf(found)).toBe('disk');
    expect(found.get('disk')).toBeGreaterThan(0);
    expect(found.get('leader')).toBeLessThan(found.get('disk') ?? 0);
  });

  test('is below zero for every text when something else is spoken of', () => {
    const found = indexOf(disk, leader).search('is there a recipe for the train');

    expect([...found.keys()]).toEqual(['disk', 'leader']);
    for (const likeness of found.values()) expect(likeness).toBeLessThan(0);
  });

  test('words that nobody has said change nothing', () => {
    const index = indexOf(disk, leader);

    expect(index.search('qqqq volume zzzz')).toEqual(index.search('volume'));
  });

  test('what tells two texts apart counts more than what both often say', () => {
    const both = ['the job is slow', 'the job is slow again', 'the job is slow since noon'];
    const index = indexOf(
      { id: 'skew', examples: [...both, 'one subtask is busy'] },
      { id: 'sink', examples: [...both, 'the database answers late'] },
    );

    expect(firstOf(index.search('the job is slow, one subtask works'))).toBe('skew');
    expect(firstOf(index.search('the job is slow, our database'))).toBe('sink');
  });

  test('a pair of neighbouring words counts besides the words', () => {
    const index = indexOf(
      { id: 'pair', examples: ['leader election', 'a leader election'] },
      { id: 'apart', examples: ['election of the leader', 'leader and election'] },
    );

    expect(firstOf(index.search('leader election'))).toBe('pair');
  });

  test('a word in another form is known by its parts', () => {
    const index = indexOf(
      { id: 'compaction', examples: ['compaction falls behind', 'compacting takes the disk'] },
      leader,
    );

    expect(firstOf(index.search('compacted'))).toBe('compaction');
  });

  test('what a text is not for makes it less likely, and nothing else surely likelier', () => {
    const example = 'lag grows and the source is slow';
    const plain = indexOf({ id: 'lag', examples: [example] }, leader).search('the job is catching up, lag falls');
    const told = indexOf(
      { id: 'lag', examples: [example], notFor: ['lag falls, the job is catching up'] },
      leader,
    ).search('the job is catching up, lag falls');

    expect(told.get('lag')).toBeLessThan(plain.get('lag') ?? 0);
    expect(firstOf(indexOf({ id: 'lag', examples: [example], notFor: ['lag falls'] }, leader).search(example))).toBe(
      'lag',
    );
  });

  test('a text with few examples is known by its body too, one with many is not', () => {
    const body = 'Look at the thermometer of the rack.';
    const many = Array.from({ length: 12 }, (_, at) => `the fan number ${at} is loud`);

    expect(firstOf(indexOf({ id: 'few', examples: ['heat'], body }, leader).search('thermometer'))).toBe('few');
    expect(indexOf({ id: 'many', examples: many, body }, leader).search('thermometer')).toEqual(
      indexOf({ id: 'many', examples: many }, leader).search('thermometer'),
    );
  });

  test('the same texts give the same numbers', () => {
    expect(indexOf(disk, leader).search('no disk')).toEqual(indexOf(disk, leader).search('no disk'));
  });

  test.each(['', '   ', '!!!', '\n\n'])('of %j nothing can be told', (query) => {
    expect(indexOf(disk, leader).search(query)).toEqual(new Map());
  });

  test('an empty library, and texts without a word, are no mistake', () => {
    expect(indexOf().search('disk')).toEqual(new Map());
    const numbers = [...indexOf({ id: '', examples: [] }).search('disk').values()];
    expect(numbers.every((one) => Number.isFinite(one))).toBe(true);
    expect(numbers).toHaveLength(1);
  });

  test('of more texts than can be learned nothing is told', () => {
    const many = Array.from({ length: 151 }, (_, at) => ({ id: `t${at}`, examples: [`word${at}`] }));

    expect(indexOf(...many.slice(0, 2)).search('word1').size).toBe(2);
    expect(indexOf(...many).search('word1')).toEqual(new Map());
  });
});
