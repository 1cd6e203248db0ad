import { JobRecord, type ResolvedJobRecord } from '../domain/job-record.ts';
import { matchesPattern } from '../domain/name-pattern.ts';
import type { Config } from '../config.ts';

/**
 * What people told us about a job, with the defaults of its cluster. The record with exactly this name wins, then the
 * pattern with the most characters besides `*`, then the one that stands first. Without any: observed, never written to.
 * @throws {Error} the cluster is not configured: a mistake in this program.
 */
export function resolveJobRecord(config: Config, clusterName: string, jobName: string): ResolvedJobRecord {
  const cluster = config.clusters.find((one) => one.name === clusterName);
  if (cluster === undefined) throw new Error(`Cluster ${clusterName} is not configured`);
  const { controller, environment } = cluster;
  const record = findRecord(cluster.jobs, jobName);
  if (record === undefined) {
    return { ...JobRecord.parse({ name: jobName }), mode: 'observe', controller, environment, recorded: false };
  }
  return {
    ...record,
    name: jobName,
    mode: record.mode ?? cluster.mode,
    controller: record.controller ?? controller,
    environment,
    recorded: true,
  };
}

/** The record that speaks for the job, by the rule of `resolveJobRecord`. */
export function findRecord<T extends { readonly name: string }>(records: readonly T[], jobName: string): T | undefined {
  const exact = records.find((one) => one.name === jobName);
  if (exact !== undefined) return exact;
  const matching = records.filter((one) => one.name.includes('*') && matchesPattern(one.name, jobName));
  return matching.toSorted((a, b) => literalLength(b.name) - literalLength(a.name))[0];
}

function literalLength(pattern: string): number {
  return pattern.replaceAll('*', '').length;
}
