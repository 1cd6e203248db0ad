import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { type CliWorld, runCli } from '../../src/cli.ts';
import type { Outside } from '../../src/cli/outside.ts';
import type { Clock } from '../../src/ports/clock.ts';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A new folder that is removed after the test. */
export function cliFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'flink-medic-cli-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files below the folder, making folders on the way. */
export function written(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** The sections that a SOP has to have. */
export function sopBody(applies = 'It is there.'): string {
  return `## When this applies\n${applies}\n## Diagnose\nLook.\n## Remedy\nMend.\n## Escalate\nCall.\n`;
}

/** One cluster that may be written to, and a data folder that exists. */
export function configured(folder: string, more = ''): void {
  mkdirSync(join(folder, 'data'), { recursive: true });
  written(folder, {
    'flink-medic.yaml': `data: ./data\nclusters:\n  - name: prod\n    url: http://127.0.0.1:1\n    mode: ask\n    controller: none\n    jobs: [{ name: orders }]\n${more}`,
  });
}

/**
 * A clock that short sleeps move at once, `onSleep` first; longer ones only end when they are aborted, so that nothing in a test
 * counts as slow.
 */
export function jumpingClock(start: number, onSleep: () => Promise<void> = () => Promise.resolve()): Clock {
  let time = start;
  return {
    now: () => time,
    sleep: async (ms, signal) => {
      if (ms <= 1_000) {
        time += ms;
        await onSleep();
        return;
      }
      if (signal.aborted) return;
      await new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    },
  };
}

/** A clock on which two seconds are over at once; `untilTold` ends when what they were waited for has been said. */
export function tellingClock(): { readonly clock: Clock; readonly untilTold: Promise<void> } {
  const { promise: untilTold, resolve: told } = Promise.withResolvers<void>();
  const clock: Clock = {
    now: () => 2_000,
    sleep: (ms, signal) => (ms === 2_000 ? Promise.resolve() : (told(), jumpingClock(0).sleep(ms, signal))),
  };
  return { clock, untilTold };
}

/** Nothing outside may be touched unless the test says how. */
export function outsideWith(change: Partial<Outside>): Outside {
  const never = (name: string) => () => Promise.reject(new Error(`unexpected use of ${name}`));
  return {
    flink: never('flink'),
    jars: never('jars'),
    llm: never('llm'),
    embeddings: never('embeddings'),
    checkQdrant: never('checkQdrant'),
    checkSlack: never('checkSlack'),
    checkPageWebhook: never('checkPageWebhook'),
    fetchSkill: never('fetchSkill'),
    serve: never('serve'),
    demo: never('demo'),
    ...change,
  };
}

export async function run(argv: readonly string[], change: Partial<CliWorld> & { folder: string }): Promise<Ran> {
  const stdout = collector();
  const stderr = collector();
  const code = await runCli(argv, {
    env: {},
    stdin: Readable.from([]),
    stdout: stdout.stream,
    stderr: stderr.stream,
    signal: new AbortController().signal,
    person: () => 'ann',
    clock: jumpingClock(2_000),
    outside: outsideWith({}),
    busyTimeoutMs: 50,
    ...change,
  });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

function collector(): { stream: Writable; text: () => string } {
  let text = '';
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString('utf8');
      done();
    },
  });
  return { stream, text: () => text };
}
