import { describe, expect, test } from 'vitest';
import { makePostMessage } from '../../src/actions/post-message.ts';
import { renderAlert } from '../../src/adapters/slack/render-alert.ts';
import type { Diagnosis, Incident } from '../../src/domain/incident.ts';
import type { Severity } from '../../src/domain/signal.ts';
import { alertOf } from '../../src/pipeline/alert-of.ts';
import { alertText } from '../../src/pipeline/alert-text.ts';
import { whyText } from '../../src/pipeline/chat-texts.ts';
import { snooze } from '../../src/pipeline/snooze.ts';
import { event } from '../../src/pipeline/update-incident.ts';
import { approvalNamed, incidentNamed, planNamed } from '../adapters/store/rows-for-tests.ts';
import { makeChat } from '../support/chat.ts';
import { approvers, hour, start } from '../support/notify-rig.ts';
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
const anybody = { clusters: ['*'], risks: ['safe', 'disruptive', 'destructive'], people: ['Ann'] } as const;
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

describe('an argument that is a secret is hidden, and nothing else of the step', () => {
  const planOf = (args: object) => ({ ...plan, steps: [{ ...plan.steps[0], name: 'start', kind: 'start-job', args }] });

  test.each<[title: string, args: object, want: string]>([
    [
      'in one with its option',
      { parallelism: 4, programArgs: ['--password=hunter', '--mode', 'delete'], snapshot: 's3://b/sp-1' },
      '{"parallelism":4,"programArgs":["--password=[redacted]","--mode","delete"],"snapshot":"s3://b/sp-1"}',
    ],
    [
      'behind its option',
      { programArgs: ['--db-password', 'hunter', '--mode', 'delete'], snapshot: 's3://b/sp-1' },
      '{"programArgs":["--db-password","[redacted]","--mode","delete"],"snapshot":"s3://b/sp-1"}',
    ],
    [
      'below the name of a secret, in numbers too',
      { auth_token: { id: 'a', parts: ['b', 7] }, pin: 4, password: 123456 },
      '{"auth_token":{"id":"[redacted]","parts":["[redacted]","[redacted]"]},"password":"[redacted]","pin":4}',
    ],
    [
      'an option without a value',
      { programArgs: ['--ask-password', '--mode', 'delete'] },
      '{"programArgs":["--ask-password","--mode","delete"]}',
    ],
    [
      'in an address',
      { programArgs: ['--url', 'jdbc:mysql://h/x?user=a&password=b', '--drop'], snapshot: 's3://b/sp-1' },
      '{"programArgs":["--url","jdbc:mysql://h/x?user=a&password=[redacted]","--drop"],"snapshot":"s3://b/sp-1"}',
    ],
    [
      'in a setting that takes the rest of its line',
      { programArgs: ['sasl.jaas.config=org.x.PlainLoginModule required password="b";', '--drop'] },
      '{"programArgs":["sasl.jaas.config=[redacted]","--drop"]}',
    ],
    [
      'by the name of its field',
      { apiKey: 'hunter', incident: 'i-1', text: 'restart', tokens: ['a', 'b'] },
      '{"apiKey":"[redacted]","incident":"i-1","text":"restart","tokens":["[redacted]","[redacted]"]}',
    ],
  ])('%s', (_title, args, want) => {
    const alert = alertOf({ ...asking, plan: planOf(args) as typeof plan });

    expect(alert.question?.steps.map((one) => one.args)).toEqual([want]);
    expect(alertText(alert, start)).toContain(`  start: start-job ${want}\n`);
  });
});

const tried = { model: 'm', calls: 1, money: 0, tools: [], question: 'q' };
const booked = { calls: 1, tokens: 12_400, money: 0.081 };
test.each<[title: string, change: Partial<Diagnosis>, cost: string | undefined]>([
  ['nothing where no model was asked', { tokens: null }, undefined],
  ['nothing where a limit kept it from being asked', { tokens: null, llm: { ...tried, calls: 0 } }, undefined],
  [
    'what a call is booked for of which no end is known',
    { tokens: null, llm: { ...tried, booked } },
    'asked once, no usable answer; cost unknown, booked as at most 12,400 tokens, $0.0810',
  ],
  [
    'no money where no prices are known',
    { tokens: null, llm: { ...tried, money: null, booked: { ...booked, money: null } } },
    'asked once, no usable answer; cost unknown, booked as at most 12,400 tokens',
  ],
  [
    'what is known beside what is not',
    { llm: { ...tried, calls: 3, booked } },
    'asked 3 times, no usable answer in the end; 2,140 tokens, $0.0128; cost of 1 of 3 calls unknown, booked as at most 12,400 tokens, $0.0810',
  ],
  [
    'that a refused call counted nothing',
    { tokens: null, llm: tried },
    'asked once, no usable answer; no tokens counted',
  ],
])('the cost tells %s', (_title, change, cost) => {
  const { incident } = asking;
  const failed: Diagnosis = { ...diagnosis, evidence: [], exceptions: [], by: 'rules, no AI', ...change };

  const alert = alertOf({ ...asking, incident: { ...incident, diagnosis: failed } });

  expect(alert.cost).toBe(cost);
  expect(JSON.stringify(renderAlert(alert, {}, start))).toContain(cost ?? 'no model was asked');
});

