import type { ActionRow } from '../domain/action.ts';
import type { ActionKinds } from '../ports/action-kind.ts';

/** How far a plan is. `results` by step name; `jobIsDown`: the plan ended the job and has not started it again. */
export interface PlanProgress {
  readonly kind: 'in-progress' | 'succeeded' | 'failed' | 'dropped' | 'needs-human';
  /** The step it is about; the last one when it succeeded. */
  readonly step: string;
  /** The action's id, for `actions settle`. */
  readonly actionId: string;
  readonly note: string;
  readonly results: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly jobIsDown: boolean;
}

/** What the rows of one plan, in the order of their steps, say together. */
export function progressOf(rows: readonly ActionRow[], kinds: ActionKinds): PlanProgress {
  const row = currentStep(rows) ?? rows.at(-1);
  if (row === undefined) throw new Error('A plan without actions cannot be carried out.');
  const isAstray = cameUpAstray(row, kinds);
  const jobIsDown = isJobDown(rows, kinds) && !isAstray;
  const about = { step: row.stepName, actionId: row.id, results: resultsOf(rows), jobIsDown };
  switch (row.state) {
    case 'succeeded':
      return { ...about, kind: 'succeeded', note: row.note };
    case 'needs_human':
      return { ...about, kind: 'needs-human', note: jobIsDown ? `The job is down. ${row.note}` : row.note };
    case 'failed':
    case 'dropped': {
      // Its trouble may be gone, and its state with it: it is not left to close by itself.
      if (isAstray) {
        return { ...about, kind: 'needs-human', note: `The job is not what it was, as its start failed: ${row.note}` };
      }
      // The loudest case there is: stopped by us, and not started again.
      if (jobIsDown) {
        return { ...about, kind: 'needs-human', note: `The job is down and was not started again: ${row.note}` };
      }
      const untouched = row.state === 'dropped' && !rows.some(hasLeft);
      return { ...about, kind: untouched ? 'dropped' : 'failed', note: row.note };
    }
    case 'proposed':
    case 'awaiting_approval':
    case 'ready':
    case 'sent':
    case 'running':
    case 'in_doubt':
      return { ...about, kind: 'in-progress', note: row.note };
  }
}

/** The first step that has not succeeded; undefined: all have. */
export function currentStep(rows: readonly ActionRow[]): ActionRow | undefined {
  return rows.find((row) => row.state !== 'succeeded');
}

export function resultsOf(rows: readonly ActionRow[]): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return Object.fromEntries(rows.filter((row) => row.result !== null).map((row) => [row.stepName, row.result ?? {}]));
}

/** True once a request of it may have reached Flink, unless it is known or vouched for that nothing came of it. */
export function hasLeft({ state, firstSentAt, dropReason }: ActionRow): boolean {
  // What a person has vouched for may turn out to be accepted after all: then that person is asked again, and says that it happened, or gives it up.
  return firstSentAt !== null || state === 'needs_human' || state === 'succeeded' || dropReason === 'abandoned';
}

/** The plan has ended the job and means to start it again, and has not. A plan that only stops leaves nothing to do. */
export function isJobDown(rows: readonly ActionRow[], kinds: ActionKinds): boolean {
  const runOf = (row: ActionRow) => kinds.get(row.kind)?.run;
  const hasEnded = rows.some((row) => row.state === 'succeeded' && runOf(row) === 'ends');
  return hasEnded && rows.some((row) => row.state !== 'succeeded' && runOf(row) === 'starts');
}

/** Its start came up, and with another state than it was to have: it says what it restored although it has failed. */
function cameUpAstray(row: ActionRow, kinds: ActionKinds): boolean {
  return kinds.get(row.kind)?.run === 'starts' && row.state === 'failed' && row.result?.['restored'] !== undefined;
}

/** Part of the plan has left and part of it is still to come, or nobody knows yet: nothing else may touch the lane. */
export function isUnderWay(rows: readonly ActionRow[]): boolean {
  const current = currentStep(rows);
  if (current === undefined || current.state === 'failed' || current.state === 'dropped') return false;
  return rows.some(hasLeft);
}
