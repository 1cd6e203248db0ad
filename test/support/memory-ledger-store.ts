import { restsOnIntent } from '../../src/adapters/store/sqlite-transition.ts';
import type { Transition } from '../../src/adapters/store/transition-rules.ts';
import { type ActionRow, finalStates, undeterminedStates } from '../../src/domain/action.ts';
import type { TimelineEvent } from '../../src/domain/incident.ts';
import { acceptedIn } from '../../src/ledger/accepted.ts';
import type { Attempt, LedgerStore, Report } from '../../src/ports/store.ts';

/**
 * A LedgerStore in memory with the rules of the real ones: compare and set on state, epoch and sends, one undetermined action per
 * lane, a key spent once, bytes fixed with the key, attempts written once and completed once.
 */
export interface MemoryLedgerStore extends LedgerStore {
  /** What another store can begin with. */
  save(): SavedLedger;
  insert(rows: readonly ActionRow[]): void;
  row(id: string): ActionRow;
  /** Changes a stored row behind the ledger's back. */
  tamper(id: string, change: Partial<ActionRow>): void;
  /** How many of the latest moves no sync has covered yet. */
  unsynced(): number;
  /** The machine dies: so many of them are gone. @returns the actions that were set back, latest move first. */
  cutPower(lost: number): string[];
  readonly events: readonly TimelineEvent[];
  readonly changes: readonly { readonly from: ActionRow; readonly to: ActionRow }[];
}

export interface SavedLedger {
  readonly rows: readonly ActionRow[];
  readonly attempts: readonly Attempt[];
  readonly reports: readonly Report[];
  readonly epoch: number;
}

export function makeMemoryLedgerStore(
  isUnsynced: (change: Transition) => boolean = restsOnIntent,
  saved: SavedLedger = { rows: [], attempts: [], reports: [], epoch: 0 },
): MemoryLedgerStore {
  const rows = new Map<string, ActionRow>(saved.rows.map((row) => [row.id, row]));
  const attempts: Attempt[] = [...saved.attempts];
  const reports: Report[] = [...saved.reports];
  const events: TimelineEvent[] = [];
  const changes: { from: ActionRow; to: ActionRow }[] = [];
  let { epoch } = saved;
  /** Of the moves since the last sync, latest first. */
  let unsynced: { readonly before: ActionRow; readonly attempts: Attempt[]; readonly reports: number }[] = [];

  return {
    events,
    changes,
    save: () => ({ rows: [...rows.values()], attempts: [...attempts], reports: [...reports], epoch }),
    insert(added) {
      for (const row of added) {
        if (rows.has(row.id)) throw new Error(`Action ${row.id} is there already.`);
        rows.set(row.id, { ...row });
      }
    },
    row(id) {
      const row = rows.get(id);
      if (row === undefined) throw new Error(`No action ${id}.`);
      return { ...row };
    },
    tamper(id, change) {
      rows.set(id, { ...this.row(id), ...change });
    },
    unsynced: () => unsynced.length,
    cutPower(count) {
      const lost = unsynced.slice(0, count);
      unsynced = [];
      for (const { before, attempts: had, reports: told } of lost) {
        rows.set(before.id, before);
        attempts.splice(0, attempts.length, ...had);
        reports.length = told;
      }
      return lost.map(({ before }) => before.id);
    },
    async nextEpoch() {
      unsynced = [];
      epoch += 1;
      return epoch;
    },
    async actions(filter) {
      // The port promises no order: a plan's last step comes first.
      return [...rows.values()]
        .toReversed()
        .filter((row) => filter.id === undefined || row.id === filter.id)
        .filter((row) => filter.planId === undefined || row.planId === filter.planId)
        .filter((row) => filter.incidentId === undefined || row.incidentId === filter.incidentId)
        .filter((row) => filter.states === undefined || filter.states.includes(row.state))
        .filter((row) => filter.lane === undefined || row.lane === filter.lane)
        .filter((row) => filter.since === undefined || row.updatedAt >= filter.since)
        .filter((row) => filter.kinds === undefined || filter.kinds.includes(row.kind))
        .filter((row) => filter.exceptKinds?.includes(row.kind) !== true)
        .filter((row) => filter.key === undefined || sameKey(row, filter.key))
        .map((row) => ({ ...row }));
    },
    async transition(change) {
      const { id, from, attempts: sends, next, attempt, report, event } = change;
      const row = rows.get(id);
      if (row === undefined || row.state !== from || finalStates.includes(from)) return false;
      if (row.epoch > next.epoch || epoch > next.epoch) return false;
      if (row.attempts !== sends) return false;
      requireSame(row, next);
      requireWhole(next);
      if (isTaken([...rows.values()], next)) return false;
      unsynced = isUnsynced(change)
        ? [{ before: row, attempts: [...attempts], reports: reports.length }, ...unsynced]
        : [];
      rows.set(id, { ...next });
      changes.push({ from: row, to: { ...next } });
      if (attempt !== undefined) storeAttempt(attempts, attempt);
      if (report !== undefined) reports.push(report);
      if (event !== undefined) events.push(event);
      return true;
    },
    async addReport(report, answered) {
      unsynced = [];
      if (answered !== undefined) storeAttempt(attempts, answered);
      reports.push(report);
    },
    async attempts(actionId) {
      return attempts.filter((one) => one.actionId === actionId).map((one) => ({ ...one }));
    },
    async reports(actionId) {
      return reports.filter((one) => one.actionId === actionId);
    },
  };
}

function requireSame(row: ActionRow, next: ActionRow): void {
  const identity = ['id', 'planId', 'incidentId', 'step', 'kind', 'cluster', 'jobName', 'lane', 'createdAt'] as const;
  const bytes = row.key === '' ? [] : (['args', 'argsDigest', 'key'] as const);
  for (const field of [...identity, ...bytes]) {
    if (row[field] !== next[field]) throw new Error(`Action ${row.id}: its ${field} cannot change.`);
  }
}

function isTaken(all: readonly ActionRow[], next: ActionRow): boolean {
  const others = all.filter((other) => other.id !== next.id);
  const laneTaken = others.some((other) => other.lane === next.lane && undeterminedStates.includes(other.state));
  if (undeterminedStates.includes(next.state) && laneTaken) return true;
  return isSpending(next) && others.some((other) => sameKey(other, next) && isSpending(other));
}

function sameKey(a: ActionRow, b: Pick<ActionRow, 'cluster' | 'kind' | 'key'>): boolean {
  return a.key !== '' && a.key === b.key && a.kind === b.kind && a.cluster === b.cluster;
}

function isSpending(row: ActionRow): boolean {
  const left = row.firstSentAt !== null || undeterminedStates.includes(row.state) || row.state === 'succeeded';
  return row.key !== '' && row.state !== 'failed' && left;
}

function storeAttempt(attempts: Attempt[], attempt: Attempt): void {
  const index = attempts.findIndex((one) => one.actionId === attempt.actionId && one.n === attempt.n);
  const known = attempts[index];
  if (known === undefined) attempts.push({ ...attempt });
  // That it was accepted is never taken back.
  else if (acceptedIn([known]) === 'no' || acceptedIn([attempt]) !== 'no')
    attempts[index] = {
      ...known,
      outcome: attempt.outcome ?? known.outcome,
      evidence: attempt.evidence ?? known.evidence,
    };
}

/** PostgreSQL takes no parts of a millisecond. */
function requireWhole(row: ActionRow): void {
  for (const [field, value] of Object.entries(row)) {
    if (typeof value === 'number' && !Number.isInteger(value)) throw new Error(`${field} is no whole number: ${value}`);
  }
}
