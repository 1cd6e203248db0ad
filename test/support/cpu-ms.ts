/** Ms that this thread computes for it: unlike the time that passes, that hardly grows while others have the processor. */
export function cpuMsOf(work: () => unknown): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}
