import { expect, test } from 'vitest';
import { searchWords } from '../../src/domain/search-words.ts';
import { cpuMsOf } from '../support/cpu-ms.ts';

test.each([
  ['off-heap memory', 'direct'],
  ['the checkpoints run into the time-out', 'checkpointtimeout'],
  ['a checkpoint never completes', 'checkpointtimeout'],
  ['heartbeat of a TM timed out', 'heartbeattimeout'],
  ['the JM runs out of memory', 'jobmanageroom'],
  ['stopping with savepoint', 'stopwithsavepoint'],
  ['flink stop', 'stopwithsavepoint'],
  ['it is restarting all the time', 'restartloop'],
  ['the job keeps restarting', 'restartloop'],
  ['an operator was renamed', 'operatorchanged'],
  ['we deleted two operators', 'operatorchanged'],
  ['state grows and grows', 'stategrow'],
  ['no more checkpoints', 'nocheckpoint'],
  ['nobody restarted it', 'notrestarted'],
  ['the class metadata area is full', 'metaspace'],
  ['the embedded key-value store stalls', 'rocksdb'],
  ['the account is not allowed to read', 'permission'],
  ['one input holds the event clock back', 'watermark'],
  ['windows give no results', 'nooutput'],
  ['the job cannot get a slot', 'noslot'],
  ['the earliest offset is gone', 'offset'],
])('%j says %s', (text, word) => {
  expect(searchWords(text)).toContain(word);
});

test.each([
  ['the checkpoint completes', 'checkpointtimeout'],
  ['a source in the mode earliest-offset', 'offset'],
  ['the job restarts', 'restartloop'],
  ['the operator is slow', 'operatorchanged'],
  ['stop the job', 'stopwithsavepoint'],
])('%j does not say %s', (text, word) => {
  expect(searchWords(text)).not.toContain(word);
});

test('a long text takes no time', () => {
  const parts = ['checkpoint ', 'stop with ', 'jobmanager a b ', 'deleted x ', 'failed after ', 'no '];

  expect(cpuMsOf(() => parts.map((part) => searchWords(part.repeat(50_000))))).toBeLessThan(5000);
});
