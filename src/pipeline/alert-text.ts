import type { Alert, AlertStep } from '../domain/alert.ts';
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
    lines.push(...question.steps.map(stepLine));
    lines.push(...question.preflight.map((one) => `  ${one}`));
    if (question.answerers !== undefined) lines.push(`  ${answerersText(question.answerers)}`);
    lines.push(
      `  flink-medic incidents approve ${alert.incidentId} --digest ${question.planDigest.slice(0, 12)}`,
      `  flink-medic incidents deny ${alert.incidentId}`,
    );
  }
  lines.push(...alert.refusals.map((one) => `${alert.waits ? 'Waits' : 'Nothing more is done'}: ${one}`));
  if (alert.wouldDo.length > 0) lines.push('Would do:');
  lines.push(...alert.wouldDo.map(stepLine));
  if (alert.cost !== undefined) lines.push(`Cost of the diagnosis: ${alert.cost}`);
  // Their secrets are gone already, and read as sentences they would be cut behind them.
  const exact = new Set([...(question?.steps ?? []), ...alert.wouldDo].map(stepLine));
  return lines.map((line) => (exact.has(line) ? line : redact(line)).replace(/[\n\t]+/g, ' ')).join('\n');
}

function stepLine({ name, kind, args }: AlertStep): string {
  return `  ${name}: ${kind} ${args}`;
}
