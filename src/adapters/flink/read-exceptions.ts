import { z } from 'zod';
import { FlinkUnreadable } from '../../domain/errors.ts';
import { vertexNameOf } from '../../domain/fingerprint.ts';
import type { ExceptionHistory, FlinkException, JobId } from '../../domain/flink.ts';
import { unknownJob } from './absent.ts';
import type { Reader } from './reader.ts';

const Entry = z.object({
  exceptionName: z.string(),
  stacktrace: z.string(),
  timestamp: z.number(),
  taskName: z.string().nullish(),
  taskManagerId: z.string().nullish(),
});
/** Versions before 2.0 write more beside it: the same again, in an older form. */
const Exceptions = z.object({
  exceptionHistory: z.object({
    entries: z.array(Entry.extend({ concurrentExceptions: z.array(Entry).nullish() })),
    truncated: z.boolean().default(false),
  }),
});

/** Flink keeps 16 by default. Each brings along what failed with it, every subtask of the job at worst: where that is too much, the newest must do. */
const mostFirst = ['20', '4', '1'] as const;
/** Subtasks that fail together mostly fail of the same: where there are more than these, one of each kind is kept. */
const maxConcurrent = 20;

export async function readExceptions(
  reader: Reader,
  job: JobId,
  signal: AbortSignal,
): Promise<ExceptionHistory | undefined> {
  const answered = await readAsMany(reader, job, signal);
  if (answered === undefined) return undefined;
  const { entries, truncated } = answered.exceptionHistory;
  return {
    entries: entries.flatMap((entry) => [
      toException(entry),
      ...oneOfEach(entry.concurrentExceptions ?? []).map((one) => ({ ...toException(one), concurrent: true as const })),
    ]),
    truncated,
  };
}

async function readAsMany(
  reader: Reader,
  job: JobId,
  signal: AbortSignal,
): Promise<z.infer<typeof Exceptions> | undefined> {
  let tooLarge: FlinkUnreadable | undefined;
  for (const maxExceptions of mostFirst) {
    const call = { route: 'exceptions', params: { job }, query: { maxExceptions } } as const;
    try {
      return await reader.read(call, Exceptions, unknownJob, signal);
    } catch (error) {
      if (!(error instanceof FlinkUnreadable) || error.reason !== 'too-large') throw error;
      tooLarge = error;
    }
  }
  throw tooLarge;
}

function oneOfEach(concurrent: readonly z.infer<typeof Entry>[]): readonly z.infer<typeof Entry>[] {
  if (concurrent.length <= maxConcurrent) return concurrent;
  const kinds = new Map<string, z.infer<typeof Entry>>();
  for (const entry of concurrent) {
    const kind = kindOf(entry);
    if (!kinds.has(kind)) kinds.set(kind, entry);
  }
  return [...kinds.values()].slice(0, maxConcurrent);
}

/** Class, vertex and innermost cause without its numbers. */
function kindOf({ exceptionName, taskName, stacktrace }: z.infer<typeof Entry>): string {
  const root = Math.max(0, stacktrace.lastIndexOf('\nCaused by: '));
  const [cause = ''] = stacktrace
    .slice(root, root + 200)
    .trimStart()
    .split('\n', 1);
  return [exceptionName, vertexNameOf(taskName ?? ''), cause.replaceAll(/\d+/g, '#')].join('\n');
}

function toException(entry: z.infer<typeof Entry>): FlinkException {
  return {
    name: entry.exceptionName,
    stacktrace: entry.stacktrace,
    timestamp: entry.timestamp,
    taskName: entry.taskName ?? undefined,
    taskManagerId: entry.taskManagerId ?? undefined,
  };
}
