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
    async reserve({ id, incidentId, at, worst, limits, isOwn }): Promise<Reservation> {
      return await db.transaction().execute(async (trx) => {
        // The lock of all bookings, on both engines: what is read after it stays true until this one is stored.
        await trx.updateTable('meta').set({ value: sql<number>`value + 1` }).where('name', '=', 'llm-spend').execute();
        await trx
          .deleteFrom('llmSpend')
          .where('at', '<', at - keptMs)
          .execute();
        for (const scope of spendScopes) {
          const limited = limits[scope];
          if (limited === undefined) continue;
          const spent = await spentIn(trx, scope, { incidentId, at, isOwn });
          for (const of of kinds) {
            const limit = limited[of];
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

interface Asked {
  readonly incidentId: string;
  readonly at: number;
  readonly isOwn: Parameters<LlmSpendStore['reserve']>[0]['isOwn'];
}

async function spentIn(trx: Kysely<Tables>, scope: SpendScope, { incidentId, at, isOwn }: Asked): Promise<Spend> {
  const since = (ms: number) =>
    sums(trx)
      .where('at', '>', at - ms)
      // What a clock that ran ahead has booked does not count for ever.
      .where('at', '<=', at + clockSlackMs);
  switch (scope) {
    case 'incident':
      return totalOf(await sums(trx).where('incidentId', '=', incidentId).execute());
    case 'hour':
      return totalOf(await since(hourMs).execute());
    case 'day':
      return totalOf(await since(dayMs).execute());
    case 'ownerHour':
    case 'ownerDay': {
      // Whose a job is says the configuration, not the store: a job that changes hands takes along what it cost.
      const perJob = await since(scope === 'ownerHour' ? hourMs : dayMs)
        .innerJoin('incident', 'incident.id', 'llmSpend.incidentId')
        .select(['incident.cluster', 'incident.job'])
        .groupBy(['incident.cluster', 'incident.job'])
        .execute();
      return totalOf(perJob.filter(({ cluster, job }) => isOwn?.(cluster, job) === true));
    }
  }
}

function sums(trx: Kysely<Tables>) {
  return trx
    .selectFrom('llmSpend')
    .select((eb) => [
      eb.fn.countAll<number>().as('calls'),
      eb.fn.coalesce(eb.fn.sum<number>('tokens'), sql.lit(0)).as('tokens'),
      eb.fn.coalesce(eb.fn.sum<number>('microMoney'), sql.lit(0)).as('microMoney'),
    ]);
}

/** Sums of PostgreSQL come as text. */
function totalOf(rows: readonly Readonly<Record<keyof Spend, number>>[]): Spend {
  const total = { calls: 0, tokens: 0, microMoney: 0 };
  for (const row of rows) {
    for (const of of kinds) total[of] += Number(row[of]);
  }
  return total;
}
