import { z } from 'zod';
import { messageOf, OpsError } from '../domain/errors.ts';
import type { SendOutcome } from '../ports/flink.ts';

/** A look may take no longer: a file that never answers must not hold up everything else. */
const lookLimitMs = 30_000;

export const AnswerText = z.string().transform((written) => written.slice(0, 500));
const Result = z.record(z.string(), z.string());
export const ParseAnswer = z.union([
  z.object({ ok: z.literal(true), args: z.unknown() }),
  z.object({ ok: z.literal(false), why: AnswerText }),
]);
const Outcome = z.object({
  kind: z.enum(['not-sent', 'refused', 'maybe', 'executed', 'already']),
  status: z.int().optional(),
  detail: AnswerText,
  result: Result.optional(),
});
export const ProgressAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('in-progress'), note: AnswerText }),
  z.object({ kind: z.literal('done'), result: Result, note: AnswerText }),
  z.object({ kind: z.literal('failed'), reason: AnswerText, result: Result.exactOptional() }),
  z.object({ kind: z.literal('lost'), why: AnswerText }),
]);
export const FindingAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('executed'), result: Result, note: AnswerText }),
  z.object({ kind: z.literal('failed'), reason: AnswerText, result: Result.exactOptional() }),
  z.object({ kind: z.literal('in-progress'), note: AnswerText }),
  z.object({
    kind: z.literal('not-executed'),
    proof: AnswerText,
    repeat: z.enum(['same-key', 'never']),
    result: Result.exactOptional(),
  }),
  z.object({ kind: z.literal('unknown'), why: AnswerText }),
]);

export function outcomeOf(value: unknown): SendOutcome {
  const read = Outcome.safeParse(value);
  if (!read.success) return { kind: 'maybe', status: undefined, detail: 'send returned no outcome that is known' };
  const { status, result, ...rest } = read.data;
  return { ...rest, status, ...(result !== undefined && { result }) };
}

/** The target of a kind of the team's own gave no answer: the ledger looks again, for longer than when it learns nothing. */
class TargetSilent extends OpsError {
  readonly code = 'action.target_silent';
  readonly retryable = true;
}

/**
 * @throws {TargetSilent} nobody was there to be asked.
 * @throws when it fails otherwise, or returns what is none of its answers: the ledger takes it for not knowing.
 */
export async function look<T>(
  signal: AbortSignal,
  name: string,
  schema: z.ZodType<T>,
  ask: (limit: AbortSignal) => Promise<unknown>,
): Promise<T> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(lookLimitMs)]);
  const over = new Promise<never>((_done, fail) => {
    const stop = () => fail(new TargetSilent(`${name} did not answer within ${lookLimitMs / 1000} s`));
    if (limit.aborted) stop();
    limit.addEventListener('abort', stop, { once: true });
  });
  const asked = ask(limit).catch((error: unknown) => {
    throw limit.aborted || isOfNetwork(error) ? new TargetSilent(messageOf(error), { cause: error }) : error;
  });
  const read = schema.safeParse(await Promise.race([asked, over]));
  if (read.success) return read.data;
  throw new Error(`${name} returned what is none of its answers`);
}

/** No connection, or one that broke: Node gives these a code, `fetch` one to the cause. */
function isOfNetwork(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const of = error.cause instanceof Error ? error.cause : error;
  return 'code' in of && /^(?:E[A-Z]+|UND_ERR_\w+)$/.test(String(of.code));
}
