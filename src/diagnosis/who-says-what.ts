import type { Diagnosis } from '../domain/incident.ts';
import { quoted } from './plain-text.ts';

const mostSummary = 600;

/**
 * What the rules found and what a model said, each under its name: words of a model never stand for what the rules know.
 * `model` is undefined where no model spoke, and where an older program did not keep what the rules had found.
 */
export function whoSaysWhat(diagnosis: Diagnosis): { readonly found: string; readonly model: string | undefined } {
  const { by, cause, confidence, summary, rules } = diagnosis;
  const said = quoted(summary, mostSummary);
  if (rules === undefined) return { found: `${said} (${by})`, model: undefined };
  const known = rules.cause === 'unknown' ? 'no cause known' : `${rules.cause}, confidence ${rules.confidence}`;
  const other = cause === rules.cause ? '' : ` ${cause}, confidence ${confidence}:`;
  return { found: `rules: ${known}: ${quoted(rules.summary, mostSummary)}`, model: `model:${other} ${said}` };
}
