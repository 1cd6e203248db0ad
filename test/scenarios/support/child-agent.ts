import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FastClock } from './fast-clock.ts';

/** `flink-medic serve` as a process that can be killed. */
export interface ChildAgent {
  readonly pid: number;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  /** SIGTERM, and by force after a while; returns the exit code, null after force. */
  stop(): Promise<number | null>;
  log(): string;
}

const entry = fileURLToPath(new URL('agent-child.ts', import.meta.url));
const realEntry = fileURLToPath(new URL('../../../src/main.ts', import.meta.url));
const patienceMs = 10_000;
/** Loaded before the program, which knows nothing of it: it ends with its parent. */
const endWithParent = `data:text/javascript,${encodeURIComponent("process.on('disconnect', () => process.exit(1)); process.channel?.unref();")}`;

/** Follows the clock, also where it skips. */
export function startChildAgent(options: {
  readonly config: string;
  readonly logFile: string;
  readonly clock: FastClock;
}): ChildAgent & { follow(): void } {
  const { config, clock } = options;
  const child = spawnLogged([entry, config, JSON.stringify(clock.settings())], options.logFile);
  return {
    ...handleOf(child, options.logFile),
    follow: () => {
      if (child.connected) child.send(clock.settings());
    },
  };
}

/** The program as it is shipped, by the machine's clock. */
export function startRealAgent(options: { readonly config: string; readonly logFile: string }): ChildAgent {
  const args = ['--import', endWithParent, realEntry, 'serve', '--config', options.config];
  return handleOf(spawnLogged(args, options.logFile), options.logFile);
}

function spawnLogged(args: readonly string[], logFile: string): ChildProcess {
  const log = openSync(logFile, 'a');
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', log, log, 'ipc'],
    env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] },
  });
  closeSync(log);
  return child;
}

function handleOf(child: ChildProcess, logFile: string): ChildAgent {
  const gone = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  return {
    pid: child.pid ?? 0,
    log: () => readFileSync(logFile, 'utf8'),
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
    async stop() {
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), patienceMs);
      const code = await gone;
      clearTimeout(force);
      return code;
    },
  };
}
