/** Ms that this process computes for it: unlike the time that passes, that does not grow while others have the processor. */
export function cpuMsOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
