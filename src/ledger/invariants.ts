import { type ActionRow, finalStates, undeterminedStates } from '../domain/action.ts';
import type { ActionEvent, At } from './events.ts';
import {
  clockSlackMs,
  longestUnseenMs,
  maxAttempts,
  maxSettleAttempts,
  maxTakeovers,
  maxTakeoversOfSent,
} from './limits.ts';

/** One change of one action, as it was stored. */
export interface Step {
  readonly before: ActionRow;
  readonly event: ActionEvent;
  readonly at: At;
  readonly after: ActionRow;
}

/**
 * What must hold for every change, said without the reducer's help. Each returns true when the rule is kept.
 * I2 is about several actions and stands below.
 */
export const stepInvariants: Readonly<Record<string, (step: Step) => boolean>> = {
  'I1 an action is sent only from ready, with a key, its attempt counted and its limit set': ({
    before,
    event,
    after,
  }) =>
    after.state !== 'sent' ||
    (before.state === 'ready' &&
      event.kind === 'arm' &&
      after.key !== '' &&
      after.attempts === before.attempts + 1 &&
      after.sendDeadlineAt !== null &&
      after.firstSentAt !== null),

  'I3 a final state is never left': ({ before }) => !finalStates.includes(before.state),

  'I4 an epoch that is over changes nothing': ({ before, at, after }) =>
    at.epoch >= before.epoch && after.epoch === at.epoch,

  'I5 a key that may have arrived is sent again only to the process that remembers it, and while it does': ({
    before,
    event,
    at,
    after,
  }) =>
    after.state !== 'sent' ||
    before.firstSentAt === null ||
    (event.kind === 'arm' &&
      (event.repeatWithinMs === null ||
        ((event.isKeyless || event.incarnation === before.incarnation) &&
          at.now - before.firstSentAt >= -clockSlackMs &&
          at.now - before.firstSentAt < event.repeatWithinMs))),

  'I5 since when it is remembered, by whom, and what was there before any effect is fixed by the first request': ({
    before,
    after,
  }) =>
    after.state !== 'sent' ||
    before.firstSentAt === null ||
    (after.firstSentAt === before.firstSentAt &&
      after.checkpointBefore === before.checkpointBefore &&
      // Null: a clock went back, and nobody is trusted to remember it.
      (after.incarnation === before.incarnation || after.incarnation === null)),

  'I5 ready is entered before anything was sent, by an answer that nothing was done, from doubt or from a person; never from accepted work':
    ({ before, event, after }) => {
      if (after.state !== 'ready') return true;
      switch (before.state) {
        case 'proposed':
        case 'awaiting_approval':
          return event.kind === 'ready';
        case 'ready':
          return event.kind === 'wait' || event.kind === 'take-over';
        case 'sent':
          return isNothingDone(event);
        case 'in_doubt':
        case 'needs_human':
          return event.kind === 'found' || event.kind === 'retry' || event.kind === 'human';
        case 'running':
        case 'succeeded':
        case 'failed':
        case 'dropped':
          return false;
      }
    },

  'I5 that it was sent is forgotten only by an answer that nothing was done, back to what was before, or by a person':
    ({ before, event, after }) => {
      if (event.kind === 'arm' || after.firstSentAt === before.firstSentAt) return true;
      if (event.kind === 'human' && event.finding === 'executed') return before.firstSentAt === null;
      if (event.kind === 'human') return event.finding === 'not-executed' && after.firstSentAt === null;
      return isNothingDone(event) && event.beforeArm.firstSentAt === after.firstSentAt;
    },

  'I5 nobody comes to be trusted with the key but by the first request': ({ before, event, after }) =>
    after.incarnation === null ||
    after.incarnation === before.incarnation ||
    (event.kind === 'arm' && before.firstSentAt === null),

  'I5 doubt becomes ready only by proof after the finality wait, by a key that is remembered, or by a person': ({
    before,
    event,
    at,
    after,
  }) => {
    if (after.state !== 'ready' || !(before.state === 'in_doubt' || before.state === 'needs_human')) return true;
    if (event.kind === 'human') return event.finding === 'not-executed';
    if (event.kind === 'retry') {
      const isOver = event.steadyWaitMs === 0 && at.now >= (before.sendDeadlineAt ?? Number.POSITIVE_INFINITY);
      return isOver && event.mayRepeat && event.accepted === 'no' && before.onDoubt === 'retrySameKey';
    }
    return (
      event.kind === 'found' &&
      event.finding.kind === 'not-executed' &&
      event.mayRepeat &&
      event.accepted === 'no' &&
      event.lookedAt <= at.now &&
      event.steadyWaitMs === 0 &&
      event.lookedAt >= (before.sendDeadlineAt ?? Number.POSITIVE_INFINITY) + event.finalityMs
    );
  },

  'I5 who says that it did not happen, or gives it up, says so when no request can act any more': ({
    before,
    event,
    at,
    after,
  }) =>
    event.kind !== 'human' ||
    event.finding === 'executed' ||
    after.state === before.state ||
    before.firstSentAt === null ||
    before.sendDeadlineAt === null ||
    (event.steadyWaitMs === 0 && Math.min(at.now, event.saidAt) >= before.sendDeadlineAt + event.finalityMs),

  'I5 an absence fails nothing before the finality wait': ({ before, event, after }) =>
    event.kind !== 'found' ||
    event.finding.kind !== 'not-executed' ||
    after.state !== 'failed' ||
    (event.steadyWaitMs === 0 &&
      event.lookedAt >= (before.sendDeadlineAt ?? Number.POSITIVE_INFINITY) + event.finalityMs),

  'I5 that a key is not known fails nothing where it may be forgotten': ({ event, after }) =>
    event.kind !== 'found' ||
    event.finding.kind !== 'not-executed' ||
    event.finding.repeat === 'never' ||
    event.mayRepeat ||
    after.state !== 'failed',

  'I5 what was at work and is lost from sight is missed from that moment on': ({ event, at, after }) =>
    event.kind !== 'polled' ||
    event.progress.kind !== 'lost' ||
    (after.sendDeadlineAt !== null && after.sendDeadlineAt >= at.now),

  'I6 doubt does not last: so many looks, then a person': ({ after }) =>
    after.state !== 'in_doubt' || after.settleAttempts < maxSettleAttempts,

  'I6 nor where nobody can look: an hour since the request could have left, then a person': ({
    before,
    event,
    at,
    after,
  }) =>
    event.kind !== 'unseen' ||
    after.state === 'needs_human' ||
    (after.state === 'in_doubt' &&
      after.settleAttempts === before.settleAttempts &&
      at.now - (before.sendDeadlineAt ?? 0) < longestUnseenMs),

  'I7 an attempt is never given back': ({ before, after }) =>
    after.attempts >= before.attempts && after.attempts <= maxAttempts,

  'I8 not knowing is never an end': ({ before, event, after }) => {
    const unknown =
      (event.kind === 'found' && event.finding.kind === 'unknown') ||
      (event.kind === 'polled' && event.progress.kind === 'lost') ||
      (event.kind === 'answered' && (event.outcome.kind === 'maybe' || event.outcome.kind === 'other-key')) ||
      (event.kind === 'found' && event.finding.kind === 'not-executed' && event.accepted === 'by-another-key') ||
      event.kind === 'lost' ||
      event.kind === 'unseen';
    return !unknown || !undeterminedStates.includes(before.state) || ['in_doubt', 'needs_human'].includes(after.state);
  },

  'I8 what is repeated without proof, or whose program may hang, ends in nothing but success before it is found out': ({
    before,
    event,
    at,
    after,
  }) =>
    (after.state !== 'failed' && after.state !== 'dropped') ||
    (before.onDoubt !== 'retrySameKey' && at.run !== 'starts') ||
    !['answered', 'give-up', 'drop'].includes(event.kind) ||
    (event.kind === 'answered' ? event.beforeArm.firstSentAt : before.firstSentAt) === null,

  'I8 a refusal ends nothing of which a request was accepted': ({ event, after }) =>
    event.kind !== 'answered' || event.accepted === 'no' || after.state !== 'failed',

  'who begins is counted once and changes nothing else, and whoever gets further ends the count': ({
    before,
    event,
    at,
    after,
  }) =>
    event.kind !== 'take-over'
      ? after.takeovers === 0
      : after.takeovers === before.takeovers + 1 &&
        before.epoch < at.epoch &&
        (after.state === before.state || after.state === 'needs_human' || after.state === 'dropped'),

  'what processes die of is not begun for ever: so many of them in a row, then it is over or a person is asked': ({
    before,
    after,
  }) =>
    after.takeovers < (undeterminedStates.includes(before.state) ? maxTakeoversOfSent : maxTakeovers)
      ? after.takeovers === 0 || after.state === before.state
      : after.state === 'needs_human' || after.state === 'dropped',

  'what ends because processes died of it is the first step of a plan, and never left': ({ before, event, after }) =>
    event.kind !== 'take-over' ||
    after.state !== 'dropped' ||
    (!undeterminedStates.includes(before.state) && before.step === 0 && before.firstSentAt === null),

  'the bytes and the key are fixed once the key exists': ({ before, after }) =>
    before.key === '' ||
    (before.key === after.key && before.args === after.args && before.argsDigest === after.argsDigest),
};

function isNothingDone(event: ActionEvent): event is Extract<ActionEvent, { kind: 'answered' }> {
  if (event.kind !== 'answered') return false;
  const { kind, status } = event.outcome;
  return kind === 'not-sent' || (kind === 'refused' && (status === 429 || status === 503));
}

/** Names of the rules the change breaks. */
export function brokenBy(step: Step): string[] {
  return Object.entries(stepInvariants)
    .filter(([, holds]) => !holds(step))
    .map(([name]) => name);
}

/** I2: lanes in which more than one action is undetermined. */
export function crowdedLanes(rows: readonly ActionRow[]): string[] {
  const lanes = rows.filter((row) => undeterminedStates.includes(row.state)).map((row) => row.lane);
  return [...new Set(lanes.filter((lane, index) => lanes.indexOf(lane) !== index))];
}
