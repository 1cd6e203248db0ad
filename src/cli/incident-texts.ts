import type { ActionRow } from '../domain/action.ts';
import type { Answerers } from '../domain/answerers.ts';
import type { Approval } from '../domain/approval.ts';
import { goesOnByItself, type Incident, isUnseenBaseline, sopIdOf, type TimelineEvent } from '../domain/incident.ts';
import type { Plan } from '../domain/plan.ts';
import { refusalText } from '../domain/policy.ts';
import { modelLines } from '../diagnosis/model-lines.ts';
import { preflightLines } from '../pipeline/preflight-lines.ts';
import { type StoredStep, storedSteps, wouldDoOf } from '../pipeline/would-do.ts';
import { isoTime } from '../diagnosis/plain-text.ts';
import { fittedTable } from './fitted-table.ts';
import { headLines } from './incident-head.ts';
import { ago, clean } from './output.ts';
import { reportGroups } from './report-lines.ts';

export function incidentList(incidents: readonly Incident[], now: number, columns = Infinity): string {
  if (incidents.length === 0) return 'No incidents.';
  return fittedTable(
    ['ID', 'JOB', 'STATE', 'SEVERITY', 'CAUSE', 'SOP', 'OPENED'],
    incidents.map((one) => [
      one.id,
      `${one.cluster}/${one.job ?? '(cluster)'}`,
      one.state === 'closed'
        ? `closed (${one.closing ?? '?'})`
        : isUnseenBaseline(one)
          ? `${one.state} (baseline)`
          : one.state,
      one.severity,
      one.diagnosis?.cause ?? '-',
      sopIdOf(one.retrieval) ?? '-',
      ago(one.openedAt, now),
    ]),
    columns,
  );
}

/** Everything that is stored about one incident. */
export interface IncidentView {
  readonly incident: Incident;
  readonly timeline: readonly TimelineEvent[];
  readonly plan: Plan | undefined;
  readonly approval: Approval | undefined;
  readonly actions: readonly ActionRow[];
  /** Its cluster is in the configuration. */
  readonly watched: boolean;
  /** Who may say yes; undefined: nothing is asked. */
  readonly answerers?: Answerers | undefined;
}

/** Everything about one incident, what is wanted first on top. The arguments of a step stand there once, and are never cut. */
export function incidentText(view: IncidentView, now: number): string {
  const { incident, plan } = view;
  const observed = wouldDoOf(incident, view.timeline);
  const wouldDo = observed === undefined ? [] : storedSteps(observed);
  const lines = headLines({ ...view, now });
  if (incident.diagnosis !== null) {
    lines.push(
      '',
      `Diagnosis (${incident.diagnosis.by}, confidence ${incident.diagnosis.confidence}): ${incident.diagnosis.cause}`,
    );
    lines.push(`  ${incident.diagnosis.summary}`);
    const { rules } = incident.diagnosis;
    if (rules !== undefined)
      lines.push(`  Rules alone: ${rules.cause} (confidence ${rules.confidence}): ${rules.summary}`);
    for (const fact of incident.diagnosis.evidence) lines.push(`  - ${fact}`);
    lines.push(...modelLines(incident.diagnosis));
  }
  if (incident.retrieval?.kind === 'fits') {
    lines.push('', `SOP: ${incident.retrieval.sopId} (${incident.retrieval.title}), found by ${incident.retrieval.by}`);
  }
  for (const refusal of incident.refusals) {
    lines.push('', `${goesOnByItself(incident) ? 'Waits' : 'Refused'}: ${refusalText(refusal)}`);
  }
  if (wouldDo.length > 0) lines.push('', 'Would do:', ...wouldDo.map(stepLine));
  if (plan !== undefined) {
    lines.push(
      '',
      `Plan ${plan.action} (digest ${plan.digest.slice(0, 12)}), by SOP ${plan.sopId} (digest ${plan.sopDigest.slice(0, 12)}):`,
      ...plan.steps.map(stepLine),
      ...votesLine(view.approval),
      ...checkLines(view),
    );
  }
  for (const action of view.actions) {
    lines.push('', ...(action.planId === plan?.id ? plannedActionLines(action) : actionLines(action)));
  }
  if (incident.verdict !== null) {
    lines.push('', `Verdict: ${incident.verdict.kind}`);
    for (const check of incident.verdict.checks)
      lines.push(`  ${check.result.padEnd(14)} ${check.name}: ${check.detail}`);
  }
  if (view.timeline.length > 0) lines.push('', 'Timeline:');
  for (const one of view.timeline) lines.push(`  ${isoTime(one.at)}  ${one.kind.padEnd(12)} ${one.text}`);
  return printed(lines);
}

/** What was looked at before people were asked, while they are. */
function checkLines({ approval, plan, timeline }: IncidentView): string[] {
  if (approval?.state !== 'open' || plan === undefined) return [];
  const asked = timeline.findLast((one) => one.kind === 'asked' && one.data['plan'] === plan.id);
  return preflightLines(asked, plan).map((one) => `  ${one}`);
}

function votesLine(approval: Approval | undefined): string[] {
  if (approval === undefined || (approval.needed < 2 && approval.votes.length === 0)) return [];
  const people = approval.votes.map(({ person, via }) => `${person} (${via})`).join(', ');
  return [`  ${approval.votes.length} of ${approval.needed} have said yes${people === '' ? '' : `: ${people}`}`];
}

function stepLine({ name, kind, risk, args }: StoredStep): string {
  return `  ${name}: ${kind} [${risk}] ${JSON.stringify(args)}`;
}

export function actionText(action: ActionRow, now: number): string {
  const [head = '', ...more] = actionLines(action);
  return printed([head, `  of ${action.incidentId}, changed ${ago(action.updatedAt, now)}`, ...more]);
}

function actionLines(action: ActionRow): string[] {
  const [head = '', ...more] = plannedActionLines(action);
  return [head, `  arguments ${action.args}`, ...more];
}

/** Below a plan that has the arguments already. */
function plannedActionLines(action: ActionRow): string[] {
  const drop = action.dropReason === null ? '' : ` (${action.dropReason})`;
  const lines = [
    `${action.id}  ${action.lane}  ${action.kind}  ${action.state}${drop}`,
    `  key ${action.key === '' ? '-' : action.key}  attempts ${action.attempts}  ${action.note}`,
  ];
  if (action.result !== null) lines.push(`  result ${JSON.stringify(action.result)}`);
  return lines;
}

/** `report --since`: what it would have done, what it refused and why, what it did. */
export function reportText(events: readonly TimelineEvent[], incidents: ReadonlyMap<string, Incident>): string {
  const lines: string[] = [];
  for (const group of reportGroups(events, incidents)) {
    lines.push(`${group.title}: ${group.lines.length}`);
    for (const { at, incidentId, text } of group.lines) {
      const incident = incidents.get(incidentId);
      const where =
        incident === undefined ? incidentId : `${incidentId}  ${incident.cluster}/${incident.job ?? '(cluster)'}`;
      lines.push(`  ${isoTime(at)}  ${where}  ${text}`);
    }
  }
  return printed(lines);
}

/** Foreign text in a line can neither control the terminal nor begin a line of its own. */
function printed(lines: readonly string[]): string {
  return lines.map((line) => clean(line).replaceAll('\n', ' ')).join('\n');
}
