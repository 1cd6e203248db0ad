import type { Ledger } from '../ledger/ledger.ts';
import type { LedgerStore } from '../ports/store.ts';
import { realLimits } from './kinds.ts';
import type { ProofTarget } from './target-client.ts';

const calm = new AbortController().signal;

/** A person who looks at the target itself, once nothing that was sent can act any more, and says what is there. */
export async function answerAsOperator(
  { ledger, store, target }: { readonly ledger: Ledger; readonly store: LedgerStore; readonly target: ProofTarget },
  actionId: string,
): Promise<void> {
  const [row] = await store.actions({ id: actionId, states: ['needs_human'] });
  if (row === undefined) return;
  if (row.sendDeadlineAt !== null && Date.now() <= row.sendDeadlineAt + realLimits.finalityMs) return;
  if (row.key === '') {
    await ledger.settleByHuman(actionId, 'abandon', 'operator', 'it was never sent', {});
    return;
  }
  if ((await target.memory(row.key, calm)) === 'working') return;
  const happened = (await target.traces(row.key, calm)) > 0;
  await ledger.settleByHuman(
    actionId,
    happened ? 'executed' : 'not-executed',
    'operator',
    'so it stands at the target',
    happened ? { trace: row.key } : {},
  );
}
