import { type ExactText, mostExact } from '../domain/alert.ts';
import type { NumberedEvent } from '../ports/notifications.ts';
import { isToCome } from '../domain/elapsed.ts';
import { isoTime, quoted } from '../diagnosis/plain-text.ts';
import { isStory } from './notify-next.ts';
import { stepsOf } from './would-do.ts';

/** An event is told when it is so old that none which happened before it can still be on its way into the store. */
const settledAfterMs = 1_500;
/** Nobody waits longer for that: an event that lies further ahead was written by a clock that is put right since. */
const longestWaitMs = 60_000;
const mostLines = 20;
/** More than this is not told line by line: whoever comes back after hours reads the end, and looks up the rest. */
const mostEvents = 100;
/** Of the title above a text. */
const titleRoom = 200;

export interface ThreadPart {
  readonly lines: readonly string[];
  readonly exact?: readonly ExactText[];
  /** The thread has told everything up to this event then, and so many parts of the next one. */
  readonly seq: number;
  readonly parts: number;
}

/**
 * The next answer in the thread; undefined: nothing can be told now. Order is kept, and no event is told twice.
 * @param toldParts so many parts of the first event were told already.
 */
export function threadPart(
  incidentId: string,
  events: readonly NumberedEvent[],
  toldParts: number,
  now: number,
): ThreadPart | undefined {
  const young = events.findIndex(({ event }) => isToCome(event.at + settledAfterMs, longestWaitMs, now));
  const settled = young < 0 ? events : events.slice(0, young);
  const story = settled.filter((one, index) => isStory(one.event) && !isEcho(one, settled[index - 1]));
  const skipped = Math.max(0, story.length - mostEvents);
  const left = story.slice(skipped);
  const first = left[0];
  if (first === undefined) return undefined;
  // Arguments fill messages of their own.
  const alone = left.findIndex(({ event }) => stepsOf(event).length > 0);
  const told = left.slice(0, alone === 0 ? 1 : Math.min(mostLines, alone < 0 ? mostLines : alone));
  const seq = seqBefore(left[told.length], settled);
  const earlier = skipped === 0 ? [] : [`${skipped} earlier events: flink-medic incidents show ${incidentId}`];
  if (alone !== 0) return { lines: [...earlier, ...told.map(lineOf)], seq, parts: 0 };

  const pieces = piecesOf(first);
  const part = Math.min(toldParts, pieces.length - 1);
  const [exact = []] = pieces.slice(part);
  const lines = part === 0 ? [...earlier, lineOf(first)] : [`would do, part ${part + 1} of ${pieces.length}`];
  const isLast = part === pieces.length - 1;
  return { lines, exact, seq: isLast ? seq : first.seq - 1, parts: isLast ? 0 : part + 1 };
}

/** Whether anything of it is a story at all. */
export function hasStory(events: readonly NumberedEvent[]): boolean {
  return events.some(({ event }) => isStory(event));
}

/** What would be done is also why a person has to look: said once. */
function isEcho({ event }: NumberedEvent, before: NumberedEvent | undefined): boolean {
  return before?.event.kind === 'would-do' && event.kind === 'escalated' && event.text === before.event.text;
}

/** Up to this one everything is told, when this story event comes next. */
function seqBefore(next: NumberedEvent | undefined, settled: readonly NumberedEvent[]): number {
  const index = next === undefined ? settled.length : settled.indexOf(next);
  return settled[index - 1]?.seq ?? 0;
}

function lineOf({ event }: NumberedEvent): string {
  return `${isoTime(event.at)} ${event.kind}: ${quoted(event.text, 400)}`;
}

/** The steps of an event with their whole arguments, divided so that each part fits into one message. */
function piecesOf({ event }: NumberedEvent): ExactText[][] {
  const parts: ExactText[][] = [];
  let room = 0;
  for (const [index, { name, kind, args }] of stepsOf(event).entries()) {
    const title = `Step ${index + 1}: ${quoted(name, 80)} (${quoted(kind, 80)})`;
    const texts = cutUp(args, mostExact.characters - titleRoom);
    for (const [n, text] of texts.entries()) {
      const piece = { title: texts.length === 1 ? title : `${title}, part ${n + 1} of ${texts.length}`, text };
      const size = piece.title.length + text.length;
      if (size > room || parts.at(-1)?.length === mostExact.texts) {
        parts.push([]);
        room = mostExact.characters;
      }
      parts.at(-1)?.push(piece);
      room -= size;
    }
  }
  return parts;
}

/** Pieces of at most so many characters that make the text again; never half a character. */
function cutUp(text: string, max: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const character of text) {
    if (piece.length + character.length > max) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...pieces, piece];
}
