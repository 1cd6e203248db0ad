import type { CauseLink } from '../domain/incident.ts';

/** A literal of `match.exceptions`, taken apart. `class` null: any class; ending in `.*`: any class of a package. `message` null: any message. */
export interface ExceptionPattern {
  readonly class: string | null;
  readonly message: string | null;
  /** Code in any frame; then there is neither class nor message. */
  readonly code?: string;
}

/** What was thrown, with its message as patterns are compared with it: worked out once, for the hundreds of them. */
export interface Comparable extends CauseLink {
  readonly plainMessage: string;
}

export function comparable(thrown: CauseLink): Comparable {
  return { ...thrown, plainMessage: plain(thrown.message) };
}

/**
 * Five forms, all literal:
 * `NoClassDefFoundError`            the class, whatever its message;
 * `TimeoutException: Heartbeat of`  the class, with this text anywhere in its message;
 * `*: expired before completing`    any class, with this text in its message, or `at ` and code in one of the nearest frames;
 * `com.mongodb.*`                   any class of this package or below it, moved into another one or not;
 * `at client.cli.CliFrontend`       code in any frame of the trace, where nothing that was thrown is known: what the program was doing.
 * A class without a package is compared with the simple name of what was thrown, one with a package with the full name, whatever was put before it (shaded).
 * Undefined: none of these.
 */
export function readPattern(text: string): ExceptionPattern | undefined {
  const [, code] = /^at ([\w$./<>]{8,200})$/.exec(text.trim()) ?? [];
  if (code !== undefined) return { class: null, message: null, code };
  const colon = text.indexOf(':');
  const head = (colon === -1 ? text : text.slice(0, colon)).trim();
  const message = colon === -1 ? null : plain(text.slice(colon + 1));
  if (message === '') return undefined;
  if (message === null && /^[a-z_]\w*(?:\.[a-z_]\w*)+\.\*$/.test(head)) return { class: head, message };
  if (head === '*') return message === null || message.length < 8 ? undefined : { class: null, message };
  return /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*$/.test(head) ? { class: head, message } : undefined;
}

/**
 * How exactly a pattern matches what was thrown; 0 when it does not.
 * Class and message beat message alone, which beats class alone, which beats its package; then the longer text wins.
 */
export function matchStrength(pattern: ExceptionPattern, thrown: Comparable): number {
  if (pattern.code !== undefined) return 0;
  if (pattern.class?.endsWith('.*')) {
    return `.${thrown.class}`.includes(`.${pattern.class.slice(0, -1)}`) ? pattern.class.length : 0;
  }
  if (pattern.class !== null && !sameClass(pattern.class, thrown.class)) return 0;
  if (pattern.message === null) return 1000 + (pattern.class?.length ?? 0);
  if (!thrown.plainMessage.includes(pattern.message)) return 0;
  return (pattern.class === null ? 2000 : 3000) + pattern.message.length;
}

/** What any service, file or connection may throw. */
const general =
  /(?:^|[.$])(?:(?:Socket|Connect|Read|HttpConnect|ConnectTimeout|ConnectionPool)(?:Timeout)?Exception|NoHttpResponseException|HttpHostConnectException|SdkClientException|AmazonClientException|SdkException|AmazonServiceException|AwsServiceException|IllegalConfigurationException|UnknownHostException|NoRouteToHostException|EOFException|(?:Array|String)IndexOutOfBoundsException|AccessDeniedException|AccessControlException|(?:ProgramAbort|JobSubmission|JobInitialization|BackendBuilding|Table|Validation)Exception)$/;

/** Such a match names the library that threw, not the trouble: whatever is known exactly says more. */
export function namesOnlyTheLibrary(strength: number): boolean {
  return strength < 1000;
}

