import type { CauseLink } from '../domain/incident.ts';

/** A literal of `match.exceptions`, taken apart. `class` null: any class. `message` null: any message. */
export interface ExceptionPattern {
  readonly class: string | null;
  readonly message: string | null;
}

/**
 * Three forms, all literal:
 * `NoClassDefFoundError`            the class, whatever its message;
 * `TimeoutException: Heartbeat of`  the class, with this text anywhere in its message;
 * `*: expired before completing`    any class, with this text in its message.
 * A class without a package is compared with the simple name of what was thrown, one with a package with the full name.
 * Undefined: none of these.
 */
export function readPattern(text: string): ExceptionPattern | undefined {
  const colon = text.indexOf(':');
  const head = (colon === -1 ? text : text.slice(0, colon)).trim();
  const message = colon === -1 ? null : plain(text.slice(colon + 1));
  if (message === '') return undefined;
  if (head === '*') return message === null || message.length < 8 ? undefined : { class: null, message };
  return /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*$/.test(head) ? { class: head, message } : undefined;
}

/**
 * How exactly a pattern matches what was thrown; 0 when it does not.
 * Class and message beat message alone, which beats class alone; then the longer text wins.
 */
export function matchStrength(pattern: ExceptionPattern, thrown: CauseLink): number {
  if (pattern.class !== null && !sameClass(pattern.class, thrown.class)) return 0;
  if (pattern.message === null) return 1000 + (pattern.class?.length ?? 0);
  if (!plain(thrown.message).includes(pattern.message)) return 0;
  return (pattern.class === null ? 2000 : 3000) + pattern.message.length;
}

/** What any service, file or connection may throw. */
const general =
  /(?:^|[.$])(?:(?:Socket|Connect|Read|HttpConnect|ConnectTimeout)(?:Timeout)?Exception|UnknownHostException|NoRouteToHostException|EOFException|AccessDeniedException|AccessControlException|(?:ProgramAbort|JobSubmission)Exception)$/;

/** Flink's last word on whatever went before, and what every lost process leaves in the logs of the others. */
const afterAll = /^recovery is suppressed by |association with remote system/i;

/** Such a class or message says what kind of trouble it is, not whose: whatever else is thrown around it says more. */
export function namesOnlyTheKind(thrown: CauseLink, strength: number): boolean {
  return afterAll.test(thrown.message) || (strength < 2000 && general.test(thrown.class));
}

function sameClass(wanted: string, thrown: string): boolean {
  if (wanted.includes('.')) return wanted === thrown;
  const simple = thrown.slice(thrown.lastIndexOf('.') + 1);
  return simple === wanted || simple.slice(simple.lastIndexOf('$') + 1) === wanted;
}

/** Case and runs of blanks do not count in messages. */
function plain(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase();
}
