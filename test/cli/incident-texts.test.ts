import { describe, expect, test } from 'vitest';
import type { ActionRow } from '../../src/domain/action.ts';
import type { Incident, TimelineEvent, TimelineKind } from '../../src/domain/incident.ts';
import { actionText, type IncidentView, incidentList, incidentText, reportText } from '../../src/cli/incident-texts.ts';
import { event } from '../../src/pipeline/update-incident.ts';
import { actionNamed, approvalNamed, eventOf, incidentNamed, planNamed } from '../adapters/store/rows-for-tests.ts';

const plan = { ...planNamed('plan-1', 'inc-1'), digest: 'abcdef0123456789' };
const hostile = 'fine\nTimeline:\n\u001b[2J\u202eevil';

const view = {
  incident: incidentNamed('inc-1', {
    state: 'awaiting_approval',
    planId: 'plan-1',
    diagnosis: {
      cause: 'restart-loop',
      confidence: 'high',
      summary: 'It restarts without end.',
      evidence: ['5 restarts in 2 minutes'],
      by: 'rules',
      exceptions: [],
      tokens: null,
      at: 1_000,
    },
    retrieval: { kind: 'fits', sopId: 'restart-loop', sopDigest: 'd', title: 'Loops', by: 'cause', score: 1 },
    refusals: [{ reason: 'too old', field: 'age', value: '3 h', todo: 'Take a savepoint.' }],
  }),
  timeline: [eventOf('inc-1', 'it began')],
  plan,
  approval: approvalNamed('app-1', plan),
  actions: [],
  watched: true,
};

test('nobody is asked for an answer that nobody would apply', () => {
  const text = textOf({ ...view, watched: false });

  expect(text).toContain('Cluster prod is not in the configuration');
  expect(text).toContain('flink-medic incidents resolve inc-1\n');
  expect(text).not.toContain('incidents approve');
});

const textOf = (shown: IncidentView) => incidentText(shown, 1_000);

test('an open question shows what was checked before it was asked, an answered one does not', () => {
  const checks = [
    { name: 'last checkpoint', result: 'yes', detail: '2 min old' },
    { name: 'backpressure', result: 'cannot-tell', detail: 'not measured' },
  ];
  const asked = event('inc-1', 1, 'asked', 'Waits', { plan: plan.id, reasons: ['mode is ask'], checks });
  const timeline = [...view.timeline, asked];

  const [open, used] = (['open', 'used'] as const).map((state) =>
    textOf({ ...view, timeline, approval: approvalNamed('app-1', plan, { state }) }),
  );

  expect(open).toContain(
    '  passed at 1970-01-01 00:00:00 UTC: last checkpoint = 2 min old\n  could not be told: backpressure\n  a yes counts only for the run that ',
  );
  expect(open).toContain('\n  asks because mode is ask\n');
  expect(used).not.toContain('passed at');
});

test('an incident whose question is over names the command that has it asked again, and does not say that nothing more is done', () => {
  const incident = { ...view.incident, state: 'escalated', escalation: 'Nobody answered in time' } as const;

  const text = textOf({ ...view, incident, approval: approvalNamed('app-1', plan, { state: 'expired' }) });

  expect(text).toContain(`The question is over. It is planned again, with a question of its own, by:
  flink-medic incidents ack inc-1
It closes when the trouble is gone, or by:
  flink-medic incidents resolve inc-1
`);
  expect(text).not.toContain('Nothing more is done');
});

test('what is waited for is not refused, and a timeline that is not shown has no head', () => {
  const text = textOf({ ...view, timeline: [], incident: { ...view.incident, state: 'diagnosed' } });

  expect(text).toContain('Waits: too old, age = 3 h; Take a savepoint.');
  expect(text).not.toContain('Timeline');
});

