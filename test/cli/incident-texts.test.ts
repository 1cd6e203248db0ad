import { describe, expect, test } from 'vitest';
import { actionText, incidentList, incidentText, reportText } from '../../src/cli/incident-texts.ts';
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
};

test('an incident reads from what is wrong to what can be done', () => {
  expect(incidentText(view)).toBe(`inc-1  prod/orders  awaiting_approval  high

Diagnosis (rules, confidence high): restart-loop
  It restarts without end.
  - 5 restarts in 2 minutes

SOP: restart-loop (Loops), found by cause

Refused: too old, age = 3 h. Take a savepoint.

Plan restart-job (digest abcdef012345):
  stop: stop-with-savepoint [disruptive] {"job":"${'a'.repeat(32)}","directory":"/sp"}
  start: start-job [disruptive] {"snapshot":{"from":"stop.savepoint"}}

Waiting for you until 1970-01-01T00:00:02.200Z:
  flink-medic incidents approve inc-1 --digest abcdef012345
  flink-medic incidents deny inc-1

Timeline:
  1970-01-01T00:00:01.000Z  note         it began`);
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
    const text = incidentText({
      ...view,
      incident: { ...view.incident, escalation: hostile },
      timeline: [eventOf('inc-1', hostile)],
      actions: [actionNamed('act-1', plan, { note: hostile })],
    });

    expect(text).not.toContain('\u001b');
    expect(text).not.toContain('\u202e');
    expect(text.match(/^Timeline:$/gm)).toHaveLength(1);
    expect(text).toContain('For a person: fine Timeline: [2Jevil');
  });

  test('never cuts the arguments of an action', () => {
    const args = JSON.stringify({ directory: `/${'x'.repeat(5_000)}` });

    expect(actionText(actionNamed('act-1', plan, { args }))).toContain(args);
  });
});

test('the report counts every group, also the empty ones', () => {
  const events = [{ ...eventOf('inc-1', 'restart-job'), kind: 'would-do' as const }];

  expect(reportText(events, new Map([['inc-1', view.incident]]))).toBe(
    [
      'Would have done: 1',
      '  1970-01-01T00:00:01.000Z  prod/orders  restart-job',
      'Refused: 0',
      'Asked a person: 0',
      'Did: 0',
      'Handed to a person: 0',
    ].join('\n'),
  );
});
