/** `POST /jobs/1a2b…/stop` → `POST /jobs/:job/stop`. */
export function plainWrites(writes: readonly string[]): string[] {
  return writes.map((one) =>
    one.replace(/\/jobs\/[0-9a-f]{32}/, '/jobs/:job').replace(/\/jars\/[^/]+\/run/, '/jars/:jar/run'),
  );
}