test('an incident reads from what is wanted first to what was before', () => {
  expect(textOf(view)).toBe(`inc-1  prod/orders  awaiting_approval  high
Waiting for you until 1970-01-01 00:00:02 UTC (1 s left):
  flink-medic incidents approve inc-1 --digest abcdef012345
  flink-medic incidents deny inc-1

Diagnosis (rules, confidence high): restart-loop
  It restarts without end.
  - 5 restarts in 2 minutes

SOP: restart-loop (Loops), found by cause

Waits: too old, age = 3 h; Take a savepoint.

Plan restart-job (digest abcdef012345), by SOP restart-loop (digest sop-1):
  stop: stop-with-savepoint [disruptive] {"job":"${'a'.repeat(32)}","directory":"/sp"}
  start: start-job [disruptive] {"snapshot":{"from":"stop.savepoint"}}

Timeline:
  1970-01-01 00:00:01 UTC  note         it began`);
});

test('a question shows who may answer it', () => {
  const text = textOf({ ...view, answerers: { kind: 'people', names: ['Ann', 'Ben'] } });

  expect(text).toContain('  flink-medic incidents deny inc-1\n  May answer: Ann, Ben\n');
});

describe('on top stands what a person is needed for, and the next command', () => {
  const escalated = { state: 'escalated', escalation: 'The start failed.' } as const;
  test.each<[title: string, change: Partial<Incident>, actions: readonly ActionRow[], want: string]>([
    [
      'an escalation',
      escalated,
      [],
      `inc-1  prod/orders  escalated  high
For a person: The start failed.
Nothing more is done by the program. It closes when the trouble is gone, or by:
  flink-medic incidents resolve inc-1
`,
    ],
    [
      'doubt',
      escalated,
      [actionNamed('act-1', plan, { state: 'needs_human', note: 'no trace of it' })],
      `inc-1  prod/orders  escalated  high
For a person: The start failed.
Nobody knows whether stop-with-savepoint happened (no trace of it). Look in Flink, then:
  flink-medic actions settle act-1 --finding <executed|not-executed|abandon>
`,
    ],
    [
      "doubt about a kind of the team's own",
      escalated,
      [actionNamed('act-1', plan, { kind: 'acme/ring', key: '0'.repeat(32), state: 'needs_human', note: 'lost' })],
      `inc-1  prod/orders  escalated  high
For a person: The start failed.
Nobody knows whether acme/ring happened (lost). Look where it goes, by its key ${'0'.repeat(32)}, then:
  flink-medic actions settle act-1 --finding <executed|not-executed|abandon>
`,
    ],
    [
      'a baseline',
      { state: 'escalated', baseline: true },
      [],
      `inc-1  prod/orders  escalated  high
This was so before the program first looked. Nothing is done until:
  flink-medic incidents ack inc-1
`,
    ],
    [
      'nothing, when it is closed',
      { ...escalated, state: 'closed', closing: 'resolved' },
      [],
      `inc-1  prod/orders  closed (resolved)  high
Was for a person: The start failed.
`,
    ],
  ])('%s', (_title, change, actions, want) => {
    const text = textOf({ ...view, approval: undefined, actions, incident: { ...view.incident, ...change } });

    expect(text.startsWith(`${want}\nDiagnosis`)).toBe(true);
  });
});

test('a plan that was approved and waits says who approved it, and what for', () => {
  const approval = approvalNamed('app-1', plan, { state: 'approved', answeredBy: 'Ann' });

  const text = textOf({ ...view, approval });

  expect(text).toMatch(/^inc-1 .* high\nApproved by Ann, not begun yet\n\nDiagnosis/);
  expect(text).toContain('\nWaits: too old, age = 3 h; Take a savepoint.\n');
});

