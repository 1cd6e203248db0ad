import type { Config } from '../config.ts';
import { findRecord } from '../config/resolve-job-record.ts';
import type { SpendOwner } from '../diagnosis/llm-budget.ts';

/**
 * Whose a job is, for the model's budget. Jobs without an owner belong to their cluster, as its own troubles do.
 * @returns undefined: no record names an owner and there is one cluster, so there is nobody to leave something to.
 */
export function makeSpendOwners(
  clusters: Config['clusters'],
  share: number,
): ((subject: { readonly cluster: string; readonly job: string | null }) => SpendOwner) | undefined {
  const areNamed = clusters.some(({ jobs }) => jobs.some(({ owner }) => owner !== undefined));
  if (!areNamed && clusters.length === 1) return undefined;

  function ownerOf(cluster: string, job: string | null): string | undefined {
    const records = clusters.find(({ name }) => name === cluster)?.jobs ?? [];
    return job === null ? undefined : findRecord(records, job)?.owner;
  }

  return ({ cluster, job }) => {
    const owner = ownerOf(cluster, job);
    const isOwn = (other: string, itsJob: string | null): boolean =>
      ownerOf(other, itsJob) === owner && (owner !== undefined || other === cluster);
    return { name: owner ?? `${cluster} (jobs without an owner)`, share, isOwn };
  };
}
