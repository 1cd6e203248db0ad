import type { Config } from '../config.ts';
import { findRecord } from '../config/resolve-job-record.ts';
import type { SpendOwner } from '../diagnosis/llm-budget.ts';

/**
 * Whose a job is, for the model's budget; jobs without an owner, and clusters themselves, share one part.
 * @returns undefined: no record names an owner, so there is nobody to leave something to.
 */
export function makeSpendOwners(
  clusters: Config['clusters'],
  share: number,
): ((subject: { readonly cluster: string; readonly job: string | null }) => SpendOwner) | undefined {
  if (!clusters.some(({ jobs }) => jobs.some(({ owner }) => owner !== undefined))) return undefined;

  function ownerOf(cluster: string, job: string | null): string | undefined {
    const records = clusters.find(({ name }) => name === cluster)?.jobs ?? [];
    return job === null ? undefined : findRecord(records, job)?.owner;
  }

  return ({ cluster, job }) => {
    const owner = ownerOf(cluster, job);
    const isOwn = (other: string, itsJob: string | null): boolean => ownerOf(other, itsJob) === owner;
    return { name: owner ?? 'jobs without an owner', share, isOwn };
  };
}
