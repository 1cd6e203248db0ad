import type { TimelineEvent } from '../domain/incident.ts';
import { Signal, type SignalKind } from '../domain/signal.ts';
import type { World } from './deps.ts';

/** When the incident was opened the last time: one that came back is as young as its return. Undefined: no such entry. */
export function openedLast(timeline: readonly TimelineEvent[]): number | undefined {
  return timeline.findLast((one) => one.kind === 'opened')?.at;
}

/** What joined an incident after its diagnosis was made, as while a plan was carried out. */
export function joinedSinceDiagnosis(timeline: readonly TimelineEvent[]): Signal[] {
  const diagnosed = timeline.findLastIndex((one) => one.kind === 'diagnosed');
  return timeline.slice(diagnosed + 1).flatMap(({ kind, data }) => {
    const read = Signal.safeParse(kind === 'joined' ? data['signal'] : undefined);
    return read.success ? [read.data] : [];
  });
}

/**
 * Since when planning only waits: the first "Waits" note after anything else happened to the incident. Undefined: it does
 * not wait yet. It is read from the record, so that a restart of this program neither extends nor ends the waiting.
 */
export function waitingSince(timeline: readonly TimelineEvent[]): number | undefined {
  let since: number | undefined;
  for (const one of timeline.toReversed()) {
    // What a stranger presses must not make the waiting begin anew.
    if (asides.includes(one.kind) || one.data['answer'] === 'refused') continue;
    if (one.kind !== 'note' || one.data['refusal'] === undefined) return since;
    since = one.at;
  }
  return since;
}

/** What may be written meanwhile without being a step of the incident. */
const asides: readonly TimelineEvent['kind'][] = ['joined', 'acknowledged', 'action', 'retrieved'];

/** What the last complete poll looked for and did not find, of the job and of its cluster. Undefined: there is no such poll. */
export function clearKinds(
  world: Pick<World, 'detection'>,
  of: { readonly cluster: string; readonly jobName: string },
): readonly SignalKind[] | undefined {
  const own = world.detection(of.cluster, of.jobName);
  if (own === undefined) return undefined;
  return [...own.clear, ...(world.detection(of.cluster, null)?.clear ?? [])];
}
