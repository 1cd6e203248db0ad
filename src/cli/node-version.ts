const oldest = 24;

/** Why this Node cannot run the program, in one sentence; undefined when it can. Imports nothing, so that any Node can ask. */
export function nodeTooOld(version: string): string | undefined {
  const major = Number(version.split('.')[0]);
  if (major >= oldest) return undefined;
  return `flink-medic needs Node ${oldest} or newer, and this is Node ${version}: install Node ${oldest}, or run it with: npm run flink-medic -- <command>`;
}
