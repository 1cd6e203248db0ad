import { expect, test } from 'vitest';
import { type DemoOutcome, demoReport } from '../../src/demo/demo-report.ts';
import { restCallsIn, type RestCalls, restCallsText } from '../../src/demo/rest-calls.ts';

const ended = (calls: number): string =>
  JSON.stringify({
    level: 'info',
    restCalls: { main: { 'GET /overview': calls, 'PUT /x': 1 }, spare: {} },
    msg: 'ended',
  });

const begun = '{"level":"info","msg":"serving"}';

test.each<[title: string, log: string, want: RestCalls | undefined]>([
  ['sums all clusters and routes', `${begun}\n${ended(10)}\n`, { count: 11, cutShort: 0 }],
  [
    'adds the lives of an agent that was started again',
    `${begun}\n${ended(10)}\n${begun}\n${ended(20)}\n`,
    { count: 32, cutShort: 0 },
  ],
  ['tells of a life that was killed', `${begun}\n${begun}\n${ended(20)}\n`, { count: 21, cutShort: 1 }],
  ['tells of lives that were killed', `${begun}\n${begun}\n${begun}\n${ended(20)}\n`, { count: 21, cutShort: 2 }],
  ['is unknown when no life told it', `${begun}\n`, undefined],
  [
    'passes over a line that was cut off',
    `${begun}\n${ended(10).slice(0, 60)}\n${begun}\n${ended(5)}\n`,
    { count: 6, cutShort: 1 },
  ],
  ['passes over a line of another shape', `{"restCalls":3}\n`, undefined],
])('%s', (_title, log, want) => {
  expect(restCallsIn(log)).toEqual(want);
});

test.each<[calls: RestCalls, want: string]>([
  [{ count: 31, cutShort: 0 }, 'The agent asked Flink 31 times.'],
  [{ count: 31, cutShort: 1 }, 'The agent asked Flink at least 31 times (one life of the agent was cut short).'],
  [{ count: 31, cutShort: 2 }, 'The agent asked Flink at least 31 times (2 lives of the agent were cut short).'],
])('the number is a lower bound once a life was cut short: %j', (calls, want) => {
  expect(restCallsText(calls)).toBe(want);
});

test('the report says whether the number is complete', () => {
  const outcome: DemoOutcome = {
    flink: '2.3.0',
    fake: true,
    seconds: 1,
    results: [],
    problems: [],
    incidents: [],
    actions: [],
    agentRestarts: 1,
    restCalls: { count: 31, cutShort: 1 },
    dataFolder: undefined,
  };

  expect(demoReport(outcome)).toMatchObject({ restCalls: { count: 31, complete: false } });
  expect(demoReport({ ...outcome, restCalls: undefined })).toMatchObject({ restCalls: null });
});
