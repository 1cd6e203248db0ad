import type { Store } from '../../../src/adapters/store/open-store.ts';
import { actionNamed, approvalNamed, eventOf, incidentNamed, planNamed } from './rows-for-tests.ts';

/** Things to be stored whole or not at all: each prepares the store and returns the one write that may be cut off. */
export const crashTasks: Readonly<Record<string, (store: Store) => Promise<() => Promise<unknown>>>> = {
  async save(store) {
    const incident = await store.incidents.save({ incident: incidentNamed('i-1'), events: [eventOf('i-1', 'opened')] });
    const answerSeq = await store.answers.insert('ana', 1, { kind: 'ack', incidentId: 'i-1', reason: 'mine' });
    const plan = planNamed('p-1', 'i-1');
    return () =>
      store.incidents.save({
        incident: { ...incident, state: 'awaiting_approval', planId: plan.id },
        events: [eventOf('i-1', 'planned'), eventOf('i-1', 'asked')],
        plan: { plan, actions: [actionNamed('a-1', plan), actionNamed('a-2', plan, { step: 1 })] },
        approval: approvalNamed('ap-1', plan),
        answerSeq,
      });
  },

  async transition(store) {
    const plan = planNamed('p-1', 'i-1');
    const action = actionNamed('a-1', plan);
    await store.incidents.save({ incident: incidentNamed('i-1'), events: [], plan: { plan, actions: [action] } });
    return () =>
      store.ledger.transition({
        id: 'a-1',
        from: 'proposed',
        attempts: 0,
        next: { ...action, state: 'sent', key: 'k', epoch: 1, attempts: 1, firstSentAt: 2000 },
        attempt: {
          actionId: 'a-1',
          n: 1,
          key: 'k',
          epoch: 1,
          armedAt: 2000,
          deadlineAt: 3000,
          outcome: null,
          evidence: null,
        },
        report: { actionId: 'a-1', at: 2000, epoch: 1, source: 'send', text: 'armed' },
        event: eventOf('i-1', 'sent'),
      });
  },
};
