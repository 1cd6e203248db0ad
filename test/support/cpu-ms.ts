/** Ms that this process has computed: unlike the time that passes, it does not grow while others have the processor. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
