import type { CauseLink } from '../domain/incident.ts';
import { clip } from '../domain/whole-characters.ts';
import { wholeWords } from '../domain/whole-words.ts';
import { redact } from './redact.ts';

const maxLooked = 16 * 1024;

/** Text of a cluster as one harmless line: no secrets, control characters or line breaks, at most so many characters. */
export function quoted(text: string, maxChars: number): string {
  return clip(redactedLine(text), maxChars).toWellFormed();
}

/** The beginning of a text, without secrets, and far longer than what is shown of any: what is cut is cut after this. */
export function redactedHead(text: string): string {
  return redact(wholeWords(text, maxLooked));
}

export function redactedLine(text: string): string {
  return redactedHead(text).replace(/\s+/g, ' ').trim();
}

/** `ConnectException: Connection refused`. */
export function linkText(link: CauseLink, maxChars: number): string {
  const name = link.class.slice(link.class.lastIndexOf('.') + 1);
  return quoted(link.message === '' ? name : `${name}: ${link.message}`, maxChars);
}

/** `2026-11-27 10:01:20 UTC`. */
export function isoTime(at: number): string {
  if (!Number.isFinite(at) || Math.abs(at) >= 8.64e15) return 'an unknown time';
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** `73 s`, `12 min`, `3.5 h`. */
export function age(ms: number): string {
  if (ms < 120_000) return `${Math.max(0, Math.round(ms / 1000))} s`;
  if (ms < 7_200_000) return `${Math.round(ms / 60_000)} min`;
  return `${(ms / 3_600_000).toFixed(1)} h`;
}

/** An exception of which Flink names no task, as the adaptive scheduler never does; it may be of a task all the same. */
export const taskUnknown = 'Flink does not say in which task';

/** For a model, which would take a job without vertices for one that never began. */
export const verticesUnread = 'the vertices could not be read';

/** Flink's history of exceptions ends here unless it is configured otherwise: what is older is forgotten. */
const historyLength = 16;

/** How often something stands in the history of exceptions. */
export function timesInHistory(count: number): string {
  return count < historyLength ? times(count) : `at least ${times(count)}`;
}

function times(count: number): string {
  if (count === 1) return 'once';
  return count === 2 ? 'twice' : `${count} times`;
}
