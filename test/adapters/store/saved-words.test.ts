import { expect, test } from 'vitest';
import { z } from 'zod';
import { migrations } from '../../../src/adapters/store/migrations/index.ts';
import { rowSchemas } from '../../../src/adapters/store/rows.ts';
import { notificationKinds } from '../../../src/ports/notifications.ts';

// An older program leaves out a row with a word that it does not know, and nothing is done about that incident. After a
// migration it refuses the store: whoever adds a word here adds a migration, empty if need be, and writes its name here.
test('a new word in stored rows comes with a migration, so that an older program refuses the store', () => {
  const lists = [...rowSchemas.flatMap((schema) => wordsIn(z.toJSONSchema(schema))), notificationKinds];
  const words = lists.map((list) => list.join(' '));

  expect({ newest: Object.keys(migrations).at(-1), words }).toEqual({
    newest: '0013-gc-pressure',
    words: [
      'open diagnosed awaiting_approval acting verifying escalated closed',
      'cleared recovered resolved adopted',
      'low medium high critical',
      'job-failed restart-loop new-exception checkpoint-failing recovery-point-stale backpressure-high lag-rising catching-up taskmanager-lost no-slots job-stuck watermark-stalled commits-failed gc-pressure job-unreadable job-vanished duplicate-job cluster-unreachable jobmanager-restarted',
      'low medium high critical',
      'high medium low',
      'rules llm rules, no AI',
      'high medium low',
      'fits',
      'none-fits',
      'cleared not-cleared cannot-tell',
      'yes no cannot-tell not-applicable',
      'true',
      'low medium high critical',
      'trigger-checkpoint trigger-savepoint stop-with-savepoint start-job cancel-job rescale-job restart-job',
      'trigger-checkpoint trigger-savepoint stop-with-savepoint start-job cancel-job rescale-in-place',
      'safe disruptive destructive',
      'trigger-checkpoint trigger-savepoint stop-with-savepoint start-job cancel-job rescale-in-place',
      'proposed awaiting_approval ready sent running succeeded failed in_doubt needs_human dropped',
      'denied expired stale cancelled refused quarantined abandoned',
      'retrySameKey queryFirst askHuman',
      'open approved denied expired used void',
      'slack terminal',
      'approve deny',
      'snooze',
      'ack resolve',
      'settle',
      'executed not-executed abandon',
      'slack terminal',
      'opened joined diagnosed retrieved planned would-do refused asked approved denied expired acting action verifying verdict escalated acknowledged closed note',
      'send hook poll human',
      'incident moved list baseline digest page pages outage',
    ],
  });
});

/** Each list of words, and each word that stands alone, wherever it is in the schema. */
function wordsIn(schema: unknown): string[][] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { enum: list, const: word } = schema as { readonly enum?: string[]; readonly const?: string | boolean };
  if (list !== undefined) return [list];
  if (word !== undefined) return [[String(word)]];
  return Object.values(schema).flatMap(wordsIn);
}
