import { expect, test } from 'vitest';
import type { TimelineEvent } from '../../src/domain/incident.ts';
import { openIncidentsText, whyText } from '../../src/pipeline/chat-texts.ts';
import { approvalNamed, incidentNamed, planNamed } from '../adapters/store/rows-for-tests.ts';

/** Of a cluster, a model or a person: several lines, a secret, and far too long. */
const foreign = (about: string): string => `${about}\n\u202e\ttoken=hunter2 ${'x '.repeat(1_000)}`;
const plan = planNamed('plan-1', 'inc-1');

function event(change: Partial<TimelineEvent>): TimelineEvent {
  return { incidentId: 'inc-1', at: 1_000, kind: 'note', text: 'it began', data: {}, ...change };
}

const [signal] = incidentNamed('inc-1').signals;
const hostile = incidentNamed('inc-1', {
  cluster: 'prod',
  job: foreign('job'),
  signals: [{ ...signal!, summary: foreign('trouble') }],
  escalation: foreign('escalation'),
  diagnosis: {
    cause: 'restart-loop',
    confidence: 'high',
    summary: foreign('summary'),
    evidence: [foreign('fact')],
    by: 'rules',
    exceptions: [],
    tokens: null,
    at: 1_000,
  },
  refusals: [{ reason: foreign('refused'), field: 'age', value: foreign('value'), todo: foreign('todo') }],
});

/** Lines that hold a secret or a character that nobody sees, or that have no end. */
const harmful = (text: string): string[] =>
  text.split('\n').filter((line) => /hunter2|\u202e|\t/.test(line) || line.length > 700);
/** One line for each thing that is said. */
const beginning = (...begins: readonly string[]): unknown[] => begins.map((one) => expect.stringMatching(`^${one}`));

test('in a list of incidents nothing of a cluster is more than a part of its line', () => {
  const text = openIncidentsText([hostile, hostile]);

  expect(text.split('\n')).toEqual(beginning('inc-1  prod/job', 'inc-1  prod/job'));
  expect(harmful(text)).toEqual([]);
});

test('a list of incidents has its end', () => {
  const lines = openIncidentsText(Array.from({ length: 23 }, (_, n) => incidentNamed(`inc-${n}`))).split('\n');

  expect(lines).toHaveLength(21);
  expect(lines.at(-1)).toBe('… and 3 more: flink-medic incidents list');
});

test('why an incident stands where it stands is told without anything foreign that is more than its line', () => {
  const vote = { person: foreign('Ann'), by: 'ann', at: 1_000, via: 'terminal' } as const;
  const refused = event({ text: foreign('Refused'), data: { answer: 'refused' } });

  const approval = approvalNamed('app-1', plan, { votes: [vote] });
  const text = whyText({ incident: hostile, plan, approval, timeline: [refused] });

  expect(text.split('\n')).toEqual(
    beginning(
      'inc-1: open',
      'For a person: escalation',
      'summary token=.redacted.',
      '- fact',
      'Plan digest of',
      'Approval: open',
      'Refused: refused',
      '1970-01-01 00:00:01',
    ),
  );
  expect(harmful(text)).toEqual([]);
});

test('so is what the rules and a model said', () => {
  const rules = { cause: 'job-failed', confidence: 'low', summary: foreign('found') } as const;
  const incident = incidentNamed('inc-1', { diagnosis: { ...hostile.diagnosis!, by: 'llm', rules } });

  const text = whyText({ incident, plan: undefined, approval: undefined, timeline: [] });

  expect(text.split('\n')).toEqual(
    beginning(
      'inc-1: open',
      'rules: job-failed, confidence low: found',
      'model: restart-loop, confidence high: summary',
      '- fact',
    ),
  );
  expect(harmful(text)).toEqual([]);
});

test('few facts are told, the last answers that were refused, and what was asked about this plan', () => {
  const evidence = Array.from({ length: 9 }, (_, n) => `fact ${n}`);
  const incident = incidentNamed('inc-1', { diagnosis: { ...hostile.diagnosis!, summary: 'It restarts.', evidence } });
  const refusals = Array.from({ length: 6 }, (_, n) => event({ text: `Refused ${n}`, data: { answer: 'refused' } }));
  const asked = ['plan-1', 'plan-2'].map((id) => event({ kind: 'asked', data: { plan: id, reasons: [`of ${id}`] } }));

  const text = whyText({ incident, plan, approval: undefined, timeline: [...refusals, ...asked] });

  expect(text.match(/fact \d|Refused \d|of plan-\d/g)).toEqual([
    ...evidence.slice(0, 8),
    'of plan-1',
    ...refusals.slice(1).map((one) => one.text),
  ]);
});
