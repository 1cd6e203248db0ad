import type { Alert } from '../domain/alert.ts';
import { answerersText } from '../domain/answerers.ts';
import { timeLeft } from '../domain/time-left.ts';
import { isoTime } from '../diagnosis/plain-text.ts';
import { redact } from '../diagnosis/redact.ts';

/**
 * The alert for a terminal: the same as a chat shows, without secrets, control characters or lines that foreign text began.
 * @param now for what is left to answer.
 */
export function alertText(alert: Alert, now: number): string {
  const { question } = alert;
  const lines = [
    `[${alert.severity}] ${alert.cluster}/${alert.job ?? '(cluster)'}: ${alert.headline}`,
    `${alert.incidentId} ${alert.state}`,
    alert.diagnosis,
    ...(alert.model === undefined ? [] : [alert.model]),
    ...alert.evidence.map((one) => `- ${one}`),
  ];
  if (alert.sop !== undefined) lines.push(`SOP ${alert.sop.id}: ${alert.sop.title}`);
  if (question !== undefined) {
    const left = timeLeft(question.expiresAt, now);
    const time = left === undefined ? 'the time is over' : `${left} left at ${isoTime(now)}`;
    const destructive = question.destructive ? ', destructive' : '';
    lines.push(`Waits for a yes or no until ${isoTime(question.expiresAt)} (${time})${destructive}:`);
    for (const { name, kind, args } of question.steps) lines.push(`  ${name}: ${kind} ${args}`);
    lines.push(...question.preflight.map((one) => `  ${one}`));
    if (question.answerers !== undefined) lines.push(`  ${answerersText(question.answerers)}`);
    lines.push(
      `  flink-medic incidents approve ${alert.incidentId} --digest ${question.planDigest.slice(0, 12)}`,
      `  flink-medic incidents deny ${alert.incidentId}`,
    );
  }
  lines.push(...alert.refusals.map((one) => `Not done: ${one}`));
  if (alert.wouldDo.length > 0) lines.push('Would do:');
  lines.push(...alert.wouldDo.map(({ name, kind, args }) => `  ${name}: ${kind} ${args}`));
  if (alert.cost !== undefined) lines.push(`Cost of the diagnosis: ${alert.cost}`);
  return lines.map((line) => redact(line).replace(/[\n\t]+/g, ' ')).join('\n');
}
