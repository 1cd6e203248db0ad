import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const script = fileURLToPath(new URL('../../support/store-child.ts', import.meta.url));

export interface Child {
  readonly pid: number;
  /** What it printed so far. */
  output(): string;
  /** Resolves at its first line, or fails with what it said when it ends without one. */
  firstLine(): Promise<string>;
  /** Resolves when it has ended. */
  ended(): Promise<void>;
  kill(): Promise<void>;
}

/** Starts the second process; it is killed after the test if it still runs. */
export function startChild(...args: readonly string[]): Child {
  return started(process.execPath, [script, ...args]);
}

/** … by a shell command, which begins it with `"$0" "$@"`. */
export function startChildInShell(command: string, ...args: readonly string[]): Child {
  return started('sh', ['-c', command, process.execPath, script, ...args]);
}

function started(program: string, args: readonly string[]): Child {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let complaints = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    complaints += chunk.toString();
  });
  const closed = once(child, 'close');
  const running: Child = {
    pid: child.pid ?? -1,
    output: () => output,
    firstLine: async () => {
      while (!output.includes('\n') && isRunning(child)) await Promise.race([once(child.stdout, 'data'), closed]);
      if (!isRunning(child)) await closed;
      if (!output.includes('\n')) throw new Error(`The child ended without a line: ${complaints}`);
      return output.slice(0, output.indexOf('\n'));
    },
    ended: async () => {
      await closed;
      if (complaints !== '') throw new Error(`The child complained: ${complaints}`);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await closed;
    },
  };
  onTestFinished(() => running.kill());
  return running;
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}
