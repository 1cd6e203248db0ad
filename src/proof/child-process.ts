import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { OpsError } from '../domain/errors.ts';
import { gaveUp } from './obey-parent.ts';

/** A process of the proof, spoken to over its IPC channel. It ends by itself when this process does. */
export interface Child<In, Out extends { readonly kind: string }> {
  readonly pid: number;
  tell(message: In): void;
  /** Resolves with the first message of this kind, also when it came already. Rejects if the process ends before. */
  heard<K extends Out['kind']>(kind: K): Promise<Extract<Out, { kind: K }>>;
  /** The message, if it came. */
  said<K extends Out['kind']>(kind: K): Extract<Out, { kind: K }> | undefined;
  on<K extends Out['kind']>(kind: K, listener: (message: Extract<Out, { kind: K }>) => void): () => void;
  signal(name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void;
  /** Resolves when it has ended, also if that was before. */
  readonly ended: Promise<void>;
  readonly alive: boolean;
  /** What it said on stderr: a child of the proof has nothing to say there. */
  complaint(): string;
  /** Once it has ended, and nobody killed it. */
  whyEnded(): ChildEnded | ChildGaveUp;
}

/** `script` is a module of this folder, as it is written or as it was built, or any other one by its address. */
export function startChild<In extends object, Out extends { readonly kind: string }>(
  script: 'worker-process' | 'target-process' | URL,
  cacheFolder: string,
): Child<In, Out> {
  const file = fileURLToPath(
    script instanceof URL ? script : new URL(`./${script}${extname(import.meta.url)}`, import.meta.url),
  );
  const child: ChildProcess = spawn(process.execPath, [file], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // Compiled once, loaded by hundreds.
    env: { ...process.env, NODE_OPTIONS: '', NODE_COMPILE_CACHE: cacheFolder },
  });
  let complaints = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    if (complaints.length < 10_000) complaints += chunk.toString();
  });
  // A message to a process that has just been killed is lost, and that is no error here.
  child.on('error', () => undefined);
  const messages: Out[] = [];
  const listeners = new Set<(message: Out) => void>();
  child.on('message', (message) => {
    messages.push(message as Out);
    for (const listener of listeners) listener(message as Out);
  });
  const ended = once(child, 'close').then(() => undefined);

  const started: Child<In, Out> = {
    ended,
    // None: it could not be started, and its end will say so.
    pid: child.pid ?? 0,
    tell: (message) => void child.send(message, () => undefined),
    said: <K extends Out['kind']>(kind: K) =>
      messages.find((one): one is Extract<Out, { kind: K }> => one.kind === kind),
    heard: <K extends Out['kind']>(kind: K) =>
      new Promise<Extract<Out, { kind: K }>>((resolve, reject) => {
        const known = started.said(kind);
        if (known !== undefined) {
          resolve(known);
          return;
        }
        const listener = (message: Out): void => {
          if (message.kind !== kind) return;
          listeners.delete(listener);
          resolve(message as Extract<Out, { kind: K }>);
        };
        listeners.add(listener);
        void ended.then(() => {
          listeners.delete(listener);
          reject(started.whyEnded());
        });
      }),
    on<K extends Out['kind']>(kind: K, listener: (message: Extract<Out, { kind: K }>) => void) {
      const wrapped = (message: Out): void => {
        if (message.kind === kind) listener(message as Extract<Out, { kind: K }>);
      };
      listeners.add(wrapped);
      return () => listeners.delete(wrapped);
    },
    signal: (name) => void child.kill(name),
    get alive() {
      return child.exitCode === null && child.signalCode === null;
    },
    complaint: () => complaints,
    whyEnded: () =>
      child.exitCode === gaveUp ? new ChildGaveUp(complaints.trim()) : new ChildEnded(basename(file), complaints),
  };
  return started;
}

/** A process of the proof met what people have to look after, such as a full disk. The same run may succeed later. */
export class ChildGaveUp extends OpsError {
  readonly code = 'proof.gave_up';
  readonly retryable = true;
}

/** A process of the proof ended although nobody killed it. */
export class ChildEnded extends Error {
  constructor(script: string, complaint: string) {
    super(`The ${script} has ended by itself: ${complaint === '' ? 'it did not say why' : complaint}`);
  }
}