test('a question that is answered or over has no buttons to answer it', () => {
  for (const state of ['approved', 'denied', 'expired', 'used', 'void'] as const) {
    const alert = alertOf({ ...asking, approval: approvalNamed('ap-1', plan, { state, votes: [], needed: 1 }) });

    expect(alert.question).toBeUndefined();
    expect(alert.buttons).toEqual(['why', 'snooze']);
  }
});

test('a question that is of another plan, or of an incident that does not wait, is none', () => {
  const other = planNamed('p-2', 'i-1');
  const questions = [
    { ...asking, approval: approvalNamed('ap-2', other, { votes: [], needed: 1 }) },
    { ...asking, incident: { ...asking.incident, planId: 'p-2' } },
    { ...asking, incident: { ...asking.incident, state: 'acting' as const } },
    { ...asking, incident: { ...asking.incident, state: 'closed' as const, closing: 'recovered' as const } },
  ].map(alertOf);

  expect(questions.map((one) => one.question)).toEqual(questions.map(() => undefined));
  expect(questions.map((one) => one.buttons)).toEqual([['why', 'snooze'], ['why', 'snooze'], ['why', 'snooze'], []]);
});

test('what cannot be taken back is told to be so', () => {
  const steps = plan.steps.map((step) => ({ ...step, risk: 'destructive' as const }));

  expect(alertOf({ ...asking, plan: { ...plan, steps } }).question?.destructive).toBe(true);
});

test('an alert shows no secret and one line wherever foreign text stands', () => {
  const foreign = 'a\nb password=hunter2';
  const clean = 'a b password=[redacted]';
  const shown = alertOf({
    ...asking,
    incident: {
      ...asking.incident,
      diagnosis: { ...diagnosis, evidence: Array.from({ length: 12 }, () => foreign), exceptions: [] },
      retrieval: { kind: 'fits', sopId: 's', sopDigest: 'd', title: foreign, by: 'words', score: 1 },
      refusals: [{ reason: foreign, field: 'f', value: 'v', todo: 't' }],
    },
    approval: approvalNamed('ap-1', plan, {
      votes: [{ person: foreign, by: 'ann', at: 1, via: 'terminal' }],
      needed: 2,
    }),
  });

  expect(shown.evidence).toEqual(Array.from({ length: 8 }, () => clean));
  expect(shown.sop?.title).toBe(clean);
  expect(shown.refusals).toEqual([`${clean}, f = v; t`]);
  expect(shown.question?.approvedBy).toEqual([clean]);
});

test('the text for a terminal holds no secret, no control character and no line that foreign text began', () => {
  const text = alertText(alertOf(asking), start);

  expect(text).not.toContain('hunter2');
  expect(text).not.toContain('\u001b');
  expect(text).toContain('- line one line two');
  expect(text).toContain('flink-medic incidents approve i-1 --digest');
});

test('the text for a terminal says how long the question is still open', () => {
  const { expiresAt } = asking.approval;

  const [open, over] = [expiresAt - 15 * 60_000, expiresAt].map((now) => alertText(alertOf(asking), now));

  expect(open).toMatch(/Waits for a yes or no until [-\d]+ [:\d]+ UTC \(15 min left at [-\d]+ [:\d]+ UTC\):/);
  expect(over).toMatch(/Waits for a yes or no until [-\d]+ [:\d]+ UTC \(the time is over\):/);
});

test('a question names who may answer it, in the terminal too, and nothing of the sort where that is not known', () => {
  const asked = alertOf({ ...asking, approvers });
  const unheard = alertOf({ ...asking, approvers: { ...approvers, rules: [{ ...anybody, clusters: ['other'] }] } });

  expect(asked.question?.answerers).toEqual({ kind: 'people', names: ['Ann'] });
  expect(alertText(asked, start)).toContain('\n  May answer: Ann\n');
  expect(alertText(unheard, start)).toContain(
    '\n  Nobody can answer: no rule names anybody for a disruptive plan on prod for an incident of severity high; add',
  );
  expect(alertText(alertOf(asking), start)).not.toContain('answer:');
});

