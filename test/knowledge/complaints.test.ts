import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { complaints } from '../../src/knowledge/complaints.ts';
import { makeSopLibrary } from '../../src/knowledge/load-sops.ts';
import { retrieve } from '../../src/knowledge/retrieve.ts';
import { find, shipped } from './shipped-sops.ts';
import { memoryFolder, sopText } from './sop-text.ts';

const ids = shipped.refresh().sops.map((sop) => sop.id);

const mostAstray = 0.15;
const mostOfOthers = 0.08;

test('each shipped procedure has complaints, and nothing else has', () => {
  expect([...complaints.keys()].toSorted()).toEqual(ids.toSorted());
});

test.each([...complaints])('nearly each complaint finds the procedure it stands under: %s', (id, lines) => {
  const astray = lines.filter((line) => find(line) !== id);
  const others = astray.filter((line) => find(line) !== 'none');

  // Of some the first words are another trouble, or a question; they still sound like what they are.
  expect(astray.length > lines.length * mostAstray ? astray : []).toEqual([]);
  expect(others.length > lines.length * mostOfOthers ? others : []).toEqual([]);
});

describe('in a folder of a few', () => {
  const few = makeSopLibrary({
    name: 'sops',
    folder: memoryFolder(
      new Map([
        ['kafka-unreachable.md', readFileSync('sops/kafka-unreachable.md', 'utf8')],
        ['labels-missing.md', sopText('labels-missing', 'LabelsMissingException')],
        ['constructor.md', sopText('constructor', 'ConstructorException')],
      ]),
    ),
  });
  const findHere = (words: string): string => {
    const match = retrieve({ exceptions: [], signals: [], words }, few);
    return match.kind === 'fits' ? match.sop.id : 'none';
  };

  test('no file is refused, whatever its name means to JavaScript', () => {
    expect(few.refresh()).toMatchObject({ problems: [], files: 3 });
  });

  test('what another shipped procedure is for finds none of them', () => {
    const others = [...complaints].filter(([id]) => id !== 'kafka-unreachable').flatMap(([, lines]) => lines);

    expect(others.map(findHere).filter((id) => id === 'kafka-unreachable').length / others.length).toBeLessThan(0.01);
  });

  test('what one of them is for finds it', () => {
    const own = complaints.get('kafka-unreachable') ?? [];

    expect(own.filter((line) => findHere(line) !== 'kafka-unreachable').length).toBeLessThan(own.length / 4);
  });
});

test('complaints can be given for a procedure that is not shipped', () => {
  const own = makeSopLibrary({
    name: 'sops',
    folder: memoryFolder(new Map([['labels-missing.md', sopText('labels-missing', 'LabelsMissingException')]])),
    complaints: new Map([
      ['labels-missing', ['parcel labels no longer come out of the sink of our job although records arrive']],
    ]),
  });
  const words = 'although records arrive, parcel labels no longer come out of the sink of the job';

  expect(retrieve({ exceptions: [], signals: [], words }, own)).toMatchObject({ kind: 'fits', by: 'words' });
});

test.each([
  ['kafka down', 'kafka-unreachable'],
  ['windows dont fire', 'watermark-stalled'],
  ['duplicate job', 'duplicate-job'],
  ['backpressure', 'backpressure'],
  ['Checkpoints expire since noon. How do I fix this?', 'checkpoint-expired'],
  ['Task managers are lost every night, how can we get rid of this?', 'taskmanager-lost'],
  ['savepoint command fails because the job is not running', 'savepoint-refused'],
])('a few words are enough: %s', (words, id) => {
  expect(find(words)).toBe(id);
});