describe('the arguments of a step stand there once, uncut', () => {
  const directory = `/${'x'.repeat(5_000)}`;
  const args = { job: 'a'.repeat(32), directory };
  const step = { name: 'stop', kind: 'stop-with-savepoint', risk: 'disruptive', args } as const;

  test('under the plan, and not again with its action', () => {
    const long = { ...plan, steps: [step] };

    const text = textOf({
      ...view,
      plan: long,
      actions: [actionNamed('act-1', long, { args: JSON.stringify(args), state: 'sent', key: 'k-1' })],
    });

    expect(text.split(directory)).toHaveLength(2);
    expect(text).toContain(`stop: stop-with-savepoint [disruptive] ${JSON.stringify(args)}`);
    expect(text).toContain('act-1  prod/orders  stop-with-savepoint  sent\n  key k-1');
  });

  test('with the action of a plan that was given up, for they stand nowhere else', () => {
    const former = actionNamed('act-0', planNamed('plan-0', 'inc-1'), { args: JSON.stringify(args) });

    expect(textOf({ ...view, actions: [former] }).split(directory)).toHaveLength(2);
  });

  test('for what mode observe would do, below the diagnosis', () => {
    const text = 'Mode is observe; would do: stop-with-savepoint';
    const refusals = [{ reason: 'mode is observe', field: 'mode', value: 'observe', todo: 'set mode: ask' }];
    const timeline = [
      { ...eventOf('inc-1', text), kind: 'would-do' as const, data: { steps: [step] } },
      { ...eventOf('inc-1', text), kind: 'escalated' as const },
    ];

    const shown = textOf({
      ...view,
      plan: undefined,
      approval: undefined,
      timeline,
      incident: { ...view.incident, state: 'escalated', escalation: text, refusals },
    });

    expect(shown).toContain('\nFor a person: Mode is observe; would do: stop-with-savepoint\n');
    expect(shown).toContain(`Would do:\n  stop: stop-with-savepoint [disruptive] ${JSON.stringify(args)}\n`);
    expect(shown.split(directory)).toHaveLength(2);
  });
});

test('the list has one line per incident, and says when there is none', () => {
  const closed = incidentNamed('inc-2', { state: 'closed', closing: 'cleared', closedAt: 2_000 });

  expect(incidentList([], 0)).toBe('No incidents.');
  expect(incidentList([view.incident, closed, incidentNamed('inc-3', { baseline: true, job: null })], 61_000)).toBe(
    [
      'ID     JOB             STATE              SEVERITY  CAUSE         SOP           OPENED',
      'inc-1  prod/orders     awaiting_approval  high      restart-loop  restart-loop  60 s ago',
      'inc-2  prod/orders     closed (cleared)   high      -             -             60 s ago',
      'inc-3  prod/(cluster)  open (baseline)    high      -             -             60 s ago',
    ].join('\n'),
  );
});

describe('foreign text', () => {
  test('can neither control the terminal nor begin a line', () => {
    const text = textOf({
      ...view,
      incident: { ...view.incident, escalation: hostile },
      timeline: [eventOf('inc-1', hostile)],
      actions: [actionNamed('act-1', plan, { note: hostile })],
    });

    expect(text).not.toContain('\u001b');
    expect(text).not.toContain('\u202e');
    expect(text.match(/^Timeline:$/gm)).toHaveLength(1);
    expect(text).toContain('For a person: fine Timeline: \\u001b[2J\\u202eevil');
  });

  test('never cuts the arguments of an action', () => {
    const args = JSON.stringify({ directory: `/${'x'.repeat(5_000)}` });

    expect(actionText(actionNamed('act-1', plan, { args }), 1)).toContain(args);
  });
});

test('an action says of which incident it is, and when it changed', () => {
  const text = actionText(actionNamed('act-1', plan, { updatedAt: 1_000 }), 61_000);

  expect(text).toMatch(/^act-1 {2}.*\n {2}of inc-1, changed 60 s ago\n/);
});