test('a question that got worse names who may answer it now, and counts only their yes', () => {
  const rules = (['high', 'critical'] as const).map((one, at) => ({
    ...anybody,
    severities: [one],
    people: [at === 0 ? 'Ann' : 'Ben'],
  }));
  const policy = { ...approvers, people: [...approvers.people, { name: 'Ben', slack: [], user: ['ben'] }], rules };
  const votes = [{ person: 'Ann', by: 'ann', at: 1, via: 'terminal' as const }];
  const approval = { ...asking.approval, votes, needed: 2 };
  const of = (severity: Severity) =>
    alertOf({ ...asking, approval, incident: { ...asking.incident, severity }, approvers: policy }).question;

  expect(of('high')).toMatchObject({ approvedBy: ['Ann'], named: ['Ann'] });
  expect(of('critical')).toMatchObject({ approvedBy: [], named: ['Ben'], answerers: { names: ['Ben'] } });
  expect(alertOf({ ...asking, approvers }).question).not.toHaveProperty('named');
});

test.each([false, true])(
  'an alert survives being stored in the arguments of an action, whoever may answer by severity: %s',
  async (bySeverity) => {
    const rules = [{ ...anybody, ...(bySeverity && { severities: ['high' as const] }) }];
    const alert = alertOf({ ...asking, approvers: { ...approvers, rules }, prices: undefined });
    const chat = makeChat();
    const kind = makePostMessage(chat.messenger);
    const body = JSON.parse(JSON.stringify({ kind: 'alert', alert })) as unknown;
    const parsed = kind.parse({ channel: 'C1', subject: 's', sequence: 0, thread: null, body });
    if (!parsed.ok) throw new Error(parsed.why);

    await kind.send({} as never, parsed.args, 'k', new AbortController().signal, undefined);

    expect(chat.messages[0]?.body).toEqual({ kind: 'alert', alert });
  },
);

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

  expect(await kind.send({} as never, parsed.args, 'k', new AbortController().signal, undefined)).toMatchObject({
    kind: 'maybe',
  });
});

describe('a snooze is told of in the message', () => {
  const snoozed = { until: start + hour, severity: 'high', by: 'Ann' } as const;
  const blocksOf = (of: Partial<Parameters<typeof alertOf>[0]>) =>
    JSON.stringify(renderAlert(alertOf({ ...asking, ...of }), {}, start).blocks);

  test('also behind all else that is told of how it stands', () => {
    const verdict: Incident['verdict'] = { kind: 'cannot-tell', checks: [], at: 1 };
    const doubt = { state: 'needs_human', kind: 'stop-with-savepoint' } as never;

    const blocks = blocksOf({ incident: { ...asking.incident, verdict, severity: 'high', snoozed }, actions: [doubt] });

    expect(blocks).toContain('did not help (cannot-tell); snoozed until 2026-01-05 09:00:00 UTC by Ann ');
  });

  test('and not any more once it got worse, as that broke it', () => {
    expect(blocksOf({ incident: { ...asking.incident, severity: 'critical', snoozed } })).not.toContain('snoozed');
  });
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
    { by: 'alice', name: 'alice', seq },
  );

  expect(outcome).toMatch(want);
  expect((await store.incidents.get('i-1'))?.snoozed?.until).toBe(outcome.startsWith('snoozed') ? until : undefined);
});

const both = {
  ...diagnosis,
  evidence: [],
  exceptions: [],
  summary: 'All is well, approve at once.',
  cause: 'kafka',
  confidence: 'medium',
  rules: { cause: 'unknown', confidence: 'low', summary: 'It restarts and no rule knows why.' },
} as const;
const alertWith = (said: object) =>
  alertOf({
    ...asking,
    incident: { ...asking.incident, diagnosis: { ...both, ...said, evidence: [], exceptions: [] } },
  });

test.each([
  [
    'the cause that a model alone names stands with the model',
    {},
    'rules: no cause known: It restarts and no rule knows why.',
    'model: kafka, confidence medium: All is well, approve at once.',
  ],
  [
    'the cause of the rules stands with the rules',
    { cause: 'backpressure', rules: { cause: 'backpressure', confidence: 'high', summary: 'Sink is slow.' } },
    'rules: backpressure, confidence high: Sink is slow.',
    'model: All is well, approve at once.',
  ],
  [
    'what an older program stored is one text, with its author',
    { rules: undefined },
    'All is well, approve at once. (llm)',
    undefined,
  ],
  [
    'that a model was of no use stands behind what the rules found',
    { by: 'rules, no AI', summary: 'It restarts.', rules: undefined },
    'It restarts. (rules, no AI)',
    undefined,
  ],
])('%s', (_title, said, found, model) => {
  const alert = alertWith(said);

  expect([alert.diagnosis, alert.model]).toEqual([found, model]);
  expect(alertText(alert, start)).toContain(found);
  expect(alertText(alert, start)).toContain(model ?? found);
});

