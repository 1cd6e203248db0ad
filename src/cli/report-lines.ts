import type { ActionState } from '../domain/action.ts';
import type { Incident, TimelineEvent, TimelineKind } from '../domain/incident.ts';

/** One thing that was done, asked or refused, however many entries of the timeline tell of it. */
export interface ReportLine {
  readonly at: number;
  readonly incidentId: string;
  readonly text: string;
}

export interface ReportGroup {
  readonly title: string;
  readonly lines: readonly ReportLine[];
}

const answers: readonly TimelineKind[] = ['approved', 'denied', 'expired'];
const notSent: readonly unknown[] = ['proposed', 'awaiting_approval', 'ready'] satisfies ActionState[];

/** What it would have done, what it refused, asked and did. `events` oldest first. */
export function reportGroups(
  events: readonly TimelineEvent[],
  incidents: ReadonlyMap<string, Pick<Incident, 'state'>>,
): ReportGroup[] {
  const only = (kind: TimelineKind): TimelineEvent[] => events.filter((one) => one.kind === kind);
  const actions = lastOfEach(only('action'));
  return [
    { title: 'Would have done', lines: only('would-do') },
    { title: 'Refused', lines: only('refused') },
    { title: 'Asked a person', lines: questions(events, incidents) },
    { title: 'Did', lines: actions.filter(wasSent) },
    { title: 'Planned and did not send', lines: actions.filter((one) => !wasSent(one)) },
    { title: 'Looked whether it helped', lines: only('verdict') },
    { title: 'Handed to a person', lines: only('escalated') },
  ];
}

/** The last entry of each action, in the order of these. */
function lastOfEach(events: readonly TimelineEvent[]): TimelineEvent[] {
  const last = new Map<unknown, TimelineEvent>();
  for (const one of events) {
    const action = one.data['action'] ?? one;
    last.delete(action);
    last.set(action, one);
  }
  return [...last.values()];
}

function wasSent({ data }: TimelineEvent): boolean {
  return !notSent.includes(data['state']) && !(data['state'] === 'dropped' && data['attempt'] === 0);
}

/** A question with what became of it; an answer whose question is older than the report stands alone. */
function questions(
  events: readonly TimelineEvent[],
  incidents: ReadonlyMap<string, Pick<Incident, 'state'>>,
): ReportLine[] {
  const lines: ReportLine[] = [];
  const ofIncidents = Map.groupBy(
    events.filter(({ kind }) => kind === 'asked' || answers.includes(kind)),
    (one) => one.incidentId,
  );
  for (const [incidentId, said] of ofIncidents) {
    const waits = incidents.get(incidentId)?.state === 'awaiting_approval';
    for (const [question, ...outcomes] of startingAtEachQuestion(said)) {
      if (question === undefined) continue;
      const last = outcomes.at(-1);
      const isOpen = waits && question === said.findLast(({ kind }) => kind === 'asked');
      const outcome = last?.text ?? (isOpen ? 'no answer yet' : 'withdrawn, no answer');
      lines.push(
        question.kind === 'asked' ? { ...question, text: `${question.text}: ${outcome}` } : (last ?? question),
      );
    }
  }
  return lines.toSorted((a, b) => a.at - b.at);
}

function startingAtEachQuestion(said: readonly TimelineEvent[]): TimelineEvent[][] {
  const runs: TimelineEvent[][] = [];
  for (const one of said) {
    const run = runs.at(-1);
    if (one.kind === 'asked' || run === undefined) runs.push([one]);
    else run.push(one);
  }
  return runs;
}
