import type { NumberedEvent } from '../ports/notifications.ts';
import { isoTime, quoted } from '../diagnosis/plain-text.ts';
import { isStory } from './notify-next.ts';

/** An event is told when it is so old that none which happened before it can still be on its way into the store. */
const settledAfterMs = 1_500;
const mostLines = 20;
/** More than this is not told line by line: whoever comes back after hours reads the end, and looks up the rest. */
const mostEvents = 100;

export interface ThreadPart {
  readonly lines: readonly string[];
  /** The thread has told everything up to this event then. */
  readonly seq: number;
}

/** The next answer in the thread; undefined: nothing can be told now. Order is kept, and no event is told twice. */
export function threadPart(incidentId: string, events: readonly NumberedEvent[], now: number): ThreadPart | undefined {
  const young = events.findIndex(({ event }) => !(now - event.at >= settledAfterMs));
  const settled = young < 0 ? events : events.slice(0, young);
  const story = settled.filter(({ event }) => isStory(event));
  const skipped = Math.max(0, story.length - mostEvents);
  const told = story.slice(skipped, skipped + mostLines);
  const last = told.at(-1);
  if (last === undefined) return undefined;
  const isAll = skipped + told.length === story.length;
  const earlier = skipped === 0 ? [] : [`${skipped} earlier events: flink-medic incidents show ${incidentId}`];
  return {
    lines: [...earlier, ...told.map(({ event }) => `${isoTime(event.at)} ${event.kind}: ${quoted(event.text, 400)}`)],
    seq: isAll ? (settled.at(-1)?.seq ?? last.seq) : last.seq,
  };
}

/** Whether anything of it is a story at all. */
export function hasStory(events: readonly NumberedEvent[]): boolean {
  return events.some(({ event }) => isStory(event));
}
