import { inEnglish } from '../domain/in-english.ts';
import type { CauseLink } from '../domain/incident.ts';
import type { SignalKind } from '../domain/signal.ts';
import { showsLibrariesAlone } from './foreign-frames.ts';
import { isSurelyOther, isTrouble, namesFlink } from './is-trouble.ts';
import { parseExceptions } from './parse-exceptions.ts';
import { partOfLog } from './part-of-log.ts';
import { plainLog, throwingFrames, tracePath } from './plain-log.ts';

/** What is known of a trouble. All parts may be empty. */
export interface SopQuery {
  /** Root cause first. */
  readonly exceptions: readonly CauseLink[];
  readonly signals: readonly SignalKind[];
  /** An operator's sentence, or a pasted log: exceptions in it are found too. */
  readonly words?: string;
  /** The diagnosis' cause: a SOP id, or `unknown`. */
  readonly cause?: string;
  /** SOPs for other environments are not offered. Left out: all are. */
  readonly environment?: string | undefined;
}

/**
 * What an incident shows: no sentence of a person. What one sounds like has to be learned first, and for these seconds no lease is
 * renewed and nobody answered.
 */
export interface IncidentQuery extends SopQuery {
  readonly words?: never;
}

/** Whoever asks at the end how to get out of it has told a trouble, and no question. */
const plea =
  /(\S[.,;:!?)]?)\s+(?:and |so |but )?how (?:do|can|could|should|to) (?:i |we |you )?(?:fix|solve|resolve|repair|recover|prevent|avoid|stop|debug|get (?:rid|out|back|it))\b[^.?!\n]{0,40}\?\s*$/i;

/** Classes of any trouble: as words, `IllegalStateException` would find whatever speaks of state. */
const generalClass =
  /\b(?:(?:Illegal(?:State|Argument|Monitor)|UnsupportedOperation|NoSuchElement|NullPointer|ClassCast|Runtime|IO|Execution|Completion|InvocationTarget|Flink|FlinkRuntime|Job|JobExecution|ProgramInvocation)?Exception|Error|Throwable|SerializedThrowable)\b/g;

/** What is looked for. */
export interface AskedText {
  /** What a person wrote, in English. */
  readonly told: string;
  /** That without what a log says besides; empty where it reads like something else. */
  readonly said: string;
  /** What was thrown, root cause first: told, or found in the words. */
  readonly thrown: readonly CauseLink[];
  readonly frames: readonly string[];
  /** What called the code that threw. */
  readonly path: readonly string[];
  /** Without frames and without the names of classes that any trouble throws. */
  readonly text: string;
  /** It reads as if it asks, wishes or announces, or tells of another program: surely so where that has thrown something or logged lines. */
  readonly other: 'surely' | 'likely' | undefined;
  /** It shows frames of libraries alone, such as any program has. */
  readonly showsLibraries: boolean;
}

export function readQuery(query: SopQuery): AskedText {
  const told = inEnglish(
    partOfLog(query.words ?? '')
      .trim()
      .replace(plea, '$1'),
  ).trim();
  const plain = plainLog(told);
  const found = parseExceptions(plain);
  const other = isTrouble(told)
    ? undefined
    : found.length > 0 || told.includes('\n') || isSurelyOther(told)
      ? 'surely'
      : 'likely';
  const chain = query.exceptions.map((link) => `${link.class}: ${link.message}`).join('\n');
  const text = `${other === 'surely' ? '' : plain}\n${chain}`.replace(generalClass, ' ');
  if (other !== undefined) {
    return { told, said: '', thrown: query.exceptions, frames: [], path: [], text, other, showsLibraries: false };
  }
  const thrown = [...query.exceptions, ...found];
  const showsLibraries = !namesFlink(told) && showsLibrariesAlone(told);
  const frames = throwingFrames(told);
  return { told, said: plain, thrown, frames, path: tracePath(told), text, other, showsLibraries };
}

/** How logs begin their lines, and Kubernetes its events. */
const logLevel = /^(?:trace|debug|info|warn|warning|error|fatal|normal|status|caused)$/i;

/** A class with its package. */
const classInPackage = /(?<![\w.-])(?:[a-z]\w{1,40}\.){2,12}[A-Z]\w/;

/** Whether a person tells in a sentence what happened; nobody types the package of a class, and a line of a log begins otherwise. */
export function tellsStory({ told, thrown, frames }: AskedText): boolean {
  if (frames.length > 0 || thrown.some((link) => link.class.includes('.')) || told.includes('\n')) return false;
  if (classInPackage.test(told)) return false;
  const [, first] = /^([\p{L}'’-]+)[ ,，、]/u.exec(told) ?? [];
  return first !== undefined && !logLevel.test(first) && !/(?:Exception|Error)$/.test(first);
}
