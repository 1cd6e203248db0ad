import type { FlinkWrite } from '../../ports/flink.ts';

/**
 * The body that runs a jar. Up to 1.19 Flink reads strictly and knows `restoreMode` alone; 1.20 brought `claimMode`.
 * Undefined: the version is none that can be compared.
 */
export function runBody(request: Parameters<FlinkWrite['runJar']>[0]): object | undefined {
  const version = /^(\d+)\.(\d+)(?:\D|$)/.exec(request.flinkVersion);
  if (version === null) return undefined;
  const [major, minor] = [Number(version[1]), Number(version[2])];
  const knowsClaimMode = major > 1 || (major === 1 && minor >= 20);
  return {
    ...(request.entryClass !== '' && { entryClass: request.entryClass }),
    programArgsList: request.programArgs,
    parallelism: request.parallelism,
    jobId: request.jobId,
    savepointPath: request.snapshot,
    allowNonRestoredState: false,
    ...(knowsClaimMode ? { claimMode: 'NO_CLAIM' } : { restoreMode: 'NO_CLAIM' }),
  };
}
