import type { ActionRow, ActionState } from '../domain/action.ts';
import { answered, doubtAgain, found, human, lost, polled, retry, unseen } from './after-sent.ts';
import { arm, drop, giveUp, ready, takenOver, wait } from './before-sent.ts';
import { type Change, isClockBehind, onTheWayMs } from './change.ts';
import type { ActionEvent, At } from './events.ts';

export type Reduced = { readonly ok: true; readonly next: ActionRow } | { readonly ok: false; readonly why: string };

/** In which states an event can come at all. `arm` alone leads to `sent`, and only from `ready`; nothing leads out of a final state. */
const fits: Readonly<Record<ActionEvent['kind'], readonly ActionState[]>> = {
  ask: ['proposed'],
  ready: ['proposed', 'awaiting_approval'],
  drop: ['proposed', 'awaiting_approval', 'ready'],
  'take-over': ['proposed', 'awaiting_approval', 'ready', 'running', 'in_doubt'],
  wait: ['ready'],
  arm: ['ready'],
  'give-up': ['ready'],
  'doubt-again': ['ready'],
  answered: ['sent'],
  lost: ['sent'],
  polled: ['running'],
  found: ['in_doubt'],
  unseen: ['in_doubt'],
  retry: ['in_doubt'],
  escalate: ['proposed', 'awaiting_approval', 'ready', 'running', 'in_doubt', 'needs_human'],
  human: ['needs_human'],
};

/** The only place where an action changes. Pure: what is not allowed comes back as a reason, and the row stays as it is. */
export function reduce(row: ActionRow, event: ActionEvent, at: At): Reduced {
  if (at.epoch < row.epoch) return no(`epoch ${at.epoch} is over, ${row.epoch} wrote last`);
  if (!fits[event.kind].includes(row.state)) return no(`${event.kind} does not fit an action that is ${row.state}`);
  const change = changeOf(row, event, at);
  if (typeof change === 'string') return no(change);
  // Whoever stores anything of it but that he begins has got further than those before him. A wait is over, or begun anew.
  const next = { ...row, takeovers: 0, nextSettleAt: null, ...change, epoch: at.epoch, updatedAt: at.now };
  return { ok: true, next: distrustClock(row, next) };
}

function no(why: string): Reduced {
  return { ok: false, why };
}

/** A text says why not. */
function changeOf(row: ActionRow, event: ActionEvent, at: At): Change | string {
  const { now } = at;
  switch (event.kind) {
    case 'ask':
      return { state: 'awaiting_approval', note: 'waits for a person' };
    case 'ready':
      return ready(event);
    case 'drop':
      return drop(row, event, at);
    case 'take-over':
      return takenOver(row, at);
    case 'wait':
      return wait(row, event.why, now);
    case 'arm':
      return arm(row, event, now);
    case 'give-up':
      return giveUp(row, event.why, at);
    case 'doubt-again':
      return doubtAgain(row, event.why, now);
    case 'answered':
      return answered(row, event, at);
    case 'lost':
      return lost(row, event, at);
    case 'polled':
      return polled(row, event, now);
    case 'found':
      return found(row, event, now);
    case 'unseen':
      return unseen(row, event.why, now);
    case 'retry':
      return retry(row, event, now);
    case 'escalate':
      return { state: 'needs_human', note: event.why };
    case 'human':
      return human(row, event, now);
  }
}

/** A clock that went back, or another one: how long the key of an earlier request has been remembered cannot be told any more. */
function distrustClock(row: ActionRow, next: ActionRow): ActionRow {
  const now = next.updatedAt;
  const isBehind = isClockBehind(row, now) && next.firstSentAt !== null && next.firstSentAt === row.firstSentAt;
  if (!isBehind) return next;
  const isSameRequest = next.sendDeadlineAt !== null && next.sendDeadlineAt === row.sendDeadlineAt;
  const sendDeadlineAt = isSameRequest ? now + onTheWayMs(row, now) : next.sendDeadlineAt;
  return { ...next, incarnation: null, sendDeadlineAt };
}
