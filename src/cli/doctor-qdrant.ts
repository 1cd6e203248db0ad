import type { Config } from '../config.ts';
import type { Clock } from '../ports/clock.ts';
import type { DoctorFinding } from './doctor.ts';
import type { Outside } from './outside.ts';

/** Whether the shared index can be searched, and what is behind it; nothing when no Qdrant is configured. */
export async function qdrantFindings(
  { qdrant, embeddings }: Pick<Config, 'qdrant' | 'embeddings'>,
  checkQdrant: Outside['checkQdrant'],
  clock: Clock,
  signal: AbortSignal,
): Promise<readonly DoctorFinding[]> {
  if (qdrant === undefined) return [];
  const { url, timeoutMs, collection: alias } = qdrant;
  const nothing = (): void => undefined;
  const log = { debug: nothing, info: nothing, warn: nothing, error: nothing, child: () => log };
  const state = await checkQdrant({ url, apiKey: qdrant.apiKey?.reveal(), timeoutMs, clock, log }, alias, signal);
  const about = 'Qdrant';
  switch (state.kind) {
    case 'unusable':
      return [
        {
          level: state.lasting ? 'problem' : 'silent',
          about,
          text: `${state.why} Until then the embedded index answers.`,
        },
      ];
    case 'no-alias':
      return [
        {
          level: 'note',
          about,
          text: `${state.version} answers; no alias ${alias} yet: serve makes it when it starts`,
        },
      ];
    case 'there':
      return [
        {
          level: 'ok',
          about,
          text: `${state.version} answers; ${alias} leads to ${state.collection} with ${state.points} parts`,
        },
        vectorFinding(state.denseSize, embeddings),
      ];
  }
}

function vectorFinding(held: number | undefined, embeddings: Config['embeddings']): DoctorFinding {
  const about = 'Qdrant vectors';
  const again = 'serve makes a new collection when it starts';
  if (embeddings === undefined) {
    if (held === undefined) return { level: 'ok', about, text: 'none, and no embeddings are configured: words alone' };
    return { level: 'note', about, text: `of ${held} numbers, but no embeddings are configured; ${again}` };
  }
  if (held === undefined)
    return { level: 'note', about, text: `none, though ${embeddings.model} is configured; ${again}` };
  const { dimensions } = embeddings;
  if (dimensions === undefined || dimensions === held) return { level: 'ok', about, text: `of ${held} numbers` };
  return { level: 'note', about, text: `of ${held} numbers, embeddings.dimensions says ${dimensions}; ${again}` };
}
