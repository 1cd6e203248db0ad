import { z } from 'zod';
import type { ResourceRequirements } from '../../domain/flink.ts';
import type { FlinkWrite, SendOutcome } from '../../ports/flink.ts';
import { classifySend, type WriteKind } from './classify-send.ts';
import { parseJson } from '../http/parse-json.ts';
import { errorSummary, flinkErrors } from './flink-errors.ts';
import type { HttpClient, HttpResult } from './http-client.ts';
import { plainText } from './plain-text.ts';
import type { Call } from './routes.ts';
import { runBody } from './run-body.ts';

/** Flink ends a run when the program's main() has; the caller's signal comes long before this. */
const runLimitMs = 600_000;
const maxDetail = 500;

/** Every method sends one request over a connection of its own, at most once, and returns what that proved. */
export function makeWrites(http: HttpClient, limitMs: number): FlinkWrite {
  async function send(
    write: WriteKind,
    call: Call,
    body: unknown,
    signal: AbortSignal,
    ownLimitMs = limitMs,
  ): Promise<SendOutcome> {
    const misfit = misfitIn(call, body);
    if (misfit !== undefined) return outcome('refused', undefined, `${misfit}; nothing was sent`);
    try {
      const text = body === undefined ? {} : { body: JSON.stringify(body) };
      const result = await http.send({ call, ...text, limitMs: ownLimitMs, fresh: true }, signal);
      const kind = classifySend(write, result);
      const other = kind === 'executed' ? otherIdIn(result, body) : undefined;
      if (other !== undefined) return outcome('other-key', other.status, other.detail);
      return result.kind === 'silent'
        ? outcome(kind, undefined, `${http.where(call)}: ${result.why}`)
        : outcome(kind, result.status, detailOf(kind, result));
    } catch {
      return outcome('maybe', undefined, `${http.where(call)}: it ended in an unexpected error of this program`);
    }
  }

  return {
    triggerCheckpoint: (job, triggerId, signal) => {
      const body = { checkpointType: 'CONFIGURED', triggerId };
      return send('checkpoint', { route: 'triggerCheckpoint', params: { job } }, body, signal);
    },
    triggerSavepoint: ({ job, triggerId, directory }, signal) => {
      // Flink spells the directory in two ways, and takes a wrong spelling for the default directory.
      const body = { 'target-directory': directory, 'cancel-job': false, triggerId };
      return send('savepoint', { route: 'triggerSavepoint', params: { job } }, body, signal);
    },
    stopWithSavepoint: ({ job, triggerId, directory }, signal) => {
      const body = { targetDirectory: directory, drain: false, triggerId };
      return send('stop', { route: 'stop', params: { job } }, body, signal);
    },
    runJar: async (request, signal) => {
      const body = runBody(request);
      if (body === undefined) {
        const why = `Flink version ${plainText(request.flinkVersion, 40)} cannot be read, and its requests differ by version`;
        return outcome('refused', undefined, `${why}; nothing was sent`);
      }
      return send('run', { route: 'runJar', params: { jar: request.jarId } }, body, signal, runLimitMs);
    },
    cancel: (job, signal) =>
      send('cancel', { route: 'cancel', params: { job }, query: { mode: 'cancel' } }, undefined, signal),
    putResourceRequirements: (job, requirements, signal) =>
      send('requirements', { route: 'putResourceRequirements', params: { job } }, wireOf(requirements), signal),
  };
}

/** A server that does not take our id gives the work one of its own, and names that. */
const Accepted = z.object({ 'request-id': z.string().optional(), jobid: z.string().optional() });

function otherIdIn(
  result: HttpResult,
  sent: unknown,
): { readonly status: number; readonly detail: string } | undefined {
  if (result.kind !== 'answered' || result.status >= 300 || result.body.kind !== 'whole') return undefined;
  const read = Accepted.safeParse(parseJson(result.body.text));
  if (!read.success) return undefined;
  const ids = Object(sent) as Readonly<Record<string, unknown>>;
  const ours = ids['triggerId'] ?? ids['jobId'];
  const theirs = read.data['request-id'] ?? read.data.jobid;
  if (typeof ours !== 'string' || theirs === undefined || theirs.toLowerCase() === ours) return undefined;
  return { status: result.status, detail: `accepted as ${theirs}, not as ${ours}` };
}

/** Newer versions drop what they do not understand without a word, and with it the key that stops a second effect. */
function misfitIn(call: Call, body: unknown): string | undefined {
  const ids = { ...call.params, ...(typeof body === 'object' ? body : {}) } as Readonly<Record<string, unknown>>;
  for (const name of ['job', 'triggerId', 'jobId']) {
    const id = ids[name];
    if (id !== undefined && !(typeof id === 'string' && /^[0-9a-f]{32}$/.test(id))) {
      return `${name} is not 32 lower-case hex digits`;
    }
  }
  for (const name of ['target-directory', 'targetDirectory', 'savepointPath']) {
    if (ids[name] === '') return `${name} is empty`;
  }
  return undefined;
}

function wireOf(requirements: ResourceRequirements): unknown {
  return Object.fromEntries(
    Object.entries(requirements).map(([vertex, { lowerBound, upperBound }]) => [
      vertex,
      { parallelism: { lowerBound, upperBound } },
    ]),
  );
}

function detailOf(kind: SendOutcome['kind'], answer: Extract<HttpResult, { kind: 'answered' }>): string {
  const { status, body, isHtml, leadsTo } = answer;
  if (kind === 'executed' && status < 300) return body.kind === 'whole' ? 'accepted' : `accepted; ${body.why}`;
  if (body.kind === 'broken') return body.why;
  const errors = flinkErrors(body.text);
  if (errors !== undefined) return errorSummary(errors);
  if (leadsTo !== undefined) return `a redirect to ${leadsTo}, not an answer of Flink`;
  return isHtml ? 'a web page, not an answer of Flink' : 'not an answer of Flink';
}

function outcome(kind: SendOutcome['kind'], status: number | undefined, detail: string): SendOutcome {
  return { kind, status, detail: plainText(detail, maxDetail) };
}
