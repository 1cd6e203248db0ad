import { type Kysely, type RawBuilder, sql } from 'kysely';
import { StaleWrite } from '../../domain/errors.ts';
import type { Lease, LeaseStore } from '../../ports/store.ts';
import { hasNewerMigrations } from './migrate.ts';
import { isPostgres } from './migrations/column-types.ts';
import type { Tables } from './schema.ts';

/** @param now the database's clock as an SQL expression, epoch ms. */
export function makeLeaseStore(db: Kysely<Tables>, now: RawBuilder<number>): LeaseStore {
  async function leave(holder: string): Promise<void> {
    await db.deleteFrom('replica').where('id', '=', holder).execute();
  }

  return {
    async hold({ cluster, holder, ttlMs, epoch }): Promise<Lease> {
      const expiresAt = sql<number>`${now} + ${sql.lit(Math.round(ttlMs))}`;
      const held = await db
        .insertInto('lease')
        .columns(['cluster', 'holder', 'epoch', 'expiresAt'])
        .expression(
          db
            .selectNoFrom((one) => [
              one.val(cluster).as('cluster'),
              one.val(holder).as('holder'),
              // Above every epoch that was given out before there were leases.
              one
                .selectFrom('meta')
                .select(sql<number>`meta.value + 1`.as('first'))
                .where('name', '=', 'epoch')
                .as('epoch'),
              expiresAt.as('expiresAt'),
            ])
            .where(epoch === undefined && isPostgres(db) ? notLocked(cluster) : sql<boolean>`true`),
        )
        .onConflict((conflict) =>
          conflict
            .column('cluster')
            .doUpdateSet({
              holder,
              // One's own that ran out is a new one: somebody may have had it meanwhile. So is one that is not renewed but
              // begun: what the same process did in its last holding must look as old as it is.
              epoch: sql<number>`case when lease.expires_at > ${now} and lease.epoch = ${epoch ?? 0}
                then lease.epoch else lease.epoch + 1 end`,
              expiresAt,
            })
            .where((eb) => eb.or([eb('lease.holder', '=', holder), eb('lease.expiresAt', '<=', now)])),
        )
        .returning('epoch')
        .executeTakeFirst();
      if (held !== undefined) return { kind: 'held', epoch: held.epoch };
      const other = await db
        .selectFrom('lease')
        .select(['holder', sql<number>`lease.expires_at - ${now}`.as('forMs')])
        .where('cluster', '=', cluster)
        .executeTakeFirst();
      return { kind: 'taken', by: other?.holder ?? 'unknown', forMs: Math.max(0, other?.forMs ?? 0) };
    },

    async release({ cluster, holder }) {
      await db
        .updateTable('lease')
        .set({ expiresAt: 0 })
        .where('cluster', '=', cluster)
        .where('holder', '=', holder)
        .execute();
    },

    async isAnyHeld() {
      const held = db.selectFrom('lease').select('cluster').where('expiresAt', '>', now).limit(1);
      return (await held.executeTakeFirst()) !== undefined;
    },

    async announce(holder) {
      if (await hasNewerMigrations(db as Kysely<unknown>)) {
        await leave(holder);
        return false;
      }
      await db
        .insertInto('replica')
        .values({ id: holder, seenAt: now })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ seenAt: now }))
        .execute();
      return true;
    },

    async living(withinMs) {
      const { living } = await db
        .selectFrom('replica')
        .select((eb) => eb.fn.countAll<number>().as('living'))
        .where('seenAt', '>', sql<number>`${now} - ${sql.lit(Math.round(withinMs))}`)
        .executeTakeFirstOrThrow();
      return Number(living);
    },

    leave,
  };
}

/**
 * A row that somebody has locked is no wait worth where nothing is lost yet: the next round comes soon, and the replica's own leases
 * have to be renewed until then. Whether the lease is free is decided where it is written.
 */
function notLocked(cluster: string): RawBuilder<boolean> {
  return sql`not exists (select 1 from lease where cluster = ${cluster})
    or exists (select 1 from (select 1 from lease where cluster = ${cluster} for update skip locked) as mine)`;
}

/**
 * The newest epoch that was given out for a cluster; 0: none. On PostgreSQL the row stays locked until the caller's
 * transaction ends, so that nothing of an older epoch is stored once a newer one was given out.
 */
export async function leasedEpoch(db: Kysely<Tables>, cluster: string): Promise<number> {
  const query = db.selectFrom('lease').select('epoch').where('cluster', '=', cluster);
  const row = await (isPostgres(db) ? query.forShare() : query).executeTakeFirst();
  return row?.epoch ?? 0;
}

/**
 * To be asked in the transaction of what is written. `epoch` left out: no holding speaks for it.
 * @throws {StaleWrite} a later process works for the cluster.
 */
export async function requireLease(
  db: Kysely<Tables>,
  { cluster, epoch }: { readonly cluster: string; readonly epoch: number | undefined },
  what: string,
): Promise<void> {
  if (epoch === undefined || (await leasedEpoch(db, cluster)) <= epoch) return;
  throw new StaleWrite(`${what} was not stored: another replica works for cluster ${cluster} now.`);
}
