import { expect, test } from 'vitest';
import { restCallsIn } from '../../src/demo/rest-calls.ts';

const ended = (calls: number): string =>
  JSON.stringify({
    level: 'info',
    restCalls: { main: { 'GET /overview': calls, 'PUT /x': 1 }, spare: {} },
    msg: 'ended',
  });

test.each<[title: string, log: string, want: number | undefined]>([
  ['sums all clusters and routes', `{"msg":"serving"}\n${ended(10)}\n`, 11],
  ['adds the lives of an agent that was started again', `${ended(10)}\n${ended(20)}\n`, 32],
  ['is unknown when no life told it', '{"msg":"serving"}\n', undefined],
  ['passes over a line that was cut off', `${ended(10).slice(0, 60)}\n${ended(5)}\n`, 6],
  ['passes over a line of another shape', `{"restCalls":3}\n`, undefined],
])('%s', (_title, log, want) => {
  expect(restCallsIn(log)).toBe(want);
});
