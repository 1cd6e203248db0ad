import type { Config } from '../config.ts';
import { EmbeddingsUnavailable } from '../domain/errors.ts';
import type { DoctorFinding } from './doctor.ts';
import type { Outside } from './outside.ts';

const about = 'embeddings';
/** Of any model worth asking these are not the same. */
const asked = ['checkpoint expired', 'out of memory'] as const;

/** Whether procedures can be found by meaning; nothing when no endpoint is configured. */
export async function embeddingsFindings(
  { embeddings }: Pick<Config, 'embeddings'>,
  make: Outside['embeddings'],
  signal: AbortSignal,
): Promise<readonly DoctorFinding[]> {
  if (embeddings === undefined) return [];
  const { model } = embeddings;
  try {
    const [one, other] = await (await make(embeddings)).embed(asked, signal);
    if (one !== undefined && one.every((value, at) => value === other?.[at])) {
      const text = `${model} sends the same vector for different texts; check embeddings.model. Until then procedures are found by words alone.`;
      return [{ level: 'problem', about, text }];
    }
    return [{ level: 'ok', about, text: `${model} answers with vectors of ${one?.length ?? 0} numbers` }];
  } catch (error) {
    if (!(error instanceof EmbeddingsUnavailable)) throw error;
    const text = `${model}: ${error.message} Until then procedures are found by words alone.`;
    return [{ level: 'silent', about, text }];
  }
}
