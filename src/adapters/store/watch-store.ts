import type { Kysely } from 'kysely';
import { terminalStates } from '../../domain/flink.ts';
import type { WatchStore } from '../../ports/store.ts';
import { clusterMemoryOf, docOfClusterMemory, docOfJobMemory, jobMemoryOf } from './rows.ts';
import type { Tables } from './schema.ts';
import { CorruptRow } from './store-error.ts';

export function makeWatchStore(db: Kysely<Tables>): WatchStore {
  return {
    async jobMemory(cluster, job) {
      const row = await db
        .selectFrom('jobMemory')
        .select('doc')
        .where('cluster', '=', cluster)
        .where('job', '=', job)
        .executeTakeFirst();
      return row && jobMemoryOf(cluster, job, row.doc);
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

    async saveJobMemory(cluster, job, memory) {
      const doc = docOfJobMemory(memory, job);
      await db
        .insertInto('jobMemory')
        .values({ cluster, job, doc })
        .onConflict((conflict) => conflict.columns(['cluster', 'job']).doUpdateSet({ doc }))
        .execute();
    },

    async cluster(name) {
      const row = await db.selectFrom('clusterMemory').select('doc').where('cluster', '=', name).executeTakeFirst();
      return row && clusterMemoryOf(name, row.doc);
    },

    async saveCluster(name, memory) {
      const doc = docOfClusterMemory(memory, name);
      await db
        .insertInto('clusterMemory')
        .values({ cluster: name, doc })
        .onConflict((conflict) => conflict.column('cluster').doUpdateSet({ doc }))
        .execute();
    },
  };
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
