import { ActionKindName } from '../domain/action.ts';
import type { ActionKind, ActionKinds } from '../ports/action-kind.ts';
import { cancelJob } from './cancel-job.ts';
import { rescaleInPlace } from './rescale-in-place.ts';
import { startJob } from './start-job.ts';
import { stopWithSavepoint } from './stop-with-savepoint.ts';
import { triggerCheckpoint } from './trigger-checkpoint.ts';
import { triggerSavepoint } from './trigger-savepoint.ts';

const policies: readonly unknown[] = ['retrySameKey', 'queryFirst', 'askHuman'];

/**
 * The kinds by name.
 * @throws {Error} a kind is there twice, has no word on doubt, or promises more than it can know: a mistake in this program.
 */
export function registerKinds(kinds: readonly ActionKind[]): ActionKinds {
  const registry = new Map<ActionKind['kind'], ActionKind>();
  for (const kind of kinds) {
    const wrong = whyUnfit(kind) ?? (registry.has(kind.kind) ? 'it is registered twice' : undefined);
    if (wrong !== undefined) throw new Error(`Action kind ${kind.kind} cannot be registered: ${wrong}.`);
    registry.set(kind.kind, kind);
  }
  return registry;
}

/** Why a kind cannot be registered; undefined: it can. */
export function whyUnfit(kind: ActionKind): string | undefined {
  if (!ActionKindName.safeParse(kind.kind).success) return 'its name is neither one of Flink nor <owner>/<name>';
  if (!policies.includes(kind.onDoubt)) return 'it does not say what to do in doubt (onDoubt)';
  if (kind.risk === 'destructive' && kind.onDoubt === 'retrySameKey')
    return 'a destructive kind never repeats in doubt';
  if (kind.onDoubt === 'retrySameKey' && kind.keyWindowMs === 'declarative')
    return 'it repeats a key that nobody remembers';
  if (!(kind.finalityMs > 0 && kind.sendLimitMs > 0 && kind.runLimitMs > 0)) return 'its time limits are not positive';
  return undefined;
}

export const actionKinds: ActionKinds = registerKinds([
  triggerCheckpoint,
  triggerSavepoint,
  stopWithSavepoint,
  startJob,
  cancelJob,
  rescaleInPlace,
]);
