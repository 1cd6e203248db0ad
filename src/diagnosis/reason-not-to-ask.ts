import { hasPassed } from '../domain/elapsed.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { JobState } from '../domain/flink.ts';
import type { Diagnosis, Incident } from '../domain/incident.ts';
import { quietSignals } from '../domain/signal.ts';
import { noAi } from './join-diagnosis.ts';

/** While a job is on its way up, nothing is known yet that a model could explain; soon there will be. */
const onItsWay: readonly JobState[] = ['RESTARTING', 'INITIALIZING', 'CREATED', 'FAILING', 'RECONCILING'];
const patienceMs = 20_000;
/** A model that gave no usable answer is left alone for so long, though more trouble joins the same incident. */
const restMs = 30_000;

export type WhetherToAsk =
  /** Catching up, or nothing at all: no question. */
  | { readonly kind: 'nothing-wrong' }
  | { readonly kind: 'too-early' }
  | { readonly kind: 'failed-lately'; readonly why: string; readonly askAgainAt: number | undefined }
  /** The model said something about the same trouble before; it stands, and costs nothing again. */
  | { readonly kind: 'asked-before'; readonly diagnosis: Diagnosis }
  | { readonly kind: 'ask'; readonly question: string };

/** Every call costs money: is there something to ask that was not answered before? */
export function reasonNotToAsk(incident: Incident, evidence: Evidence, rules: Diagnosis, now: number): WhetherToAsk {
  if (evidence.signals.every(({ kind }) => quietSignals.includes(kind))) return { kind: 'nothing-wrong' };
  const question = questionOf(evidence, rules);
  const before = incident.diagnosis;
  if (before?.by === 'llm' && before.llm !== undefined && isSame(before.llm.question, question)) {
    const { booked: _counted, ...earlier } = before.llm;
    const llm = { ...earlier, calls: 0, money: earlier.money === null ? null : 0 };
    const stands = { ...before, ...causeNow(before, rules), tokens: null, llm, at: now };
    return { kind: 'asked-before', diagnosis: stands };
  }
  if (before?.by === 'rules, no AI' && !hasPassed(restMs, before.at, now)) {
    const why = before.evidence.findLast((one) => one.startsWith(noAi))?.slice(noAi.length);
    return { kind: 'failed-lately', why: why ?? 'it was asked a moment ago, in vain', askAgainAt: before.askAgainAt };
  }
  const isOnItsWay = evidence.state !== undefined && onItsWay.includes(evidence.state);
  const isEarly = isOnItsWay && rules.cause === 'unknown' && !hasPassed(patienceMs, incident.openedAt, now);
  return isEarly ? { kind: 'too-early' } : { kind: 'ask', question };
}

/** The model's words stand; how sure the rules are may have changed, as when a read failed now that did not before. */
function causeNow(before: Diagnosis, rules: Diagnosis): Pick<Diagnosis, 'cause' | 'confidence' | 'rules'> {
  const areSure = rules.cause !== 'unknown' && rules.confidence !== 'low';
  const { cause, confidence } = areSure || before.cause === rules.cause ? rules : before;
  const own = { cause: rules.cause, confidence: rules.confidence, summary: rules.summary };
  return { cause, confidence, rules: own };
}

/**
 * Equal while cause and exceptions are: words, numbers and times do not make a new question, nor does a further kind of signal
 * of a cause that the rules know. Where they know none, or are not sure of it, a new kind may be what tells it.
 */
function questionOf(evidence: Evidence, rules: Diagnosis): string {
  const kinds = evidence.signals.map(({ kind }) => kind).filter((kind) => !quietSignals.includes(kind));
  const classes = rules.exceptions.map((link) => link.class.slice(link.class.lastIndexOf('.') + 1));
  const ofCause = [rules.cause, classes.join(' ')];
  const isOpen = rules.cause === 'unknown' || rules.confidence === 'low';
  const parts = isOpen ? [[...new Set(kinds)].toSorted().join(' '), ...ofCause] : ofCause;
  return parts.join(' | ').slice(0, 500);
}

/** Older programs stored the kinds before every question. */
function isSame(stored: string, question: string): boolean {
  return stored === question || stored.endsWith(` | ${question}`);
}
