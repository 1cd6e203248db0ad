import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { DemoError } from './demo-error.ts';

export interface AgentProcessOptions {
  /** This program's entry file, run with `serve --config <configFile>`. */
  readonly main: string;
  readonly configFile: string;
  /** Gets the agent's JSON log. */
  readonly logFile: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly onEvent: (event: AgentEvent) => void;
  /** Pause before it is started again; default 500. */
  readonly restartAfterMs?: number;
}

export type AgentEvent =
  | { readonly kind: 'started'; readonly pid: number }
  /** It ended without being asked; it is started again unless it did so too often. */
  | { readonly kind: 'ended'; readonly pid: number; readonly how: string };

/** The agent as a process of its own, kept running. */
export interface AgentProcess {
  /** Undefined between two lives. */
  pid(): number | undefined;
  /** How often it was started again. */
  restarts(): number;
  /** Why it is no longer started again; undefined while it is. */
  failure(): DemoError | undefined;
  /** Asks it to end, waits, and ends it by force after 10 s. It is not started again. */
  stop(): Promise<void>;
}

/** Lives that are shorter than this count as failures; so many in a row, and it is given up. */
const shortLifeMs = 5_000;
const shortLives = 4;
const patienceMs = 10_000;

/**
 * Ends the agent when this process is gone, in whatever way: the channel between them breaks then. Loaded before the
 * agent's own code, which knows nothing of it.
 */
const endWithParent = `process.on('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), 3000);
});
process.channel?.unref();`;

/** Starts the agent in its own process group, so that a Ctrl-C in the terminal reaches only us. */
export function startAgentProcess(options: AgentProcessOptions): AgentProcess {
  const { restartAfterMs = 500 } = options;
  let child: ChildProcess | undefined;
  let gone: Promise<void> = Promise.resolve();
  let again: NodeJS.Timeout | undefined;
  let restarts = 0;
  let tooShort = 0;
  let stopping = false;
  let failure: DemoError | undefined;

  function start(): void {
    const startedAt = performance.now();
    const log = openSync(options.logFile, 'a');
    const guard = `data:text/javascript,${encodeURIComponent(endWithParent)}`;
    const args = ['--import', guard, options.main, 'serve', '--config', options.configFile];
    const started = spawn(process.execPath, args, {
      stdio: ['ignore', log, log, 'ipc'],
      detached: true,
      env: agentEnv(options.env),
    });
    closeSync(log);
    child = started;
    gone = new Promise((resolve) => {
      started.once('error', (error) => ended(error.message));
      started.once('exit', (code, signal) => ended(signal === null ? `exit code ${code}` : `signal ${signal}`));

      function ended(how: string): void {
        resolve();
        if (child !== started) return;
        child = undefined;
        if (!stopping) restart(started.pid ?? 0, how, performance.now() - startedAt);
      }
    });
    if (started.pid !== undefined) options.onEvent({ kind: 'started', pid: started.pid });
  }

  function restart(pid: number, how: string, livedMs: number): void {
    options.onEvent({ kind: 'ended', pid, how });
    tooShort = livedMs < shortLifeMs ? tooShort + 1 : 0;
    if (tooShort >= shortLives) {
      failure = new DemoError(
        'demo.process_failed',
        `The agent ended ${tooShort} times in a row within ${shortLifeMs / 1000} s (${how}). Its last words in ${options.logFile}:\n${lastLines(options.logFile)}`,
      );
      return;
    }
    again = setTimeout(() => {
      restarts += 1;
      start();
    }, restartAfterMs);
  }

  start();
  return {
    pid: () => child?.pid,
    restarts: () => restarts,
    failure: () => failure,
    async stop() {
      stopping = true;
      clearTimeout(again);
      const last = child;
      last?.kill('SIGTERM');
      const force = setTimeout(() => last?.kill('SIGKILL'), patienceMs);
      await gone;
      clearTimeout(force);
    },
  };
}

/** The demo's agent follows its own file alone, whatever is set for the user's. */
function agentEnv(env: AgentProcessOptions['env']): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('FLINK_MEDIC_')));
}

function lastLines(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-12).join('\n');
}
