import { inEnglish } from '../domain/in-english.ts';
import type { CauseLink } from '../domain/incident.ts';
import type { SignalKind } from '../domain/signal.ts';
import { isTrouble } from './is-trouble.ts';
import { parseExceptions } from './parse-exceptions.ts';
import { plainLog, throwingFrames } from './plain-log.ts';

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

/** Whoever asks at the end how to get out of it has told a trouble, and no question. */
const plea =
  /(\S[.,;:!?)]?)\s+(?:and |so |but )?how (?:do|can|could|should|to) (?:i |we |you )?(?:fix|solve|resolve|repair|recover|prevent|avoid|stop|debug|get (?:rid|out|back|it))\b[^.?!\n]{0,40}\?\s*$/i;

/** Classes of any trouble: as words, `IllegalStateException` would find whatever speaks of state. */
const generalClass =
  /\b(?:(?:Illegal(?:State|Argument|Monitor)|UnsupportedOperation|NoSuchElement|NullPointer|ClassCast|Runtime|IO|Execution|Completion|InvocationTarget|Flink|FlinkRuntime|Job|JobExecution|ProgramInvocation)?Exception|Error|Throwable|SerializedThrowable)\b/g;

/** What is looked for. */
export interface AskedText {
  /** What a person wrote, in English; empty where it is no trouble of Flink. */
  readonly told: string;
  /** That without what a log says besides. */
  readonly said: string;
  /** What was thrown, root cause first: told, or found in the words. */
  readonly thrown: readonly CauseLink[];
  readonly frames: readonly string[];
  /** Without frames and without the names of classes that any trouble throws. */
  readonly text: string;
  /** It asks, wishes or announces, or tells of another program. */
  readonly isOther: boolean;
}

export function readQuery(query: SopQuery): AskedText {
  const words = inEnglish((query.words ?? '').replace(plea, '$1'));
  // What does not speak of a trouble of Flink fits nothing.
  const isOther = !isTrouble(words);
  const told = isOther ? '' : words;
  const said = plainLog(told);
  const chain = query.exceptions.map((link) => `${link.class}: ${link.message}`).join('\n');
  const thrown = [...query.exceptions, ...parseExceptions(said)];
  const text = `${said}\n${chain}`.replace(generalClass, ' ');
  return { told, said, thrown, frames: throwingFrames(told), text, isOther };
}
