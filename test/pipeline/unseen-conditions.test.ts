import { expect, test } from 'vitest';
import type { TimelineEvent } from '../../src/domain/incident.ts';
import { ask, refuse } from '../../src/domain/objections.ts';
import type { Plan } from '../../src/domain/plan.ts';
import { unseenConditions } from '../../src/pipeline/unseen-conditions.ts';

const plan = { id: 'plan-1', incidentId: 'i-1' } as Plan;
const old = ask('a rescale rewinds the job', 'latest.completed age', '20 min', 'accept it');

async function unseenAfter(data: Readonly<Record<string, unknown>>) {
  const asked: TimelineEvent = { incidentId: 'i-1', at: 1, kind: 'asked', text: 'Waits', data };
  const incidents = { timeline: () => Promise.resolve([asked]) };
  const unseen = await unseenConditions(incidents, plan, [old, refuse('it has ended', 'state', 'FAILED', 'none')]);
  return unseen.map((one) => one.field);
}

test.each<[title: string, data: Readonly<Record<string, unknown>>, unseen: string[]]>([
  [
    'was seen by its name, however it was worded',
    { reasons: ['its checkpoint is 12 min old'], conditions: ['latest.completed age'] },
    [],
  ],
  [
    'was not seen where another one quotes its name',
    { reasons: ['odd (diagnosis = (latest.completed age = 3))'], conditions: ['diagnosis'] },
    ['latest.completed age'],
  ],
  [
    'was not seen where one has a longer name',
    { reasons: ['none (latest.completed age of all = 3)'], conditions: ['latest.completed age of all'] },
    ['latest.completed age'],
  ],
  [
    'was seen in a question of an older program, which stored the text alone',
    { reasons: ['mode is ask', 'it rewinds (latest.completed age = 12 min)'] },
    [],
  ],
  [
    'was not seen in a question of an older program that shows another',
    { reasons: ['mode is ask', 'none (latest.completed = none)'] },
    ['latest.completed age'],
  ],
  ['was not seen where no question can be read', { reasons: 'none' }, ['latest.completed age']],
])('a condition %s', async (_title, data, unseen) => {
  expect(await unseenAfter({ plan: plan.id, ...data })).toEqual(unseen);
});

test('the question about another plan shows nothing of this one', async () => {
  expect(await unseenAfter({ plan: 'plan-0', reasons: [], conditions: [old.field] })).toEqual([old.field]);
});
