import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A process of the benchmark, spoken to over its IPC channel; each ends by itself when the channel does. */
export interface BenchProcess<In extends object, Out extends { readonly kind: string }> {
  tell(message: In): void;
  /** Resolves with the next message of this kind that nobody has heard yet. Rejects when the process ends before. */
  heard<K extends Out['kind']>(kind: K): Promise<Extract<Out, { kind: K }>>;
  /** Resolves when it is gone, also if that was before. */
  kill(): Promise<void>;
}

export function startProcess<In extends object, Out extends { readonly kind: string }>(
  script: 'ledger-cost-process' | 'ledger-kill-process',
): BenchProcess<In, Out> {
  const file = fileURLToPath(new URL(`./${script}.ts`, import.meta.url));
  const child: ChildProcess = fork(file, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let complaints = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    if (complaints.length < 10_000) complaints += chunk.toString();
  });
  const unheard: Out[] = [];
  const listeners = new Set<() => void>();
  child.on('message', (message) => {
    unheard.push(message as Out);
    for (const listener of listeners) listener();
  });
  // A message to a process that has just been killed is lost, and that is no error here.
  child.on('error', () => undefined);
  const ended = once(child, 'close').then(() => {
    for (const listener of listeners) listener();
  });
  const isOver = (): boolean => child.exitCode !== null || child.signalCode !== null;

  return {
    tell: (message) => void child.send(message, () => undefined),
    heard: <K extends Out['kind']>(kind: K) =>
      new Promise<Extract<Out, { kind: K }>>((resolve, reject) => {
        const listener = (): void => {
          const index = unheard.findIndex((one) => one.kind === kind);
          if (index < 0 && !isOver()) return;
          listeners.delete(listener);
          const [message] = index < 0 ? [] : unheard.splice(index, 1);
          if (message !== undefined) resolve(message as Extract<Out, { kind: K }>);
          else reject(new Error(`The ${script} has ended by itself: ${complaints}`));
        };
        listeners.add(listener);
        listener();
      }),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
