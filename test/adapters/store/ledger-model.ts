import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Store } from '../../../src/adapters/store/open-store.ts';
import {
  type ActionRow,
  type ActionState,
  actionStates,
  finalStates,
  undeterminedStates,
} from '../../../src/domain/action.ts';
import type { OpenEmptyStore } from './contract.ts';
import { actionNamed, incidentNamed, planNamed } from './rows-for-tests.ts';

interface Move {
  readonly row: number;
  readonly from: ActionState;
  readonly to: ActionState;
  readonly epoch: number;
}

const lanes = ['prod/orders', 'prod/orders', 'prod/invoices', 'prod/invoices'];
/** Rows 0 and 2 would send the same key, from two lanes. */
const keys = ['k-0', 'k-1', 'k-0', 'k-3'];

const state = fc.constantFrom<ActionState>(...actionStates);
const move: fc.Arbitrary<Move> = fc.record({
  row: fc.nat({ max: lanes.length - 1 }),
  from: state,
  to: state,
  epoch: fc.integer({ min: 1, max: 3 }),
});

/** What a store does with any moves in any order, against the rule said again without SQL. */
export function ledgerModel(engine: string, open: OpenEmptyStore, runs = 40): void {
  test(`${engine}: a move is stored exactly when state, epoch, lane and key allow it`, async () => {
    let stored = 0;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(move, { maxLength: 40 }), fc.infiniteStream(fc.boolean()), async (moves, aimed) => {
        const { store } = await open();
        const rows = await plannedRows(store);

        for (const drawn of moves) {
          const row = rows[drawn.row];
          if (row === undefined) throw new Error('no such row');
          // Half of the moves start where the row is: otherwise nearly all would fail on the state alone.
          const from = aimed.next().value === true ? row.state : drawn.from;
          const next = movedRow(row, drawn);
          const wanted = allowed(rows, row, from, next);

          expect(await store.ledger.transition({ id: row.id, from, attempts: row.attempts, next })).toBe(wanted);

          if (wanted) rows[drawn.row] = next;
          stored += wanted ? 1 : 0;
          refused += wanted ? 0 : 1;
          expect(await store.ledger.actions({})).toEqual(rows);
        }
        await store.close();
      }),
      { numRuns: runs },
    );
    expect(stored).toBeGreaterThan(runs / 2);
    expect(refused).toBeGreaterThan(runs / 2);
  }, 60_000);
}

/** The rule, said again without SQL. */
function allowed(rows: readonly ActionRow[], row: ActionRow, from: ActionState, next: ActionRow): boolean {
  if (row.state !== from || finalStates.includes(from) || row.epoch > next.epoch) return false;
  const others = rows.filter((other) => other.id !== row.id);
  const busy = others.some((other) => other.lane === row.lane && undeterminedStates.includes(other.state));
  if (busy && undeterminedStates.includes(next.state)) return false;
  return !(spendsKey(next) && others.some((other) => other.key === next.key && spendsKey(other)));
}

function spendsKey(row: ActionRow): boolean {
  if (row.key === '' || row.state === 'failed') return false;
  return row.firstSentAt !== null || row.state === 'succeeded' || undeterminedStates.includes(row.state);
}

function movedRow(row: ActionRow, { row: index, to, epoch }: Move): ActionRow {
  const firstSentAt = row.firstSentAt ?? (to === 'sent' ? 2000 : null);
  return { ...row, state: to, epoch, key: keys[index] ?? '', firstSentAt };
}

async function plannedRows(store: Store): Promise<ActionRow[]> {
  const plan = planNamed('p-1', 'i-1');
  const actions = lanes.map((lane, step) => actionNamed(`a-${step}`, plan, { step, lane }));
  await store.incidents.save({ incident: incidentNamed('i-1'), events: [], plan: { plan, actions } });
  return actions;
}
