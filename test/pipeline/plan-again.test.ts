import { expect, test } from 'vitest';
import type { Incident, Refusal } from '../../src/domain/incident.ts';
import type { ResolvedJobRecord } from '../../src/domain/job-record.ts';
import { isPlannedAgain, observed } from '../../src/pipeline/plan-again.ts';
import { incidentNamed } from '../adapters/store/rows-for-tests.ts';
import { record } from '../support/action-facts.ts';

const refused = (field: string, value: string): Refusal => ({ reason: 'a reason', field, value, todo: 'do this' });
const asking: ResolvedJobRecord = { ...record, mode: 'ask' };

test.each<[title: string, incident: Partial<Incident>, now: ResolvedJobRecord, want: boolean]>([
  ['held back by mode observe, which is ask now', {}, asking, true],
  ['held back by mode observe still', {}, { ...record, mode: 'observe' }, false],
  ['of a plan that was made', { planId: 'plan-1' }, asking, false],
  ['of a plan that did not help', { failedPlans: 1 }, asking, false],
  ['that people have nothing to do with yet', { state: 'diagnosed' }, asking, false],
  ['that is closed', { state: 'closed' }, asking, false],
  ['of a cluster', { job: null }, asking, false],
  ['that was refused nothing', { refusals: [] }, asking, false],
  ['of a job that has a record now', { refusals: [refused('jobs', 'none')] }, { ...record, recorded: true }, true],
  ['of a job that has none still', { refusals: [refused('jobs', 'none')] }, { ...record, recorded: false }, false],
  ['of a job whose start is recorded now', { refusals: [refused('launch', 'none')] }, record, true],
  ['refused for what no configuration says', { refusals: [refused('slots', '0')] }, asking, false],
  ['refused for what is called like a part of any object', { refusals: [refused('constructor', 'x')] }, asking, false],
  ['one of whose reasons is over', { refusals: [refused('slots', '0'), observed] }, asking, true],
])('an incident %s is planned for again: %s, %s', (_title, change, now, want) => {
  const incident = incidentNamed('inc-1', { state: 'escalated', refusals: [observed], ...change });

  expect(isPlannedAgain({ recordOf: () => now }, incident)).toBe(want);
});
