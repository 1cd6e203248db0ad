import type { ActionRow, ActionState } from '../../src/domain/action.ts';

/** An action as it is in this state after an ordinary life; sent long ago, where it was sent. */
export function rowIn(state: ActionState): ActionRow {
  const released = state !== 'proposed' && state !== 'awaiting_approval';
  const left = released && state !== 'ready';
  return {
    id: 'a',
    planId: 'p',
    incidentId: 'i',
    step: 0,
    stepName: 'stop',
    kind: 'stop-with-savepoint',
    cluster: 'main',
    jobName: 'orders',
    lane: 'main/orders',
    args: '{}',
    argsDigest: 'd',
    key: released ? 'f'.repeat(32) : '',
    generation: 0,
    state,
    dropReason: null,
    epoch: 1,
    attempts: left ? 1 : 0,
    onDoubt: 'queryFirst',
    incarnation: left ? 'jm-1' : null,
    checkpointBefore: null,
    firstSentAt: left ? 1 : null,
    sendDeadlineAt: left ? 2 : null,
    takeovers: 0,
    settleAttempts: 0,
    nextSettleAt: null,
    result: null,
    note: '',
    createdAt: 0,
    updatedAt: 0,
  };
}
