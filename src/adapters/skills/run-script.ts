import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { messageOf } from '../../domain/errors.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ScriptAnswer, SkillScripts } from '../../ports/skill-scripts.ts';
import { type Isolation, readyMark } from './isolate.ts';
import { sha256 } from './package-files.ts';
import { makeScriptFolder, removeLeftFolders } from './script-folder.ts';

export interface ScriptLimits {
  readonly timeMs: number;
  readonly outputBytes: number;
}

type ReadScript = (
  skill: string,
  file: string,
) => { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly reason: string };

/** Nothing of this process's environment: it may hold keys. */
const environment = { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', LANG: 'C.UTF-8', HOME: '/work' };

/** `allow`: SHA-256 of the scripts that may run. The bytes that were hashed are the bytes that run: they are copied first. */
export function makeSkillScripts(options: {
  readonly allow: readonly string[];
  readonly read: ReadScript;
  readonly isolation: Isolation;
  readonly clock: Clock;
  readonly limits?: ScriptLimits;
}): SkillScripts {
  const { allow, read, isolation, clock, limits = { timeMs: 10_000, outputBytes: 16_384 } } = options;
  const refuse = (why: string): ScriptAnswer => ({ kind: 'refused', why });
  removeLeftFolders(clock.now());
  return {
    async run(skill, file, args, signal) {
      if (!/^scripts\/[^/]/.test(file)) return refuse('a script lies below scripts/ of its skill');
      if (args.length > 8) return refuse(`at most 8 arguments are allowed, not ${args.length}`);
      const wrong = args.find((one) => !/^(?!-)[\w.:@%+,=-]{1,128}$/.test(one));
      if (wrong !== undefined)
        return refuse(
          `argument ${JSON.stringify(wrong.slice(0, 64))} is not allowed: words of letters, digits and ._:@%+,=- only`,
        );
      const content = read(skill, file);
      if (!content.ok) return refuse(`the script cannot be read: ${content.reason}`);
      const digest = sha256(content.bytes);
      if (!allow.includes(digest)) {
        return refuse(
          `its SHA-256 ${digest} is not in skills.scripts.allow; a person who has read it may add it there`,
        );
      }
      if (signal.aborted) return refuse('it was given up before it started');
      let folder: string | undefined;
      try {
        removeLeftFolders(clock.now());
        folder = makeScriptFolder();
        mkdirSync(join(folder, 'root'));
        writeFileSync(join(folder, 'script'), content.bytes, { flag: 'wx' });
        chmodSync(join(folder, 'script'), 0o500);
        return await start(isolation, folder, args, limits, signal);
      } catch (error) {
        return refuse(`it could not be started: ${messageOf(error)}`);
      } finally {
        if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

async function start(
  isolation: Isolation,
  folder: string,
  args: readonly string[],
  limits: ScriptLimits,
  signal: AbortSignal,
): Promise<ScriptAnswer> {
  const { program, args: given } = isolation.command(folder, args);
  const child = spawn(program, given, {
    cwd: folder,
    env: environment,
    // A group of its own, which can be ended as a whole.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const written = collect(child, limits.outputBytes, () => end(child));
  const limit = AbortSignal.timeout(limits.timeMs);
  const stop = AbortSignal.any([limit, signal]);
  stop.addEventListener('abort', () => end(child), { once: true });
  if (stop.aborted) end(child);
  const code = await new Promise<number | Error>((resolve) => {
    child.once('error', resolve);
    child.once('close', (exit) => resolve(exit ?? -1));
  });
  const { output, cut, ready } = written();
  if (code instanceof Error || ready !== readyMark) {
    const why = code instanceof Error ? code.message : output.trim().slice(0, 200);
    return {
      kind: 'refused',
      why: stop.aborted
        ? 'it was ended before it started'
        : `it cannot be shut off from the network here, so it is not run: ${why}`,
    };
  }
  if (signal.aborted) return { kind: 'refused', why: 'it was given up and ended' };
  if (limit.aborted) return { kind: 'refused', why: `it was ended after ${limits.timeMs / 1000} s; it must be faster` };
  return { kind: 'ok', code, output, cut };
}

/** Both streams in one text, up to a limit; `full` is called once beyond it. */
function collect(child: ChildProcess, limit: number, full: () => void) {
  const chunks: Buffer[] = [];
  let length = 0;
  let cut = false;
  let ready = '';
  const take = (chunk: Buffer) => {
    const kept = chunk.subarray(0, Math.max(0, limit - length));
    chunks.push(kept);
    length += kept.length;
    if (kept.length < chunk.length && !cut) {
      cut = true;
      full();
    }
  };
  child.stdout?.on('data', take);
  child.stderr?.on('data', take);
  (child.stdio[3] as Readable | null | undefined)?.on('data', (chunk: Buffer) => {
    ready = (ready + chunk.toString('utf8')).slice(0, 16);
  });
  return () => ({ output: Buffer.concat(chunks).toString('utf8').toWellFormed(), cut, ready });
}

function end({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
