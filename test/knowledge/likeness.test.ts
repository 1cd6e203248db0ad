import { describe, expect, test } from 'vitest';
import { makeLikenessIndex } from '../../src/knowledge/likeness.ts';
import type { IndexedText } from '../../src/knowledge/word-index.ts';

function text(id: string, title: string, examples: readonly string[], body = '', version = '1'): IndexedText {
  return { id, version, parts: [{ title, examples: examples.join('\n'), body }] };
}

function indexOf(...texts: readonly IndexedText[]) {
  const index = makeLikenessIndex();
  index.replaceAll(texts);
  return index;
}

function firstOf(found: ReadonlyMap<string, number>): string | undefined {
  return [...found].toSorted((a, b) => b[1] - a[1])[0]?.[0];
}

const disk = text('disk', 'Disk full', ['no space left on the volume', 'the node ran out of disk']);
const leader = text('leader', 'Leader lost', ['leader election flaps', 'the master changed twice']);

describe('likeness', () => {
  test('finds the text with the same words, and leaves out what shares none', () => {
    const found = indexOf(disk, leader).search('the volume of the node has no space');

    expect(firstOf(found)).toBe('disk');
    expect(found.has('leader')).toBe(false);
  });

  test('is 1 for a text that says nothing else, and never more', () => {
    const found = indexOf(
      text('only', '', ['', 'compaction stalls writes'], 'compaction stalls writes'),
      leader,
    ).search('compaction stalls writes');

    expect(found.get('only')).toBeCloseTo(1, 5);
  });

  test('words that no text holds change nothing', () => {
    const index = indexOf(disk, leader);

    expect(index.search('xylophone volume space quartz')).toEqual(index.search('volume space'));
  });

  test('a pair of neighbouring words counts besides the words', () => {
    const index = indexOf(
      text('pair', 'a', ['leader election']),
      text('apart', 'b', ['election of the new and only leader', 'leader']),
    );

    expect(firstOf(index.search('leader election'))).toBe('pair');
  });

  test('each example counts as one voice, however long it is', () => {
    const long = text('long', '', [`broker ${'unrelated filler '.repeat(60)}`, 'heartbeat']);
    const short = text('short', '', ['broker', 'heartbeat']);
    const found = indexOf(long, short).search('broker');

    expect(found.get('short')).toBeGreaterThan(found.get('long') ?? 0);
  });

  test('holds only what it was last given, and reads a text of the same version once', () => {
    const index = indexOf(disk, leader);
    index.replaceAll([{ ...disk, parts: leader.parts }]);

    expect(firstOf(index.search('volume space'))).toBe('disk');
    expect(index.search('leader election')).toEqual(new Map());
  });

  test('what was read ahead changes no search until it is in force', () => {
    const index = indexOf(disk);
    index.readAhead(leader);
    expect(index.search('leader election')).toEqual(new Map());

    index.replaceAll([disk, leader]);
    expect(firstOf(index.search('leader election'))).toBe('leader');
  });

  test.each(['', '   ', '!!!', '\n\n', 'the of and'])('nothing is like %j', (query) => {
    expect(indexOf(disk, leader).search(query)).toEqual(new Map());
  });

  test('an empty library and empty texts are no mistake', () => {
    expect(indexOf().search('disk')).toEqual(new Map());
    expect(indexOf(text('empty', '', [])).search('disk')).toEqual(new Map());
  });
});
