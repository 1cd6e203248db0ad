import { messageOf } from '../domain/errors.ts';
import type { Diagnosis } from '../domain/incident.ts';
import type { Log } from '../ports/log.ts';
import type { Skills } from '../ports/skills.ts';
import type { Investigation } from './investigation.ts';
import { mostOffered } from './skill-tools.ts';

/** Names of the skills that come near to these words, best first. */
export type FindSkills = (
  query: { readonly words: string; readonly environment: string; readonly limit: number },
  signal: AbortSignal,
) => Promise<readonly string[]>;

/** The same skills, those first that come near to the trouble: where there are more than are offered, the others are left out. */
export async function nearestFirst(
  { findSkills, log }: { readonly findSkills?: FindSkills | undefined; readonly log: Log },
  { skills, environment, evidence }: Investigation,
  rules: Diagnosis,
  signal: AbortSignal,
): Promise<Skills | undefined> {
  const all = skills?.list(environment) ?? [];
  if (skills === undefined || findSkills === undefined || all.length <= mostOffered) return skills;
  const words = [
    ...evidence.signals.map(({ kind, summary }) => `${kind}: ${summary}`),
    ...rules.exceptions.map((link) => `${link.class}: ${link.message}`),
    rules.summary,
  ].join('\n');
  try {
    const near = await findSkills({ words, environment, limit: mostOffered }, signal);
    const first = near.flatMap((name) => all.find((one) => one.name === name) ?? []);
    const ordered = [...first, ...all.filter((one) => !first.includes(one))];
    return { ...skills, list: () => ordered };
  } catch (error) {
    if (signal.aborted) throw error;
    log.warn({ err: messageOf(error) }, 'the skills could not be searched: the first of them are offered');
    return skills;
  }
}
