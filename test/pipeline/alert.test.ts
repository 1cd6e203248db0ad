import { expect, test } from 'vitest';
import { makePostMessage } from '../../src/actions/post-message.ts';
import { alertOf } from '../../src/pipeline/alert-of.ts';
import { alertText } from '../../src/pipeline/alert-text.ts';
import { snooze } from '../../src/pipeline/snooze.ts';
import { event } from '../../src/pipeline/update-incident.ts';
import { approvalNamed, incidentNamed, planNamed } from '../adapters/store/rows-for-tests.ts';
import { makeChat } from '../support/chat.ts';
import { hour, start } from '../support/notify-rig.ts';
import { movableClock, temporaryStore } from '../support/temporary-store.ts';

const diagnosis = {
  cause: 'restart-loop',
  confidence: 'high',
  summary: 'It restarts. password=hunter2 and \u001b[31m red.',
  evidence: ['line one\nline two'],
  by: 'llm',
  exceptions: [],
  tokens: { prompt: 2_000, completion: 140 },
  at: 1,
} as const;
const plan = planNamed('p-1', 'i-1');
const asking = {
  incident: incidentNamed('i-1', {
    state: 'awaiting_approval',
    planId: 'p-1',
    diagnosis: { ...diagnosis, evidence: [...diagnosis.evidence], exceptions: [] },
  }),
  plan,
  approval: approvalNamed('ap-1', plan, { votes: [], needed: 1 }),
  actions: [],
  timeline: [event('i-1', 1, 'asked', 'Waits', { reasons: ['mode is ask'] })],
  prices: { promptPerMillion: 5, completionPerMillion: 20 },
};

test('a question shows every step with its arguments whole, why it asks, and the digest it binds to', () => {
  const { question, buttons, cost } = alertOf(asking);

  expect(question).toMatchObject({
    planDigest: plan.digest,
    sopDigest: plan.sopDigest,
    preflight: ['asks because mode is ask'],
    destructive: false,
    steps: [
      { name: 'stop', args: `{"directory":"/sp","job":"${'a'.repeat(32)}"}` },
      { name: 'start', args: '{"snapshot":{"from":"stop.savepoint"}}' },
    ],
  });
  expect(buttons).toEqual(['approve', 'deny', 'why', 'snooze']);
  expect(cost).toBe('2,140 tokens, $0.0128');
});

test('a question that is answered or over has no buttons to answer it', () => {
  for (const state of ['approved', 'denied', 'expired', 'used', 'void'] as const) {
    const alert = alertOf({ ...asking, approval: approvalNamed('ap-1', plan, { state, votes: [], needed: 1 }) });

    expect(alert.question).toBeUndefined();
    expect(alert.buttons).toEqual(['why', 'snooze']);
  }
});

test('the text for a terminal holds no secret, no control character and no line that foreign text began', () => {
  const text = alertText(alertOf(asking));

  expect(text).not.toContain('hunter2');
  expect(text).not.toContain('\u001b');
  expect(text).toContain('- line one line two');
  expect(text).toContain('flink-medic incidents approve i-1 --digest');
});

test('an alert survives being stored in the arguments of an action', async () => {
  const alert = alertOf({ ...asking, incident: incidentNamed('i-1'), prices: undefined });
  const chat = makeChat();
  const kind = makePostMessage(chat.messenger);
  const body = JSON.parse(JSON.stringify({ kind: 'alert', alert })) as unknown;
  const parsed = kind.parse({ channel: 'C1', subject: 's', sequence: 0, thread: null, body });
  if (!parsed.ok) throw new Error(parsed.why);

  await kind.send({} as never, parsed.args, 'k', new AbortController().signal);

  expect(chat.messages[0]?.body).toEqual({ kind: 'alert', alert });
});

test('a message without an id in the answer is in doubt', async () => {
  const chat = makeChat();
  const kind = makePostMessage({
    ...chat.messenger,
    post: async () => ({ kind: 'executed', status: 200, detail: 'ok' }),
  });
  const parsed = kind.parse({
    channel: 'C1',
    subject: 's',
    sequence: 0,
    thread: null,
    body: { kind: 'text', lines: ['x'] },
  });
  if (!parsed.ok) throw new Error(parsed.why);

  expect(await kind.send({} as never, parsed.args, 'k', new AbortController().signal)).toMatchObject({ kind: 'maybe' });
});

test.each([
  [start - 1, /^refused: until = .* is over already/],
  [Number.NaN, /^refused: until = an unknown time is over/],
  [start + 8 * 24 * hour, /^refused: until = .* more than 7 days/],
  [start + hour, /^snoozed until 2026-01-05 09:00:00 UTC$/],
])('a snooze until %d is answered with %s', async (until, want) => {
  const clock = movableClock(start);
  const store = await temporaryStore(clock);
  await store.incidents.save({ incident: incidentNamed('i-1'), events: [] });
  const seq = await store.answers.insert('alice', start, {
    kind: 'snooze',
    incidentId: 'i-1',
    until: start + hour,
    reason: '',
  });

  const outcome = await snooze(
    { incidents: store.incidents, clock },
    { kind: 'snooze', incidentId: 'i-1', until, reason: 'sleep' },
    { by: 'alice', seq },
  );

  expect(outcome).toMatch(want);
  expect((await store.incidents.get('i-1'))?.snoozed?.until).toBe(outcome.startsWith('snoozed') ? until : undefined);
});
