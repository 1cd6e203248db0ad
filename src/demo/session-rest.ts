import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { DemoError } from './demo-error.ts';

/** What a job is started with. */
export interface Submission {
  readonly programArguments: readonly string[];
  readonly parallelism: number;
  /** 32 hex digits; Flink draws one when absent. */
  readonly jobId?: string;
  /** Checkpoint or savepoint to start from; claimed by nobody (NO_CLAIM). */
  readonly snapshotPath?: string;
}

/** The few REST calls of a session cluster that the demo itself needs; it is a user here, not the medic. */
export interface SessionRest {
  /** Uploads the jar unless the running JobManager has it, and starts a job. Returns the job's id. */
  submit(submission: Submission): Promise<string>;
  /** Uploads the jar unless the running JobManager has it. Returns its id there. */
  jarId(): Promise<string>;
  /** Reads a path such as `/jobs/overview`. */
  get(path: string): Promise<unknown>;
  send(method: 'PATCH' | 'POST' | 'PUT', path: string, body?: unknown): Promise<unknown>;
}

const timeLimitMs = 60_000;
/** The main class of every job of the demo. */
export const entryClass = 'org.flinkmedic.jobs.OrderPipeline';

/** Every method throws {@link DemoError} `demo.rest_failed` when Flink gives no answer or refuses. */
export function makeSessionRest(url: string, jobsJar: string): SessionRest {
  async function call(method: string, path: string, init: RequestInit = {}): Promise<unknown> {
    let response: Response;
    let text: string;
    try {
      response = await fetch(url + path, { ...init, method, signal: AbortSignal.timeout(timeLimitMs) });
      text = await response.text();
    } catch (error) {
      throw new DemoError('demo.rest_failed', `${method} ${url}${path} gave no answer`, { cause: error });
    }
    if (response.ok) return text === '' ? {} : JSON.parse(text);
    throw new DemoError(
      'demo.rest_failed',
      `${method} ${url}${path} answered ${response.status}: ${text.slice(0, 2000)}`,
    );
  }

  async function send(method: string, path: string, body: unknown = {}): Promise<unknown> {
    return await call(method, path, {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
  }

  let uploaded: string | undefined;

  // A restarted JobManager has lost the jar, so its list is read each time.
  async function jarId(): Promise<string> {
    const { files } = (await call('GET', '/jars')) as { files: { id: string }[] };
    if (uploaded !== undefined && files.some((file) => file.id === uploaded)) return uploaded;
    const form = new FormData();
    form.append(
      'jarfile',
      new Blob([await readFile(jobsJar)], { type: 'application/java-archive' }),
      basename(jobsJar),
    );
    const { filename } = (await call('POST', '/jars/upload', { body: form })) as { filename: string };
    uploaded = basename(filename);
    return uploaded;
  }

  return {
    jarId,
    get: async (path) => await call('GET', path),
    send,
    async submit(submission) {
      const { jobid } = (await send('POST', `/jars/${encodeURIComponent(await jarId())}/run`, {
        entryClass,
        programArgsList: submission.programArguments,
        parallelism: submission.parallelism,
        ...(submission.jobId === undefined ? {} : { jobId: submission.jobId }),
        ...(submission.snapshotPath === undefined
          ? {}
          : // NO_CLAIM is what Flink does unasked, and its name is another one before 1.20.
            { savepointPath: submission.snapshotPath, allowNonRestoredState: false }),
      })) as { jobid: string };
      return jobid;
    },
  };
}
