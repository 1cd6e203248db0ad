import type { ActionRow } from '../domain/action.ts';
import { toCheck } from '../domain/action-facts.ts';
import { type Answerers, answerersText } from '../domain/answerers.ts';
import type { Approval } from '../domain/approval.ts';
import { type Incident, isUnseenBaseline } from '../domain/incident.ts';
import { isoTime } from '../diagnosis/plain-text.ts';
import { unwatchedText } from '../pipeline/chat-texts.ts';
import { timeLeft } from '../domain/time-left.ts';

/** What somebody who is woken reads first: how it stands, why a person is needed, and the command to go on with. */
export function headLines(view: {
  readonly incident: Incident;
  readonly approval: Approval | undefined;
  readonly actions: readonly ActionRow[];
  readonly answerers?: Answerers | undefined;
  readonly watched: boolean;
  readonly now: number;
}): string[] {
  const { incident, approval, actions, answerers, watched, now } = view;
  const { id, cluster, job, state, closing, severity, escalation } = incident;
  const isOpen = state !== 'closed';
  const lines = [
    `${id}  ${cluster}/${job ?? '(cluster)'}  ${state}${closing === null ? '' : ` (${closing})`}  ${severity}`,
  ];
  if (escalation !== null) lines.push(`${isOpen ? 'For a person' : 'Was for a person'}: ${escalation}`);
  if (!isOpen) return lines;
  if (!watched) return [...lines, unwatchedText(cluster, id)];

  const doubts = actions.filter((one) => one.state === 'needs_human');
  if (approval?.state === 'approved') lines.push(`Approved by ${approval.answeredBy ?? '?'}, not begun yet`);
  if (approval?.state === 'open') {
    const left = timeLeft(approval.expiresAt, now);
    lines.push(
      `Waiting for you until ${isoTime(approval.expiresAt)} (${left === undefined ? 'the time is over' : `${left} left`}):`,
      `  flink-medic incidents approve ${id} --digest ${approval.planDigest.slice(0, 12)}`,
      `  flink-medic incidents deny ${id}`,
      ...(answerers === undefined ? [] : [`  ${answerersText(answerers)}`]),
    );
  }
  for (const { id: action, kind, args, key, note } of doubts) {
    const isOwn = toCheck({ kind, args }).kind === 'own';
    const where = isOwn ? `where it goes${key === '' ? '' : `, by its key ${key}`}` : 'in Flink';
    lines.push(
      `Nobody knows whether ${kind} happened (${note}). Look ${where}, then:`,
      `  flink-medic actions settle ${action} --finding <executed|not-executed|abandon>`,
    );
  }
  if (isUnseenBaseline(incident)) {
    lines.push(
      'This was so before the program first looked. Nothing is done until:',
      `  flink-medic incidents ack ${id}`,
    );
  } else if (state === 'escalated' && doubts.length === 0) {
    const isUnanswered = approval?.state === 'expired';
    if (isUnanswered) {
      lines.push(
        'The question is over. It is planned again, with a question of its own, by:',
        `  flink-medic incidents ack ${id}`,
      );
    }
    lines.push(
      `${isUnanswered ? '' : 'Nothing more is done by the program. '}It closes when the trouble is gone, or by:`,
      `  flink-medic incidents resolve ${id}`,
    );
  }
  return lines;
}
