import { type Kysely, sql } from 'kysely';
import {
  type LlmSpendStore,
  type Reservation,
  type Spend,
  type SpendScope,
  spendScopes,
} from '../../ports/llm-spend.ts';
import type { Tables } from './schema.ts';

const clockSlackMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** No incident is diagnosed again after so long. */
const keptMs = 90 * dayMs;
const kinds: readonly (keyof Spend)[] = ['calls', 'tokens', 'microMoney'];

export function makeLlmSpendStore(db: Kysely<Tables>): LlmSpendStore {
  return {
    async reserve({ id, incidentId, at, worst, limits }): Promise<Reservation> {
      return await db.transaction().execute(async (trx) => {
        // The lock of all bookings, on both engines: what is read after it stays true until this one is stored.
        await trx.updateTable('meta').set({ value: sql<number>`value + 1` }).where('name', '=', 'llm-spend').execute();
        await trx
          .deleteFrom('llmSpend')
          .where('at', '<', at - keptMs)
          .execute();
        for (const scope of spendScopes) {
          const spent = await spentIn(trx, scope, incidentId, at);
          for (const of of kinds) {
            const limit = limits[scope][of];
            // Written as !(<=) so that NaN is over.
            if (limit !== undefined && !(spent[of] + worst[of] <= limit)) return { kind: 'over', scope, of, limit };
          }
        }
        const { tokens, microMoney } = worst;
        await trx.insertInto('llmSpend').values({ id, incidentId, at, tokens, microMoney }).execute();
        return { kind: 'reserved' };
      });
    },

    async settle(id, { tokens, microMoney }) {
      await db.updateTable('llmSpend').set({ tokens, microMoney }).where('id', '=', id).execute();
    },
  };
}

async function spentIn(trx: Kysely<Tables>, scope: SpendScope, incidentId: string, at: number): Promise<Spend> {
  const all = trx
    .selectFrom('llmSpend')
    .select((eb) => [
      eb.fn.countAll<number>().as('calls'),
      eb.fn.coalesce(eb.fn.sum<number>('tokens'), sql.lit(0)).as('tokens'),
      eb.fn.coalesce(eb.fn.sum<number>('microMoney'), sql.lit(0)).as('microMoney'),
    ]);
  const sums = await (scope === 'incident'
    ? all.where('incidentId', '=', incidentId)
    : // What a clock that ran ahead has booked does not count for ever.
      all.where('at', '>', at - (scope === 'hour' ? hourMs : dayMs)).where('at', '<=', at + clockSlackMs)
  ).executeTakeFirstOrThrow();
  return { calls: Number(sums.calls), tokens: Number(sums.tokens), microMoney: Number(sums.microMoney) };
}
