import { Agent, request as send } from 'node:http';
import { OpsError } from '../domain/errors.ts';
import type { SendOutcome } from '../ports/flink.ts';
import type { TargetClass } from './target-log.ts';

export interface TargetRequest {
  readonly key: string;
  readonly lane: string;
  /** The target has promised not to act on it after this moment, epoch ms. */
  readonly latestAt: number;
}

/** Marks what a network delivers once more on its own. */
export const copyHeader = 'x-delivered-again';

/** What kinds of the proof may ask of a target. Reads throw {TargetSilent}. */
export interface ProofTarget {
  /** Never throws. */
  send(to: TargetClass, request: TargetRequest, signal: AbortSignal): Promise<SendOutcome>;
  /** What the process that answers remembers of the key; `unknown` also when it has forgotten. */
  memory(key: string, signal: AbortSignal): Promise<'unknown' | 'working' | 'done'>;
  /** How many effects of the key can be seen in the world, whoever caused them. */
  traces(key: string, signal: AbortSignal): Promise<number>;
  incarnation(signal: AbortSignal): Promise<string>;
}

/** The target does not answer a question; it may answer the same one later. */
export class TargetSilent extends OpsError {
  readonly code = 'proof.target_silent';
  readonly retryable = true;
}

const readLimitMs = 2_000;

export function makeTargetClient(port: number): ProofTarget & { close(): void } {
  const reads = new Agent({ keepAlive: true, maxSockets: 8 });
  const read = async <T>(path: string, signal: AbortSignal): Promise<T> => {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(readLimitMs)]);
    const answer = await call({ port, path, method: 'GET', agent: reads, signal: limit });
    if (answer.kind === 'answer' && answer.status === 200) return JSON.parse(answer.body) as T;
    throw new TargetSilent(`No usable answer to ${path}: ${answer.kind === 'answer' ? answer.status : answer.why}`);
  };
  return {
    send: async (to, request, signal) =>
      // A connection of its own: on a used one nobody could tell whether a byte left.
      outcomeOf(
        await call({ port, path: `/${to}`, method: 'POST', agent: false, signal, body: JSON.stringify(request) }),
      ),
    memory: async (key, signal) =>
      (await read<{ state: 'unknown' | 'working' | 'done' }>(`/memory/${key}`, signal)).state,
    traces: async (key, signal) => (await read<{ effects: number }>(`/traces/${key}`, signal)).effects,
    incarnation: async (signal) => (await read<{ incarnation: string }>('/incarnation', signal)).incarnation,
    close: () => reads.destroy(),
  };
}

type Answer =
  | { readonly kind: 'answer'; readonly status: number; readonly body: string }
  | { readonly kind: 'not-sent'; readonly why: string }
  | { readonly kind: 'lost'; readonly why: string };

function outcomeOf(answer: Answer): SendOutcome {
  if (answer.kind === 'not-sent') return { kind: 'not-sent', status: undefined, detail: answer.why };
  if (answer.kind === 'lost') return { kind: 'maybe', status: undefined, detail: answer.why };
  const { status, body } = answer;
  const detail = body.slice(0, 200);
  if (status === 202) return { kind: 'executed', status, detail };
  if (status === 200) return { kind: body.includes('"already":true') ? 'already' : 'executed', status, detail };
  // The target documents that it answers so when there is no effect and there will be none.
  if (status === 503 || status === 400) return { kind: 'refused', status, detail };
  return { kind: 'maybe', status, detail };
}

interface Call {
  readonly port: number;
  readonly path: string;
  readonly method: 'GET' | 'POST';
  readonly agent: Agent | false;
  readonly signal: AbortSignal;
  readonly body?: string;
}

/** Before the connection stands nothing has left; afterwards only a whole answer tells anything. */
function call({ port, path, method, agent, signal, body }: Call): Promise<Answer> {
  return new Promise((resolve) => {
    let connected = false;
    const failed = (error: Error): void =>
      resolve({ kind: connected ? 'lost' : 'not-sent', why: `${(error as NodeJS.ErrnoException).code ?? error.name}` });
    const headers = body === undefined ? {} : { 'content-type': 'application/json', 'content-length': body.length };
    const request = send({ host: '127.0.0.1', port, path, method, agent, signal, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('error', failed);
      response.on('end', () => {
        if (response.complete) resolve({ kind: 'answer', status: response.statusCode ?? 0, body: text });
      });
      response.on('close', () => {
        if (!response.complete) resolve({ kind: 'lost', why: 'the answer was cut' });
      });
    });
    request.on('socket', (socket) => {
      connected = !socket.connecting;
      if (connected) return;
      socket.once('connect', () => {
        connected = true;
      });
    });
    request.on('error', failed);
    request.end(body);
  });
}
