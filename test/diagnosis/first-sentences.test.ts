import { expect, test } from 'vitest';
import { firstSentences } from '../../src/diagnosis/first-sentences.ts';
import { readLlmDiagnosis } from '../../src/diagnosis/read-llm-diagnosis.ts';
import { cpuMsOf } from '../support/cpu-ms.ts';

test.each<[title: string, text: string, left: string]>([
  ['a third sentence is left out', 'It fails. The sink is slow. Scale it up.', 'It fails. The sink is slow.'],
  ['so are all that follow', 'It fails! Why? The sink. Is. Slow.', 'It fails! Why?'],
  ['two stay as they are', 'It fails. The sink is slow.', 'It fails. The sink is slow.'],
  ['so does one without an end', 'the sink is slow', 'the sink is slow'],
  [
    'a version is one word',
    'Flink 1.20.4 fails. Kafka client 3.9.0 is too old for broker 4.0. Upgrade it.',
    'Flink 1.20.4 fails. Kafka client 3.9.0 is too old for broker 4.0.',
  ],
  [
    'so is the name of a class',
    'java.lang.OutOfMemoryError: Java heap space. o.a.f.runtime.Task died of it. Add memory.',
    'java.lang.OutOfMemoryError: Java heap space. o.a.f.runtime.Task died of it.',
  ],
  [
    'a sentence may begin with one',
    'It restarts. java.io.IOException: No space left. Free some disk.',
    'It restarts. java.io.IOException: No space left.',
  ],
  [
    'abbreviations end nothing',
    'A record, e.g. Order 7, is broken. It takes approx. 5 min vs. 1 min before. Skip it.',
    'A record, e.g. Order 7, is broken. It takes approx. 5 min vs. 1 min before.',
  ],
  [
    'minutes may end one',
    'It waits 5 min. It takes min. 3 tries, etc. Restart it.',
    'It waits 5 min. It takes min. 3 tries, etc.',
  ],
  ['numbers of items end nothing', '1. The sink is slow. 2. It fails.', '1. The sink is slow. 2. It fails.'],
  [
    'code is whole',
    'Look at `a. B. C` first. Then at ``x. `Y. Z``. Then rest.',
    'Look at `a. B. C` first. Then at ``x. `Y. Z``.',
  ],
  ['a lone backtick is a letter', 'It`s slow. It fails. Scale it.', 'It`s slow. It fails.'],
  [
    'quotations and brackets are whole',
    'It says "Failed. Retrying. Giving up" (see above. Twice). It ends. Restart it.',
    'It says "Failed. Retrying. Giving up" (see above. Twice). It ends.',
  ],
  ['a quotation may end a sentence', 'It says "Failed." Then it ends. Restart it.', 'It says "Failed." Then it ends.'],
  ['dots in between end nothing', 'It waits ... and fails. It ends. Restart it.', 'It waits ... and fails. It ends.'],
  ['a Chinese end needs no space', '作业失败。接收器很慢！请扩容。', '作业失败。接收器很慢！'],
  ['nor does one beside a version', 'Flink 1.20.4 失败。汇太慢？扩容。', 'Flink 1.20.4 失败。汇太慢？'],
  [
    'Chinese quotations are whole',
    '日志说「失败。重试。」然后停止。汇慢。扩容。',
    '日志说「失败。重试。」然后停止。汇慢。',
  ],
])('%s', (_title, text, left) => {
  expect(firstSentences(text, 2)).toBe(left);
});

test('a model that says more than two sentences is heard for two', () => {
  const summary = 'Checkpoints expire on 1.20.4. The sink is slow. Scale it up. Then look again.';
  const answer = JSON.stringify({ summary, cause: 'unknown', confidence: 'low', evidence: [] });

  const read = readLlmDiagnosis(answer, ['unknown']);

  expect(read).toMatchObject({ ok: true, diagnosis: { summary: 'Checkpoints expire on 1.20.4. The sink is slow.' } });
});

test('a long text is read in no time', () => {
  const texts = ['`'.repeat(400), '('.repeat(400), '"a. '.repeat(100), 'a'.repeat(400)];

  expect(cpuMsOf(() => texts.map((text) => firstSentences(text, 2)))).toBeLessThan(5_000);
});
