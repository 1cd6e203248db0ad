import { configured, type Hold } from '../domain/approval.ts';
import { type MaintenanceWindow, openUntil } from '../domain/maintenance.ts';
import type { Clock } from '../ports/clock.ts';
import type { AnswerStore } from '../ports/store.ts';

/**
 * The answers with one more source of holds: maintenance windows that are open now. Like every hold they keep a plan from
 * beginning and never strand one of which a step was sent.
 */
export function heldByConfiguration(
  answers: AnswerStore,
  clusters: readonly { readonly name: string; readonly maintenance: readonly MaintenanceWindow[] }[],
  clock: Clock,
): AnswerStore {
  return {
    ...answers,
    holds: async () => [
      ...(await answers.holds()),
      ...clusters.flatMap(({ name, maintenance }) => maintenance.flatMap((one) => holdsOf(name, one, clock.now()))),
    ],
  };
}

function holdsOf(cluster: string, window: MaintenanceWindow, now: number): Hold[] {
  const until = openUntil(window, now);
  if (until === undefined) return [];
  const local = new Intl.DateTimeFormat('sv-SE', {
    timeZone: window.timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(until);
  const reason = `maintenance window until ${local} ${window.timeZone}: ${window.reason}`;
  return (window.jobs ?? [null]).map((job) => ({ cluster, job, until, reason, by: configured, at: now }));
}