describe('the report', () => {
  const incidents = new Map([['inc-1', view.incident]]);
  const said = (kind: TimelineKind, text: string, at: number, data: TimelineEvent['data'] = {}): TimelineEvent => ({
    incidentId: 'inc-1',
    at,
    kind,
    text,
    data,
  });
  const moved = (action: string, state: string, at: number, attempt = 1): TimelineEvent =>
    said('action', `${action}: ${state}`, at, { action, state, attempt });
  const closed = new Map([['inc-1', incidentNamed('inc-1', { state: 'closed' })]]);

  test('counts every group, also the empty ones', () => {
    expect(reportText([said('would-do', 'restart-job', 1_000)], incidents)).toBe(
      [
        'Would have done: 1',
        '  1970-01-01 00:00:01 UTC  inc-1  prod/orders  restart-job',
        'Refused: 0',
        'Asked a person: 0',
        'Did: 0',
        'Planned and did not send: 0',
        'Looked whether it helped: 0',
        'Handed to a person: 0',
      ].join('\n'),
    );
  });

  test('has one line per action, with its last state', () => {
    const events = [
      moved('stop', 'ready', 1_000, 0),
      moved('stop', 'sent', 2_000),
      moved('start', 'ready', 2_500, 0),
      moved('stop', 'succeeded', 3_000),
      moved('start', 'sent', 4_000),
      said('verdict', 'Cleared', 5_000),
    ];

    const text = reportText(events, incidents);

    expect(text).toContain(
      `Did: 2
  1970-01-01 00:00:03 UTC  inc-1  prod/orders  stop: succeeded
  1970-01-01 00:00:04 UTC  inc-1  prod/orders  start: sent
Planned and did not send: 0
Looked whether it helped: 1
`,
    );
  });

  test.each<[title: string, last: TimelineEvent]>([
    ['ready', moved('stop', 'ready', 1_000, 0)],
    ['dropped before the first attempt', moved('stop', 'dropped', 1_000, 0)],
  ])('does not say that it did what it never sent: %s', (_title, last) => {
    const text = reportText([last], incidents);

    expect(text).toContain('Did: 0\nPlanned and did not send: 1\n');
  });

  test('says that it did what was sent and given up', () => {
    expect(reportText([moved('stop', 'dropped', 1_000, 1)], incidents)).toContain('Did: 1\n');
  });

  test.each<[title: string, events: readonly TimelineEvent[], incidents: ReadonlyMap<string, Incident>, want: string]>([
    [
      'with its answer',
      [said('asked', 'Waits for a person', 1_000), said('approved', 'ann approved plan a', 2_000)],
      incidents,
      'Asked a person: 1\n  1970-01-01 00:00:01 UTC  inc-1  prod/orders  Waits for a person: ann approved plan a\n',
    ],
    [
      'with what became of it last',
      [
        said('asked', 'Waits', 1_000),
        said('approved', 'ann approved plan a', 2_000),
        said('expired', 'The approval is too old', 3_000),
      ],
      incidents,
      'Asked a person: 1\n  1970-01-01 00:00:01 UTC  inc-1  prod/orders  Waits: The approval is too old\n',
    ],
    [
      'without an answer yet, and the one before withdrawn',
      [said('asked', 'Waits', 1_000), said('asked', 'Waits again', 2_000)],
      incidents,
      `Asked a person: 2
  1970-01-01 00:00:01 UTC  inc-1  prod/orders  Waits: withdrawn, no answer
  1970-01-01 00:00:02 UTC  inc-1  prod/orders  Waits again: no answer yet
`,
    ],
    [
      'as withdrawn, when its incident waits no longer',
      [said('asked', 'Waits', 1_000)],
      closed,
      'Asked a person: 1\n  1970-01-01 00:00:01 UTC  inc-1  prod/orders  Waits: withdrawn, no answer\n',
    ],
    [
      'by its answer, when it was asked before the time of the report',
      [said('denied', 'ann denied plan a', 2_000)],
      closed,
      'Asked a person: 1\n  1970-01-01 00:00:02 UTC  inc-1  prod/orders  ann denied plan a\n',
    ],
  ])('counts a question once, %s', (_title, events, known, want) => {
    expect(reportText(events, known)).toContain(want);
  });
});
