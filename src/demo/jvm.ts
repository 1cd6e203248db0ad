import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { DemoError } from './demo-error.ts';

export interface JvmOptions {
  /** Shown in errors, e.g. `JobManager`. */
  readonly name: string;
  readonly java: string;
  readonly arguments: readonly string[];
  /** Written by the program itself. */
  readonly logFile: string;
  /** Receives standard output and standard error. */
  readonly outFile: string;
}

/** One Java process that ends when this process ends, in whatever way. */
export interface Jvm {
  readonly name: string;
  readonly pid: number;
  /** Undefined while it runs. */
  exit(): string | undefined;
  /** Stops all its threads; connections to it are accepted but not answered. It goes on by itself if we die. */
  freeze(): void;
  thaw(): void;
  /** Ends it with SIGKILL, as a lost machine would, and waits until it is gone. */
  kill(): Promise<void>;
  /** The last error and the last lines it wrote, for an error message. */
  lastWords(): string;
}

/**
 * Starts a JVM through the launcher, which watches the pipe on standard input. It has its own process group, so a
 * Ctrl-C in the terminal reaches only us.
 * @throws {DemoError} `demo.process_failed` when the process cannot be started.
 */
export function startJvm(options: JvmOptions): Jvm {
  const out = openSync(options.outFile, 'a');
  const child = spawn(options.java, options.arguments, { stdio: ['pipe', out, out], detached: true });
  closeSync(out);
  let ended: string | undefined;
  const gone = new Promise<void>((resolve) => {
    child.on('error', (err) => {
      ended ??= err.message;
      resolve();
    });
    child.on('exit', (code, signal) => {
      ended ??= signal === null ? `exit code ${code}` : `signal ${signal}`;
      resolve();
    });
  });
  // A killed reader breaks the pipe; nothing is ever written to it.
  child.stdin?.on('error', () => {});
  const { pid } = child;
  if (pid === undefined) {
    throw new DemoError('demo.process_failed', `${options.name} could not be started with ${options.java}`);
  }
  let guard: ChildProcess | undefined;

  function thaw(): void {
    if (ended === undefined) process.kill(pid as number, 'SIGCONT');
    guard?.stdin?.end();
    guard = undefined;
  }

  return {
    name: options.name,
    pid,
    exit: () => ended,
    freeze() {
      if (guard !== undefined || ended !== undefined) return;
      guard = startThawGuard(pid);
      process.kill(pid, 'SIGSTOP');
    },
    thaw,
    async kill() {
      if (ended === undefined) process.kill(pid, 'SIGKILL');
      await gone;
      thaw();
    },
    lastWords: () => lastLines([options.outFile, options.logFile]),
  };
}

/** A frozen JVM cannot see that its parent died, so a small shell waits for that and lets it go on. */
function startThawGuard(pid: number): ChildProcess {
  const guard = spawn('sh', ['-c', `read -r _; kill -CONT ${pid} 2>/dev/null`], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  guard.stdin?.on('error', () => {});
  return guard;
}

function lastLines(files: readonly string[]): string {
  const parts: string[] = [];
  for (const file of files) {
    if (!existsSync(file)) continue;
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    const last = [...whatWentWrong(lines.slice(0, -12)), ...lines.slice(-12)];
    if (last.join('').length > 0) parts.push(`${file}:\n${last.join('\n')}`);
  }
  return parts.join('\n');
}

/** The last error of a log and its causes, without their frames, which fill the end of it. */
function whatWentWrong(lines: readonly string[]): string[] {
  const error = lines.findLastIndex((line) => / (ERROR|FATAL) /u.test(line));
  if (error === -1) return [];
  return lines.slice(error).filter((line, index) => index < 2 || line.startsWith('Caused by: '));
}