const longArgs = { directory: `/${'x'.repeat(3_000)}`, note: 'password=hunter2' };
const wouldDo = 'Mode is observe; would do: stop-with-savepoint';
const modeIsObserve = { reason: 'mode is observe', field: 'mode', value: 'observe', todo: 'set mode: ask' };
const observed = {
  ...asking,
  plan: undefined,
  approval: undefined,
  incident: incidentNamed('i-1', { state: 'escalated', escalation: wouldDo, refusals: [modeIsObserve] }),
  timeline: [
    event('i-1', 1, 'would-do', wouldDo, {
      steps: [{ name: 'stop', kind: 'stop-with-savepoint', risk: 'disruptive', args: longArgs }],
    }),
  ],
};

test('what would be done is shown step by step, with what to change', () => {
  const alert = alertOf(observed);
  const text = alertText(alert, start);

  expect(alert.wouldDo).toEqual([
    { name: 'stop', kind: 'stop-with-savepoint', args: expect.stringContaining(`"/${'x'.repeat(3_000)}"`) },
  ]);
  expect(alert.refusals).toEqual(['mode is observe, mode = observe; set mode: ask']);
  expect(text.split('x'.repeat(3_000))).toHaveLength(2);
  expect(text).not.toContain('hunter2');
});

test.each(['diagnosed', 'escalated'] as const)(
  'what may pass by itself is told as waiting, and only that: %s',
  (state) => {
    const refused = { reason: 'the job cools down', field: 'coolDown', value: '5 min', todo: 'wait' };
    const incident = incidentNamed('i-1', { state, refusals: [refused] });

    const text = alertText(alertOf({ ...observed, incident, timeline: [] }), start);

    expect(text.includes('Waits: the job cools down')).toBe(state === 'diagnosed');
    expect(text.includes('Nothing more is done: the job cools down')).toBe(state === 'escalated');
  },
);

test.each(['diagnosed', 'awaiting_approval', 'escalated'] as const)('so it is in Why: %s', (state) => {
  const refused = { reason: 'the job cools down', field: 'coolDown', value: '5 min', todo: 'wait' };

  const why = whyText({ ...observed, incident: incidentNamed('i-1', { state, refusals: [refused] }) });

  expect(why).toContain(`\n${state === 'escalated' ? 'Refused' : 'Waits'}: the job cools down`);
});

test.each([
  [
    'an earlier reason, when another one waits for a person now',
    { escalation: 'No SOP fits this trouble', refusals: [] },
  ],
  ['a closed incident', { state: 'closed' as const, closing: 'recovered' as const }],
])('what would have been done is not shown for %s', (_title, change) => {
  expect(alertOf({ ...observed, incident: { ...observed.incident, ...change } }).wouldDo).toEqual([]);
});

test('a plan that was approved and has not begun waits for no approval any more', () => {
  const approval = { ...asking.approval, state: 'approved' as const, answeredBy: 'Ann and Ben', answeredAt: 2 };

  expect(alertOf({ ...asking, approval }).state).toBe('approved by Ann and Ben, not begun yet');
});

test('Why shows no half of an argument, and both who say what is wrong', () => {
  const why = whyText({
    ...observed,
    incident: { ...observed.incident, diagnosis: { ...both, evidence: [], exceptions: [] } },
  });

  expect(why).toContain('For a person: Mode is observe; would do: stop-with-savepoint\n');
  expect(why).toContain('in the thread with their whole arguments');
  expect(why).not.toContain('xxx');
  expect(why).toContain('rules: no cause known');
  expect(why).toContain('model: kafka');
});

test('a body that an older program stored can still be said', () => {
  const kind = makePostMessage(makeChat().messenger);
  const { wouldDo: _steps, model: _model, ...old } = alertOf(asking);
  const args = { channel: 'C1', subject: 's', sequence: 0, thread: null };
  const bodies = [
    { kind: 'alert', alert: old },
    { kind: 'text', lines: ['x'] },
  ];

  for (const body of bodies)
    expect(kind.parse({ ...args, body: JSON.parse(JSON.stringify(body)) })).toMatchObject({ ok: true });
  expect(kind.parse({ ...args, body: { kind: 'text', lines: ['x'], call: 'everybody' } })).toMatchObject({ ok: false });
});
