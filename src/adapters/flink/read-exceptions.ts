import { z } from 'zod';
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

/** Flink keeps 16 by default. */
const maxExceptions = '20';

export async function readExceptions(
  reader: Reader,
  job: JobId,
  signal: AbortSignal,
): Promise<ExceptionHistory | undefined> {
  const call = { route: 'exceptions', params: { job }, query: { maxExceptions } } as const;
  const answered = await reader.read(call, Exceptions, unknownJob, signal);
  if (answered === undefined) return undefined;
  const { entries, truncated } = answered.exceptionHistory;
  return {
    entries: entries.flatMap((entry) => [entry, ...(entry.concurrentExceptions ?? [])]).map(toException),
    truncated,
  };
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
