import { expect, test } from 'vitest';
import { inEnglish } from '../../src/domain/in-english.ts';

test.each([
  ['作业反压严重', ['job', 'backpressure']],
  ['保存点失败', ['savepoint', 'failed']],
  ['堆外内存溢出', ['off', 'heap', 'direct', 'memory']],
  ['checkpoint一直超时', ['checkpoint', 'always', 'timeout']],
  ['怎么设置并行度', ['how', 'do', 'i', 'parallelism']],
  ['slot 不够', ['slot', 'not', 'enough']],
  ['堆积越来越多', ['lag', 'grows']],
  ['作业停不掉', ['stuck', 'cancelling']],
  ['作业卡住怎么解决', ['job', 'stuck', 'trouble']],
])('%s is told with %j', (text, words) => {
  const told = inEnglish(text).split(/\s+/);

  for (const word of words) expect(told).toContain(word);
});

test('of terms that hold each other the longer one is meant', () => {
  expect(inEnglish('反序列化').trim()).toBe('deserialize');
});

test.each(['Checkpoint expired before completing', '', 'café über naïve', '作'])('%j stays as it is', (text) => {
  expect(inEnglish(text)).toBe(text);
});
