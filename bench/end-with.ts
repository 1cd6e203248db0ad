/** The exit code, said at the very end: what starts PostgreSQL ends this process with 0 when nothing is left to do. */
export function endWith(code: number): void {
  process.once('exit', () => {
    process.exitCode = code;
  });
}
