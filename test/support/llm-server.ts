import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the scripted server does with one request. `text` is what the model says. */
export type LlmReply =
  | {
      readonly kind: 'answer';
      readonly text: string | null;
      readonly finish?: string;
      readonly refusal?: string;
      /** Null: the server does not count tokens. */
      readonly usage?: { readonly prompt_tokens: number; readonly completion_tokens: number } | null;
    }
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body: string;
      readonly headers?: Record<string, string>;
    }
  | { readonly kind: 'raw'; readonly body: string; readonly contentType?: string }
  /** Headers at once, the body never ends. */
  | { readonly kind: 'hang'; readonly after: 'nothing' | 'headers' }
  | { readonly kind: 'reset'; readonly after: 'nothing' | 'half' };

export interface LlmRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
  readonly body: {
    readonly model: string;
    readonly messages: readonly { readonly role: string; readonly content: string }[];
    readonly response_format?: unknown;
    readonly max_completion_tokens?: number;
  };
}

export interface LlmServer {
  readonly baseUrl: string;
  readonly requests: readonly LlmRequest[];
  reply(...replies: LlmReply[]): void;
  /** Closes; throws when a request came that no reply was scripted for, or a reply was not used. */
  close(): Promise<void>;
}

/** A strict OpenAI-compatible server on 127.0.0.1: one scripted reply per request, in order, none missing and none left. */
export async function startLlmServer(): Promise<LlmServer> {
  const replies: LlmReply[] = [];
  const requests: LlmRequest[] = [];
  const complaints: string[] = [];

  const server = createServer((request, response) => {
    void handle(request, response).catch((error: unknown) => {
      complaints.push(String(error));
      response.destroy();
    });
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    if (request.method !== 'POST' || request.url !== '/v1/chat/completions') {
      complaints.push(`unexpected ${request.method} ${request.url}`);
    }
    requests.push({
      path: request.url ?? '',
      headers: request.headers,
      text,
      body: JSON.parse(text) as LlmRequest['body'],
    });
    const reply = replies.shift();
    if (reply === undefined) {
      complaints.push(`request ${requests.length} came without a scripted reply`);
      response.writeHead(599).end();
      return;
    }
    send(response, reply);
  }

  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    reply: (...more) => {
      replies.push(...more);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      if (replies.length > 0) complaints.push(`${replies.length} scripted replies were not used`);
      if (complaints.length > 0) throw new Error(`LLM server: ${complaints.join('; ')}`);
    },
  };
}

function send(response: ServerResponse, reply: LlmReply): void {
  switch (reply.kind) {
    case 'answer':
      response.writeHead(200, { 'content-type': 'application/json' }).end(completion(reply));
      return;
    case 'status':
      response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers }).end(reply.body);
      return;
    case 'raw':
      response.writeHead(200, { 'content-type': reply.contentType ?? 'application/json' }).end(reply.body);
      return;
    case 'hang':
      if (reply.after === 'headers') response.writeHead(200, { 'content-type': 'application/json' }).write('{"id":');
      return;
    case 'reset':
      if (reply.after === 'nothing') {
        response.destroy();
        return;
      }
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '900' });
      response.write('{"id": "x", "choices": [', () => {
        response.destroy();
      });
      return;
  }
}

function completion(reply: LlmReply & { kind: 'answer' }): string {
  return JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    model: 'scripted',
    choices: [
      {
        index: 0,
        finish_reason: reply.finish ?? 'stop',
        message: {
          role: 'assistant',
          content: reply.text,
          ...(reply.refusal !== undefined && { refusal: reply.refusal }),
        },
      },
    ],
    ...(reply.usage !== null && { usage: reply.usage ?? { prompt_tokens: 100, completion_tokens: 20 } }),
  });
}
