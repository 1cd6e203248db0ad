import { UserMistake } from '../domain/errors.ts';
import type { OwnActions } from '../domain/sop.ts';
import type { CliContext } from './context.ts';

/** The kinds that the configuration adds, for reading SOPs; none where nothing is configured. Files with mistakes are left out. */
export async function ownActionsOf(context: CliContext): Promise<OwnActions> {
  if (!context.hasConfig()) return new Map();
  const { actions, webhooks } = context.config();
  if (actions.length + webhooks.length === 0) return new Map();
  const { loadOwnKinds } = await import('../serving/own-kinds.ts');
  const own = await loadOwnKinds({ actions, webhooks });
  for (const problem of own.problems) context.output.progress(problem);
  return own.actions;
}

/** The same for a folder that somebody names: it needs no configuration, so that one with mistakes only leaves the kinds out. */
export async function ownActionsIfAny(context: CliContext): Promise<OwnActions> {
  try {
    return await ownActionsOf(context);
  } catch (error) {
    if (!(error instanceof UserMistake)) throw error;
    context.output.progress(
      'The configuration has mistakes, so the kinds that it adds are not known here. See: flink-medic doctor',
    );
    return new Map();
  }
}
