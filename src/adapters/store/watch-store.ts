import type { Kysely } from 'kysely';
import { terminalStates } from '../../domain/flink.ts';
import type { JobMemory } from '../../domain/snapshot.ts';
import type { WatchStore } from '../../ports/store.ts';
import { requireLease } from './lease-store.ts';
import { readable } from './readable.ts';
import { clusterMemoryOf, docOfClusterMemory, docOfJobMemory, jobMemoryOf } from './rows.ts';
import type { Tables } from './schema.ts';
import { CorruptRow } from './store-error.ts';

/** Rows in one statement. */
const atOnce = 512;

export function makeWatchStore(parts: {
  readonly db: Kysely<Tables>;
  readonly onCorrupt: (error: CorruptRow) => void;
}): WatchStore {
  const { db, onCorrupt } = parts;

  /** Who lost the cluster has seen less of it than who has it now. */
  async function write(
    of: { readonly cluster: string; readonly epoch: number | undefined },
    store: (trx: Kysely<Tables>) => Promise<void>,
  ): Promise<void> {
    await db.transaction().execute(async (trx) => {
      await requireLease(trx, of, `What was seen of cluster ${of.cluster}`);
      await store(trx);
    });
  }

  return {
    async jobMemories(cluster) {
      const rows = await db.selectFrom('jobMemory').select(['job', 'doc']).where('cluster', '=', cluster).execute();
      const unread = rows.map(({ job }) => [job, undefined] as const);
      const read = readable(rows, ({ job, doc }) => [job, jobMemoryOf(cluster, job, doc)] as const, onCorrupt);
      return new Map<string, JobMemory | undefined>([...unread, ...read]);
    },

    async rememberedJobs(cluster) {
      const rows = await db
        .selectFrom('jobMemory')
        .select('job')
        .where('cluster', '=', cluster)
        .orderBy('job')
        .execute();
      return rows.map((row) => row.job);
    },

    async livingJobs(cluster) {
      const rows = await db
        .selectFrom('jobMemory')
        .select(['job', 'doc'])
        .where('cluster', '=', cluster)
        .orderBy('job')
        .execute();
      return rows.filter((row) => isLiving(cluster, row)).map(({ job }) => job);
    },

    async saveJobMemories(cluster, memories, epoch) {
      const rows = [...memories].map(([job, memory]) => ({ cluster, job, doc: docOfJobMemory(memory, job) }));
      if (rows.length === 0) return;
      await write({ cluster, epoch }, async (trx) => {
        for (const some of inParts(rows)) {
          await trx
            .insertInto('jobMemory')
            .values(some)
            .onConflict((conflict) =>
              conflict.columns(['cluster', 'job']).doUpdateSet((eb) => ({ doc: eb.ref('excluded.doc') })),
            )
            .execute();
        }
      });
    },

    async forgetJobs(cluster, jobs, epoch) {
      if (jobs.length === 0) return;
      await write({ cluster, epoch }, async (trx) => {
        for (const some of inParts(jobs)) {
          await trx.deleteFrom('jobMemory').where('cluster', '=', cluster).where('job', 'in', some).execute();
        }
      });
    },

    async cluster(name) {
      const row = await db.selectFrom('clusterMemory').select('doc').where('cluster', '=', name).executeTakeFirst();
      return row && clusterMemoryOf(name, row.doc);
    },

    async saveCluster(name, memory, epoch) {
      const doc = docOfClusterMemory(memory, name);
      await write({ cluster: name, epoch }, async (trx) => {
        await trx
          .insertInto('clusterMemory')
          .values({ cluster: name, doc })
          .onConflict((conflict) => conflict.column('cluster').doUpdateSet({ doc }))
          .execute();
      });
    },
  };
}

/** Of ten lengths, halves of one another: each is a text of its own, which every connection keeps compiled beside those of the ledger. */
function* inParts<T>(rows: readonly T[]): Generator<T[]> {
  let size = atOnce;
  for (let from = 0; from < rows.length; from += size) {
    while (size > rows.length - from) size /= 2;
    yield rows.slice(from, from + size);
  }
}

/** A row that cannot be read hides no job. */
function isLiving(cluster: string, { job, doc }: { readonly job: string; readonly doc: string }): boolean {
  try {
    const { lastState } = jobMemoryOf(cluster, job, doc);
    return lastState !== undefined && !terminalStates.some((state) => state === lastState);
  } catch (error) {
    if (error instanceof CorruptRow) return true;
    throw error;
  }
}
