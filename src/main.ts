#!/usr/bin/env node
import { nodeTooOld } from './cli/node-version.ts';

// Nothing else is imported before this: the SQLite binding crashes an older Node instead of saying why.
const tooOld = nodeTooOld(process.versions.node);
if (tooOld === undefined) {
  await main();
} else {
  process.stderr.write(`${tooOld}\n`);
  process.exitCode = 2;
}

async function main(): Promise<void> {
  // Read when the first of its threads is needed, on Node 20 before this. Half of them look names up, and one that no server answers for keeps its
  // thread for many seconds: with the usual four, two such clusters would make every other one unreachable.
  process.env['UV_THREADPOOL_SIZE'] ??= '32';
  const { setFlagsFromString } = await import('node:v8');
  // The first poll of a thousand jobs makes much garbage at once; otherwise the heap grows with it and is never given back.
  setFlagsFromString('--optimize-for-size');
  const { runCli } = await import('./cli.ts');
  const { userInfo } = await import('node:os');
  const stop = new AbortController();
  for (const [name, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
  ] as const) {
    process.on(name, () => {
      if (stop.signal.aborted) process.exit(128 + number);
      stop.abort();
    });
  }
  for (const stream of [process.stdout, process.stderr]) {
    // A reader that went away, as in `| head`, is no error; a full disk is.
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') return;
      process.exitCode = 3;
      if (stream === process.stdout) {
        process.stderr.write(`The answer could not be written to stdout, and is not complete: ${error.message}\n`);
      }
    });
  }
  const code = await runCli(process.argv.slice(2), {
    env: process.env,
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    signal: stop.signal,
    folder: process.cwd(),
    person: () => userName(userInfo),
  });
  process.exitCode ??= code;
}

/** A container may run under a number that no user belongs to. */
function userName(userInfo: () => { readonly username: string }): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? '?'}`;
  }
}
