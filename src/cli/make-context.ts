import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { StoreUnusable } from '../adapters/store/store-error.ts';
import { makeLogger } from '../adapters/telemetry/logger.ts';
import { type Config, loadConfig } from '../config.ts';
import { type Env, envText, fileVariable, flinkUrlVariable } from '../config/env.ts';
import { redactAll } from '../diagnosis/redact-all.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../adapters/store/open-store.ts';
import type { CliContext } from './context.ts';
import { hasStore, openConfiguredStore, storeName } from './configured-store.ts';
import { requireNoFileThere } from './data-folder.ts';
import type { Outside } from './outside.ts';
import type { Output } from './output.ts';
import { whenSlow } from './when-slow.ts';

interface ContextParts {
  readonly output: Output;
  readonly clock: Clock;
  readonly env: Env;
  readonly stdin: Readable;
  readonly stderr: NodeJS.WritableStream;
  readonly signal: AbortSignal;
  readonly folder: string;
  readonly person: () => string;
  readonly outside: Outside;
  readonly busyTimeoutMs: number;
  /** The value of --config, once it is parsed. */
  readonly configFile: () => string | undefined;
  readonly exit: (code: number) => void;
}

/** The context of one run: the configuration is read at most once, the log made at most once, the store opened per use. */
export function makeContext(parts: ContextParts): CliContext {
  const { clock, env, folder, output, signal, stdin, outside, exit } = parts;
  let loaded: Config | undefined;
  let log: Log | undefined;

  function config(): Config {
    const file = parts.configFile();
    loaded ??= loadConfig({ ...(file !== undefined && { file }), env, folder });
    return loaded;
  }

  function makeLog(): Log {
    const { logLevel } = config();
    return makeLogger({
      level: logLevel,
      redact: redactAll,
      destination: { write: (line) => void parts.stderr.write(line) },
    });
  }

  async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
    const wanted = config();
    if (!hasStore(wanted)) {
      requireNoFileThere(wanted.data, wanted.file);
      throw new StoreUnusable(
        `flink-medic serve has not run yet on ${wanted.data}. Start it, or correct data in ${wanted.file ?? 'FLINK_MEDIC_DATA'}.`,
      );
    }
    const opening = () =>
      openConfiguredStore(wanted, {
        busyTimeoutMs: parts.busyTimeoutMs,
        role: 'cli',
        clock,
        onCorrupt: (error) => output.progress(`left out: ${error.message}`),
        onWait: () => output.progress('waiting for another process that writes to the store …'),
      });
    const store = await whenSlow(parts, () => storeName(wanted), opening);
    try {
      // Whoever has pressed Ctrl-C meanwhile has not said it.
      signal.throwIfAborted();
      return await work(store);
    } finally {
      await store.close();
    }
  }

  return {
    output,
    clock,
    signal,
    folder,
    stdin,
    outside,
    exit,
    config,
    withStore,
    get log() {
      log ??= makeLog();
      return log;
    },
    get person() {
      return parts.person();
    },
    hasConfig: () =>
      parts.configFile() !== undefined ||
      envText(env, fileVariable) !== undefined ||
      envText(env, flinkUrlVariable) !== undefined ||
      existsSync(resolve(folder, 'flink-medic.yaml')),
  };
}
