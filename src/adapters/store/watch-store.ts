import type { Kysely } from 'kysely';
import type { WatchStore } from '../../ports/store.ts';
import { clusterMemoryOf, docOfClusterMemory, docOfJobMemory, jobMemoryOf } from './rows.ts';
import type { Tables } from './schema.ts';

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
