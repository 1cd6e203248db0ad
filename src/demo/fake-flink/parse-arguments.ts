import type { JobShape } from '../jobs.ts';
import type { FakeJobShape } from './fake-job.ts';

/** The name and what the arguments say of the shape, or the argument that the program does not know. */
export type ParsedArguments =
  | { readonly kind: 'parsed'; readonly name: string; readonly change: Partial<FakeJobShape> }
  | { readonly kind: 'unknown'; readonly argument: string };

const kept: Readonly<Record<string, JobShape['checkpointsKept']>> = {
  RETAIN_ON_CANCELLATION: 'always',
  DELETE_ON_CANCELLATION: 'when-failed',
  NO_EXTERNALIZED_CHECKPOINTS: 'never',
};

/** Reads the arguments of the demo's job program: pairs, `--conf` any number of times. */
export function parseArguments(args: readonly string[]): ParsedArguments {
  let name = 'orders';
  const change: { -readonly [Key in keyof FakeJobShape]?: FakeJobShape[Key] } = {};
  const options = new Map<string, string>();
  for (let at = 0; at + 1 < args.length; at += 2) {
    const [argument = '', value = ''] = args.slice(at, at + 2);
    switch (argument) {
      case '--name':
        name = value;
        break;
      case '--origin':
        change.originMs = Number(value);
        break;
      case '--rate':
        change.recordsPerSecond = Number(value);
        break;
      case '--read-rate':
        change.readLimitPerSecond = Number(value);
        break;
      case '--control':
      case '--partitions':
        break;
      case '--conf':
        options.set(value.slice(0, value.indexOf('=')), value.slice(value.indexOf('=') + 1));
        break;
      default:
        return { kind: 'unknown', argument };
    }
  }
  return { kind: 'parsed', name, change: { ...change, ...fromOptions(options) } };
}

function fromOptions(options: ReadonlyMap<string, string>): Partial<FakeJobShape> {
  const attempts = number(options.get('restart-strategy.fixed-delay.attempts'));
  const retention = options.get('execution.checkpointing.externalized-checkpoint-retention');
  return given({
    checkpointIntervalMs: number(options.get('execution.checkpointing.interval')),
    checkpointTimeoutMs: number(options.get('execution.checkpointing.timeout')),
    tolerableFailedCheckpoints: number(options.get('execution.checkpointing.tolerable-failed-checkpoints')),
    checkpointsKept: retention === undefined ? undefined : kept[retention],
    // Java's largest int stands for "for ever".
    restartAttempts: attempts === 2_147_483_647 ? undefined : attempts,
    restartDelayMs: number(options.get('restart-strategy.fixed-delay.delay')),
    maxParallelism: number(options.get('pipeline.max-parallelism')),
  });
}

/** `2000 ms` or `16`. */
function number(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number.parseInt(text, 10);
}

function given<T extends object>(values: { [Key in keyof T]: T[Key] | undefined }): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}
