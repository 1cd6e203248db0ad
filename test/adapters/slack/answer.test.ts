import { expect, onTestFinished, test } from 'vitest';
import { isSlackAddress, makeAnswer } from '../../../src/adapters/slack/answer.ts';
import { makeSlackApi } from '../../../src/adapters/slack/slack-api.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import { allLog } from '../../support/all-log.ts';
import { botToken, channel, startSlackServer } from '../../support/slack-server.ts';
import { waitingClock } from '../../support/waiting-clock.ts';

const stop = new AbortController().signal;

async function rig(clock: Pick<Clock, 'sleep'> = waitingClock(), signal = stop) {
  const slack = await startSlackServer();
  onTestFinished(() => slack.close());
  const { apiUrl } = slack;
  const log = allLog();
  const api = makeSlackApi({ apiUrl, token: botToken, timeoutMs: 10_000 });
  const answer = makeAnswer({ api, apiUrl, timeoutMs: 1_500, clock, log });
  const nobody = { app: 'A1', team: undefined, home: undefined, thread: undefined, pressId: undefined };
  const responseUrl = `${apiUrl.replace(/api$/, '')}response/U0TEST001`;
  return { slack, log, tell: () => answer({ ...nobody, user: 'U0TEST001', channel, responseUrl }, 'done', signal) };
}

test('an answer is given another way when its address says nothing for too long', async () => {
  const { slack, tell } = await rig();
  slack.fault('response_url', { kind: 'hang' });

  expect(await tell()).toBe(true);
  expect(slack.ephemerals).toHaveLength(1);
});

test('an answer that waits for Slack is over at once when the program ends, and sends nothing any more', async () => {
  const end = new AbortController();
  const { slack, log, tell } = await rig({ sleep: () => Promise.resolve(end.abort()) }, end.signal);
  slack.fault('response_url', { kind: 'status', status: 503 });
  slack.fault('chat.postEphemeral', { kind: 'status', status: 503 });

  expect(await tell()).toBe(false);
  expect([slack.answers, slack.calls.length, log.of('an answer did not reach a person in Slack').length]).toEqual([
    [],
    1,
    1,
  ]);
});

test.each<[boolean, string]>([
  [true, 'https://hooks.slack.com/actions/1'],
  [true, 'https://slack.com/actions/1'],
  [false, 'http://hooks.slack.com/actions/1'],
  [false, 'https://hooks.slack.com:8443/actions/1'],
  [false, 'https://hooks.slack.com.evil.example/actions/1'],
  [false, 'https://hooks-slack.com/actions/1'],
  [false, 'https://other.slack.com/actions/1'],
])('it is %s that %s is an address of Slack', (isOne, url) => {
  expect(isSlackAddress(url, 'https://slack.com/api')).toBe(isOne);
});
