import { z } from 'zod';
import { type ActionState, finalStates } from '../src/domain/action.ts';
import { openPlace } from '../src/proof/store-place.ts';
import type { KillContestant } from './ledger-messages.ts';
import type { BenchPostgres } from './ledger-postgres.ts';

/** human: shown to a person, who has to decide. open: it has not come to an end. */
export type End = 'succeeded' | 'failed' | 'human' | 'open';

/** What the store of a contestant says about its deeds. To be asked while nobody works on it. */
export interface DeedReader {
  /** Deeds that may have been sent and whose outcome is not stored. */
  unanswered(): Promise<ReadonlySet<string>>;
  /** Every deed that was accepted, and how it stands. */
  all(): Promise<readonly { readonly deed: string; readonly end: End }[]>;
  close(): Promise<void>;
}

export function readerOf(contestant: KillContestant, postgres: BenchPostgres): Promise<DeedReader> {
  return contestant.who === 'ledger' ? ledgerReader(contestant.place) : peerReader(contestant.schema, postgres);
}

const DeedArgs = z.object({ lane: z.string() });

async function ledgerReader(place: Extract<KillContestant, { who: 'ledger' }>['place']): Promise<DeedReader> {
  // Makes the tables, so that they can be read however early the first process dies.
  await (await openPlace(place, 'serve', 5_000)).close();
  const store = await openPlace(place, 'cli', 5_000);
  const deedOf = (args: string): string => DeedArgs.parse(JSON.parse(args)).lane;
  return {
    async unanswered() {
      const rows = await store.ledger.actions({ states: ['sent', 'in_doubt'] });
      return new Set(rows.map((row) => deedOf(row.args)));
    },
    async all() {
      const rows = await store.ledger.actions({});
      return rows.map(({ args, state }) => ({ deed: deedOf(args), end: endOf(state) }));
    },
    close: () => store.close(),
  };
}

const Workflow = z.object({ workflow_uuid: z.string(), status: z.string(), steps: z.coerce.number() });

async function peerReader(schema: string, postgres: BenchPostgres): Promise<DeedReader> {
  const read = async (): Promise<z.infer<typeof Workflow>[]> => {
    const [known] = await postgres.sql(`select to_regclass('${schema}.operation_outputs') as found`);
    if (known?.['found'] === null) return [];
    const rows = await postgres.sql(
      `select w.workflow_uuid, w.status, (select count(*) from ${schema}.operation_outputs o where o.workflow_uuid = w.workflow_uuid) as steps
       from ${schema}.workflow_status w where w.workflow_uuid like 'deed-%'`,
    );
    return rows.map((row) => Workflow.parse(row));
  };
  return {
    async unanswered() {
      const open = (await read()).filter(
        (one) => (one.status === 'PENDING' || one.status === 'ENQUEUED') && one.steps === 0,
      );
      return new Set(open.map((one) => one.workflow_uuid));
    },
    async all() {
      return (await read()).map(({ workflow_uuid: deed, status }) => ({ deed, end: endOfWorkflow(status) }));
    },
    close: async () => undefined,
  };
}

function endOf(state: ActionState): End {
  if (state === 'succeeded') return 'succeeded';
  if (state === 'needs_human') return 'human';
  return finalStates.includes(state) ? 'failed' : 'open';
}

function endOfWorkflow(status: string): End {
  if (status === 'SUCCESS') return 'succeeded';
  return status === 'ERROR' || status === 'MAX_RECOVERY_ATTEMPTS_EXCEEDED' ? 'failed' : 'open';
}
