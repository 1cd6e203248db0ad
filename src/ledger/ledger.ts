import { type ActionRow, type DropReason, finalStates } from '../domain/action.ts';
import type { StoredAnswer } from '../domain/approval.ts';
import { messageOf, StaleWrite } from '../domain/errors.ts';
import { apply } from './apply.ts';
import { type Known, type LedgerDeps, nothingKnown, type RunningLedger } from './deps.ts';
import { dispatch } from './dispatch.ts';
import { doubtPolicyOf } from './doubt-policy.ts';
import type { HumanFinding } from './events.ts';
import { whyHeldBack } from './held-back.ts';
import { longestUnstoredMs } from './limits.ts';
import { makeReady } from './make-ready.ts';
import { currentStep, hasLeft, isUnderWay, type PlanProgress, progressOf } from './plan-progress.ts';
import { keepLimitOfOthers } from './send-limit.ts';
import { markLost, settle, watch } from './settle.ts';
import { settleByHuman } from './settle-by-human.ts';

/**
 * The one way in which this program changes anything in Flink. What it promises and where that ends: README.md beside this file.
 * Methods throw only what the store throws; the same call may be made again then.
 */
export interface Ledger {
  /** The plan waits for a person. */
  ask(planId: string): Promise<void>;
  /** Approved, or in need of no approval: the first step becomes ready. Repeating it changes nothing. */
  release(planId: string): Promise<void>;
  /**
   * Ends a plan of which nothing was sent. @returns why not, or undefined when it is dropped.
   * @throws {StaleWrite} a process that began later has it: it is that one's to decide.
   */
  drop(planId: string, reason: DropReason, note: string): Promise<string | undefined>;
  /** Carries the plan as far as it goes without waiting. To be called again, in seconds, while it is in progress. */
  advance(planId: string, signal: AbortSignal): Promise<PlanProgress>;
  /** How far the plan is, without doing anything. */
  progress(planId: string): Promise<PlanProgress>;
  /**
   * To be called once at start: what other processes left on the way, of one cluster or of all, is in doubt, and what is left of the limits of
   * what they asked a person runs from now. Sends nothing. @returns how many are in doubt by it.
   */
  recover(cluster?: string): Promise<number>;
  /** Id of the action for which the plan cannot be left alone now; undefined: nothing of it is on the way. */
  undetermined(planId: string): Promise<string | undefined>;
  /**
   * A person says what became of an action that waits for one. `answer`: the stored one, whose number then stands in the timeline, and
   * which counts as of when it was given.
   * @returns what came of it, `refused: …` if nothing.
   */
  settleByHuman(
    actionId: string,
    finding: HumanFinding,
    by: string,
    reason: string,
    result: Readonly<Record<string, string>>,
    answer?: Pick<StoredAnswer, 'seq' | 'at'>,
  ): Promise<string>;
}

/** Moves of one pass: more than any plan makes; a plan that goes in circles ends here and goes on with the next pass. */
const longestPass = 24;

/** @param known only a test that goes on in the place of another ledger gives what that knew. */
export function makeLedger(given: LedgerDeps, known: Known = nothingKnown()): Ledger {
  const deps: RunningLedger = { ...given, ...known };
  const rowsOf = async (planId: string): Promise<readonly ActionRow[]> => {
    const rows = await deps.store.actions({ planId });
    if (rows.length === 0) throw new Error(`The ledger knows no plan ${planId}.`);
    return rows.toSorted((a, b) => a.step - b.step);
  };

  return {
    async ask(planId) {
      for (const row of await rowsOf(planId)) await apply(deps, row, { kind: 'ask' });
    },

    async release(planId) {
      const rows = await rowsOf(planId);
      const first = rows[0];
      if (first?.state === 'proposed' || first?.state === 'awaiting_approval') await makeReady(deps, first, rows);
    },

    drop: async (planId, reason, note) => dropPlan(deps, await rowsOf(planId), reason, note),

    async advance(planId, signal) {
      let rows = await rowsOf(planId);
      for (let move = 0; move < longestPass; move += 1) {
        const row = currentStep(rows);
        // Every step has succeeded: there is nothing left to be done.
        if (row === undefined) break;
        const moved = await moveOnce(deps, row, rows, signal);
        // Also where nothing moved: the note says what it waits for.
        rows = await rowsOf(planId);
        if (!moved) break;
      }
      return progressOf(rows, deps.kinds);
    },

    progress: async (planId) => progressOf(await rowsOf(planId), deps.kinds),

    async recover(cluster) {
      const isLeft = (row: ActionRow): boolean => (cluster ?? row.cluster) === row.cluster && row.epoch < deps.epoch;
      let lost = 0;
      for (const row of await leftIn(deps, 'sent')) if (isLeft(row) && (await markLost(deps, row))) lost += 1;
      for (const row of await leftIn(deps, 'needs_human')) if (isLeft(row)) keepLimitOfOthers(deps, row);
      return lost;
    },

    async undetermined(planId) {
      const rows = await rowsOf(planId);
      return isUnderWay(rows) ? currentStep(rows)?.id : undefined;
    },

    settleByHuman: (...said) => settleByHuman(deps, ...said),
  };
}

