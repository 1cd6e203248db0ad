import type { z } from 'zod';
import { FlinkUnreadable, type UnreadableReason } from '../../domain/errors.ts';
import { parseJson } from '../http/parse-json.ts';
import { errorSummary, flinkErrors } from './flink-errors.ts';
import type { HttpClient, HttpResult } from './http-client.ts';
import type { Call, ReadRoute } from './routes.ts';

/** An answer that is not a good one. */
export interface ErrorAnswer {
  readonly status: number;
  /** Flink's own errors as one text. Undefined: something else answered, such as a proxy. */
  readonly flinkText: string | undefined;
}

/** Which error answers mean "there is none" rather than "could not be read". */
export type Absent = (answer: ErrorAnswer) => boolean;

/** Which lines of an answer that is a text are wanted. */
type Pick = (line: string) => boolean;

/** Reads and checks answers. Every method throws {FlinkUnreadable}, whose message says what happened, where, and what to look at. */
export interface Reader {
  /** Undefined exactly when `absent` says so. */
  read<T>(
    call: Call<ReadRoute>,
    schema: z.ZodType<T>,
    absent: Absent,
    signal: AbortSignal,
    pick?: Pick,
  ): Promise<T | undefined>;
  need<T>(call: Call<ReadRoute>, schema: z.ZodType<T>, signal: AbortSignal): Promise<T>;
}

export function makeReader(http: HttpClient, limitMs: number): Reader {
  async function answer(call: Call<ReadRoute>, signal: AbortSignal, pick?: Pick): Promise<HttpResult> {
    // What is named, such as a job, no other cluster knows. The rest would be believed of whoever stands behind a kept connection, also
    // when the address leads to another cluster meanwhile.
    const fresh = Object.keys(call.params).length === 0;
    const first = await http.send({ call, limitMs, fresh, pick }, signal);
    // The other side closed a kept connection while it was idle. A read has no effect, so it is asked again, once.
    return first.kind === 'silent' && first.wasStale ? http.send({ call, limitMs, fresh: true, pick }, signal) : first;
  }

  async function read<T>(
    call: Call<ReadRoute>,
    schema: z.ZodType<T>,
    absent: Absent,
    signal: AbortSignal,
    pick?: Pick,
  ) {
    const result = await answer(call, signal, pick);
    const error = errorAnswer(result);
    if (error !== undefined && absent(error)) return undefined;
    return valueOf(result, schema, http.where(call));
  }

  return {
    read,
    need: async (call, schema, signal) => valueOf(await answer(call, signal), schema, http.where(call)),
  };
}

function errorAnswer(result: HttpResult): ErrorAnswer | undefined {
  if (result.kind === 'silent' || isGood(result.status)) return undefined;
  const errors = result.body.kind === 'whole' ? flinkErrors(result.body.text) : undefined;
  return { status: result.status, flinkText: errors?.join('\n') };
}

/** @throws {FlinkUnreadable} the answer is not a good one, not JSON, or not of this shape. */
export function valueOf<T>(result: HttpResult, schema: z.ZodType<T>, where: string): T {
  if (result.kind === 'silent') throw unreadable(result.reason, where, result.why);
  const { status, isHtml, body } = result;
  if (!isGood(status)) throw ofStatus(result, where);
  if (body.kind === 'broken') throw unreadable(body.reason, where, body.why, { look: lookAtAnswer[body.reason] });
  const json = parseJson(body.text);
  if (json === undefined) {
    const what = isHtml || /^\s*</.test(body.text) ? 'a web page' : 'something that is not JSON, or half of it';
    throw unreadable('not-flink', where, `it answered ${status} with ${what}`);
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const place = parsed.error.issues[0]?.path.map(String).join('.') ?? '';
  const at = place === '' ? '' : ` (at ${place.slice(0, 80)})`;
  throw unreadable('other-shape', where, `it answered ${status} with JSON that Flink does not write${at}`);
}

function ofStatus(result: Extract<HttpResult, { kind: 'answered' }>, where: string): FlinkUnreadable {
  const { status, body, leadsTo } = result;
  const errors = body.kind === 'whole' ? flinkErrors(body.text) : undefined;
  const said = errors === undefined ? '' : `: ${errorSummary(errors)}`;
  const why = `it answered ${status}${said}`;
  if (status < 400) {
    const to = leadsTo === undefined ? '' : ` to ${leadsTo}`;
    return unreadable('redirect', where, `it answered with a redirect (${status})${to}`);
  }
  if (status === 401 || status === 403 || status === 407) return unreadable('access-denied', where, why);
  if (status === 429) return unreadable('rate-limit', where, why);
  if (status === 413) return unreadable('too-large', where, why);
  if (status === 503 && isLeaderElection(errors)) return unreadable('leader-election', where, why);
  if (status === 408 || status === 504) return unreadable('time-limit', where, why);
  if (status === 404 || (status < 500 && errors === undefined)) {
    const from = errors === undefined ? ', and not as Flink does' : '';
    const tls = from !== '' && status === 400 ? ' (nginx: https:// is meant, or access.certFile is missing)' : '';
    return unreadable('not-flink', where, why + from + tls);
  }
  // Above 500 it is about whoever stands between, or a Flink that is not ready.
  const isFromFlink = status <= 500 && errors !== undefined && !errors.some((error) => noAnswerInside.test(error));
  return unreadable('server-error', where, why, { isFromFlink });
}

/** What knows the job did not answer the REST endpoint in time, does not lead or begins only: the cluster is silent, whoever says so. */
const noAnswerInside =
  /\b(?:\w*TimeoutException|FencingTokenException|RecipientUnreachableException|UnavailableDispatcherOperationException)\b/;

function isLeaderElection(errors: readonly string[] | undefined): boolean {
  return errors?.some((error) => /leader election/i.test(error)) ?? false;
}

function isGood(status: number): boolean {
  return status >= 200 && status < 300;
}

const lookAt: Readonly<Record<UnreadableReason, string>> = {
  'no-connection': 'see whether the JobManager runs and this machine may connect to it',
  'time-limit': 'see whether the JobManager is overloaded or paused, and the network',
  'access-denied': 'see access.tokenFile and access.headers; of an upload access.writeTokenFile, where it is set',
  redirect: 'give the address it leads to as url; a login page means that access is missing',
  'not-flink':
    "see that url is the address of Flink's REST, with its path prefix, and that no proxy answers from a cache, or with pages of its own",
  'other-shape':
    "see that url is the address of Flink's REST; if it is, this version or a plugin of it is not known here",
  'server-error': 'see the JobManager log, and what stands before it',
  'leader-election': 'wait until there is a leader',
  'rate-limit': 'see how many requests a minute what answers at url lets pass; allow more, or raise poll.every',
  'too-large': 'see what answers at url, and how large a request it lets pass, such as client_max_body_size of nginx',
  tls: 'see access.caFile, access.certFile and access.keyFile',
};

/** Where it is the answer that is meant, not the request. */
const lookAtAnswer: Partial<Readonly<Record<UnreadableReason, string>>> = {
  'too-large': 'see it in Flink itself, as so much is not read here',
};

function unreadable(
  reason: UnreadableReason,
  where: string,
  why: string,
  {
    look = lookAt[reason],
    isFromFlink = false,
  }: { readonly look?: string | undefined; readonly isFromFlink?: boolean } = {},
): FlinkUnreadable {
  return new FlinkUnreadable(reason, `${where}: ${why}; ${look}.`, { isFromFlink });
}
