import { expect, test } from 'vitest';
import { makeForgetting } from '../../src/pipeline/notify-forget.ts';
import { allLog } from '../support/all-log.ts';
import { movableClock } from '../support/temporary-store.ts';

const day = 86_400_000;

test('a little is forgotten at each pass, of what is older than 30 days, until there is nothing left for an hour', async () => {
  const clock = movableClock(100 * day);
  const asked: { readonly cluster: string; readonly before: number; readonly most: number }[] = [];
  const removes = [100, 3, 0, 0];
  const pass = makeForgetting({
    notifications: {
      forget: async (what) => {
        asked.push(what);
        return removes.shift() ?? Number.NaN;
      },
    },
    clock,
    cluster: 'prod',
    log: allLog(),
  });

  for (let n = 0; n < 10; n += 1) await pass();
  expect(asked).toEqual(Array.from({ length: 3 }, () => ({ cluster: 'prod', before: 70 * day, most: 100 })));

  clock.at += 3_599_999;
  await pass();
  expect(asked).toHaveLength(3);

  clock.at += 1;
  await pass();
  expect(asked).toHaveLength(4);
});

test('a store that fails is left alone for an hour, and told of once', async () => {
  const clock = movableClock(100 * day);
  const log = allLog();
  let asked = 0;
  const forget = async (): Promise<number> => {
    asked += 1;
    throw new Error('the disk is full');
  };
  const pass = makeForgetting({ notifications: { forget }, clock, cluster: 'prod', log });

  for (let n = 0; n < 10; n += 1) await pass();

  expect(asked).toBe(1);
  expect(log.lines.map((one) => one.fields)).toEqual([{ err: 'the disk is full' }]);
});