/**
 * One that cannot be read may be there for weeks, and keeps no cluster from being begun with. Who carries on a plan reads it and its lane
 * anew, and does nothing there while any of it cannot be read; what was sent is found lost then, and a limit goes on from then.
 */
async function leftIn(deps: RunningLedger, state: 'sent' | 'needs_human'): Promise<readonly ActionRow[]> {
  try {
    return await deps.store.actions({ states: [state] });
  } catch (error) {
    deps.log.warn(
      { state, err: messageOf(error) },
      'what was left behind could not be read; it may have to wait longer',
    );
    return [];
  }
}

/** @returns whether something changed, so that another look is worth it. */
async function moveOnce(
  deps: RunningLedger,
  row: ActionRow,
  rows: readonly ActionRow[],
  signal: AbortSignal,
): Promise<boolean> {
  if (row.state !== 'sent') await storeLate(deps, row);
  switch (row.state) {
    case 'proposed':
    case 'awaiting_approval':
      // The first step waits for `release`; later ones were released with it.
      return row.step > 0 && !signal.aborted ? makeReady(deps, row, rows) : false;
    case 'ready':
      return dispatch(deps, row, rows, signal);
    case 'sent':
      // Another pass of this process waits for its request, and stores what comes of it.
      return deps.sending.has(row.id) ? false : afterAnswer(deps, row);
    case 'running':
      return signal.aborted ? false : watch(deps, row, signal);
    case 'in_doubt':
      return settle(deps, { ...row, onDoubt: doubtPolicyOf(row, deps.kinds.get(row.kind)) }, signal);
    case 'needs_human':
    case 'succeeded':
      return false;
    case 'failed':
    case 'dropped':
      await dropRest(deps, rows, row);
      return false;
  }
}

/** An answer that came late, while the store was away. As long as that takes it not even now, nothing else is to be done; not for ever. */
async function storeLate(deps: RunningLedger, row: ActionRow): Promise<void> {
  try {
    await deps.unstored.get(row.id)?.store();
  } catch (error) {
    if (deps.clock.now() - (row.sendDeadlineAt ?? 0) < longestUnstoredMs) throw error;
    // It stays known to this process, and counts: see `acceptedOf`.
    if (row.state === 'needs_human') return;
    deps.log.error(
      { incidentId: row.incidentId, action: row.id, err: messageOf(error) },
      'late answer cannot be stored; the action goes on without it',
    );
  }
}

/** Its answer came and could not be stored; or nobody will store one any more. */
async function afterAnswer(deps: RunningLedger, row: ActionRow): Promise<boolean> {
  const answer = deps.unstored.get(row.id);
  if (answer === undefined) return markLost(deps, row);
  try {
    await answer.store();
  } catch (error) {
    if (deps.clock.now() - (row.sendDeadlineAt ?? 0) < longestUnstoredMs) throw error;
    // A store that takes this is there: it does not take the answer as it came.
    if (!(await markLost(deps, row, answer.outcome))) throw error;
    deps.log.error(
      { incidentId: row.incidentId, action: row.id, err: messageOf(error) },
      'answer cannot be stored; action is put in doubt',
    );
    deps.unstored.delete(row.id);
  }
  return true;
}

/** What comes after a step that did not succeed never happens. */
async function dropRest(deps: RunningLedger, rows: readonly ActionRow[], ended: ActionRow): Promise<void> {
  const note = `step ${ended.stepName} is ${ended.state}: ${ended.note}`;
  for (const row of rows) {
    if (row.step > ended.step) await apply(deps, row, { kind: 'drop', reason: 'stale', note });
  }
}

async function dropPlan(
  deps: RunningLedger,
  rows: readonly ActionRow[],
  reason: DropReason,
  note: string,
): Promise<string | undefined> {
  for (const row of rows) {
    if (!hasLeft(row) && (await whyHeldBack(deps, row)) === undefined) continue;
    return `step ${row.stepName} was sent (${row.state}): the plan has to be carried through`;
  }
  const ours = rows.every((row) => row.epoch <= deps.epoch || finalStates.includes(row.state));
  if (!ours) throw new StaleWrite(`Plan ${rows[0]?.planId} is not dropped: another process, that began later, has it`);
  for (const row of rows) {
    const dropped = await apply(deps, row, { kind: 'drop', reason, note });
    // The first step is the gate: if it was sent in this moment, nothing of the plan is dropped.
    if (dropped.kind === 'raced') return `step ${row.stepName} moved in this moment`;
  }
  return undefined;
}
