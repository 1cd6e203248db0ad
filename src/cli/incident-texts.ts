import type { ActionRow } from '../domain/action.ts';
import type { Approval } from '../domain/approval.ts';
import type { Incident, TimelineEvent } from '../domain/incident.ts';
import type { Plan } from '../domain/plan.ts';
import { ago, clean, iso, table } from './output.ts';

export function incidentList(incidents: readonly Incident[], now: number): string {
  if (incidents.length === 0) return 'No incidents.';
  return table(
    ['ID', 'JOB', 'STATE', 'SEVERITY', 'CAUSE', 'SOP', 'OPENED'],
    incidents.map((one) => [
      one.id,
      `${one.cluster}/${one.job ?? '(cluster)'}`,
      one.state === 'closed'
        ? `closed (${one.closing ?? '?'})`
        : one.baseline && one.acknowledgedBy === null
          ? `${one.state} (baseline)`
          : one.state,
      one.severity,
      one.diagnosis?.cause ?? '-',
      one.retrieval?.kind === 'fits' ? one.retrieval.sopId : '-',
      ago(one.openedAt, now),
    ]),
  );
}

export interface IncidentView {
  readonly incident: Incident;
  readonly timeline: readonly TimelineEvent[];
  readonly plan: Plan | undefined;
  readonly approval: Approval | undefined;
  readonly actions: readonly ActionRow[];
}

/** Everything about one incident; the actions' arguments are never cut. */
export function incidentText(view: IncidentView): string {
  const { incident } = view;
  const lines = [
    `${incident.id}  ${incident.cluster}/${incident.job ?? '(cluster)'}  ${incident.state}${incident.closing === null ? '' : ` (${incident.closing})`}  ${incident.severity}`,
  ];
  if (incident.diagnosis !== null) {
    lines.push(
      '',
      `Diagnosis (${incident.diagnosis.by}, confidence ${incident.diagnosis.confidence}): ${incident.diagnosis.cause}`,
    );
    lines.push(`  ${incident.diagnosis.summary}`);
    for (const fact of incident.diagnosis.evidence) lines.push(`  - ${fact}`);
  }
  if (incident.retrieval?.kind === 'fits') {
    lines.push('', `SOP: ${incident.retrieval.sopId} (${incident.retrieval.title}), found by ${incident.retrieval.by}`);
  }
  if (incident.baseline && incident.acknowledgedBy === null) {
    lines.push(
      '',
      `This was so before the program first looked. Nothing is done until: flink-medic incidents ack ${incident.id}`,
    );
  }
  for (const refusal of incident.refusals) {
    lines.push('', `Refused: ${refusal.reason}, ${refusal.field} = ${refusal.value}. ${refusal.todo}`);
  }
  if (incident.escalation !== null) lines.push('', `For a person: ${incident.escalation}`);
  if (view.plan !== undefined) {
    lines.push('', `Plan ${view.plan.action} (digest ${view.plan.digest.slice(0, 12)}):`);
    for (const step of view.plan.steps)
      lines.push(`  ${step.name}: ${step.kind} [${step.risk}] ${JSON.stringify(step.args)}`);
  }
  if (view.approval?.state === 'open') {
    lines.push('', `Waiting for you until ${iso(view.approval.expiresAt)}:`);
    lines.push(`  flink-medic incidents approve ${incident.id} --digest ${view.approval.planDigest.slice(0, 12)}`);
    lines.push(`  flink-medic incidents deny ${incident.id}`);
  }
  for (const action of view.actions) lines.push('', ...actionLines(action));
  if (incident.verdict !== null) {
    lines.push('', `Verdict: ${incident.verdict.kind}`);
    for (const check of incident.verdict.checks)
      lines.push(`  ${check.result.padEnd(14)} ${check.name}: ${check.detail}`);
  }
  lines.push('', 'Timeline:');
  for (const one of view.timeline) lines.push(`  ${iso(one.at)}  ${one.kind.padEnd(12)} ${one.text}`);
  return printed(lines);
}

export function actionText(action: ActionRow): string {
  return printed(actionLines(action));
}

function actionLines(action: ActionRow): string[] {
  const drop = action.dropReason === null ? '' : ` (${action.dropReason})`;
  const lines = [
    `${action.id}  ${action.lane}  ${action.kind}  ${action.state}${drop}`,
    `  arguments ${action.args}`,
    `  key ${action.key === '' ? '-' : action.key}  attempts ${action.attempts}  ${action.note}`,
  ];
  if (action.result !== null) lines.push(`  result ${JSON.stringify(action.result)}`);
  return lines;
}

/** `report --since`: what it would have done, what it refused and why, what it did. */
export function reportText(events: readonly TimelineEvent[], incidents: ReadonlyMap<string, Incident>): string {
  const groups: readonly [title: string, kinds: readonly string[]][] = [
    ['Would have done', ['would-do']],
    ['Refused', ['refused']],
    ['Asked a person', ['asked', 'approved', 'denied', 'expired']],
    ['Did', ['action', 'verdict']],
    ['Handed to a person', ['escalated']],
  ];
  const lines: string[] = [];
  for (const [title, kinds] of groups) {
    const found = events.filter((one) => kinds.includes(one.kind));
    lines.push(`${title}: ${found.length}`);
    for (const one of found) {
      const incident = incidents.get(one.incidentId);
      const where = incident === undefined ? one.incidentId : `${incident.cluster}/${incident.job ?? '(cluster)'}`;
      lines.push(`  ${iso(one.at)}  ${where}  ${one.text}`);
    }
  }
  return printed(lines);
}

/** Foreign text in a line can neither control the terminal nor begin a line of its own. */
function printed(lines: readonly string[]): string {
  return lines.map((line) => clean(line).replaceAll('\n', ' ')).join('\n');
}
