import type { JobId } from '../domain/flink.ts';
import type { TriggerStatus } from '../ports/flink.ts';
import type { ActionContext } from '../ports/action-kind.ts';
import { isBelow } from '../domain/snapshot-path.ts';

/** What three places say about a savepoint of ours: the trigger cache, our own folder, the job's checkpoint statistics. */
export interface OwnSavepoint {
  readonly trigger: TriggerStatus;
  /** Complete savepoints that are ours, each once. */
  readonly paths: readonly string[];
  /** The folder was read. False: nothing found there proves nothing. */
  readonly looked: boolean;
  readonly whyNotLooked: string;
}

/** It exists somewhere, so it is not taken again. */
export const completedNowhere = 'Flink says that the savepoint is complete and names no location';

/** Asks in the order of cost; stops at the first definite answer. @throws {FlinkUnreadable} */
export async function findOwnSavepoint(
  context: ActionContext,
  of: { readonly job: JobId; readonly key: string; readonly directory: string },
  signal: AbortSignal,
): Promise<OwnSavepoint> {
  const trigger = await context.flink.inspect.savepoint(of.job, of.key, signal);
  const nowhere = { trigger, paths: [], looked: false, whyNotLooked: 'not needed' };
  if (trigger.kind === 'in-progress') return nowhere;
  if (trigger.kind === 'completed' && trigger.location !== undefined) return { ...nowhere, paths: [trigger.location] };

  const seen = await look(context, of.directory);
  if (seen.kind === 'found' && seen.paths.length > 0) {
    return { trigger, paths: seen.paths, looked: true, whyNotLooked: '' };
  }
  const latest = (await context.flink.watch.checkpoints(of.job, signal))?.latestSavepoint?.externalPath;
  return {
    trigger,
    paths: latest !== undefined && isBelow(latest, of.directory) ? [latest] : [],
    looked: seen.kind === 'found',
    whyNotLooked: seen.kind === 'found' ? '' : seen.why,
  };
}

async function look(
  context: ActionContext,
  directory: string,
): Promise<{ kind: 'found'; paths: readonly string[] } | { kind: 'cannot-look'; why: string }> {
  if (context.storage === undefined)
    return { kind: 'cannot-look', why: 'no access to the savepoint storage is configured' };
  return context.storage.completeBelow(directory);
}
