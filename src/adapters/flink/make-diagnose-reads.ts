import { z } from 'zod';
import type { FlinkDiagnose, FlinkProcess } from '../../ports/flink-diagnose.ts';
import { noRoute, unknownJob, unknownProcess } from './absent.ts';
import { readConfig } from './read-config.ts';
import { readSubtasks } from './read-subtasks.ts';
import { readTaskManagers } from './read-task-managers.ts';
import { readWatermarks } from './read-watermarks.ts';
import type { Absent, Reader } from './reader.ts';
import type { Call, ReadRoute } from './routes.ts';

const maxThreads = 2_000;
const maxThreadChars = 8_192;

const Lines = z.object({ lines: z.array(z.string()), matched: z.number(), cut: z.boolean() });
const Threads = z.object({
  threadInfos: z.array(z.object({ threadName: z.string(), stringifiedThreadInfo: z.string() })),
});

const unknown: Absent = (answer) => noRoute(answer) || unknownProcess(answer) || unknownJob(answer);

/** The reads of an investigation; see the port. */
export function makeDiagnoseReads(reader: Reader): FlinkDiagnose {
  return {
    taskManagers: (signal, first) => readTaskManagers(reader, signal, first),
    subtasks: (job, vertex, signal) => readSubtasks(reader, job, vertex, signal),
    watermarks: (job, vertex, signal) => readWatermarks(reader, job, vertex, signal),
    log: (process, wanted, signal) => reader.read(logCall(process), Lines, unknown, signal, wanted),
    async threads(process, signal) {
      const answered = await reader.read(threadsCall(process), Threads, unknown, signal);
      return answered?.threadInfos.slice(0, maxThreads).map(({ threadName, stringifiedThreadInfo }) => {
        return { name: threadName.slice(0, 300), text: stringifiedThreadInfo.slice(0, maxThreadChars) };
      });
    },
    config: (job, signal) => readConfig(reader, job, signal),
  };
}

function logCall(process: FlinkProcess): Call<ReadRoute> {
  return process.kind === 'jobmanager'
    ? { route: 'jobManagerLog', params: {} }
    : { route: 'taskManagerLog', params: { taskManager: process.id } };
}

function threadsCall(process: FlinkProcess): Call<ReadRoute> {
  return process.kind === 'jobmanager'
    ? { route: 'jobManagerThreads', params: {} }
    : { route: 'taskManagerThreads', params: { taskManager: process.id } };
}