/** Flink's last word on whatever went before, and what every lost process leaves in the logs of the others. */
const afterAll =
  /^recovery is suppressed by |^could not start the jobmaster|^unrecoverable failure\. this suppresses|^job failed \(jobid|^exception while creating streamoperatorstatecontext|^failed when trying to restore |association with remote system|^failed to send data to kafka|^failed to initialize the cluster entrypoint|^one or more kafka producer send|^one or more fetchers have encountered|^global failure triggered by operatorcoordinator/i;

/** The reason may stand behind it. */
const saysWhy = /^failed to send data to kafka|^one or more kafka producer send/i;

/** Any connection may break, or be waited for, any file of state may be written or read, and any checkpoint is given up when its tasks are not there. */
const byTheWay =
  /^(?:connection reset|connection refused|connection timed out|broken pipe)(?! (?:by peer )?\(connection to)|^(?:unable to execute http request: )?timeout waiting for connection from pool|^checkpoint coordinator is suspending|^checkpointcoordinator shutdown|^(?:the job|task) has failed|^failoverregion is restarting|^trigger checkpoint failure|^not all required tasks are currently running|^due to am container|^container exited with a non-zero exit code$|is not being executed at the moment. aborting checkpoint|\/chk-\d{1,9}\/(?!_metadata)\S+ \(/i;

const mainFailed =
  /^(?:the main method caused an error|(?:\[error\] )?could not execute sql statement|an error occurred while calling)/i;

/** What is thrown around this tells only that the job ended. */
const jobsEnd = /^recovery is suppressed by |^job execution failed/i;

/** Such a class or message says what kind of trouble it is, not whose: whatever else is thrown around it says more. */
export function namesOnlyTheKind(thrown: CauseLink, strength: number, matched: string | null = null): boolean {
  // The reason at the end of a message says no more than it would alone.
  if (matched !== null && byTheWay.test(matched)) return true;
  const message = thrown.message.replace(/^(?:(?:[a-z_]\w*\.)+[A-Z][\w$]*: ?)+/, '');
  if (byTheWay.test(message)) return true;
  if (afterAll.test(message)) return matched === null || !saysWhy.test(message) || saysWhy.test(matched);
  return strength < 2000 && general.test(thrown.class);
}

/** The program's main method ended by whatever it tells besides; still more than a class that any code may throw. */
export function namesOnlyTheMain(thrown: CauseLink, matched: string | null = null): boolean {
  // What it tells behind that may be the trouble itself.
  return mainFailed.test(thrown.message) && (matched === null || mainFailed.test(matched));
}

/** Whether what is thrown around a missing class tells what the class is for: the program's entry point, a type of the state. */
export function tellsTheClass(around: CauseLink | undefined, missing: CauseLink): boolean {
  if (around === undefined || !/(?:^|[.$])(?:ClassNotFoundException|NoClassDefFoundError)$/.test(missing.class))
    return false;
  const name = /^[\w.$/]+/.exec(missing.message)?.[0];
  return name !== undefined && new RegExp(`\\bclass:? '?${name.replaceAll('$', '\\$')}(?![\\w$])`).test(around.message);
}

/** Says that the job ended, and nothing of why. */
export function tellsOnlyTheEnd(thrown: CauseLink): boolean {
  return jobsEnd.test(thrown.message);
}

/** Says that a task failed, and nothing of why: the state it went into, or the code that runs all of them. */
export function namesOnlyThatItFailed(matched: string | null): boolean {
  return (
    matched !== null &&
    /^(?:switched from \w{1,20} to failed\.?$|org\.apache\.flink\.runtime\.taskmanager\.)/.test(matched)
  );
}

/** How far out, root cause first, the trouble itself is told; behind it only what became of it. */
export function endOfTrouble(thrown: readonly CauseLink[]): number {
  const end = thrown.findIndex((link, index) => index > 0 && tellsOnlyTheEnd(link));
  return end === -1 ? thrown.length : end;
}

function sameClass(wanted: string, thrown: string): boolean {
  if (wanted.includes('.')) return `.${thrown}`.endsWith(`.${wanted}`);
  const simple = thrown.slice(thrown.lastIndexOf('.') + 1);
  return simple === wanted || simple.slice(simple.lastIndexOf('$') + 1) === wanted;
}

/** Case and runs of blanks do not count in messages. */
function plain(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase();
}
