import { clean } from '../cli/output.ts';
import type { ActionState } from '../domain/action.ts';
import type { Incident, TimelineEvent, TimelineKind } from '../domain/incident.ts';

/** What the person who watches sees instead of the timeline's own word. */
const words: Readonly<Record<TimelineKind, string>> = {
  opened: 'seen',
  joined: 'also seen',
  diagnosed: 'diagnosis',
  retrieved: 'SOP',
  planned: 'plan',
  'would-do': 'would do',
  refused: 'refused',
  asked: 'asks',
  approved: 'approved',
  denied: 'denied',
  expired: 'expired',
  acting: 'acts',
  action: 'action',
  verifying: 'verifies',
  verdict: 'verdict',
  escalated: 'for a person',
  acknowledged: 'acknowledged',
  closed: 'closed',
  note: 'note',
};

const wordWidth = Math.max(...Object.values(words).map((word) => word.length));
const screenWidth = 120;
const mostLines = 4;
const onTheWay: readonly unknown[] = [
  'proposed',
  'awaiting_approval',
  'ready',
  'sent',
  'running',
] satisfies ActionState[];

export interface Narration {
  readonly events: readonly TimelineEvent[];
  /** What was told before, so that nothing is told twice. */
  readonly before: readonly TimelineEvent[];
  readonly incidents: readonly Pick<Incident, 'id' | 'cluster' | 'job'>[];
  /** Time since the demo began, at which this is told. */
  readonly elapsedMs: number;
  /** Job names are padded to this, so that the columns stay. */
  readonly jobWidth: number;
}

/**
 * Incident by incident, one paragraph per event: when, which job, which step of the incident, what was found or done.
 * A diagnosis that says again what the last one said is left out, and so is what an action does on its way.
 */
export function narrate({ events, before, incidents, elapsedMs, jobWidth }: Narration): string[] {
  const jobs = new Map(incidents.map((one) => [one.id, one.job ?? `cluster ${one.cluster}`]));
  const byIncident = Map.groupBy(
    events.filter((event, index) => isNews(event, [...before, ...events.slice(0, index)])),
    (event) => event.incidentId,
  );
  return [...byIncident.values()].flat().flatMap((event) => {
    const job = clean(jobs.get(event.incidentId) ?? event.incidentId).padEnd(jobWidth);
    const head = `${elapsed(elapsedMs)}  ${job}  ${words[event.kind].padEnd(wordWidth)}  `;
    const [first = '', ...more] = wrapped(plain(event.text), screenWidth - head.length);
    return [head + first, ...more.map((line) => ' '.repeat(head.length) + line)];
  });
}

function isNews(event: TimelineEvent, earlier: readonly TimelineEvent[]): boolean {
  switch (event.kind) {
    case 'action':
      return !onTheWay.includes(event.data['state']);
    case 'diagnosed':
    case 'retrieved': {
      const last = earlier.findLast((one) => one.incidentId === event.incidentId && one.kind === event.kind);
      return last === undefined || gist(last) !== gist(event);
    }
    case 'opened':
    case 'joined':
    case 'planned':
    case 'would-do':
    case 'refused':
    case 'asked':
    case 'approved':
    case 'denied':
    case 'expired':
    case 'acting':
    case 'verifying':
    case 'verdict':
    case 'escalated':
    case 'acknowledged':
    case 'closed':
    case 'note':
      return true;
  }
}

/** The cause or the SOP: what a diagnosis that is made again may leave as it was. */
function gist(event: TimelineEvent): string {
  return event.text.split(/[:(]/)[0] ?? '';
}

/** Foreign text as one line. */
function plain(text: string): string {
  return clean(text).replace(/\s+/g, ' ').trim();
}

/** Lines of at most `width`, broken at blanks where there are any; the last one is cut where the text goes on. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > width && lines.length < mostLines - 1) {
    const blank = rest.lastIndexOf(' ', width);
    const end = blank > width / 2 ? blank : width;
    lines.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return [...lines, rest.length > width ? `${rest.slice(0, width - 1)}…` : rest];
}

/** ` 73 s`, at most four digits. */
export function elapsed(ms: number): string {
  return `${String(Math.max(0, Math.round(ms / 1000))).padStart(4)} s`;
}
