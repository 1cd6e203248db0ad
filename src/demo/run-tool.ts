import { spawn } from 'node:child_process';

export interface ToolResult {
  /** Undefined when the program could not be started at all, e.g. because it is not installed. */
  readonly exitCode: number | undefined;
  /** Standard output and standard error, in the order they came. */
  readonly output: string;
}

/** Runs a program to its end, or ends it when the signal aborts; never throws. */
export async function runTool(command: string, args: readonly string[], signal?: AbortSignal): Promise<ToolResult> {
  return await new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(signal !== undefined && { signal }),
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += String(chunk);
    });
    child.stderr.on('data', (chunk) => {
      output += String(chunk);
    });
    child.on('error', (err) => resolve({ exitCode: undefined, output: err.message }));
    child.on('close', (exitCode) => resolve({ exitCode: exitCode ?? 1, output }));
  });
}
