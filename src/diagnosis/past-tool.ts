import type { Incident } from '../domain/incident.ts';
import { span } from './figures.ts';
import type { Investigation } from './investigation.ts';
import { quoted } from './plain-text.ts';
import { makeTool, type Tool } from './tool.ts';

const lookBackMs = 90 * 24 * 3_600_000;
const maxShown = 5;

/** Earlier incidents with the same trouble, and how they ended. */
export function pastTool({ evidence, incident, incidents }: Investigation): Tool {
  return makeTool({
    name: 'past',
    description: 'Earlier incidents like this one and how they ended',
    args: {},
    run: async () => {
      const all = await incidents.list({ cluster: incident.cluster, since: evidence.at - lookBackMs });
      const likes = all
        .filter((one) => one.id !== incident.id && one.openedAt <= incident.openedAt)
        .map((one) => ({ one, alike: alikeness(one, incident) }))
        .filter(({ alike }) => alike > 0)
        .toSorted((a, b) => b.alike - a.alike || b.one.openedAt - a.one.openedAt);
      if (likes.length === 0) return { kind: 'no_data', why: 'none like it in 90 days' };
      const lines = likes.slice(0, maxShown).map(({ one }) => lineOf(one, evidence.at, incident.job));
      return { kind: 'ok', text: [`${likes.length} alike in 90 days`, ...lines].join('\n') };
    },
  });
}

/** Same trouble of the same job before same trouble elsewhere before another trouble of this job. */
function alikeness(one: Incident, incident: Incident): number {
  const sameJob = one.job === incident.job;
  const sameTrouble = one.fingerprint === incident.fingerprint || sharesSignal(one, incident);
  return (sameTrouble ? 2 : 0) + (sameJob ? 1 : 0);
}

function sharesSignal(one: Incident, other: Incident): boolean {
  const own = new Set(other.signals.map(({ fingerprint }) => fingerprint));
  return one.signals.some(({ fingerprint }) => own.has(fingerprint));
}

function lineOf(one: Incident, now: number, job: string | null): string {
  const where = one.job === job ? '' : ` job ${quoted(one.job ?? 'the cluster', 40)},`;
  const end =
    one.closedAt === null ? `is ${one.state}` : `${one.closing ?? 'closed'} after ${span(one.closedAt - one.openedAt)}`;
  const failed = one.failedPlans > 0 ? `, ${one.failedPlans} plans did not help` : '';
  const cause = one.diagnosis === null ? 'not diagnosed' : `${one.diagnosis.cause} (${one.diagnosis.confidence})`;
  return `${span(now - one.openedAt)} ago,${where} ${cause}: ${end}${failed}`;
}
