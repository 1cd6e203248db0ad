import type { Approval } from '../domain/approval.ts';
import { goesOnByItself, type Incident, type TimelineEvent } from '../domain/incident.ts';
import type { Plan } from '../domain/plan.ts';
import { refusalText } from '../domain/policy.ts';
import { isoTime, quoted } from '../diagnosis/plain-text.ts';
import { whoSaysWhat } from '../diagnosis/who-says-what.ts';
import { troubleText } from './absorb.ts';
import { preflightLines } from './preflight-lines.ts';
import { stepsOf, wouldDoOf } from './would-do.ts';

const mostIncidents = 20;
const mostFacts = 8;
const mostRefused = 5;

/** Of a cluster that left the configuration: an answer would wait for ever. */
export function unwatchedText(cluster: string, id = '<id>'): string {
  return `Cluster ${cluster} is not in the configuration, so nobody works for its incidents. Put it back, or close them: flink-medic incidents resolve ${id}`;
}

export function openIncidentsText(open: readonly Incident[]): string {
  if (open.length === 0) return 'No open incidents.';
  const lines = open.slice(0, mostIncidents).map((one) => {
    const where = quoted(`${one.cluster}/${one.job ?? '(cluster)'}`, 120);
    return `${one.id}  ${where}  ${one.state}  ${one.severity}  ${quoted(troubleText(one) ?? '', 120)}`;
  });
  const more = open.length - mostIncidents;
  return [...lines, ...(more > 0 ? [`… and ${more} more: flink-medic incidents list`] : [])].join('\n');
}

/** Why the incident stands where it stands: what is known, what was checked, who answered and what was refused. */
export function whyText(of: {
  readonly incident: Incident;
  readonly plan: Plan | undefined;
  readonly approval: Approval | undefined;
  readonly timeline: readonly TimelineEvent[];
}): string {
  const { incident, plan, approval, timeline } = of;
  const { id, diagnosis, escalation, refusals } = incident;
  const lines = [`${id}: ${incident.state}`];
  const wouldDo = wouldDoOf(incident, timeline);
  if (escalation !== null) lines.push(`For a person: ${quoted(escalation, 400)}`);
  if (wouldDo !== undefined && stepsOf(wouldDo).length > 0) {
    lines.push('The steps stand in the thread with their whole arguments.');
  }
  if (diagnosis === null) lines.push('Not diagnosed yet.');
  else {
    const { found, model } = whoSaysWhat(diagnosis);
    const { summary, cause, by, confidence } = diagnosis;
    if (model === undefined) lines.push(`${quoted(summary, 600)} (${cause}, ${by}, confidence ${confidence})`);
    else lines.push(found, model);
    for (const fact of diagnosis.evidence.slice(0, mostFacts)) lines.push(`- ${quoted(fact, 300)}`);
  }
  if (plan !== undefined) {
    lines.push(`Plan ${plan.digest.slice(0, 12)} by SOP ${plan.sopId}, its text ${plan.sopDigest.slice(0, 12)}.`);
    const question = timeline.findLast((one) => one.kind === 'asked' && one.data['plan'] === plan.id);
    lines.push(...preflightLines(question, plan).map((one) => `- ${one}`));
  }
  if (approval !== undefined) {
    const people = approval.votes.map((vote) => quoted(vote.person, 80)).join(', ');
    lines.push(
      `Approval: ${approval.state}, ${approval.votes.length} of ${approval.needed}${people === '' ? '' : ` (${people})`}, until ${isoTime(approval.expiresAt)}.`,
    );
  }
  const waits = goesOnByItself(incident);
  lines.push(...refusals.map((one) => `${waits ? 'Waits' : 'Refused'}: ${quoted(refusalText(one), 400)}`));
  const answers = timeline.filter((one) => one.data['answer'] === 'refused').slice(-mostRefused);
  lines.push(...answers.map((one) => `${isoTime(one.at)}: ${quoted(one.text, 300)}`));
  return lines.join('\n');
}
