import { createHash } from 'node:crypto';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { ActionKindName, ActionRow } from '../domain/action.ts';

/** SHA-256 of the text, 64 lower-case hex digits. */
export function digestOfText(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** SHA-256 of the value's canonical JSON. */
export function digestOf(value: unknown): string {
  return digestOfText(canonicalJson(value));
}

/** Why the stored bytes are not to be believed, neither for sending nor for asking; undefined: they are as they were stored. */
export function whyNotIntact({ args, argsDigest }: Pick<ActionRow, 'args' | 'argsDigest'>): string | undefined {
  if (digestOfText(args) === argsDigest) return undefined;
  return 'the stored arguments are not the ones their digest was made of';
}

/**
 * The idempotency key as Flink sees it (`triggerId`, client `jobId`): 32 hex digits.
 * Made of what is done to what, never of the asker, the plan or the attempt, so that two of us, or one that lost its store,
 * send the same key and Flink itself refuses the second. The kind is part of it because savepoints and stops share one
 * cache in Flink: a stop with a savepoint's id is swallowed without a word.
 */
export function naturalKey(of: {
  readonly cluster: string;
  readonly kind: ActionKindName;
  readonly identity: unknown;
  readonly generation: number;
}): string {
  return digestOf({ cluster: of.cluster, kind: of.kind, identity: of.identity, generation: of.generation }).slice(
    0,
    32,
  );
}
