import { describe, expect, test } from 'vitest';
import { otherSubjects } from '../../src/knowledge/other-subjects.ts';
import { complaints } from '../../src/knowledge/complaints.ts';
import { learnSubject } from '../../src/knowledge/subject.ts';
import { cpuMsOf } from '../support/cpu-ms.ts';

const others = ['How do I set the parallelism?', 'Please add a dark mode', 'The coffee machine is broken'];
const troubles = [
  'checkpoint expired before completing',
  'the job restarts again and again',
  'disk of the node is full',
];

function subjectOf(known: readonly string[] = troubles) {
  return learnSubject({ troubles: known, others });
}

describe('the subject', () => {
  test.each(['the job restarts', 'our checkpoint expired', 'the disk is full again'])('%j is a trouble', (text) => {
    expect(subjectOf().oddsOfTrouble(text)).toBeGreaterThan(0);
  });

  test.each(['How do I set a dark mode?', 'please add coffee', 'how do I'])('%j is something else', (text) => {
    expect(subjectOf().oddsOfTrouble(text)).toBeLessThan(0);
  });

  test.each(['', ' \n\t', '42 % 17 -- ???', 'xylophone quartz'])('of %j nothing is known', (text) => {
    expect(subjectOf().oddsOfTrouble(text)).toBe(0);
  });

  test('words that nobody has used change nothing', () => {
    const subject = subjectOf();

    expect(subject.oddsOfTrouble('xylophone checkpoint')).toBe(subject.oddsOfTrouble('quartz checkpoint'));
  });

  test('a word that is said twice counts once', () => {
    const subject = subjectOf();

    expect(subject.oddsOfTrouble('full quartz full')).toBe(subject.oddsOfTrouble('full quartz'));
  });

  test('capitals and names in camel case are read as words', () => {
    const subject = subjectOf();

    expect(subject.oddsOfTrouble('CheckpointExpired')).toBe(subject.oddsOfTrouble('checkpoint expired'));
  });

  test('who knows no trouble, or only empty ones, cannot tell', () => {
    expect(subjectOf([]).oddsOfTrouble('How do I set a dark mode?')).toBe(0);
    expect(subjectOf(['', '  ']).oddsOfTrouble('How do I set a dark mode?')).toBe(0);
  });

  test('a question in Chinese is read like one in English', () => {
    const subject = subjectOf();

    expect(subject.oddsOfTrouble('怎么 parallelism')).toBeLessThan(0);
    expect(subject.oddsOfTrouble('磁盘 满了')).toBeGreaterThan(0);
  });

  test('a very long paste takes no time, and only its beginning counts', () => {
    const subject = subjectOf();
    const beginning = `${'checkpoint expired quartz '.repeat(50)}`;
    const paste = beginning + 'please add coffee '.repeat(200_000);

    const tookMs = cpuMsOf(() => expect(subject.oddsOfTrouble(paste)).toBe(subject.oddsOfTrouble(beginning)));

    expect(tookMs).toBeLessThan(10_000);
  });
});

test.each([
  ['trouble', [...complaints.values()].flat().join('\n')],
  ['other subject', otherSubjects],
])('each text about a %s is written once, and on a line of its own', (_title, texts) => {
  const lines = texts.trim().split('\n');

  expect(lines.filter((line, index) => line.trim() === '' || lines.indexOf(line) !== index)).toEqual([]);
});
