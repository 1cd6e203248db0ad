import { expect, test } from 'vitest';
import type { CauseLink } from '../../src/domain/incident.ts';
import type { PlanStep } from '../../src/domain/plan.ts';
import type { SignalKind } from '../../src/domain/signal.ts';
import { hopelessObjections, settleObjections } from '../../src/pipeline/plan-objections.ts';
import { minute, now } from '../support/action-facts.ts';
import { diagnosisOf, signalOf } from '../support/detections.ts';

const start: PlanStep = { name: 'start', kind: 'start-job', risk: 'disruptive', args: {} };
const stop: PlanStep = { name: 'stop', kind: 'stop-with-savepoint', risk: 'disruptive', args: {} };

test.each<[title: string, kind: SignalKind, agoMs: number, steps: readonly PlanStep[], value: string | undefined]>([
  ['a job that failed a moment ago is not started yet', 'job-failed', 12_000, [start], '12 s'],
  ['one that has been down long enough is', 'job-failed', minute, [start], undefined],
  ['one that failed in the future, by another clock, is', 'job-failed', -5 * minute, [start], undefined],
  ['a job that runs is restarted without waiting', 'restart-loop', 12_000, [stop, start], undefined],
  ['what starts nothing does not wait', 'job-failed', 12_000, [stop], undefined],
])('%s', (_title, kind, agoMs, steps, value) => {
  const signals = [signalOf(kind, now, { since: now - agoMs })];

  const objections = settleObjections({ signals }, steps, now, minute);

  expect(objections.map((one) => [one.weight, one.value])).toEqual(value === undefined ? [] : [['wait', value]]);
});

const runtime = 'org.apache.flink.runtime';
const held = { class: `${runtime}.execution.SuppressRestartsException`, message: 'Unrecoverable failure.' };
const root = { class: 'java.lang.IllegalStateException', message: 'no such key group' };

test.each<[title: string, exceptions: CauseLink[], steps: readonly PlanStep[], value: string | undefined]>([
  ['what Flink does not try again is not started', [root, held], [start], root.class],
  ['nor is it stopped for that', [root, held], [stop, start], root.class],
  ['what starts nothing may be done', [root, held], [stop], undefined],
  ['a failure that Flink tried again may be started', [root], [start], undefined],
  ['so may a job of which nothing is known to have been thrown', [], [start], undefined],
])('%s', (_title, exceptions, steps, value) => {
  const diagnosis = { ...diagnosisOf('unknown'), exceptions };

  const objections = hopelessObjections({ diagnosis }, steps);

  expect(objections.map((one) => [one.weight, one.value])).toEqual(value === undefined ? [] : [['refuse', value]]);
});
