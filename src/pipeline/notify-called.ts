import type { Alert, AlertQuestion } from '../domain/alert.ts';
import type { Answerers } from '../domain/answerers.ts';
import { type Incident, isStuck } from '../domain/incident.ts';
import { isWorse, type Severity, worstFirst } from '../domain/signal.ts';
import { isoTime, quoted } from '../diagnosis/plain-text.ts';
import type { Told } from '../ports/notifications.ts';

type Subject = Pick<Incident, 'state' | 'escalation' | 'planId'>;

/** What somebody is called for who has not heard of it. */
export function toldBy({ severity, question }: Alert, incident: Subject): Told {
  if (question !== undefined) return { severity, question: nameOf(question) };
  return { severity, question: isStuck(incident) ? `stuck ${incident.planId}` : null };
}

/**
 * The same plan that is asked for again is another question, and one that nobody could answer is another when somebody can;
 * so is one that others may answer, because the incident got worse.
 */
function nameOf({ planDigest, expiresAt, answerers, named }: AlertQuestion): string {
  const unanswerable = answerers === undefined || answerers.kind === 'people' ? '' : `, ${answerers.kind}`;
  return `${planName({ planDigest, expiresAt })}${unanswerable}${named === undefined ? '' : `, of ${named.join(', ')}`}`;
}

function planName({ planDigest, expiresAt }: Pick<AlertQuestion, 'planDigest' | 'expiresAt'>): string {
  return `${planDigest} until ${expiresAt}`;
}

/** The worst of those that are open; undefined: none is. */
export function worstOpen(incidents: readonly Pick<Incident, 'state' | 'severity'>[]): Severity | undefined {
  const open = incidents.filter((one) => one.state !== 'closed').map((one) => one.severity);
  return open.toSorted(worstFirst)[0];
}

/**
 * What somebody was called for who joins a list: as bad as the list has said, and as what is open there still is.
 * @param said undefined: the list has not been told yet, and calls for its worst then.
 */
export function calledInList(
  incident: Pick<Incident, 'severity'>,
  said: Told | undefined,
  members: readonly Pick<Incident, 'state' | 'severity'>[],
): Told {
  if (said === undefined) return { severity: incident.severity, question: null };
  const [mildest = 'low'] = [said.severity, worstOpen(members) ?? 'low', incident.severity]
    .toSorted(worstFirst)
    .toReversed();
  return { severity: mildest, question: null };
}

/** People were not called for this yet: it is worse than it was then, or asks something else. */
export function isUncalled(told: Told, called: Told | null): boolean {
  if (called === null) return false;
  return isWorse(told.severity, called.severity) || isNewQuestion(told, called);
}

function isNewQuestion({ question }: Told, called: Told): boolean {
  return question !== null && question !== called.question;
}

/** Worse of the two, and the newer question: nobody is called twice for either. */
export function withCall(called: Told | null, told: Told): Told {
  if (called === null || !isWorse(called.severity, told.severity)) return told;
  return { ...told, severity: called.severity };
}

export function sameTold(a: Told | null, b: Told | null): boolean {
  return a?.severity === b?.severity && a?.question === b?.question;
}

/** Those who may answer, where the call is for a question; they are not called again for anything else. */
export function calledToAnswer(alert: Alert, incident: Subject, called: Told): Answerers | undefined {
  return isNewQuestion(toldBy(alert, incident), called) ? alert.question?.answerers : undefined;
}

/** What an answer in the thread says to those whom it calls. */
export function callLines(alert: Alert, incident: Subject, called: Told): string[] {
  const { severity, headline, question, incidentId } = alert;
  const lines: string[] = [];
  if (isWorse(severity, called.severity)) {
    lines.push(`It got worse: ${severity} now, ${called.severity} before. ${headline}`);
  }
  if (!isNewQuestion(toldBy(alert, incident), called)) return lines;
  if (question === undefined) {
    const why = quoted(incident.escalation ?? '', 400);
    return [...lines, `What was begun does not go on: ${why}`, `flink-medic incidents show ${incidentId}`];
  }
  const steps = question.steps.map((step) => step.kind).join(', then ');
  const until = `${isoTime(question.expiresAt)}${question.destructive ? ', destructive' : ''}`;
  return [
    ...lines,
    `Waits for a yes or no until ${until}: ${steps}. ${howNew(question, called)}` +
      'Answer below the message that begins this thread, where every argument stands, or in the terminal:',
    `flink-medic incidents show ${incidentId}`,
  ];
}

function howNew(question: AlertQuestion, called: Told): string {
  if (called.question === null) return '';
  const isSame = called.question.startsWith(planName(question));
  return isSame ? 'Who may answer has changed. ' : 'It is another question than before. ';
}
